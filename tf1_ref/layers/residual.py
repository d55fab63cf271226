"""Residual block. Slide: 'Skip Connection', Residual Block in TensorFlow [He, 2016].

`residual_block` creates the variables of `bn1`, `conv1`, `bn2` and `conv2` in the variable scope that it is called in.
`projection_block` goes beyond the deck: it changes stride and width, and creates a `shortcut` besides.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.layers.conv import Conv2D


def residual_block(x, is_train, decay=0.999):
    """BN-ReLU-Conv-BN-ReLU-Conv and an identity skip; the slide's 256 channels are here as many as `x` has.

    The slide writes the skip as `s = X`, an undefined name; it is read as `s = x`.

    Args:
        x: float tensor `[batch, height, width, channels]`.
        is_train: scalar boolean tensor.
        decay: of the moving averages, beyond the slide, in `[0, 1)`.

    Returns:
        Tensor of the shape of `x`, the op `add`.

    Raises:
        InputError: see `BatchNorm` and `Conv2D`.
    """
    channels = x.get_shape().as_list()[-1]
    s = x
    x = BatchNorm(x, is_train, name='bn1', decay=decay)
    x = tf.nn.relu(x)
    x = Conv2D(x, [3, 3, channels, channels], [1, 1, 1, 1], 'SAME', name='conv1')
    x = BatchNorm(x, is_train, name='bn2', decay=decay)
    x = tf.nn.relu(x)
    x = Conv2D(x, [3, 3, channels, channels], [1, 1, 1, 1], 'SAME', name='conv2')
    x += s
    return x


def projection_block(x, is_train, out_channels, stride, decay=0.999):
    """Beyond the deck: a residual block that changes stride and width; the skip is a 1x1 convolution (He et al., 2016).

    Args:
        x: float tensor `[batch, height, width, channels]`.
        is_train: scalar boolean tensor.
        out_channels: channels of the output.
        stride: of the first convolution and of the shortcut, vertical and horizontal.
        decay: of the moving averages, in `[0, 1)`.

    Returns:
        Tensor `[batch, ceil(height / stride), ceil(width / stride), out_channels]`, the op `add`.

    Raises:
        InputError: see `BatchNorm` and `Conv2D`.
    """
    channels = x.get_shape().as_list()[-1]
    x = BatchNorm(x, is_train, name='bn1', decay=decay)
    x = tf.nn.relu(x)
    s = Conv2D(x, [1, 1, channels, out_channels], [1, stride, stride, 1], 'SAME', name='shortcut')
    x = Conv2D(x, [3, 3, channels, out_channels], [1, stride, stride, 1], 'SAME', name='conv1')
    x = BatchNorm(x, is_train, name='bn2', decay=decay)
    x = tf.nn.relu(x)
    x = Conv2D(x, [3, 3, out_channels, out_channels], [1, 1, 1, 1], 'SAME', name='conv2')
    x += s
    return x
