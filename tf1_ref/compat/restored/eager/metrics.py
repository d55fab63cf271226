"""`tf.contrib.eager.metrics`: means and accuracies that are called with values, and give a result.

Source: tf.contrib.eager of TensorFlow 1.15 (metrics_impl.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import tensorflow.compat.v1 as tf1


class Metric:
    """What metrics have in common; to be derived from, with `build`, `call` and `result`."""

    def __init__(self, name: str | None = None, use_global_variables: bool = False):
        """Makes a metric of no values.

        Args:
            name: of the metric and of the scope of its variables; by default that of the class.
            use_global_variables: unused in eager mode.

        Raises:
            RuntimeError: eager execution is not enabled.
        """
        if not tf1.executing_eagerly():
            raise RuntimeError('tf.contrib.eager.metrics needs tf.enable_eager_execution() here; use tf.metrics')
        self._built, self._vars, self._initial_values = False, [], []
        name = name or type(self).__name__
        scope_name = re.sub('[^A-Za-z0-9.]', '_', name)
        with tf1.variable_scope(scope_name, use_resource=True, reuse=False) as scope:
            self._name = name + scope.name[scope.name.rfind(scope_name) + len(scope_name) :]
            self._scope = scope

    def __call__(self, *args, **kwargs) -> Any:
        """Takes values into account: `build` at the first call, then `call`, with the same arguments.

        Args:
            *args: what `call` takes.
            **kwargs: what `call` takes.

        Returns:
            What `call` returns.
        """
        if not self._built:
            with tf1.variable_scope(self._scope):
                self.build(*args, **kwargs)
            self._built = True
        return self.call(*args, **kwargs)

    @property
    def name(self) -> str:
        """The name of the metric."""
        return self._name

    @property
    def variables(self) -> list[tf1.Variable]:
        """The variables of the metric, which are not trained."""
        return self._vars

    def init_variables(self) -> None:
        """Gives the variables their initial values again."""
        for variable, value in zip(self._vars, self._initial_values, strict=True):
            variable.assign(value)

    def build(self, *args, **kwargs) -> None:
        """Makes the variables, by `add_variable`; each metric has its own.

        Args:
            *args: what `call` takes.
            **kwargs: what `call` takes.
        """
        raise NotImplementedError('Metrics must define a build() member function')

    def call(self, *args, **kwargs) -> Any:
        """Takes values into account; each metric has its own.

        Args:
            *args: the values.
            **kwargs: the values.
        """
        raise NotImplementedError('Metrics must define a call() member function')

    def result(self) -> tf1.Tensor:
        """Returns the metric of all values so far; each metric has its own."""
        raise NotImplementedError('Metrics must define a result() member function')

    def value(self) -> Callable[[], tf1.Tensor]:
        """Returns a function that gives the result."""
        return self.result

    def aggregate(self, metrics: Iterable[Metric]) -> None:
        """Adds what other metrics have counted.

        Args:
            metrics: metrics of this type.

        Raises:
            TypeError: one is of another type.
        """
        for other in metrics:
            if type(other) is not type(self):
                raise TypeError(f'All metrics must be the same type, {type(self)} != {type(other)}.')
        for i, variable in enumerate(self._vars):
            variable.assign_add(tf1.add_n([other._vars[i].value() for other in metrics]))

    def add_variable(
        self,
        name: str,
        shape: Any = None,
        dtype: tf1.DType | None = None,
        initializer: Callable | None = None,
    ) -> tf1.Variable:
        """Makes a variable that is not trained; for `build`.

        Args:
            name: of the variable, in the scope of the metric.
            shape: of the variable.
            dtype: of the variable; float32 by default.
            initializer: of the variable; that of the scope by default.

        Returns:
            The variable.

        Raises:
            RuntimeError: it is not called by `build`.
        """
        if self._built:
            raise RuntimeError("Can't call add_variable() except in build().")
        variable = tf1.get_variable(name, shape, dtype, initializer, trainable=False, use_resource=True)
        self._vars.append(variable)
        self._initial_values.append(variable.value())
        return variable


class Mean(Metric):
    """A metric that is the mean of all values, weighted or not."""

    def __init__(self, name: str | None = None, dtype: tf1.DType = tf1.float64, use_global_variables: bool = False):
        """Makes a mean of no values.

        Args:
            name: of the metric; 'Mean' by default.
            dtype: of the variables and of the result.
            use_global_variables: unused in eager mode.
        """
        super().__init__(name, use_global_variables)
        self.dtype = dtype

    def build(self, *args, **kwargs) -> None:
        """Makes the variables `numer`, the sum of the values, and `denom`, the sum of their weights."""
        self.numer = self.add_variable('numer', (), self.dtype, tf1.zeros_initializer)
        self.denom = self.add_variable('denom', (), self.dtype, tf1.zeros_initializer)

    def call(self, values: Any, weights: Any = None) -> Any:
        """Takes values into account.

        Args:
            values: a tensor of any shape.
            weights: a tensor whose shape fits that of the values; by default all weigh 1.

        Returns:
            The sum of the values; with weights `(weighted values, weights)`.
        """
        if weights is None:
            self.denom.assign_add(tf1.cast(tf1.size(values), self.dtype))
            values = tf1.reduce_sum(values)
            self.numer.assign_add(tf1.cast(values, self.dtype))
            return values
        weights = tf1.cast(weights, self.dtype)
        self.denom.assign_add(tf1.reduce_sum(weights))
        values = tf1.cast(values, self.dtype) * weights
        self.numer.assign_add(tf1.reduce_sum(values))
        return values, weights

    def result(self, write_summary: bool = True) -> tf1.Tensor:
        """Returns the mean of all values so far.

        Args:
            write_summary: not used.
        """
        return self.numer / self.denom


class Accuracy(Mean):
    """A metric that is the share of predictions that are the labels."""

    def __init__(self, name: str | None = None, dtype: tf1.DType = tf1.float64):
        """Makes an accuracy of no predictions.

        Args:
            name: of the metric; by default that of the class.
            dtype: of the variables and of the result.
        """
        super().__init__(name, dtype)

    def call(self, labels: Any, predictions: Any, weights: Any = None) -> tuple:
        """Takes predictions into account.

        Args:
            labels: `[batch]` or another shape, that of the predictions.
            predictions: of the shape of the labels; `[batch, classes]` for `SparseAccuracy`.
            weights: a tensor whose shape fits that of the labels; by default all weigh 1.

        Returns:
            What it was given, as a tuple.

        Raises:
            tf.errors.InvalidArgumentError: the shapes of labels and predictions differ.
        """
        self._check(labels, predictions)
        super().call(tf1.cast(self._matches(labels, predictions), self.dtype), weights)
        return (labels, predictions) if weights is None else (labels, predictions, weights)

    def _check(self, labels, predictions):
        message = 'Shapes of labels and predictions are unequal'
        tf1.assert_equal(tf1.shape(labels), tf1.shape(predictions), message=message)

    def _matches(self, labels, predictions):
        return tf1.equal(labels, predictions)


class CategoricalAccuracy(Accuracy):
    """A metric that is the share of rows `[batch, classes]` whose largest prediction is where the largest label is."""

    def _matches(self, labels, predictions):
        return tf1.equal(tf1.argmax(labels, axis=-1), tf1.argmax(predictions, axis=-1))


class BinaryAccuracy(Accuracy):
    """A metric that is the share of predictions that are above a threshold where, and only where, the label is true."""

    def __init__(self, threshold: float, name: str | None = None, dtype: tf1.DType = tf1.float64):
        """Makes an accuracy of no predictions.

        Args:
            threshold: what predictions of a true label have to exceed.
            name: of the metric; 'BinaryAccuracy' by default.
            dtype: of the variables and of the result.
        """
        super().__init__(name, dtype)
        self.threshold = threshold

    def _matches(self, labels, predictions):
        return tf1.equal(tf1.cast(labels, tf1.bool), tf1.convert_to_tensor(predictions) > self.threshold)


class SparseAccuracy(Accuracy):
    """A metric that is the share of rows `[batch, classes]` whose largest prediction is at the label, an integer."""

    def _check(self, labels, predictions):
        message = 'First axis of labels and predictions is unequal'
        tf1.assert_equal(tf1.shape(labels), tf1.shape(predictions)[0], message=message)

    def _matches(self, labels, predictions):
        return tf1.equal(tf1.cast(labels, tf1.int64), tf1.argmax(predictions, axis=-1))
