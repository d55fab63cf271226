"""Pooling: spatially subsample features. Slide: 'Pooling in TensorFlow'.

Max and average pooling create no variable; strided convolution is a `Conv2D` and creates its `W` and `b`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers import shape_checks
from tf1_ref.layers.conv import Conv2D


def max_pool(value, ksize, strides, padding):
    """The largest value of each window.

    Args:
        value: float tensor `[batch, height, width, channels]`.
        ksize: `[1, kernel_height, kernel_width, 1]`.
        strides: `[1, vertical_stride, horizontal_stride, 1]`.
        padding: 'SAME' (what lies outside is never the largest) or 'VALID'.

    Returns:
        Tensor `[batch, out_height, out_width, channels]`, the op `MaxPool`.

    Raises:
        InputError: rank, ksize, strides or padding do not fit.
    """
    shape_checks.check_pool(value, ksize, strides, padding, 'max_pool')
    return tf.nn.max_pool(value, ksize, strides, padding)


def avg_pool(value, ksize, strides, padding):
    """The mean of each window; with 'SAME' padding, of the part of it that lies inside.

    Args:
        value: float tensor `[batch, height, width, channels]`.
        ksize: `[1, kernel_height, kernel_width, 1]`.
        strides: `[1, vertical_stride, horizontal_stride, 1]`.
        padding: 'SAME' or 'VALID'.

    Returns:
        Tensor `[batch, out_height, out_width, channels]`, the op `AvgPool`.

    Raises:
        InputError: rank, ksize, strides or padding do not fit.
    """
    shape_checks.check_pool(value, ksize, strides, padding, 'avg_pool')
    return tf.nn.avg_pool(value, ksize, strides, padding)


def strided_conv(x, W_shape, name):
    """Strided convolution, the slide's `Conv2D(x, [5,5,3,6], [1,2,2,1], 'SAME', 'conv1')`: halves height and width.

    Args:
        x: float tensor `[batch, height, width, in_channels]`.
        W_shape: `[filter_height, filter_width, in_channels, out_channels]`.
        name: variable scope; creates `name/W` and `name/b`.

    Returns:
        Tensor `[batch, ceil(height / 2), ceil(width / 2), out_channels]`, the op `name/add`.

    Raises:
        InputError: rank or channels do not fit; the message names layer and scope.
    """
    return Conv2D(x, W_shape, [1, 2, 2, 1], 'SAME', name)
