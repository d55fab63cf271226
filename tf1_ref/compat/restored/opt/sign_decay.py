"""What signs are worth as training goes on, for PowerSign and AddSign of `tf.contrib.opt`.

Source: tf.contrib.opt of TensorFlow 1.15 (sign_decay.py); Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent
with Warm Restarts", 2017.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import tensorflow.compat.v1 as tf1


def get_linear_decay_fn(decay_steps: int) -> Callable:
    """Goes from 1 down to 0 in a straight line.

    Args:
        decay_steps: at which step it is 0.

    Returns:
        A function from the global step to a scalar; it raises ValueError for None.
    """

    def linear_decay_fn(global_step):
        step = _until(global_step, decay_steps, 'linear_decay')
        rest = tf1.cast(decay_steps, tf1.int32) - tf1.cast(step, tf1.int32)
        return tf1.maximum(0.0, tf1.cast(rest, tf1.float32) / tf1.cast(decay_steps, tf1.float32))

    return linear_decay_fn


def get_cosine_decay_fn(decay_steps: int, num_periods: float = 0.5, zero_after: float | None = None) -> Callable:
    """Goes from 1 along a cosine, between 1 and 0.

    Args:
        decay_steps: at which step it ends.
        num_periods: how many periods it goes through; by itself it ends at 0.
        zero_after: behind how many periods it is 0; None for never.

    Returns:
        A function from the global step to a scalar; it raises ValueError for None.
    """

    def cosine_decay_fn(global_step):
        step = _until(global_step, decay_steps, 'cosine_decay')
        part = tf1.cast(step, tf1.float32) / tf1.cast(decay_steps, tf1.float32)
        turns = 2.0 * num_periods * part
        decayed = _cosine(turns)
        if zero_after is not None:
            decayed = tf1.where(tf1.greater_equal(turns, 2 * zero_after), 0.0, decayed)
        return decayed

    return cosine_decay_fn


def get_restart_decay_fn(decay_steps: int, num_periods: float = 1, zero_after: float | None = None) -> Callable:
    """Goes from 1 to 0 along half a period of a cosine, again and again.

    Args:
        decay_steps: at which step it ends.
        num_periods: how often it starts.
        zero_after: behind how many starts it is 0; None for never.

    Returns:
        A function from the global step to a scalar; it raises ValueError for None.
    """

    def restart_decay_fn(global_step):
        step = _until(global_step, decay_steps, 'cosine_decay')
        since = tf1.mod(num_periods * tf1.cast(step, tf1.float32), decay_steps)
        decayed = _cosine(since / tf1.cast(decay_steps, tf1.float32))
        if zero_after is not None:
            starts = tf1.cast(num_periods * step, tf1.float32) / tf1.cast(decay_steps, tf1.float32)
            decayed = tf1.where(tf1.greater_equal(starts, zero_after), 0.0, decayed)
        return decayed

    return restart_decay_fn


def _until(global_step, last, decay):
    if global_step is None:
        raise ValueError(f'global_step is required for {decay}.')
    return tf1.minimum(global_step, last)


def _cosine(turns):
    return 0.5 * (1.0 + tf1.cos(tf1.constant(math.pi) * turns))
