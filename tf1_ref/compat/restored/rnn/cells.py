"""The recurrent cells of `tf.contrib.rnn` that no library carries on, built from the ops that 1.15 built them from."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import LayerRNNCell, LSTMStateTuple, RNNCell

from tf1_ref.compat.contrib import layers
from tf1_ref.compat.restored.rnn.linear import Linear


def _normalized(inputs, scope, gain, shift, dtype=tf1.float32):
    """Layer normalisation with variables `gamma` and `beta` of the scope that start at `gain` and `shift`."""
    shape = inputs.shape[-1:]
    with tf1.variable_scope(scope):
        tf1.get_variable('gamma', shape, dtype, tf1.constant_initializer(gain))
        tf1.get_variable('beta', shape, dtype, tf1.constant_initializer(shift))
    return layers.layer_norm(inputs, reuse=True, scope=scope)


class LayerNormBasicLSTMCell(RNNCell):
    """LSTM cell with layer normalisation (Ba et al., 2016) and recurrent dropout (Semeniuta et al., 2016)."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        input_size=None,
        activation=tf1.tanh,
        layer_norm=True,
        norm_gain=1.0,
        norm_shift=0.0,
        dropout_keep_prob=1.0,
        dropout_prob_seed=None,
        reuse=None,
    ):
        """Takes what 1.15's cell took.

        Args:
            num_units: units of the cell.
            forget_bias: added to the forget gate.
            input_size: not used.
            activation: of the new input and of the state.
            layer_norm: whether to normalise; without it there is a bias.
            norm_gain: where gamma starts.
            norm_shift: where beta starts.
            dropout_keep_prob: of the new input; a number or a scalar tensor.
            dropout_prob_seed: op seed of the dropout.
            reuse: whether the variables are there already.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._forget_bias, self._activation = num_units, forget_bias, activation
        self._layer_norm, self._norm_gain, self._norm_shift = layer_norm, norm_gain, norm_shift
        self._keep_prob, self._seed = dropout_keep_prob, dropout_prob_seed

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def _norm(self, inputs, scope):
        if not self._layer_norm:
            return inputs
        return _normalized(inputs, scope, self._norm_gain, self._norm_shift, inputs.dtype)

    def _gates(self, joined):
        units = 4 * self._num_units
        out = tf1.matmul(joined, tf1.get_variable('kernel', [joined.shape[-1], units], joined.dtype))
        return out if self._layer_norm else tf1.nn.bias_add(out, tf1.get_variable('bias', [units], joined.dtype))

    def call(self, inputs, state):
        c, h = state
        parts = tf1.split(self._gates(tf1.concat([inputs, h], 1)), 4, axis=1)
        names = ('input', 'transform', 'forget', 'output')
        i, j, f, o = [self._norm(part, name) for part, name in zip(parts, names, strict=True)]
        g = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            g = tf1.nn.dropout(g, self._keep_prob, seed=self._seed)
        new_c = c * tf1.sigmoid(f + self._forget_bias) + tf1.sigmoid(i) * g
        new_c = self._norm(new_c, 'state')
        new_h = self._activation(new_c) * tf1.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)


class UGRNNCell(RNNCell):
    """Update gate cell (Collins et al., 2016): one gate mixes the state and the candidate."""

    def __init__(self, num_units, initializer=None, forget_bias=1.0, activation=tf1.tanh, reuse=None):
        """Takes the number of units, the kernel's initializer, and what is added to the gate."""
        super().__init__(_reuse=reuse)
        self._num_units, self._initializer = num_units, initializer
        self._forget_bias, self._activation = forget_bias, activation
        self._linear = None

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        inputs.shape.with_rank(2)
        with tf1.variable_scope(tf1.get_variable_scope(), initializer=self._initializer):
            joined = tf1.concat([inputs, state], 1)
            if self._linear is None:
                self._linear = Linear(joined, 2 * self._num_units, True)
            g, c = tf1.split(self._linear(joined), 2, axis=1)
            c = self._activation(c)
            g = tf1.sigmoid(g + self._forget_bias)
            new = g * state + (1.0 - g) * c
        return new, new


