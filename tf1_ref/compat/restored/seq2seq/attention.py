"""Attention of `tf.contrib.seq2seq`: Bahdanau's and Luong's, and the wrapper that gives it to a cell."""

from __future__ import annotations

import collections
import math

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.core import Dense
from tensorflow.python.ops.rnn_cell_impl import RNNCell, _zero_state_tensors, assert_like_rnncell

from tf1_ref.compat.restored.shape_checks import with_same_shape


class AttentionMechanism:
    """What `AttentionWrapper` asks; to be derived from."""

    @property
    def alignments_size(self):
        """How many entries the memory has."""
        raise NotImplementedError

    @property
    def state_size(self):
        """Size of the mechanism's state."""
        raise NotImplementedError


class Mechanism(AttentionMechanism):
    """What all mechanisms have in common: keys and values of a masked memory."""

    def __init__(
        self, query_layer, memory, probability_fn, lengths, memory_layer, mask_value, custom_key_value_fn, name
    ):
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

    def initial_alignments(self, batch_size, dtype):
        """Zeros `[batch, alignments_size]`."""
        return _zero_state_tensors(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size, dtype):
        """The initial alignments."""
        return self.initial_alignments(batch_size, dtype)

    def _alignments(self, score, *state):
        alignments = self._probability_fn(_masked_score(score, self._lengths, self._mask_value), *state)
        return alignments, alignments


class LuongAttention(Mechanism):
    """Multiplicative attention (Luong et al., 2015)."""

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        scale=False,
        probability_fn=None,
        score_mask_value=None,
        dtype=None,
        custom_key_value_fn=None,
        name='LuongAttention',
    ):
        """Takes what 1.15's mechanism took.

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

    def __call__(self, query, state):
        """`(alignments, state)` for queries `[batch, num_units]`."""
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
        num_units,
        memory,
        memory_sequence_length=None,
        normalize=False,
        probability_fn=None,
        score_mask_value=None,
        dtype=None,
        custom_key_value_fn=None,
        name='BahdanauAttention',
    ):
        """Takes what `LuongAttention` takes, and `normalize`: whether the scores' weights are normalised."""
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

    def __call__(self, query, state):
        """`(alignments, state)` for queries `[batch, size]`."""
        with tf1.variable_scope(None, 'bahdanau_attention', [query]):
            score = bahdanau_score(self._query_layer(query), self._keys, self._num_units, self._normalize)
        return self._alignments(score)


def luong_score(query, keys, factor):
    """Products of a query and the keys, and of a factor that may be None.

    Raises:
        ValueError: their sizes differ.
    """
    if query.shape[-1] != keys.shape[-1]:
        raise ValueError(
            f'Incompatible or unknown inner dimensions between query and keys: {query.shape[-1]} and '
            f'{keys.shape[-1]}; num_units has to be the size of the query'
        )
    score = tf1.squeeze(tf1.matmul(tf1.expand_dims(query, 1), keys, transpose_b=True), [1])
    return score if factor is None else factor * score


def bahdanau_score(query, keys, num_units, normalize):
    """Weighted sums of the tanh of a query and the keys; makes the weights, and those that normalise them."""
    v = tf1.get_variable('attention_v', [num_units], query.dtype)
    if not normalize:
        return tf1.reduce_sum(v * tf1.tanh(keys + tf1.expand_dims(query, 1)), [2])
    g = tf1.get_variable('attention_g', (), query.dtype, tf1.constant_initializer(math.sqrt(1.0 / num_units)))
    b = tf1.get_variable('attention_b', [num_units], query.dtype, tf1.zeros_initializer())
    query = tf1.expand_dims(query, 1)
    v = g * v * tf1.rsqrt(tf1.reduce_sum(tf1.square(v)))
    return tf1.reduce_sum(v * tf1.tanh(keys + query + b), [2])


class AttentionWrapperState(
    collections.namedtuple(
        'AttentionWrapperState',
        ('cell_state', 'attention', 'time', 'alignments', 'alignment_history', 'attention_state'),
    )
):
    """The state of an `AttentionWrapper`."""

    def clone(self, **kwargs):
        """The same state with some parts replaced, which have to have the same shapes."""

        def checked(old, new):
            if isinstance(old, tf1.Tensor) and isinstance(new, tf1.Tensor):
                return with_same_shape(old, new)
            return new

        return tf1.nest.map_structure(checked, self, super()._replace(**kwargs))


