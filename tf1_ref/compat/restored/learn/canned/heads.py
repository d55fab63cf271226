"""Heads of `tf.contrib.learn`: what is made of a model's logits, which are its loss, predictions and metrics.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/head.py).
"""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.weights_broadcast_ops import broadcast_weights

from tf1_ref.compat.restored.learn.canned.head_parts import broadcast, columns, key_of, refuse, served_classes
from tf1_ref.compat.restored.learn.keys import MetricKey, ModeKeys, PredictionKey, ProblemType
from tf1_ref.compat.restored.learn.model_fn import ModelFnOps

Tensors = dict[str, tf1.Tensor]
THRESHOLD = 0.5


class Head(metaclass=abc.ABCMeta):
    """What is made of logits.

    Attributes:
        logits_dimension: how many logits an example has.
    """

    def __init__(
        self,
        kind: int,
        logits_dimension: int,
        label_name: str | None = None,
        weight_column_name: str | None = None,
        head_name: str | None = None,
    ):
        """Makes a head.

        Args:
            kind: one of ProblemType.
            logits_dimension: how many logits an example has.
            label_name: the key of the labels, where they are a dict.
            weight_column_name: the key of the weights of examples in the features; None for equal ones.
            head_name: of its scope, and in the names of metrics; by default a name of its kind.

        Raises:
            ValueError: `logits_dimension` is below 1.
        """
        if logits_dimension is None or logits_dimension < 1:
            raise ValueError(f'Invalid logits_dimension {logits_dimension}.')
        self._kind, self.logits_dimension = kind, logits_dimension
        self._label_name, self._weights, self.head_name = label_name, weight_column_name, head_name

    SCOPE = LOSS = ''

    def create_model_fn_ops(
        self,
        features: Tensors,
        mode: str,
        labels: tf1.Tensor | Tensors | None = None,
        train_op_fn: Callable[[tf1.Tensor], Any] | None = None,
        logits: tf1.Tensor | None = None,
        logits_input: tf1.Tensor | None = None,
        scope: Any = None,
    ) -> ModelFnOps:
        """Builds the loss, the predictions and the metrics.

        Args:
            features: by name; of them, the weights of the examples.
            mode: one of ModeKeys.
            labels: of each example, or a dict with them; not needed for predictions.
            train_op_fn: makes an op that trains, of the loss.
            logits: `[batch, logits_dimension]`.
            logits_input: or what a layer makes logits of, `[batch, inputs]`.
            scope: of the ops; by default the head's.

        Raises:
            ValueError: both or neither of the two is given; or training has no `train_op_fn`.
        """
        if (logits is None) == (logits_input is None):
            raise ValueError('logits or logits_input, exactly one of the two, must be provided.')
        given = [one for one in (*features.values(), logits, logits_input) if one is not None]
        with tf1.variable_scope(scope, default_name=self.head_name or self.SCOPE, values=given):
            if logits is None:
                logits = tf1.layers.dense(logits_input, self.logits_dimension, name='logits')
            labels = None if mode == ModeKeys.INFER else self._checked(labels)
            with tf1.name_scope(None, 'predictions', (logits,)):
                predictions = self._predictions(logits)
            loss = train_op = metrics = None
            if mode != ModeKeys.INFER:
                weights = _weights(features, self._weights)
                loss, average = self._loss(labels, logits, weights)
                with tf1.name_scope(''):
                    tf1.summary.scalar(key_of(self.head_name, MetricKey.LOSS), tf1.identity(average))
                if mode == ModeKeys.TRAIN:
                    if train_op_fn is None:
                        raise ValueError('train_op_fn can not be None in TRAIN mode')
                    _ = tf1.shape(logits)[0]  # the size of the batch, for a bias that is centred
                    with tf1.name_scope(None, 'train_op', (loss, labels)):
                        train_op = train_op_fn(loss)
                metrics = self._metrics(average, predictions, labels, weights)
            alternatives = {self.head_name: (self._kind, self._served(predictions))}
        return ModelFnOps(mode, predictions, loss, train_op, metrics, output_alternatives=alternatives)

    def _checked(self, labels):
        if labels is None:
            raise ValueError('No labels provided to head.')
        if isinstance(labels, dict):
            if self._label_name is None:
                raise ValueError('labels must be a tensor, or label_name be given')
            labels = labels[self._label_name]
        return tf1.convert_to_tensor(labels)

    def _loss(self, labels, logits, weights):
        with tf1.name_scope(None, self.LOSS, (logits, labels)) as scope:
            return _mean(self._losses(labels, logits, scope), weights)

    def _metrics(self, loss, predictions, labels, weights):
        with tf1.name_scope('metrics', values=[loss, labels]):
            found = {MetricKey.LOSS: tf1.metrics.mean(loss)}
            found.update(self._more_metrics(predictions, labels, weights))
        return {key_of(self.head_name, name): metric for name, metric in found.items()}

    def _more_metrics(self, predictions, labels, weights):
        return {}

    def _served(self, predictions):
        return predictions

    @abc.abstractmethod
    def _predictions(self, logits):
        """Builds what is predicted, by PredictionKey."""

    @abc.abstractmethod
    def _losses(self, labels, logits, scope):
        """Builds the loss of each example, `[batch, ...]`."""


