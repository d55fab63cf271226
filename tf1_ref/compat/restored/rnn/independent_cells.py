"""Recurrent cells of `tf.contrib.rnn` whose units see of the state only their own.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn_cell.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.base import InputSpec
from tensorflow.python.ops.rnn_cell_impl import LayerRNNCell, LSTMStateTuple


class _IndependentCell(LayerRNNCell):
    """What they have in common: `num_units`, an activation, initializers, and state of that size."""

    def __init__(self, num_units, activation, reuse, name, kernel=None, bias=None, **of_layer):
        super().__init__(_reuse=reuse, name=name, **of_layer)
        self.input_spec = InputSpec(ndim=2)
        self._num_units, self._activation = num_units, activation or tf1.tanh
        self._kernel_initializer, self._bias_initializer = kernel, bias

    @property
    def state_size(self) -> Any:
        """The size of the state."""
        return self._num_units

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def _columns(self, shape):
        columns = tf1.dimension_value(shape[1])
        if columns is None:
            raise ValueError(f'Expected inputs.shape[-1] to be known, saw shape: {shape}')
        return columns

    def _own(self, name, times):
        """The weights by which units see their own state."""
        uniform = tf1.random_uniform_initializer(minval=-1, maxval=1, dtype=self.dtype)
        return self.add_weight(name, shape=[1, times * self._num_units], initializer=uniform)

    def _bias_of(self, name, times, default):
        initializer = default if self._bias_initializer is None else self._bias_initializer
        return self.add_weight(name, shape=[times * self._num_units], initializer=initializer)

    def _zeros(self):
        return tf1.zeros_initializer(dtype=self.dtype)


class IndRNNCell(_IndependentCell):
    """Independently recurrent cell (Li et al., 2018)."""

    def __init__(
        self,
        num_units: int,
        activation: Callable | None = None,
        reuse: bool | None = None,
        name: str | None = None,
        dtype: Any = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            activation: of the output; None for tanh.
            reuse: whether the variables are there already.
            name: of the layer.
            dtype: of the variables; None for that of the inputs.
        """
        super().__init__(num_units, activation, reuse, name, dtype=dtype)

    def build(self, inputs_shape: tf1.TensorShape) -> None:
        """Makes the variables for inputs of a shape `[batch, columns]`."""
        self._kernel_w = self.add_weight('kernel_w', shape=[self._columns(inputs_shape), self._num_units])
        self._kernel_u = self._own('kernel_u', 1)
        self._bias = self.add_weight('bias', shape=[self._num_units], initializer=self._zeros())
        self.built = True

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and state `[batch, num_units]` give output and state, the same."""
        given = tf1.matmul(inputs, self._kernel_w) + state * self._kernel_u
        output = self._activation(tf1.nn.bias_add(given, self._bias))
        return output, output


class IndyGRUCell(_IndependentCell):
    """Gated recurrent cell of independent units (Li et al., 2018, applied to Cho et al., 2014)."""

    def __init__(
        self,
        num_units: int,
        activation: Callable | None = None,
        reuse: bool | None = None,
        kernel_initializer: Callable | None = None,
        bias_initializer: Callable | None = None,
        name: str | None = None,
        dtype: Any = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            activation: of the candidate; None for tanh.
            reuse: whether the variables are there already.
            kernel_initializer: of the weights of the inputs.
            bias_initializer: of both biases; None for 1 in the gates, 0 in the candidate.
            name: of the layer.
            dtype: of the variables; None for that of the inputs.
        """
        super().__init__(num_units, activation, reuse, name, kernel_initializer, bias_initializer, dtype=dtype)

    def build(self, inputs_shape: tf1.TensorShape) -> None:
        """Makes the variables for inputs of a shape `[batch, columns]`."""
        columns, units, initializer = self._columns(inputs_shape), self._num_units, self._kernel_initializer
        self._gate_w = self.add_weight('gates/kernel_w', shape=[columns, 2 * units], initializer=initializer)
        self._gate_u = self._own('gates/kernel_u', 2)
        self._gate_bias = self._bias_of('gates/bias', 2, tf1.constant_initializer(1.0, dtype=self.dtype))
        self._new_w = self.add_weight('candidate/kernel', shape=[columns, units], initializer=initializer)
        self._new_u = self._own('candidate/kernel_u', 1)
        self._new_bias = self._bias_of('candidate/bias', 1, self._zeros())
        self.built = True

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and state `[batch, num_units]` give output and state, the same."""
        gates = tf1.matmul(inputs, self._gate_w) + tf1.tile(state, [1, 2]) * self._gate_u
        reset, update = tf1.split(tf1.sigmoid(tf1.nn.bias_add(gates, self._gate_bias)), 2, axis=1)
        kept = reset * state
        candidate = tf1.matmul(inputs, self._new_w) + kept * self._new_u
        new = self._activation(tf1.nn.bias_add(candidate, self._new_bias))
        output = update * state + (1 - update) * new
        return output, output


class IndyLSTMCell(_IndependentCell):
    """LSTM cell of independent units (Gonnet and Deselaers, 2019)."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        activation: Callable | None = None,
        reuse: bool | None = None,
        kernel_initializer: Callable | None = None,
        bias_initializer: Callable | None = None,
        name: str | None = None,
        dtype: Any = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            forget_bias: added to the forget gate.
            activation: of the new input and of the state; None for tanh.
            reuse: whether the variables are there already.
            kernel_initializer: of the weights of the inputs.
            bias_initializer: of the bias; None for 0.
            name: of the layer.
            dtype: of the variables; None for that of the inputs.
        """
        super().__init__(num_units, activation, reuse, name, kernel_initializer, bias_initializer, dtype=dtype)
        self._forget_bias = forget_bias

    @property
    def state_size(self) -> LSTMStateTuple:
        """The sizes of `(c, h)`, an `LSTMStateTuple`."""
        return LSTMStateTuple(self._num_units, self._num_units)

    def build(self, inputs_shape: tf1.TensorShape) -> None:
        """Makes the variables for inputs of a shape `[batch, columns]`."""
        shape = [self._columns(inputs_shape), 4 * self._num_units]
        self._kernel_w = self.add_weight('kernel_w', shape=shape, initializer=self._kernel_initializer)
        self._kernel_u = self._own('kernel_u', 4)
        self._bias = self._bias_of('bias', 4, self._zeros())
        self.built = True

    def call(self, inputs: tf1.Tensor, state: tuple[tf1.Tensor, tf1.Tensor]) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: inputs `[batch, columns]` and `(c, h)`, each `[batch, num_units]`, give `(h, (c, h))`."""
        axis = tf1.constant(1, dtype=tf1.int32)
        c, h = state
        gates = tf1.matmul(inputs, self._kernel_w)
        gates += tf1.tile(h, [1, 4]) * self._kernel_u
        i, j, f, o = tf1.split(tf1.nn.bias_add(gates, self._bias), 4, axis=axis)
        forget_bias = tf1.constant(self._forget_bias, dtype=f.dtype)
        kept = tf1.multiply(c, tf1.sigmoid(tf1.add(f, forget_bias)))
        new_c = tf1.add(kept, tf1.multiply(tf1.sigmoid(i), self._activation(j)))
        new_h = tf1.multiply(self._activation(new_c), tf1.sigmoid(o))
        return new_h, LSTMStateTuple(new_c, new_h)


