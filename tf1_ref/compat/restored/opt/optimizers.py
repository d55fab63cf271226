"""Variants of Adam in `tf.contrib.opt`, for the reference variables of TensorFlow 1 and for resources.

Source: tf.contrib.opt of TensorFlow 1.15 (lazy_adam_optimizer.py, nadam_optimizer.py, adamax.py).
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_resource_variable_ops, gen_training_ops


class LazyAdamOptimizer(tf1.train.AdamOptimizer):
    """Adam that moves only the rows of a variable, and of its averages, that a sparse gradient names."""

    def _apply_sparse(self, grad, var):
        rate, beta1, beta2, epsilon, power1, power2 = _in_dtype_of(self, var)
        rate = rate * tf1.sqrt(1 - power2) / (1 - power1)
        rows, locking = grad.indices, self._use_locking
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        m = tf1.scatter_update(m, rows, _averaged(m, rows, beta1, grad.values), use_locking=locking)
        v = tf1.scatter_update(v, rows, _averaged(v, rows, beta2, lambda: tf1.square(grad.values)), use_locking=locking)
        m_rows, v_rows = tf1.gather(m, rows), tf1.gather(v, rows)
        denominator = tf1.sqrt(v_rows) + epsilon
        return tf1.group(tf1.scatter_sub(var, rows, rate * m_rows / denominator, use_locking=locking), m, v)

    def _resource_apply_sparse(self, grad, var, indices):
        rate, beta1, beta2, epsilon, power1, power2 = _in_dtype_of(self, var)
        rate = rate * tf1.sqrt(1 - power2) / (1 - power1)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        m_rows = _averaged(m, indices, beta1, grad)
        m_moved = gen_resource_variable_ops.resource_scatter_update(m.handle, indices, m_rows)
        v_rows = _averaged(v, indices, beta2, lambda: tf1.square(grad))
        v_moved = gen_resource_variable_ops.resource_scatter_update(v.handle, indices, v_rows)
        step = rate * m_rows / (tf1.sqrt(v_rows) + epsilon)
        return tf1.group(gen_resource_variable_ops.resource_scatter_sub(var.handle, indices, step), m_moved, v_moved)


class NadamOptimizer(tf1.train.AdamOptimizer):
    """Adam with Nesterov's momentum (Dozat, 2016), whose name scope is 'Adam' as in 1.15."""

    def _apply_dense(self, grad, var):
        rate, beta1, beta2, epsilon, power1, power2 = _in_dtype_of(self, var)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        return gen_training_ops.apply_adam(
            var, m, v, power1, power2, rate, beta1, beta2, epsilon, grad, self._use_locking, use_nesterov=True
        ).op

    def _resource_apply_dense(self, grad, var):
        rate, beta1, beta2, epsilon, power1, power2 = _in_dtype_of(self, var)
        m, v = self.get_slot(var, 'm').handle, self.get_slot(var, 'v').handle
        return gen_training_ops.resource_apply_adam(
            var.handle, m, v, power1, power2, rate, beta1, beta2, epsilon, grad, self._use_locking, use_nesterov=True
        )

    def _apply_sparse_shared(
        self, grad: tf1.Tensor, var: tf1.Variable, indices: tf1.Tensor, scatter_add: Callable
    ) -> tf1.Operation:
        rate, beta1, beta2, epsilon, power1, power2 = _in_dtype_of(self, var)
        rate = rate * tf1.sqrt(1 - power2) / (1 - power1)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        scaled = grad * (1 - beta1)
        with tf1.control_dependencies([tf1.assign(m, m * beta1, use_locking=self._use_locking)]):
            m_rows = scaled + beta1 * tf1.gather(scatter_add(m, indices, scaled), indices)
        with tf1.control_dependencies([tf1.assign(v, v * beta2, use_locking=self._use_locking)]):
            v_rows = tf1.gather(scatter_add(v, indices, grad * grad * (1 - beta2)), indices)
        return tf1.group(scatter_add(var, indices, -rate * m_rows / (tf1.sqrt(v_rows) + epsilon)), m_rows, v_rows)


