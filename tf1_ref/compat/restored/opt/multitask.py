"""Optimizers of `tf.contrib.opt` for losses of which some are missing in a step.

Source: tf.contrib.opt of TensorFlow 1.15 (multitask_optimizer_wrapper.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

METHODS = ('_apply_dense', '_resource_apply_dense', '_apply_sparse', '_resource_apply_sparse')


class MultitaskOptimizerWrapper:
    """An optimizer that leaves a variable and its slots as they are where all of the gradient is 0."""

    def __init__(self, opt: tf1.train.Optimizer):
        """Takes an optimizer, and changes it.

        Args:
            opt: what applies gradients. All else is its own.

        Raises:
            TypeError: opt is no `tf.train.Optimizer`.
        """
        if not isinstance(opt, tf1.train.Optimizer):
            raise TypeError('Supplied optimizer must be an instance of tf.train.Optimizer')
        self._opt = opt
        for name in METHODS:
            setattr(opt, name, _passing_zeros_over(getattr(opt, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opt, name)


def clip_gradients_by_global_norm(
    gradients_variables: list[tuple], clip_norm: float | tf1.Tensor = 20.0
) -> tuple[list[tuple], tf1.Tensor]:
    """Clips gradients by the norm of those that are not 0 everywhere.

    Args:
        gradients_variables: pairs of a gradient, or None, and a variable.
        clip_norm: the largest norm that is left as it is.

    Returns:
        The pairs with the clipped gradients, and the norm before.
    """
    gradients, variables = zip(*gradients_variables, strict=True)
    norm = tf1.global_norm([None if one is None else _counted(one) for one in gradients])
    clipped, _ = tf1.clip_by_global_norm(gradients, clip_norm, use_norm=norm)
    return list(zip(clipped, variables, strict=True)), norm


def _passing_zeros_over(apply: Callable) -> Callable:
    """The method of an optimizer, run where its gradient is not 0 everywhere."""

    def conditionally(grad, *args, **kwargs):
        def move():
            with tf1.control_dependencies([apply(grad, *args, **kwargs)]):
                return tf1.no_op()

        return tf1.cond(_is_zero(grad), tf1.no_op, move)

    return conditionally


def _counted(gradient):
    """A gradient, or a single 0 for one that is 0 everywhere."""
    return tf1.cond(_is_zero(gradient), lambda: tf1.zeros([], dtype=gradient.dtype), lambda: gradient)


def _is_zero(gradient):
    return tf1.equal(tf1.count_nonzero(gradient), 0)
