"""`tf.contrib.seq2seq.BeamSearchDecoder`: keeps the likeliest sequences of symbols at each step, instead of one.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (beam_search_decoder.py).
"""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import RNNCell, assert_like_rnncell

from tf1_ref.compat.restored.seq2seq.beam_scores import attention_of, lengths_after, masked, scores_of, taken
from tf1_ref.compat.restored.seq2seq.decoders import Decoder, output_size_of
from tf1_ref.compat.restored.seq2seq.trees import gather_tree, gather_tree_from_array


class BeamSearchDecoderState(
    collections.namedtuple(
        'BeamSearchDecoderState', ('cell_state', 'log_probs', 'finished', 'lengths', 'accumulated_attention_probs')
    )
):
    """The state of a `BeamSearchDecoder`, `[batch, beams, ...]`."""


class BeamSearchDecoderOutput(
    collections.namedtuple('BeamSearchDecoderOutput', ('scores', 'predicted_ids', 'parent_ids'))
):
    """The output of a step: scores, symbols, and the beams that they continue, `[batch, beams]`."""


class FinalBeamSearchDecoderOutput(
    collections.namedtuple('FinalBeamDecoderOutput', ('predicted_ids', 'beam_search_decoder_output'))
):
    """The output of all steps: the sequences, from the best to the worst, and the steps."""


