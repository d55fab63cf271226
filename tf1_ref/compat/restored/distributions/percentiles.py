"""`tf.contrib.distributions.percentile`.

Source: tf.contrib.distributions of TensorFlow 1.15 (sample_stats.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import control_flow_ops

ROUNDED = {'lower': tf1.ceil, 'higher': tf1.floor, 'nearest': tf1.round}  # of the place counted from the largest


def percentile(
    x: Any,
    q: Any,
    axis: Any = None,
    interpolation: str | None = None,
    keep_dims: bool = False,
    validate_args: bool = False,
    name: str | None = None,
) -> tf1.Tensor:
    """Finds the value below which `q` percent of the values are.

    Args:
        x: numbers of any shape.
        q: a scalar from 0 to 100.
        axis: over which axes, an integer or several; None for all.
        interpolation: 'lower', 'higher' or 'nearest', where `q` lies between two values; None for 'nearest'.
        keep_dims: whether those axes stay, with size 1.
        validate_args: whether `q` is checked when the graph runs.
        name: of the scope of its ops; None for 'percentile'.

    Returns:
        The shape of x without those axes.

    Raises:
        ValueError: interpolation is another word, the axes are not known or there are none such, or q is no scalar.
    """
    interpolation = interpolation or 'nearest'
    if interpolation not in ROUNDED:
        raise ValueError(f"Argument 'interpolation' must be in {set(ROUNDED)}.  Found {interpolation}")
    with tf1.name_scope(name or 'percentile', values=[x, q]):
        x = tf1.convert_to_tensor(x, name='x')
        q = _checked(tf1.cast(q, tf1.float64, name='q'), validate_args)
        axes = None if axis is None else _axes(axis, x)
        y = tf1.reshape(x, [-1]) if axes is None else _flat_end(x, axes)
        above = 1.0 - q / 100.0
        size = tf1.cast(tf1.shape(y)[-1], tf1.float64)
        place = ROUNDED[interpolation]((size - 1) * above)
        last = tf1.shape(y)[-1]
        place = tf1.clip_by_value(tf1.cast(place, tf1.int32), 0, last - 1)
        found = tf1.nn.top_k(y, k=tf1.shape(y)[-1])[0][..., place]
        found.set_shape(y.shape[:-1])
        if keep_dims and axes is None:
            rank = tf1.rank(x) if x.shape.ndims is None else x.shape.ndims
            found *= tf1.ones(tf1.ones(shape=[rank], dtype=tf1.int32), dtype=x.dtype)
        elif keep_dims:
            for one in sorted(axes):
                found = tf1.expand_dims(found, axis=one)
        return found


def _checked(q, validate):
    if q.shape.ndims not in (None, 0):
        raise ValueError(f"Expected argument 'x' to have ndims 0.  Found tensor {q}")
    if not validate:
        return q
    checks = [
        tf1.assert_rank(q, 0),
        tf1.assert_greater_equal(q, tf1.cast(0.0, tf1.float64)),
        tf1.assert_less_equal(q, tf1.cast(100.0, tf1.float64)),
    ]
    return control_flow_ops.with_dependencies(checks, q)


def _axes(axis, x):
    """The axes as numbers from 0."""
    axis = tf1.convert_to_tensor(axis, name='axis')
    tf1.assert_integer(axis)
    given = tensor_util.constant_value(axis)
    if given is None:
        raise ValueError(f"Expected argument 'axis' to be statically available.  Found: {axis}")
    rank = x.shape.ndims
    if rank is None:
        raise ValueError(f"Expected argument 'x' to have statically defined 'ndims'.  Found: {x}")
    found = []
    for one in np.atleast_1d(given).tolist():
        if one >= rank:
            raise ValueError(f'dim {one} not in the interval [0, {rank - 1}].')
        if one < -rank:
            raise ValueError(f'Negatively indexed dim {one} not in the interval [-{rank}, -1]')
        found.append(one % rank)
    return found


def _flat_end(x, axes):
    """The axes made one, behind the others."""
    others = [one for one in range(x.shape.ndims) if one not in axes]
    moved = tf1.transpose(x, perm=others + axes)
    if x.shape.is_fully_defined():
        sizes = x.shape.as_list()
        return tf1.reshape(moved, [sizes[one] for one in others] + [np.prod([sizes[one] for one in axes])])
    return tf1.reshape(moved, tf1.concat([tf1.shape(moved)[: len(others)], [-1]], axis=0))
