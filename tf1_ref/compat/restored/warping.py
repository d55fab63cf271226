"""Images whose points each come from a place of their own.

1.15 asserted sizes by ops of the graph, which are not built: seeds behind them are in doubt, and a warning says so.

Source: tf.contrib.image of TensorFlow 1.15 (dense_image_warp.py).
"""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built import warning


def dense_image_warp(image: tf1.Tensor, flow: tf1.Tensor, name: str = 'dense_image_warp') -> tf1.Tensor:
    """Takes each point of an image from `flow` before it, between points linearly.

    Args:
        image: `[batch, height, width, channels]`, of floats; at least 2 points high and wide.
        flow: `[batch, height, width, 2]`, in points: the output at (y, x) is the image at (y, x) - flow.
        name: of the scope.

    Returns:
        `[batch, height, width, channels]`; what lies outside is taken from the edge.

    Raises:
        ValueError: the shapes are others.
        InvalidArgumentError: the image is smaller than two points in either direction.
    """
    with tf1.name_scope(name):
        batch, height, width, channels = tf1.unstack(tf1.shape(image))
        columns, rows = tf1.meshgrid(tf1.range(width), tf1.range(height))
        places = tf1.cast(tf1.stack([rows, columns], axis=2), flow.dtype)
        asked = tf1.reshape(tf1.expand_dims(places, 0) - flow, [batch, height * width, 2])
        return tf1.reshape(warning.calling(interpolate_bilinear, image, asked), [batch, height, width, channels])


def interpolate_bilinear(
    grid: tf1.Tensor, query_points: tf1.Tensor, name: str = 'interpolate_bilinear', indexing: str = 'ij'
) -> tf1.Tensor:
    """Returns the values of a grid between its points.

    Args:
        grid: `[batch, height, width, channels]`, of floats.
        query_points: `[batch, points, 2]`, in points of the grid.
        name: of the scope.
        indexing: 'ij' for points that are (row, column), 'xy' for (column, row).

    Returns:
        `[batch, points, channels]`.

    Raises:
        ValueError: the shapes are others, or `indexing` is another.
        InvalidArgumentError: the grid is smaller than 2 by 2.
    """
    if indexing not in ('ij', 'xy'):
        raise ValueError("Indexing mode must be 'ij' or 'xy'")
    with tf1.name_scope(name):
        grid, query_points = tf1.convert_to_tensor(grid), tf1.convert_to_tensor(query_points)
        sizes = grid.get_shape().as_list()
        if len(sizes) != 4:
            raise ValueError('Grid must be 4 dimensional. Received size: ' + str(grid.get_shape()))
        of_points = query_points.get_shape().as_list()
        if len(of_points) != 3:
            raise ValueError('Query points must be 3 dimensional.')
        if of_points[2] is not None and of_points[2] != 2:
            raise ValueError('Query points must be size 2 in dim 2.')
        if any(size is not None and size < 2 for size in sizes[1:3]):
            raise tf1.errors.InvalidArgumentError(None, None, 'Grid must be at least 2x2.')
        batch, height, width, channels = (
            known if known is not None else tf1.shape(grid)[axis] for axis, known in enumerate(sizes)
        )
        points = of_points[1] if of_points[1] is not None else tf1.shape(query_points)[1]
        order = (0, 1) if indexing == 'ij' else (1, 0)
        found = [
            _neighbours(one, size, grid.dtype)
            for one, size in zip((tf1.unstack(query_points, axis=2)[i] for i in order), (height, width), strict=True)
        ]
        (top, bottom, down), (left, right, across) = found
        flat = tf1.reshape(grid, [batch * height * width, channels])
        starts = tf1.reshape(tf1.range(batch) * height * width, [batch, 1])

        def at(rows, columns):
            return tf1.reshape(tf1.gather(flat, starts + rows * width + columns), [batch, points, channels])

        upper = across * (at(top, right) - at(top, left)) + at(top, left)
        lower = across * (at(bottom, right) - at(bottom, left)) + at(bottom, left)
        return down * (lower - upper) + upper


def _neighbours(places, size, dtype):
    """The points before and behind each place, and how far it is from the first, from 0 to 1."""
    last = tf1.cast(size - 2, places.dtype)
    before = tf1.minimum(tf1.maximum(tf1.constant(0.0, places.dtype), tf1.floor(places)), last)
    whole = tf1.cast(before, np.int32)
    share = tf1.cast(places - before, dtype)
    share = tf1.minimum(tf1.maximum(tf1.constant(0.0, dtype), share), tf1.constant(1.0, dtype))
    return whole, whole + 1, tf1.expand_dims(share, 2)
