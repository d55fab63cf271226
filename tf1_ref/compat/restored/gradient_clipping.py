"""`tf.contrib.estimator.clip_gradients_by_norm`.

Source: tf.contrib.estimator of TensorFlow 1.15 (extenders.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


class ClippingOptimizer(tf1.train.Optimizer):
    """An optimizer whose gradients are clipped before another one applies them."""

    def __init__(self, optimizer: tf1.train.Optimizer, clip_norm: float | tf1.Tensor):
        """Takes the other optimizer.

        Args:
            optimizer: who applies the gradients.
            clip_norm: the largest norm of all gradients together, more than 0, a number or a scalar tensor.
        """
        super().__init__(use_locking=False, name=f'ClipByNorm{optimizer.get_name()}')
        self._optimizer, self._clip_norm = optimizer, clip_norm

    def compute_gradients(self, *args, **kwargs) -> list[tuple]:
        """Computes gradients as the other one does."""
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(
        self, grads_and_vars: list[tuple], global_step: tf1.Variable | None = None, name: str | None = None
    ) -> tf1.Operation:
        """Clips gradients, and lets the other one apply them.

        Args:
            grads_and_vars: pairs of a gradient, or None, and its variable.
            global_step: a variable that goes up by 1.
            name: of the op.

        Returns:
            The op that does it.
        """
        gradients, variables = zip(*grads_and_vars, strict=True)
        gradients = tf1.clip_by_global_norm(gradients, self._clip_norm)[0]
        return self._optimizer.apply_gradients(list(zip(gradients, variables, strict=True)), global_step, name)

    def get_slot(self, *args, **kwargs) -> tf1.Variable | None:
        """Gives the other one's slot."""
        return self._optimizer.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs) -> list[str]:
        """Lists the other one's names of slots."""
        return self._optimizer.get_slot_names(*args, **kwargs)


def clip_gradients_by_norm(optimizer: tf1.train.Optimizer, clip_norm: float | tf1.Tensor) -> tf1.train.Optimizer:
    """Makes an optimizer that clips gradients by their norm.

    Args:
        optimizer: who applies them.
        clip_norm: the largest norm of all gradients together, more than 0, a number or a scalar tensor.

    Returns:
        Another optimizer.
    """
    return ClippingOptimizer(optimizer, clip_norm)
