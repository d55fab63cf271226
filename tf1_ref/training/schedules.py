"""Learning rates that follow the step, as tensors of the graph."""

from __future__ import annotations

import math

from tf1_ref.compat import tf
from tf1_ref.errors import InputError


def warmup_cosine(step, peak, warmup_steps, total_steps):
    """Rises linearly to `peak`, then falls to 0 along half a cosine (Loshchilov and Hutter, 2017).

    Args:
        step: the number of steps made so far, a scalar integer tensor such as the global step.
        peak: the largest learning rate, above 0.
        warmup_steps: steps of the rise, from 0.
        total_steps: steps in all, above `warmup_steps`; the rate stays at 0 after them.

    Returns:
        The learning rate of the next step, a float32 scalar tensor; above 0 in every one of the `total_steps`.

    Raises:
        InputError: `total_steps` is not above `warmup_steps`.
    """
    if not 0 <= warmup_steps < total_steps:
        raise InputError(f'the warm-up of {warmup_steps} steps has to end before the {total_steps} steps do')
    step = tf.cast(step, tf.float32)
    rise = (step + 1) / (warmup_steps + 1)
    share = tf.clip_by_value((step - warmup_steps) / (total_steps - warmup_steps), 0.0, 1.0)
    return peak * tf.where(step < warmup_steps, rise, 0.5 * (1 + tf.cos(math.pi * share)))