class AttentionWrapper(RNNCell):
    """A cell that attends to a memory."""

    def __init__(
        self,
        cell,
        attention_mechanism,
        attention_layer_size=None,
        alignment_history=False,
        cell_input_fn=None,
        output_attention=True,
        initial_cell_state=None,
        name=None,
        attention_layer=None,
        attention_fn=None,
        dtype=None,
    ):
        """Takes what 1.15's wrapper took.

        Args:
            cell: an RNNCell.
            attention_mechanism: one, or a list of them.
            attention_layer_size: size of the attention's layer, one per mechanism; None for the context as it is.
            alignment_history: whether all alignments are kept in the state.
            cell_input_fn: function of inputs and attention that gives the cell's inputs; joins them by default.
            output_attention: whether the outputs are the attention, else the cell's.
            initial_cell_state: what `zero_state` has for the cell; zeros by default.
            name: of the cell.
            attention_layer: a layer per mechanism, instead of `attention_layer_size`.
            attention_fn: function of mechanism, output, state and layer that gives attention, alignments and state.
            dtype: of the cell.

        Raises:
            TypeError: the mechanism is none, or `cell_input_fn` cannot be called.
            ValueError: the layers do not fit the mechanisms.
        """
        super().__init__(name=name, dtype=dtype)
        assert_like_rnncell('cell', cell)
        self._is_multi = isinstance(attention_mechanism, (list, tuple))
        self._mechanisms = tuple(attention_mechanism) if self._is_multi else (attention_mechanism,)
        for one in self._mechanisms:
            if not isinstance(one, AttentionMechanism):
                raise TypeError(f'attention_mechanism must be an AttentionMechanism, saw type: {type(one).__name__}')
        if cell_input_fn is not None and not callable(cell_input_fn):
            raise TypeError(f'cell_input_fn must be callable, saw type: {type(cell_input_fn).__name__}')
        self._cell_input_fn = cell_input_fn or (lambda inputs, attention: tf1.concat([inputs, attention], -1))
        self._cell, self._output_attention, self._alignment_history = cell, output_attention, alignment_history
        self._attention_fn = attention_fn or _attend
        self._make_layers(attention_layer_size, attention_layer)
        with tf1.name_scope(name, 'AttentionWrapperInit'):
            self._initial_cell_state = initial_cell_state
            if initial_cell_state is not None:
                last = tf1.nest.flatten(initial_cell_state)[-1]
                size = tf1.dimension_value(last.shape[0]) or tf1.shape(last)[0]
                with tf1.control_dependencies(self._checks(size, 'initial_cell_state')):
                    self._initial_cell_state = tf1.nest.map_structure(
                        lambda one: tf1.identity(one, name='check_initial_cell_state'), initial_cell_state
                    )

    def _make_layers(self, sizes, layers):
        if sizes is not None and layers is not None:
            raise ValueError('Only one of attention_layer_size and attention_layer should be set')
        given = sizes if layers is None else layers
        if given is None:
            self._layers = [None] * len(self._mechanisms)
            self._size = sum(tf1.dimension_value(one.values.shape[-1]) for one in self._mechanisms)
            return
        given = tuple(given) if isinstance(given, (list, tuple)) else (given,)
        if len(given) != len(self._mechanisms):
            raise ValueError(
                'attention_layer_size or attention_layer must have exactly one entry per attention_mechanism, '
                f'saw: {len(given)} vs {len(self._mechanisms)}'
            )
        if layers is None:
            self._layers = [
                Dense(size, name='attention_layer', use_bias=False, dtype=one.dtype)
                for size, one in zip(given, self._mechanisms, strict=True)
            ]
            self._size = sum(given)
        else:
            self._layers = list(given)
            columns = [self._cell.output_size + tf1.dimension_value(m.values.shape[-1]) for m in self._mechanisms]
            shapes = [layer.compute_output_shape([None, n]) for layer, n in zip(given, columns, strict=True)]
            self._size = sum(tf1.dimension_value(shape[-1]) for shape in shapes)

    def _checks(self, batch_size, what):
        message = (
            f'AttentionWrapper {self._base_name}: the batch sizes of the memory and of {what} differ; '
            'for a beam search, tile the memory with tf.contrib.seq2seq.tile_batch'
        )
        return [tf1.assert_equal(batch_size, one.batch_size, message=message) for one in self._mechanisms]

    def _packed(self, parts):
        parts = tuple(parts)
        return parts if self._is_multi else parts[0]

    @property
    def output_size(self):
        return self._size if self._output_attention else self._cell.output_size

    @property
    def state_size(self):
        mechanisms = self._mechanisms
        return AttentionWrapperState(
            cell_state=self._cell.state_size,
            time=tf1.TensorShape([]),
            attention=self._size,
            alignments=self._packed(one.alignments_size for one in mechanisms),
            attention_state=self._packed(one.state_size for one in mechanisms),
            alignment_history=self._packed(
                one.alignments_size if self._alignment_history else () for one in mechanisms
            ),
        )

    def zero_state(self, batch_size, dtype):
        """The first state; its batch size has to be that of the memory."""
        with tf1.name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            state = self._initial_cell_state
            if state is None:
                state = self._cell.get_initial_state(batch_size=batch_size, dtype=dtype)
            with tf1.control_dependencies(self._checks(batch_size, 'zero_state')):
                state = tf1.nest.map_structure(lambda one: tf1.identity(one, name='checked_cell_state'), state)
            alignments = [one.initial_alignments(batch_size, dtype) for one in self._mechanisms]
            return AttentionWrapperState(
                cell_state=state,
                time=tf1.zeros([], dtype=tf1.int32),
                attention=_zero_state_tensors(self._size, batch_size, dtype),
                alignments=self._packed(alignments),
                attention_state=self._packed(one.initial_state(batch_size, dtype) for one in self._mechanisms),
                alignment_history=self._packed(self._history(one, dtype) for one in alignments),
            )

    def _history(self, alignments, dtype):
        if not self._alignment_history:
            return ()
        return tf1.TensorArray(dtype, size=0, dynamic_size=True, element_shape=alignments.shape)

    def call(self, inputs, state):
        if not isinstance(state, AttentionWrapperState):
            raise TypeError(f'Expected state to be instance of AttentionWrapperState, received type {type(state)}')
        output, cell_state = self._cell(self._cell_input_fn(inputs, state.attention), state.cell_state)
        size = tf1.dimension_value(output.shape[0]) or tf1.shape(output)[0]
        with tf1.control_dependencies(self._checks(size, 'the query')):
            output = tf1.identity(output, name='checked_cell_output')
        states = state.attention_state if self._is_multi else [state.attention_state]
        histories = state.alignment_history if self._is_multi else [state.alignment_history]
        attentions, alignments, new_states, new_histories = [], [], [], []
        for one, old, history, layer in zip(self._mechanisms, states, histories, self._layers, strict=True):
            attention, aligned, new = self._attention_fn(one, output, old, layer)
            new_histories.append(history.write(state.time, aligned) if self._alignment_history else ())
            attentions.append(attention)
            alignments.append(aligned)
            new_states.append(new)
        attention = tf1.concat(attentions, 1)
        new_state = AttentionWrapperState(
            time=state.time + 1,
            cell_state=cell_state,
            attention=attention,
            attention_state=self._packed(new_states),
            alignments=self._packed(alignments),
            alignment_history=self._packed(new_histories),
        )
        return attention if self._output_attention else output, new_state


def _attend(mechanism, output, state, layer):
    """Attention, alignments and state of a mechanism for a cell's output."""
    alignments, state = mechanism(output, state=state)
    context = tf1.squeeze(tf1.matmul(tf1.expand_dims(alignments, 1), mechanism.values), [1])
    return context if layer is None else layer(tf1.concat([output, context], 1)), alignments, state


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


def _masked_score(score, lengths, value):
    if lengths is None:
        return score
    message = 'All values in memory_sequence_length must be greater than zero.'
    with tf1.control_dependencies([tf1.assert_positive(lengths, message=message)]):
        mask = tf1.sequence_mask(lengths, maxlen=tf1.shape(score)[1])
    return tf1.where(mask, score, value * tf1.ones_like(score))
