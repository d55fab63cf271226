"""Model functions of Estimators that XLA compiles: `tf.contrib.compiler.xla.estimator_model_fn`.

Source: tf.contrib.compiler of TensorFlow 1.15 (xla.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.compiler.xla import xla
from tensorflow.python.util import function_utils, tf_decorator

from tf1_ref.compat.libraries import estimator as library

MODEL_FN = 'tensorflow_estimator.python.estimator.model_fn'
SCAFFOLD = 'EstimatorSpec.scaffold is ignored with XLA compilation. Please use TPUEstimatorSpec.scaffold_fn instead.'
METRICS = (
    'EstimatorSpec.eval_metric_ops is not supported with XLA compilation. '
    'Please use TPUEstimatorSpec.eval_metrics instead.'
)


def estimator_model_fn(target_model_fn: Callable | None = None) -> Callable:
    """Makes a model function compile what it builds for a step of training or evaluation.

    Variables have to be resources: those of a `TPUEstimator` are, and all are behind `tf.enable_resource_variables()`.

    Args:
        target_model_fn: the model function. It takes `params`, and gives metrics by `eval_metrics` of a
            `TPUEstimatorSpec` only. None to decorate a function by `@estimator_model_fn()`.

    Returns:
        The model function of an Estimator; for None what makes it of one. It raises NotImplementedError for
        predictions, ValueError for what does not fit, and leaves the model as it is if `params['use_tpu']` is true.
    """

    def compiled(function):
        return tf_decorator.make_decorator(function, _CompiledModel(function))

    return compiled(target_model_fn) if target_model_fn else compiled


class _CompiledModel:
    """A model function, and what its specification holds beside tensors while it is compiled."""

    def __init__(self, function: Callable):
        self._function = function

    def __call__(self, features: Any, labels: Any, mode: str, params: dict) -> Any:
        if params.get('use_tpu'):  # compiled by the estimator
            return self._spec(features, labels, mode, params)
        modes = library.module(MODEL_FN).ModeKeys
        if mode not in (modes.TRAIN, modes.EVAL):
            raise NotImplementedError(f'{mode} is not implemented, only TRAIN and EVAL are supported')
        kept: dict[str, Any] = {}

        def step():
            spec = self._spec(features, labels, mode, params)
            kept['scaffold'] = getattr(spec, 'scaffold_fn', None)
            if mode == modes.EVAL:
                kept['metrics'], tensors = _metrics(spec)
                return (spec.loss, *tensors)
            with tf1.control_dependencies([spec.train_op]):  # a tensor would not be waited for by itself
                return tf1.identity(spec.loss)

        loss, *tensors = xla.compile(step)
        found = {'train_op': tf1.identity(loss)} if mode == modes.TRAIN else {}
        if kept.get('metrics'):
            found['eval_metric_ops'] = kept['metrics'](*tensors)
        return library.module(MODEL_FN).EstimatorSpec(
            mode=mode, loss=loss, scaffold=_scaffold(kept['scaffold']), **found
        )

    def _spec(self, features, labels, mode, params):
        """What the function returns, called with those arguments that it takes."""
        takes = function_utils.fn_args(self._function)
        if 'labels' not in takes and labels is not None:
            raise ValueError('model_fn does not take labels, but input_fn returns labels.')
        given = {'labels': labels, 'mode': mode, 'params': params}
        spec = self._function(features=features, **{name: given[name] for name in given if name in takes})
        if getattr(spec, 'scaffold', None):
            tf1.logging.warning(SCAFFOLD)
        if getattr(spec, 'eval_metric_ops', None):
            raise ValueError(METRICS)
        if spec.mode == library.module(MODEL_FN).ModeKeys.EVAL:
            _check_metrics(spec)
        return spec


def _metrics(spec):
    """The function of a specification's metrics, and its tensors in the order of its arguments."""
    function, tensors = getattr(spec, 'eval_metrics', None) or (None, [])
    if isinstance(tensors, dict):
        tensors = [tensors[name] for name in function_utils.fn_args(function)]
    return function, tensors


def _check_metrics(spec):
    function, tensors = getattr(spec, 'eval_metrics', None) or (None, None)
    if not isinstance(tensors, dict):
        return
    takes = function_utils.fn_args(function)
    missing, more = [one for one in takes if one not in tensors], [one for one in tensors if one not in takes]
    if missing:
        raise ValueError(f'the function of eval_metrics takes {missing}, which are not among its tensors')
    if more:
        raise ValueError(f'the function of eval_metrics does not take {more}, which are among its tensors')


def _scaffold(make):
    """The scaffold that the model's `scaffold_fn` makes."""
    if not make:
        return None
    scaffold = make()
    if scaffold is None:
        raise ValueError('TPUEstimatorSpec.scaffold_fn returns None, which is not allowed')
    return scaffold
