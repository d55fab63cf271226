"""Recurrent cells of `tf.contrib.rnn` that walk along the frequencies of their inputs as they do along time.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn_cell.py); Sainath and Li, "Modeling Time-Frequency Patterns with LSTM vs.
Convolutional Architectures for LVCSR Tasks", 2016; Kalchbrenner et al., "Grid Long Short-Term Memory", 2016.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import RNNCell

from tf1_ref.compat.restored.rnn import sharded


class TimeFreqLSTMCell(RNNCell):
    """LSTM cell that takes windows of its inputs one by one, and passes its output from each to the next."""

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        cell_clip: float | None = None,
        initializer: Callable | None = None,
        num_unit_shards: int = 1,
        forget_bias: float = 1.0,
        feature_size: int | None = None,
        frequency_skip: int = 1,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state, for a window.
            use_peepholes: whether gates see the state.
            cell_clip: the largest amount of a state; None for any.
            initializer: not used, as in 1.15; that of the variable scope is.
            num_unit_shards: how many variables hold the rows of the weights.
            forget_bias: added to the forget gate.
            feature_size: how many columns a window has.
            frequency_skip: how many columns there are from window to window.
            reuse: whether the variables are there already.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._use_peepholes, self._cell_clip = num_units, use_peepholes, cell_clip
        self._initializer, self._num_unit_shards, self._forget_bias = initializer, num_unit_shards, forget_bias
        self._feature_size, self._frequency_skip = feature_size, frequency_skip

    @property
    def state_size(self) -> int:
        """Twice the number of units: the states of more windows are found in the columns behind."""
        return 2 * self._num_units

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step.

        Args:
            inputs: `[batch, columns]`.
            state: `[batch, 2 * num_units * windows]`: `c` and `h` of each window.

        Returns:
            The output `[batch, num_units * windows]`, and the new state.

        Raises:
            ValueError: the number of columns is not known.
        """
        units, dtype = self._num_units, inputs.dtype
        seen = _windows(inputs, _columns(inputs), 0, self._feature_size, self._frequency_skip)
        rows = seen[0].shape.as_list()[1] + 2 * units
        kernel = sharded.weights('W', [rows, 4 * units], dtype, self._num_unit_shards)
        bias = tf1.get_variable('B', [4 * units], dtype, tf1.zeros_initializer())
        peeps = {gate: tf1.get_variable(f'W_{gate}_diag', [units], dtype) for gate in 'FIO' if self._use_peepholes}
        batch = tf1.dimension_value(inputs.shape[0]) or inputs.shape[0]
        lower, states, outputs = tf1.zeros([batch, units], dtype), None, None
        for place, window in enumerate(seen):
            c, h = (tf1.slice(state, [0, (2 * place + part) * units], [-1, units]) for part in (0, 1))
            joined = tf1.concat([window, h, lower], 1)
            i, j, f, o = tf1.split(tf1.nn.bias_add(tf1.matmul(joined, kernel), bias), 4, axis=1)
            forget = _gate(f + self._forget_bias, (peeps.get('F'), c))
            kept = forget * c
            c = _clipped(kept + _gate(i, (peeps.get('I'), c)) * tf1.tanh(j), self._cell_clip)
            lower = h = _gate(o, (peeps.get('O'), c)) * tf1.tanh(c)
            states = tf1.concat([c, h] if states is None else [states, c, h], 1)
            outputs = h if outputs is None else tf1.concat([outputs, h], 1)
        return outputs, states


