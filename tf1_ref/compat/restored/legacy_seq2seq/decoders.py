"""The decoders of `tf.contrib.legacy_seq2seq`: unrolled step by step over lists of tensors `[batch, columns]`.

Source: tf.contrib.legacy_seq2seq of TensorFlow 1.15 (seq2seq.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.rnn.linear import Linear

if TYPE_CHECKING:
    from tensorflow.python.ops.rnn_cell_impl import RNNCell


def rnn_decoder(
    decoder_inputs: list[tf1.Tensor],
    initial_state: Any,
    cell: RNNCell,
    loop_function: Callable | None = None,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs a cell over the inputs, or from the second step on over what `loop_function` makes of the output before.

    Args:
        decoder_inputs: list of tensors `[batch, columns]`.
        initial_state: of the cell.
        cell: an RNNCell.
        loop_function: function of an output and the number of the step that gives the step's input, or None.
        scope: of the variables; 'rnn_decoder' by default.

    Returns:
        `(outputs, state)`.
    """
    with tf1.variable_scope(scope or 'rnn_decoder'):
        state, outputs = initial_state, []
        for i, inputs in enumerate(decoder_inputs):
            inputs = _fed_back(loop_function, outputs, i, inputs)
            if i > 0:
                tf1.get_variable_scope().reuse_variables()
            output, state = cell(inputs, state)
            outputs.append(output)
    return outputs, state


