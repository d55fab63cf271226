"""Cells that are one op each: `LSTMBlockCell`, `GRUBlockCell`, and `LSTMBlockFusedCell` over a whole sequence.

TensorFlow 2 still has the ops and their gradients' ops; what linked them was registered by contrib.

Source: tf.contrib.rnn of TensorFlow 1.15 (lstm_ops.py, gru_ops.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops
from tensorflow.python.layers.base import InputSpec, Layer
from tensorflow.python.ops.rnn_cell_impl import LayerRNNCell, LSTMStateTuple

PEEPHOLES = ('w_i_diag', 'w_f_diag', 'w_o_diag')


class _OneOp:
    """What the two LSTMs have in common: settings, variables, and the attributes and inputs of their op."""

    def _set(self, num_units: int, forget_bias: float, cell_clip: float | None, use_peephole: bool) -> None:
        self._num_units, self._forget_bias, self._use_peephole = num_units, forget_bias, use_peephole
        self._cell_clip = -1 if cell_clip is None else cell_clip

    def _add_variables(self, columns):
        units = self._num_units
        self._kernel = self.add_variable('kernel', [columns + units, 4 * units])
        self._bias = self.add_variable('bias', [4 * units], initializer=tf1.constant_initializer(0.0))
        if self._use_peephole:
            self._peepholes = [self.add_variable(name, [units]) for name in PEEPHOLES]
        self.built = True

    def _given(self, dtype):
        """What the op gets besides inputs and state; the peepholes' weights are zeros if there are none."""
        names = ('wci', 'wcf', 'wco')
        if self._use_peephole:
            peepholes = dict(zip(names, self._peepholes, strict=True))
        else:
            peepholes = dict.fromkeys(names, tf1.zeros([self._num_units], dtype=dtype))
        return {
            'w': self._kernel,
            'b': self._bias,
            'forget_bias': self._forget_bias,
            'cell_clip': self._cell_clip,
            'use_peephole': self._use_peephole,
            **peepholes,
        }


