"""Heads of `tf.contrib.learn`: what is made of a model's logits, which are its loss, predictions and metrics.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/head.py).
"""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import slim
from tf1_ref.compat.restored.learn.canned import head_parts
from tf1_ref.compat.restored.learn.canned.head_parts import columns, key_of
from tf1_ref.compat.restored.learn.keys import MetricKey, ModeKeys, PredictionKey, ProblemType
from tf1_ref.compat.restored.learn.model_fn import ModelFnOps

Tensors = dict[str, tf1.Tensor]
NO_TRAIN_OP = 'train_op_fn can not be None in TRAIN mode'


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
        enable_centered_bias: bool = False,
        loss_fn: Callable | None = None,
    ):
        """Makes a head.

        Args:
            kind: one of ProblemType.
            logits_dimension: how many logits an example has.
            label_name: the key of the labels, where they are a dict.
            weight_column_name: the key of the weights of examples in the features; None for equal ones.
            head_name: of its scope, and in the names of metrics; by default a name of its kind.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            loss_fn: from `labels`, `logits` and, where there are any, `weights` to a scalar; None for the head's own.

        Raises:
            ValueError: `logits_dimension` is below 1, or `loss_fn` lacks an argument.
        """
        if logits_dimension is None or logits_dimension < 1:
            raise ValueError(f'Invalid logits_dimension {logits_dimension}.')
        self._kind, self.logits_dimension = kind, logits_dimension
        self.label_name, self.weight_column_name, self.head_name = label_name, weight_column_name, head_name
        self._is_centred = enable_centered_bias
        self._loss = head_parts.own_loss(loss_fn) if loss_fn else self._weighted

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
        given = [*features.values(), labels, logits, logits_input]
        with tf1.variable_scope(scope, default_name=self.head_name or self.SCOPE, values=given):
            labels = None if mode == ModeKeys.INFER or labels is None else self._checked(labels)
            logits = self._logits(logits, logits_input)
            ModeKeys.validate(mode)
            bias = None
            if self._is_centred:
                bias = head_parts.centred_bias(self.logits_dimension, self.head_name)
                logits = tf1.nn.bias_add(logits, bias)
            with tf1.name_scope(None, 'predictions', (logits,)):
                predictions = self._predictions(logits)
            loss = train_op = metrics = None
            if labels is not None:
                weights = head_parts.weights_of(features, self.weight_column_name)
                loss, average = self._loss(labels, logits, weights)
                with tf1.name_scope(''):
                    tf1.summary.scalar(key_of(self.head_name, MetricKey.LOSS), tf1.identity(average))
                if mode == ModeKeys.TRAIN:
                    train_op = self._train(loss, train_op_fn, bias, labels, logits, weights)
                metrics = self._metrics(average, predictions, labels, weights)
            alternatives = {self.head_name: (self._kind, self._served(predictions))}
        return ModelFnOps(mode, predictions, loss, train_op, metrics, output_alternatives=alternatives)

    def _checked(self, labels):
        found = _labels(labels, self.label_name)
        if isinstance(found, tf1.SparseTensor):
            raise ValueError('SparseTensor is not supported.')
        return found

    def _logits(self, logits, logits_input):
        if logits is None:
            if logits_input is None:
                raise ValueError('Neither logits nor logits_input supplied.')
            layers = slim.module('tf_slim.layers.layers')
            return layers.fully_connected(logits_input, self.logits_dimension, activation_fn=None, scope='logits')
        if logits_input is not None:
            raise ValueError('Both logits and logits_input supplied.')
        logits = tf1.convert_to_tensor(logits, name='logits')
        if logits.get_shape().dims is not None:
            logits.get_shape().dims[-1].assert_is_compatible_with(self.logits_dimension)
        return logits

    def _weighted(self, labels, logits, weights):
        with tf1.name_scope(None, self.LOSS, (logits, labels)) as scope:
            return head_parts.mean_loss(self._losses(labels, logits, scope), weights)

    def _train(self, loss, train_op_fn, bias, labels, logits, weights):
        if train_op_fn is None:
            raise ValueError(NO_TRAIN_OP)
        batch = tf1.shape(logits)[0]
        step = bias if bias is None else head_parts.centred_bias_step(bias, batch, labels, self._loss, weights)
        with tf1.name_scope(None, 'train_op', (loss, labels)):
            train_op = train_op_fn(loss)
            return train_op if step is None else tf1.group(train_op, step)

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

    def __init__(self, label_dimension: int, link_fn: Callable[[tf1.Tensor], tf1.Tensor] = tf1.identity, **named: Any):
        """Makes a head.

        Args:
            label_dimension: how many numbers an example has, from 1 on.
            link_fn: from the logits to what is predicted.
            **named: what every head takes.
        """
        super().__init__(ProblemType.LINEAR_REGRESSION, label_dimension, **named)
        self._link = link_fn

    def _predictions(self, logits):
        if self.logits_dimension == 1:
            logits = tf1.squeeze(logits, axis=(1,), name=PredictionKey.SCORES)
        return {PredictionKey.SCORES: self._link(logits)}

    def _losses(self, labels, logits, scope):
        labels, logits = columns(labels), columns(logits)
        logits.get_shape().assert_is_compatible_with(labels.get_shape())
        return self._compared(labels, logits, scope)

    def _compared(self, labels, logits, scope):
        return tf1.squared_difference(logits, tf1.cast(labels, tf1.float32), name=scope)


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
        enable_centered_bias: whether a bias is added to the logits that is trained apart.
        head_name: of the head.
        link_fn: from the logits to what is predicted; nothing is done by default.
    """
    return RegressionHead(
        label_dimension, link_fn or tf1.identity, label_name=label_name, weight_column_name=weight_column_name,
        enable_centered_bias=enable_centered_bias, head_name=head_name,
    )  # fmt: skip


def no_op_train_fn(loss: tf1.Tensor) -> tf1.Operation:
    """Makes an op that does not train.

    Args:
        loss: not used.
    """
    del loss
    return tf1.no_op()


def _labels(labels, name):
    found = labels[name] if isinstance(labels, dict) else labels
    return found if isinstance(found, tf1.SparseTensor) else tf1.convert_to_tensor(found)