class GridLSTMCell(RNNCell):
    """Two LSTM cells that share what they see: one goes along time, one along the frequencies of the inputs."""

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        share_time_frequency_weights: bool = False,
        cell_clip: float | None = None,
        initializer: Callable | None = None,
        num_unit_shards: int = 1,
        forget_bias: float = 1.0,
        feature_size: int | None = None,
        frequency_skip: int | None = None,
        num_frequency_blocks: list[int] | None = None,
        start_freqindex_list: list[int] | None = None,
        end_freqindex_list: list[int] | None = None,
        couple_input_forget_gates: bool = False,
        state_is_tuple: bool = True,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of a state.
            use_peepholes: whether gates see both states.
            share_time_frequency_weights: whether both cells have the same weights.
            cell_clip: the largest amount of a state; None for any.
            initializer: not used, as in 1.15; that of the variable scope is.
            num_unit_shards: how many variables hold the rows of a weight.
            forget_bias: added to the forget gates.
            feature_size: how many columns a window has.
            frequency_skip: how many columns there are from window to window.
            num_frequency_blocks: how many windows each block has. Needed.
            start_freqindex_list: at which column each block begins; None for one block of all columns.
            end_freqindex_list: behind which column each block ends.
            couple_input_forget_gates: whether a forget gate is what the input gate leaves.
            state_is_tuple: whether the state is a tuple of two tensors for each window, or one tensor.
            reuse: whether the variables are there already.

        Raises:
            ValueError: there is no num_frequency_blocks.
        """
        super().__init__(_reuse=reuse)
        if num_frequency_blocks is None:
            raise ValueError('Must specify num_frequency_blocks')
        if not state_is_tuple:
            tf1.logging.warn('%s: a state of one tensor is slower; use state_is_tuple=True.', self)
        self._num_units, self._use_peepholes, self._cell_clip = num_units, use_peepholes, cell_clip
        self._are_shared, self._are_coupled = share_time_frequency_weights, couple_input_forget_gates
        self._initializer, self._num_unit_shards, self._forget_bias = initializer, num_unit_shards, forget_bias
        self._feature_size, self._frequency_skip = feature_size, frequency_skip
        self._starts, self._ends, self._blocks = start_freqindex_list, end_freqindex_list, num_frequency_blocks
        self._total_blocks = sum(int(number) for number in num_frequency_blocks)
        self._state_tuple_type = self._tuple_type('GridLSTMStateTuple', ['state']) if state_is_tuple else None

    def _tuple_type(self, name, prefixes):
        found = [(prefix, block) for prefix in prefixes for block in range(len(self._blocks))]
        places = [_place(prefix, place, block) for prefix, block in found for place in range(self._blocks[block])]
        return collections.namedtuple(name, [f'{place}_{part}' for place in places for part in 'cm'])

    @property
    def state_tuple_type(self) -> Any:
        """The type of the state: a named tuple of `state_f00_b00_c`, `state_f00_b00_m`, ...; None for a tensor."""
        return self._state_tuple_type

    @property
    def state_size(self) -> Any:
        """The number of units for each part of the state; the sum for a tensor."""
        if self._state_tuple_type is None:
            return 2 * self._num_units * self._total_blocks
        return self._state_tuple_type(*[self._num_units] * len(self._state_tuple_type._fields))

    @property
    def output_size(self) -> int:
        """Twice the number of units for each window."""
        return 2 * self._num_units * self._total_blocks

    def call(self, inputs: tf1.Tensor, state: Any) -> tuple[tf1.Tensor, Any]:
        """Takes a step.

        Args:
            inputs: `[batch, columns]`.
            state: a tuple of `[batch, num_units]`, or one tensor of all of them.

        Returns:
            The output `[batch, 2 * num_units * windows]`, and the new state.

        Raises:
            ValueError: the number of columns is not known, or the windows are not as many as was said.
        """
        batch = tf1.dimension_value(inputs.shape[0]) or tf1.shape(inputs)[0]
        found = [self._walk(seen, block, state, batch) for block, seen in enumerate(self._blocks_of(inputs))]
        outputs, states = (list(itertools.chain(*parts)) for parts in zip(*found, strict=True))
        state = tf1.concat(states, 1) if self._state_tuple_type is None else self._state_tuple_type(*states)
        return tf1.concat(outputs, 1), state

    def _walk(self, seen, block, state, batch, prefix='state'):
        """Goes along the windows of a block; returns outputs and states, two of each for a window."""
        units, number, dtype = self._num_units, 3 if self._are_coupled else 4, seen[0].dtype
        shape = [seen[0].shape.as_list()[1] + 2 * units, number * units]
        both = ('freq',) if self._are_shared else ('freq', 'time')
        layers = {way: self._layer(way[0], block, shape, dtype) for way in both}
        peeps = {way: self._peepholes(way, block, dtype) for way in both}
        lower_m, lower_c = tf1.zeros([batch, units], dtype), tf1.zeros([batch, units], dtype)
        outputs, states = [], []
        for place, window in enumerate(seen):
            before_c, before_m = self._parts(state, _place(prefix, place, block), place)
            joined = tf1.concat([window, before_m, lower_m], 1)
            gates = {
                way: tf1.split(tf1.nn.bias_add(tf1.matmul(joined, kernel), bias), number, axis=1)
                for way, (kernel, bias) in layers.items()
            }
            cells = {}
            for way, own in (('freq', lower_c), ('time', before_c)):
                shared = way if way in both else 'freq'
                cells[way] = self._cell(own, gates[shared], peeps[shared], (lower_c, before_c))
            seen_by_o = tuple(cells.values())
            out = {}
            for way, cell in cells.items():
                shared = way if way in both else 'freq'
                out[way] = self._see(gates[shared][-1], peeps[shared], 'O', seen_by_o) * tf1.tanh(cell)
            lower_m, lower_c = out['freq'], cells['freq']
            states += [cells['time'], out['time']]
            outputs += [out['time'], out['freq']]
        return outputs, states

    def _layer(self, letter, block, shape, dtype):
        """The weights and the bias of one of both cells."""
        kernel = sharded.weights(f'W_{letter}_{block}', shape, dtype, self._num_unit_shards)
        return kernel, tf1.get_variable(f'B_{letter}_{block}', shape[1:], dtype, tf1.zeros_initializer())

    def _peepholes(self, way, block, dtype):
        """What each gate sees of the state of the frequency and of time, by its letter."""
        if not self._use_peepholes:
            return {}
        return {
            gate: [tf1.get_variable(f'W_{gate}_diag_{way}{of}_{block}', [self._num_units], dtype=dtype) for of in 'ft']
            for gate in ('IO' if self._are_coupled else 'FIO')
        }

    def _parts(self, state, name, place):
        """`c` and `m` of a window, as they were a step before."""
        if self._state_tuple_type is not None:
            return getattr(state, f'{name}_c'), getattr(state, f'{name}_m')
        units = self._num_units
        return [tf1.slice(state, [0, (2 * place + part) * units], [-1, units]) for part in (0, 1)]

    def _cell(self, own, gates, peeps, states):
        """What one of both cells makes of its own state."""
        i, j, *f, _ = gates
        taken = self._see(i, peeps, 'I', states)
        kept = 1.0 - taken if self._are_coupled else self._see(f[0] + self._forget_bias, peeps, 'F', states)
        return _clipped(kept * own + taken * tf1.tanh(j), self._cell_clip)

    @staticmethod
    def _see(gate, peeps, letter, states):
        return _gate(gate, *zip(peeps[letter], states, strict=True)) if peeps else _gate(gate)

    def _blocks_of(self, inputs, offset=0):
        """The windows of each block, shifted by an offset; what is beyond the columns is 0."""
        columns = _columns(inputs)
        if offset:
            sides = [0, 0, 0, offset] if offset > 0 else [0, 0, -offset, 0]
            inputs, offset = tf1.pad(inputs, tf1.constant(sides, shape=[2, 2], dtype=tf1.int32)), max(offset, 0)
        starts, ends = (self._starts, self._ends) if self._starts else ([0], [columns])
        if len(starts) != len(ends):
            raise ValueError(f'there are {len(starts)} starts and {len(ends)} ends of blocks of frequencies')
        if len(self._blocks) != len(starts):
            raise ValueError(f'Length of num_frequency_blocks is {len(self._blocks)}, and there are {len(starts)}')
        for start, end, number in zip(starts, ends, self._blocks, strict=True):
            windows = int((end - start - self._feature_size) / self._frequency_skip) + 1
            if windows != number:
                raise ValueError(f'Invalid num_frequency_blocks, requires {number} but gets {windows}')
        return [
            _windows(inputs, end - start, start + offset, self._feature_size, self._frequency_skip)
            for start, end in zip(starts, ends, strict=True)
        ]


class BidirectionalGridLSTMCell(GridLSTMCell):
    """Grid LSTM cell that goes along the frequencies both ways, each with weights of its own."""

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        share_time_frequency_weights: bool = False,
        cell_clip: float | None = None,
        initializer: Callable | None = None,
        num_unit_shards: int = 1,
        forget_bias: float = 1.0,
        feature_size: int | None = None,
        frequency_skip: int | None = None,
        num_frequency_blocks: list[int] | None = None,
        start_freqindex_list: list[int] | None = None,
        end_freqindex_list: list[int] | None = None,
        couple_input_forget_gates: bool = False,
        backward_slice_offset: int = 0,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: as of `GridLSTMCell`.
            use_peepholes: as of `GridLSTMCell`.
            share_time_frequency_weights: as of `GridLSTMCell`.
            cell_clip: as of `GridLSTMCell`.
            initializer: as of `GridLSTMCell`.
            num_unit_shards: as of `GridLSTMCell`.
            forget_bias: as of `GridLSTMCell`.
            feature_size: as of `GridLSTMCell`.
            frequency_skip: as of `GridLSTMCell`.
            num_frequency_blocks: as of `GridLSTMCell`.
            start_freqindex_list: as of `GridLSTMCell`.
            end_freqindex_list: as of `GridLSTMCell`.
            couple_input_forget_gates: as of `GridLSTMCell`.
            backward_slice_offset: by how many columns the windows of the way back are shifted.
            reuse: as of `GridLSTMCell`.

        Raises:
            ValueError: there is no num_frequency_blocks.
        """
        super().__init__(
            num_units,
            use_peepholes,
            share_time_frequency_weights,
            cell_clip,
            initializer,
            num_unit_shards,
            forget_bias,
            feature_size,
            frequency_skip,
            num_frequency_blocks,
            start_freqindex_list,
            end_freqindex_list,
            couple_input_forget_gates,
            True,
            reuse,
        )
        self._backward_slice_offset = int(backward_slice_offset)
        names = ['fwd_state', 'bwd_state']
        self._state_tuple_type = self._tuple_type('BidirectionalGridLSTMStateTuple', names)

    @property
    def output_size(self) -> int:
        """Twice the number of units for each window and each way."""
        return 2 * super().output_size

    def call(self, inputs: tf1.Tensor, state: Any) -> tuple[tf1.Tensor, Any]:
        """Takes a step, as that of `GridLSTMCell`; the state begins with the parts of the way forward."""
        batch = tf1.dimension_value(inputs.shape[0]) or tf1.shape(inputs)[0]
        forward = self._blocks_of(inputs)
        offset = self._backward_slice_offset
        backward = self._blocks_of(inputs, offset) if offset else forward
        found = []
        for way, blocks in (('fwd', forward), ('bwd', [seen[::-1] for seen in backward])):
            with tf1.variable_scope(way):
                found += [self._walk(seen, block, state, batch, f'{way}_state') for block, seen in enumerate(blocks)]
        outputs, states = (list(itertools.chain(*parts)) for parts in zip(*found, strict=True))
        return tf1.concat(outputs, 1), self._state_tuple_type(*states)


def _place(prefix, place, block):
    return f'{prefix}_f{place:02d}_b{block:02d}'


def _columns(inputs):
    columns = tf1.dimension_value(inputs.shape.with_rank(2)[-1])
    if columns is None:
        raise ValueError('Cannot infer input_size from static shape inference.')
    return columns


def _windows(inputs, columns, start, size, skip):
    """Slices of `size` columns, each `skip` columns behind the one before."""
    number = int((columns - size) / skip) + 1
    return [tf1.slice(inputs, [0, start + place * skip], [-1, size]) for place in range(number)]


def _gate(gate, *seen):
    """A sigmoid, of the states too where there are weights for them."""
    for weight, state in seen:
        if weight is not None:
            gate = gate + weight * state
    return tf1.sigmoid(gate)


def _clipped(state, limit):
    return state if limit is None else tf1.clip_by_value(state, -limit, limit)
