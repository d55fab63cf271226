"""The functions of `tf.contrib.data` that had no successor of the same kind; each is for `Dataset.apply`."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


def batch_and_drop_remainder(batch_size):
    """Batches of exactly `batch_size` elements."""
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(batch_size, padded_shapes, padding_values=None):
    """Padded batches of exactly `batch_size` elements."""
    return lambda dataset: dataset.padded_batch(batch_size, padded_shapes, padding_values, drop_remainder=True)


def sloppy_interleave(map_func, cycle_length, block_length=1):
    """An interleave of datasets that does not wait for the slower ones, and so in no order."""
    return tf1.data.experimental.parallel_interleave(map_func, cycle_length, block_length, sloppy=True)


def assert_element_shape(expected_shapes):
    """Elements of these static shapes, a structure like the dataset's.

    Raises:
        ValueError: the dataset has other shapes.
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
