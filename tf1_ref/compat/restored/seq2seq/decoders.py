"""Decoders of `tf.contrib.seq2seq`: what a decoder is, the plain one, and the loop that runs it.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (decoder.py, basic_decoder.py).
"""

from __future__ import annotations

import collections
import contextlib
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops
from tensorflow.python.ops import control_flow_util
from tensorflow.python.ops.rnn import _transpose_batch_time
from tensorflow.python.ops.rnn_cell_impl import RNNCell, _zero_state_tensors, assert_like_rnncell

from tf1_ref.compat.restored.seq2seq.helpers import Helper


class Decoder:
    """What `dynamic_decode` runs; to be derived from."""

    @property
    def batch_size(self) -> int | tf1.Tensor:
        """The batch size, a scalar."""
        raise NotImplementedError

    @property
    def output_size(self) -> Any:
        """The sizes of the outputs of a step, a nest."""
        raise NotImplementedError

    @property
    def output_dtype(self) -> Any:
        """The dtypes of the outputs of a step, a nest."""
        raise NotImplementedError

    def initialize(self, name: str | None = None) -> tuple:
        """Begins.

        Args:
            name: of the scope.

        Returns:
            `(finished, inputs, state)` of the first step.
        """
        raise NotImplementedError

    def step(self, time: tf1.Tensor, inputs: Any, state: Any, name: str | None = None) -> tuple:
        """Takes a step.

        Args:
            time: int32, the number of the step.
            inputs: of the step.
            state: in front of the step.
            name: of the scope.

        Returns:
            `(outputs, next state, next inputs, finished)`.
        """
        raise NotImplementedError

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: tf1.Tensor) -> tuple:
        """Makes the result of all steps.

        Args:
            outputs: of all steps, `[time, batch, ...]`.
            final_state: behind the last step.
            sequence_lengths: `[batch]`.

        Returns:
            `(outputs, state)`.
        """
        raise NotImplementedError

    @property
    def tracks_own_finished(self) -> bool:
        """Whether what has finished may be otherwise in the next step."""
        return False


class BasicDecoderOutput(collections.namedtuple('BasicDecoderOutput', ('rnn_output', 'sample_id'))):
    """The output of a step: what the cell put out, and what was drawn of it."""


class BasicDecoder(Decoder):
    """A decoder that runs a cell, and asks a helper for the inputs of the next step."""

    def __init__(self, cell: RNNCell, helper: Helper, initial_state: Any, output_layer: Any = None):
        """Takes the cell and its helper.

        Args:
            cell: an RNNCell.
            helper: a `Helper`.
            initial_state: of the cell.
            output_layer: a layer for the outputs, or None.

        Raises:
            TypeError: one of them is something else.
        """
        assert_like_rnncell('cell', cell)
        if not isinstance(helper, Helper):
            raise TypeError(f'helper must be a Helper, received: {type(helper)}')
        if output_layer is not None and not hasattr(output_layer, 'compute_output_shape'):
            raise TypeError(f'output_layer must be a Layer, received: {type(output_layer)}')
        self._cell, self._helper = cell, helper
        self._initial_state, self._output_layer = initial_state, output_layer

    @property
    def batch_size(self) -> int | tf1.Tensor:
        """The batch size, a scalar."""
        return self._helper.batch_size

    @property
    def output_size(self) -> BasicDecoderOutput:
        """The sizes of an output, as a `BasicDecoderOutput`."""
        return BasicDecoderOutput(output_size_of(self._cell, self._output_layer), self._helper.sample_ids_shape)

    @property
    def output_dtype(self) -> BasicDecoderOutput:
        """The dtypes of an output, as a `BasicDecoderOutput`."""
        dtype = tf1.nest.flatten(self._initial_state)[0].dtype
        dtypes = tf1.nest.map_structure(lambda _: dtype, output_size_of(self._cell, self._output_layer))
        return BasicDecoderOutput(dtypes, self._helper.sample_ids_dtype)

    def initialize(self, name: str | None = None) -> tuple:
        """Begins.

        Args:
            name: of the scope.

        Returns:
            `(finished, inputs, state)` of the first step.
        """
        return (*self._helper.initialize(), self._initial_state)

    def step(
        self, time: tf1.Tensor, inputs: Any, state: Any, name: str | None = None
    ) -> tuple[BasicDecoderOutput, Any, Any, tf1.Tensor]:
        """Takes a step.

        Args:
            time: int32, the number of the step.
            inputs: of the step.
            state: in front of the step.
            name: of the scope.

        Returns:
            `(outputs, next state, next inputs, finished)`.
        """
        with tf1.name_scope(name, 'BasicDecoderStep', (time, inputs, state)):
            outputs, state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            ids = self._helper.sample(time=time, outputs=outputs, state=state)
            finished, inputs, state = self._helper.next_inputs(time=time, outputs=outputs, state=state, sample_ids=ids)
        return BasicDecoderOutput(outputs, ids), state, inputs, finished


def output_size_of(cell: RNNCell, layer: Any) -> Any:
    """Finds the size of what a cell puts out for one entry of the batch, or a layer behind it.

    Args:
        cell: an RNNCell.
        layer: a layer, or None.

    Returns:
        A size, or a nest of such.
    """
    size = cell.output_size
    if layer is None:
        return size
    shapes = tf1.nest.map_structure(lambda one: tf1.TensorShape([None]).concatenate(one), size)
    return tf1.nest.map_structure(lambda one: one[1:], layer.compute_output_shape(shapes))


