"""Flat parameters of cuDNN in checkpoints, where they are the kernels and biases of TensorFlow's cells.

Source: tf.contrib.cudnn_rnn of TensorFlow 1.15 (cudnn_rnn_ops.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.training.saving.saveable_object import SaveableObject, SaveSpec

from tf1_ref.compat.restored.cudnn_rnn import converters, parameters


class CudnnOpaqueParamsSaveable(SaveableObject):
    """Saves and restores the parameters of one kind of network."""

    _format_converter_cls: type[converters.CudnnParamsFormatConverter] = converters.CudnnParamsFormatConverterLSTM
    _rnn_cell_name = ''
    _parts = ('',)  # of a cell: where its kernels and biases are

    def __init__(
        self,
        opaque_params: tf1.Variable,
        num_layers: int,
        num_units: int,
        input_size: int,
        input_mode: str = parameters.CUDNN_INPUT_LINEAR_MODE,
        direction: str = parameters.CUDNN_RNN_UNIDIRECTION,
        scope: str | tf1.VariableScope | None = None,
        name: str = 'cudnn_rnn_saveable',
    ):
        """Takes the parameters.

        Args:
            opaque_params: a variable with the flat ones.
            num_layers: the number of layers.
            num_units: the number of units of each.
            input_size: columns of the inputs.
            input_mode: 'linear_input', 'skip_input' or 'auto_select'.
            direction: 'unidirectional' or 'bidirectional'.
            scope: the scope, or its name, that the cells are in which the checkpoint is for.
            name: of the object.
        """
        self._variables, self._num_layers, self._direction = opaque_params, num_layers, direction
        self.format_converter = self._format_converter_cls(
            num_layers, num_units, input_size, input_mode=input_mode, direction=direction
        )
        tensors = [one for group in self.format_converter.opaque_to_tf_canonical(opaque_params) for one in group]
        scope = getattr(scope, 'name', scope)
        names = [f'{scope}/{one}' if scope else one for one in self._names()]
        specs = [SaveSpec(tensor, '', key) for tensor, key in zip(tensors, names, strict=True)]
        super().__init__(tf1.identity(opaque_params), specs, name)

    def restore(self, restored_tensors: list[tf1.Tensor], restored_shapes: Any) -> tf1.Tensor | tf1.Variable:
        """Assigns what a checkpoint has, as flat parameters."""
        flat = self.format_converter.tf_canonical_to_opaque(restored_tensors)
        return tf1.assign(self._variables, flat, validate_shape=False)

    def _names(self):
        """Lists the names of the kernels of all cells, and of their biases."""
        cells = []
        for layer in range(self._num_layers):
            if self._direction == parameters.CUDNN_RNN_UNIDIRECTION:
                cells.append(f'rnn/multi_rnn_cell/cell_{layer}')
            else:
                both = f'stack_bidirectional_rnn/cell_{layer}/bidirectional_rnn'
                cells += [f'{both}/fw', f'{both}/bw']
        return [
            f'{cell}/{self._rnn_cell_name}/{part}{kind}'
            for kind in ('kernel', 'bias')
            for cell in cells
            for part in self._parts
        ]


class CudnnLSTMSaveable(CudnnOpaqueParamsSaveable):
    """Saves an LSTM as `CudnnCompatibleLSTMCell`s."""

    _rnn_cell_name = 'cudnn_compatible_lstm_cell'


class CudnnGRUSaveable(CudnnOpaqueParamsSaveable):
    """Saves a GRU as `CudnnCompatibleGRUCell`s."""

    _format_converter_cls = converters.CudnnParamsFormatConverterGRU
    _rnn_cell_name = 'cudnn_compatible_gru_cell'
    _parts = ('gates/', 'candidate/input_projection/', 'candidate/hidden_projection/')


class CudnnRNNTanhSaveable(CudnnOpaqueParamsSaveable):
    """Saves a simple network with tanh as `BasicRNNCell`s."""

    _format_converter_cls = converters.CudnnParamsFormatConverterTanh
    _rnn_cell_name = 'basic_rnn_cell'


class CudnnRNNReluSaveable(CudnnOpaqueParamsSaveable):
    """Saves a simple network with ReLUs as `BasicRNNCell`s."""

    _format_converter_cls = converters.CudnnParamsFormatConverterRelu
    _rnn_cell_name = 'basic_rnn_cell'
