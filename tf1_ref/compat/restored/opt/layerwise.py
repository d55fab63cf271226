"""`tf.contrib.opt.LARSOptimizer`: momentum with a rate for each variable (You, Gitman and Ginsburg, 2017).

Source: tf.contrib.opt of TensorFlow 1.15 (lars_optimizer.py).
"""

from __future__ import annotations

from collections.abc import Iterable

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_training_ops


class LARSOptimizer(tf1.train.Optimizer):
    """Momentum, whose rate is multiplied by the norm of the variable over that of its gradient."""

    def __init__(
        self,
        learning_rate: float | tf1.Tensor,
        momentum: float | tf1.Tensor = 0.9,
        weight_decay: float = 0.0001,
        eeta: float = 0.001,
        epsilon: float = 0.0,
        name: str = 'LARSOptimizer',
        skip_list: Iterable[str] | None = None,
        use_nesterov: bool = False,
    ):
        """Makes an optimizer.

        Args:
            learning_rate: a number or a scalar tensor.
            momentum: from 0 to below 1.
            weight_decay: the part of a variable that is added to its gradient.
            eeta: how far a variable is trusted, a factor of its rate.
            epsilon: is added to the norm of the gradient.
            name: of the name scope.
            skip_list: parts of the names of variables that take the rate as it is, and do not decay.
            use_nesterov: whether the momentum is Nesterov's.

        Raises:
            ValueError: the momentum is negative.
        """
        super().__init__(False, name)
        if not tf1.is_tensor(momentum) and momentum < 0.0:
            raise ValueError(f'momentum should be positive: {momentum}')
        self._learning_rate, self._momentum = learning_rate, momentum
        self._weight_decay, self._eeta, self._epsilon = weight_decay, eeta, epsilon
        self._skip_list, self._use_nesterov = skip_list, use_nesterov

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, 'momentum', self._name)

    def _prepare(self):
        def called(value):
            return value() if callable(value) else value

        self._rate_t = tf1.convert_to_tensor(called(self._learning_rate), name='learning_rate')
        self._momentum_t = tf1.convert_to_tensor(called(self._momentum), name='momentum')

    def compute_lr(self, grad: tf1.Tensor, var: tf1.Variable) -> tuple[float | tf1.Tensor, tf1.Tensor]:
        """Returns the rate of a variable, a number or a scalar, and its gradient with the decay.

        Args:
            grad: its gradient, of its shape.
            var: the variable.
        """
        rate = self._learning_rate
        if self._skip_list is not None and any(one in var.name for one in self._skip_list):
            return rate, grad
        of_variable, of_gradient = tf1.norm(var, ord=2), tf1.norm(grad, ord=2)
        is_there, is_moving = tf1.greater(of_variable, 0), tf1.greater(of_gradient, 0)
        trusted = self._eeta * of_variable / (of_gradient + self._weight_decay * of_variable + self._epsilon)
        ratio = tf1.where(is_there, tf1.where(is_moving, trusted, 1.0), 1.0)
        return rate * ratio, grad + self._weight_decay * var

    def _apply_dense(self, grad, var):
        rate, grad = self.compute_lr(grad, var)
        moved = self.get_slot(var, 'momentum')
        return gen_training_ops.apply_momentum(var, moved, *self._numbers(var, grad, rate)).op

    def _resource_apply_dense(self, grad, var):
        rate, grad = self.compute_lr(grad, var)
        moved = self.get_slot(var, 'momentum').handle
        return gen_training_ops.resource_apply_momentum(var.handle, moved, *self._numbers(var, grad, rate))

    def _numbers(self, var, grad, rate):
        dtype = var.dtype.base_dtype
        return tf1.cast(1.0, dtype), grad * rate, self._momentum, False, self._use_nesterov

    def _apply_sparse(self, grad, var):
        dtype = var.dtype.base_dtype
        return gen_training_ops.sparse_apply_momentum(
            var, self.get_slot(var, 'momentum'), tf1.cast(self._rate_t, dtype), grad.values, grad.indices,
            tf1.cast(self._momentum_t, dtype), False, self._use_nesterov,
        ).op  # fmt: skip

    def _resource_apply_sparse(self, grad, var, indices):
        dtype = var.dtype.base_dtype
        return gen_training_ops.resource_sparse_apply_momentum(
            var.handle, self.get_slot(var, 'momentum').handle, tf1.cast(self._rate_t, dtype), grad, indices,
            tf1.cast(self._momentum_t, dtype), False, self._use_nesterov,
        )  # fmt: skip
