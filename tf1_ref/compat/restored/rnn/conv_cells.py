"""LSTM cells of `tf.contrib.rnn` whose matrix products are convolutions, over sequences, images and volumes.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn_cell.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import LSTMStateTuple, RNNCell


class ConvLSTMCell(RNNCell):
    """LSTM cell whose matrix products are convolutions (Shi et al., 2015); tensors are channels last."""

    def __init__(
        self,
        conv_ndims: int,
        input_shape: Sequence[int],
        output_channels: int,
        kernel_shape: Sequence[int],
        use_bias: bool = True,
        skip_connection: bool = False,
        forget_bias: float = 1.0,
        initializers: Callable | None = None,
        name: str = 'conv_lstm_cell',
    ):
        """Takes the sizes and settings.

        Args:
            conv_ndims: 1, 2 or 3.
            input_shape: sizes of one input, without its batch.
            output_channels: channels of output and state.
            kernel_shape: sizes of the kernel, of length `conv_ndims`.
            use_bias: whether there is a bias.
            skip_connection: whether the input is appended to the output.
            forget_bias: added to the forget gate.
            initializers: not used.
            name: of the cell, and of the variables' scope.

        Raises:
            ValueError: `input_shape` does not fit `conv_ndims`.
        """
        super().__init__(name=name)
        if conv_ndims != len(input_shape) - 1:
            raise ValueError(f'Invalid input_shape {input_shape} for conv_ndims={conv_ndims}.')
        self._conv_ndims, self._input_shape, self._channels = conv_ndims, list(input_shape), output_channels
        self._kernel_shape, self._use_bias = list(kernel_shape), use_bias
        self._skip_connection, self._forget_bias = skip_connection, forget_bias

    @property
    def output_size(self) -> tf1.TensorShape:
        """The shape of an output, without its batch."""
        channels = self._channels + (self._input_shape[-1] if self._skip_connection else 0)
        return tf1.TensorShape([*self._input_shape[:-1], channels])

    @property
    def state_size(self) -> LSTMStateTuple:
        """The shapes of `(c, h)`, without their batch."""
        shape = tf1.TensorShape([*self._input_shape[:-1], self._channels])
        return LSTMStateTuple(shape, shape)

    def call(
        self, inputs: tf1.Tensor, state: tuple[tf1.Tensor, tf1.Tensor], scope: str | tf1.VariableScope | None = None
    ) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: inputs `[batch, *input_shape]` and `(c, h)` give `(output, (c, output))`."""
        c, h = state
        parts = tf1.split(self._convolved([inputs, h]), 4, axis=self._conv_ndims + 1)
        i, j, f, o = parts
        new_c = tf1.sigmoid(f + self._forget_bias) * c
        new_c += tf1.sigmoid(i) * tf1.tanh(j)
        output = tf1.tanh(new_c) * tf1.sigmoid(o)
        if self._skip_connection:
            output = tf1.concat([output, inputs], axis=-1)
        return output, LSTMStateTuple(new_c, output)

    def _convolved(self, args):
        rank, features, dtype = self._conv_ndims + 2, 4 * self._channels, args[0].dtype
        channels = sum(tf1.dimension_value(arg.shape[-1]) for arg in args)
        kernel = tf1.get_variable('kernel', [*self._kernel_shape, channels, features], dtype)
        convolve = {3: tf1.nn.conv1d, 4: tf1.nn.conv2d, 5: tf1.nn.conv3d}[rank]
        strides = 1 if rank == 3 else [1] * rank
        out = convolve(tf1.concat(args, axis=rank - 1), kernel, strides, padding='SAME')
        if not self._use_bias:
            return out
        return out + tf1.get_variable('biases', [features], dtype, tf1.constant_initializer(0.0, dtype=dtype))


class Conv1DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over sequences."""

    def __init__(self, name: str = 'conv_1d_lstm_cell', **kwargs):
        """Takes the sizes and settings.

        Args:
            name: of the cell, and of the variables' scope.
            **kwargs: what `ConvLSTMCell` takes, but for `conv_ndims`.
        """
        super().__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over images."""

    def __init__(self, name: str = 'conv_2d_lstm_cell', **kwargs):
        """Takes the sizes and settings.

        Args:
            name: of the cell, and of the variables' scope.
            **kwargs: what `ConvLSTMCell` takes, but for `conv_ndims`.
        """
        super().__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over volumes."""

    def __init__(self, name: str = 'conv_3d_lstm_cell', **kwargs):
        """Takes the sizes and settings.

        Args:
            name: of the cell, and of the variables' scope.
            **kwargs: what `ConvLSTMCell` takes, but for `conv_ndims`.
        """
        super().__init__(conv_ndims=3, name=name, **kwargs)
