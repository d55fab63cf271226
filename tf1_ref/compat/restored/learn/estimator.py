"""`tf.contrib.learn.Estimator`: trains, evaluates and predicts with what a model function builds.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/estimator.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.util import tf_decorator

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn import estimator_io, feeding
from tf1_ref.compat.restored.learn.base_estimator import BaseEstimator
from tf1_ref.compat.restored.learn.keys import MetricKey, ModeKeys
from tf1_ref.compat.restored.learn.model_fn import ModelFnOps
from tf1_ref.compat.restored.learn.run_config import RunConfig


class Estimator(BaseEstimator):
    """An estimator of a model function.

    Args:
        model_fn: a function of `features, labels`, and of `mode`, `params`, `config` and `model_dir` if it has such
            parameters, that returns ModelFnOps, or `predictions, loss, train_op`.
        model_dir: the folder of the checkpoints; by default the configuration's, or a new one.
        config: a RunConfig.
        params: a dict for the function.
        feature_engineering_fn: a function of features and labels that returns what the model function gets.

    Raises:
        ValueError: there are `params`, and the function does not take them.
    """

    def __init__(
        self,
        model_fn: Callable | None = None,
        model_dir: str | None = None,
        config: RunConfig | None = None,
        params: Any = None,
        feature_engineering_fn: Callable | None = None,
    ):
        super().__init__(model_dir=model_dir, config=config)
        takes_params = model_fn is not None and 'params' in _parameters(model_fn)
        if model_fn is not None and params is not None and not takes_params:
            raise ValueError(
                f"Estimator's model_fn ({model_fn}) does not have a params argument, but params ({params}) were passed "
                "to the Estimator's constructor."
            )
        if params is None and takes_params:
            tf1.logging.warning(
                "Estimator's model_fn (%s) includes params argument, but params are not passed.", model_fn
            )
        self._model_fn = model_fn
        self.params = params
        self._feature_engineering_fn = feature_engineering_fn or (lambda features, labels: (features, labels))

    def _call_model_fn(
        self, features: Any, labels: Any, mode: str, metrics: dict | None = None, config: RunConfig | None = None
    ) -> ModelFnOps:
        features, labels = self._feature_engineering_fn(features, labels)
        takes = _parameters(self._model_fn)
        more = {'mode': mode, 'params': self.params, 'config': config or self.config, 'model_dir': self.model_dir}
        built = self._model_fn(features, labels, **{name: value for name, value in more.items() if name in takes})
        if not isinstance(built, ModelFnOps):
            if len(built) != 3:
                raise ValueError('Unrecognized value returned by model_fn, please return ModelFnOps.')
            built = ModelFnOps(mode, *built)
        if metrics:
            built.eval_metric_ops.update(estimator_io.made(metrics, features, labels, built.predictions))
        return built

    def _get_train_ops(self, features, labels):
        return self._call_model_fn(features, labels, ModeKeys.TRAIN)

    def _get_eval_ops(self, features, labels, metrics):
        built = self._call_model_fn(features, labels, ModeKeys.EVAL, metrics)
        if MetricKey.LOSS not in built.eval_metric_ops:
            built.eval_metric_ops[MetricKey.LOSS] = tf1.metrics.mean(built.loss)
        return built

    def _get_predict_ops(self, features):
        labels = feeding.placeholders_of(self._labels_info)
        return self._call_model_fn(features, labels, ModeKeys.INFER)

    def export_savedmodel(self, export_dir_base: str, serving_input_fn: Callable, **named) -> None:
        """Raises what says that it was not restored.

        Args:
            export_dir_base: where to.
            serving_input_fn: what is served.
            **named: as 1.15 took them.
        """
        raise unsupported.Unsupported(
            'tf.contrib.learn.Estimator.export_savedmodel', 'its signatures left with contrib', 'tf.estimator.Estimator'
        )


def _parameters(function):
    _, function = tf_decorator.unwrap(function)
    if all(hasattr(function, name) for name in ('func', 'keywords', 'args')):
        names = inspect.getfullargspec(function.func).args[len(function.args) :]
        return tuple(name for name in names if name not in function.keywords)
    return tuple(inspect.getfullargspec(function).args)
