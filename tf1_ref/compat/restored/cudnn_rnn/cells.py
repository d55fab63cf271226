"""Cells that compute on every device what cuDNN computes, from the weights that its layers save.

Source: Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (2014), for the GRU.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import GRUCell

from tf1_ref.compat.restored.rnn.block_cells import LSTMBlockCell


class CudnnCompatibleLSTMCell(LSTMBlockCell):
    """An `LSTMBlockCell` as cuDNN has it: nothing is added to the forget gate."""

    def __init__(self, num_units: int, reuse: bool | None = None):
        """Takes the size.

        Args:
            num_units: size of output and state.
            reuse: whether the variables are there already.
        """
        super().__init__(num_units, forget_bias=0, reuse=reuse, name='cudnn_compatible_lstm_cell')


class CudnnCompatibleGRUCell(GRUCell):
    """A `GRUCell` as cuDNN has it: the reset gate is applied behind the product with the state, which has a bias."""

    def __init__(self, num_units: int, reuse: bool | None = None, kernel_initializer: Callable | None = None):
        """Takes the size.

        Args:
            num_units: size of output and state.
            reuse: whether the variables are there already.
            kernel_initializer: how the weights begin.
        """
        super().__init__(num_units, activation=None, reuse=reuse, kernel_initializer=kernel_initializer)

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables.

        Raises:
            ValueError: the number of columns of the inputs is not known.
        """
        columns = tf1.dimension_value(inputs_shape[1])
        if columns is None:
            raise ValueError(f'Expected inputs.shape[-1] to be known, saw shape: {inputs_shape}')
        units, zeros = self._num_units, tf1.zeros_initializer(dtype=self.dtype)
        self._gate_kernel = self._kernel('gates', [columns + units, 2 * units])
        self._gate_bias = self._bias('gates', [2 * units], tf1.constant_initializer(1.0, dtype=self.dtype))
        self._candidate_input_kernel = self._kernel('candidate/input_projection', [columns, units])
        self._candidate_hidden_kernel = self._kernel('candidate/hidden_projection', [units, units])
        self._candidate_input_bias = self._bias('candidate/input_projection', [units], zeros)
        self._candidate_hidden_bias = self._bias('candidate/hidden_projection', [units], zeros)
        self.built = True

    def _kernel(self, name, shape):
        return self.add_variable(f'{name}/kernel', shape=shape, initializer=self._kernel_initializer)

    def _bias(self, name: str, shape: list[int], initializer: Callable) -> tf1.Variable:
        own = self._bias_initializer
        return self.add_variable(f'{name}/bias', shape=shape, initializer=initializer if own is None else own)

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and state `[batch, num_units]` give the next state, twice."""
        gates = tf1.matmul(tf1.concat([inputs, state], 1), self._gate_kernel)
        gates = tf1.sigmoid(tf1.nn.bias_add(gates, self._gate_bias))
        reset, update = tf1.split(value=gates, num_or_size_splits=2, axis=1)
        candidate = tf1.nn.bias_add(tf1.matmul(inputs, self._candidate_input_kernel), self._candidate_input_bias)
        candidate += reset * tf1.nn.bias_add(
            tf1.matmul(state, self._candidate_hidden_kernel), self._candidate_hidden_bias
        )
        candidate = self._activation(candidate)
        found = (1 - update) * candidate + update * state
        return found, found