class AdaMaxOptimizer(tf1.train.AdamOptimizer):
    """AdaMax (Kingma and Ba, 2015, section 7): Adam with the largest gradient in the place of the mean square."""

    def __init__(
        self,
        learning_rate: float | tf1.Tensor = 0.001,
        beta1: float | tf1.Tensor = 0.9,
        beta2: float | tf1.Tensor = 0.999,
        epsilon: float | tf1.Tensor = 1e-8,
        use_locking: bool = False,
        name: str = 'AdaMax',
    ):
        """Makes an optimizer.

        Args:
            learning_rate: a number or a scalar tensor.
            beta1: decay of the means of the gradients, from 0 to below 1.
            beta2: decay of the largest gradients (AdaMax) or of the mean squares, from 0 to below 1.
            epsilon: a small number that keeps divisors from being 0.
            use_locking: whether updates lock the variables.
            name: of the name scope, and of the slots.
        """
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _get_beta_accumulators(self):
        graph = None if tf1.executing_eagerly() else tf1.get_default_graph()
        return self._get_non_slot_variable('beta1_power', graph=graph)

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(self._beta1, 'beta1_power', colocate_with=first)
        for variable in var_list:
            self._zeros_slot(variable, 'm', self._name)
            self._zeros_slot(variable, 'v', self._name)

    def _apply_dense(self, grad, var):
        rate, beta1, beta2, epsilon, power1 = _in_dtype_of(self, var)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        return gen_training_ops.apply_ada_max(
            var, m, v, power1, rate, beta1, beta2, epsilon, grad, self._use_locking
        ).op

    def _resource_apply_dense(self, grad, var):
        rate, beta1, beta2, epsilon, power1 = _in_dtype_of(self, var)
        m, v = self.get_slot(var, 'm').handle, self.get_slot(var, 'v').handle
        return gen_training_ops.resource_apply_ada_max(
            var.handle, m, v, power1, rate, beta1, beta2, epsilon, grad, self._use_locking
        )

    def _apply_sparse(self, grad, var):
        return self._move_rows(var, grad.indices, grad.values)

    def _resource_apply_sparse(self, grad, var, indices):
        return self._move_rows(var, indices, grad)

    def _move_rows(self, var, rows, gradient):
        rate, beta1, beta2, epsilon, power1 = _in_dtype_of(self, var)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        m_rows = tf1.gather(m, rows) * beta1 + gradient * (1 - beta1)
        v_rows = tf1.maximum(tf1.gather(v, rows) * beta2, tf1.abs(gradient))
        step = -rate / (1 - power1) * (m_rows / (v_rows + epsilon))
        with tf1.control_dependencies([m_rows, v_rows]):
            moved = [tf1.scatter_update(slot, rows, new) for slot, new in ((m, m_rows), (v, v_rows))]
        with tf1.control_dependencies([step]):
            return tf1.group(tf1.scatter_add(var, rows, step), *moved)

    def _finish(self, update_ops, name_scope):
        with tf1.control_dependencies(update_ops):
            power = self._get_beta_accumulators()
            with tf1.colocate_with(power):
                moved = power.assign(power * self._beta1_t, use_locking=self._use_locking)
        return tf1.group(*update_ops, moved, name=name_scope)


def _in_dtype_of(optimizer, var):
    """Learning rate, beta 1, beta 2, epsilon and the powers of the betas, in the dtype of a variable."""
    powers = optimizer._get_beta_accumulators()
    powers = powers if isinstance(powers, tuple) else (powers,)
    numbers = (optimizer._lr_t, optimizer._beta1_t, optimizer._beta2_t, optimizer._epsilon_t)
    power_casts = [tf1.cast(power, var.dtype.base_dtype) for power in powers]
    return (*(tf1.cast(number, var.dtype.base_dtype) for number in numbers), *power_casts)


def _averaged(slot: tf1.Variable, rows: tf1.Tensor, decay: tf1.Tensor, new: tf1.Tensor | Callable) -> tf1.Tensor:
    """The rows of a slot, moved towards new ones, which a function may build where their op belongs."""
    return decay * tf1.gather(slot, rows) + (1 - decay) * (new() if callable(new) else new)
