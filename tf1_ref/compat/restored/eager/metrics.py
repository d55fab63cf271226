"""`tf.contrib.eager.metrics`: means and accuracies that are called with values, and give a result."""

from __future__ import annotations

import re

import tensorflow.compat.v1 as tf1


class Metric:
    """What metrics have in common; to be derived from, with `build`, `call` and `result`."""

    def __init__(self, name=None, use_global_variables=False):
        """Takes a name, by default that of the class.

        Args:
            name: of the scope of the variables.
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

    def __call__(self, *args, **kwargs):
        """Takes values into account, and returns them."""
        if not self._built:
            with tf1.variable_scope(self._scope):
                self.build(*args, **kwargs)
            self._built = True
        return self.call(*args, **kwargs)

    @property
    def name(self):
        """Its name."""
        return self._name

    @property
    def variables(self):
        """Its variables."""
        return self._vars

    def init_variables(self):
        """Gives the variables their initial values again."""
        for variable, value in zip(self._vars, self._initial_values, strict=True):
            variable.assign(value)

    def build(self, *args, **kwargs):
        """Makes the variables, by `add_variable`."""
        raise NotImplementedError('Metrics must define a build() member function')

    def call(self, *args, **kwargs):
        """Takes values into account."""
        raise NotImplementedError('Metrics must define a call() member function')

    def result(self):
        """The metric of all values so far."""
        raise NotImplementedError('Metrics must define a result() member function')

    def value(self):
        """A function that gives the result."""
        return self.result

    def aggregate(self, metrics):
        """Adds what other metrics of this type have counted.

        Raises:
            TypeError: one is of another type.
        """
        for other in metrics:
            if type(other) is not type(self):
                raise TypeError(f'All metrics must be the same type, {type(self)} != {type(other)}.')
        for i, variable in enumerate(self._vars):
            variable.assign_add(tf1.add_n([other._vars[i].value() for other in metrics]))

    def add_variable(self, name, shape=None, dtype=None, initializer=None):
        """A variable that is not trained; for `build`.

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
    """The mean of all values, weighted or not."""

    def __init__(self, name=None, dtype=tf1.float64, use_global_variables=False):
        """Takes a name, and the type of the result."""
        super().__init__(name, use_global_variables)
        self.dtype = dtype

    def build(self, *args, **kwargs):
        self.numer = self.add_variable('numer', (), self.dtype, tf1.zeros_initializer)
        self.denom = self.add_variable('denom', (), self.dtype, tf1.zeros_initializer)

    def call(self, values, weights=None):
        """Returns the sum of the values; with weights, the weighted values and the weights."""
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

    def result(self, write_summary=True):
        return self.numer / self.denom


class Accuracy(Mean):
    """How many predictions are the labels."""

    def __init__(self, name=None, dtype=tf1.float64):
        """Takes a name, and the type of the result."""
        super().__init__(name, dtype)

    def call(self, labels, predictions, weights=None):
        """Returns what it is given.

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
    """How many largest predictions are where the labels are 1."""

    def _matches(self, labels, predictions):
        return tf1.equal(tf1.argmax(labels, axis=-1), tf1.argmax(predictions, axis=-1))


class BinaryAccuracy(Accuracy):
    """How many predictions are above a threshold where the label is true."""

    def __init__(self, threshold, name=None, dtype=tf1.float64):
        """Takes the threshold, a name, and the type of the result."""
        super().__init__(name, dtype)
        self.threshold = threshold

    def _matches(self, labels, predictions):
        return tf1.equal(tf1.cast(labels, tf1.bool), tf1.convert_to_tensor(predictions) > self.threshold)


class SparseAccuracy(Accuracy):
    """How many largest predictions are at the labels."""

    def _check(self, labels, predictions):
        message = 'First axis of labels and predictions is unequal'
        tf1.assert_equal(tf1.shape(labels), tf1.shape(predictions)[0], message=message)

    def _matches(self, labels, predictions):
        return tf1.equal(tf1.cast(labels, tf1.int64), tf1.argmax(predictions, axis=-1))
