"""`functional_rnn` and `bidirectional_functional_rnn`: `tf.nn.dynamic_rnn` whose loop is a function of the graph.

Source: tf.contrib.recurrent of TensorFlow 1.15 (functional_rnn.py).
"""

from __future__ import annotations

import copy
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import function
from tensorflow.python.ops.rnn_cell_impl import RNNCell

from tf1_ref.compat.restored.rnn.recurrent import Recurrent

nest = tf1.nest
TPU_NEEDS_LENGTHS = 'Bidirectional with variable sequence lengths unsupported on TPU'


def functional_rnn(
    cell: RNNCell,
    inputs: tf1.Tensor,
    sequence_length: tf1.Tensor | None = None,
    initial_state: Any = None,
    dtype: tf1.DType | None = None,
    time_major: bool = False,
    scope: str | tf1.VariableScope | None = None,
    use_tpu: bool = False,
    reverse: bool = False,
) -> tuple[tf1.Tensor, Any]:
    """Runs a cell over sequences, as `tf.nn.dynamic_rnn` does.

    Args:
        cell: the cell; its output is a matrix.
        inputs: `[batch, time, columns]`, or `[time, batch, columns]` if `time_major`.
        sequence_length: lengths `[batch]`; all steps by default. Outputs after them are zero.
        initial_state: of the cell; zeros by default.
        dtype: of the zeros.
        time_major: whether time is the first dimension of inputs and outputs.
        scope: of the variables; 'rnn' by default.
        use_tpu: as `Recurrent` takes it.
        reverse: whether to go backwards; the state is then that of the first step.

    Returns:
        `(outputs, state)`.
    """
    with tf1.variable_scope(scope or 'rnn'):
        if not time_major:
            inputs = nest.map_structure(lambda x: tf1.transpose(x, [1, 0, 2]), inputs)
        one = nest.flatten(inputs)[0]
        batch = tf1.shape(one)[1]
        state = cell.zero_state(batch, dtype) if initial_state is None else initial_state
        step = _Step(cell, inputs, state)
    longest = None if sequence_length is None else tf1.reduce_max(sequence_length)
    if reverse:
        inputs = tf1.reverse(inputs, [0])
    states, last = Recurrent(
        theta=step.theta, state0=step.first(), inputs=inputs, cell_fn=step.cell_fn,
        max_input_length=longest, use_tpu=use_tpu, aligned_end=reverse,
    )  # fmt: skip
    if sequence_length is not None and not reverse:
        last = nest.map_structure(lambda x: _at_the_end(x, sequence_length), step.state_of(states))
    else:
        last = step.state_of(last)
    outputs = step.output_of(states)
    outputs = tf1.transpose(tf1.reverse(outputs, [0]) if reverse else outputs, [1, 0, 2])
    outputs.set_shape([step.output_shape[0], one.shape[0], step.output_shape[1]])
    if sequence_length is not None:
        outputs = _cut(outputs, sequence_length)
    _set_shapes(last, state)
    return (tf1.transpose(outputs, [1, 0, 2]) if time_major else outputs), last


def bidirectional_functional_rnn(
    cell_fw: RNNCell,
    cell_bw: RNNCell,
    inputs: tf1.Tensor,
    initial_state_fw: Any = None,
    initial_state_bw: Any = None,
    dtype: tf1.DType | None = None,
    sequence_length: tf1.Tensor | None = None,
    time_major: bool = False,
    use_tpu: bool = False,
    fast_reverse: bool = False,
    scope: str | tf1.VariableScope | None = None,
) -> tuple[tuple[tf1.Tensor, tf1.Tensor], tuple[Any, Any]]:
    """Runs two cells over sequences, forward and backward, as `tf.nn.bidirectional_dynamic_rnn` does.

    Args:
        cell_fw: the cell that goes forward.
        cell_bw: the cell that goes backward.
        inputs: `[batch, time, columns]`, or `[time, batch, columns]` if `time_major`.
        initial_state_fw: zeros by default.
        initial_state_bw: zeros by default.
        dtype: of the zeros.
        sequence_length: lengths `[batch]`; all steps by default.
        time_major: whether time is the first dimension of inputs and outputs.
        use_tpu: as `Recurrent` takes it.
        fast_reverse: whether whole sequences are turned around, whatever their lengths.
        scope: of the variables; 'bidirectional_rnn' by default.

    Returns:
        `(outputs, states)`, each a pair, forward and backward.

    Raises:
        AssertionError: there are no lengths, and `use_tpu`.
    """
    named = {'dtype': dtype, 'sequence_length': sequence_length, 'time_major': time_major, 'use_tpu': use_tpu}
    time = 0 if time_major else 1

    def turned(x):
        if sequence_length is not None:
            return tf1.reverse_sequence(x, sequence_length, seq_axis=time, batch_axis=1 - time)
        assert not use_tpu, TPU_NEEDS_LENGTHS
        return tf1.reverse(x, axis=[time])

    with tf1.variable_scope(scope or 'bidirectional_rnn'):
        with tf1.variable_scope('fw') as inner:
            forward, state_fw = functional_rnn(cell_fw, inputs, initial_state=initial_state_fw, scope=inner, **named)
        with tf1.variable_scope('bw') as inner:
            backward, state_bw = functional_rnn(
                cell_bw, inputs if fast_reverse else turned(inputs),
                initial_state=initial_state_bw, scope=inner, reverse=fast_reverse, **named,
            )  # fmt: skip
    return (forward, backward if fast_reverse else turned(backward)), (state_fw, state_bw)


