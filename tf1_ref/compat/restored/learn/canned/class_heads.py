"""Heads of `tf.contrib.learn` for classes that exclude each other.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/head.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import lookup_ops

from tf1_ref.compat.restored.learn.canned import head_parts
from tf1_ref.compat.restored.learn.canned.head_parts import columns, served_classes
from tf1_ref.compat.restored.learn.canned.heads import Head
from tf1_ref.compat.restored.learn.keys import MetricKey, PredictionKey, ProblemType

THRESHOLDS = (0.5,)


class HeadOfOneLogit(Head):
    """Two classes, told by one logit."""

    def __init__(self, **named: Any):
        """Makes a head.

        Args:
            **named: what every head takes.
        """
        super().__init__(ProblemType.LOGISTIC_REGRESSION, 1, **named)


class BinaryHead(HeadOfOneLogit):
    """Two classes, by the logistic loss."""

    SCOPE, LOSS = 'binary_logistic_head', 'log_loss_with_two_classes'

    def __init__(self, thresholds: Any = None, **named: Any):
        """Makes a head.

        Args:
            thresholds: from which probability on an example counts, for three metrics each; 0.5 by default.
            **named: what every head takes.
        """
        super().__init__(**named)
        self._thresholds = thresholds or THRESHOLDS

    def _predictions(self, logits):
        both = tf1.concat((tf1.zeros_like(logits), logits), 1)
        return {
            PredictionKey.LOGITS: logits,
            PredictionKey.LOGISTIC: tf1.sigmoid(logits, name=PredictionKey.LOGISTIC),
            PredictionKey.PROBABILITIES: tf1.nn.softmax(both, name=PredictionKey.PROBABILITIES),
            PredictionKey.CLASSES: tf1.argmax(both, 1, name=PredictionKey.CLASSES),
        }

    def _losses(self, labels, logits, scope):
        labels = columns(tf1.cast(labels, tf1.float32))
        return tf1.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=scope)

    def _more_metrics(self, predictions, labels, weights):
        logistic = predictions[PredictionKey.LOGISTIC]
        found = {
            MetricKey.ACCURACY: tf1.metrics.accuracy(labels, predictions[PredictionKey.CLASSES], weights),
            MetricKey.PREDICTION_MEAN: head_parts.mean_of(logistic, weights),
            MetricKey.LABEL_MEAN: head_parts.mean_of(labels, weights),
            MetricKey.ACCURACY_BASELINE: head_parts.mean_of(labels, weights),
            MetricKey.AUC: head_parts.auc_of(logistic, labels, weights),
            MetricKey.AUC_PR: head_parts.auc_of(logistic, labels, weights, curve='PR'),
        }
        for one in self._thresholds:
            keys = [key % one for key in (MetricKey.ACCURACY_MEAN, MetricKey.PRECISION_MEAN, MetricKey.RECALL_MEAN)]
            found.update(zip(keys, head_parts.at_threshold(logistic, labels, weights, one), strict=True))
        return found

    def _served(self, predictions):
        return served_classes(predictions)


class Named(NamedTuple):
    """Labels of a vocabulary.

    Attributes:
        labels: as they were given.
        label_ids: their numbers.
    """

    labels: tf1.Tensor
    label_ids: tf1.Tensor


class MultiClassHead(Head):
    """Classes that exclude each other, by the softmax."""

    SCOPE, LOSS = 'multi_class_head', 'softmax_cross_entropy_loss'

    def __init__(self, n_classes: int, metric_class_ids: Any = None, label_keys: list[str] | None = None, **named: Any):
        """Makes a head.

        Args:
            n_classes: how many classes there are, from 3 on.
            metric_class_ids: the numbers of classes that get metrics of their own.
            label_keys: the names of the classes, which the labels are then of; None for numbers.
            **named: what every head takes.

        Raises:
            ValueError: a number is none of a class, or there is another number of keys.
        """
        super().__init__(ProblemType.CLASSIFICATION, n_classes, **named)
        self._class_ids = head_parts.class_ids(metric_class_ids, n_classes)
        if label_keys and len(label_keys) != n_classes:
            raise ValueError('Length of label_keys must equal n_classes.')
        self._keys, of_ids = label_keys, self._loss
        self._loss = lambda labels, logits, weights=None: of_ids(labels.label_ids, logits, weights)

    def _checked(self, labels):
        labels = super()._checked(labels)
        if not self._keys:
            return Named(labels, labels)
        table = lookup_ops.index_table_from_tensor(self._keys, name='label_id_lookup')
        return Named(labels, table.lookup(labels))

    def _predictions(self, logits):
        classes = tf1.argmax(logits, 1, name=PredictionKey.CLASSES)
        if self._keys:
            lookup = lookup_ops.index_to_string_table_from_tensor
            classes = lookup(self._keys, name='class_string_lookup').lookup(classes)
        return {
            PredictionKey.LOGITS: logits,
            PredictionKey.PROBABILITIES: tf1.nn.softmax(logits, name=PredictionKey.PROBABILITIES),
            PredictionKey.CLASSES: classes,
        }

    def _losses(self, labels, logits, scope):
        if not labels.dtype.is_integer:
            raise ValueError(f'Labels dtype should be integer Instead got {labels.dtype}.')
        is_column = labels.get_shape().ndims == 2
        labels = tf1.squeeze(labels, axis=(1,)) if is_column else labels
        losses = tf1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=scope)
        return tf1.expand_dims(losses, axis=(1,)) if is_column else losses

    def _more_metrics(self, predictions, labels, weights):
        classes = predictions[PredictionKey.CLASSES]
        found = {MetricKey.ACCURACY: tf1.metrics.accuracy(labels.labels, classes, weights)}
        for one in () if self._keys else self._class_ids:
            found[MetricKey.CLASS_PREDICTION_MEAN % one] = head_parts.share_of(classes, weights, one)
            found[MetricKey.CLASS_LABEL_MEAN % one] = head_parts.share_of(labels.label_ids, weights, one)
            for key, name in (
                (MetricKey.CLASS_PROBABILITY_MEAN, PredictionKey.PROBABILITIES),
                (MetricKey.CLASS_LOGITS_MEAN, PredictionKey.LOGITS),
            ):
                found[key % one] = head_parts.mean_of(predictions[name], weights, one)
        return found

    def _served(self, predictions):
        return served_classes(predictions, self._keys)


def multi_class_head(
    n_classes: int,
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    thresholds: Any = None,
    metric_class_ids: Any = None,
    loss_fn: Callable | None = None,
    label_keys: Any = None,
) -> Head:
    """Makes a head for classes that exclude each other; of two classes, it has one logit.

    Args:
        n_classes: how many classes there are, from 2 on.
        label_name: the key of the labels, where they are a dict.
        weight_column_name: the key of the weights of examples in the features.
        enable_centered_bias: whether a bias is added to the logits that is trained apart.
        head_name: of the head.
        thresholds: of two classes, from which probability on an example counts; 0.5 by default.
        metric_class_ids: of more classes, the numbers of those that get metrics of their own.
        loss_fn: makes the loss of `labels`, `logits` and, where there are any, `weights`; a cross entropy by default.
        label_keys: of more classes, their names, which the labels are then of.

    Raises:
        ValueError: there are fewer than two classes, `loss_fn` lacks an argument, or what goes with more than two
            classes is given for two.
    """
    if n_classes is None or n_classes < 2:
        raise ValueError(f'n_classes must be > 1 for classification: {n_classes}.')
    named = {
        'label_name': label_name,
        'weight_column_name': weight_column_name,
        'enable_centered_bias': enable_centered_bias,
        'head_name': head_name,
        'loss_fn': loss_fn,
    }
    if n_classes > 2:
        return MultiClassHead(n_classes, metric_class_ids, label_keys, **named)
    if metric_class_ids:
        raise ValueError('metric_class_ids invalid for n_classes==2.')
    if label_keys:
        raise ValueError('label_keys is not supported for n_classes=2.')
    return BinaryHead(thresholds, **named)