class RegressionHead(Head):
    """Numbers, by the mean squared error."""

    SCOPE, LOSS = 'regression_head', 'mean_squared_loss'

    def __init__(
        self,
        label_dimension: int,
        label_name: str | None = None,
        weight_column_name: str | None = None,
        head_name: str | None = None,
    ):
        """Makes a head.

        Args:
            label_dimension: how many numbers an example has, from 1 on.
            label_name: the key of the labels, where they are a dict.
            weight_column_name: the key of the weights of examples in the features; None for equal ones.
            head_name: of its scope; by default a name of its kind.
        """
        super().__init__(ProblemType.LINEAR_REGRESSION, label_dimension, label_name, weight_column_name, head_name)

    def _predictions(self, logits):
        scores = tf1.squeeze(logits, [1], name=PredictionKey.SCORES) if self.logits_dimension == 1 else logits
        return {PredictionKey.SCORES: tf1.identity(scores)}

    def _losses(self, labels, logits, scope):
        return tf1.squared_difference(logits, tf1.cast(columns(labels), tf1.float32), name=scope)


class HeadOfOneLogit(Head):
    """Two classes, told by one logit."""

    def __init__(
        self, label_name: str | None = None, weight_column_name: str | None = None, head_name: str | None = None
    ):
        """Makes a head.

        Args:
            label_name: the key of the labels, where they are a dict.
            weight_column_name: the key of the weights of examples in the features; None for equal ones.
            head_name: of its scope; by default a name of its kind.
        """
        super().__init__(ProblemType.LOGISTIC_REGRESSION, 1, label_name, weight_column_name, head_name)


class BinaryHead(HeadOfOneLogit):
    """Two classes, by the logistic loss."""

    SCOPE, LOSS = 'binary_logistic_head', 'log_loss_with_two_classes'

    def _predictions(self, logits):
        both = tf1.concat((tf1.zeros_like(logits), logits), 1)
        return {
            PredictionKey.LOGITS: logits,
            PredictionKey.LOGISTIC: tf1.sigmoid(logits, name=PredictionKey.LOGISTIC),
            PredictionKey.PROBABILITIES: tf1.nn.softmax(both, name=PredictionKey.PROBABILITIES),
            PredictionKey.CLASSES: tf1.argmax(both, 1, name=PredictionKey.CLASSES),
        }

    def _losses(self, labels, logits, scope):
        labels = tf1.cast(columns(labels), tf1.float32)
        return tf1.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=scope)

    def _more_metrics(self, predictions, labels, weights):
        metrics, logistic = tf1.metrics, predictions[PredictionKey.LOGISTIC]
        found = {
            MetricKey.ACCURACY: metrics.accuracy(labels, predictions[PredictionKey.CLASSES], weights),
            MetricKey.PREDICTION_MEAN: metrics.mean(logistic, broadcast(weights, logistic)),
            MetricKey.LABEL_MEAN: _mean_of_labels(labels, weights),
            MetricKey.ACCURACY_BASELINE: _mean_of_labels(labels, weights),
            MetricKey.AUC: metrics.auc(tf1.cast(labels, tf1.bool), logistic, weights),
            MetricKey.AUC_PR: metrics.auc(tf1.cast(labels, tf1.bool), logistic, weights, curve='PR'),
        }
        is_above = tf1.cast(tf1.greater_equal(logistic, THRESHOLD), tf1.float32)
        found[MetricKey.ACCURACY_MEAN % THRESHOLD] = metrics.accuracy(labels, is_above, weights)
        for key, function in (
            (MetricKey.PRECISION_MEAN, metrics.precision_at_thresholds),
            (MetricKey.RECALL_MEAN, metrics.recall_at_thresholds),
        ):
            value, update = function(labels, logistic, [THRESHOLD], weights)
            found[key % THRESHOLD] = tf1.squeeze(value), tf1.squeeze(update)
        return found

    def _served(self, predictions):
        return served_classes(predictions)


