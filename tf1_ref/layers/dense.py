"""Fully-connected layer. Slide: 'Fully-connected or Dense Layer' (layer: weights (variable) + operation).

Creates, under the variable scope `name`, the variables `W` and `b`; the output is the op `name/add`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers import shape_checks


def Dense(x, W_shape, name, initializer=None):
    """The linear function `x W + b`.

    Args:
        x: float tensor `[batch, inputs]`.
        W_shape: `[inputs, outputs]`.
        name: variable scope of `W` and `b`.
        initializer: of `W`, beyond the deck's signature; Xavier's (normal) by default, `initializers.he()` for He's.

    Returns:
        Tensor `[batch, outputs]`, the op `name/add`.

    Raises:
        InputError: the rank or the number of inputs does not fit; the message names layer and scope.
    """
    shape_checks.check_dense(x, W_shape, name)
    with tf.variable_scope(name):
        W = tf.get_variable(
            'W', W_shape, initializer=initializer or tf.contrib.layers.xavier_initializer(uniform=False)
        )
        b = tf.get_variable('b', W_shape[-1:], initializer=tf.constant_initializer(0.0))
        return tf.matmul(x, W) + b
