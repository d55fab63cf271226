"""The deck's two weight initializations. Slide: 'Fully-connected or Dense Layer', Weight initialization.

Neither creates a variable: each returns an initializer for `tf.get_variable`, or for the last argument of `Dense` and
`Conv2D`.
"""

from __future__ import annotations

from tf1_ref.compat import tf


def xavier():
    """Xavier initialization (Glorot and Bengio, 2010), normal: standard deviation `sqrt(1.3 * 2 / (fan in + fan out))`.

    Returns:
        An initializer for `tf.get_variable`.
    """
    return tf.contrib.layers.xavier_initializer(uniform=False)


def he():
    """He's initialization (He et al., 2015), normal: standard deviation `sqrt(1.3 * 2 / fan in)`.

    The slide prints the mode as 'FAN IN', its underscore lost.

    Returns:
        An initializer for `tf.get_variable`.
    """
    return tf.contrib.layers.variance_scaling_initializer(factor=2.0, mode='FAN_IN', uniform=False)
