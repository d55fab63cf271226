"""Residual super-resolution network, beyond the deck: as deep as asked, and cheap, for it works on the 7x7 images.

The slide's network ('SRCNN [Dong, 2014]') convolves images of 28x28 that hold 7x7 different values, and sees few of
them at a time. This one takes the 7x7 values back out, so that a few 3x3 convolutions see the whole digit, and predicts
what bicubic up-sampling lacks: 16 numbers per value, laid out as a tile of 4x4 pixels (Shi et al., 2016). Its blocks
are the deck's residual block without BatchNorm (Lim et al., 2017).

No convolution pads its input. Zeros around every layer's input would tell the network where in the image it is; it
would learn to rely on that, and draw nonsense in larger images. So the image gets a black margin once, as wide as the
network reaches, which the convolutions use up, and the prediction is the same wherever in an image something lies.

Creates the variables `W` and `b` of `conv0`, of `block1/conv1`, `block1/conv2`, `block2/conv1`, ... and of `detail`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.conv import Conv2D

SCALE = 4


def reach(depth):
    """How many low-resolution pixels away, vertically or horizontally, an input can still change the prediction."""
    return 2 * depth + 2


def residual_srcnn(L, H, depth=2, channels=32):
    """The residual network and its L2 cost; takes the place of `srcnn.srcnn`.

    Args:
        L: low-resolution images of constant 4x4 tiles, float tensor `[batch, height, width, 1]`, see `srcnn.degrade`;
            height and width are multiples of 4.
        H: high-resolution images of the same shape, the labels.
        depth: number of residual blocks of two convolutions, from 0.
        channels: of every convolution but the last, from 1.

    Returns:
        End points by name: `low` (a value per tile, `[batch, height / 4, width / 4, 1]`), `conv0`, `block1`, ... (each
        with what is left of the margin), `detail` (of the shape of `H`), `pred` (the same: bicubic up-sampling and
        `detail`), `cost` (a scalar).

    Raises:
        InputError: height or width is no multiple of 4.
    """
    _check_tiles(L)
    end_points = {}
    low = end_points['low'] = L[:, ::SCALE, ::SCALE, :]
    margin = [reach(depth)] * 2
    h = tf.pad(low, [[0, 0], margin, margin, [0, 0]])
    h = end_points['conv0'] = Conv2D(h, [3, 3, 1, channels], [1, 1, 1, 1], 'VALID', 'conv0')
    for number in range(1, depth + 1):
        with tf.variable_scope(f'block{number}'):
            h = end_points[f'block{number}'] = _block(h, channels)
    h = tf.nn.relu(h)
    h = Conv2D(h, [3, 3, channels, SCALE**2], [1, 1, 1, 1], 'VALID', 'detail')
    detail = end_points['detail'] = tf.depth_to_space(h, SCALE)
    pred = tf.image.resize_bicubic(low, tf.shape(L)[1:3]) + detail
    cost = tf.reduce_mean((pred - H) ** 2)
    return {**end_points, 'pred': pred, 'cost': cost}


def _block(x, channels):
    s = x[:, 2:-2, 2:-2, :]
    x = tf.nn.relu(x)
    x = Conv2D(x, [3, 3, channels, channels], [1, 1, 1, 1], 'VALID', name='conv1')
    x = tf.nn.relu(x)
    x = Conv2D(x, [3, 3, channels, channels], [1, 1, 1, 1], 'VALID', name='conv2')
    x += s
    return x


def _check_tiles(L):
    size = L.get_shape().as_list()[1:3]
    if any(length is not None and length % SCALE for length in size):
        raise InputError(f'residual_srcnn: expected L of a height and width that are multiples of {SCALE}, got {size}')
