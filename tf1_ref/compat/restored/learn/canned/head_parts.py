"""What the heads of `tf.contrib.learn` share: weights and labels, the bias that is centred, metrics, served classes.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/head.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.weights_broadcast_ops import broadcast_weights

from tf1_ref.compat.restored.learn.keys import PredictionKey

Loss = Callable[..., tuple[tf1.Tensor, tf1.Tensor]]
BIAS_RATE = 0.1  # of Adagrad, by which a centred bias is learnt


def columns(labels: tf1.Tensor) -> tf1.Tensor:
    """Makes `[batch, 1]` of labels `[batch]`; others stay."""
    return tf1.expand_dims(labels, axis=1) if labels.get_shape().ndims == 1 else labels


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


def weights_of(features: dict[str, tf1.Tensor], name: str | None) -> tf1.Tensor | None:
    """Takes the weights of examples from the features.

    Args:
        features: by name.
        name: of the weights; None for equal ones.

    Returns:
        The weights as float32, `[batch, 1]` of `[batch]`; None for equal ones.

    Raises:
        ValueError: there is no such feature.
    """
    if not name:
        return None
    if name not in features:
        raise ValueError(f'Weights {name} missing from features.')
    with tf1.name_scope(None, 'weight_tensor', tuple(features.values())):
        weights = tf1.cast(features[name], tf1.float32)
        if weights.get_shape().ndims != 1:
            return weights
        return (tf1.sparse.reshape if isinstance(weights, tf1.SparseTensor) else tf1.reshape)(weights, (-1, 1))


def mean_loss(losses: tf1.Tensor, weights: tf1.Tensor | None) -> tuple[tf1.Tensor, tf1.Tensor]:
    """Builds the loss that is trained, and the one that is told, in which examples of less weight count less.

    Args:
        losses: of the examples.
        weights: what broadcasts to them; None for equal ones.
    """
    with tf1.name_scope('loss', values=[losses, weights]) as scope:
        if weights is None:
            loss = tf1.reduce_mean(losses, name=scope)
            return loss, loss
        weights = broadcast_weights(weights, losses)
        with tf1.name_scope(None, 'weighted_loss', (losses, weights)) as name:
            weighted = tf1.multiply(losses, weights, name=name)
        loss = tf1.reduce_mean(weighted, name=scope)
        total, of_weights = tf1.reduce_sum(weighted), tf1.reduce_sum(weights)
        return loss, tf1.div(total, of_weights, name='weighted_average_loss')


def own_loss(function: Callable) -> Loss:
    """Makes a head's loss of a function of the caller's.

    Args:
        function: from `labels`, `logits` and, where there are any, `weights` to a scalar.

    Raises:
        ValueError: it lacks one of the three.
    """
    for name in ('labels', 'logits', 'weights'):
        if name not in inspect.signature(function).parameters:
            raise ValueError(f'Argument {name} not found in loss_fn.')

    def both(labels, logits, weights=None):
        loss = function(labels, logits, *([] if weights is None else [weights]))
        return loss, loss

    return both


def centred_bias(size: int, head_name: str | None) -> tf1.Variable:
    """Makes the variable of a bias that is learnt apart from the rest of the model, and its summaries.

    Args:
        size: how many logits there are.
        head_name: in the names of the summaries; None or '' for none.
    """
    bias = tf1.Variable(tf1.zeros((size,)), trainable=True, name='centered_bias_weight')
    for place in range(size):
        tf1.summary.scalar(key_of(head_name, f'centered_bias/bias_{place}'), bias[place])
    return bias


def centred_bias_step(bias: tf1.Variable, batch: tf1.Tensor, labels: Any, loss: Loss, weights: Any) -> tf1.Operation:
    """Builds a step that fits the bias as if there were no other logits.

    Args:
        bias: `[logits]`.
        batch: how many examples there are, a scalar.
        labels: what the loss takes.
        loss: of labels, logits and weights.
        weights: of the examples; None for equal ones.
    """
    with tf1.name_scope(None, 'centered_bias_step', (labels,)) as name:
        size = tf1.shape(bias)[0]
        logits = tf1.reshape(tf1.tile(bias, (batch,)), (batch, size))
        with tf1.name_scope(None, 'centered_bias', (labels, logits)):
            mean = tf1.reduce_mean(loss(labels, logits, weights), name='training_loss')
    return tf1.train.AdagradOptimizer(BIAS_RATE).minimize(mean, var_list=(bias,), name=name)


def mean_of(values: tf1.Tensor, weights: tf1.Tensor | None, class_id: int | None = None) -> Any:
    """Measures the weighted mean of values, or of their column of a class.

    Args:
        values: `[batch, classes]`.
        weights: what broadcasts to them; None for equal ones.
        class_id: the number of the class; None for all values.
    """
    values = tf1.cast(values, tf1.float32)
    weights = _column(broadcast(weights, values), class_id)
    return tf1.metrics.mean(_column(values, class_id), weights)


def share_of(classes: tf1.Tensor, weights: tf1.Tensor | None, class_id: int) -> Any:
    """Measures which share of examples is of a class.

    Args:
        classes: of the examples.
        weights: of the examples; None for equal ones.
        class_id: the number of the class.
    """
    is_one = tf1.equal(tf1.cast(class_id, tf1.int32), tf1.cast(classes, tf1.int32))
    return tf1.metrics.mean(tf1.where(is_one, tf1.ones_like(classes), tf1.zeros_like(classes)), weights)


def auc_of(
    scores: tf1.Tensor, labels: tf1.Tensor, weights: tf1.Tensor | None, class_id: int | None = None, **curve: str
) -> Any:
    """Measures the area below a curve, of all scores or of their column of a class.

    Args:
        scores: `[batch, classes]`, within 0 and 1.
        labels: 0 and 1, in their shape.
        weights: what broadcasts to them; None for equal ones.
        class_id: the number of the class; None for all.
        **curve: as `tf.metrics.auc` takes it.
    """
    labels = labels if labels.dtype.base_dtype == tf1.bool else tf1.cast(labels, tf1.bool)
    weights = _column(broadcast(weights, scores), class_id)
    return tf1.metrics.auc(_column(labels, class_id), _column(scores, class_id), weights, **curve)


def at_threshold(scores: tf1.Tensor, labels: tf1.Tensor, weights: tf1.Tensor | None, threshold: float) -> list[Any]:
    """Measures, of the examples whose score is not below a threshold, accuracy, precision and recall.

    Args:
        scores: `[batch, 1]`.
        labels: 0 and 1.
        weights: of the examples; None for equal ones.
        threshold: within 0 and 1.
    """
    is_above = tf1.cast(tf1.greater_equal(scores, threshold), tf1.float32)
    found = [tf1.metrics.accuracy(labels, is_above, weights)]
    for function in (tf1.metrics.precision_at_thresholds, tf1.metrics.recall_at_thresholds):
        value, update = function(labels, scores, (threshold,), weights)
        found.append((tf1.squeeze(value), tf1.squeeze(update)))
    return found


def class_ids(given: Any, n_classes: int) -> tuple[int, ...]:
    """Returns the numbers of classes that get metrics of their own.

    Args:
        given: the numbers; None for none.
        n_classes: how many classes there are.

    Raises:
        ValueError: a number is none of a class.
    """
    found = tuple(given or ())
    for one in found:
        if not 0 <= one < n_classes:
            raise ValueError(f'Class ID {one} not in [0, {n_classes}).')
    return found


def served_classes(predictions: dict[str, tf1.Tensor], keys: list[str] | None = None) -> dict[str, tf1.Tensor]:
    """Probabilities `[batch, classes]`, and beside each the name of its class: its key, or else its number as text.

    Args:
        predictions: with the probabilities.
        keys: the names of the classes; None for numbers.
    """
    scores = predictions[PredictionKey.PROBABILITIES]
    with tf1.name_scope(None, '_classification_output_alternatives', (scores,)):
        batch = tf1.shape(scores)[0]
        if keys:
            names = tf1.tile(tf1.expand_dims(keys, 0), [batch, 1], name='classes_tensor')
        else:
            count = tf1.shape(scores)[1]
            names = tf1.tile(tf1.expand_dims(tf1.range(count), 0), [batch, 1])
            names = tf1.as_string(names, name='classes_tensor')
        return {PredictionKey.PROBABILITIES: scores, PredictionKey.CLASSES: names}


def _column(values, class_id):
    return values if values is None or class_id is None else values[:, class_id]