class _Step:
    """One step of a cell as a function of the graph, and what of its state is the output.

    Attributes:
        theta: the weights, as the cell reads them.
        output_shape: of one step.
    """

    def __init__(self, cell, inputs, state):
        self._state = state
        like = nest.map_structure(lambda x: tf1.stop_gradient(tf1.gather(x, 0)), inputs)

        def FlatCellStep(*given):
            at, before = nest.pack_sequence_as((like, state), list(given))
            _set_shapes(before, state)
            _set_shapes(at, like)
            output, new = cell(at, before)
            self.output_shape, flat = output.shape, nest.flatten(new)
            places = [place for place, one in enumerate(flat) if one is output]
            self._has_output_of_its_own = not places
            self._place = places[0] if places else 0
            return flat if places else [output, *flat]

        step = function.Defun(inputs.dtype, *_types(state))(FlatCellStep)
        self.theta = step.captured_inputs
        self._step = step
        if self.theta:
            # What it would take from the graph around it is handed over as arguments instead.
            self._step = copy.copy(step)
            self._step._extra_inputs = []

    def cell_fn(self, theta, state, inputs):
        """Takes a step, for `Recurrent`; there are no extras."""
        return self._step(inputs, *nest.flatten(self.state_of(state)), *theta), []

    def first(self):
        """The first state, and in front of it, where the output is no part of the state, zeros for that."""
        if not self._has_output_of_its_own:
            return self._state
        return [tf1.zeros(self.output_shape, dtype=_types(self._state)[0]), self._state]

    def state_of(self, state):
        """The cell's own state."""
        flat = nest.flatten(state)
        return nest.pack_sequence_as(self._state, flat[1:] if self._has_output_of_its_own else flat)

    def output_of(self, state):
        """The output."""
        return nest.flatten(state)[self._place]


def _types(structure):
    return [tf1.convert_to_tensor(one).dtype for one in nest.flatten(structure)]


def _set_shapes(structure, like):
    for one, other in zip(nest.flatten(structure), nest.flatten(like), strict=True):
        one.set_shape(other.shape)


def _steps(batch, time):
    """The numbers of the steps, `[batch, time]`."""
    return tf1.reshape(tf1.tile(tf1.range(0, time), [batch]), [batch, time])


def _times(lengths, time):
    return tf1.tile(tf1.reshape(lengths, [-1, 1]), [1, time])


def _cut(outputs, lengths):
    """Outputs `[batch, time, columns]`, zero after each length."""
    shape = tf1.shape(outputs)
    batch, time, columns = shape[0], shape[1], shape[2]
    steps = _steps(batch, time)
    is_in = tf1.cast(tf1.less(steps, _times(lengths, time)), dtype=outputs.dtype)
    return tf1.tile(tf1.expand_dims(is_in, -1), [1, 1, columns]) * outputs


def _at_the_end(states, lengths):
    """The states `[time, batch, ...]` at the last step of each length, by a sum over all."""
    shape = tf1.shape(states)
    time, batch = shape[0], shape[1]
    steps = _steps(batch, time)
    is_last = tf1.cast(tf1.equal(steps, _times(lengths, time) - 1), dtype=states.dtype)
    return tf1.reduce_sum(tf1.multiply(tf1.expand_dims(tf1.transpose(is_last), -1), states), 0)
