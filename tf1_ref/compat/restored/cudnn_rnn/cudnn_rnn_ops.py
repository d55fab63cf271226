"""The ops of cuDNN's recurrent networks, one for a whole network, and objects that have its settings.

The ops have no kernel for the CPU.

Source: tf.contrib.cudnn_rnn of TensorFlow 1.15 (cudnn_rnn_ops.py), and the reference of cuDNN.
"""

from __future__ import annotations

import os

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import random_seed
from tensorflow.python.ops import gen_cudnn_rnn_ops

from tf1_ref.compat.restored.cudnn_rnn.parameters import (
    CUDNN_GRU,
    CUDNN_GRU_PARAMS_PER_LAYER,  # noqa: F401  (a name of 1.15's module, as all others here)
    CUDNN_INPUT_AUTO_MODE,  # noqa: F401
    CUDNN_INPUT_LINEAR_MODE,
    CUDNN_INPUT_SKIP_MODE,  # noqa: F401
    CUDNN_LSTM,
    CUDNN_LSTM_PARAMS_PER_LAYER,  # noqa: F401
    CUDNN_RNN_BIDIRECTION,
    CUDNN_RNN_RELU,
    CUDNN_RNN_RELU_PARAMS_PER_LAYER,  # noqa: F401
    CUDNN_RNN_TANH,
    CUDNN_RNN_TANH_PARAMS_PER_LAYER,  # noqa: F401
    CUDNN_RNN_UNIDIRECTION,
    check,
    check_direction,  # noqa: F401
    check_input_mode,  # noqa: F401
    cudnn_rnn_canonical_to_opaque_params,
    cudnn_rnn_opaque_params_size,
    cudnn_rnn_opaque_params_to_canonical,
)


def cudnn_lstm(
    inputs: tf1.Tensor,
    input_h: tf1.Tensor,
    input_c: tf1.Tensor,
    params: tf1.Tensor | tf1.Variable,
    is_training: bool,
    sequence_lengths: tf1.Tensor | None = None,
    time_major: bool = True,
    input_mode: str = CUDNN_INPUT_LINEAR_MODE,
    direction: str = CUDNN_RNN_UNIDIRECTION,
    dropout: float = 0.0,
    seed: int | None = 0,
    num_proj: int | None = None,
    name: str | None = None,
) -> tuple[tf1.Tensor, tf1.Tensor, tf1.Tensor]:
    """Runs an LSTM over sequences.

    Args:
        inputs: `[time, batch, columns]`, or `[batch, time, columns]` without `time_major`.
        input_h: the first output, `[layers * directions, batch, num_units]`; the first two swapped alike.
        input_c: the first values of the cells, of the same shape.
        params: the flat parameters.
        is_training: whether gradients will be asked for.
        sequence_lengths: the lengths `[batch]`; all of them by default.
        time_major: see `inputs`.
        input_mode: 'linear_input', 'skip_input' or 'auto_select'.
        direction: 'unidirectional' or 'bidirectional'.
        dropout: the rate between layers.
        seed: of the dropout.
        num_proj: columns that the output is projected to, None for no projection.
        name: of the op.

    Returns:
        Outputs, the last output, and the last values of the cells.

    Raises:
        ValueError: another direction or input mode.
    """
    setting = input_mode, direction, dropout, seed, num_proj, name
    return _cudnn_rnn(inputs, input_h, input_c, params, is_training, CUDNN_LSTM, sequence_lengths, time_major, *setting)


def cudnn_gru(
    inputs: tf1.Tensor, input_h: tf1.Tensor, params: tf1.Tensor | tf1.Variable, is_training: bool, *args, **named
) -> tuple[tf1.Tensor, tf1.Tensor]:
    """Runs a GRU over sequences.

    Args:
        inputs: `[time, batch, columns]`, or `[batch, time, columns]` without `time_major`.
        input_h: the first output, `[layers * directions, batch, num_units]`; the first two swapped alike.
        params: the flat parameters.
        is_training: whether gradients will be asked for.
        *args: `sequence_lengths`, `time_major`, `input_mode`, `direction`, `dropout`, `seed` and `name`, as of
            `cudnn_lstm`.
        **named: the same by name.

    Returns:
        Outputs, and the last output.

    Raises:
        ValueError: another direction or input mode.
    """
    return _cudnn_rnn_no_input_c(inputs, input_h, params, is_training, CUDNN_GRU, *args, **named)


