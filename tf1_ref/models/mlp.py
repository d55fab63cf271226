"""Multi-layer perceptron with two hidden layers. Slide: 'Multi-Layer Perceptron', 3-layer Neural Network.

Creates the variables `ih/W [2, 64]`, `ih/b [64]`, `hh/W [64, 64]`, `hh/b [64]`, `hl/W [64, 4]`, `hl/b [4]`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.dense import Dense


def placeholders():
    """The slide's inputs: `x [batch, 2]` points and `y [batch, 4]` one-hot labels, both float32."""
    x = tf.placeholder(tf.float32, [None, 2])  # 2 dimensional input
    y = tf.placeholder(tf.float32, [None, 4])  # 4 classes
    return x, y


def mlp(x, y):
    """The deck's 2-64-64-4 network with ReLU, its softmax prediction and its cost.

    Args:
        x: points, float tensor `[batch, 2]`.
        y: one-hot labels, float tensor `[batch, 4]`.

    Returns:
        End points by name: `ih`, `hh` (before their ReLU), `logit`, `pred` (`[batch, 4]`), `cost` (a scalar).
    """
    # Construct MLP with two hidden layer
    h = ih = Dense(x, [2, 64], 'ih')
    h = tf.nn.relu(h)
    h = hh = Dense(h, [64, 64], 'hh')
    h = tf.nn.relu(h)
    logit = Dense(h, [64, 4], 'hl')

    pred = tf.nn.softmax(logit)  # Softmax

    # Directly compute loss from logit (to ensure stability and avoid overflow)
    cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logit, labels=y))
    return {'ih': ih, 'hh': hh, 'logit': logit, 'pred': pred, 'cost': cost}
