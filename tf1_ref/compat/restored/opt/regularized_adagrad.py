"""Adagrad of `tf.contrib.opt` that can leave its accumulators as they are.

Source: tf.contrib.opt of TensorFlow 1.15 (reg_adagrad_optimizer.py).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_training_ops


class RegAdagradOptimizer(tf1.train.AdagradOptimizer):
    """Adagrad, for which the gradients of a regularization need not count where its rate decays."""

    def __init__(
        self,
        learning_rate: float | tf1.Tensor,
        initial_accumulator_value: float = 0.1,
        use_locking: bool = False,
        name: str = 'RegAdagrad',
    ):
        """Makes an optimizer.

        Args:
            learning_rate: a number or a scalar tensor.
            initial_accumulator_value: where the sums of squares start, above 0.
            use_locking: whether updates lock the variables.
            name: of the name scope, and of the slots.
        """
        super().__init__(
            learning_rate, initial_accumulator_value=initial_accumulator_value, use_locking=use_locking, name=name
        )
        self._moves_slots = True

    @contextlib.contextmanager
    def avoid_updating_slots(self) -> Iterator[None]:
        """Makes what is built within it move variables, and no sums of squares."""
        before, self._moves_slots = self._moves_slots, False
        try:
            yield
        finally:
            self._moves_slots = before

    def _settings(self):
        return {'use_locking': self._use_locking, 'update_slots': self._moves_slots}

    def _rate(self, like):
        return tf1.cast(self._learning_rate_tensor, like.dtype.base_dtype)

    def _apply_dense(self, grad, var):
        sums = self.get_slot(var, 'accumulator')
        return gen_training_ops.apply_adagrad(var, sums, self._rate(var), grad, **self._settings())

    def _resource_apply_dense(self, grad, var):
        sums = self.get_slot(var, 'accumulator').handle
        return gen_training_ops.resource_apply_adagrad(var.handle, sums, self._rate(grad), grad, **self._settings())

    def _apply_sparse(self, grad, var):
        sums = self.get_slot(var, 'accumulator')
        return gen_training_ops.sparse_apply_adagrad(
            var, sums, self._rate(var), grad.values, grad.indices, **self._settings()
        )

    def _resource_apply_sparse(self, grad, var, indices):
        sums = self.get_slot(var, 'accumulator').handle
        return gen_training_ops.resource_sparse_apply_adagrad(
            var.handle, sums, self._rate(grad), grad, indices, **self._settings()
        )
