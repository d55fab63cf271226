"""Functions that TensorFlow 2 builds from other ops than 1.15 did, built from 1.15's again.

The op seeds behind them depend on how many ops they add to the graph (see `tf1_ref.compat.seeds`).
"""

from __future__ import annotations

import numbers
import types

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import nn_ops


def random_uniform(shape, minval=0, maxval=None, dtype=tf1.float32, seed=None, name=None):
    """`tf.random_uniform` with its bounds in the graph, also for [0, 1), where TensorFlow 2 leaves them out."""
    if not tf1.as_dtype(dtype).is_integer:
        # TensorFlow 2 leaves out the integers 0 and 1 only, not the same numbers with a point.
        minval, maxval = (float(bound) if type(bound) is int else bound for bound in (minval, maxval))
        maxval = 1.0 if maxval is None else maxval
    return tf1.random_uniform(shape, minval, maxval, dtype, seed, name)


def dropout(x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    """`tf.nn.dropout` as 1.15 built it: `x / keep_prob` times a mask of random numbers at or above the rate.

    Args:
        x: float tensor.
        keep_prob: probability to keep an element, in `(0, 1]`; a number or a scalar tensor.
        noise_shape: int32 tensor, the shape of the mask, broadcast to that of `x`; by default the shape of `x`.
        seed: op seed; None takes TensorFlow 1's (the number of ops in the graph).
        name: name scope; 'dropout' by default.
        rate: `1 - keep_prob`, instead of `keep_prob`.

    Returns:
        Tensor of the shape of `x`.

    Raises:
        ValueError: neither or both of `keep_prob` and `rate` are given, or they are out of range, or `x` is not float.
    """
    if (keep_prob is None) == (rate is None):
        raise ValueError('dropout: give one of keep_prob and rate')
    rate = 1.0 - keep_prob if rate is None else rate
    with tf1.name_scope(name, 'dropout', [x]):
        x = tf1.convert_to_tensor(x, name='x')
        if not x.dtype.is_floating:
            raise ValueError(f'dropout: x has to be a floating point tensor, since it is scaled; got {x.dtype.name}')
        if isinstance(rate, numbers.Real):
            if not 0 <= rate < 1:
                raise ValueError(f'dropout: the rate has to be in [0, 1), got {rate}')
            if rate == 0:
                return x
        rate = tf1.convert_to_tensor(rate, dtype=x.dtype, name='rate')
        rate.get_shape().assert_has_rank(0)
        if tensor_util.constant_value(rate) == 0:
            return x
        random_tensor = random_uniform(nn_ops._get_noise_shape(x, noise_shape), seed=seed, dtype=x.dtype)
        scale = 1 / (1 - rate)
        keep_mask = random_tensor >= rate
        ret = x * scale * tf1.cast(keep_mask, x.dtype)
        ret.set_shape(x.get_shape())
        return ret


def split(value, num_or_size_splits, axis=0, num=None, name='split'):
    """`tf.split` with the constant that 1.15 made of `num_or_size_splits` even where it is a number."""
    if isinstance(num_or_size_splits, (int, tf1.Dimension)):
        tf1.convert_to_tensor(num_or_size_splits)
    return tf1.split(value, num_or_size_splits, axis, num, name)


class Namespace(types.ModuleType):
    """A module of `tf.compat.v1` in which some names are others."""

    def __init__(self, module, **names):
        """Takes everything but `names` from `module`."""
        super().__init__(module.__name__, module.__doc__)
        self.__dict__.update(names)
        self._module = module

    def __getattr__(self, name):
        return getattr(self._module, name)

    def __dir__(self):
        return sorted({*dir(self._module), *self.__dict__})


nn = Namespace(tf1.nn, dropout=dropout)
random = Namespace(tf1.random, uniform=random_uniform)
