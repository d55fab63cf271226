"""`tf.contrib.learn.ModelFnOps`: what a model function returns.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/model_fn.py).
"""

from __future__ import annotations

import collections
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops, sparse_tensor
from tensorflow.python.util.deprecation import deprecated

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.restored.learn.keys import MetricKey, ModeKeys, PredictionKey, ProblemType

DEFAULT = 'serving_default'
FIELDS = (
    'predictions loss train_op eval_metric_ops output_alternatives training_chief_hooks training_hooks scaffold mode'
)


class ModelFnOps(collections.namedtuple('ModelFnOps', FIELDS)):
    """What a model function has built; other attributes than these are its fields.

    Args:
        mode: one of `ModeKeys`.
        predictions: a tensor, or a dict of them.
        loss: a scalar.
        train_op: what makes a step.
        eval_metric_ops: a dict of metrics.
        output_alternatives: from a head's name to its ProblemType and a dict of its predictions.
        training_chief_hooks: hooks of the chief.
        training_hooks: hooks of every worker.
        scaffold: a Scaffold.

    Raises:
        ValueError: the mode is none, or something is missing that it needs; the loss is no scalar, or the metrics are
            no dict.
        TypeError: something is no hook.
    """

    @deprecated(
        None,
        'When switching to tf.estimator.Estimator, use tf.estimator.EstimatorSpec. You can use the `estimator_spec` '
        'method to create an equivalent one.',
    )
    def __new__(
        cls,
        mode: str,
        predictions: Any = None,
        loss: tf1.Tensor | None = None,
        train_op: tf1.Operation | tf1.Tensor | None = None,
        eval_metric_ops: dict | None = None,
        output_alternatives: dict | None = None,
        training_chief_hooks: list[tf1.train.SessionRunHook] | None = None,
        training_hooks: list[tf1.train.SessionRunHook] | None = None,
        scaffold: tf1.train.Scaffold | None = None,
    ) -> ModelFnOps:
        ModeKeys.validate(mode)
        ops._get_graph_from_inputs((predictions, loss, train_op))
        if train_op is None and mode == ModeKeys.TRAIN:
            raise ValueError('Missing train_op.')
        if train_op is not None and not isinstance(train_op, tf1.Operation):
            train_op = tf1.convert_to_tensor(train_op).op
        loss = _scalar(loss, mode)
        if predictions is None:
            if mode != ModeKeys.TRAIN:
                raise ValueError('Missing predictions.')
        elif isinstance(predictions, dict):
            predictions = {key: _tensor(value) for key, value in predictions.items()}
        else:
            predictions = _tensor(predictions)
        if eval_metric_ops is not None and not isinstance(eval_metric_ops, dict):
            raise ValueError('eval_metric_ops must be a dict.')
        training_chief_hooks, training_hooks = training_chief_hooks or [], training_hooks or []
        for hook in [*training_hooks, *training_chief_hooks]:
            if not isinstance(hook, tf1.train.SessionRunHook):
                raise TypeError(
                    'All hooks returned from model_fn must be SessionRunHook instances, got instance of '
                    f'{type(hook)}: {hook}'
                )
        return super().__new__(
            cls,
            predictions=predictions,
            loss=loss,
            train_op=train_op,
            eval_metric_ops={} if eval_metric_ops is None else eval_metric_ops,
            output_alternatives=output_alternatives,
            training_chief_hooks=training_chief_hooks,
            training_hooks=training_hooks,
            scaffold=scaffold,
            mode=mode,
        )

    def estimator_spec(self, default_serving_output_alternative_key: str | None = None) -> Any:
        """Makes a `tf.estimator.EstimatorSpec` of the same.

        Args:
            default_serving_output_alternative_key: of several heads, the one that is served.

        Raises:
            ValueError: a problem's type is unknown.
        """
        alternatives = dict(self.output_alternatives or {})
        if len(alternatives) > 1 and DEFAULT not in alternatives:
            alternatives[DEFAULT] = alternatives[default_serving_output_alternative_key]
        return library.module('tensorflow_estimator.python.estimator.model_fn').EstimatorSpec(
            mode=self.mode,
            predictions=self.predictions,
            loss=self.loss,
            train_op=self.train_op,
            eval_metric_ops={key: value for key, value in self.eval_metric_ops.items() if key != MetricKey.LOSS},
            export_outputs={key: _export_output(*value) for key, value in alternatives.items()} or None,
            training_chief_hooks=self.training_chief_hooks,
            training_hooks=self.training_hooks,
            scaffold=self.scaffold,
        )


def _tensor(value):
    return sparse_tensor.convert_to_tensor_or_sparse_tensor(value)


def _scalar(loss, mode):
    if loss is None:
        if mode != ModeKeys.INFER:
            raise ValueError('Missing loss.')
        return None
    loss = tf1.convert_to_tensor(loss)
    if loss.get_shape().num_elements() not in (None, 1):
        raise ValueError(f'Loss must be scalar: {loss}.')
    return loss if loss.get_shape().is_compatible_with([]) else tf1.reshape(loss, [])


def _export_output(problem_type, predictions):
    outputs = library.module('tensorflow_estimator.python.estimator.export.export_output')
    scores = predictions.get(PredictionKey.SCORES)
    scores = predictions.get(PredictionKey.PROBABILITIES) if scores is None else scores
    if problem_type == ProblemType.LINEAR_REGRESSION:
        return outputs.RegressionOutput(scores)
    if problem_type in (ProblemType.CLASSIFICATION, ProblemType.LOGISTIC_REGRESSION):
        classes = predictions.get(PredictionKey.CLASSES)
        if classes is not None and classes.dtype != tf1.string:
            classes = None
        if classes is None:
            tf1.logging.warning('classes is None or not string, Servo inference will not have class ids.')
        return outputs.ClassificationOutput(scores=scores, classes=classes)
    if problem_type == ProblemType.UNSPECIFIED:
        return outputs.PredictOutput(predictions)
    raise ValueError(f'Unknown problem_type={problem_type}')
