"""The functions of `tf.contrib.data` that had no successor of the same kind; each is for `Dataset.apply`.

Source: tf.contrib.data of TensorFlow 1.15 (batching.py, interleave_ops.py, sliding.py,
get_single_element.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.data.ops import dataset_ops
from tensorflow.python.ops import gen_experimental_dataset_ops


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


class _Windows(dataset_ops.UnaryDataset):
    """Windows over the elements of a data set, as batches."""

    def __init__(self, dataset, size, shift, stride):
        size, stride = (tf1.convert_to_tensor(one, tf1.int64, name='window_stride') for one in (size, stride))
        shift = tf1.convert_to_tensor(shift, tf1.int64, name='window_shift')
        batched = tf1.nest.map_structure(lambda spec: spec._batch(None), dataset.element_spec)
        self._spec = batched
        super().__init__(
            dataset,
            gen_experimental_dataset_ops.sliding_window_dataset(
                dataset._variant_tensor,
                window_size=size,
                window_shift=shift,
                window_stride=stride,
                **self._flat_structure,
            ),
        )

    @property
    def element_spec(self) -> Any:
        """What the windows are."""
        return self._spec


def sliding_window_batch(
    window_size: int | tf1.Tensor,
    stride: int | tf1.Tensor | None = None,
    window_shift: int | tf1.Tensor | None = None,
    window_stride: int | tf1.Tensor = 1,
) -> Callable[[tf1.data.Dataset], tf1.data.Dataset]:
    """Makes batches of the elements in a window that moves over the data set; elements that fill none are dropped.

    Args:
        window_size: how many elements a window has.
        stride: the older name of window_shift.
        window_shift: by how many elements a window begins behind the one before; 1 by default.
        window_stride: how far apart the elements of a window are.

    Returns:
        A function of a data set, for `Dataset.apply`.

    Raises:
        ValueError: both stride and window_shift are given.
    """
    if stride is not None and window_shift is not None:
        raise ValueError('Cannot specify both `stride` and `window_shift`')
    shift = next((one for one in (stride, window_shift) if one is not None), 1)

    def apply(dataset):
        windows = _Windows(dataset, window_size, shift, window_stride)
        return dataset_ops.DatasetV1Adapter(windows) if isinstance(dataset, tf1.data.Dataset) else windows

    return apply


def reduce_dataset(dataset: tf1.data.Dataset, reducer: tf1.data.experimental.Reducer) -> Any:
    """Reduces a data set to one element.

    Args:
        dataset: the data set.
        reducer: whose first function gives the state to begin with, of 0, and whose second one the next state, of state
            and element. Its third one is not asked.

    Returns:
        The last state, a structure of tensors.

    Raises:
        TypeError: it is no data set.
    """
    if not isinstance(dataset, tf1.data.Dataset):
        raise TypeError('`dataset` must be a `tf.data.Dataset` object.')
    return dataset.reduce(reducer.init_func(np.int64(0)), reducer.reduce_func)