class LSTMBlockCell(_OneOp, LayerRNNCell):
    """LSTM cell in one op, with the variables of `tf.nn.rnn_cell.LSTMCell` (Hochreiter and Schmidhuber, 1997)."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: float | None = None,
        use_peephole: bool = False,
        dtype: tf1.DType | None = None,
        reuse: bool | None = None,
        name: str = 'lstm_cell',
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            forget_bias: added to the forget gate.
            cell_clip: limit of the cell's values on either side of 0; None for no limit.
            use_peephole: whether the gates see the cell's values.
            dtype: of the variables; that of the inputs by default.
            reuse: whether the variables are there already.
            name: of the cell, and of the variables' scope.
        """
        super().__init__(_reuse=reuse, dtype=dtype, name=name)
        self._set(num_units, forget_bias, cell_clip, use_peephole)
        self.input_spec = InputSpec(ndim=2)

    @property
    def state_size(self) -> LSTMStateTuple:
        """The sizes of `(c, h)`, an `LSTMStateTuple`."""
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def build(self, input_shape: Any) -> None:
        """Makes the variables.

        Raises:
            ValueError: the number of columns of the inputs is not known.
        """
        columns = tf1.dimension_value(tf1.TensorShape(input_shape)[1])
        if not columns:
            raise ValueError(f'Expecting inputs_shape[1] to be set: {input_shape}')
        self._add_variables(columns)

    def call(self, inputs: tf1.Tensor, state: tuple[tf1.Tensor, tf1.Tensor]) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: inputs `[batch, columns]` and `(c, h)`, each `[batch, num_units]`, give `(h, (c, h))`.

        Raises:
            ValueError: the state is not a pair.
        """
        if len(state) != 2:
            raise ValueError('Expecting state to be a tuple with length 2.')
        found = tf1.raw_ops.LSTMBlockCell(x=inputs, cs_prev=state[0], h_prev=state[1], **self._given(self.dtype))
        return found.h, LSTMStateTuple(found.cs, found.h)


class LSTMBlockFusedCell(_OneOp, Layer):
    """An LSTM over a whole sequence, in one op."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: float | None = None,
        use_peephole: bool = False,
        reuse: bool | None = None,
        dtype: tf1.DType | None = None,
        name: str = 'lstm_fused_cell',
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            forget_bias: added to the forget gate.
            cell_clip: limit of the cell's values on either side of 0; None for no limit.
            use_peephole: whether the gates see the cell's values.
            reuse: whether the variables are there already.
            dtype: of the variables; that of the inputs by default.
            name: of the layer, and of the variables' scope.
        """
        super().__init__(_reuse=reuse, name=name, dtype=dtype)
        self._set(num_units, forget_bias, cell_clip, use_peephole)
        self.input_spec = InputSpec(ndim=3)

    @property
    def num_units(self) -> int:
        """The size of output and state."""
        return self._num_units

    def build(self, input_shape: Any) -> None:
        """Makes the variables, for inputs `[time, batch, columns]`."""
        self._add_variables(tf1.dimension_value(tf1.TensorShape(input_shape)[2]))

    def call(
        self,
        inputs: tf1.Tensor,
        initial_state: tuple[tf1.Tensor, tf1.Tensor] | None = None,
        dtype: tf1.DType | None = None,
        sequence_length: tf1.Tensor | None = None,
    ) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Runs over a sequence.

        Args:
            inputs: `[time, batch, columns]`.
            initial_state: `(c, h)`, each `[batch, num_units]`; zeros of `dtype` by default.
            dtype: of the initial state, needed without one.
            sequence_length: int32 lengths `[batch]`; all steps by default.

        Returns:
            `(outputs, LSTMStateTuple)`: outputs `[time, batch, num_units]`, zeros behind a length, and the state at
            the end of each sequence.

        Raises:
            ValueError: neither `initial_state` nor `dtype` is given, or the former is not a pair.
        """
        shape = inputs.shape.with_rank(3)
        if not tf1.dimension_value(shape[2]):
            raise ValueError(f'Expecting inputs_shape[2] to be set: {shape}')
        batch = tf1.dimension_value(shape[1])
        batch = tf1.shape(inputs)[1] if batch is None else batch
        time = tf1.dimension_value(shape[0])
        time = tf1.shape(inputs)[0] if time is None else time
        c, h = self._initial(initial_state, batch, dtype)
        dtype = c.dtype if dtype is None else dtype
        if sequence_length is not None:
            sequence_length = tf1.convert_to_tensor(sequence_length)
        cells, outputs = self._run(inputs, c, h, dtype, sequence_length)
        if sequence_length is None:
            last = cells[-1], outputs[-1]
        else:
            outputs, last = self._cut(cells, outputs, (c, h), sequence_length, time, batch, dtype)
        return outputs, LSTMStateTuple(*last)

    def _initial(
        self, state: tuple[tf1.Tensor, tf1.Tensor] | None, batch: int | tf1.Tensor, dtype: tf1.DType | None
    ) -> tuple[tf1.Tensor, tf1.Tensor]:
        if state is None:
            if dtype is None:
                raise ValueError('Either initial_state or dtype needs to be specified')
            zeros = tf1.zeros(tf1.stack([batch, self.num_units]), dtype=dtype)
            return zeros, zeros
        if len(state) != 2:
            raise ValueError('Expecting initial_state to be a tuple with length 2 or None')
        return state

    def _run(
        self, inputs: tf1.Tensor, c: tf1.Tensor, h: tf1.Tensor, dtype: tf1.DType, sequence_length: tf1.Tensor | None
    ) -> tuple[tf1.Tensor, tf1.Tensor]:
        time = tf1.dimension_value(inputs.shape.with_rank(3)[0])
        time = tf1.shape(inputs)[0] if time is None else time
        given = self._given(dtype)
        steps = time if sequence_length is None else tf1.reduce_max(sequence_length)
        found = tf1.raw_ops.BlockLSTM(seq_len_max=tf1.cast(steps, tf1.int64), x=inputs, cs_prev=c, h_prev=h, **given)
        return found.cs, found.h

    def _cut(self, cells, outputs, initial, lengths, time, batch, dtype):
        """Zeros behind the lengths, and the states there; the initial state is that of length 0."""
        mask = tf1.transpose(tf1.sequence_mask(lengths, time, dtype=dtype), [1, 0])
        outputs *= tf1.tile(tf1.expand_dims(mask, [-1]), [1, 1, self.num_units])
        all_cells = tf1.concat([tf1.expand_dims(initial[0], [0]), cells], 0)
        all_outputs = tf1.concat([tf1.expand_dims(initial[1], [0]), outputs], 0)
        last = [
            tf1.gather_nd(values, tf1.stack([lengths, tf1.range(batch)], axis=1)) for values in (all_cells, all_outputs)
        ]
        return outputs, last


