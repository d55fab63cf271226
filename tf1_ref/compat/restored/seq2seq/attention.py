"""Attention mechanisms of `tf.contrib.seq2seq`: Bahdanau's and Luong's, which weigh the entries of a memory.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (attention_wrapper.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.core import Dense
from tensorflow.python.ops.rnn_cell_impl import _zero_state_tensors


class AttentionMechanism:
    """What `AttentionWrapper` asks of a mechanism; to be derived from."""

    @property
    def alignments_size(self) -> int | tf1.Tensor:
        """How many entries the memory has, a number or a scalar tensor."""
        raise NotImplementedError

    @property
    def state_size(self) -> Any:
        """The size of the mechanism's state."""
        raise NotImplementedError


class Mechanism(AttentionMechanism):
    """What all mechanisms have in common: keys and values of a masked memory."""

    def __init__(
        self,
        query_layer: Dense | None,
        memory: tf1.Tensor,
        probability_fn: Callable | None,
        lengths: tf1.Tensor | None,
        memory_layer: Dense,
        mask_value: float | None,
        custom_key_value_fn: Callable | None,
        name: str,
    ):
        """Makes keys and values of the memory.

        Args:
            query_layer: a layer for queries, or None.
            memory: `[batch, time, size]`.
            probability_fn: from scores `[batch, time]` to weights; the softmax if None.
            lengths: `[batch]`, or None for all of the memory.
            memory_layer: a layer that makes keys.
            mask_value: the score behind the lengths; minus infinity if None.
            custom_key_value_fn: function of keys and values that gives others, or None.
            name: of the scope.

        Raises:
            TypeError: `probability_fn` cannot be called.
            ValueError: the size of the memory is not known.
        """
        self._query_layer, self._memory_layer = query_layer, memory_layer
        self.dtype = memory_layer.dtype
        self._probability_fn = tf1.nn.softmax if probability_fn is None else probability_fn
        if not callable(self._probability_fn):
            raise TypeError(f'probability_fn must be callable, saw type: {type(probability_fn).__name__}')
        self._lengths = lengths
        default = tf1.as_dtype(self.dtype).as_numpy_dtype(-np.inf)
        self._mask_value = default if mask_value is None else mask_value
        with tf1.name_scope(name, 'BaseAttentionMechanismInit', tf1.nest.flatten(memory)):
            self._values = _masked_memory(memory, lengths)
            self._keys = memory_layer(self._values)
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            self._batch_size = tf1.dimension_value(self._keys.shape[0]) or tf1.shape(self._keys)[0]
            self._alignments_size = tf1.dimension_value(self._keys.shape[1]) or tf1.shape(self._keys)[1]

    memory_layer = property(lambda self: self._memory_layer)
    query_layer = property(lambda self: self._query_layer)
    values = property(lambda self: self._values)
    keys = property(lambda self: self._keys)
    batch_size = property(lambda self: self._batch_size)
    alignments_size = property(lambda self: self._alignments_size)
    state_size = property(lambda self: self._alignments_size)

    def initial_alignments(self, batch_size: int | tf1.Tensor, dtype: tf1.DType) -> tf1.Tensor:
        """Makes the alignments in front of the first step: zeros.

        Args:
            batch_size: scalar.
            dtype: of the state.

        Returns:
            `[batch, alignments_size]`.
        """
        return _zero_state_tensors(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size: int | tf1.Tensor, dtype: tf1.DType) -> tf1.Tensor:
        """Makes the first state: the initial alignments.

        Args:
            batch_size: scalar.
            dtype: of the state.

        Returns:
            `[batch, alignments_size]`.
        """
        return self.initial_alignments(batch_size, dtype)

    def _alignments(self, score, *state):
        alignments = self._probability_fn(_masked_score(score, self._lengths, self._mask_value), *state)
        return alignments, alignments


