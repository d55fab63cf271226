"""The deck's CNN with BatchNorm before each ReLU. Slides: 'Train deeper CNN faster', 'Batch Normalization'.

Creates the variables of `conv1`, `bn1`, `conv2`, `bn2` and `fc1`, in this order; see `tf1_ref.models.cnn` and
`tf1_ref.layers.batch_norm`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense


def batch_norm_cnn(x, y, is_train, decay=0.999):
    """The deck's CNN, normalized.

    Args:
        x: images, float tensor `[batch, 28, 28, 1]`.
        y: one-hot labels, float tensor `[batch, 10]`.
        is_train: scalar boolean tensor, see `BatchNorm`.
        decay: of the moving averages, in `[0, 1)`.

    Returns:
        End points by name: `conv1` and `bn1 [batch, 28, 28, 4]`, `conv2` and `bn2 [batch, 14, 14, 8]`, `logit` and
        `pred [batch, 10]`, `cost` (a scalar).
    """
    h = conv1 = Conv2D(x, [3, 3, 1, 4], [1, 1, 1, 1], 'SAME', 'conv1')
    h = bn1 = BatchNorm(h, is_train, decay, name='bn1')
    h = tf.nn.relu(h)
    h = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
    h = conv2 = Conv2D(h, [3, 3, 4, 8], [1, 1, 1, 1], 'SAME', 'conv2')
    h = bn2 = BatchNorm(h, is_train, decay, name='bn2')
    h = tf.nn.relu(h)
    h = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
    h = tf.reshape(h, [-1, 7 * 7 * 8])
    logit = Dense(h, [7 * 7 * 8, 10], 'fc1')
    pred = tf.nn.softmax(logit)
    cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logit, labels=y))
    return {'conv1': conv1, 'bn1': bn1, 'conv2': conv2, 'bn2': bn2, 'logit': logit, 'pred': pred, 'cost': cost}
