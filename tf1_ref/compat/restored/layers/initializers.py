"""The initializers of `tf.contrib.layers`, with contrib's own numerics.

They are not the initializers of Keras: the truncated normal here has the standard deviation `sqrt(1.3 * factor / n)`,
where `tf.glorot_normal_initializer` divides by 0.87962566. From the same seed the weights differ.

Source: tf.contrib.layers of TensorFlow 1.15 (initializers.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import tensorflow.compat.v1 as tf1

MODES = ('FAN_IN', 'FAN_OUT', 'FAN_AVG')


def xavier_initializer(uniform: bool = True, seed: int | None = None, dtype: tf1.DType = tf1.float32) -> Callable:
    """Makes the initializer of Glorot and Bengio (2010): variance 2 / (fan in + fan out).

    Args:
        uniform: draw from a uniform distribution, else from a truncated normal one.
        seed: op seed; None takes TensorFlow 1's (the number of ops in the graph).
        dtype: a floating point dtype.

    Returns:
        An initializer for `tf.get_variable`.

    Raises:
        TypeError: `dtype` is not a floating point dtype.
    """
    return variance_scaling_initializer(factor=1.0, mode='FAN_AVG', uniform=uniform, seed=seed, dtype=dtype)


def variance_scaling_initializer(
    factor: float = 2.0,
    mode: str = 'FAN_IN',
    uniform: bool = False,
    seed: int | None = None,
    dtype: tf1.DType = tf1.float32,
) -> Callable:
    """Makes an initializer of variance `factor / n`; the defaults are those of He et al. (2015).

    Args:
        factor: a positive number.
        mode: what n counts: 'FAN_IN' inputs, 'FAN_OUT' outputs, 'FAN_AVG' their mean.
        uniform: draw from `[-sqrt(3 factor / n), sqrt(3 factor / n)]`, else from a normal distribution of standard
            deviation `sqrt(1.3 factor / n)`, truncated at two of them.
        seed: op seed; None takes TensorFlow 1's (the number of ops in the graph).
        dtype: a floating point dtype.

    Returns:
        An initializer for `tf.get_variable`.

    Raises:
        TypeError: `dtype` is not a floating point dtype, or `mode` is none of the three.
    """
    _check_floating(dtype)
    if mode not in MODES:
        raise TypeError(f'Unknown mode {mode!r}; one of {", ".join(MODES)}')

    def initializer(shape, dtype=dtype, partition_info=None):
        _check_floating(dtype)
        n = _number_of_connections(shape, mode)
        if uniform:
            limit = math.sqrt(3.0 * factor / n)
            return tf1.random_uniform(shape, -limit, limit, dtype, seed=seed)
        return tf1.truncated_normal(shape, 0.0, math.sqrt(1.3 * factor / n), dtype, seed=seed)

    return initializer


def _check_floating(dtype):
    if not tf1.as_dtype(dtype).is_floating:
        raise TypeError('Cannot create initializer for non-floating point type.')


def _number_of_connections(shape, mode):
    sizes = [float(size) for size in shape]
    receptive_field = math.prod(sizes[:-2])
    fan_in = receptive_field * (sizes[-2] if len(sizes) > 1 else sizes[-1] if sizes else 1.0)
    fan_out = receptive_field * (sizes[-1] if sizes else 1.0)
    return {'FAN_IN': fan_in, 'FAN_OUT': fan_out, 'FAN_AVG': (fan_in + fan_out) / 2.0}[mode]