def cudnn_rnn_relu(
    inputs: tf1.Tensor, input_h: tf1.Tensor, params: tf1.Tensor | tf1.Variable, is_training: bool, *args, **named
) -> tuple[tf1.Tensor, tf1.Tensor]:
    """Runs a simple network with ReLUs over sequences.

    Args:
        inputs: `[time, batch, columns]`, or `[batch, time, columns]` without `time_major`.
        input_h: the first output, `[layers * directions, batch, num_units]`; the first two swapped alike.
        params: the flat parameters.
        is_training: whether gradients will be asked for.
        *args: `sequence_lengths`, `time_major`, `input_mode`, `direction`, `dropout`, `seed` and `name`, as of
            `cudnn_lstm`.
        **named: the same by name.

    Returns:
        Outputs, and the last output.

    Raises:
        ValueError: another direction or input mode.
    """
    return _cudnn_rnn_no_input_c(inputs, input_h, params, is_training, CUDNN_RNN_RELU, *args, **named)


def cudnn_rnn_tanh(
    inputs: tf1.Tensor, input_h: tf1.Tensor, params: tf1.Tensor | tf1.Variable, is_training: bool, *args, **named
) -> tuple[tf1.Tensor, tf1.Tensor]:
    """Runs a simple network with tanh over sequences.

    Args:
        inputs: `[time, batch, columns]`, or `[batch, time, columns]` without `time_major`.
        input_h: the first output, `[layers * directions, batch, num_units]`; the first two swapped alike.
        params: the flat parameters.
        is_training: whether gradients will be asked for.
        *args: `sequence_lengths`, `time_major`, `input_mode`, `direction`, `dropout`, `seed` and `name`, as of
            `cudnn_lstm`.
        **named: the same by name.

    Returns:
        Outputs, and the last output.

    Raises:
        ValueError: another direction or input mode.
    """
    return _cudnn_rnn_no_input_c(inputs, input_h, params, is_training, CUDNN_RNN_TANH, *args, **named)


class _CudnnRNN:
    """The settings of a network, and what can be asked for with them."""

    rnn_mode = None

    def __init__(
        self,
        num_layers: int,
        num_units: int,
        input_size: int,
        input_mode: str = CUDNN_INPUT_LINEAR_MODE,
        direction: str = CUDNN_RNN_UNIDIRECTION,
        dtype: tf1.DType = tf1.float32,
        dropout: float = 0.0,
        seed: int | None = 0,
        num_proj: int | None = None,
    ):
        """Takes them; arguments as of `cudnn_rnn_opaque_params_size`."""
        self.num_layers, self.num_units, self.input_size = num_layers, num_units, input_size
        self.input_mode, self.direction, self.num_proj = input_mode, direction, num_proj
        self._dtype, self._dropout, self._seed = dtype, dropout, seed

    def _setting(self):
        return {
            'input_mode': self.input_mode,
            'direction': self.direction,
            'dropout': self._dropout,
            'seed': self._seed,
            'num_proj': self.num_proj,
        }

    def _sizes(self):
        return self.rnn_mode, self.num_layers, self.num_units, self.input_size

    def params_size(self) -> tf1.Tensor:
        """Counts the flat parameters, as a tensor."""
        return cudnn_rnn_opaque_params_size(*self._sizes(), dtype=self._dtype, **self._setting())

    def params_to_canonical(self, params: tf1.Tensor | tf1.Variable) -> tuple[list[tf1.Tensor], list[tf1.Tensor]]:
        """Makes matrices and biases of flat parameters, as two lists."""
        return cudnn_rnn_opaque_params_to_canonical(*self._sizes(), params, **self._setting())

    def canonical_to_params(self, weights: list[tf1.Tensor], biases: list[tf1.Tensor]) -> tf1.Tensor:
        """Makes flat parameters of matrices and biases."""
        return cudnn_rnn_canonical_to_opaque_params(*self._sizes(), weights, biases, **self._setting())


class CudnnLSTM(_CudnnRNN):
    """An LSTM whose parameters are given when it is called."""

    rnn_mode = CUDNN_LSTM

    def __call__(
        self,
        input_data: tf1.Tensor,
        input_h: tf1.Tensor,
        input_c: tf1.Tensor,
        params: tf1.Tensor | tf1.Variable,
        sequence_lengths: tf1.Tensor | None = None,
        time_major: bool = True,
        is_training: bool = True,
    ) -> tuple[tf1.Tensor, tf1.Tensor, tf1.Tensor]:
        """Runs over sequences; arguments and result as of `cudnn_lstm`."""
        return cudnn_lstm(
            input_data, input_h, input_c, params, is_training, sequence_lengths, time_major, **self._setting()
        )


