"""`tf.contrib.layers.scale_gradient`.

Source: tf.contrib.layers of TensorFlow 1.15 (layers.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


def scale_gradient(inputs: tf1.Tensor, gradient_multiplier: float | tf1.Tensor) -> tf1.Tensor:
    """Returns its input, whose gradient is multiplied; one op and the multiplier, as in 1.15.

    Args:
        inputs: a tensor.
        gradient_multiplier: a number or a scalar tensor.

    Returns:
        A tensor with the values of `inputs`.
    """
    inputs = tf1.convert_to_tensor(inputs)
    multiplier = tf1.convert_to_tensor(gradient_multiplier, dtype=inputs.dtype.base_dtype)
    outputs = tf1.identity(inputs, name='scale_gradient')
    outputs.op._gradient_function = lambda op, gradient: [gradient * multiplier]
    return outputs
