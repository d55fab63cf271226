"""Layers of `tf.contrib.rnn` over whole sequences: stacked bidirectional networks, and fused cells' adaptors.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn.py, fused_rnn_cell.py).
"""

from __future__ import annotations

import abc
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import rnn
from tensorflow.python.ops.rnn import _best_effort_input_batch_size as best_effort_input_batch_size  # noqa: F401
from tensorflow.python.ops.rnn import _transpose_batch_time as transpose_batch_time  # noqa: F401
from tensorflow.python.ops.rnn_cell_impl import RNNCell


def stack_bidirectional_rnn(
    cells_fw: list[RNNCell],
    cells_bw: list[RNNCell],
    inputs: list[tf1.Tensor],
    initial_states_fw: list | None = None,
    initial_states_bw: list | None = None,
    dtype: tf1.DType | None = None,
    sequence_length: tf1.Tensor | None = None,
    scope: str | tf1.VariableScope | None = None,
) -> tuple[list[tf1.Tensor], tuple, tuple]:
    """Runs several layers of `tf.nn.static_bidirectional_rnn`, each on the joined outputs of the one before.

    Args:
        cells_fw: a cell per layer, which goes forward.
        cells_bw: a cell per layer, which goes backward.
        inputs: list of tensors `[batch, columns]`, one per step.
        initial_states_fw: a state per layer; zeros by default.
        initial_states_bw: a state per layer; zeros by default.
        dtype: of the initial states, needed without them.
        sequence_length: lengths `[batch]`; all steps by default.
        scope: of the variables; 'stack_bidirectional_rnn' by default.

    Returns:
        `(outputs, states_fw, states_bw)`: the last layer's outputs, and each layer's final states.

    Raises:
        ValueError: the cells are not two lists of one length, or the states are not a list of that length.
    """
    options = {'sequence_length': sequence_length, 'dtype': dtype}

    def run(cell_fw, cell_bw, inputs, state_fw, state_bw, scope):
        states = {'initial_state_fw': state_fw, 'initial_state_bw': state_bw}
        return tf1.nn.static_bidirectional_rnn(cell_fw, cell_bw, inputs, **states, **options, scope=scope)

    return _stacked(run, _pairs(cells_fw, cells_bw, initial_states_fw, initial_states_bw), inputs, scope)


def stack_bidirectional_dynamic_rnn(
    cells_fw: list[RNNCell],
    cells_bw: list[RNNCell],
    inputs: tf1.Tensor,
    initial_states_fw: list | None = None,
    initial_states_bw: list | None = None,
    dtype: tf1.DType | None = None,
    sequence_length: tf1.Tensor | None = None,
    parallel_iterations: int | None = None,
    time_major: bool = False,
    scope: str | tf1.VariableScope | None = None,
    swap_memory: bool = False,
) -> tuple[tf1.Tensor, tuple, tuple]:
    """Runs several layers of `tf.nn.bidirectional_dynamic_rnn`, each on the joined outputs of the one before.

    Args:
        cells_fw: a cell per layer, which goes forward.
        cells_bw: a cell per layer, which goes backward.
        inputs: `[batch, time, columns]`, or `[time, batch, columns]` if `time_major`.
        initial_states_fw: a state per layer; zeros by default.
        initial_states_bw: a state per layer; zeros by default.
        dtype: of the initial states, needed without them.
        sequence_length: lengths `[batch]`; all steps by default.
        parallel_iterations: as of `tf.while_loop`.
        time_major: whether time is the first dimension of inputs and outputs.
        scope: of the variables; 'stack_bidirectional_rnn' by default.
        swap_memory: as of `tf.while_loop`.

    Returns:
        `(outputs, states_fw, states_bw)`: the last layer's outputs, and each layer's final states.

    Raises:
        ValueError: the cells are not two lists of one length, or the states are not a list of that length.
    """
    options = {'sequence_length': sequence_length, 'parallel_iterations': parallel_iterations, 'dtype': dtype}
    options.update(swap_memory=swap_memory, time_major=time_major)

    def run(cell_fw, cell_bw, inputs, state_fw, state_bw, scope):
        states = {'initial_state_fw': state_fw, 'initial_state_bw': state_bw}
        outputs, last = tf1.nn.bidirectional_dynamic_rnn(cell_fw, cell_bw, inputs, **states, **options)
        return (tf1.concat(outputs, 2), *last)

    return _stacked(run, _pairs(cells_fw, cells_bw, initial_states_fw, initial_states_bw), inputs, scope)


