"""Functions that TensorFlow 2 builds from other ops than 1.15 did, built from 1.15's again.

The op seeds behind them depend on how many ops they add to the graph (see `tf1_ref.compat.built.seeds`), and the names
of ops that TensorFlow 2 leaves out are free for others. Each function here gets the original of the one it replaces
first.
"""

from __future__ import annotations

import numbers

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops, tensor_util
from tensorflow.python.ops import nn_ops

from tf1_ref.compat.built import replacing


@replacing.replaces('tensorflow.python.ops.random_ops:random_uniform')
def random_uniform(original, shape, minval=0, maxval=None, dtype=tf1.float32, seed=None, name=None):
    """`tf.random_uniform` with its bounds in the graph, also for [0, 1), where TensorFlow 2 leaves them out."""
    if not tf1.as_dtype(dtype).is_integer:
        # TensorFlow 2 leaves out the integers 0 and 1 only, not the same numbers with a point.
        minval, maxval = (float(bound) if type(bound) is int else bound for bound in (minval, maxval))
        maxval = 1.0 if maxval is None else maxval
    return original(shape, minval, maxval, dtype, seed, name)


@replacing.replaces('tensorflow.python.ops.nn_ops:dropout_v2')
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


@replacing.replaces('tensorflow.python.ops.nn_impl:swish')
def swish(original, features, *beta, **named):
    """`x * sigmoid(x)`, without the factor that TensorFlow 2 has given it."""
    if beta or named:
        return original(features, *beta, **named)

    @tf1.custom_gradient
    def swish(features):
        features = tf1.convert_to_tensor(features, name='features')

        def gradient(dy):
            with tf1.control_dependencies([dy]):
                gate = tf1.sigmoid(features)
            return dy * (gate * (1.0 + features * (1.0 - gate)))

        return features * tf1.sigmoid(features), gradient

    return swish(features)


@replacing.replaces('tensorflow.python.ops.clip_ops:clip_by_global_norm')
def clip_by_global_norm(original, t_list, clip_norm, use_norm=None, name=None):
    """Chooses between the scale and NaN by an op, where TensorFlow 2 adds the norm less itself."""
    if not isinstance(t_list, (list, tuple)):
        return original(t_list, clip_norm, use_norm, name)
    norm = tf1.global_norm(t_list, name) if use_norm is None else use_norm
    with tf1.name_scope(name, 'clip_by_global_norm', [*t_list, clip_norm]) as name:
        finite = clip_norm * tf1.minimum(1.0 / norm, tf1.constant(1.0, norm.dtype) / clip_norm)
        scale = tf1.where(tf1.is_finite(norm), finite, tf1.constant(float('nan'), norm.dtype))
        clipped = []
        for i, tensor in enumerate(t_list):
            values = tensor.values if isinstance(tensor, tf1.IndexedSlices) else tensor
            if values is not None:
                values = tf1.convert_to_tensor(values, name=f't_{i}')
                with ops.colocate_with(values):
                    values = tf1.identity(values * scale, name=f'{name}_{i}')
            if isinstance(tensor, tf1.IndexedSlices):
                values = tf1.IndexedSlices(values, tensor.indices, tensor.dense_shape)
            clipped.append(values)
        return clipped, norm


@replacing.replaces('tensorflow.python.ops.variable_scope:_VariableStore._get_single_variable')
def get_single_variable(original, store, name, *others, regularizer=None, **named):
    """Calls the regularizer once, where the loss is built; TensorFlow 2 calls it before, to see whether it has one."""
    built = []

    def once(variable):
        if not built:
            with ops.colocate_with(variable), tf1.name_scope(f'{name}/Regularizer/'), ops.init_scope():
                built.append(regularizer(variable))
        return built[0]

    return original(store, name, *others, regularizer=once if regularizer else regularizer, **named)


@replacing.replaces('tensorflow.python.ops.variables:Variable.initialized_value')
def initialized_value(original, variable):
    """Of a resource variable too, which TensorFlow 2 has dropped."""
    with ops.init_scope():
        initialized = tf1.is_variable_initialized(variable)
        return tf1.cond(initialized, variable.read_value, lambda: variable.initial_value)


@replacing.replaces('tensorflow.python.ops.resource_variable_ops:BaseResourceVariable.sparse_read')
def sparse_read(original, *args, **named):
    """With the identity behind the gathering op."""
    return tf1.identity(original(*args, **named))


@replacing.replaces('tensorflow.python.ops.image_ops_impl:per_image_standardization')
def per_image_standardization(original, image):
    """With the conversion back to the type of the image, an identity for floats."""
    image = tf1.convert_to_tensor(image, name='image')
    standardized = original(image)
    with tf1.name_scope(standardized.op.name + '/'):
        if image.dtype in (tf1.float16, tf1.float32):
            return tf1.identity(standardized)
        return tf1.image.convert_image_dtype(standardized, image.dtype, saturate=True)


@replacing.replaces('tensorflow.python.ops.embedding_ops:embedding_lookup_sparse_impl')
def embedding_lookup_sparse(
    original, params, segment_ids, sp_weights, ids, combiner, ignore_weights, max_norm, *others
):
    """Looks up each row once, where TensorFlow 2 reduces the parameters themselves."""
    if not ignore_weights:
        return original(params, segment_ids, sp_weights, ids, combiner, ignore_weights, max_norm, *others)
    _, partition_strategy, name = others
    segment_ids = tf1.cast(segment_ids, tf1.int32)
    ids, rows = tf1.unique(ids)
    embeddings = tf1.nn.embedding_lookup(params, ids, partition_strategy, max_norm=max_norm)
    reduce = {'sum': tf1.sparse_segment_sum, 'mean': tf1.sparse_segment_mean, 'sqrtn': tf1.sparse_segment_sqrt_n}
    return reduce[combiner](embeddings, rows, segment_ids, name=name)
