"""The models of `tf.contrib.legacy_seq2seq`: an encoder, and a decoder that starts from its last state."""

from __future__ import annotations

import copy
import functools

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import RNNCell

from tf1_ref.compat.restored.legacy_seq2seq import decoders, losses
from tf1_ref.compat.restored.rnn.cell_wrappers import EmbeddingWrapper, OutputProjectionWrapper


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=tf1.float32, scope=None):
    """Encoder and decoder of the same kind of cell, each with variables of its own.

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


def tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=tf1.float32, scope=None):
    """Encoder and decoder that share their variables; arguments as of `basic_rnn_seq2seq`."""
    with tf1.variable_scope('combined_tied_rnn_seq2seq'):
        scope = scope or 'tied_rnn_seq2seq'
        _, state = tf1.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf1.get_variable_scope().reuse_variables()
        return decoders.rnn_decoder(decoder_inputs, state, cell, loop_function=loop_function, scope=scope)


def embedding_rnn_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_encoder_symbols,
    num_decoder_symbols,
    embedding_size,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """Encoder and decoder over symbols.

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
    encoder_inputs,
    decoder_inputs,
    cell,
    num_symbols,
    embedding_size,
    num_decoder_symbols=None,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """Encoder and decoder that share cell and symbols; arguments as of `embedding_rnn_seq2seq`."""
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
    encoder_inputs,
    decoder_inputs_dict,
    enc_cell,
    dec_cells_dict,
    num_encoder_symbols,
    num_decoder_symbols_dict,
    embedding_size,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """One encoder and several decoders over symbols, each with variables of its own.

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
    encoder_inputs,
    decoder_inputs,
    cell,
    num_encoder_symbols,
    num_decoder_symbols,
    embedding_size,
    num_heads=1,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """`embedding_rnn_seq2seq` whose decoder attends to the encoder's outputs."""
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
    encoder_inputs,
    decoder_inputs,
    targets,
    weights,
    buckets,
    seq2seq,
    softmax_loss_function=None,
    per_example_loss=False,
    name=None,
):
    """One model for each of some lengths, with shared variables.

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