def embedding_rnn_decoder(
    decoder_inputs: list[tf1.Tensor],
    initial_state: Any,
    cell: RNNCell,
    num_symbols: int,
    embedding_size: int,
    output_projection: tuple | None = None,
    feed_previous: bool | tf1.Tensor = False,
    update_embedding_for_previous: bool = True,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs `rnn_decoder` over symbols, which are looked up in a variable `embedding`.

    Args:
        decoder_inputs: list of integer tensors `[batch]`.
        initial_state: of the cell.
        cell: an RNNCell.
        num_symbols: how many symbols there are.
        embedding_size: size of their vectors.
        output_projection: `(weights, biases)` from outputs to symbols; None if the outputs are scores of symbols.
        feed_previous: whether a step gets the likeliest symbol of the step before instead of its input.
        update_embedding_for_previous: whether gradients go through the symbols that are fed back.
        scope: of the variables.
    """
    with tf1.variable_scope(scope or 'embedding_rnn_decoder') as scope:
        check_projection(output_projection, scope.dtype, num_symbols)
        embedding = tf1.get_variable('embedding', [num_symbols, embedding_size])
        loop = likeliest(embedding, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = (tf1.nn.embedding_lookup(embedding, one) for one in decoder_inputs)
        return rnn_decoder(embedded, initial_state, cell, loop_function=loop)


def embedding_attention_decoder(
    decoder_inputs: list[tf1.Tensor],
    initial_state: Any,
    attention_states: tf1.Tensor,
    cell: RNNCell,
    num_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_size: int | None = None,
    output_projection: tuple | None = None,
    feed_previous: bool | tf1.Tensor = False,
    update_embedding_for_previous: bool = True,
    dtype: tf1.DType | None = None,
    scope: str | tf1.VariableScope | None = None,
    initial_state_attention: bool = False,
) -> tuple:
    """Runs `attention_decoder` over symbols, which are looked up in a variable `embedding`.

    Args:
        decoder_inputs: list of integer tensors `[batch]`.
        initial_state: of the cell.
        attention_states: `[batch, length, size]`.
        cell: an RNNCell.
        num_symbols: how many symbols there are.
        embedding_size: size of the symbols' vectors.
        num_heads: how many attentions read from the states.
        output_size: of the decoder; that of the cell by default.
        output_projection: `(weights, biases)` from outputs to scores of symbols; None if the outputs are such.
        feed_previous: whether a step gets the likeliest symbol of the step before instead of its input.
        update_embedding_for_previous: whether gradients go through the symbols that are fed back.
        dtype: of the variables.
        scope: of the variables.
        initial_state_attention: whether the first step attends by the initial state, else to nothing.

    Returns:
        `(outputs, state)`: a list of `[batch, output_size]`, and the last state of the cell.
    """
    output_size = cell.output_size if output_size is None else output_size
    if output_projection is not None:
        biases = tf1.convert_to_tensor(output_projection[1], dtype=dtype)
        biases.shape.assert_is_compatible_with([num_symbols])
    with tf1.variable_scope(scope or 'embedding_attention_decoder', dtype=dtype):
        embedding = tf1.get_variable('embedding', [num_symbols, embedding_size])
        loop = likeliest(embedding, output_projection, update_embedding_for_previous) if feed_previous else None
        return attention_decoder(
            [tf1.nn.embedding_lookup(embedding, one) for one in decoder_inputs],
            initial_state,
            attention_states,
            cell,
            output_size=output_size,
            num_heads=num_heads,
            loop_function=loop,
            initial_state_attention=initial_state_attention,
        )


def attention_decoder(
    decoder_inputs: list[tf1.Tensor],
    initial_state: Any,
    attention_states: tf1.Tensor,
    cell: RNNCell,
    output_size: int | None = None,
    num_heads: int = 1,
    loop_function: Callable | None = None,
    dtype: tf1.DType | None = None,
    scope: str | tf1.VariableScope | None = None,
    initial_state_attention: bool = False,
) -> tuple:
    """Runs a decoder that attends to `attention_states` (Vinyals et al., 2014).

    Args:
        decoder_inputs: list of tensors `[batch, columns]`.
        initial_state: of the cell.
        attention_states: `[batch, length, size]`.
        cell: an RNNCell.
        output_size: that of the cell by default.
        num_heads: how many attentions read from the states.
        loop_function: as of `rnn_decoder`.
        dtype: of the variables.
        scope: of the variables.
        initial_state_attention: whether the first step attends by the initial state, else to nothing.

    Raises:
        ValueError: no inputs, no heads, or the size of the attention states is not known.
    """
    if not decoder_inputs:
        raise ValueError('Must provide at least 1 input to attention decoder.')
    if num_heads < 1:
        raise ValueError('With less than 1 heads, use a non-attention decoder.')
    if tf1.dimension_value(attention_states.shape[2]) is None:
        raise ValueError(f'Shape[2] of attention_states must be known: {attention_states.shape}')
    output_size = cell.output_size if output_size is None else output_size
    with tf1.variable_scope(scope or 'attention_decoder', dtype=dtype) as scope:
        batch_size = tf1.shape(decoder_inputs[0])[0]
        attention = Attention(attention_states, num_heads, scope.dtype)
        attended = attention.nothing(batch_size)
        if initial_state_attention:
            attended = attention(initial_state)
        state, outputs = initial_state, []
        for i, inputs in enumerate(decoder_inputs):
            if i > 0:
                tf1.get_variable_scope().reuse_variables()
            inputs = _fed_back(loop_function, outputs, i, inputs)
            columns = tf1.dimension_value(inputs.shape.with_rank(2)[1])
            if columns is None:
                raise ValueError(f'Could not infer input size from input: {inputs.name}')
            cell_output, state = cell(_linear([inputs, *attended], columns, scope.dtype), state)
            if i == 0 and initial_state_attention:
                with tf1.variable_scope(tf1.get_variable_scope(), reuse=True):
                    attended = attention(state)
            else:
                attended = attention(state)
            with tf1.variable_scope('AttnOutputProjection'):
                outputs.append(_linear([cell_output, *attended], output_size, scope.dtype))
    return outputs, state


class Attention:
    """Reads from states by a query, with variables `AttnW_0`, `AttnV_0` and `Attention_0/kernel` for each head."""

    def __init__(self, states: tf1.Tensor, num_heads: int, dtype: tf1.DType):
        """Makes the variables of the heads.

        Args:
            states: `[batch, length, size]`.
            num_heads: how many attentions read from the states.
            dtype: of the variables.
        """
        length = tf1.dimension_value(states.shape[1])
        self._length = tf1.shape(states)[1] if length is None else length
        self._size = size = tf1.dimension_value(states.shape[2])
        self._dtype, self._heads = dtype, []
        self._hidden = tf1.reshape(states, [-1, self._length, 1, size])
        for head in range(num_heads):
            kernel = tf1.get_variable(f'AttnW_{head}', [1, 1, size, size], dtype=dtype)
            features = tf1.nn.conv2d(self._hidden, kernel, [1, 1, 1, 1], 'SAME')
            self._heads.append((features, tf1.get_variable(f'AttnV_{head}', [size], dtype=dtype)))

    def nothing(self, batch_size: int | tf1.Tensor) -> list[tf1.Tensor]:
        """Makes what is read where nothing is attended to: zeros.

        Args:
            batch_size: scalar.

        Returns:
            List of tensors `[batch, size]`, one for each head.
        """
        shape = tf1.stack([batch_size, self._size])
        zeros = [tf1.zeros(shape, dtype=self._dtype) for _ in self._heads]
        for one in zeros:
            one.set_shape([None, self._size])
        return zeros

    def __call__(self, query: Any) -> list[tf1.Tensor]:
        """Reads from the states.

        Args:
            query: `[batch, size]`, or a nest of such.

        Returns:
            List of tensors `[batch, size]`, one for each head.
        """
        if isinstance(query, (list, tuple)):
            query = tf1.concat(tf1.nest.flatten(query), 1)
        return [self._read(query, head) for head in range(len(self._heads))]

    def _read(self, query, head):
        features, v = self._heads[head]
        with tf1.variable_scope(f'Attention_{head}'):
            y = tf1.reshape(Linear(query, self._size, True)(query), [-1, 1, 1, self._size])
            scores = tf1.reduce_sum(v * tf1.tanh(features + tf1.cast(y, self._dtype)), [2, 3])
            weights = tf1.cast(tf1.nn.softmax(tf1.cast(scores, tf1.float32)), self._dtype)
            mean = tf1.reduce_sum(tf1.reshape(weights, [-1, self._length, 1, 1]) * self._hidden, [1, 2])
            return tf1.reshape(mean, [-1, self._size])


def likeliest(
    embedding: tf1.Tensor | tf1.Variable, output_projection: tuple | None = None, update_embedding: bool = True
) -> Callable:
    """Makes a loop function: it gives the vector of the likeliest symbol of the output before.

    Args:
        embedding: `[symbols, size]`.
        output_projection: `(weights, biases)` from outputs to scores of symbols; None if the outputs are such.
        update_embedding: whether gradients go through the symbols that are fed back.

    Returns:
        A function of an output and of the step's number, which it does not use.
    """

    def loop_function(previous, _):
        if output_projection is not None:
            previous = tf1.nn.xw_plus_b(previous, output_projection[0], output_projection[1])
        found = tf1.nn.embedding_lookup(embedding, tf1.argmax(previous, 1))
        return found if update_embedding else tf1.stop_gradient(found)

    return loop_function


def check_projection(output_projection: tuple | None, dtype: tf1.DType, num_symbols: int) -> None:
    """Checks that `(weights, biases)` lead to `num_symbols` scores.

    Args:
        output_projection: `(weights, biases)` from outputs to scores of symbols; None if the outputs are such.
        dtype: of the variables.
        num_symbols: how many symbols there are.

    Raises:
        ValueError: they do not.
    """
    if output_projection is not None:
        for value, shape in zip(output_projection, ([None, num_symbols], [num_symbols]), strict=True):
            tf1.convert_to_tensor(value, dtype=dtype).shape.assert_is_compatible_with(shape)


def _fed_back(loop_function: Callable | None, outputs: list[tf1.Tensor], step: int, inputs: tf1.Tensor) -> tf1.Tensor:
    if loop_function is None or not outputs:
        return inputs
    with tf1.variable_scope('loop_function', reuse=True):
        return loop_function(outputs[-1], step)


def _linear(args: list[tf1.Tensor], size: int, dtype: tf1.DType) -> tf1.Tensor:
    args = [tf1.cast(arg, dtype) for arg in args]
    return Linear(args, size, True)(args)
