"""What the heads of `tf.contrib.learn` share: labels and weights in their shapes, names of metrics, served classes.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/head.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.weights_broadcast_ops import broadcast_weights

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn.keys import PredictionKey

CENTRED = 'its centred bias is not written again'


def refuse(function: str, **given: Any) -> None:
    """Raises an Unsupported for the first argument that was given.

    Args:
        function: the name of what takes them.
        **given: arguments that are not written again, by name; what is false was not given.
    """
    for name, value in given.items():
        if value:
            why = CENTRED if name == 'enable_centered_bias' else 'it is not written again'
            raise unsupported.Unsupported(f'tf.contrib.learn.{function}({name}=...)', why, 'the heads of tf.estimator')


def columns(labels: tf1.Tensor) -> tf1.Tensor:
    """Makes `[batch, 1]` of labels `[batch]`; others stay."""
    return tf1.expand_dims(labels, axis=(1,)) if labels.get_shape().ndims == 1 else labels


def broadcast(weights: tf1.Tensor | None, values: tf1.Tensor) -> tf1.Tensor | None:
    """Brings weights into the shape of values.

    Args:
        weights: a tensor that broadcasts to values; None for none.
        values: a tensor of any shape.

    Returns:
        The weights in the shape of values; None for none.
    """
    return None if weights is None else broadcast_weights(weights, values)


def key_of(head_name: str | None, name: str) -> str:
    """Names a metric, told apart by its head where that has a name.

    Args:
        head_name: the name of the head; None or '' for none.
        name: the name of the metric.

    Returns:
        The key in the dictionary of metrics.
    """
    return f'{name}/{head_name}' if head_name else name


def served_classes(predictions: dict[str, tf1.Tensor]) -> dict[str, tf1.Tensor]:
    """Probabilities `[batch, classes]`, and beside each the name of its class, its number as text."""
    with tf1.name_scope(None, '_classification_output_alternatives'):
        scores = predictions[PredictionKey.PROBABILITIES]
        batch, classes = tf1.shape(scores)[0], tf1.shape(scores)[1]
        names = tf1.tile(tf1.expand_dims(tf1.range(classes), 0), [batch, 1])
        return {
            PredictionKey.PROBABILITIES: scores,
            PredictionKey.CLASSES: tf1.as_string(names, name='classes_tensor'),
        }
