"""Heads of `tf.contrib.learn` for counts, support vectors, several labels at once, bare losses, and several heads.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/head.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.learn.canned import head_parts
from tf1_ref.compat.restored.learn.canned.class_heads import HeadOfOneLogit
from tf1_ref.compat.restored.learn.canned.head_parts import key_of, served_classes
from tf1_ref.compat.restored.learn.canned.heads import NO_TRAIN_OP, Head, RegressionHead, Tensors, no_op_train_fn
from tf1_ref.compat.restored.learn.keys import MetricKey, ModeKeys, PredictionKey, ProblemType
from tf1_ref.compat.restored.learn.model_fn import ModelFnOps


class PoissonHead(RegressionHead):
    """Counts, by the Poisson loss; the logits are the logarithms of what is predicted."""

    LOSS = '_poisson_loss'

    def _compared(self, labels, logits, scope):
        return tf1.nn.log_poisson_loss(labels, logits, compute_full_loss=True, name=scope)


class BinarySvmHead(HeadOfOneLogit):
    """Two classes, by the hinge loss."""

    SCOPE, LOSS = 'binary_svm_head', 'hinge_loss'

    def _predictions(self, logits):
        both = tf1.concat((tf1.zeros_like(logits), logits), 1)
        return {
            PredictionKey.LOGITS: logits,
            PredictionKey.CLASSES: tf1.argmax(both, 1, name=PredictionKey.CLASSES),
        }

    def _losses(self, labels, logits, scope):
        is_flat = tf1.less_equal(tf1.rank(labels), 2)
        with tf1.control_dependencies([tf1.Assert(is_flat, ['labels have more than two dimensions'])]):
            labels = tf1.reshape(labels, shape=(-1, 1))
        return tf1.losses.hinge_loss(labels, logits, scope=scope, reduction=tf1.losses.Reduction.NONE)

    def _more_metrics(self, predictions, labels, weights):
        return {MetricKey.ACCURACY: tf1.metrics.accuracy(labels, predictions[PredictionKey.CLASSES], weights)}


class MultiLabelHead(Head):
    """Classes of which an example may have several, each told by a logit of its own."""

    SCOPE, LOSS = 'multi_label_head', 'sigmoid_cross_entropy_loss'

    def __init__(self, n_classes: int, metric_class_ids: Any = None, **named: Any):
        """Makes a head.

        Args:
            n_classes: how many classes there are, from 2 on.
            metric_class_ids: the numbers of classes that get metrics of their own.
            **named: what every head takes.

        Raises:
            ValueError: a number is none of a class.
        """
        super().__init__(ProblemType.CLASSIFICATION, n_classes, **named)
        self._class_ids = head_parts.class_ids(metric_class_ids, n_classes)

    def _checked(self, labels):
        found = labels.get(self.label_name) if isinstance(labels, dict) else labels
        if isinstance(found, tf1.SparseTensor):
            return tf1.cast(tf1.sparse_to_indicator(found, self.logits_dimension), tf1.int64)
        return super()._checked(labels)

    def _predictions(self, logits):
        return {
            PredictionKey.LOGITS: logits,
            PredictionKey.PROBABILITIES: tf1.sigmoid(logits, name=PredictionKey.PROBABILITIES),
            PredictionKey.CLASSES: tf1.cast(tf1.greater(logits, 0), tf1.int64, name=PredictionKey.CLASSES),
        }

    def _losses(self, labels, logits, scope):
        labels = tf1.cast(labels, tf1.float32)
        return tf1.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=scope)

    def _more_metrics(self, predictions, labels, weights):
        classes, scores = predictions[PredictionKey.CLASSES], predictions[PredictionKey.PROBABILITIES]
        found = {MetricKey.ACCURACY: tf1.metrics.accuracy(labels, classes, weights)}
        found[MetricKey.AUC] = head_parts.auc_of(scores, labels, weights)
        found[MetricKey.AUC_PR] = head_parts.auc_of(scores, labels, weights, curve='PR')
        for one in self._class_ids:
            for name, values in (
                (MetricKey.CLASS_PREDICTION_MEAN, classes),
                (MetricKey.CLASS_LABEL_MEAN, labels),
                (MetricKey.CLASS_PROBABILITY_MEAN, scores),
                (MetricKey.CLASS_LOGITS_MEAN, predictions[PredictionKey.LOGITS]),
            ):
                found[name % one] = head_parts.mean_of(values, weights, one)
            found[MetricKey.CLASS_AUC % one] = head_parts.auc_of(scores, labels, weights, one)
            found[MetricKey.CLASS_AUC_PR % one] = head_parts.auc_of(scores, labels, weights, one, curve='PR')
        return found

    def _served(self, predictions):
        return served_classes(predictions)


class LossOnlyHead(Head):
    """A loss without logits, such as a regularisation, for a place beside other heads."""

    _predictions = _losses = None  # it has none

    def __init__(self, loss_fn: Callable, head_name: str | None = None):
        """Makes a head.

        Args:
            loss_fn: gives a scalar, or a list of them.
            head_name: of its scope.
        """
        self._loss_fn, self.head_name, self.logits_dimension = loss_fn, head_name or 'loss_only_head', 0

    def create_model_fn_ops(
        self,
        features: Tensors,
        mode: str,
        labels: Any = None,
        train_op_fn: Callable[[tf1.Tensor], Any] | None = None,
        logits: Any = None,
        logits_input: Any = None,
        scope: Any = None,
    ) -> ModelFnOps:
        """Builds the loss; takes what every head does, and needs of that only `mode`, `train_op_fn` and `scope`.

        Raises:
            ValueError: the mode is none, or training has no `train_op_fn`.
        """
        ModeKeys.validate(mode)
        loss = train_op = None
        if mode != ModeKeys.INFER:
            with tf1.variable_scope(scope, default_name=self.head_name):
                loss = self._loss_fn()
                loss = tf1.add_n(loss) if isinstance(loss, list) else loss
                with tf1.name_scope(''):
                    tf1.summary.scalar(key_of(self.head_name, MetricKey.LOSS), tf1.identity(loss))
                if mode == ModeKeys.TRAIN:
                    if train_op_fn is None:
                        raise ValueError(NO_TRAIN_OP)
                    with tf1.name_scope(None, 'train_op', (loss,)):
                        train_op = train_op_fn(loss)
        return ModelFnOps(mode, {}, loss, train_op, eval_metric_ops={})


class MultiHead(Head):
    """Several heads, whose losses are added."""

    _predictions = _losses = None  # its heads have them

    def __init__(self, heads: list[Head], loss_weights: list[float] | None = None):
        """Makes a head.

        Args:
            heads: each with a name.
            loss_weights: of the heads' losses; equal by default.

        Raises:
            ValueError: a head has no name.
        """
        if not all(one.head_name for one in heads):
            raise ValueError('Members of MultiHead must have names.')
        self._heads, self._loss_weights = heads, loss_weights
        self.logits_dimension = sum(one.logits_dimension for one in heads)

    def create_model_fn_ops(
        self,
        features: Tensors,
        mode: str,
        labels: Any = None,
        train_op_fn: Callable[[tf1.Tensor], Any] | None = None,
        logits: tf1.Tensor | Tensors | None = None,
        logits_input: tf1.Tensor | None = None,
        scope: Any = None,
    ) -> ModelFnOps:
        """Builds what each head does, and the sum of the losses.

        Args:
            features: by name.
            mode: one of ModeKeys.
            labels: of every head, which takes its own by its `label_name`.
            train_op_fn: makes an op that trains, of the sum.
            logits: `[batch, logits_dimension]`, those of the heads side by side; or by the names of the heads.
            logits_input: or what a layer of each head makes logits of, `[batch, inputs]`.
            scope: of the ops; by default each head's own.

        Raises:
            ValueError: the mode is none, or training has no `train_op_fn`.
        """
        ModeKeys.validate(mode)
        given = [{'logits_input': logits_input}] * len(self._heads)
        if logits is not None:
            given = [{'logits': one} for one in self._split(logits)]
        built = [
            head.create_model_fn_ops(features, mode, labels, no_op_train_fn, scope=scope, **named)
            for head, named in zip(self._heads, given, strict=True)
        ]
        named = [(one.head_name, each) for one, each in zip(self._heads, built, strict=True)]
        if mode == ModeKeys.INFER:
            served = {name: one.output_alternatives[name] for name, one in named if one.output_alternatives}
            return ModelFnOps(mode, _all_predictions(named), output_alternatives=served)
        metrics = {key: metric for one in built for key, metric in one.eval_metric_ops.items()}
        if mode == ModeKeys.EVAL:
            loss = self._merged([one.loss for one in built])
            return ModelFnOps(mode, _all_predictions(named), loss, eval_metric_ops=metrics)
        if train_op_fn is None:
            raise ValueError(f'{NO_TRAIN_OP}.')
        loss = self._merged([one.loss for one in built])
        train_op = tf1.group(train_op_fn(loss), *(one.train_op for one in built))
        return ModelFnOps(mode, loss=loss, train_op=train_op, eval_metric_ops=metrics)

    def _split(self, logits):
        if isinstance(logits, dict):
            return [None if isinstance(one, LossOnlyHead) else logits[one.head_name] for one in self._heads]
        sizes = [one.logits_dimension for one in self._heads]
        starts = [sum(sizes[:place]) for place in range(len(sizes))]
        return [tf1.slice(logits, [0, start], [-1, size]) for start, size in zip(starts, sizes, strict=True)]

    def _merged(self, losses):
        if self._loss_weights:
            losses = [tf1.multiply(*pair) for pair in zip(losses, self._loss_weights, strict=True)]
        return tf1.add_n(losses)


def poisson_regression_head(
    label_name: str | None = None,
    weight_column_name: str | None = None,
    label_dimension: int = 1,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
) -> Head:
    """Makes a head for counts.

    Args:
        label_name: the key of the labels, where they are a dict.
        weight_column_name: the key of the weights of examples in the features.
        label_dimension: how many numbers an example has, from 1 on.
        enable_centered_bias: whether a bias is added to the logits that is trained apart.
        head_name: of the head.
    """
    return PoissonHead(
        label_dimension, tf1.exp, label_name=label_name, weight_column_name=weight_column_name,
        enable_centered_bias=enable_centered_bias, head_name=head_name,
    )  # fmt: skip


def binary_svm_head(
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    thresholds: Any = None,
) -> Head:
    """Makes a head for two classes, by the hinge loss.

    Args:
        label_name: the key of the labels, where they are a dict.
        weight_column_name: the key of the weights of examples in the features.
        enable_centered_bias: whether a bias is added to the logits that is trained apart.
        head_name: of the head.
        thresholds: takes no effect, as in 1.15.
    """
    del thresholds
    return BinarySvmHead(
        label_name=label_name, weight_column_name=weight_column_name, enable_centered_bias=enable_centered_bias,
        head_name=head_name,
    )  # fmt: skip


def multi_label_head(
    n_classes: int,
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    thresholds: Any = None,
    metric_class_ids: Any = None,
    loss_fn: Callable | None = None,
) -> Head:
    """Makes a head for classes of which an example may have several.

    Args:
        n_classes: how many classes there are, from 2 on; labels are `[batch, n_classes]` of 0 and 1, or sparse.
        label_name: the key of the labels, where they are a dict.
        weight_column_name: the key of the weights of examples in the features.
        enable_centered_bias: whether a bias is added to the logits that is trained apart.
        head_name: of the head.
        thresholds: takes no effect, as in 1.15.
        metric_class_ids: the numbers of classes that get metrics of their own.
        loss_fn: makes the loss of `labels`, `logits` and, where there are any, `weights`; the sigmoid's cross entropy
            by default.

    Raises:
        ValueError: there are fewer than two classes, `loss_fn` lacks an argument, or a number is none of a class.
    """
    del thresholds
    if n_classes < 2:
        raise ValueError('n_classes must be > 1 for classification.')
    return MultiLabelHead(
        n_classes, metric_class_ids, label_name=label_name, weight_column_name=weight_column_name,
        enable_centered_bias=enable_centered_bias, head_name=head_name, loss_fn=loss_fn,
    )  # fmt: skip


def loss_only_head(loss_fn: Callable, head_name: str | None = None) -> Head:
    """Makes a head of a loss without logits.

    Args:
        loss_fn: gives a scalar, or a list of them.
        head_name: of its scope.
    """
    return LossOnlyHead(loss_fn, head_name)


def multi_head(heads: list[Head], loss_weights: list[float] | None = None) -> Head:
    """Makes a head of several.

    Args:
        heads: each with a name.
        loss_weights: of the heads' losses; equal by default.

    Raises:
        ValueError: a head has no name, or there is another number of weights.
    """
    if loss_weights and len(loss_weights) != len(heads):
        raise ValueError('heads and loss_weights must have same size')
    return MultiHead(heads, loss_weights)


def _all_predictions(named):
    return {(name, key): value for name, one in named for key, value in one.predictions.items()}