def _stacked(run, pairs, inputs, scope):
    """The last layer's outputs and each layer's states; `run` makes a layer in a scope of its own, 'cell_0' and on."""
    states = []
    with tf1.variable_scope(scope or 'stack_bidirectional_rnn'):
        for i, (cell_fw, cell_bw, state_fw, state_bw) in enumerate(pairs):
            with tf1.variable_scope(f'cell_{i}') as cell_scope:
                inputs, *last = run(cell_fw, cell_bw, inputs, state_fw, state_bw, cell_scope)
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


class FusedRNNCell(abc.ABC):
    """What runs over a whole sequence at once; to be derived from, with `__call__`."""

    @abc.abstractmethod
    def __call__(
        self,
        inputs: tf1.Tensor | list[tf1.Tensor],
        initial_state: Any = None,
        dtype: tf1.DType | None = None,
        sequence_length: tf1.Tensor | None = None,
        scope: str | tf1.VariableScope | None = None,
    ) -> tuple[tf1.Tensor | list[tf1.Tensor], Any]:
        """Runs over a sequence.

        Args:
            inputs: `[time, batch, columns]`, or a list of tensors `[batch, columns]`.
            initial_state: the first state; zeros by default.
            dtype: of the initial state, needed without one.
            sequence_length: lengths `[batch]`; all steps by default.
            scope: of the variables.

        Returns:
            `(outputs, state)`: outputs `[time, batch, size]`, a list if the inputs are, and the last state.
        """


class FusedRNNCellAdaptor(FusedRNNCell):
    """Runs a plain cell over a sequence, by `tf.nn.dynamic_rnn` or `tf.nn.static_rnn`."""

    def __init__(self, cell: RNNCell, use_dynamic_rnn: bool = False):
        """Takes the cell.

        Args:
            cell: an RNNCell.
            use_dynamic_rnn: whether it runs by `tf.nn.dynamic_rnn`, else by `tf.nn.static_rnn`.
        """
        self._cell, self._dynamic = cell, use_dynamic_rnn

    def __call__(
        self,
        inputs: tf1.Tensor | list[tf1.Tensor],
        initial_state: Any = None,
        dtype: tf1.DType | None = None,
        sequence_length: tf1.Tensor | None = None,
        scope: str | tf1.VariableScope | None = None,
    ) -> tuple[tf1.Tensor | list[tf1.Tensor], Any]:
        """Runs the cell, with the arguments and the result of a `FusedRNNCell`."""
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

    def __init__(self, cell: FusedRNNCell):
        """Takes the cell.

        Args:
            cell: a fused cell.
        """
        self._cell = cell

    def __call__(
        self,
        inputs: tf1.Tensor | list[tf1.Tensor],
        initial_state: Any = None,
        dtype: tf1.DType | None = None,
        sequence_length: tf1.Tensor | None = None,
        scope: str | tf1.VariableScope | None = None,
    ) -> tuple[tf1.Tensor | list[tf1.Tensor], Any]:
        """Runs the cell over the reversed inputs and reverses its outputs; otherwise as a `FusedRNNCell`."""
        options = {'initial_state': initial_state, 'dtype': dtype, 'sequence_length': sequence_length, 'scope': scope}
        outputs, state = self._cell(_reversed(inputs, sequence_length), **options)
        return _reversed(outputs, sequence_length), state


def _reversed(inputs, lengths):
    if isinstance(inputs, list):
        return list(reversed(inputs))
    return tf1.reverse(inputs, [0]) if lengths is None else tf1.reverse_sequence(inputs, lengths, 0, 1)