class LuongAttention(Mechanism):
    """Multiplicative attention (Luong et al., 2015)."""

    def __init__(
        self,
        num_units: int,
        memory: tf1.Tensor,
        memory_sequence_length: tf1.Tensor | None = None,
        scale: bool = False,
        probability_fn: Callable | None = None,
        score_mask_value: float | None = None,
        dtype: tf1.DType | None = None,
        custom_key_value_fn: Callable | None = None,
        name: str = 'LuongAttention',
    ):
        """Makes the keys.

        Args:
            num_units: size of the keys, which has to be that of the queries.
            memory: `[batch, time, size]`.
            memory_sequence_length: lengths `[batch]`; all of the memory by default.
            scale: whether there is a variable to multiply the scores by.
            probability_fn: from scores to weights; the softmax by default.
            score_mask_value: the score behind the lengths; minus infinity by default.
            dtype: of the memory's layer.
            custom_key_value_fn: function of keys and values that gives others.
            name: of the scope.
        """
        layer = Dense(num_units, name='memory_layer', use_bias=False, dtype=dtype or tf1.float32)
        super().__init__(
            None, memory, probability_fn, memory_sequence_length, layer, score_mask_value, custom_key_value_fn, name
        )
        self._num_units, self._scale, self._name = num_units, scale, name

    def __call__(self, query: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Weighs the memory by queries `[batch, num_units]`.

        Args:
            query: `[batch, size]`.
            state: the state of the mechanism.

        Returns:
            `(alignments, state)`, which are the same `[batch, time]`.

        Raises:
            ValueError: the queries have another size than the keys.
        """
        with tf1.variable_scope(None, 'luong_attention', [query]):
            factor = None
            if self._scale:
                factor = tf1.get_variable('attention_g', (), query.dtype, tf1.ones_initializer)
            score = luong_score(query, self._keys, factor)
        return self._alignments(score)


class BahdanauAttention(Mechanism):
    """Additive attention (Bahdanau et al., 2015)."""

    def __init__(
        self,
        num_units: int,
        memory: tf1.Tensor,
        memory_sequence_length: tf1.Tensor | None = None,
        normalize: bool = False,
        probability_fn: Callable | None = None,
        score_mask_value: float | None = None,
        dtype: tf1.DType | None = None,
        custom_key_value_fn: Callable | None = None,
        name: str = 'BahdanauAttention',
    ):
        """Makes the keys, and the layer of the queries.

        Args:
            num_units: size of the keys.
            memory: `[batch, time, size]`.
            memory_sequence_length: lengths `[batch]`; all of the memory by default.
            normalize: whether the scores' weights are normalised (Salimans and Kingma, 2016).
            probability_fn: from scores `[batch, time]` to weights; the softmax if None.
            score_mask_value: the score behind the lengths; minus infinity by default.
            dtype: of the layers.
            custom_key_value_fn: function of keys and values that gives others, or None.
            name: of the scope.
        """
        layers = [
            Dense(num_units, name=layer, use_bias=False, dtype=dtype or tf1.float32)
            for layer in ('query_layer', 'memory_layer')
        ]
        super().__init__(
            layers[0],
            memory,
            probability_fn,
            memory_sequence_length,
            layers[1],
            score_mask_value,
            custom_key_value_fn,
            name,
        )
        self._num_units, self._normalize, self._name = num_units, normalize, name

    def __call__(self, query: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Weighs the memory by queries.

        Args:
            query: `[batch, size]`.
            state: the state of the mechanism.

        Returns:
            `(alignments, state)`, which are the same `[batch, time]`.
        """
        with tf1.variable_scope(None, 'bahdanau_attention', [query]):
            score = bahdanau_score(self._query_layer(query), self._keys, self._num_units, self._normalize)
        return self._alignments(score)


def luong_score(query: tf1.Tensor, keys: tf1.Tensor, factor: tf1.Tensor | None) -> tf1.Tensor:
    """Multiplies a query by the keys, and by a factor.

    Args:
        query: `[batch, num_units]`.
        keys: `[batch, time, num_units]`.
        factor: a scalar, or None.

    Returns:
        Scores `[batch, time]`.

    Raises:
        ValueError: the sizes differ.
    """
    if query.shape[-1] != keys.shape[-1]:
        raise ValueError(
            f'Incompatible or unknown inner dimensions between query and keys: {query.shape[-1]} and '
            f'{keys.shape[-1]}; num_units has to be the size of the query'
        )
    score = tf1.squeeze(tf1.matmul(tf1.expand_dims(query, 1), keys, transpose_b=True), [1])
    return score if factor is None else factor * score


def bahdanau_score(query: tf1.Tensor, keys: tf1.Tensor, num_units: int, normalize: bool) -> tf1.Tensor:
    """Adds a query to the keys, and makes weighted sums of the tanh, with variables of its own.

    Args:
        query: `[batch, num_units]`.
        keys: `[batch, time, num_units]`.
        num_units: size of the keys.
        normalize: whether the scores' weights are normalised (Salimans and Kingma, 2016).

    Returns:
        Scores `[batch, time]`.
    """
    v = tf1.get_variable('attention_v', [num_units], query.dtype)
    if not normalize:
        return tf1.reduce_sum(v * tf1.tanh(keys + tf1.expand_dims(query, 1)), [2])
    g = tf1.get_variable('attention_g', (), query.dtype, tf1.constant_initializer(math.sqrt(1.0 / num_units)))
    b = tf1.get_variable('attention_b', [num_units], query.dtype, tf1.zeros_initializer())
    query = tf1.expand_dims(query, 1)
    v = g * v * tf1.rsqrt(tf1.reduce_sum(tf1.square(v)))
    return tf1.reduce_sum(v * tf1.tanh(keys + query + b), [2])


def _masked_memory(memory, lengths):
    """The memory, with zeros behind the lengths."""
    memory = tf1.nest.map_structure(lambda one: tf1.convert_to_tensor(one, name='memory'), memory)
    if lengths is not None:
        lengths = tf1.convert_to_tensor(lengths, name='memory_sequence_length')
    for one in tf1.nest.flatten(memory):
        if not one.shape[2:].is_fully_defined():
            raise ValueError(f'Expected memory {one.name} to have fully defined inner dims, but saw shape: {one.shape}')
    if lengths is None:
        return memory
    first = tf1.nest.flatten(memory)[0]
    mask = tf1.sequence_mask(lengths, maxlen=tf1.shape(first)[1], dtype=first.dtype)

    def masked(one):
        ones = tf1.ones(one.shape.ndims - 2, dtype=tf1.int32)
        return one * tf1.reshape(mask, tf1.concat((tf1.shape(mask), ones), 0))

    return tf1.nest.map_structure(masked, memory)


def _masked_score(score: tf1.Tensor, lengths: tf1.Tensor | None, value: float) -> tf1.Tensor:
    if lengths is None:
        return score
    message = 'All values in memory_sequence_length must be greater than zero.'
    with tf1.control_dependencies([tf1.assert_positive(lengths, message=message)]):
        mask = tf1.sequence_mask(lengths, maxlen=tf1.shape(score)[1])
    return tf1.where(mask, score, value * tf1.ones_like(score))