class _CudnnRNNNoInputC(_CudnnRNN):
    """A network without cells whose values are a second state."""

    def __init__(self, num_layers: int, num_units: int, input_size: int, *args, **named):
        super().__init__(num_layers, num_units, input_size, *args, **named)
        if self.direction not in (CUDNN_RNN_UNIDIRECTION, CUDNN_RNN_BIDIRECTION):
            raise ValueError(f'Invalid direction: {self.direction}')

    def __call__(
        self,
        input_data: tf1.Tensor,
        input_h: tf1.Tensor,
        params: tf1.Tensor | tf1.Variable,
        sequence_lengths: tf1.Tensor | None = None,
        time_major: bool = True,
        is_training: bool = True,
    ) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Runs over sequences; arguments and result as of `cudnn_gru`."""
        setting = self._setting()
        del setting['num_proj']
        return _cudnn_rnn_no_input_c(
            input_data, input_h, params, is_training, self.rnn_mode, sequence_lengths, time_major, **setting
        )


class CudnnGRU(_CudnnRNNNoInputC):
    """A GRU whose parameters are given when it is called."""

    rnn_mode = CUDNN_GRU


class CudnnRNNTanh(_CudnnRNNNoInputC):
    """A simple network with tanh whose parameters are given when it is called."""

    rnn_mode = CUDNN_RNN_TANH


class CudnnRNNRelu(_CudnnRNNNoInputC):
    """A simple network with ReLUs whose parameters are given when it is called."""

    rnn_mode = CUDNN_RNN_RELU


def _cudnn_rnn(
    inputs: tf1.Tensor,
    input_h: tf1.Tensor,
    input_c: tf1.Tensor,
    params: tf1.Tensor | tf1.Variable,
    is_training: bool,
    rnn_mode: str,
    sequence_lengths: tf1.Tensor | None = None,
    time_major: bool = True,
    input_mode: str = CUDNN_INPUT_LINEAR_MODE,
    direction: str = CUDNN_RNN_UNIDIRECTION,
    dropout: float = 0.0,
    seed: int | None = 0,
    num_proj: int | None = None,
    name: str | None = None,
) -> tuple[tf1.Tensor, tf1.Tensor, tf1.Tensor]:
    """Runs a network over sequences; arguments and result as of `cudnn_lstm`, and the kind of network."""
    check(rnn_mode, direction, input_mode)
    seed, seed2 = random_seed.get_seed(seed)
    given = {'input': inputs, 'input_h': input_h, 'input_c': input_c, 'params': params, 'is_training': is_training}
    given.update(rnn_mode=rnn_mode, input_mode=input_mode, direction=direction, dropout=dropout)
    given.update(seed=seed, seed2=seed2, name=name)
    if sequence_lengths is None and (time_major is False or num_proj):
        time, batch = (0, 1) if time_major else (1, 0)
        batch_size, max_time = tf1.shape(inputs)[batch], tf1.shape(inputs)[time]
        sequence_lengths = tf1.fill([batch_size], max_time)
    if sequence_lengths is not None:
        return gen_cudnn_rnn_ops.cudnn_rnnv3(
            sequence_lengths=sequence_lengths, time_major=time_major, num_proj=num_proj or 0, **given
        )[:3]
    if os.environ.get('TF_CUDNN_RNN_USE_V2', '0') == '1':
        return gen_cudnn_rnn_ops.cudnn_rnnv2(**given)[:3]
    return gen_cudnn_rnn_ops.cudnn_rnn(**given)[:3]


def _cudnn_rnn_no_input_c(
    inputs: tf1.Tensor,
    input_h: tf1.Tensor,
    params: tf1.Tensor | tf1.Variable,
    is_training: bool,
    rnn_mode: str,
    sequence_lengths: tf1.Tensor | None = None,
    time_major: bool = True,
    input_mode: str = CUDNN_INPUT_LINEAR_MODE,
    direction: str = CUDNN_RNN_UNIDIRECTION,
    dropout: float = 0.0,
    seed: int | None = 0,
    name: str | None = None,
) -> tuple[tf1.Tensor, tf1.Tensor]:
    input_c = tf1.constant([], dtype=input_h.dtype)
    setting = input_mode, direction, dropout, seed, None, name
    return _cudnn_rnn(inputs, input_h, input_c, params, is_training, rnn_mode, sequence_lengths, time_major, *setting)[
        :2
    ]
