"""Arrays that are fed to an estimator of `tf.contrib.learn`, batch by batch, and what tensors it was trained on.

Source: tf.contrib.learn of TensorFlow 1.15 (learn_io/data_feeder.py, learn_io/pandas_io.py,
estimators/tensor_signature.py, estimators/estimator.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn import estimator_io

SEED = 42


def verify(x: Any, y: Any, input_fn: Callable | None, feed_fn: Callable | None, batch_size: int | None) -> None:
    """Raises a ValueError unless there are either arrays or a function.

    Args:
        x: an array of features.
        y: their labels.
        input_fn: a function that makes both.
        feed_fn: a function that returns what to feed.
        batch_size: how many of `x` at a time.
    """
    if input_fn is not None:
        if x is not None or y is not None:
            raise ValueError('Can not provide both input_fn and x or y.')
        if batch_size is not None:
            raise ValueError('Can not provide both input_fn and batch_size.')
        return
    if x is None:
        raise ValueError('Either x or input_fn must be provided.')
    if tf1.is_tensor(x) or (y is not None and tf1.is_tensor(y)):
        raise ValueError('Inputs cannot be tensors. Please provide input_fn.')
    if feed_fn is not None:
        raise ValueError('Can not provide both feed_fn and x or y.')


class Feeder:
    """Gives the rows of arrays, batch by batch.

    Args:
        x: an array of features `[samples, ...]`, a DataFrame, or a dict of arrays.
        y: their labels, alike; or None.
        batch_size: how many at a time; None for all.
        shuffle: whether the order is another one in every epoch.
        epochs: how often all are given; None for no end.

    Raises:
        ValueError: `batch_size` is not positive.
        Unsupported: `x` is an iterator.
    """

    def __init__(self, x: Any, y: Any, batch_size: int | None, shuffle: bool = False, epochs: int | None = 1):
        if hasattr(x, '__next__'):
            raise unsupported.Unsupported(
                'tf.contrib.learn of an iterator', 'rows that come one by one were never used', 'input_fn'
            )
        self._x, self._y = _arrays(x, float), _arrays(y)
        first = next(iter(self._x.values())) if isinstance(self._x, dict) else self._x
        self._rows = first.shape[0]
        if batch_size is not None and batch_size <= 0:
            raise ValueError(f'Invalid batch_size {batch_size}.')
        self._batch_size = self._rows if batch_size is None else batch_size
        self._shuffle, self._epochs = shuffle, epochs
        self._random = np.random.RandomState(SEED)
        self._order, self._offset, self._epoch = self._next_order(), 0, 0

    def _next_order(self):
        return self._random.permutation(self._rows) if self._shuffle else np.arange(self._rows)

    def input_fn(self) -> tuple:
        """Makes placeholders of features and labels."""
        self._inputs = _placeholders(self._x, 'input', lambda shape: list(shape) or [1])
        self._outputs = _placeholders(self._y, 'output', lambda shape: list(shape[1:] if shape[:1] == (1,) else shape))
        return self._inputs, self._outputs

    def feed_fn(self) -> dict[str, np.ndarray]:
        """Returns what to feed for the next batch.

        Raises:
            StopIteration: all have been given as often as they are to be.
        """
        if self._epochs is not None and self._epoch >= self._epochs:
            raise StopIteration
        rows = self._order[self._offset : self._offset + self._batch_size]
        feeds = {}
        for arrays, placeholders in ((self._x, self._inputs), (self._y, self._outputs)):
            if placeholders is None:
                continue
            pairs = [(arrays, placeholders)]
            if isinstance(arrays, dict):
                pairs = [(arrays[key], placeholders[key]) for key in arrays]
            for array, placeholder in pairs:
                shape = [-1, *placeholder.shape.as_list()[1:]]
                feeds[placeholder.name] = np.asarray(array[rows]).reshape(shape)
        self._offset += self._batch_size
        if self._offset >= self._rows:
            self._order, self._offset, self._epoch = self._next_order(), 0, self._epoch + 1
        return feeds


class SKCompat(estimator_io.Parameters):
    """An estimator that takes arrays, as those of scikit-learn do.

    Args:
        estimator: one of `tf.contrib.learn`.
    """

    @deprecated(None, 'Please switch to the Estimator interface.')
    def __init__(self, estimator: Any):
        self._estimator = estimator

    def fit(
        self,
        x: Any,
        y: Any,
        batch_size: int | None = 128,
        steps: int | None = None,
        max_steps: int | None = None,
        monitors: list | None = None,
    ) -> SKCompat:
        """Trains on arrays, in a random order, and returns itself.

        Args:
            x: features `[samples, ...]`, or a dict of them.
            y: their labels.
            batch_size: how many at a time; None for all.
            steps: how many steps more.
            max_steps: or up to which global step.
            monitors: monitors and hooks.
        """
        verify(x, y, None, None, batch_size)
        feeder = Feeder(x, y, batch_size, shuffle=True, epochs=None)
        hooks = [tf1.train.FeedFnHook(feeder.feed_fn), *(monitors or [])]
        self._estimator.fit(input_fn=feeder.input_fn, steps=steps, max_steps=max_steps, monitors=hooks)
        return self

    def score(
        self,
        x: Any,
        y: Any,
        batch_size: int | None = 128,
        steps: int | None = None,
        metrics: dict | None = None,
        name: str | None = None,
    ) -> dict:
        """Computes metrics of arrays, and returns them by name.

        Args:
            x: features `[samples, ...]`, or a dict of them.
            y: their labels.
            batch_size: how many at a time; None for all.
            steps: how many batches; None for all.
            metrics: a dict of MetricSpecs.
            name: of the evaluation.
        """
        verify(x, y, None, None, batch_size)
        feeder = Feeder(x, y, batch_size)
        return self._estimator._evaluate(
            metrics, input_fn=feeder.input_fn, feed_fn=feeder.feed_fn, steps=steps, name=name
        )

    def predict(self, x: Any, batch_size: int | None = 128, outputs: list[str] | None = None) -> Any:
        """Returns predictions of an array, as arrays.

        Args:
            x: features `[samples, ...]`, or a dict of them.
            batch_size: how many at a time; None for all.
            outputs: which predictions of a dict; None for all.
        """
        verify(x, None, None, None, batch_size)
        feeder = Feeder(x, None, batch_size)
        found = self._estimator._infer_model(
            input_fn=feeder.input_fn, feed_fn=feeder.feed_fn, outputs=outputs, iterate_batches=True
        )
        return estimator_io.joined(list(found))


def signatures(tensors: Any) -> Any:
    """Tells of tensors, or of a dict of them, what has to be the same the next time."""
    if isinstance(tensors, dict):
        return {key: _signature(value) for key, value in tensors.items()}
    return None if tensors is None else _signature(tensors)


def compatible(tensors: Any, known: Any) -> bool:
    """Tells whether tensors have the types, and but for the batch the shapes, that are known.

    Args:
        tensors: a tensor, or a dict of them, or None.
        known: the signatures.
    """
    if tensors is None or known is None:
        return tensors is None and known is None
    if isinstance(tensors, dict) != isinstance(known, dict):
        return False
    if not isinstance(tensors, dict):
        tensors, known = {None: tensors}, {None: known}
    return all(key in tensors and _fits(_signature(tensors[key]), known[key]) for key in known)


def placeholders_of(known: Any) -> Any:
    """Makes placeholders of what is known; None of nothing."""
    if known is None:
        return None
    if isinstance(known, dict):
        return {key: _placeholder_of(*value) for key, value in known.items()}
    return _placeholder_of(*known)


def _signature(tensor):
    if isinstance(tensor, tf1.SparseTensor):
        return tensor.values.dtype, None
    return tensor.dtype, tensor.get_shape()


def _fits(here, known):
    (dtype, shape), (known_dtype, known_shape) = here, known
    if (shape is None) != (known_shape is None) or not dtype.is_compatible_with(known_dtype):
        return False
    if shape is None or shape.ndims is None or known_shape.ndims is None:
        return True
    return shape.ndims == known_shape.ndims and shape[1:].is_compatible_with(known_shape[1:])


def _placeholder_of(dtype, shape):
    if shape is None:
        return tf1.sparse_placeholder(dtype=dtype)
    return tf1.placeholder(dtype=dtype, shape=[None, *shape.as_list()[1:]])


def _placeholders(arrays: Any, name: str, shape_of: Callable) -> Any:
    if arrays is None:
        return None
    if isinstance(arrays, dict):
        return {key: _placeholders(value, f'{name}_{key}', shape_of) for key, value in arrays.items()}
    if arrays.dtype == np.float64:
        tf1.logging.warning('float64 is not supported by many models, consider casting to float32.')
    return tf1.placeholder(tf1.as_dtype(arrays.dtype), [None, *shape_of(arrays.shape[1:])], name=name)


def _arrays(given, dtype=None):
    """Arrays of what is given; the values of a table as this type."""
    if isinstance(given, dict):
        return {key: _arrays(value, dtype) for key, value in given.items()}
    if type(given).__module__.split('.')[0] == 'pandas':
        return given.to_numpy(dtype if hasattr(given, 'columns') else None)
    return np.asarray(given) if isinstance(given, list) else given