class CoupledInputForgetGateLSTMCell(RNNCell):
    """LSTM cell whose input gate is one minus its forget gate (Greff et al., 2015)."""

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        initializer=None,
        num_proj=None,
        proj_clip=None,
        num_unit_shards=1,
        num_proj_shards=1,
        forget_bias=1.0,
        state_is_tuple=True,
        activation=tf1.tanh,
        reuse=None,
        layer_norm=False,
        norm_gain=1.0,
        norm_shift=0.0,
    ):
        """Takes what 1.15's cell took; `num_unit_shards` and `num_proj_shards` have to be 1.

        Raises:
            NotImplementedError: a number of shards above 1.
        """
        super().__init__(_reuse=reuse)
        if (num_unit_shards, num_proj_shards) != (1, 1):
            raise NotImplementedError(
                'CoupledInputForgetGateLSTMCell: num_unit_shards and num_proj_shards are not supported; '
                'use a variable_scope with a partitioner'
            )
        self._num_units, self._use_peepholes, self._forget_bias = num_units, use_peepholes, forget_bias
        self._num_proj, self._proj_clip, self._activation = num_proj, proj_clip, activation
        self._state_is_tuple = state_is_tuple
        self._layer_norm, self._gain, self._shift = layer_norm, norm_gain, norm_shift

    @property
    def state_size(self):
        out = self.output_size
        return LSTMStateTuple(self._num_units, out) if self._state_is_tuple else self._num_units + out

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    def _norm(self, inputs, scope):
        return _normalized(inputs, scope, self._gain, self._shift) if self._layer_norm else inputs

    def _parts_of(self, state):
        if self._state_is_tuple:
            return state
        units = self._num_units
        return tf1.slice(state, [0, 0], [-1, units]), tf1.slice(state, [0, units], [-1, self.output_size])

    def call(self, inputs, state):
        units, dtype, sigmoid = self._num_units, inputs.dtype, tf1.sigmoid
        c_prev, m_prev = self._parts_of(state)
        columns = tf1.dimension_value(inputs.shape.with_rank(2)[1])
        kernel = tf1.get_variable('W_0', [columns + self.output_size, 3 * units], dtype)
        bias = tf1.get_variable('B', [3 * units], dtype, tf1.zeros_initializer())
        out = tf1.matmul(tf1.concat([inputs, m_prev], 1), kernel)
        out = out if self._layer_norm else tf1.nn.bias_add(out, bias)
        parts = tf1.split(out, 3, axis=1)
        j, f, o = [self._norm(p, name) for p, name in zip(parts, ('transform', 'forget', 'output'), strict=True)]
        if self._use_peepholes:
            w_f = tf1.get_variable('W_F_diag', [units], dtype)
            w_o = tf1.get_variable('W_O_diag', [units], dtype)
            f = sigmoid(f + self._forget_bias + w_f * c_prev)
        else:
            f = sigmoid(f + self._forget_bias)
        c = self._norm(f * c_prev + (1 - f) * self._activation(j), 'state')
        m = sigmoid(o + w_o * c if self._use_peepholes else o) * self._activation(c)
        m = self._projected(m, dtype)
        return m, LSTMStateTuple(c, m) if self._state_is_tuple else tf1.concat([c, m], 1)

    def _projected(self, m, dtype):
        if self._num_proj is None:
            return m
        m = tf1.matmul(m, tf1.get_variable('W_P_0', [self._num_units, self._num_proj], dtype))
        return m if self._proj_clip is None else tf1.clip_by_value(m, -self._proj_clip, self._proj_clip)


