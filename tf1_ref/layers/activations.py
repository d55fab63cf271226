"""The deck's activation functions. Slide: '3-layer Neural Network', activation function or non-linearity function.

Only maxout has weights, those of the two `Dense` layers that it is the maximum of. Every other function maps a
tensor of any shape to one of the same shape.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers.dense import Dense


def sigmoid(x):
    """`1 / (1 + e^-x)`, between 0 and 1."""
    return tf.nn.sigmoid(x)


def tanh(x):
    """`tanh(x)`, between -1 and 1."""
    return tf.nn.tanh(x)


def relu(x):
    """`max(0, x)`."""
    return tf.nn.relu(x)


def leaky_relu(x):
    """`max(0.1x, x)`; `tf.nn.leaky_relu` has the slope 0.2 by default."""
    return tf.maximum(0.1 * x, x)


def maxout(x, W_shape, name):
    """`max(w1 x + b1, w2 x + b2)`: the larger of two linear functions (Goodfellow et al., 2013).

    Args:
        x: float tensor `[batch, inputs]`.
        W_shape: `[inputs, outputs]` of each of the two.
        name: variable scope; creates `name/w1/W`, `name/w1/b`, `name/w2/W`, `name/w2/b`.

    Returns:
        Tensor `[batch, outputs]`, the op `name/Maximum`.

    Raises:
        InputError: the rank or the number of inputs does not fit; the message names layer and scope.
    """
    with tf.variable_scope(name):
        return tf.maximum(Dense(x, W_shape, 'w1'), Dense(x, W_shape, 'w2'))


def elu(x):
    """`x` where `x >= 0`, else `alpha (e^x - 1)` with `alpha = 1` (Clevert et al., 2015)."""
    return tf.nn.elu(x)
