"""The functions of `tf.keras.backend`, built from the ops that 1.15 built them from."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tf_keras.src import backend

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import replaces

BACKEND = 'tf_keras.src.backend:'
# One for each function that is being built and chooses between values.
_choosing = []


@replaces(*(BACKEND + name for name in ('elu', 'random_binomial', 'switch')))
def choose(original, *args, **named):
    """Chooses by the op of TensorFlow 1, of whose rows a vector may say which are meant."""
    _choosing.append(original)
    try:
        return original(*args, **named)
    finally:
        _choosing.pop()


@replaces('tensorflow.python.ops.array_ops:where_v2')
def where(original, condition, x=None, y=None, name=None):
    """Builds `Select` for `choose`; a mask of `rnn` is tiled to the whole shape, so that no gradient has to sum."""
    if not _choosing or x is None or y is None:
        return original(condition, x, y, name)
    if condition.op.type == 'Tile' and condition.shape[1:] != x.shape[1:]:
        condition = tf1.tile(condition.op.inputs[0], [1, *x.shape.as_list()[1:]])
        op_counts.add(-2)
    return tf1.where(condition, x, y, name)


@replaces(BACKEND + '_get_logits')
def logits_behind(original, output, from_logits, op_type, fn_name):
    """Takes the logits behind the activation that a loss expects, and behind no other one.

    TensorFlow 2 takes those of any softmax or sigmoid, and of what is said to be logits already.
    """
    if from_logits or output.op.type != op_type:
        return output, from_logits
    return output.op.inputs[0], True


@replaces('tf_keras.src.activations:softmax')
def softmax(original, x, axis=-1):
    """Divides exponentials by their sum in more than two dimensions; a loss then finds no logits behind it."""
    if x.shape.ndims is None or x.shape.ndims <= 2:
        return original(x, axis)
    exponentials = tf1.exp(x - tf1.reduce_max(x, axis, keepdims=True))
    return exponentials / tf1.reduce_sum(exponentials, axis, keepdims=True)


@replaces('tf_keras.src.activations:selu')
def selu(original, x):
    """Scales what `elu` gives, where TensorFlow 2 has an op."""
    return 1.0507009873554804934193349852946 * backend.elu(x, 1.6732632423543772848170429916717)


@replaces(BACKEND + 'bias_add')
def bias_add(original, x, bias, data_format=None):
    """Adds a bias in the shape of the channels, but where they are last in vectors or images."""
    rank, sizes = x.shape.ndims, backend.int_shape(bias)
    is_last = (data_format or backend.image_data_format()) == 'channels_last'
    if rank not in (3, 4, 5) or len(sizes) != 1 or (rank == 4 and is_last):
        return original(x, bias, data_format)
    shape = [1] * rank
    shape[-1 if is_last else 1] = sizes[0]
    return x + tf1.reshape(bias, shape[1:] if rank == 5 and is_last else shape)


@replaces(BACKEND + 'clip')
def clip(original, x, min_value, max_value):
    """Makes the limits constants outside the scope of the op."""
    if min_value is None or not hasattr(x, 'dtype'):
        return original(x, min_value, max_value)
    if max_value is not None and max_value < min_value:
        max_value = min_value
    limits = [tf1.constant(one, x.dtype.base_dtype) for one in (min_value, np.inf if max_value is None else max_value)]
    return tf1.clip_by_value(x, *limits)


@replaces(BACKEND + 'sqrt')
def sqrt(original, x):
    """Takes the root of what is not negative; limits as of `clip`."""
    return tf1.sqrt(backend.clip(x, 0.0, None))


@replaces(BACKEND + 'ctc_decode')
def ctc_decode(original, y_pred, input_length, greedy=True, beam_width=100, top_paths=1):
    """Makes each answer as wide as its longest word, not as there are steps."""
    logits = tf1.log(tf1.transpose(y_pred, [1, 0, 2]) + backend.epsilon())
    lengths = tf1.cast(input_length, tf1.int32)
    if greedy:
        decoded, score = tf1.nn.ctc_greedy_decoder(logits, lengths)
    else:
        decoded, score = tf1.nn.ctc_beam_search_decoder(logits, lengths, beam_width, top_paths)
    return [tf1.sparse_to_dense(one.indices, one.dense_shape, one.values, -1) for one in decoded], score


@replaces(BACKEND + 'resize_images')
def resize_images(original, x, height_factor, width_factor, data_format, interpolation='nearest'):
    """Counts the ops by which 1.15 computed the new size in the graph even where it is known."""
    first = 2 if data_format == 'channels_first' else 1
    known = x.shape[first : first + 2].is_fully_defined()
    outputs = original(x, height_factor, width_factor, data_format, interpolation)
    op_counts.add(4 if known else 0)
    return outputs


@replaces(BACKEND + 'batch_dot')
def batch_dot(original, x, y, axes=None):
    """Multiplies vectors by element, and all else by one product of matrices, ranks made alike before it."""
    axes = (axes, axes) if isinstance(axes, int) else axes
    ranks = x.shape.ndims, y.shape.ndims
    first, second = axes or (ranks[0] - 1, ranks[1] - 2)
    missing = abs(ranks[0] - ranks[1])
    if ranks[0] > ranks[1]:
        y = tf1.reshape(y, tf1.concat([tf1.shape(y), [1] * missing], 0))
    elif missing:
        x = tf1.reshape(x, tf1.concat([tf1.shape(x), [1] * missing], 0))
    if max(ranks) > 2:
        turned = first != x.shape.ndims - 1, second == y.shape.ndims - 1
        product = tf1.matmul(x, y, adjoint_a=turned[0] or None, adjoint_b=turned[1] or None)
    elif first == second:
        product = tf1.reduce_sum(tf1.multiply(x, y), first)
    else:
        product = tf1.reduce_sum(tf1.multiply(tf1.transpose(x, [1, 0]), y), second)
    if missing:
        last = ranks[0] + ranks[1] - 3 if ranks[0] > ranks[1] else ranks[0] - 1
        product = tf1.squeeze(product, list(range(last, last + missing)))
    return tf1.expand_dims(product, 1) if product.shape.ndims == 1 else product
