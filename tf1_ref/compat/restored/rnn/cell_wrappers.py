"""The wrappers of `tf.contrib.rnn` around a cell: projections, an embedding, attention over its past, a highway.

Source: tf.contrib.rnn of TensorFlow 1.15 (core_rnn_cell.py, rnn_cell.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import RNNCell, assert_like_rnncell

from tf1_ref.compat.restored.rnn.linear import Linear


class _Wrapper(RNNCell):
    """A cell around another one, with the sizes and the zero state of that."""

    def __init__(self, cell: RNNCell, reuse: bool | None = None):
        super().__init__(_reuse=reuse)
        assert_like_rnncell('cell', cell)
        self._cell = cell

    @property
    def state_size(self) -> Any:
        """The sizes of the inner cell's state."""
        return self._cell.state_size

    @property
    def output_size(self) -> Any:
        """The size of the inner cell's output."""
        return self._cell.output_size

    def zero_state(self, batch_size: int | tf1.Tensor, dtype: tf1.DType) -> Any:
        """Makes the inner cell's zero state."""
        with tf1.name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)


class EmbeddingWrapper(_Wrapper):
    """A cell whose inputs are symbols, looked up in a variable `embedding`."""

    def __init__(
        self,
        cell: RNNCell,
        embedding_classes: int,
        embedding_size: int,
        initializer: Callable | None = None,
        reuse: bool | None = None,
    ):
        """Takes the inner cell and what its inputs are looked up in.

        Args:
            cell: the inner cell.
            embedding_classes: how many symbols there are.
            embedding_size: size of their vectors.
            initializer: of the vectors; that of the scope by default, or a uniform one of variance 1.
            reuse: whether the variable is there already.

        Raises:
            ValueError: one of them is not positive.
        """
        super().__init__(cell, reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(
                f'Both embedding_classes and embedding_size must be > 0: {embedding_classes}, {embedding_size}.'
            )
        self._shape, self._initializer = [embedding_classes, embedding_size], initializer

    def call(self, inputs: tf1.Tensor, state: Any) -> tuple[tf1.Tensor, Any]:
        """Takes a step of the inner cell with the vectors of the symbols `[batch]` or `[batch, 1]`."""
        with tf1.device('/cpu:0'):
            limit = math.sqrt(3)  # of a uniform distribution with variance 1
            initializer = self._initializer or tf1.get_variable_scope().initializer
            initializer = initializer or tf1.random_uniform_initializer(-limit, limit)
            dtype = state[0].dtype if isinstance(state, tuple) else state.dtype
            embedding = tf1.get_variable('embedding', self._shape, dtype, initializer)
            return self._cell(tf1.nn.embedding_lookup(embedding, tf1.reshape(inputs, [-1])), state)


class InputProjectionWrapper(_Wrapper):
    """A cell whose inputs are projected: multiplied by a matrix, with a bias."""

    def __init__(
        self,
        cell: RNNCell,
        num_proj: int,
        activation: Callable | None = None,
        input_size: int | None = None,
        reuse: bool | None = None,
    ):
        """Takes the inner cell and what its inputs are projected to.

        Args:
            cell: the inner cell.
            num_proj: columns of the projection.
            activation: of the projection, or None.
            input_size: not used.
            reuse: whether the variables are there already.

        Raises:
            TypeError: `cell` is no RNNCell.
        """
        super().__init__(cell, reuse)
        self._num_proj, self._activation, self._linear = num_proj, activation, None

    def call(self, inputs: tf1.Tensor, state: Any) -> tuple[tf1.Tensor, Any]:
        """Takes a step of the inner cell with the projected inputs, `[batch, num_proj]`."""
        if self._linear is None:
            self._linear = Linear(inputs, self._num_proj, True)
        projected = self._linear(inputs)
        return self._cell(self._activation(projected) if self._activation else projected, state)


class OutputProjectionWrapper(_Wrapper):
    """A cell whose outputs are projected: multiplied by a matrix, with a bias."""

    def __init__(self, cell: RNNCell, output_size: int, activation: Callable | None = None, reuse: bool | None = None):
        """Takes the inner cell and what its outputs are projected to.

        Args:
            cell: the inner cell.
            output_size: columns of the projection.
            activation: of the projection, or None.
            reuse: whether the variables are there already.

        Raises:
            ValueError: `output_size` is not positive.
        """
        super().__init__(cell, reuse)
        if output_size < 1:
            raise ValueError(f'Parameter output_size must be > 0: {output_size}.')
        self._output_size, self._activation, self._linear = output_size, activation, None

    @property
    def output_size(self) -> int:
        """The columns of the projection."""
        return self._output_size

    def call(self, inputs: tf1.Tensor, state: Any) -> tuple[tf1.Tensor, Any]:
        """Takes a step of the inner cell, and gives its projected outputs `[batch, output_size]` and its state."""
        output, state = self._cell(inputs, state)
        if self._linear is None:
            self._linear = Linear(output, self._output_size, True)
        projected = self._linear(output)
        return self._activation(projected) if self._activation else projected, state


class AttentionCellWrapper(RNNCell):
    """A cell that attends to its own last outputs (Cheng et al., 2016)."""

    def __init__(
        self,
        cell: RNNCell,
        attn_length: int,
        attn_size: int | None = None,
        attn_vec_size: int | None = None,
        input_size: int | None = None,
        state_is_tuple: bool = True,
        reuse: bool | None = None,
    ):
        """Takes the inner cell and the sizes of the attention.

        Args:
            cell: the inner cell.
            attn_length: how many outputs it attends to.
            attn_size: size of the attention's vector and of the output; that of the cell by default.
            attn_vec_size: size of the hidden layer of the attention; `attn_size` by default.
            input_size: size that inputs and attention are projected to; that of the inputs by default.
            state_is_tuple: whether states are tuples, or joined along the columns.
            reuse: whether the variables are there already.

        Raises:
            ValueError: `attn_length` is not positive, or the cell's state is a tuple and `state_is_tuple` is False.
        """
        super().__init__(_reuse=reuse)
        assert_like_rnncell('cell', cell)
        if isinstance(cell.state_size, tuple) and not state_is_tuple:
            raise ValueError(
                'Cell returns tuple of states, but the flag state_is_tuple is not set. '
                f'State size is: {cell.state_size}'
            )
        if attn_length <= 0:
            raise ValueError(f'attn_length should be greater than zero, got {attn_length}')
        self._cell, self._length, self._input_size = cell, attn_length, input_size
        self._size = cell.output_size if attn_size is None else attn_size
        self._vector_size = self._size if attn_vec_size is None else attn_vec_size
        self._state_is_tuple = state_is_tuple
        self._linears = {}

    @property
    def state_size(self) -> int | tuple:
        """The sizes of the cell's state, the attention and the window of outputs; their sum if states are joined."""
        size = (self._cell.state_size, self._size, self._size * self._length)
        return size if self._state_is_tuple else sum(size)

    @property
    def output_size(self) -> int:
        """The size of the attention's vector."""
        return self._size

    def _linear(self, name: str, args: tf1.Tensor | list[tf1.Tensor], size: int) -> tf1.Tensor:
        if name not in self._linears:
            self._linears[name] = Linear(args, size, True)
        return self._linears[name](args)

    def _parts_of(self, state):
        if self._state_is_tuple:
            return state
        first, window = self._cell.state_size, self._size * self._length
        begins, sizes = (0, first, first + self._size), (first, self._size, window)
        return [tf1.slice(state, [0, begin], [-1, size]) for begin, size in zip(begins, sizes, strict=True)]

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor | tuple) -> tuple[tf1.Tensor, tf1.Tensor | tuple]:
        """Takes a step: inputs `[batch, columns]` and a state of `state_size` give `(output, state)`."""
        state, attended, window = self._parts_of(state)
        window = tf1.reshape(window, [-1, self._length, self._size])
        input_size = inputs.shape.as_list()[1] if self._input_size is None else self._input_size
        output, new_state = self._cell(self._linear('inputs', [inputs, attended], input_size), state)
        query = tf1.concat(tf1.nest.flatten(new_state), 1) if self._state_is_tuple else new_state
        attended, window = self._attention(query, window)
        with tf1.variable_scope('attn_output_projection'):
            output = self._linear('output', [output, attended], self._size)
        window = tf1.concat([window, tf1.expand_dims(output, 1)], 1)
        window = tf1.reshape(window, [-1, self._length * self._size])
        new_state = (new_state, attended, window)
        return output, new_state if self._state_is_tuple else tf1.concat(list(new_state), 1)

    def _attention(self, query, window):
        with tf1.variable_scope('attention'):
            kernel = tf1.get_variable('attn_w', [1, 1, self._size, self._vector_size])
            v = tf1.get_variable('attn_v', [self._vector_size])
            hidden = tf1.reshape(window, [-1, self._length, 1, self._size])
            features = tf1.nn.conv2d(hidden, kernel, [1, 1, 1, 1], 'SAME')
            y = tf1.reshape(self._linear('query', query, self._vector_size), [-1, 1, 1, self._vector_size])
            scores = tf1.nn.softmax(tf1.reduce_sum(v * tf1.tanh(features + y), [2, 3]))
            mean = tf1.reduce_sum(tf1.reshape(scores, [-1, self._length, 1, 1]) * hidden, [1, 2])
            return tf1.reshape(mean, [-1, self._size]), tf1.slice(window, [0, 1, 0], [-1, -1, -1])


