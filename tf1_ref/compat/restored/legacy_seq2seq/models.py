"""The models of `tf.contrib.legacy_seq2seq`: an encoder, and a decoder that starts from its last state.

Source: tf.contrib.legacy_seq2seq of TensorFlow 1.15 (seq2seq.py).
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import RNNCell

from tf1_ref.compat.restored.legacy_seq2seq import decoders, losses
from tf1_ref.compat.restored.rnn.cell_wrappers import EmbeddingWrapper, OutputProjectionWrapper


def basic_rnn_seq2seq(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs: list[tf1.Tensor],
    cell: RNNCell,
    dtype: tf1.DType = tf1.float32,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs an encoder and a decoder of the same kind of cell, each with variables of its own.

    Args:
        encoder_inputs: list of tensors `[batch, columns]`.
        decoder_inputs: list of tensors `[batch, columns]`.
        cell: an RNNCell; the encoder gets a copy.
        dtype: of the initial state.
        scope: of the variables.

    Returns:
        `(outputs, state)` of the decoder.
    """
    with tf1.variable_scope(scope or 'basic_rnn_seq2seq'):
        _, state = tf1.nn.static_rnn(copy.deepcopy(cell), encoder_inputs, dtype=dtype)
        return decoders.rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs: list[tf1.Tensor],
    cell: RNNCell,
    loop_function: Callable | None = None,
    dtype: tf1.DType = tf1.float32,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs an encoder and a decoder that share their variables.

    Args:
        encoder_inputs: list of tensors `[batch, columns]`.
        decoder_inputs: list of tensors `[batch, columns]`.
        cell: an RNNCell.
        loop_function: function of an output and the number of its step that gives the next input, or None.
        dtype: of the initial state.
        scope: of the variables.

    Returns:
        `(outputs, state)` of the decoder.
    """
    with tf1.variable_scope('combined_tied_rnn_seq2seq'):
        scope = scope or 'tied_rnn_seq2seq'
        _, state = tf1.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf1.get_variable_scope().reuse_variables()
        return decoders.rnn_decoder(decoder_inputs, state, cell, loop_function=loop_function, scope=scope)


def embedding_rnn_seq2seq(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs: list[tf1.Tensor],
    cell: RNNCell,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    output_projection: tuple | None = None,
    feed_previous: bool | tf1.Tensor = False,
    dtype: tf1.DType | None = None,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs an encoder and a decoder over symbols (Sutskever et al., 2014).

    Args:
        encoder_inputs: list of integer tensors `[batch]`.
        decoder_inputs: list of integer tensors `[batch]`.
        cell: an RNNCell; the encoder gets a copy.
        num_encoder_symbols: how many symbols the encoder has.
        num_decoder_symbols: how many symbols the decoder has.
        embedding_size: size of the symbols' vectors.
        output_projection: `(weights, biases)` from outputs to symbols; None for one within.
        feed_previous: whether the decoder gets its own symbols; a scalar tensor decides at each run.
        dtype: of the variables.
        scope: of the variables.

    Returns:
        `(outputs, state)` of the decoder.
    """
    with tf1.variable_scope(scope or 'embedding_rnn_seq2seq') as scope:
        if dtype is not None:
            scope.set_dtype(dtype)
        encoder = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        _, state = tf1.nn.static_rnn(encoder, encoder_inputs, dtype=dtype or scope.dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decoder(feed_previous, **options):
            return decoders.embedding_rnn_decoder(
                decoder_inputs,
                state,
                cell,
                num_decoder_symbols,
                embedding_size,
                output_projection=output_projection,
                feed_previous=feed_previous,
                **options,
            )

        return _either(decoder, feed_previous, len(decoder_inputs), state)


def embedding_tied_rnn_seq2seq(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs: list[tf1.Tensor],
    cell: RNNCell,
    num_symbols: int,
    embedding_size: int,
    num_decoder_symbols: int | None = None,
    output_projection: tuple | None = None,
    feed_previous: bool | tf1.Tensor = False,
    dtype: tf1.DType | None = None,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs an encoder and a decoder over symbols that share cell and symbols.

    Args:
        encoder_inputs: list of integer tensors `[batch]`.
        decoder_inputs: list of integer tensors `[batch]`.
        cell: an RNNCell.
        num_symbols: how many symbols there are, of encoder and decoder.
        embedding_size: size of the symbols' vectors.
        num_decoder_symbols: how many of them the decoder may give; all by default.
        output_projection: `(weights, biases)` from outputs to symbols; None for one within.
        feed_previous: whether the decoder gets its own symbols; a scalar tensor decides at each run.
        dtype: of the variables.
        scope: of the variables.

    Returns:
        `(outputs, state)` of the decoder.
    """
    with tf1.variable_scope(scope or 'embedding_tied_rnn_seq2seq', dtype=dtype) as scope:
        dtype = scope.dtype
        decoders.check_projection(output_projection, dtype, num_symbols)
        embedding = tf1.get_variable('embedding', [num_symbols, embedding_size], dtype=dtype)
        embedded = [
            [tf1.nn.embedding_lookup(embedding, one) for one in inputs] for inputs in (encoder_inputs, decoder_inputs)
        ]
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_symbols if num_decoder_symbols is None else num_decoder_symbols)

        def decoder(feed_previous, update_embedding_for_previous=True):
            update = update_embedding_for_previous
            loop = decoders.likeliest(embedding, output_projection, update) if feed_previous else None
            return tied_rnn_seq2seq(*embedded, cell, loop_function=loop, dtype=dtype)

        if isinstance(feed_previous, bool):
            return decoder(feed_previous)
        outputs, flat = _both(decoder, feed_previous, len(decoder_inputs))
        zero_state = cell.zero_state(_batch_size(encoder_inputs), dtype)
        return outputs, _packed(zero_state, flat)


def one2many_rnn_seq2seq(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs_dict: dict[str, list[tf1.Tensor]],
    enc_cell: RNNCell,
    dec_cells_dict: dict[str, RNNCell],
    num_encoder_symbols: int,
    num_decoder_symbols_dict: dict[str, int],
    embedding_size: int,
    feed_previous: bool | tf1.Tensor = False,
    dtype: tf1.DType | None = None,
    scope: str | tf1.VariableScope | None = None,
) -> tuple:
    """Runs one encoder and several decoders over symbols, each with variables of its own.

    Args:
        encoder_inputs: list of integer tensors `[batch]`.
        decoder_inputs_dict: from a decoder's name to a list of integer tensors `[batch]`.
        enc_cell: an RNNCell.
        dec_cells_dict: from a decoder's name to an RNNCell.
        num_encoder_symbols: how many symbols the encoder has.
        num_decoder_symbols_dict: from a decoder's name to how many symbols it has.
        embedding_size: size of the symbols' vectors.
        feed_previous: whether the decoders get their own symbols; a scalar tensor decides at each run.
        dtype: of the variables.
        scope: of the variables.

    Returns:
        `(outputs, states)`, each from a decoder's name.

    Raises:
        TypeError: a cell is none.
        ValueError: cells and inputs are those of other decoders.
    """
    for cell in (enc_cell, *dec_cells_dict.values()):
        if not isinstance(cell, RNNCell):
            raise TypeError(f'{type(cell)} is not an RNNCell')
    if {*dec_cells_dict} != {*decoder_inputs_dict}:
        raise ValueError('dec_cells_dict and decoder_inputs_dict have to have the same keys')
    outputs, states = {}, {}
    with tf1.variable_scope(scope or 'one2many_rnn_seq2seq', dtype=dtype) as scope:
        encoder = EmbeddingWrapper(enc_cell, num_encoder_symbols, embedding_size)
        _, state = tf1.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        for name, inputs in decoder_inputs_dict.items():
            symbols = num_decoder_symbols_dict[name]
            with tf1.variable_scope(f'one2many_decoder_{name}'):
                cell = OutputProjectionWrapper(dec_cells_dict[name], symbols)
                decoder = functools.partial(
                    decoders.embedding_rnn_decoder, inputs, state, cell, symbols, embedding_size
                )
                outputs[name], states[name] = _either(
                    lambda fed, decoder=decoder, **_: decoder(feed_previous=fed), feed_previous, len(inputs), state
                )
    return outputs, states


def embedding_attention_seq2seq(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs: list[tf1.Tensor],
    cell: RNNCell,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_projection: tuple | None = None,
    feed_previous: bool | tf1.Tensor = False,
    dtype: tf1.DType | None = None,
    scope: str | tf1.VariableScope | None = None,
    initial_state_attention: bool = False,
) -> tuple:
    """Runs an encoder, and a decoder that attends to its outputs, over symbols (Vinyals et al., 2014).

    Args:
        encoder_inputs: list of integer tensors `[batch]`.
        decoder_inputs: list of integer tensors `[batch]`.
        cell: an RNNCell.
        num_encoder_symbols: how many symbols the encoder has.
        num_decoder_symbols: how many symbols the decoder has.
        embedding_size: size of the symbols' vectors.
        num_heads: how many attentions read from the states.
        output_projection: `(weights, biases)` from outputs to symbols; None for one within.
        feed_previous: whether the decoder gets its own symbols; a scalar tensor decides at each run.
        dtype: of the variables.
        scope: of the variables.
        initial_state_attention: whether the first step attends by the initial state, else to nothing.

    Returns:
        `(outputs, state)` of the decoder.
    """
    with tf1.variable_scope(scope or 'embedding_attention_seq2seq', dtype=dtype) as scope:
        encoder = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        encoded, state = tf1.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        attention_states = tf1.concat([tf1.reshape(one, [-1, 1, cell.output_size]) for one in encoded], 1)
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decoder(feed_previous, **options):
            return decoders.embedding_attention_decoder(
                decoder_inputs,
                state,
                attention_states,
                cell,
                num_decoder_symbols,
                embedding_size,
                num_heads=num_heads,
                output_size=output_size,
                output_projection=output_projection,
                feed_previous=feed_previous,
                initial_state_attention=initial_state_attention,
                **options,
            )

        return _either(decoder, feed_previous, len(decoder_inputs), state)


def model_with_buckets(
    encoder_inputs: list[tf1.Tensor],
    decoder_inputs: list[tf1.Tensor],
    targets: list[tf1.Tensor],
    weights: list[tf1.Tensor],
    buckets: list[tuple[int, int]],
    seq2seq: Callable,
    softmax_loss_function: Callable | None = None,
    per_example_loss: bool = False,
    name: str | None = None,
) -> tuple:
    """Builds one model for each of some lengths, with shared variables.

    Args:
        encoder_inputs: list of tensors.
        decoder_inputs: list of tensors.
        targets: list of integer tensors `[batch]`.
        weights: list of tensors `[batch]`.
        buckets: list of `(encoder's length, decoder's length)`, the longest last.
        seq2seq: function of encoder inputs and decoder inputs that gives `(outputs, state)`.
        softmax_loss_function: as of `sequence_loss`.
        per_example_loss: whether the losses are tensors `[batch]`.
        name: of the scope.

    Returns:
        `(outputs, losses)`, each a list with an entry per bucket.

    Raises:
        ValueError: there are fewer inputs, targets or weights than the last bucket needs.
    """
    longest = buckets[-1]
    needed = (('encoder_inputs', encoder_inputs, 0), ('targets', targets, 1), ('weights', weights, 1))
    for what, given, side in needed:
        if len(given) < longest[side]:
            raise ValueError(f'Length of {what} ({len(given)}) must be at least that of last bucket ({longest[side]}).')
    loss = losses.sequence_loss_by_example if per_example_loss else losses.sequence_loss
    outputs, found = [], []
    with tf1.name_scope(name, 'model_with_buckets', encoder_inputs + decoder_inputs + targets + weights):
        for i, (encoder_length, length) in enumerate(buckets):
            with tf1.variable_scope(tf1.get_variable_scope(), reuse=True if i else None):
                outputs.append(seq2seq(encoder_inputs[:encoder_length], decoder_inputs[:length])[0])
                options = {'softmax_loss_function': softmax_loss_function}
                found.append(loss(outputs[-1], targets[:length], weights[:length], **options))
    return outputs, found


def _either(decoder, feed_previous, length, like):
    """What a decoder gives, where `feed_previous` may be a tensor; the state has the structure of `like`."""
    if isinstance(feed_previous, bool):
        return decoder(feed_previous)
    outputs, flat = _both(decoder, feed_previous, length)
    return outputs, _packed(like, flat)


def _both(decoder, feed_previous, length):
    def branch(fed, reuse):
        with tf1.variable_scope(tf1.get_variable_scope(), reuse=reuse):
            outputs, state = decoder(fed, update_embedding_for_previous=False)
            return outputs + tf1.nest.flatten(state)

    found = tf1.cond(feed_previous, lambda: branch(True, None), lambda: branch(False, True))
    return found[:length], found[length:]


def _packed(like, flat):
    return tf1.nest.pack_sequence_as(like, flat) if isinstance(like, (list, tuple)) else flat[0]


def _batch_size(inputs):
    size = inputs[0].shape[0]
    for one in inputs[1:]:
        size.merge_with(one.shape[0])
    value = tf1.dimension_value(size)
    return tf1.shape(inputs[0])[0] if value is None else value
