"""Helpers of `tf.contrib.seq2seq` that now and then feed what the decoder has put out (Bengio, 2015).

Source: tf.contrib.seq2seq of TensorFlow 1.15 (helper.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn import _transpose_batch_time

from tf1_ref.compat.restored.seq2seq.helpers import TrainingHelper, lookup, unstacked
from tf1_ref.compat.restored.seq2seq.sampling import bernoulli, categorical


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """A helper that feeds given inputs, or now and then the vector of a symbol that is drawn."""

    def __init__(
        self,
        inputs: tf1.Tensor,
        sequence_length: tf1.Tensor,
        embedding: Callable | tf1.Tensor,
        sampling_probability: float | tf1.Tensor,
        time_major: bool = False,
        seed: int | None = None,
        scheduling_seed: int | None = None,
        name: str | None = None,
    ):
        """Takes the inputs, and how symbols are drawn and looked up.

        Args:
            inputs: `[batch, time, ...]`.
            sequence_length: lengths `[batch]`.
            embedding: a function of symbols, or parameters to look them up in.
            sampling_probability: how probably a symbol is drawn, a scalar or `[batch]`.
            time_major: whether the inputs are `[time, batch, ...]`.
            seed: op seed of the symbols.
            scheduling_seed: op seed of whether one is drawn.
            name: of the scope.

        Raises:
            ValueError: `sampling_probability` is neither a scalar nor a vector.
        """
        with tf1.name_scope(name, 'ScheduledEmbeddingSamplingWrapper', [embedding, sampling_probability]):
            self._embedding_fn = lookup(embedding)
            self._probability = _probability(sampling_probability)
            self._seed, self._scheduling_seed = seed, scheduling_seed
            super().__init__(inputs, sequence_length, time_major, name)

    def sample(self, time: tf1.Tensor, outputs: tf1.Tensor, state: Any, name: str | None = None) -> tf1.Tensor:
        """Draws symbols now and then.

        Args:
            time: int32, the number of the step.
            outputs: of the step.
            state: behind the step.
            name: of the scope.

        Returns:
            int32 `[batch]`, -1 where none was drawn.
        """
        with tf1.name_scope(name, 'ScheduledEmbeddingTrainingHelperSample', [time, outputs, state]):
            chosen = bernoulli(self._probability, tf1.bool, self.batch_size, self._scheduling_seed)
            drawn = categorical(outputs, self._seed)
            return tf1.where(chosen, drawn, tf1.fill([self.batch_size], -1))

    def next_inputs(
        self, time: tf1.Tensor, outputs: tf1.Tensor, state: Any, sample_ids: tf1.Tensor, name: str | None = None
    ) -> tuple[tf1.Tensor, tf1.Tensor, Any]:
        """Finds the inputs of the next step.

        Args:
            time: int32, the number of the step.
            outputs: of the step.
            state: behind the step.
            sample_ids: what was drawn.
            name: of the scope.

        Returns:
            `(finished, inputs, state)`.
        """
        with tf1.name_scope(name, 'ScheduledEmbeddingTrainingHelperNextInputs', [time, outputs, state, sample_ids]):
            finished, given, state = super().next_inputs(time=time, outputs=outputs, state=state, name=name)

            def mixed():
                return _mixed(
                    lambda: sample_ids > -1,
                    lambda: sample_ids <= -1,
                    sample_ids,
                    given,
                    lambda ids, _: self._embedding_fn(ids),
                )

            return finished, tf1.cond(tf1.reduce_all(finished), lambda: given, mixed), state


class ScheduledOutputTrainingHelper(TrainingHelper):
    """A helper that feeds given inputs, or now and then the outputs."""

    def __init__(
        self,
        inputs: tf1.Tensor,
        sequence_length: tf1.Tensor,
        sampling_probability: float | tf1.Tensor,
        time_major: bool = False,
        seed: int | None = None,
        next_inputs_fn: Callable | None = None,
        auxiliary_inputs: tf1.Tensor | None = None,
        name: str | None = None,
    ):
        """Takes the inputs, and how outputs become inputs.

        Args:
            inputs: `[batch, time, ...]`.
            sequence_length: lengths `[batch]`.
            sampling_probability: how probably an output is fed.
            time_major: whether the inputs are `[time, batch, ...]`.
            seed: op seed of the draw.
            next_inputs_fn: function of outputs that gives inputs; None for the outputs as they are.
            auxiliary_inputs: what is joined to the inputs, or to the outputs in their place; None for nothing.
            name: of the scope.

        Raises:
            ValueError: `sampling_probability` is neither a scalar nor a vector.
        """
        with tf1.name_scope(name, 'ScheduledOutputTrainingHelper', [inputs, auxiliary_inputs, sampling_probability]):
            self._probability = _probability(sampling_probability)
            self._auxiliary = None
            if auxiliary_inputs is not None:
                inputs = tf1.convert_to_tensor(inputs, name='inputs')
                auxiliary_inputs = tf1.convert_to_tensor(auxiliary_inputs, name='auxiliary_inputs')
                inputs = tf1.concat((inputs, auxiliary_inputs), -1)
                self._auxiliary = unstacked(auxiliary_inputs if time_major else _transpose_batch_time(auxiliary_inputs))
            self._seed, self._next_inputs_fn = seed, next_inputs_fn
            super().__init__(inputs, sequence_length, time_major, name)

    def sample(self, time: tf1.Tensor, outputs: tf1.Tensor, state: Any, name: str | None = None) -> tf1.Tensor:
        """Draws where an output is to be fed.

        Args:
            time: int32, the number of the step.
            outputs: of the step.
            state: behind the step.
            name: of the scope.

        Returns:
            int32 `[batch]`, 1 there, else 0.
        """
        with tf1.name_scope(name, 'ScheduledOutputTrainingHelperSample', [time, outputs, state]):
            return bernoulli(self._probability, tf1.int32, self.batch_size, self._seed)

    def next_inputs(
        self, time: tf1.Tensor, outputs: tf1.Tensor, state: Any, sample_ids: tf1.Tensor, name: str | None = None
    ) -> tuple[tf1.Tensor, tf1.Tensor, Any]:
        """Finds the inputs of the next step.

        Args:
            time: int32, the number of the step.
            outputs: of the step.
            state: behind the step.
            sample_ids: what was drawn.
            name: of the scope.

        Returns:
            `(finished, inputs, state)`.
        """
        with tf1.name_scope(name, 'ScheduledOutputTrainingHelperNextInputs', [time, outputs, state, sample_ids]):
            finished, given, state = super().next_inputs(time=time, outputs=outputs, state=state, name=name)
            chosen = tf1.cast(sample_ids, tf1.bool)

            def joined(outputs, indices=None):
                if self._auxiliary is None:
                    return outputs
                auxiliary = self._auxiliary.read(time + 1)
                auxiliary = auxiliary if indices is None else tf1.gather_nd(auxiliary, indices)
                return tf1.concat((outputs, auxiliary), -1)

            def mixed():
                if self._next_inputs_fn is None:
                    return tf1.where(chosen, joined(outputs), given)
                return _mixed(
                    lambda: chosen,
                    lambda: tf1.logical_not(chosen),
                    outputs,
                    given,
                    lambda some, places: joined(self._next_inputs_fn(some), places),
                )

            nothing = tf1.reduce_all(finished), tf1.logical_not(tf1.reduce_any(chosen))
            return finished, tf1.cond(tf1.logical_or(*nothing), lambda: given, mixed), state


def _probability(value):
    value = tf1.convert_to_tensor(value, name='sampling_probability')
    if value.shape.ndims not in (0, 1):
        raise ValueError(f'sampling_probability must be either a scalar or a vector. saw shape: {value.shape}')
    return value


def _mixed(chosen: Callable, others: Callable, values: tf1.Tensor, given: tf1.Tensor, made: Callable) -> tf1.Tensor:
    """`made` of the values at some places, and what is given at the others.

    Args:
        chosen: function that gives the places, bool `[batch]`.
        others: function that gives the other places.
        values: `[batch, ...]`.
        given: `[batch, ...]`.
        made: function of the values at these places and of the places.
    """
    chosen = tf1.cast(tf1.where(chosen()), tf1.int32)
    others = tf1.cast(tf1.where(others()), tf1.int32)
    values = tf1.gather_nd(values, chosen)
    kept = tf1.gather_nd(given, others)
    values = made(values, chosen)
    shape = tf1.shape(given)
    scattered = tf1.scatter_nd(indices=chosen, updates=values, shape=shape)
    return scattered + tf1.scatter_nd(indices=others, updates=kept, shape=shape)
