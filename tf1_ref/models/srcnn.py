"""Super-resolution network for MNIST. Slides: 'SRCNN [Dong, 2014]' and the three that construct it.

Creates the variables `conv1/W [3, 3, 1, 8]`, `conv1/b [8]`, `conv2/W [3, 3, 8, 8]`, `conv2/b [8]`,
`conv3/W [3, 3, 8, 1]`, `conv3/b [1]`. The shape comments say 16 channels where the
code makes 8; the comments are kept.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.conv import Conv2D


def placeholders():
    """The slide's only input: `H [batch, 28, 28, 1]`, high-resolution images in `[0, 1]`, float32."""
    H = tf.placeholder(tf.float32, [None, 28, 28, 1])  # Input image
    return H


def degrade(H):
    """The slide's low-resolution image, made inside the graph: `[batch, 28, 28, 1]` of 7x7 constant tiles."""
    L = tf.image.resize_bicubic(H, [7, 7])  # Downsample input inside graph
    L = tf.image.resize_nearest_neighbor(L, [28, 28])  # and upsample back
    return L


def bicubic(L):
    """Beyond the slides: bicubic up-sampling of the same 7x7 values, for comparison; `[batch, 28, 28, 1]`."""
    return tf.image.resize_bicubic(L[:, ::4, ::4, :], [28, 28])


def srcnn(L, H):
    """The deck's network of three convolutions, and its L2 cost.

    Args:
        L: low-resolution images, float tensor `[batch, height, width, 1]`, see `degrade`.
        H: high-resolution images of the same shape, the labels.

    Returns:
        End points by name: `conv1`, `conv2` (before their ReLU), `pred` (of the shape of `H`), `cost` (a scalar).
    """
    # Construct CNN
    h = conv1 = Conv2D(L, [3, 3, 1, 8], [1, 1, 1, 1], 'SAME', 'conv1')  # shape: [Batch,28,28,16]
    h = tf.nn.relu(h)

    h = conv2 = Conv2D(h, [3, 3, 8, 8], [1, 1, 1, 1], 'SAME', 'conv2')  # shape: [Batch,28,28,16]
    h = tf.nn.relu(h)

    pred = Conv2D(h, [3, 3, 8, 1], [1, 1, 1, 1], 'SAME', 'conv3')  # shape: [Batch,28,28,1]

    # L2 (Euclidean) distance as cost function
    cost = tf.reduce_mean((pred - H) ** 2)
    return {'conv1': conv1, 'conv2': conv2, 'pred': pred, 'cost': cost}