class SRUCell(_IndependentCell):
    """Simple recurrent unit (Lei et al., 2017): its gates see the inputs only."""

    def __init__(
        self,
        num_units: int,
        activation: Callable | None = None,
        reuse: bool | None = None,
        name: str | None = None,
        **kwargs: Any,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            activation: of the state; None for tanh.
            reuse: whether the variables are there already.
            name: of the layer.
            **kwargs: of a layer, such as `dtype` and `trainable`.
        """
        super().__init__(num_units, activation, reuse, name, **kwargs)

    def build(self, inputs_shape: tf1.TensorShape) -> None:
        """Makes the variables for inputs of a shape `[batch, columns]`."""
        self._kernel = self.add_weight('kernel', shape=[self._columns(inputs_shape), 4 * self._num_units])
        self._bias = self.add_weight('bias', shape=[2 * self._num_units], initializer=tf1.zeros_initializer)
        self._built = True

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and state `[batch, num_units]` give output and state."""
        new, forget, reset, passed = tf1.split(tf1.matmul(inputs, self._kernel), 4, axis=1)
        gates = tf1.sigmoid(tf1.nn.bias_add(tf1.concat([forget, reset], 1), self._bias))
        forget, reset = tf1.split(gates, 2, axis=1)
        c = forget * state + (1.0 - forget) * new
        return reset * self._activation(c) + (1.0 - reset) * passed, c
