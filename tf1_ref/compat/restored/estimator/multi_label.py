"""The head of `tf.contrib.estimator` for examples that have any number of classes.

Source: tf.contrib.estimator of TensorFlow 1.15 (head.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import estimator as library

BELOW = 'tensorflow_estimator.python.estimator'
canned = library.module(f'{BELOW}.canned.head')
Keys = library.module(f'{BELOW}.canned.metric_keys').MetricKeys
ModeKeys = library.module(f'{BELOW}.mode_keys').ModeKeys
Reduction = tf1.losses.Reduction
NO_LABELS = (
    'You must provide a labels Tensor. Given: None. Suggested troubleshooting steps: Check that your data contain your '
    'label feature. Check that your input_fn properly parses and returns labels.'
)


def multi_label_head(
    n_classes: int,
    weight_column: Any = None,
    thresholds: Sequence[float] | None = None,
    label_vocabulary: Sequence[str] | None = None,
    loss_reduction: str = Reduction.SUM_OVER_BATCH_SIZE,
    loss_fn: Callable | None = None,
    classes_for_class_based_metrics: Sequence[int | str] | None = None,
    name: str | None = None,
) -> MultiLabelHead:
    """Makes a head for examples of which each has any number of classes.

    Args:
        n_classes: how many classes there are, more than 1.
        weight_column: name or column of the examples' weights among the features; None for 1.
        thresholds: probabilities above 0 and below 1 at which metrics are taken besides.
        label_vocabulary: the classes, if labels are strings.
        loss_reduction: a `tf.losses.Reduction` other than NONE.
        loss_fn: from labels and logits to losses `[batch, 1]`, in place of the mean of the sigmoids' cross entropy.
        classes_for_class_based_metrics: numbers or names of classes that get metrics of their own.
        name: what keys of metrics and summaries end with; a name scope.

    Returns:
        The head.

    Raises:
        ValueError: one of them does not fit.
    """
    if n_classes is None or n_classes < 2:
        raise ValueError(f'n_classes must be > 1 for multi-class classification. Given: {n_classes}')
    for threshold in thresholds or ():
        if not 0.0 < threshold < 1.0:
            raise ValueError(f'thresholds must be in (0, 1) range. Given: {threshold}')
    if label_vocabulary is not None:
        if not isinstance(label_vocabulary, list | tuple):
            raise ValueError(f'label_vocabulary must be a list or tuple. Given type: {type(label_vocabulary)}')
        if len(label_vocabulary) != n_classes:
            raise ValueError(
                f'Length of label_vocabulary must be n_classes ({n_classes}). Given: {len(label_vocabulary)}'
            )
    if loss_fn:
        canned._validate_loss_fn_args(loss_fn)
    if loss_reduction not in Reduction.all() or loss_reduction == Reduction.NONE:
        raise ValueError(f'Invalid loss_reduction: {loss_reduction}')
    measured = tuple(_numbers(classes_for_class_based_metrics or (), n_classes, label_vocabulary))
    return MultiLabelHead(
        n_classes, weight_column, tuple(thresholds or ()), label_vocabulary, loss_reduction, loss_fn, measured, name
    )


def _numbers(classes, n_classes, vocabulary):
    """The numbers of classes that are given by number or, all of them, by name."""
    if classes and isinstance(classes[0], str):
        if not vocabulary:
            raise ValueError('label_vocabulary must be provided when classes_for_class_based_metrics are sting.')
        return [vocabulary.index(name) for name in classes]
    for number in classes:
        if not 0 <= number < n_classes:
            raise ValueError(
                f'All classes_for_class_based_metrics must be in range [0, {n_classes - 1}]. Given: {number}'
            )
    return classes


class MultiLabelHead(canned._Head):
    """A head of one sigmoid for each class."""

    def __init__(
        self,
        n_classes: int,
        weight_column: Any,
        thresholds: tuple[float, ...],
        label_vocabulary: Sequence[str] | None,
        loss_reduction: str,
        loss_fn: Callable | None,
        measured: tuple[int, ...],
        name: str | None,
    ):
        """Keeps what `multi_label_head` has looked at.

        Args:
            n_classes: how many classes there are.
            weight_column: of the examples' weights, or None.
            thresholds: at which metrics are taken besides.
            label_vocabulary: the classes, or None.
            loss_reduction: a `tf.losses.Reduction`.
            loss_fn: in place of the cross entropy, or None.
            measured: the numbers of classes that get metrics of their own.
            name: of the head, or None.
        """
        self._n_classes, self._weight_column, self._thresholds = n_classes, weight_column, thresholds
        self._vocabulary, self._loss_reduction, self._loss_fn = label_vocabulary, loss_reduction, loss_fn
        self._measured, self._name = measured, name

    @property
    def name(self) -> str | None:
        """The head's name."""
        return self._name

    @property
    def logits_dimension(self) -> int:
        """How many logits an example needs."""
        return self._n_classes

    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> Any:
        """Computes the loss.

        Args:
            features: by name.
            mode: a `tf.estimator.ModeKeys`.
            logits: `[..., n_classes]`.
            labels: 0 or 1, integers `[..., n_classes]`, or a SparseTensor of numbers or names of classes.

        Returns:
            A tuple: the loss, losses by example, weights, and labels `[..., n_classes]`.

        Raises:
            ValueError: there are no labels.
        """
        logits = tf1.convert_to_tensor(logits)
        labels = canned._check_dense_labels_match_logits_and_reshape(self._indicators(labels), logits, self._n_classes)
        if self._loss_fn:
            losses = canned._call_loss_fn(self._loss_fn, labels, logits, features, expected_loss_dim=1)
        else:
            losses = tf1.losses.sigmoid_cross_entropy(labels, logits, reduction=Reduction.NONE)
            losses = tf1.reduce_mean(losses, axis=-1, keepdims=True)
        weights = canned._get_weights_and_check_match_logits(features, self._weight_column, logits)
        loss = tf1.losses.compute_weighted_loss(losses, weights=weights, reduction=self._loss_reduction)
        return canned.LossSpec(loss, losses, weights, labels)

    def _indicators(self, labels):
        if labels is None:
            raise ValueError(NO_LABELS)
        if not isinstance(labels, tf1.SparseTensor):
            message = 'labels must be an integer indicator Tensor with values in [0, 1]'
            return canned._assert_range(labels, 2, message=message)
        if labels.dtype == tf1.string:
            from tensorflow.python.ops import lookup_ops

            table = lookup_ops.index_table_from_tensor(tuple(self._vocabulary), name='class_id_lookup')
            values = table.lookup(labels.values)
            labels = tf1.SparseTensor(labels.indices, values, labels.dense_shape)
            return tf1.to_int64(tf1.sparse_to_indicator(labels, self._n_classes))
        message = f'labels must be an integer SparseTensor with values in [0, {self._n_classes})'
        checks = [
            tf1.assert_integer(labels.values, message),
            tf1.assert_less(labels.values, tf1.convert_to_tensor(self._n_classes, dtype=labels.dtype), message=message),
            tf1.assert_non_negative(labels.values, message=message),
        ]
        with tf1.control_dependencies([check for check in checks if check is not None]):
            return tf1.to_int64(tf1.sparse_to_indicator(labels, self._n_classes))

    def _create_tpu_estimator_spec(
        self, features, mode, logits, labels=None, optimizer=None, train_op_fn=None, regularization_losses=None
    ):
        spec = library.module(f'{BELOW}.model_fn')._TPUEstimatorSpec
        with tf1.name_scope(self._name, 'head'):
            logits = canned._check_logits_final_dim(logits, self._n_classes)
            with tf1.name_scope(None, 'predictions', (logits,)):
                probabilities = tf1.sigmoid(logits, name='probabilities')
                predictions = {'logits': logits, 'probabilities': probabilities}
            if mode == ModeKeys.PREDICT:
                return spec(mode, predictions, export_outputs=self._exported(predictions))
            loss, losses, weights, labels = self.create_loss(features, mode, logits, labels)
            regularization = None
            total = loss
            if regularization_losses:
                regularization = tf1.add_n(regularization_losses)
                total = tf1.add_n([loss, regularization])
            if mode == ModeKeys.EVAL:
                measured = {
                    'labels': labels,
                    'probabilities': probabilities,
                    'weights': weights,
                    'unreduced_loss': losses,
                    'regularization_loss': regularization,
                }
                metrics = canned._create_eval_metrics_tuple(self._metrics, measured)
                return spec(mode, predictions, loss=total, eval_metrics=metrics)
            train_op = canned._append_update_ops(train_op_of(total, optimizer, train_op_fn))
            mean = None
            if self._loss_reduction == Reduction.SUM:
                mean = loss / tf1.reduce_sum(weights * tf1.ones_like(losses))
        with tf1.name_scope(''):
            shown = {Keys.LOSS: total, Keys.LOSS_MEAN: mean, Keys.LOSS_REGULARIZATION: regularization}
            for key, value in shown.items():
                if value is not None:
                    tf1.summary.scalar(canned._summary_key(self._name, key), value)
        return spec(mode, predictions, loss=total, train_op=train_op)

    def _exported(self, predictions):
        outputs = library.module(f'{BELOW}.export.export_output')
        classes = canned._classification_output(predictions['probabilities'], self._n_classes, self._vocabulary)
        predicted = outputs.PredictOutput(predictions)
        return {'serving_default': classes, 'classification': classes, 'predict': predicted}

    def _metrics(self, labels, probabilities, weights, unreduced_loss, regularization_loss):
        found = {}

        def add(key, function, *arguments, **named):
            found[canned._summary_key(self._name, key)] = function(*arguments, name=key, **named)

        given = [labels, probabilities, weights, unreduced_loss, regularization_loss]
        with tf1.name_scope(None, 'metrics', given):
            add(Keys.LOSS_MEAN, tf1.metrics.mean, unreduced_loss, weights=weights)
            add(Keys.AUC, tf1.metrics.auc, labels, probabilities, weights=weights)
            add(Keys.AUC_PR, tf1.metrics.auc, labels, probabilities, weights=weights, curve='PR')
            if regularization_loss is not None:
                add(Keys.LOSS_REGULARIZATION, tf1.metrics.mean, regularization_loss)
            for threshold in self._thresholds:
                at = (labels, probabilities, weights, threshold)
                add(Keys.ACCURACY_AT_THRESHOLD % threshold, canned._accuracy_at_threshold, *at)
                add(Keys.PRECISION_AT_THRESHOLD % threshold, canned._precision_at_threshold, *at)
                add(Keys.RECALL_AT_THRESHOLD % threshold, canned._recall_at_threshold, *at)
            for number in self._measured:
                of_class, true = _of_class(number, probabilities, labels)
                named = self._vocabulary is not None
                shown = self._vocabulary[number] if named else number
                mean, auc, auc_pr = (
                    getattr(Keys, f'{kind}_AT_{"NAME" if named else "CLASS"}') % shown
                    for kind in ('PROBABILITY_MEAN', 'AUC', 'AUC_PR')
                )
                add(mean, canned._predictions_mean, of_class, weights=weights)
                add(auc, canned._auc, true, of_class, weights=weights)
                add(auc_pr, canned._auc, true, of_class, weights=weights, curve='PR')
        return found


def train_op_of(loss: tf1.Tensor, optimizer: Any, train_op_fn: Callable | None) -> Any:
    """Builds the training op of a loss.

    Args:
        loss: a scalar.
        optimizer: who minimizes it and counts the global step, or None.
        train_op_fn: from the loss to the op, or None.

    Returns:
        The op.

    Raises:
        ValueError: there are both or none of the two.
    """
    if optimizer is not None:
        if train_op_fn is not None:
            raise ValueError('train_op_fn and optimizer cannot both be set.')
        return optimizer.minimize(loss, global_step=tf1.train.get_global_step())
    if train_op_fn is None:
        raise ValueError('train_op_fn and optimizer cannot both be None.')
    return train_op_fn(loss)


def _of_class(number, probabilities, labels):
    """The last dimension's part of one class, of two tensors of one shape."""
    rank = tf1.rank(probabilities) - 1
    begin = tf1.concat([tf1.zeros([rank], dtype=tf1.int32), [number]], axis=0)
    size = tf1.concat([-1 * tf1.ones([rank], dtype=tf1.int32), [1]], axis=0)
    return tf1.slice(probabilities, begin, size), tf1.slice(labels, begin, size)