class GRUBlockCell(LayerRNNCell):
    """GRU cell in one op (Cho et al., 2014), with contrib's names for its variables."""

    NAMES = ('w_ru', 'b_ru', 'w_c', 'b_c')

    def __init__(
        self,
        num_units: int | None = None,
        cell_size: int | None = None,
        reuse: bool | None = None,
        name: str = 'gru_cell',
    ):
        """Takes the number of units, under either of its names.

        Args:
            num_units: size of output and state.
            cell_size: the same, as it was called before.
            reuse: whether the variables are there already.
            name: of the cell, and of the variables' scope.

        Raises:
            ValueError: both names are used, or none.
        """
        super().__init__(_reuse=reuse, name=name)
        if (cell_size is None) == (num_units is None):
            raise ValueError('Exactly one of num_units or cell_size must be provided.')
        self._cell_size = cell_size if num_units is None else num_units
        self.input_spec = InputSpec(ndim=2)

    @property
    def state_size(self) -> int:
        """The number of units."""
        return self._cell_size

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._cell_size

    def build(self, input_shape: Any) -> None:
        """Makes the variables.

        Raises:
            ValueError: the number of columns of the inputs is not known.
        """
        columns, units = tf1.dimension_value(tf1.TensorShape(input_shape)[1]), self._cell_size
        if columns is None:
            raise ValueError('Expecting input_size to be set.')
        kernel, bias, candidate_kernel, candidate_bias = self.NAMES
        constant = tf1.constant_initializer
        self._gate_kernel = self.add_variable(kernel, [columns + units, 2 * units])
        self._gate_bias = self.add_variable(bias, [2 * units], initializer=constant(1.0))
        self._candidate_kernel = self.add_variable(candidate_kernel, [columns + units, units])
        self._candidate_bias = self.add_variable(candidate_bias, [units], initializer=constant(0.0))
        self.built = True

    def call(self, inputs: tf1.Tensor, h_prev: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and a state `[batch, num_units]` give the next state, twice.

        Raises:
            ValueError: the state has another number of columns.
        """
        units = h_prev.shape.with_rank(2)[1]
        if tf1.dimension_value(units) != self._cell_size:
            raise ValueError(f'Shape of h_prev[1] incorrect: cell_size {self._cell_size} vs {units}')
        new = tf1.raw_ops.GRUBlockCell(
            x=inputs,
            h_prev=h_prev,
            w_ru=self._gate_kernel,
            w_c=self._candidate_kernel,
            b_ru=self._gate_bias,
            b_c=self._candidate_bias,
        ).h
        return new, new


class GRUBlockCellV2(GRUBlockCell):
    """`GRUBlockCell` with the variables' names of `tf.nn.rnn_cell.GRUCell`."""

    NAMES = ('gates/kernel', 'gates/bias', 'candidate/kernel', 'candidate/bias')


@ops.RegisterGradient('LSTMBlockCell')
def _lstm_gradient(op, *grads):
    x, _, h_prev, w, *_ = op.inputs
    names = ('x', 'cs_prev', 'h_prev', 'w', 'wci', 'wcf', 'wco', 'b')
    given = dict(zip(names, op.inputs, strict=True))
    given.update(zip(('i', 'cs', 'f', 'o', 'ci', 'co'), op.outputs, strict=False))
    found = tf1.raw_ops.LSTMBlockCellGrad(
        cs_grad=grads[1], h_grad=grads[6], use_peephole=op.get_attr('use_peephole'), **given
    )
    batch = tf1.dimension_value(x.shape[0])
    batch, columns = -1 if batch is None else batch, tf1.dimension_value(x.shape[1])
    joined = tf1.matmul(found.dicfo, w, transpose_b=True)
    x_grad = tf1.slice(joined, (0, 0), (batch, columns))
    h_grad = tf1.slice(joined, (0, columns), (batch, tf1.dimension_value(h_prev.shape[1])))
    w_grad = tf1.matmul(tf1.concat([x, h_prev], 1), found.dicfo, transpose_a=True)
    b_grad = tf1.raw_ops.BiasAddGrad(out_backprop=found.dicfo)
    return x_grad, found.cs_prev_grad, h_grad, w_grad, found.wci_grad, found.wcf_grad, found.wco_grad, b_grad


@ops.RegisterGradient('GRUBlockCell')
def _gru_gradient(op, *grads):
    names = ('x', 'h_prev', 'w_ru', 'w_c', 'b_ru', 'b_c')
    given = dict(zip(names, op.inputs, strict=True))
    r, u, c, _ = op.outputs
    found = tf1.raw_ops.GRUBlockCellGrad(r=r, u=u, c=c, d_h=grads[3], **given)
    x, h_prev = given['x'], given['h_prev']
    w_ru = tf1.matmul(tf1.concat([x, h_prev], 1), found.d_r_bar_u_bar, transpose_a=True)
    b_ru = tf1.raw_ops.BiasAddGrad(out_backprop=found.d_r_bar_u_bar)
    w_c = tf1.matmul(tf1.concat([x, h_prev * r], 1), found.d_c_bar, transpose_a=True)
    b_c = tf1.raw_ops.BiasAddGrad(out_backprop=found.d_c_bar)
    return found.d_x, found.d_h_prev, w_ru, w_c, b_ru, b_c
