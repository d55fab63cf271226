"""2-D convolution layer. Slide: '2D Convolution Layer in TF'.

Creates, under the variable scope `name`, the filter weights `W` and the bias `b`; the output is the op `name/add`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers import shape_checks


def Conv2D(x, W_shape, strides, padding, name, initializer=None):
    """Convolution of a batch of images with `W_shape[-1]` filters, and a bias per filter.

    Args:
        x: float tensor `[batch, height, width, in_channels]`.
        W_shape: `[filter_height, filter_width, in_channels, out_channels]`.
        strides: `[1, vertical_stride, horizontal_stride, 1]`.
        padding: 'SAME' (zero padding: output of ceil(size / stride)) or 'VALID' (no padding).
        name: variable scope of `W` and `b`.
        initializer: of `W`, beyond the deck's signature; Xavier's (normal) by default, `initializers.he()` for He's.

    Returns:
        Tensor `[batch, out_height, out_width, out_channels]`, the op `name/add`.

    Raises:
        InputError: rank, channels, strides or padding do not fit; the message names layer and scope.
    """
    shape_checks.check_conv(x, W_shape, strides, padding, name)
    with tf.variable_scope(name):
        W = tf.get_variable(
            'W', W_shape, initializer=initializer or tf.contrib.layers.xavier_initializer(uniform=False)
        )
        b = tf.get_variable('b', W_shape[-1:], initializer=tf.constant_initializer(0.0))
        return tf.nn.conv2d(x, W, strides, padding) + b
