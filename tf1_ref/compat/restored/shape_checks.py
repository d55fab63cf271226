"""Shapes that are checked when a graph is built, and while it runs as far as they are not known before.

Source: tf.contrib.framework of TensorFlow 1.15, whose ops these are, names and number included.
"""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow.compat.v1 as tf1


def with_shape(expected_shape: Sequence[int | None] | tf1.TensorShape | tf1.Tensor, tensor: tf1.Tensor) -> tf1.Tensor:
    """Makes sure of the shape of a tensor.

    Args:
        expected_shape: sizes; or an int32 tensor of them, -1 for any.
        tensor: any tensor.

    Returns:
        `tensor` itself where its shape is known and right; else a copy of it behind an assertion.

    Raises:
        ValueError: its shape is known to be another.
    """
    with tf1.name_scope(f'{tensor.op.name}/'):
        static = tensor.get_shape()
        given = tf1.is_tensor(expected_shape)
        if not given:
            if not static.is_compatible_with(expected_shape):
                raise ValueError(f'{tensor.name}: the shapes {static} and {list(expected_shape)} are incompatible')
            if static.is_fully_defined():
                return tensor
        with tf1.name_scope('assert_shape'):
            actual = tf1.shape(tensor, name='actual')
            right = _is_shape(expected_shape, tensor, actual)
            data = [f'Wrong shape for {tensor.name} [expected] [actual].', expected_shape, actual]
            for one in data[: 1 if given else 2]:
                tf1.constant(one)  # as 1.15 had looked at their types
            check = tf1.raw_ops.Assert(condition=right, data=data, name='Assert')
        with tf1.control_dependencies([check]):
            checked = tf1.identity(tensor)
    if not given:
        checked.set_shape(expected_shape)
    return checked


def with_same_shape(expected_tensor: tf1.Tensor, tensor: tf1.Tensor) -> tf1.Tensor:
    """Makes sure that the shape of a tensor is that of another.

    Args:
        expected_tensor: a tensor of the shape that is right.
        tensor: any tensor.

    Returns:
        As `with_shape`.

    Raises:
        ValueError: its shape is known to be another.
    """
    with tf1.name_scope(f'{tensor.op.name}/'):
        shape = expected_tensor.get_shape()
        sizes = shape.as_list() if shape.is_fully_defined() else tf1.shape(expected_tensor, name='expected_shape')
    return with_shape(sizes, tensor)


def assert_scalar_int(tensor: int | tf1.Tensor, name: str | None = None) -> tf1.Tensor:
    """Makes sure that a tensor is one whole number while the graph is built.

    Args:
        tensor: int32 or int64 of the shape `[]`, or what becomes such a tensor.
        name: name scope; 'assert_scalar_int' by default.

    Raises:
        ValueError: its type is not an integer, or its shape is another or not known.
    """
    with tf1.name_scope(name, 'assert_scalar_int', [tensor]):
        tensor = tf1.convert_to_tensor(tensor)
        if tensor.dtype.base_dtype not in (tf1.int32, tf1.int64):
            raise ValueError(f'{tensor.name}: expected one integer, its type is {tensor.dtype.base_dtype.name}')
        if tensor.get_shape().ndims != 0:
            raise ValueError(f'{tensor.name}: expected one integer, its shape is {tensor.get_shape()}')
        return tensor


def _is_shape(
    expected: Sequence[int | None] | tf1.TensorShape | tf1.Tensor, tensor: tf1.Tensor, actual: tf1.Tensor
) -> tf1.Tensor:
    with tf1.name_scope('is_shape') as scope:
        size = tf1.size(expected)
        with tf1.name_scope('is_rank') as rank_scope:
            is_rank = tf1.equal(size, tf1.rank(tensor, name='actual'), name=rank_scope)
        with tf1.name_scope('shape_tensor_equal') as equal_scope:
            any_size = tf1.equal(expected, -1)
            same = tf1.logical_or(any_size, tf1.equal(expected, actual, name='equal'), name='exclude_partial_shape')
            is_equal = tf1.reduce_all(same, name=equal_scope)
        return tf1.logical_and(is_rank, is_equal, name=scope)
