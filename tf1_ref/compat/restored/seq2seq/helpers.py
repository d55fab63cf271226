"""Helpers of `tf.contrib.seq2seq`: what is drawn from a decoder's outputs, and what its next inputs are.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (helper.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn import _transpose_batch_time

from tf1_ref.compat.restored.seq2seq.sampling import categorical


class Helper:
    """What `BasicDecoder` asks; to be derived from."""

    @property
    def batch_size(self) -> int | tf1.Tensor:
        """The batch size, a scalar."""
        raise NotImplementedError

    @property
    def sample_ids_shape(self) -> tf1.TensorShape:
        """The shape of a sample."""
        raise NotImplementedError

    @property
    def sample_ids_dtype(self) -> tf1.DType:
        """The dtype of the samples."""
        raise NotImplementedError

    def initialize(self, name: str | None = None) -> tuple:
        """Begins.

        Args:
            name: of the scope.

        Returns:
            `(finished, inputs)` of the first step.
        """
        raise NotImplementedError

    def sample(self, time: tf1.Tensor, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Draws samples from the outputs.

        Args:
            time: int32, the number of the step.
            outputs: of the step.
            state: behind the step.
            name: of the scope.
        """
        raise NotImplementedError

    def next_inputs(
        self, time: tf1.Tensor, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple:
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
        raise NotImplementedError


class _OfSymbols(Helper):
    """Samples are the numbers of symbols."""

    @property
    def batch_size(self) -> tf1.Tensor:
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf1.TensorShape:
        return tf1.TensorShape([])

    @property
    def sample_ids_dtype(self) -> tf1.DType:
        return tf1.int32


class CustomHelper(Helper):
    """A helper made of functions."""

    def __init__(
        self,
        initialize_fn: Callable,
        sample_fn: Callable,
        next_inputs_fn: Callable | None,
        sample_ids_shape: tf1.TensorShape | Sequence[int] | None = None,
        sample_ids_dtype: tf1.DType | None = None,
    ):
        """Takes the functions.

        Args:
            initialize_fn: function that returns `(finished, inputs)`.
            sample_fn: function of `time`, `outputs` and `state`, by their names.
            next_inputs_fn: function of `time`, `outputs`, `state` and `sample_ids`, by their names.
            sample_ids_shape: shape of a sample; `[]` by default.
            sample_ids_dtype: of the samples; int32 by default.
        """
        self._functions = initialize_fn, sample_fn, next_inputs_fn
        self._batch_size = None
        self._shape, self._dtype = tf1.TensorShape(sample_ids_shape or []), sample_ids_dtype or tf1.int32

    @property
    def batch_size(self) -> tf1.Tensor:
        """The batch size, a scalar."""
        if self._batch_size is None:
            raise ValueError('batch_size accessed before initialize was called')
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf1.TensorShape:
        """The shape of a sample."""
        return self._shape

    @property
    def sample_ids_dtype(self) -> tf1.DType:
        """The dtype of the samples."""
        return self._dtype

    def initialize(self, name: str | None = None) -> tuple:
        """Begins: returns `(finished, inputs)` of the first step."""
        with tf1.name_scope(name, f'{type(self).__name__}Initialize'):
            finished, inputs = self._functions[0]()
            if self._batch_size is None:
                self._batch_size = tf1.size(finished)
        return finished, inputs

    def sample(self, time: tf1.Tensor, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Draws samples by the function."""
        with tf1.name_scope(name, f'{type(self).__name__}Sample', (time, outputs, state)):
            return self._functions[1](time=time, outputs=outputs, state=state)

    def next_inputs(
        self, time: tf1.Tensor, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple:
        """Finds the inputs of the next step: returns `(finished, inputs, state)`."""
        with tf1.name_scope(name, f'{type(self).__name__}NextInputs', (time, outputs, state)):
            return self._functions[2](time=time, outputs=outputs, state=state, sample_ids=sample_ids)


class TrainingHelper(_OfSymbols):
    """A helper that feeds given inputs; a sample is the likeliest symbol."""

    def __init__(
        self, inputs: tf1.Tensor, sequence_length: tf1.Tensor, time_major: bool = False, name: str | None = None
    ):
        """Takes the inputs.

        Args:
            inputs: `[batch, time, ...]`.
            sequence_length: lengths `[batch]`.
            time_major: whether the inputs are `[time, batch, ...]`.
            name: of the scope.

        Raises:
            ValueError: `sequence_length` is no vector.
        """
        with tf1.name_scope(name, 'TrainingHelper', [inputs, sequence_length]):
            inputs = tf1.convert_to_tensor(inputs, name='inputs')
            self._inputs = inputs
            if not time_major:
                inputs = tf1.nest.map_structure(_transpose_batch_time, inputs)
            self._arrays = tf1.nest.map_structure(unstacked, inputs)
            self._sequence_length = tf1.convert_to_tensor(sequence_length, name='sequence_length')
            if self._sequence_length.shape.ndims != 1:
                raise ValueError(
                    f'Expected sequence_length to be a vector, but received shape: {self._sequence_length.shape}'
                )
            self._zeros = tf1.nest.map_structure(lambda one: tf1.zeros_like(one[0, :]), inputs)
            self._batch_size = tf1.size(sequence_length)

    @property
    def inputs(self) -> tf1.Tensor:
        """The inputs, as they were given."""
        return self._inputs

    @property
    def sequence_length(self) -> tf1.Tensor:
        """The lengths, as they were given."""
        return self._sequence_length

    def initialize(self, name: str | None = None) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Begins: returns `(finished, inputs)` of the first step."""
        with tf1.name_scope(name, 'TrainingHelperInitialize'):
            finished = tf1.equal(0, self._sequence_length)
            return finished, self._read(0, finished)

    def sample(self, time: tf1.Tensor, outputs: tf1.Tensor, name: str | None = None, **unused) -> tf1.Tensor:
        """Finds the likeliest symbols, int32 `[batch]`."""
        with tf1.name_scope(name, 'TrainingHelperSample', [time, outputs]):
            return tf1.cast(tf1.argmax(outputs, axis=-1), tf1.int32)

    def next_inputs(
        self, time: tf1.Tensor, outputs: Any, state: Any, name: str | None = None, **unused
    ) -> tuple[tf1.Tensor, tf1.Tensor, Any]:
        """Finds the inputs of the next step: returns `(finished, inputs, state)`."""
        with tf1.name_scope(name, 'TrainingHelperNextInputs', [time, outputs, state]):
            following = time + 1
            finished = following >= self._sequence_length
            return finished, self._read(following, finished), state

    def _read(self, time, finished):
        def read():
            return tf1.nest.map_structure(lambda array: array.read(time), self._arrays)

        return tf1.cond(tf1.reduce_all(finished), lambda: self._zeros, read)


class GreedyEmbeddingHelper(_OfSymbols):
    """A helper that feeds the vector of the likeliest symbol of the step before."""

    def __init__(self, embedding: Callable | tf1.Tensor, start_tokens: tf1.Tensor, end_token: int | tf1.Tensor):
        """Takes an embedding, and where to start and to end.

        Args:
            embedding: a function of symbols, or parameters to look them up in.
            start_tokens: int32 `[batch]`.
            end_token: int32, the symbol that ends a sequence.

        Raises:
            ValueError: `start_tokens` is no vector, or `end_token` no scalar.
        """
        self._embedding_fn = lookup(embedding)
        self._start_tokens = tf1.convert_to_tensor(start_tokens, dtype=tf1.int32, name='start_tokens')
        self._end_token = tf1.convert_to_tensor(end_token, dtype=tf1.int32, name='end_token')
        if self._start_tokens.shape.ndims != 1:
            raise ValueError('start_tokens must be a vector')
        self._batch_size = tf1.size(start_tokens)
        if self._end_token.shape.ndims != 0:
            raise ValueError('end_token must be a scalar')
        self._start_inputs = self._embedding_fn(self._start_tokens)

    def initialize(self, name: str | None = None) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Begins: returns `(finished, inputs)` of the first step."""
        return tf1.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time: tf1.Tensor, outputs: tf1.Tensor, state: Any, name: str | None = None) -> tf1.Tensor:
        """Finds the likeliest symbols, int32 `[batch]`."""
        return tf1.argmax(_single(outputs), axis=-1, output_type=tf1.int32)

    def next_inputs(
        self, time: tf1.Tensor, outputs: Any, state: Any, sample_ids: tf1.Tensor, name: str | None = None
    ) -> tuple[tf1.Tensor, tf1.Tensor, Any]:
        """Finds the inputs of the next step: returns `(finished, inputs, state)`."""
        finished = tf1.equal(sample_ids, self._end_token)
        inputs = tf1.cond(tf1.reduce_all(finished), lambda: self._start_inputs, lambda: self._embedding_fn(sample_ids))
        return finished, inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """A helper that feeds the vector of a symbol that is drawn from the outputs of the step before."""

    def __init__(
        self,
        embedding: Callable | tf1.Tensor,
        start_tokens: tf1.Tensor,
        end_token: int | tf1.Tensor,
        softmax_temperature: float | None = None,
        seed: int | None = None,
    ):
        """Takes an embedding, where to start and to end, and how to draw.

        Args:
            embedding: a function of symbols, or parameters to look them up in.
            start_tokens: int32 `[batch]`.
            end_token: int32, the symbol that ends a sequence.
            softmax_temperature: what the scores are divided by, or None.
            seed: op seed of the draw.
        """
        super().__init__(embedding, start_tokens, end_token)
        self._temperature, self._seed = softmax_temperature, seed

    def sample(self, time: tf1.Tensor, outputs: tf1.Tensor, state: Any, name: str | None = None) -> tf1.Tensor:
        """Draws symbols, int32 `[batch]`."""
        outputs = _single(outputs)
        return categorical(outputs if self._temperature is None else outputs / self._temperature, self._seed)


class InferenceHelper(Helper):
    """A helper that feeds what a function makes of the samples."""

    def __init__(
        self,
        sample_fn: Callable,
        sample_shape: tf1.TensorShape | Sequence[int],
        sample_dtype: tf1.DType,
        start_inputs: tf1.Tensor,
        end_fn: Callable,
        next_inputs_fn: Callable | None = None,
    ):
        """Takes the functions, and the first inputs.

        Args:
            sample_fn: function of outputs.
            sample_shape: shape of a sample.
            sample_dtype: of the samples.
            start_inputs: `[batch, ...]`, the inputs of the first step.
            end_fn: function of samples that says what has finished, bool `[batch]`.
            next_inputs_fn: function of samples that gives inputs; None for the samples as they are.
        """
        self._sample_fn, self._end_fn, self._next_inputs_fn = sample_fn, end_fn, next_inputs_fn
        self._shape, self._dtype = tf1.TensorShape(sample_shape), sample_dtype
        self._batch_size = tf1.shape(start_inputs)[0]
        self._start_inputs = tf1.convert_to_tensor(start_inputs, name='start_inputs')

    @property
    def batch_size(self) -> tf1.Tensor:
        """The batch size, a scalar."""
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf1.TensorShape:
        """The shape of a sample."""
        return self._shape

    @property
    def sample_ids_dtype(self) -> tf1.DType:
        """The dtype of the samples."""
        return self._dtype

    def initialize(self, name: str | None = None) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Begins: returns `(finished, inputs)` of the first step."""
        return tf1.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time: tf1.Tensor, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Draws samples by the function."""
        return self._sample_fn(outputs)

    def next_inputs(
        self, time: tf1.Tensor, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple:
        """Finds the inputs of the next step: returns `(finished, inputs, state)`."""
        inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), inputs, state


def unstacked(inputs: tf1.Tensor) -> tf1.TensorArray:
    """Makes a TensorArray of the first dimension.

    Args:
        inputs: `[time, ...]`.

    Returns:
        A TensorArray.
    """
    size = tf1.shape(inputs)[0]
    return tf1.TensorArray(dtype=inputs.dtype, size=size, element_shape=inputs.shape[1:]).unstack(inputs)


def lookup(embedding: Callable | tf1.Tensor) -> Callable:
    """Makes a function of symbols of an embedding, unless it is one.

    Args:
        embedding: a function of symbols, or parameters to look them up in.

    Returns:
        A function.
    """
    return embedding if callable(embedding) else lambda ids: tf1.nn.embedding_lookup(embedding, ids)


def _single(outputs):
    if not isinstance(outputs, tf1.Tensor):
        raise TypeError(f'Expected outputs to be a single Tensor, got: {type(outputs)}')
    return outputs
