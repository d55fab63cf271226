"""The networks that the deck starts from. Slides: 'Neural Network', 'For now' and '2-layer Neural Network'.

`softmax_regression` creates `out/W` and `out/b`; `two_layer` creates `hidden/W`, `hidden/b`, `out/W` and `out/b`. The
deck gives formulas only, so these scopes are ours.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.dense import Dense


def softmax_regression(x, y):
    """One linear function for the logit, `logit = W x + b`.

    Args:
        x: float tensor `[batch, inputs]`.
        y: one-hot labels, float tensor `[batch, classes]`.

    Returns:
        End points by name: `logit`, `pred` (`[batch, classes]`), `cost` (a scalar).
    """
    inputs, classes = x.get_shape().as_list()[-1], y.get_shape().as_list()[-1]
    logit = Dense(x, [inputs, classes], 'out')
    return {'logit': logit, **_prediction_and_cost(logit, y)}


def two_layer(x, y, hidden_units=64, activation=None):
    """Two layers, `logit = W2 sigma(W1 x + b1) + b2`.

    Args:
        x: float tensor `[batch, inputs]`.
        y: one-hot labels, float tensor `[batch, classes]`.
        hidden_units: outputs of the first layer.
        activation: sigma, a function of a tensor; ReLU by default, as in the deck's code.

    Returns:
        End points by name: `hidden` (before sigma), `logit`, `pred` (`[batch, classes]`), `cost` (a scalar).
    """
    inputs, classes = x.get_shape().as_list()[-1], y.get_shape().as_list()[-1]
    hidden = Dense(x, [inputs, hidden_units], 'hidden')
    h = (activation or tf.nn.relu)(hidden)
    logit = Dense(h, [hidden_units, classes], 'out')
    return {'hidden': hidden, 'logit': logit, **_prediction_and_cost(logit, y)}


def _prediction_and_cost(logit, y):
    pred = tf.nn.softmax(logit)
    cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logit, labels=y))
    return {'pred': pred, 'cost': cost}