class NASCell(LayerRNNCell):
    """The cell that neural architecture search found (Zoph and Le, 2016)."""

    BRANCHES = 8

    def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **kwargs):
        """Takes the number of units, of columns to project the output to, and whether there is a bias."""
        super().__init__(_reuse=reuse, **kwargs)
        self._num_units, self._num_proj, self._use_bias = num_units, num_proj, use_bias

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def build(self, inputs_shape):
        columns = tf1.dimension_value(tf1.TensorShape(inputs_shape).with_rank(2)[1])
        if columns is None:
            raise ValueError('NASCell: the number of columns of the inputs has to be known')
        units = self.BRANCHES * self._num_units
        self.recurrent_kernel = self.add_variable('recurrent_kernel', [self.output_size, units])
        self.kernel = self.add_variable('kernel', [columns, units])
        if self._use_bias:
            self.bias = self.add_variable('bias', shape=[units], initializer=tf1.zeros_initializer)
        if self._num_proj is not None:
            self.projection_weights = self.add_variable('projection_weights', [self._num_units, self._num_proj])
        self.built = True

    def call(self, inputs, state):
        sigmoid, tanh, relu = tf1.sigmoid, tf1.tanh, tf1.nn.relu
        c, h = state
        from_state, from_inputs = tf1.matmul(h, self.recurrent_kernel), tf1.matmul(inputs, self.kernel)
        if self._use_bias:
            from_state = tf1.nn.bias_add(from_state, self.bias)
        from_state = tf1.split(from_state, self.BRANCHES, axis=1)
        from_inputs = tf1.split(from_inputs, self.BRANCHES, axis=1)
        first = []
        for i, act in enumerate((sigmoid, relu, sigmoid, relu, tanh, sigmoid, tanh, sigmoid)):
            first.append(act(from_inputs[i] * from_state[i] if i == 3 else from_inputs[i] + from_state[i]))
        a, b = tanh(first[0] * first[1]), tanh(first[2] + first[3])
        d, e = tanh(first[4] * first[5]), sigmoid(first[6] + first[7])
        new_c = tanh(a + c) * b
        new_h = tanh(new_c * tanh(d + e))
        if self._num_proj is not None:
            new_h = tf1.matmul(new_h, self.projection_weights)
        return new_h, LSTMStateTuple(new_c, new_h)


class ConvLSTMCell(RNNCell):
    """LSTM cell whose matrix products are convolutions (Shi et al., 2015); tensors are channels last."""

    def __init__(
        self,
        conv_ndims,
        input_shape,
        output_channels,
        kernel_shape,
        use_bias=True,
        skip_connection=False,
        forget_bias=1.0,
        initializers=None,
        name='conv_lstm_cell',
    ):
        """Takes what 1.15's cell took.

        Args:
            conv_ndims: 1, 2 or 3.
            input_shape: sizes of one input, without its batch.
            output_channels: channels of output and state.
            kernel_shape: sizes of the kernel, of length `conv_ndims`.
            use_bias: whether there is a bias.
            skip_connection: whether the input is appended to the output.
            forget_bias: added to the forget gate.
            initializers: not used.
            name: of the cell.

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
    def output_size(self):
        channels = self._channels + (self._input_shape[-1] if self._skip_connection else 0)
        return tf1.TensorShape([*self._input_shape[:-1], channels])

    @property
    def state_size(self):
        shape = tf1.TensorShape([*self._input_shape[:-1], self._channels])
        return LSTMStateTuple(shape, shape)

    def call(self, inputs, state, scope=None):
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

    def __init__(self, name='conv_1d_lstm_cell', **kwargs):
        """Takes what `ConvLSTMCell` takes, but for `conv_ndims`."""
        super().__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over images."""

    def __init__(self, name='conv_2d_lstm_cell', **kwargs):
        """Takes what `ConvLSTMCell` takes, but for `conv_ndims`."""
        super().__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over volumes."""

    def __init__(self, name='conv_3d_lstm_cell', **kwargs):
        """Takes what `ConvLSTMCell` takes, but for `conv_ndims`."""
        super().__init__(conv_ndims=3, name=name, **kwargs)
