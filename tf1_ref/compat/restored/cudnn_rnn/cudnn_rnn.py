"""Layers whose recurrent network is one op of cuDNN's, with one variable of flat parameters.

Variables: `opaque_kernel`. A `Saver` writes the kernels and biases of the cells that compute the same.

Source: tf.contrib.cudnn_rnn of TensorFlow 1.15 (layers/cudnn_rnn.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.base import InputSpec, Layer

from tf1_ref.compat.restored.cudnn_rnn import cudnn_rnn_ops, opaque, parameters, saveables
from tf1_ref.compat.restored.cudnn_rnn.parameters import (
    CUDNN_GRU,
    CUDNN_GRU_PARAMS_PER_LAYER,  # noqa: F401  (a name of 1.15's module, as all others here)
    CUDNN_INPUT_AUTO_MODE,  # noqa: F401
    CUDNN_INPUT_LINEAR_MODE,
    CUDNN_INPUT_SKIP_MODE,  # noqa: F401
    CUDNN_LSTM,
    CUDNN_LSTM_PARAMS_PER_LAYER,  # noqa: F401
    CUDNN_RNN_BIDIRECTION,  # noqa: F401
    CUDNN_RNN_RELU,
    CUDNN_RNN_RELU_PARAMS_PER_LAYER,  # noqa: F401
    CUDNN_RNN_TANH,
    CUDNN_RNN_TANH_PARAMS_PER_LAYER,  # noqa: F401
    CUDNN_RNN_UNIDIRECTION,
)

log = logging.getLogger('tensorflow')
TYPES = (tf1.float16, tf1.float32, tf1.float64)


class _CudnnRNN(Layer):
    """What all four have in common."""

    _rnn_mode = ''
    _saveable_cls = saveables.CudnnOpaqueParamsSaveable

    def __init__(
        self,
        num_layers: int,
        num_units: int,
        input_mode: str = CUDNN_INPUT_LINEAR_MODE,
        direction: str = CUDNN_RNN_UNIDIRECTION,
        dropout: float = 0.0,
        seed: int | None = None,
        dtype: tf1.DType = tf1.float32,
        kernel_initializer: Callable | None = None,
        bias_initializer: Callable | None = None,
        name: str | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_layers: the number of layers.
            num_units: the number of units of each.
            input_mode: 'linear_input', 'skip_input' or 'auto_select': whether the first layer has matrices for its
                input.
            direction: 'unidirectional' or 'bidirectional'.
            dropout: the rate between layers.
            seed: of the dropout, and of the kernels.
            dtype: float16, float32 or float64.
            kernel_initializer: how the matrices begin, by default Glorot's uniform one.
            bias_initializer: how the biases begin, by default 0.
            name: of the layer, and of its scope.

        Raises:
            ValueError: another direction, input mode or type.
        """
        super().__init__(dtype=dtype, name=name)
        parameters.check_direction(direction)
        parameters.check_input_mode(input_mode)
        if dtype not in TYPES:
            raise ValueError(f'Only support float16, float32, float64, provided {dtype}')
        self._plain_dtype = dtype
        self.num_layers, self.num_units = num_layers, num_units
        self.input_mode, self.direction = input_mode, direction
        self._dropout, self._seed = dropout, seed
        self._kernel_initializer, self._bias_initializer = kernel_initializer, bias_initializer
        self._input_size = None
        self.saveable = None

    @property
    def input_size(self) -> int:
        """Columns of the inputs.

        Raises:
            ValueError: the layer is not built yet.
        """
        if not self._input_size:
            raise ValueError("'input_size' is unknown since layer has not been built.")
        return self._input_size

    @property
    def rnn_mode(self) -> str:
        """The kind of network: 'lstm', 'gru', 'rnn_relu' or 'rnn_tanh'."""
        return self._rnn_mode

    @property
    def num_dirs(self) -> int:
        """The number of directions."""
        return parameters.directions(self.direction)

    @property
    def canonical_weight_shapes(self) -> list[tuple[int, int]]:
        """The shapes of all matrices.

        Raises:
            RuntimeError: the layer is not built yet.
        """
        if not self._input_size:
            raise RuntimeError(f'{type(self).__name__}.canonical_weight_shapes invoked before input shape is known')
        return opaque.shapes(self._rnn_mode, self.num_layers, self.num_units, self._input_size, self.direction)

    @property
    def canonical_bias_shapes(self) -> list[list[int]]:
        """The shapes of all biases."""
        return [[self.num_units]] * (self.num_dirs * parameters.PARAMS_PER_LAYER[self._rnn_mode] * self.num_layers)

    def build(self, input_shape: Any) -> None:
        """Makes the variable, and enters what saves it into the collection SAVEABLE_OBJECTS.

        Args:
            input_shape: of the inputs, `[time, batch, columns]`.

        Raises:
            ValueError: it has another number of dimensions, or the number of columns is not known.
        """
        if self.built:
            return
        shape = tf1.TensorShape(input_shape)
        if shape.ndims != 3:
            raise ValueError(f'Expecting input_shape with 3 dims, got {shape.ndims}')
        self._input_size = tf1.dimension_value(shape[-1])
        if self._input_size is None:
            raise ValueError('The last dimension of the inputs to `CudnnRNN` should be defined. Found `None`.')
        self.input_spec = InputSpec(ndim=3, axes={-1: self._input_size})
        self._set_scope(None)
        with tf1.variable_scope(self._scope, reuse=self.built, custom_getter=self._getter):
            self.kernel = self._variable()
        if tf1.get_variable_scope().reuse is not True:
            self._create_saveable()
        self.built = True

    def _getter(self, getter, *args, **kwargs):
        variable = getter(*args, **kwargs)
        weights = self._trainable_weights if kwargs.get('trainable', True) else self._non_trainable_weights
        if not any(variable is one for one in weights):
            weights.append(variable)
        return variable

    def _variable(self):
        """Makes the variable, which has no shape: how many parameters there are is known on the GPU only."""
        dtype = self._plain_dtype
        if self._kernel_initializer is None:
            self._kernel_initializer = tf1.glorot_uniform_initializer(seed=self._seed, dtype=dtype)
        if self._bias_initializer is None:
            self._bias_initializer = tf1.constant_initializer(0.0, dtype=dtype)
        weights = [self._kernel_initializer(shape, dtype=dtype) for shape in self.canonical_weight_shapes]
        biases = [self._bias_initializer(shape, dtype=dtype) for shape in self.canonical_bias_shapes]
        with tf1.device('/gpu:0'):
            flat = parameters.cudnn_rnn_canonical_to_opaque_params(
                self._rnn_mode,
                self.num_layers,
                self.num_units,
                self._input_size,
                weights,
                biases,
                self.input_mode,
                self.direction,
                self._dropout,
                self._seed,
            )
        if tf1.get_variable_scope().partitioner is not None:
            log.warning('Partitioner is not supported for Cudnn RNN layer variables: they have no shape.')
        return tf1.get_variable('opaque_kernel', dtype=dtype, initializer=flat, validate_shape=False)

    def _create_saveable(self):
        if self.saveable is not None:
            raise RuntimeError('Cudnn saveable already created.')
        variable = self.trainable_variables[0]
        self.saveable = self._saveable_cls(
            variable,
            self.num_layers,
            self.num_units,
            self.input_size,
            self.input_mode,
            self.direction,
            scope=tf1.get_variable_scope(),
            name=f'{variable.name.split(":")[0]}_saveable',
        )
        _ = variable[0]  # 1.15 asked it for its device: four ops, without which op seeds behind them would differ
        tf1.add_to_collection(tf1.GraphKeys.SAVEABLE_OBJECTS, self.saveable)

    def call(
        self,
        inputs: tf1.Tensor,
        initial_state: tuple | None = None,
        sequence_lengths: tf1.Tensor | None = None,
        time_major: bool = True,
        training: bool = True,
    ) -> tuple[tf1.Tensor, tuple]:
        """Runs over sequences.

        Args:
            inputs: `[time, batch, columns]`, or `[batch, time, columns]` without `time_major`.
            initial_state: a tuple of states, each `[layers * directions, batch, num_units]`; zeros by default.
            sequence_lengths: the lengths `[batch]`; all of them by default.
            time_major: see `inputs`.
            training: whether gradients will be asked for.

        Returns:
            Outputs `[time, batch, directions * num_units]`, and a tuple of the last states.

        Raises:
            TypeError: `initial_state` is no tuple.
        """
        if initial_state is not None and not isinstance(initial_state, tuple):
            raise TypeError(f'Invalid initial_state type: {initial_state}, expecting tuple.')
        inputs = tf1.convert_to_tensor(inputs, dtype=self.dtype)
        batch_size = tf1.shape(inputs)[1]
        if initial_state is None:
            initial_state = tuple(tf1.zeros(shape, dtype=self.dtype) for shape in self.state_shape(batch_size))
        states = [tf1.convert_to_tensor(state, dtype=self.dtype) for state in initial_state]
        if self._rnn_mode != CUDNN_LSTM:
            states.append(tf1.constant([], dtype=self.dtype))
        outputs, *states = cudnn_rnn_ops._cudnn_rnn(
            inputs,
            *states,
            self.kernel,
            training,
            self._rnn_mode,
            sequence_lengths=sequence_lengths,
            time_major=time_major,
            input_mode=self.input_mode,
            direction=self.direction,
            dropout=self._dropout,
            seed=self._seed,
        )
        return outputs, tuple(states if self._rnn_mode == CUDNN_LSTM else states[:1])

    def state_shape(self, batch_size: int | tf1.Tensor) -> tuple[list, ...]:
        """Gives the shapes of the states, `[layers * directions, batch_size, num_units]` each, in a tuple."""
        return ([self.num_layers * self.num_dirs, batch_size, self.num_units],)


class CudnnLSTM(_CudnnRNN):
    """LSTM layers in one op (Hochreiter and Schmidhuber, 1997)."""

    _rnn_mode = CUDNN_LSTM
    _saveable_cls = saveables.CudnnLSTMSaveable

    def state_shape(self, batch_size: int | tf1.Tensor) -> tuple[list, ...]:
        """Gives the shapes of the states, `[layers * directions, batch_size, num_units]` each, in a tuple."""
        return 2 * super().state_shape(batch_size)


class CudnnGRU(_CudnnRNN):
    """GRU layers in one op (Cho et al., 2014)."""

    _rnn_mode = CUDNN_GRU
    _saveable_cls = saveables.CudnnGRUSaveable


class CudnnRNNTanh(_CudnnRNN):
    """Simple recurrent layers with tanh, in one op."""

    _rnn_mode = CUDNN_RNN_TANH
    _saveable_cls = saveables.CudnnRNNTanhSaveable


class CudnnRNNRelu(_CudnnRNN):
    """Simple recurrent layers with ReLUs, in one op."""

    _rnn_mode = CUDNN_RNN_RELU
    _saveable_cls = saveables.CudnnRNNReluSaveable