class MultiClassHead(Head):
    """Classes that exclude each other, by the softmax."""

    SCOPE, LOSS = 'multi_class_head', 'softmax_cross_entropy_loss'

    def __init__(
        self,
        n_classes: int,
        label_name: str | None = None,
        weight_column_name: str | None = None,
        head_name: str | None = None,
    ):
        """Makes a head.

        Args:
            n_classes: how many classes there are, from 3 on.
            label_name: the key of the labels, where they are a dict.
            weight_column_name: the key of the weights of examples in the features; None for equal ones.
            head_name: of its scope; by default a name of its kind.
        """
        super().__init__(ProblemType.CLASSIFICATION, n_classes, label_name, weight_column_name, head_name)

    def _predictions(self, logits):
        classes = tf1.argmax(logits, 1, name=PredictionKey.CLASSES)
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
        return {MetricKey.ACCURACY: tf1.metrics.accuracy(labels, predictions[PredictionKey.CLASSES], weights)}

    def _served(self, predictions):
        return served_classes(predictions)


def regression_head(
    label_name: str | None = None,
    weight_column_name: str | None = None,
    label_dimension: int = 1,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    link_fn: Callable[[tf1.Tensor], tf1.Tensor] | None = None,
) -> Head:
    """Makes a head for numbers.

    Args:
        label_name: the key of the labels, where they are a dict.
        weight_column_name: the key of the weights of examples in the features.
        label_dimension: how many numbers an example has, from 1 on.
        enable_centered_bias: not supported.
        head_name: of the head.
        link_fn: not supported.

    Raises:
        Unsupported: a bias is to be centred, or there is another link.
    """
    refuse('regression_head', enable_centered_bias=enable_centered_bias, link_fn=link_fn)
    return RegressionHead(label_dimension, label_name, weight_column_name, head_name)


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
        enable_centered_bias: not supported, as all that follow but the name.
        head_name: of the head.
        thresholds: not supported.
        metric_class_ids: not supported.
        loss_fn: not supported.
        label_keys: not supported.

    Raises:
        ValueError: there are fewer than two classes.
        Unsupported: what is not supported is asked for.
    """
    if n_classes is None or n_classes < 2:
        raise ValueError(f'n_classes must be > 1 for classification: {n_classes}.')
    refuse(
        'multi_class_head', enable_centered_bias=enable_centered_bias, thresholds=thresholds,
        metric_class_ids=metric_class_ids, loss_fn=loss_fn, label_keys=label_keys,
    )  # fmt: skip
    if n_classes == 2:
        return BinaryHead(label_name, weight_column_name, head_name)
    return MultiClassHead(n_classes, label_name, weight_column_name, head_name)


def no_op_train_fn(loss: tf1.Tensor) -> tf1.Operation:
    """Makes an op that does not train.

    Args:
        loss: not used.
    """
    del loss
    return tf1.no_op()


def _weights(features, name):
    if not name:
        return None
    weights = features[name]
    if weights.get_shape().ndims == 1:
        weights = tf1.expand_dims(weights, axis=(1,))
    return weights if weights.dtype == tf1.float32 else tf1.cast(weights, tf1.float32)


def _mean(losses, weights):
    """The loss that is trained, and the one that is told, in which examples of less weight count less."""
    with tf1.name_scope('loss', values=[losses]) as scope:
        if weights is None:
            loss = tf1.reduce_mean(losses, name=scope)
            return loss, loss
        weights = broadcast_weights(weights, losses)
        weighted = tf1.multiply(losses, weights, name='weighted_loss')
        loss = tf1.reduce_mean(weighted, name=scope)
        total, of_weights = tf1.reduce_sum(weighted), tf1.reduce_sum(weights)
        return loss, tf1.div(total, of_weights, name='weighted_average_loss')


def _mean_of_labels(labels, weights):
    labels = tf1.cast(labels, tf1.float32)
    return tf1.metrics.mean(labels, broadcast(weights, labels))
