"""Layers of `tf.contrib.rnn` over whole sequences: stacked bidirectional networks, and fused cells' adaptors."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import rnn
from tensorflow.python.ops.rnn import _best_effort_input_batch_size as best_effort_input_batch_size  # noqa: F401
from tensorflow.python.ops.rnn import _transpose_batch_time as transpose_batch_time  # noqa: F401


def stack_bidirectional_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    scope=None,
):
    """Several layers of `tf.nn.static_bidirectional_rnn`, each on the joined outputs of the one before.

    Returns:
        `(outputs, states_fw, states_bw)`: the last layer's outputs, and each layer's final states.

    Raises:
        ValueError: the cells are not two lists of one length, or the states are not a list of that length.
    """
    pairs = _pairs(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    states = []
    with tf1.variable_scope(scope or 'stack_bidirectional_rnn'):
        for i, (cell_fw, cell_bw, state_fw, state_bw) in enumerate(pairs):
            with tf1.variable_scope(f'cell_{i}') as cell_scope:
                inputs, *last = tf1.nn.static_bidirectional_rnn(
                    cell_fw,
                    cell_bw,
                    inputs,
                    initial_state_fw=state_fw,
                    initial_state_bw=state_bw,
                    sequence_length=sequence_length,
                    dtype=dtype,
                    scope=cell_scope,
                )
            states.append(last)
    return (inputs, *map(tuple, zip(*states, strict=True)))


def stack_bidirectional_dynamic_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    parallel_iterations=None,
    time_major=False,
    scope=None,
    swap_memory=False,
):
    """Several layers of `tf.nn.bidirectional_dynamic_rnn`, each on the joined outputs of the one before.

    Returns:
        `(outputs, states_fw, states_bw)`: the last layer's outputs, and each layer's final states.

    Raises:
        ValueError: the cells are not two lists of one length, or the states are not a list of that length.
    """
    pairs = _pairs(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    states = []
    with tf1.variable_scope(scope or 'stack_bidirectional_rnn'):
        for i, (cell_fw, cell_bw, state_fw, state_bw) in enumerate(pairs):
            with tf1.variable_scope(f'cell_{i}'):
                outputs, last = tf1.nn.bidirectional_dynamic_rnn(
                    cell_fw,
                    cell_bw,
                    inputs,
                    initial_state_fw=state_fw,
                    initial_state_bw=state_bw,
                    sequence_length=sequence_length,
                    parallel_iterations=parallel_iterations,
                    dtype=dtype,
                    swap_memory=swap_memory,
                    time_major=time_major,
                )
                inputs = tf1.concat(outputs, 2)
            states.append(last)
    return (inputs, *map(tuple, zip(*states, strict=True)))


def _pairs(cells_fw, cells_bw, states_fw, states_bw):
    for name, cells in (('cells_fw', cells_fw), ('cells_bw', cells_bw)):
        if not isinstance(cells, list) or not cells:
            raise ValueError(f'{name} must be a list of RNNCells (one per layer).')
    if len(cells_fw) != len(cells_bw):
        raise ValueError('Forward and Backward cells must have the same depth.')
    for name, states in (('initial_states_fw', states_fw), ('initial_states_bw', states_bw)):
        if states is not None and (not isinstance(states, list) or len(states) != len(cells_fw)):
            raise ValueError(f'{name} must be a list of state tensors (one per layer).')
    none = [None] * len(cells_fw)
    return zip(cells_fw, cells_bw, states_fw or none, states_bw or none, strict=True)


class FusedRNNCell:
    """What runs over a whole sequence `[time, batch, columns]` at once; to be derived from."""

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        """The outputs `[time, batch, size]` and the final state."""
        raise NotImplementedError


class FusedRNNCellAdaptor(FusedRNNCell):
    """Runs a plain cell over a sequence, by `tf.nn.dynamic_rnn` or `tf.nn.static_rnn`."""

    def __init__(self, cell, use_dynamic_rnn=False):
        """Takes the cell."""
        self._cell, self._dynamic = cell, use_dynamic_rnn

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        is_list = isinstance(inputs, list)
        options = {'sequence_length': sequence_length, 'initial_state': initial_state, 'dtype': dtype, 'scope': scope}
        if self._dynamic:
            inputs = tf1.stack(inputs) if is_list else inputs
            outputs, state = rnn.dynamic_rnn(self._cell, inputs, time_major=True, **options)
            return tf1.unstack(outputs) if is_list else outputs, state
        inputs = inputs if is_list else tf1.unstack(inputs)
        outputs, state = rnn.static_rnn(self._cell, inputs, **options)
        return outputs if is_list else tf1.stack(outputs), state


class TimeReversedFusedRNN(FusedRNNCell):
    """Runs a fused cell backwards in time."""

    def __init__(self, cell):
        """Takes the cell."""
        self._cell = cell

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        options = {'initial_state': initial_state, 'dtype': dtype, 'sequence_length': sequence_length, 'scope': scope}
        outputs, state = self._cell(_reversed(inputs, sequence_length), **options)
        return _reversed(outputs, sequence_length), state


def _reversed(inputs, lengths):
    if isinstance(inputs, list):
        return list(reversed(inputs))
    return tf1.reverse(inputs, [0]) if lengths is None else tf1.reverse_sequence(inputs, lengths, 0, 1)
