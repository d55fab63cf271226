"""Functions that TensorFlow 2 builds from other ops than 1.15 did, built from 1.15's again.

The op seeds behind them depend on how many ops they add to the graph (see `tf1_ref.compat.seeds`), and the names of
ops that TensorFlow 2 leaves out are free for others. Each function here gets the original of the one it replaces first.
"""

from __future__ import annotations

import numbers

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import nn_ops

from tf1_ref.compat import hooks


@hooks.replaces('tensorflow.python.ops.random_ops:random_uniform')
def random_uniform(original, shape, minval=0, maxval=None, dtype=tf1.float32, seed=None, name=None):
    """`tf.random_uniform` with its bounds in the graph, also for [0, 1), where TensorFlow 2 leaves them out."""
    if not tf1.as_dtype(dtype).is_integer:
        # TensorFlow 2 leaves out the integers 0 and 1 only, not the same numbers with a point.
        minval, maxval = (float(bound) if type(bound) is int else bound for bound in (minval, maxval))
        maxval = 1.0 if maxval is None else maxval
    return original(shape, minval, maxval, dtype, seed, name)


@hooks.replaces('tensorflow.python.ops.nn_ops:dropout')
def dropout(original, x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    """`tf.nn.dropout` as 1.15 built it; it calls the keep probability's complement the rate.

    Raises:
        ValueError: neither or both of `keep_prob` and `rate` are given.
    """
    if (keep_prob is None) == (rate is None):
        raise ValueError('dropout: give one of keep_prob and rate')
    return tf2.nn.dropout(x, 1.0 - keep_prob if rate is None else rate, noise_shape, seed, name)


@hooks.replaces('tensorflow.python.ops.nn_ops:dropout_v2')
def dropout_v2(original, x, rate, noise_shape=None, seed=None, name=None):
    """TensorFlow 2's `tf.nn.dropout`: `x / (1 - rate)` times a mask of random numbers at or above the rate.

    Raises:
        ValueError: `rate` is out of range, or `x` is not float.
    """
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
        random_tensor = tf1.random_uniform(nn_ops._get_noise_shape(x, noise_shape), seed=seed, dtype=x.dtype)
        scale = 1 / (1 - rate)
        keep_mask = random_tensor >= rate
        ret = x * scale * tf1.cast(keep_mask, x.dtype)
        ret.set_shape(x.get_shape())
        return ret


@hooks.replaces('tensorflow.python.ops.array_ops:split')
def split(original, value, num_or_size_splits, axis=0, num=None, name='split'):
    """`tf.split` with the constant that 1.15 made of `num_or_size_splits` even where it is a number."""
    if isinstance(num_or_size_splits, (int, tf1.Dimension)):
        tf1.convert_to_tensor(num_or_size_splits)
    return original(value, num_or_size_splits, axis, num, name)


@hooks.replaces('tensorflow.python.ops.tensor_array_ops:_GraphTensorArray.size')
def tensor_array_size(original, self, name=None):
    """`TensorArray.size`, asked of the array even where it is known; `stack` and so `tf.nn.dynamic_rnn` ask."""
    return tf1.raw_ops.TensorArraySizeV3(handle=self.handle, flow_in=self.flow, name=name)
