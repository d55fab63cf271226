"""Helpers of `tf.contrib.seq2seq`: what is drawn from a decoder's outputs, and what its next inputs are."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn import _transpose_batch_time

from tf1_ref.compat.restored.seq2seq.sampling import categorical


class Helper:
    """What `BasicDecoder` asks; to be derived from."""

    @property
    def batch_size(self):
        """Scalar, the batch size."""
        raise NotImplementedError

    @property
    def sample_ids_shape(self):
        """Shape of one sample."""
        raise NotImplementedError

    @property
    def sample_ids_dtype(self):
        """Dtype of the samples."""
        raise NotImplementedError

    def initialize(self, name=None):
        """`(finished, inputs)` of the first step."""
        raise NotImplementedError

    def sample(self, time, outputs, state, name=None):
        """What is drawn from a step's outputs."""
        raise NotImplementedError

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        """`(finished, inputs, state)` of the next step."""
        raise NotImplementedError


class _OfSymbols(Helper):
    """Samples are the numbers of symbols."""

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return tf1.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf1.int32


class CustomHelper(Helper):
    """A helper made of functions."""

    def __init__(self, initialize_fn, sample_fn, next_inputs_fn, sample_ids_shape=None, sample_ids_dtype=None):
        """Takes functions for `initialize`, `sample` and `next_inputs`, without their names."""
        self._functions = initialize_fn, sample_fn, next_inputs_fn
        self._batch_size = None
        self._shape, self._dtype = tf1.TensorShape(sample_ids_shape or []), sample_ids_dtype or tf1.int32

    @property
    def batch_size(self):
        if self._batch_size is None:
            raise ValueError('batch_size accessed before initialize was called')
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return self._shape

    @property
    def sample_ids_dtype(self):
        return self._dtype

    def initialize(self, name=None):
        with tf1.name_scope(name, f'{type(self).__name__}Initialize'):
            finished, inputs = self._functions[0]()
            if self._batch_size is None:
                self._batch_size = tf1.size(finished)
        return finished, inputs

    def sample(self, time, outputs, state, name=None):
        with tf1.name_scope(name, f'{type(self).__name__}Sample', (time, outputs, state)):
            return self._functions[1](time=time, outputs=outputs, state=state)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf1.name_scope(name, f'{type(self).__name__}NextInputs', (time, outputs, state)):
            return self._functions[2](time=time, outputs=outputs, state=state, sample_ids=sample_ids)


class TrainingHelper(_OfSymbols):
    """Feeds given inputs; a sample is the likeliest symbol."""

    def __init__(self, inputs, sequence_length, time_major=False, name=None):
        """Takes inputs `[batch, time, ...]`, or `[time, batch, ...]` if `time_major`, and lengths `[batch]`.

        Raises:
            ValueError: the lengths are no vector.
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
    def inputs(self):
        """The inputs, as they were given."""
        return self._inputs

    @property
    def sequence_length(self):
        """The lengths."""
        return self._sequence_length

    def initialize(self, name=None):
        with tf1.name_scope(name, 'TrainingHelperInitialize'):
            finished = tf1.equal(0, self._sequence_length)
            return finished, self._read(0, finished)

    def sample(self, time, outputs, name=None, **unused):
        with tf1.name_scope(name, 'TrainingHelperSample', [time, outputs]):
            return tf1.cast(tf1.argmax(outputs, axis=-1), tf1.int32)

    def next_inputs(self, time, outputs, state, name=None, **unused):
        with tf1.name_scope(name, 'TrainingHelperNextInputs', [time, outputs, state]):
            following = time + 1
            finished = following >= self._sequence_length
            return finished, self._read(following, finished), state

    def _read(self, time, finished):
        def read():
            return tf1.nest.map_structure(lambda array: array.read(time), self._arrays)

        return tf1.cond(tf1.reduce_all(finished), lambda: self._zeros, read)


class GreedyEmbeddingHelper(_OfSymbols):
    """Feeds the vector of the likeliest symbol of the step before."""

    def __init__(self, embedding, start_tokens, end_token):
        """Takes an embedding (a function of symbols, or parameters to look them up in), and where to start and end.

        Raises:
            ValueError: `start_tokens` is no vector or `end_token` no scalar.
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

    def initialize(self, name=None):
        return tf1.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return tf1.argmax(_single(outputs), axis=-1, output_type=tf1.int32)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        finished = tf1.equal(sample_ids, self._end_token)
        inputs = tf1.cond(tf1.reduce_all(finished), lambda: self._start_inputs, lambda: self._embedding_fn(sample_ids))
        return finished, inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """Feeds the vector of a symbol that is drawn from the outputs of the step before."""

    def __init__(self, embedding, start_tokens, end_token, softmax_temperature=None, seed=None):
        """Takes what `GreedyEmbeddingHelper` takes, what to divide the scores by, and the op seed of the draw."""
        super().__init__(embedding, start_tokens, end_token)
        self._temperature, self._seed = softmax_temperature, seed

    def sample(self, time, outputs, state, name=None):
        outputs = _single(outputs)
        return categorical(outputs if self._temperature is None else outputs / self._temperature, self._seed)


class InferenceHelper(Helper):
    """Feeds what a function makes of the samples."""

    def __init__(self, sample_fn, sample_shape, sample_dtype, start_inputs, end_fn, next_inputs_fn=None):
        """Takes a function of the outputs, its result's shape and dtype, and functions of the samples."""
        self._sample_fn, self._end_fn, self._next_inputs_fn = sample_fn, end_fn, next_inputs_fn
        self._shape, self._dtype = tf1.TensorShape(sample_shape), sample_dtype
        self._batch_size = tf1.shape(start_inputs)[0]
        self._start_inputs = tf1.convert_to_tensor(start_inputs, name='start_inputs')

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return self._shape

    @property
    def sample_ids_dtype(self):
        return self._dtype

    def initialize(self, name=None):
        return tf1.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return self._sample_fn(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), inputs, state


def unstacked(inputs):
    """A TensorArray of the first dimension."""
    size = tf1.shape(inputs)[0]
    return tf1.TensorArray(dtype=inputs.dtype, size=size, element_shape=inputs.shape[1:]).unstack(inputs)


def lookup(embedding):
    """A function of symbols; what is none is looked up in."""
    return embedding if callable(embedding) else lambda ids: tf1.nn.embedding_lookup(embedding, ids)


def _single(outputs):
    if not isinstance(outputs, tf1.Tensor):
        raise TypeError(f'Expected outputs to be a single Tensor, got: {type(outputs)}')
    return outputs
