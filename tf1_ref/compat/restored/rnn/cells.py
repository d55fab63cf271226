"""The recurrent cells of `tf.contrib.rnn` that no library carries on, built from the ops that 1.15 built them from.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn_cell.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import LayerRNNCell, LSTMStateTuple, RNNCell

from tf1_ref.compat.libraries import slim
from tf1_ref.compat.restored.rnn import sharded
from tf1_ref.compat.restored.rnn.linear import Linear


def _normalized(
    inputs: tf1.Tensor, scope: str, gain: float, shift: float, dtype: tf1.DType = tf1.float32
) -> tf1.Tensor:
    """Layer normalisation with variables `gamma` and `beta` of the scope that start at `gain` and `shift`."""
    shape = inputs.shape[-1:]
    with tf1.variable_scope(scope):
        tf1.get_variable('gamma', shape, dtype, tf1.constant_initializer(gain))
        tf1.get_variable('beta', shape, dtype, tf1.constant_initializer(shift))
    return slim.module('tf_slim.layers.layers').layer_norm(inputs, reuse=True, scope=scope)


def _columns(shape, cell):
    columns = tf1.dimension_value(shape.with_rank(2)[1])
    if columns is None:
        raise ValueError(f'{type(cell).__name__}: the number of columns of the inputs has to be known')
    return columns


class LayerNormBasicLSTMCell(RNNCell):
    """LSTM cell with layer normalisation (Ba et al., 2016) and recurrent dropout (Semeniuta et al., 2016)."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        input_size: int | None = None,
        activation: Callable = tf1.tanh,
        layer_norm: bool = True,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
        dropout_keep_prob: float | tf1.Tensor = 1.0,
        dropout_prob_seed: int | None = None,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            forget_bias: added to the forget gate.
            input_size: not used.
            activation: of the new input and of the state.
            layer_norm: whether to normalise; without it there is a bias.
            norm_gain: where gamma starts.
            norm_shift: where beta starts.
            dropout_keep_prob: how much of the new input is kept, in `(0, 1]`; a number or a scalar tensor.
            dropout_prob_seed: op seed of the dropout.
            reuse: whether the variables are there already.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._forget_bias, self._activation = num_units, forget_bias, activation
        self._layer_norm, self._norm_gain, self._norm_shift = layer_norm, norm_gain, norm_shift
        self._keep_prob, self._seed = dropout_keep_prob, dropout_prob_seed

    @property
    def state_size(self) -> LSTMStateTuple:
        """The sizes of `(c, h)`, an `LSTMStateTuple`."""
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def _norm(self, inputs, scope):
        if not self._layer_norm:
            return inputs
        return _normalized(inputs, scope, self._norm_gain, self._norm_shift, inputs.dtype)

    def _gates(self, joined):
        units = 4 * self._num_units
        out = tf1.matmul(joined, tf1.get_variable('kernel', [joined.shape[-1], units], joined.dtype))
        return out if self._layer_norm else tf1.nn.bias_add(out, tf1.get_variable('bias', [units], joined.dtype))

    def call(self, inputs: tf1.Tensor, state: tuple[tf1.Tensor, tf1.Tensor]) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: inputs `[batch, columns]` and `(c, h)`, each `[batch, num_units]`, give `(h, (c, h))`."""
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

    def __init__(
        self,
        num_units: int,
        initializer: Callable | None = None,
        forget_bias: float = 1.0,
        activation: Callable = tf1.tanh,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            initializer: of the kernel; that of the scope by default.
            forget_bias: added to the gate.
            activation: of the candidate.
            reuse: whether the variables are there already.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._initializer = num_units, initializer
        self._forget_bias, self._activation = forget_bias, activation
        self._linear = None

    @property
    def state_size(self) -> int:
        """The number of units."""
        return self._num_units

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and a state `[batch, num_units]` give the next state, twice."""
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
        num_units: int,
        use_peepholes: bool = False,
        initializer: Callable | None = None,
        num_proj: int | None = None,
        proj_clip: float | None = None,
        num_unit_shards: int = 1,
        num_proj_shards: int = 1,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Callable = tf1.tanh,
        reuse: bool | None = None,
        layer_norm: bool = False,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of the cell's values.
            use_peepholes: whether the gates see the cell's values.
            initializer: not used, as in 1.15; the scope's is.
            num_proj: columns that the output is projected to; None for no projection.
            proj_clip: limit of the projection on either side of 0; None for no limit.
            num_unit_shards: how many variables hold the rows of the weights.
            num_proj_shards: how many variables hold the rows of the projection.
            forget_bias: added to the forget gate.
            state_is_tuple: whether states are tuples, or joined along the columns.
            activation: of the new input and of the cell's values.
            reuse: whether the variables are there already.
            layer_norm: whether to normalise; without it there is a bias.
            norm_gain: where gamma starts.
            norm_shift: where beta starts.
        """
        super().__init__(_reuse=reuse)
        self._num_unit_shards, self._num_proj_shards = num_unit_shards, num_proj_shards
        self._num_units, self._use_peepholes, self._forget_bias = num_units, use_peepholes, forget_bias
        self._num_proj, self._proj_clip, self._activation = num_proj, proj_clip, activation
        self._state_is_tuple = state_is_tuple
        self._layer_norm, self._gain, self._shift = layer_norm, norm_gain, norm_shift

    @property
    def state_size(self) -> int | LSTMStateTuple:
        """The sizes of `(c, h)`, or their sum if states are joined."""
        out = self.output_size
        return LSTMStateTuple(self._num_units, out) if self._state_is_tuple else self._num_units + out

    @property
    def output_size(self) -> int:
        """The columns of the projection, or the number of units."""
        return self._num_proj or self._num_units

    def _norm(self, inputs, scope):
        return _normalized(inputs, scope, self._gain, self._shift) if self._layer_norm else inputs

    def _parts_of(self, state):
        if self._state_is_tuple:
            return state
        units = self._num_units
        return tf1.slice(state, [0, 0], [-1, units]), tf1.slice(state, [0, units], [-1, self.output_size])

    def call(
        self, inputs: tf1.Tensor, state: tf1.Tensor | tuple[tf1.Tensor, tf1.Tensor]
    ) -> tuple[tf1.Tensor, tf1.Tensor | LSTMStateTuple]:
        """Takes a step: inputs `[batch, columns]` and a state of `state_size` give `(h, state)`.

        Raises:
            ValueError: the number of columns of the inputs is not known, or there are more shards than rows.
        """
        units, dtype, sigmoid = self._num_units, inputs.dtype, tf1.sigmoid
        c_prev, m_prev = self._parts_of(state)
        columns = _columns(inputs.shape, self)
        kernel = sharded.weights('W', [columns + self.output_size, 3 * units], dtype, self._num_unit_shards)
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
        m = tf1.matmul(m, sharded.weights('W_P', [self._num_units, self._num_proj], dtype, self._num_proj_shards))
        return m if self._proj_clip is None else tf1.clip_by_value(m, -self._proj_clip, self._proj_clip)


class NASCell(LayerRNNCell):
    """The cell that neural architecture search found (Zoph and Le, 2016)."""

    BRANCHES = 8

    def __init__(
        self,
        num_units: int,
        num_proj: int | None = None,
        use_bias: bool = False,
        reuse: bool | None = None,
        **kwargs,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of the cell's values.
            num_proj: columns that the output is projected to; None for no projection.
            use_bias: whether there is a bias.
            reuse: whether the variables are there already.
            **kwargs: of a layer: `name`, `dtype`, `trainable`.
        """
        super().__init__(_reuse=reuse, **kwargs)
        self._num_units, self._num_proj, self._use_bias = num_units, num_proj, use_bias

    @property
    def state_size(self) -> LSTMStateTuple:
        """The sizes of `(c, h)`, an `LSTMStateTuple`."""
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self) -> int:
        """The columns of the projection, or the number of units."""
        return self._num_units if self._num_proj is None else self._num_proj

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables.

        Raises:
            ValueError: the number of columns of the inputs is not known.
        """
        columns = _columns(tf1.TensorShape(inputs_shape), self)
        units = self.BRANCHES * self._num_units
        self.recurrent_kernel = self.add_variable('recurrent_kernel', [self.output_size, units])
        self.kernel = self.add_variable('kernel', [columns, units])
        if self._use_bias:
            self.bias = self.add_variable('bias', shape=[units], initializer=tf1.zeros_initializer)
        if self._num_proj is not None:
            self.projection_weights = self.add_variable('projection_weights', [self._num_units, self._num_proj])
        self.built = True

    def call(self, inputs: tf1.Tensor, state: tuple[tf1.Tensor, tf1.Tensor]) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: inputs `[batch, columns]` and `(c, h)` give `(h, (c, h))`."""
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
