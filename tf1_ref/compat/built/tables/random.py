"""Random numbers."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_math_ops, gen_random_ops, random_ops, shape_util
from tensorflow.python.ops import gen_stateless_random_ops as STATELESS_OPS

from tf1_ref.compat.built.replacing import replaces

RANDOM = 'tensorflow.python.ops.random_ops:'
STATELESS = 'tensorflow.python.ops.stateless_random_ops:'


@replaces(STATELESS + 'stateless_random_uniform')
def stateless_random_uniform(
    original, shape, seed, minval=0, maxval=None, dtype=tf1.float32, name=None, alg='auto_select'
):
    """Builds one op, where TensorFlow 2 first makes a key of the seed."""
    kind = tf1.as_dtype(dtype)
    if alg != 'auto_select' or (kind.is_integer and maxval is None):
        return original(shape, seed, minval, maxval, dtype, name, alg)
    with tf1.name_scope(name, 'stateless_random_uniform', [shape, seed, minval, maxval]) as name:
        shape = shape_util.shape_tensor(shape)
        minval = tf1.convert_to_tensor(minval, kind, name='min')
        maxval = tf1.convert_to_tensor(1 if maxval is None else maxval, kind, name='max')
        if kind.is_integer:
            drawn = STATELESS_OPS.stateless_random_uniform_int(shape, seed, minval, maxval, name=name)
        else:
            drawn = STATELESS_OPS.stateless_random_uniform(shape, seed, kind)
            drawn = gen_math_ops.add(drawn * (maxval - minval), minval, name=name)
        return _with_shape(drawn, shape)


@replaces(STATELESS + 'stateless_random_normal')
def stateless_random_normal(
    original, shape, seed, mean=0.0, stddev=1.0, dtype=tf1.float32, name=None, alg='auto_select'
):
    """Builds one op, as `stateless_random_uniform` does."""
    if alg != 'auto_select':
        return original(shape, seed, mean, stddev, dtype, name, alg)
    given = shape, seed, mean, stddev, dtype, name
    return _around(STATELESS_OPS.stateless_random_normal, 'stateless_random_normal', *given)


@replaces(STATELESS + 'stateless_truncated_normal')
def stateless_truncated_normal(
    original, shape, seed, mean=0.0, stddev=1.0, dtype=tf1.float32, name=None, alg='auto_select'
):
    """Builds one op, as `stateless_random_uniform` does."""
    if alg != 'auto_select':
        return original(shape, seed, mean, stddev, dtype, name, alg)
    given = shape, seed, mean, stddev, dtype, name
    return _around(STATELESS_OPS.stateless_truncated_normal, 'stateless_truncated_normal', *given)


@replaces(RANDOM + 'random_gamma')
def random_gamma(original, shape, alpha, beta=None, dtype=tf1.float32, seed=None, name=None):
    """Broadcasts `alpha` to the shape of `beta` by adding zeros."""
    with tf1.name_scope(name, 'random_gamma', [shape, alpha, beta]):
        shape = tf1.convert_to_tensor(shape, tf1.int32, name='shape')
        alpha = tf1.convert_to_tensor(alpha, dtype, name='alpha')
        beta = tf1.convert_to_tensor(1 if beta is None else beta, dtype, name='beta')
        alpha = alpha + tf1.zeros_like(beta)
        seed, seed2 = tf1.get_seed(seed)
        drawn = gen_random_ops.random_gamma(shape, alpha, seed=seed, seed2=seed2) / beta
        drawn = tf1.maximum(np.finfo(alpha.dtype.as_numpy_dtype).tiny, drawn)
        random_ops._maybe_set_static_shape_helper(drawn, shape, alpha)
        return drawn


@replaces('tensorflow.python.framework.random_seed:get_seed')
def get_seed(original, op_seed):
    """Takes seeds of NumPy's small integers, whose type holds no remainder since NumPy 2."""
    return original(int(op_seed) if isinstance(op_seed, np.integer) else op_seed)


@replaces('tensorflow.python.ops.random_ops:random_uniform')
def random_uniform(original, shape, minval=0, maxval=None, dtype=tf1.float32, seed=None, name=None):
    """Draws numbers with both bounds in the graph, also for [0, 1), where TensorFlow 2 leaves them out."""
    if not tf1.as_dtype(dtype).is_integer:
        # TensorFlow 2 leaves out the integers 0 and 1 only, not the same numbers with a point.
        minval, maxval = (float(bound) if type(bound) is int else bound for bound in (minval, maxval))
        maxval = 1.0 if maxval is None else maxval
    return original(shape, minval, maxval, dtype, seed, name)


def _around(draw, scope, shape, seed, mean, stddev, dtype, name):
    with tf1.name_scope(name, scope, [shape, seed, mean, stddev]) as name:
        shape = shape_util.shape_tensor(shape)
        mean, stddev = (
            tf1.convert_to_tensor(mean, dtype, name='mean'),
            tf1.convert_to_tensor(stddev, dtype, name='stddev'),
        )
        return _with_shape(gen_math_ops.add(draw(shape, seed, dtype) * stddev, mean, name=name), shape)


def _with_shape(drawn, shape):
    shape_util.maybe_set_static_shape(drawn, shape)
    return drawn