def dynamic_decode(
    decoder: Decoder,
    output_time_major: bool = False,
    impute_finished: bool = False,
    maximum_iterations: int | tf1.Tensor | None = None,
    parallel_iterations: int = 32,
    swap_memory: bool = False,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs a decoder until all has finished.

    Args:
        decoder: a `Decoder`.
        output_time_major: whether the outputs are `[time, batch, ...]`, else `[batch, time, ...]`.
        impute_finished: whether outputs behind the end are zeros and states there stay as they are.
        maximum_iterations: scalar, how many steps at most; None for any number.
        parallel_iterations: as of `tf.while_loop`.
        swap_memory: as of `tf.while_loop`.
        scope: of the variables; 'decoder' by default.

    Returns:
        `(outputs, state, lengths)`.

    Raises:
        TypeError: `decoder` is no `Decoder`.
        ValueError: `maximum_iterations` is no scalar.
    """
    if not isinstance(decoder, Decoder):
        raise TypeError(f'Expected decoder to be type Decoder, but saw: {type(decoder)}')
    with tf1.variable_scope(scope, 'decoder') as scope:
        _cache_on_device(scope)
        if maximum_iterations is not None:
            maximum_iterations = tf1.convert_to_tensor(maximum_iterations, tf1.int32, name='maximum_iterations')
            if maximum_iterations.shape.ndims != 0:
                raise ValueError('maximum_iterations must be a scalar')
        found = _loop(decoder, impute_finished, maximum_iterations, parallel_iterations, swap_memory)
        _, arrays, state, _, _, lengths = found
        outputs = tf1.nest.map_structure(lambda array: array.stack(), arrays)
        with contextlib.suppress(NotImplementedError):  # as a decoder says that it has nothing to do
            outputs, state = decoder.finalize(outputs, state, lengths)
        if not output_time_major:
            outputs = tf1.nest.map_structure(_transpose_batch_time, outputs)
    return outputs, state, lengths


def _cache_on_device(scope):
    context = ops.get_default_graph()._get_control_flow_context()
    if control_flow_util.GetContainingWhileContext(context) is None and scope.caching_device is None:
        scope.set_caching_device(lambda op: op.device)


def _loop(
    decoder: Decoder,
    impute_finished: bool,
    maximum_iterations: tf1.Tensor | None,
    parallel_iterations: int,
    swap_memory: bool,
) -> tuple:
    finished, inputs, state = decoder.initialize()
    zeros = tf1.nest.map_structure(
        lambda size, dtype: _zero_state_tensors(size, decoder.batch_size, dtype),
        decoder.output_size,
        decoder.output_dtype,
    )
    if maximum_iterations is not None:
        finished = tf1.logical_or(finished, maximum_iterations <= 0)
    lengths = tf1.zeros_like(finished, dtype=tf1.int32)
    time = tf1.constant(0, dtype=tf1.int32)
    arrays = tf1.nest.map_structure(
        lambda size, dtype: _array(decoder.batch_size, size, dtype), decoder.output_size, decoder.output_dtype
    )

    def body(time, arrays, state, inputs, finished, lengths):
        outputs, new_state, next_inputs, now_finished = decoder.step(time, inputs, state)
        if not decoder.tracks_own_finished:
            now_finished = tf1.logical_or(now_finished, finished)
        lengths = tf1.where(tf1.logical_not(finished), tf1.fill(tf1.shape(lengths), time + 1), lengths)
        tf1.nest.assert_same_structure(state, new_state)
        tf1.nest.assert_same_structure(arrays, outputs)
        tf1.nest.assert_same_structure(inputs, next_inputs)
        if impute_finished:
            outputs = tf1.nest.map_structure(lambda out, zero: tf1.where(finished, zero, out), outputs, zeros)
            new_state = tf1.nest.map_structure(lambda new, old: _kept(finished, new, old), new_state, state)
        arrays = tf1.nest.map_structure(lambda array, out: array.write(time, out), arrays, outputs)
        return time + 1, arrays, new_state, next_inputs, now_finished, lengths

    return tf1.while_loop(
        lambda time, arrays, state, inputs, finished, lengths: tf1.logical_not(tf1.reduce_all(finished)),
        body,
        loop_vars=(time, arrays, state, inputs, finished, lengths),
        parallel_iterations=parallel_iterations,
        maximum_iterations=maximum_iterations,
        swap_memory=swap_memory,
    )


def _array(batch_size: int | tf1.Tensor, size: Any, dtype: tf1.DType) -> tf1.TensorArray:
    shape = None
    if isinstance(size, tf1.TensorShape) and size.ndims != 0:
        batch_size = tf1.get_static_value(tf1.convert_to_tensor(batch_size, name='batch_size'))
        shape = tf1.TensorShape([batch_size]).concatenate(size)
    return tf1.TensorArray(dtype=dtype, size=0, dynamic_size=True, element_shape=shape)


def _kept(finished: tf1.Tensor, new: Any, old: Any) -> Any:
    """The old state where a sequence has finished."""
    if isinstance(old, tf1.TensorArray):
        return new
    new.set_shape(old.shape)
    return new if new.shape.ndims == 0 else tf1.where(finished, old, new)
