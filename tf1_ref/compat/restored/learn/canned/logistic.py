"""`tf.contrib.learn.LogisticRegressor`: an estimator for two classes of a model function of one's own.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/logistic_regressor.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.learn.estimator import Estimator
from tf1_ref.compat.restored.learn.keys import MetricKey, ModeKeys, ProblemType
from tf1_ref.compat.restored.learn.model_fn import ModelFnOps

THRESHOLDS = (0.5,)


def LogisticRegressor(
    model_fn: Callable,
    thresholds: list[float] | None = None,
    model_dir: str | None = None,
    config: Any = None,
    feature_engineering_fn: Callable | None = None,
) -> Estimator:
    """Makes an estimator that tells how good probabilities are.

    Args:
        model_fn: from `(features, labels, mode)` to `(predictions, loss, train_op)`; the predictions are probabilities,
            within 0 and 1.
        thresholds: from which probability on an example counts, for accuracy, precision and recall; 0.5 by default.
        model_dir: the folder of the checkpoints.
        config: a RunConfig.
        feature_engineering_fn: as Estimator takes it.
    """

    def with_metrics(features, labels, mode, params):
        predictions, loss, train_op = model_fn(features, labels, mode)
        metrics = None
        if mode == ModeKeys.EVAL:
            metrics = _metrics(labels, predictions, params.get('thresholds') or THRESHOLDS)
        served = {'head': (ProblemType.LOGISTIC_REGRESSION, {'predictions': predictions})}
        return ModelFnOps(mode, predictions, loss, train_op, metrics, output_alternatives=served)

    return Estimator(with_metrics, model_dir, config, {'thresholds': thresholds}, feature_engineering_fn)


def _metrics(labels, predictions, thresholds):
    if isinstance(labels, dict) and len(labels) == 1:
        (labels,) = labels.values()
    found = {
        MetricKey.PREDICTION_MEAN: tf1.metrics.mean(predictions),
        MetricKey.LABEL_MEAN: tf1.metrics.mean(labels),
        MetricKey.ACCURACY_BASELINE: tf1.metrics.mean(labels),
        MetricKey.AUC: tf1.metrics.auc(labels, predictions),
    }
    for one in thresholds:
        is_above = tf1.greater_equal(predictions, one)
        is_above = tf1.cast(is_above, tf1.float32, name=f'predictions_at_threshold_{one:f}')
        found[MetricKey.ACCURACY_MEAN % one] = tf1.metrics.accuracy(labels, is_above)
        found[MetricKey.PRECISION_MEAN % one] = tf1.metrics.precision(labels, is_above)
        found[MetricKey.RECALL_MEAN % one] = tf1.metrics.recall(labels, is_above)
    return found
