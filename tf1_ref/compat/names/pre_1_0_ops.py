"""Functions of TensorFlow 0.x whose successors take other arguments, and who sorts out the arguments of the others."""

from __future__ import annotations

import numbers

import numpy as np
import tensorflow.compat.v1 as tf1

SUMMARIES = [tf1.GraphKeys.SUMMARIES]


def mul(x, y, name=None):
    """`tf.multiply`."""
    return tf1.multiply(x, y, name)


def sub(x, y, name=None):
    """`tf.subtract`."""
    return tf1.subtract(x, y, name)


def neg(x, name=None):
    """`tf.negative`."""
    return tf1.negative(x, name)


def pack(values, axis=0, name='pack'):
    """`tf.stack`."""
    return tf1.stack(values, axis, name)


def unpack(value, num=None, axis=0, name='unpack'):
    """`tf.unstack`."""
    return tf1.unstack(value, num, axis, name)


def select(condition, t, e, name=None):
    """`tf.where`, of three arguments."""
    return tf1.where(condition, t, e, name)


def split_v(value, size_splits, split_dim=0, num=None, name='split_v'):
    """`tf.split`."""
    return tf1.split(value, size_splits, split_dim, num, name)


def concat_v2(values, axis, name='concat_v2'):
    """1.15's `tf.concat`."""
    return tf1.concat(values, axis, name)


def batch_matmul(x, y, adj_x=False, adj_y=False, name=None):
    """`tf.matmul`."""
    return tf1.matmul(x, y, adjoint_a=adj_x, adjoint_b=adj_y, name=name)


def scalar_summary(tags, values, collections=None, name=None):
    """Summaries of scalars under tags, which unlike the name of `tf.summary.scalar` are written as they are given.

    Args:
        tags: a string, or a string tensor of the shape of `values`.
        values: a real number, or a tensor of them.
        collections: where to add the summary; the graph's summaries by default.
        name: of the op.
    """
    return _summary('ScalarSummary', name, collections, [tags, values], tags=tags, values=values)


def histogram_summary(tag, values, collections=None, name=None):
    """A histogram's summary under a tag; arguments as of `scalar_summary`."""
    return _summary('HistogramSummary', name, collections, [tag, values], tag=tag, values=values)


def image_summary(tag, tensor, max_images=3, collections=None, name=None):
    """A summary of up to `max_images` images `[batch, height, width, channels]`."""
    return _summary('ImageSummary', name, collections, [tag, tensor], tag=tag, tensor=tensor, max_images=max_images)


def audio_summary(tag, tensor, sample_rate, max_outputs=3, collections=None, name=None):
    """A summary of up to `max_outputs` sounds `[batch, frames]` or `[batch, frames, channels]`."""
    options = {'tag': tag, 'tensor': tensor, 'sample_rate': sample_rate, 'max_outputs': max_outputs}
    return _summary('AudioSummaryV2', name, collections, [tag, tensor], **options)


def merge_summary(inputs, collections=None, name=None):
    """`tf.summary.merge`."""
    return tf1.summary.merge(inputs, collections, name)


def _summary(op, name, collections, inputs, **options):
    with tf1.name_scope(name, op.replace('V2', ''), inputs) as scope:
        found = getattr(tf1.raw_ops, op)(name=scope, **options)
    for key in SUMMARIES if collections is None else collections:
        tf1.add_to_collection(key, found)
    return found


# Each of these gets the arguments of a call and whether they are known to be in 0.12's order. It returns them by 1.15's
# names, or None if the call is one of 1.15.


def old_concat(args, kwargs, old):
    """`concat(concat_dim, values, name)`."""
    given = _named(('concat_dim', 'values', 'name'), args, kwargs)
    axis = given.get('concat_dim')
    by_position = len(args) >= 2 and _is_integer(axis) and not _is_integer(args[1])
    if not old and not by_position and 'concat_dim' not in kwargs:
        return None
    return _renamed(given, concat_dim='axis')


def old_split(args, kwargs, old):
    """`split(split_dim, num_split, value, name)`."""
    given = _named(('split_dim', 'num_split', 'value', 'name'), args, kwargs)
    by_position = len(args) >= 3 and _is_integer(args[0]) and _is_integer(args[1]) and not _is_integer(args[2])
    if not old and not by_position and 'split_dim' not in kwargs and 'num_split' not in kwargs:
        return None
    return _renamed(given, split_dim='axis', num_split='num_or_size_splits')


def old_reverse(args, kwargs, old):
    """`reverse(tensor, dims, name)`, where `dims` says of each dimension whether it is reversed."""
    given = _named(('tensor', 'dims', 'name'), args, kwargs)
    dims = given.get('dims')
    if dims is None or np.asarray(_static(dims)).dtype != bool:
        return None
    return _renamed({**given, 'dims': np.flatnonzero(_static(dims)).tolist()}, dims='axis')


def old_cross_entropy(args, kwargs, old):
    """`..._cross_entropy_with_logits(logits, labels or targets, ...)`; 1.15 takes none of them by position."""
    if not args or args[0] is None:
        return _renamed(kwargs, targets='labels') if 'targets' in kwargs else None
    return _renamed(_named(('logits', 'labels', *(('dim', 'name') if len(args) > 3 else ('name',))), args, kwargs))


def old_weighted_cross_entropy(args, kwargs, old):
    """`weighted_cross_entropy_with_logits(logits, targets, pos_weight, name)`, only where 0.12 is asked for."""
    return (
        _renamed(_named(('logits', 'targets', 'pos_weight', 'name'), args, kwargs), targets='labels') if old else None
    )


def old_candidate_loss(args, kwargs, old):
    """`nce_loss(weights, biases, inputs, labels, ...)`: the inputs are floats, the labels integers."""
    if len(args) < 4:
        return None
    order = (
        'weights biases inputs labels num_sampled num_classes num_true sampled_values remove_accidental_hits '
        'partition_strategy name'
    )
    inputs, labels = (tf1.convert_to_tensor(arg).dtype for arg in args[2:4])
    if not (old or (inputs.is_floating and labels.is_integer)):
        return None
    return _named(order.split(), args, kwargs)


def old_ctc_loss(args, kwargs, old):
    """`ctc_loss(inputs, labels, ...)`: the labels are sparse."""
    if len(args) < 2 or not isinstance(args[1], tf1.SparseTensor):
        return None
    order = 'inputs labels sequence_length preprocess_collapse_repeated ctc_merge_repeated time_major'
    return _named(order.split(), args, kwargs)


def old_resize_images(args, kwargs, old):
    """`resize_images(images, new_height, new_width, method, align_corners)`, as until 0.11."""
    by_name = 'new_height' in kwargs or 'new_width' in kwargs
    if not by_name and not (len(args) >= 3 and _is_integer(args[1]) and _is_integer(args[2])):
        return None
    given = _named(('images', 'new_height', 'new_width', 'method', 'align_corners'), args, kwargs)
    given['size'] = [given.pop('new_height'), given.pop('new_width')]
    return given


def _named(names, args, kwargs):
    return {**dict(zip(names, args, strict=False)), **kwargs}


def _renamed(given, **names):
    return {names.get(name, name): value for name, value in given.items()}


def _is_integer(value):
    """Whether a value is one whole number, as far as it can be known."""
    if isinstance(value, tf1.Tensor):
        return value.shape.ndims == 0 and value.dtype.is_integer
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in 'iu'
    return isinstance(value, (numbers.Integral, tf1.Dimension)) and not isinstance(value, bool)


def _static(value):
    return tf1.get_static_value(value) if isinstance(value, tf1.Tensor) else value
