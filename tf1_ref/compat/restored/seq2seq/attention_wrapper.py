"""A cell with attention: `tf.contrib.seq2seq.AttentionWrapper`, and its state.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (attention_wrapper.py).
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.core import Dense
from tensorflow.python.ops.rnn_cell_impl import RNNCell, _zero_state_tensors, assert_like_rnncell

from tf1_ref.compat.restored.seq2seq.attention import AttentionMechanism
from tf1_ref.compat.restored.shape_checks import with_same_shape


class AttentionWrapperState(
    collections.namedtuple(
        'AttentionWrapperState',
        ('cell_state', 'attention', 'time', 'alignments', 'alignment_history', 'attention_state'),
    )
):
    """The state of an `AttentionWrapper`."""

    def clone(self, **kwargs) -> AttentionWrapperState:
        """Makes the same state with some parts replaced.

        Args:
            **kwargs: the parts, by their names.

        Returns:
            An `AttentionWrapperState`.

        Raises:
            ValueError: a part has another shape than the one that it replaces.
        """

        def checked(old, new):
            if isinstance(old, tf1.Tensor) and isinstance(new, tf1.Tensor):
                return with_same_shape(old, new)
            return new

        return tf1.nest.map_structure(checked, self, super()._replace(**kwargs))


class AttentionWrapper(RNNCell):
    """A cell that attends to a memory (Bahdanau et al., 2015; Luong et al., 2015)."""

    def __init__(
        self,
        cell: RNNCell,
        attention_mechanism: AttentionMechanism | Sequence[AttentionMechanism],
        attention_layer_size: int | list[int] | None = None,
        alignment_history: bool = False,
        cell_input_fn: Callable | None = None,
        output_attention: bool = True,
        initial_cell_state: Any = None,
        name: str | None = None,
        attention_layer: Any = None,
        attention_fn: Callable | None = None,
        dtype: tf1.DType | None = None,
    ):
        """Takes the inner cell, and what it attends by.

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
    def output_size(self) -> Any:
        """The size of the attention, or that of the inner cell."""
        return self._size if self._output_attention else self._cell.output_size

    @property
    def state_size(self) -> AttentionWrapperState:
        """The sizes of the state, as an `AttentionWrapperState`."""
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

    def zero_state(self, batch_size: int | tf1.Tensor, dtype: tf1.DType) -> AttentionWrapperState:
        """Makes the first state.

        Args:
            batch_size: scalar, that of the memory.
            dtype: of the state.

        Returns:
            An `AttentionWrapperState`.
        """
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

    def call(self, inputs: tf1.Tensor, state: AttentionWrapperState) -> tuple[tf1.Tensor, AttentionWrapperState]:
        """Takes a step of the inner cell with the inputs and the attention, and attends by its output.

        Args:
            inputs: `[batch, size]`.
            state: an `AttentionWrapperState`.

        Returns:
            `(outputs, state)`.

        Raises:
            TypeError: the state is another.
        """
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


def _attend(
    mechanism: AttentionMechanism, output: tf1.Tensor, state: Any, layer: Any
) -> tuple[tf1.Tensor, tf1.Tensor, Any]:
    """Attention, alignments and state of a mechanism for a cell's output."""
    alignments, state = mechanism(output, state=state)
    context = tf1.squeeze(tf1.matmul(tf1.expand_dims(alignments, 1), mechanism.values), [1])
    return context if layer is None else layer(tf1.concat([output, context], 1)), alignments, state
