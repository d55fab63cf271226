"""Convolutional network for MNIST. Slides: 'Example: Digit recognition' and the two that construct the CNN.

Creates the variables `conv1/W [3, 3, 1, 4]`, `conv1/b [4]`, `conv2/W [3, 3, 4, 8]`, `conv2/b [8]`, `fc1/W [392, 10]`,
`fc1/b [10]`. The slide pairs a softmax prediction with a sigmoid cost; both are kept.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense


def placeholders():
    """The slide's inputs: `x [batch, 28, 28, 1]` images in `[0, 1]`, `y [batch, 10]` one-hot labels, both float32."""
    x = tf.placeholder(tf.float32, [None, 28, 28, 1])  # mnist data image of shape [28, 28, 1]
    y = tf.placeholder(tf.float32, [None, 10])  # 0-9 digits recognition => 10 classes
    return x, y


def cnn(x, y):
    """The deck's CNN: twice convolution, ReLU and max pooling, then a dense layer.

    Args:
        x: images, float tensor `[batch, 28, 28, 1]`.
        y: one-hot labels, float tensor `[batch, 10]`.

    Returns:
        End points by name: `conv1 [batch, 28, 28, 4]`, `pool1 [batch, 14, 14, 4]`, `conv2 [batch, 14, 14, 8]`,
        `pool2 [batch, 7, 7, 8]`, `logit` and `pred [batch, 10]`, `cost` (a scalar).
    """
    # Construct CNN
    h = conv1 = Conv2D(x, [3, 3, 1, 4], [1, 1, 1, 1], 'SAME', 'conv1')  # shape: [Batch,28,28,4]
    h = tf.nn.relu(h)
    h = pool1 = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')  # shape: [Batch,14,14,4]
    h = conv2 = Conv2D(h, [3, 3, 4, 8], [1, 1, 1, 1], 'SAME', 'conv2')  # shape: [Batch,14,14,8]
    h = tf.nn.relu(h)
    h = pool2 = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')  # shape: [Batch,7,7,8]
    h = tf.reshape(h, [-1, 7 * 7 * 8])  # flatten [Batch,7,7,8] -> [Batch,7*7*8]
    logit = Dense(h, [7 * 7 * 8, 10], 'fc1')

    pred = tf.nn.softmax(logit)  # Softmax

    # Directly compute loss from logit (to ensure stability and avoid overflow)
    cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logit, labels=y))
    return {
        'conv1': conv1,
        'pool1': pool1,
        'conv2': conv2,
        'pool2': pool2,
        'logit': logit,
        'pred': pred,
        'cost': cost,
    }
