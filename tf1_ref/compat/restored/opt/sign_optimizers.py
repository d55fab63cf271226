"""PowerSign and AddSign of `tf.contrib.opt` (Bello et al., "Neural Optimizer Search", 2017).

Both move further where a gradient has the sign of the mean of those before it.

Source: tf.contrib.opt of TensorFlow 1.15 (powersign.py, addsign.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_training_ops


class _SignOptimizer(tf1.train.Optimizer):
    """What both have in common: the means of the gradients, and how much signs are worth in a step.

    Attributes:
        _own: the name of the number that only one of both has.
        _kernels: the ops that apply a gradient to a reference variable and to a resource.
    """

    _own: str
    _kernels: tuple[Callable, Callable]

    def __init__(self, learning_rate, beta, sign_decay_fn, use_locking, name):
        super().__init__(use_locking, name)
        self._lr, self._beta, self._sign_decay_fn = learning_rate, beta, sign_decay_fn

    def apply_gradients(
        self, grads_and_vars: list[tuple], global_step: tf1.Variable | None = None, name: str | None = None
    ) -> tf1.Operation:
        """Applies gradients.

        Args:
            grads_and_vars: list of pairs, as `compute_gradients` gives them.
            global_step: a variable that is increased by 1, which sign_decay_fn is given; or None.
            name: of the training op.

        Returns:
            The training op.
        """
        if self._sign_decay_fn is not None:
            self._sign_decay_t = tf1.convert_to_tensor(self._sign_decay_fn(global_step), name='sign_decay')
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 'm', self._name)

    def _prepare(self):
        self._lr_t = tf1.convert_to_tensor(self._lr, name='learning_rate')
        self._beta_t = tf1.convert_to_tensor(self._beta, name='beta')
        self._own_t = tf1.convert_to_tensor(getattr(self, f'_{self._own}'), name=self._own)
        if self._sign_decay_fn is None:
            self._sign_decay_t = tf1.convert_to_tensor(1.0, name='sign_decay')

    def _numbers(self, var):
        numbers = (self._lr_t, self._own_t, self._sign_decay_t, self._beta_t)
        return [tf1.cast(number, var.dtype.base_dtype) for number in numbers]

    def _apply_dense(self, grad, var):
        kernel, _ = self._kernels
        return kernel(var, self.get_slot(var, 'm'), *self._numbers(var), grad, use_locking=self._use_locking).op

    def _resource_apply_dense(self, grad, var):
        _, kernel = self._kernels
        m = self.get_slot(var, 'm').handle
        return kernel(var.handle, m, *self._numbers(var), grad, use_locking=self._use_locking)

    def _move_rows(self, grad, var, numbers, factor):
        """Moves the rows of a gradient; the means of all rows move.

        Args:
            grad: `tf.IndexedSlices`.
            var: a reference variable.
            numbers: the learning rate, and beta.
            factor: from the sign of each gradient, where that of the mean is the same, to what multiplies it.
        """
        rate, beta = numbers
        m = self.get_slot(var, 'm')
        m = tf1.assign(m, m * beta + grad * (1 - beta), use_locking=self._use_locking)
        signs = tf1.sign(grad.values)
        agreed = tf1.gather(tf1.sign(m), grad.indices) * signs
        step = rate * factor(tf1.cast(self._sign_decay_t, var.dtype.base_dtype), agreed) * grad.values
        return tf1.group(tf1.scatter_sub(var, grad.indices, step, use_locking=self._use_locking), m)


class PowerSignOptimizer(_SignOptimizer):
    """Multiplies a gradient by `base ** (sign_decay * sign(gradient) * sign(m))`."""

    _own = 'logbase'
    _kernels = gen_training_ops.apply_power_sign, gen_training_ops.resource_apply_power_sign

    def __init__(
        self,
        learning_rate: float | tf1.Tensor = 0.1,
        base: float = math.e,
        beta: float | tf1.Tensor = 0.9,
        sign_decay_fn: Callable | None = None,
        use_locking: bool = False,
        name: str = 'PowerSignOptimizer',
    ):
        """Makes an optimizer.

        Args:
            learning_rate: a number or a scalar tensor.
            base: above 0.
            beta: decay of the means of the gradients, from 0 to below 1.
            sign_decay_fn: from the global step to what signs are worth; None for 1.
            use_locking: whether updates lock the variables.
            name: of the name scope, and of the slots.
        """
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._logbase = math.log(base)

    def _apply_sparse(self, grad, var):
        numbers = (self._lr_t, self._beta_t, self._own_t, math.e)
        rate, beta, logbase, e = (tf1.cast(number, var.dtype.base_dtype) for number in numbers)
        return self._move_rows(grad, var, (rate, beta), lambda decay, agreed: tf1.pow(e, logbase * decay * agreed))


class AddSignOptimizer(_SignOptimizer):
    """Multiplies a gradient by `alpha + sign_decay * sign(gradient) * sign(m)`."""

    _own = 'alpha'
    _kernels = gen_training_ops.apply_add_sign, gen_training_ops.resource_apply_add_sign

    def __init__(
        self,
        learning_rate: float | tf1.Tensor = 0.1,
        alpha: float | tf1.Tensor = 1.0,
        beta: float | tf1.Tensor = 0.9,
        sign_decay_fn: Callable | None = None,
        use_locking: bool = False,
        name: str = 'AddSignOptimizer',
    ):
        """Makes an optimizer.

        Args:
            learning_rate: a number or a scalar tensor.
            alpha: what signs are added to.
            beta: decay of the means of the gradients, from 0 to below 1.
            sign_decay_fn: from the global step to what signs are worth; None for 1.
            use_locking: whether updates lock the variables.
            name: of the name scope, and of the slots.
        """
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._alpha = alpha

    def _apply_sparse(self, grad, var):
        numbers = (self._lr_t, self._own_t, self._beta_t)
        rate, alpha, beta = (tf1.cast(number, var.dtype.base_dtype) for number in numbers)
        return self._move_rows(grad, var, (rate, beta), lambda decay, agreed: alpha + decay * agreed)
