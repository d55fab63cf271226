"""`tf.contrib.learn.MetricSpec`: a metric, and which predictions, labels and weights it is of.

Source: tf.contrib.learn of TensorFlow 1.15 (metric_spec.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated

# What functions call the three, the first one by rights.
LABELS = ('labels', 'label', 'targets', 'target')
PREDICTIONS = ('predictions', 'prediction', 'logits', 'logit')
WEIGHTS = ('weights', 'weight')


class MetricSpec:
    """A metric function, and the keys of what it takes.

    Args:
        metric_fn: a function of predictions, and of labels and weights if it has parameters of such names, that
            returns a value, or a value and an update op.
        prediction_key: of the predictions; None where there is one.
        label_key: of the labels; None where there is one.
        weight_key: of the features, for the weights; None for no weights.

    Raises:
        ValueError: the function has two parameters for the same, or none for what has a key.
    """

    @deprecated(None, 'Use tf.estimator.EstimatorSpec.eval_metric_ops.')
    def __init__(
        self,
        metric_fn: Callable,
        prediction_key: str | None = None,
        label_key: str | None = None,
        weight_key: str | None = None,
    ):
        self._metric_fn_name = _name(metric_fn)
        self._metric_fn = _by_name(metric_fn, self._metric_fn_name, label_key is not None, weight_key is not None)
        self._prediction_key, self._label_key, self._weight_key = prediction_key, label_key, weight_key

    @property
    def prediction_key(self) -> str | None:
        """The key of the predictions, or None."""
        return self._prediction_key

    @property
    def label_key(self) -> str | None:
        """The key of the labels, or None."""
        return self._label_key

    @property
    def weight_key(self) -> str | None:
        """The key of the weights, or None."""
        return self._weight_key

    @property
    def metric_fn(self) -> Callable:
        """The function, of `labels`, `predictions` and `weights` by these names."""
        return self._metric_fn

    def __str__(self):
        return (
            f'MetricSpec(metric_fn={self._metric_fn_name}, prediction_key={self.prediction_key}, '
            f'label_key={self.label_key}, weight_key={self.weight_key})'
        )

    def create_metric_ops(self, inputs: dict, labels: Any, predictions: Any) -> Any:
        """Returns what the function does.

        Args:
            inputs: a dict of features.
            labels: a tensor, or a dict of them.
            predictions: a tensor, or a dict of them.

        Raises:
            ValueError: there is a key and no dict, or several tensors and no key.
            KeyError: there is no such key.
        """
        prediction = _chosen('prediction', predictions, self.prediction_key)
        label = _chosen('label', labels, self.label_key)
        try:
            weights = inputs[self.weight_key] if self.weight_key else None
            return self.metric_fn(labels=label, predictions=prediction, weights=weights)
        except Exception as error:
            tf1.logging.error('Could not create metric ops for %s, %s.', self, error)
            raise


def _chosen(name: str, given: Any, key: str | None) -> Any:
    if key:
        if not isinstance(given, dict):
            raise ValueError(
                f'MetricSpec with {name}_key specified requires {name}s dict, got {given}.\n'
                f'You must not provide a {name}_key if you only have a single Tensor as {name}s.'
            )
        if key not in given:
            raise KeyError(f"Key '{key}' missing from {given.keys()}.")
        return given[key]
    if not isinstance(given, dict):
        return given
    if len(given) != 1:
        raise ValueError(
            f'MetricSpec without specified {name}_key requires {name}s tensor or single element dict, got {given}'
        )
    return next(iter(given.values()))


def _by_name(function: Callable, name: str, needs_labels: bool, needs_weights: bool) -> Callable:
    """The function, called by three names; what it has no name for it gets by place, labels not at all."""
    takes = _parameters(function)
    labels_arg = _parameter(name, takes, LABELS, needs_labels)
    predictions_arg = _parameter(name, takes, PREDICTIONS, False)
    weights_arg = _parameter(name, takes, WEIGHTS, needs_weights)

    def by_name(_sentinel=None, labels=None, predictions=None, weights=None):
        if _sentinel is not None:
            raise ValueError('`metric_fn` requires named args: `labels`, `predictions`, and optionally `weights`.')
        places, names = [], {}
        if labels_arg and not predictions_arg and labels_arg == takes[0]:
            places.append(labels)
        elif labels_arg:
            names[labels_arg] = labels
        if predictions_arg:
            names[predictions_arg] = predictions
        else:
            places.append(predictions)
        if weights is not None:
            names[weights_arg] = weights
        return function(*places, **names)

    return by_name


def _parameter(name: str, takes: tuple[str, ...], candidates: tuple[str, ...], is_required: bool) -> str | None:
    found = [one for one in takes if one in candidates]
    if len(found) > 1:
        raise ValueError(f'Ambiguous arguments {set(found)}, must provide only one of {set(candidates)}.')
    if not found:
        if is_required:
            raise ValueError(f'{set(candidates)} missing from {name}({takes}).')
        return None
    if found[0] != candidates[0]:
        tf1.logging.warning('Canonical arg %s missing from %s(%s), using %s.', candidates[0], name, takes, found[0])
    return found[0]


def _parameters(function):
    if hasattr(function, 'func') and hasattr(function, 'keywords'):
        return tuple(one for one in _parameters(function.func) if one not in function.keywords)
    return tuple(inspect.getfullargspec(function).args)


def _name(function):
    return getattr(function, '__name__', None) or getattr(getattr(function, 'func', None), '__name__', str(function))
