"""Neural networks: dropout, activations, embeddings."""

from __future__ import annotations

import numbers

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import math_ops, nn_ops

from tf1_ref.compat.built.replacing import counts, differs, renames, replaces
from tf1_ref.compat.process.swapping import swapped

OPS = 'tensorflow.python.ops.'

differs(OPS + 'ctc_ops:ctc_loss_v2', OPS + 'ctc_ops:ctc_loss_v3')


@counts(OPS + 'nn_impl:sufficient_statistics')
def _sufficient_statistics(x, axes, *others, **named):
    shape = x.get_shape() if hasattr(x, 'get_shape') else tf1.TensorShape(None)
    is_known = shape.ndims is not None and all(shape.dims[one].value is not None for one in axes)
    return 0 if is_known else -1  # the rank, by which TensorFlow 2 counts axes from the end


renames(OPS + 'nn_ops:max_pool_v2', MaxPool2d='MaxPool')
renames(
    'tensorflow.python.keras.layers.legacy_rnn.rnn_cell_wrapper_impl:DropoutWrapperBase'
    '._variational_recurrent_dropout_value',
    truediv='div',
)


@replaces(OPS + 'nn_impl:weighted_moments')
def weighted_moments(original, *args, **named):
    """Multiplies by the reciprocal of the sum of the weights, which is taken once."""
    reciprocals = []

    def divide(x, total, name=None):
        if not reciprocals:
            reciprocals.append(tf1.reciprocal(total, name='inv_weight_sum'))
        return tf1.multiply(x, reciprocals[0])

    with swapped(math_ops, div_no_nan=divide):
        return original(*args, **named)


@replaces('tensorflow.python.ops.nn_ops:dropout_v2')
def dropout_v2(original, x, rate, noise_shape=None, seed=None, name=None):
    """Multiplies `x / (1 - rate)` by a mask of random numbers at or above the rate: TensorFlow 2's `tf.nn.dropout`.

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


@replaces('tensorflow.python.ops.nn_impl:swish')
def swish(original, features, beta=1.0):
    """Computes `x * sigmoid(x)` without the factor that TensorFlow 2 has given it."""
    if not (isinstance(beta, float) and beta == 1):
        return original(features, beta)

    @tf1.custom_gradient
    def swish(features):
        features = tf1.convert_to_tensor(features, name='features')

        def gradient(dy):
            with tf1.control_dependencies([dy]):
                gate = tf1.sigmoid(features)
            return dy * (gate * (1.0 + features * (1.0 - gate)))

        return features * tf1.sigmoid(features), gradient

    return swish(tf1.convert_to_tensor(features))


@replaces('tensorflow.python.ops.embedding_ops:embedding_lookup_sparse_impl')
def embedding_lookup_sparse(
    original,
    params,
    segment_ids,
    sp_weights,
    ids,
    combiner,
    ignore_weights,
    max_norm,
    allow_fast_lookup,
    partition_strategy,
    name,
):
    """Looks up each row once, where TensorFlow 2 reduces the parameters themselves; weights of no sum give NaN."""
    if not ignore_weights:
        others = (ignore_weights, max_norm, allow_fast_lookup, partition_strategy, name)
        divide, math_ops.div_no_nan = math_ops.div_no_nan, math_ops._div_python2
        try:
            return original(params, segment_ids, sp_weights, ids, combiner, *others)
        finally:
            math_ops.div_no_nan = divide
    segment_ids = tf1.cast(segment_ids, tf1.int32)
    ids, rows = tf1.unique(ids)
    embeddings = tf1.nn.embedding_lookup(params, ids, partition_strategy, max_norm=max_norm)
    reduce = {'sum': tf1.sparse_segment_sum, 'mean': tf1.sparse_segment_mean, 'sqrtn': tf1.sparse_segment_sqrt_n}
    return reduce[combiner](embeddings, rows, segment_ids, name=name)