class HighwayWrapper(_Wrapper):
    """A cell whose inputs are mixed into its outputs by a learnt gate (Srivastava et al., 2015)."""

    def __init__(self, cell: RNNCell, couple_carry_transform_gates: bool = True, carry_bias_init: float = 1.0):
        """Takes the inner cell and how the gates start.

        Args:
            cell: the inner cell, whose outputs have the size of its inputs.
            couple_carry_transform_gates: whether the gate of the outputs is one minus that of the inputs.
            carry_bias_init: where the bias of the inputs' gate starts, and minus that of the outputs' gate.
        """
        super().__init__(cell)
        self._coupled, self._bias = couple_carry_transform_gates, carry_bias_init

    def _gate(self, name: str, inputs: tf1.Tensor, size: int, bias: float) -> tf1.Tensor:
        weight = tf1.get_variable(f'{name}_w', [size, size])
        bias = tf1.get_variable(f'{name}_b', [size], initializer=tf1.constant_initializer(bias))
        return tf1.sigmoid(tf1.nn.xw_plus_b(inputs, weight, bias))

    def _highway(self, inputs, outputs):
        size = tf1.dimension_value(inputs.shape.with_rank(2)[1])
        carry = self._gate('carry', inputs, size, self._bias)
        transform = 1 - carry if self._coupled else self._gate('transform', inputs, size, -self._bias)
        return inputs * carry + outputs * transform

    def __call__(self, inputs: Any, state: Any, scope: str | tf1.VariableScope | None = None) -> tuple:
        """Takes a step of the inner cell, and gives its outputs, mixed with its inputs, and its state.

        Raises:
            ValueError: inputs and outputs differ in shape.
        """
        outputs, state = self._cell(inputs, state, scope=scope)
        tf1.nest.assert_same_structure(inputs, outputs)
        tf1.nest.map_structure(lambda i, o: i.shape.assert_is_compatible_with(o.shape), inputs, outputs)
        return tf1.nest.map_structure(self._highway, inputs, outputs), state
