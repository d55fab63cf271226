"""The functions of `tf.contrib.data` that had no successor of the same kind; each is for `Dataset.apply`.

Source: tf.contrib.data of TensorFlow 1.15 (batching.py, interleave_ops.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1


def batch_and_drop_remainder(batch_size: int | tf1.Tensor) -> Callable[[tf1.data.Dataset], tf1.data.Dataset]:
    """Makes batches of exactly `batch_size` elements.

    Args:
        batch_size: how many elements a batch has.

    Returns:
        A function of a data set, for `Dataset.apply`.
    """
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(
    batch_size: int | tf1.Tensor, padded_shapes: Any, padding_values: Any = None
) -> Callable[[tf1.data.Dataset], tf1.data.Dataset]:
    """Makes padded batches of exactly `batch_size` elements.

    Args:
        batch_size: how many elements a batch has.
        padded_shapes: a structure like the data set's, of the shapes that elements are padded to.
        padding_values: a structure of what is padded with; zeros by default.

    Returns:
        A function of a data set, for `Dataset.apply`.
    """
    return lambda dataset: dataset.padded_batch(batch_size, padded_shapes, padding_values, drop_remainder=True)


def sloppy_interleave(
    map_func: Callable, cycle_length: int, block_length: int = 1
) -> Callable[[tf1.data.Dataset], tf1.data.Dataset]:
    """Interleaves data sets without waiting for the slower ones, and so in no order.

    Args:
        map_func: function of an element that gives a data set.
        cycle_length: how many data sets are read at a time.
        block_length: how many elements are taken from each in turn.

    Returns:
        A function of a data set, for `Dataset.apply`.
    """
    return tf1.data.experimental.parallel_interleave(map_func, cycle_length, block_length, sloppy=True)


def assert_element_shape(expected_shapes: Any) -> Callable[[tf1.data.Dataset], tf1.data.Dataset]:
    """Asserts that elements have these static shapes.

    Args:
        expected_shapes: a structure like the data set's.

    Returns:
        A function of a data set, for `Dataset.apply`.

    Raises:
        ValueError: the data set has other shapes.
    """

    def assert_shape(tensor, shape):
        # What is not known while the graph is built is checked when it runs.
        tensor.get_shape().assert_is_compatible_with(shape)
        return tf1.ensure_shape(tensor, shape)

    def apply(dataset):
        def check(*elements):
            element = elements[0] if len(elements) == 1 and not isinstance(expected_shapes, tuple) else elements
            return tf1.nest.map_structure(assert_shape, element, expected_shapes)

        return dataset.map(check)

    return apply