class BeamSearchDecoder(Decoder):
    """A decoder that runs a cell for the likeliest sequences."""

    def __init__(
        self,
        cell: RNNCell,
        embedding: Callable | tf1.Tensor,
        start_tokens: tf1.Tensor,
        end_token: int | tf1.Tensor,
        initial_state: Any,
        beam_width: int,
        output_layer: Any = None,
        length_penalty_weight: float = 0.0,
        coverage_penalty_weight: float = 0.0,
        reorder_tensor_arrays: bool = True,
    ):
        """Takes the cell, and what is searched for.

        Args:
            cell: an RNNCell.
            embedding: a function of symbols, or parameters to look them up in.
            start_tokens: int32 `[batch]`.
            end_token: int32, the symbol that ends a sequence.
            initial_state: the cell's first state, `[batch * beams, ...]` (see `tile_batch`).
            beam_width: how many sequences are kept.
            output_layer: a layer for the outputs, or None.
            length_penalty_weight: how much long sequences are favoured; 0 for not at all.
            coverage_penalty_weight: how much it costs to attend to little of the memory; 0 for nothing.
            reorder_tensor_arrays: whether arrays in the state are put in the order of the final beams.

        Raises:
            TypeError: the cell or the layer is none.
            ValueError: `start_tokens` is no vector, `end_token` no scalar, or the state has another batch size.
        """
        assert_like_rnncell('cell', cell)
        if output_layer is not None and not hasattr(output_layer, 'compute_output_shape'):
            raise TypeError(f'output_layer must be a Layer, received: {type(output_layer)}')
        self._cell, self._output_layer, self._beam_width = cell, output_layer, beam_width
        self._reorder_tensor_arrays = reorder_tensor_arrays
        self._length_penalty_weight = length_penalty_weight
        self._coverage_penalty_weight = coverage_penalty_weight
        self._embedding_fn = embedding
        if not callable(embedding):
            self._embedding_fn = lambda ids: tf1.nn.embedding_lookup(embedding, ids)
        self._start_tokens = tf1.convert_to_tensor(start_tokens, dtype=tf1.int32, name='start_tokens')
        if self._start_tokens.shape.ndims != 1:
            raise ValueError('start_tokens must be a vector')
        self._end_token = tf1.convert_to_tensor(end_token, dtype=tf1.int32, name='end_token')
        if self._end_token.shape.ndims != 0:
            raise ValueError('end_token must be a scalar')
        self._batch_size = tf1.size(start_tokens)
        self._initial_cell_state = tf1.nest.map_structure(self._apart, initial_state, cell.state_size)
        self._start_tokens = tf1.tile(tf1.expand_dims(self._start_tokens, 1), [1, beam_width])
        self._start_inputs = self._embedding_fn(self._start_tokens)
        # The beams are the same at first: only one of them counts.
        self._finished = tf1.one_hot(
            tf1.zeros([self._batch_size], dtype=tf1.int32),
            depth=beam_width,
            on_value=False,
            off_value=True,
            dtype=tf1.bool,
        )

    @property
    def batch_size(self) -> tf1.Tensor:
        """The batch size, a scalar."""
        return self._batch_size

    @property
    def tracks_own_finished(self) -> bool:
        """True, since beams change their places."""
        return True

    @property
    def output_size(self) -> BeamSearchDecoderOutput:
        """The sizes of an output, as a `BeamSearchDecoderOutput`."""
        return BeamSearchDecoderOutput(*[tf1.TensorShape([self._beam_width])] * 3)

    @property
    def output_dtype(self) -> BeamSearchDecoderOutput:
        """The dtypes of an output, as a `BeamSearchDecoderOutput`."""
        dtype = tf1.nest.flatten(self._initial_cell_state)[0].dtype
        scores = tf1.nest.map_structure(lambda _: dtype, output_size_of(self._cell, self._output_layer))
        return BeamSearchDecoderOutput(scores=scores, predicted_ids=tf1.int32, parent_ids=tf1.int32)

    def initialize(self, name: str | None = None) -> tuple[tf1.Tensor, Any, BeamSearchDecoderState]:
        """Begins.

        Args:
            name: of the scope.

        Returns:
            `(finished, inputs, state)` of the first step.
        """
        dtype = tf1.nest.flatten(self._initial_cell_state)[0].dtype
        log_probs = tf1.one_hot(
            tf1.zeros([self._batch_size], dtype=tf1.int32),
            depth=self._beam_width,
            on_value=tf1.convert_to_tensor(0.0, dtype=dtype),
            off_value=tf1.convert_to_tensor(-np.inf, dtype=dtype),
            dtype=dtype,
        )
        attention = attention_of(self._initial_cell_state, self._coverage_penalty_weight)
        state = BeamSearchDecoderState(
            cell_state=self._initial_cell_state,
            log_probs=log_probs,
            finished=self._finished,
            lengths=tf1.zeros([self._batch_size, self._beam_width], dtype=tf1.int64),
            accumulated_attention_probs=() if attention is None else attention,
        )
        return self._finished, self._start_inputs, state

    def step(
        self, time: tf1.Tensor, inputs: Any, state: BeamSearchDecoderState, name: str | None = None
    ) -> tuple[BeamSearchDecoderOutput, BeamSearchDecoderState, Any, tf1.Tensor]:
        """Takes a step.

        Args:
            time: int32, the number of the step.
            inputs: of the step.
            state: in front of the step.
            name: of the scope.

        Returns:
            `(outputs, next state, next inputs, finished)`.
        """
        with tf1.name_scope(name, 'BeamSearchDecoderStep', (time, inputs, state)):
            inputs = tf1.nest.map_structure(lambda one: self._merged(one, one.shape[2:]), inputs)
            cell_state = tf1.nest.map_structure(self._together, state.cell_state, self._cell.state_size)
            outputs, cell_state = self._cell(inputs, cell_state)
            outputs = tf1.nest.map_structure(lambda one: self._split(one, one.shape[1:]), outputs)
            cell_state = tf1.nest.map_structure(self._apart, cell_state, self._cell.state_size)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            found, state = self._search(time, outputs, cell_state, state)
            inputs = tf1.cond(
                tf1.reduce_all(state.finished),
                lambda: self._start_inputs,
                lambda: self._embedding_fn(found.predicted_ids),
            )
        return found, state, inputs, state.finished

    def finalize(
        self, outputs: BeamSearchDecoderOutput, final_state: BeamSearchDecoderState, sequence_lengths: tf1.Tensor
    ) -> tuple[FinalBeamSearchDecoderOutput, BeamSearchDecoderState]:
        """Follows the sequences from their ends.

        Args:
            outputs: of all steps, `[time, batch, ...]`.
            final_state: behind the last step.
            sequence_lengths: `[batch]`.

        Returns:
            `(FinalBeamSearchDecoderOutput, state)`.
        """
        lengths = tf1.cast(tf1.reduce_max(final_state.lengths, axis=1), tf1.int32)
        ids = gather_tree(outputs.predicted_ids, outputs.parent_ids, lengths, self._end_token)
        if self._reorder_tensor_arrays:
            cell_state = tf1.nest.map_structure(
                lambda one: self._in_order(one, outputs.parent_ids, final_state.lengths), final_state.cell_state
            )
            final_state = final_state._replace(cell_state=cell_state)
        return FinalBeamSearchDecoderOutput(predicted_ids=ids, beam_search_decoder_output=outputs), final_state

    def _search(
        self, time: tf1.Tensor, logits: tf1.Tensor, cell_state: Any, state: BeamSearchDecoderState
    ) -> tuple[BeamSearchDecoderOutput, BeamSearchDecoderState]:
        """The best of what can follow: a step's output, and the next state."""
        batch, beams, end = self._batch_size, self._beam_width, self._end_token
        known_batch = tf1.get_static_value(batch)
        going_on = tf1.logical_not(state.finished)
        log_probs = masked(tf1.nn.log_softmax(logits), end, state.finished)
        log_probs = tf1.expand_dims(state.log_probs, 2) + log_probs
        symbols = tf1.dimension_value(logits.shape[-1]) or tf1.shape(logits)[-1]
        lengths = lengths_after(state.lengths, [batch, beams], end, symbols, going_on)
        attention = attention_of(cell_state, self._coverage_penalty_weight)
        if attention is not None:
            attention *= tf1.expand_dims(tf1.cast(going_on, tf1.float32), 2)
            attention = state.accumulated_attention_probs + attention
        weights = self._length_penalty_weight, self._coverage_penalty_weight
        scores = scores_of(log_probs, lengths, *weights, state.finished, attention)
        tf1.convert_to_tensor(time, name='time')
        scores = tf1.reshape(scores, [batch, -1])
        best, places = tf1.nn.top_k(scores, k=tf1.convert_to_tensor(beams, dtype=tf1.int32, name='beam_width'))
        best.set_shape([known_batch, beams])
        places.set_shape([known_batch, beams])
        log_probs = taken(places, log_probs, batch, beams * symbols, [-1], 'next_beam_probs')
        ids = tf1.cast(tf1.mod(places, symbols, name='next_beam_word_ids'), tf1.int32)
        parents = tf1.cast(places / symbols, tf1.int32, name='next_beam_parent_ids')
        return BeamSearchDecoderOutput(best, ids, parents), self._next(
            state, cell_state, log_probs, ids, parents, attention
        )

    def _next(
        self,
        state: BeamSearchDecoderState,
        cell_state: Any,
        log_probs: tf1.Tensor,
        ids: tf1.Tensor,
        parents: tf1.Tensor,
        attention: tf1.Tensor | None,
    ) -> BeamSearchDecoderState:
        """The state of the beams that go on."""
        batch, beams = self._batch_size, self._beam_width
        before = taken(parents, state.finished, batch, beams, [-1])
        finished = tf1.logical_or(before, tf1.equal(ids, self._end_token), name='next_beam_finished')
        one_more = tf1.cast(tf1.logical_not(before), tf1.int64)
        lengths = taken(parents, state.lengths, batch, beams, [-1]) + one_more
        if attention is not None:
            rows = [batch * beams, -1]
            attention = taken(parents, attention, batch, beams, rows, 'next_accumulated_attention_probs')

        def of_the_parent(one):
            rows = [batch * beams, -1]
            if isinstance(one, tf1.TensorArray) or _rank(one) < len(rows):
                return one
            return taken(parents, one, batch, beams, rows)

        return BeamSearchDecoderState(
            cell_state=tf1.nest.map_structure(of_the_parent, cell_state),
            log_probs=log_probs,
            lengths=lengths,
            finished=finished,
            accumulated_attention_probs=() if attention is None else attention,
        )

    def _together(self, one, size):
        return one if isinstance(one, tf1.TensorArray) or _rank(one) < 2 else self._merged(one, size)

    def _apart(self, one, size):
        return one if isinstance(one, tf1.TensorArray) or _rank(one) < 1 else self._split(one, size)

    def _merged(self, one, size):
        """`[batch, beams, ...]` as `[batch * beams, ...]`."""
        sizes = tf1.shape(one)
        batch = tf1.get_static_value(self._batch_size)
        found = tf1.reshape(one, tf1.concat(([self._batch_size * self._beam_width], sizes[2:]), 0))
        found.set_shape(tf1.TensorShape([batch and batch * self._beam_width]).concatenate(_known(size)))
        return found

    def _split(self, one, size):
        """`[batch * beams, ...]` as `[batch, beams, ...]`."""
        size = _known(size)
        sizes = tf1.shape(one)
        found = tf1.reshape(one, tf1.concat(([self._batch_size, self._beam_width], sizes[1:]), 0))
        batch = tf1.get_static_value(self._batch_size)
        shape = tf1.TensorShape([batch, self._beam_width]).concatenate(size)
        if not found.shape.is_compatible_with(shape):
            raise ValueError(
                f'a state of the beam search is {found.shape} and should be {shape}, [batch, beams, size]; perhaps '
                'zero_state was not called with batch_size=encoder_batch_size * beam_width'
            )
        found.set_shape(shape)
        return found

    def _in_order(self, array, parent_ids, lengths):
        """An array of the cell's state, stacked, in the order of the final beams; all else as it is."""
        if not isinstance(array, tf1.TensorArray):
            return array
        shape, batch = array.element_shape, tf1.get_static_value(self._batch_size)
        if not shape.ndims or not _may_be_split(shape.as_list(), batch, self._beam_width):
            tf1.logging.warn(
                f'an array in the state of the beam search, of {shape}, is not put in the order of the beams: it is '
                'not [batch, beams, ...]; reorder_tensor_arrays=False says that this is meant'
            )
            return array
        array = array.stack()
        with tf1.control_dependencies([self._check_of(array)]):
            return gather_tree_from_array(array, parent_ids, lengths)

    def _check_of(self, array):
        sizes = tf1.shape(array)
        fits = tf1.equal(sizes[1], self._batch_size * self._beam_width)
        if array.shape.ndims > 2:
            apart = tf1.logical_and(tf1.equal(sizes[1], self._batch_size), tf1.equal(sizes[2], self._beam_width))
            fits = tf1.logical_or(fits, apart)
        return tf1.Assert(fits, [f'{array.name} in the state of the beam search is not [time, batch, beams, ...]'])


def _may_be_split(shape: list[int | None], batch: int | None, beams: int) -> bool:
    """Whether elements of this shape may be `[batch, beams, ...]`, or `[batch * beams, ...]`."""
    if batch is None or shape[0] is None:
        return True
    if shape[0] != batch * beams:
        return False
    return len(shape) < 2 or shape[1] is None or (shape[0] == batch and shape[1] == beams)


def _known(size):
    if isinstance(size, tf1.Tensor):
        return tf1.TensorShape(tf1.get_static_value(size))
    return tf1.TensorShape(size)


def _rank(one):
    if one.shape.ndims is None:
        raise ValueError(f'Expected tensor ({one}) to have known rank')
    return one.shape.ndims
