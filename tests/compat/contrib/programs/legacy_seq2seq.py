"""`tf.contrib.legacy_seq2seq`."""

import collections

import numpy as np

from tests.compat.contrib.programs.contrib_rnn import names
from tests.compat.contrib.programs.rnn_cell import steps

PREFIX = 'tf.contrib.legacy_seq2seq.'


def symbols(tf, length, seed):
    found = np.random.RandomState(seed).randint(0, 7, [length, 3])
    return [tf.constant(one, tf.int32, name='symbols') for one in found]


def vectors(tf, length):
    return tf.unstack(steps(tf, length, 3, 7))


def cell(tf, kind='GRUCell', units=11):
    return getattr(tf.nn.rnn_cell, kind)(units)


def model(name, kind='GRUCell', **options):
    """A model over symbols."""

    def program(tf):
        function = getattr(tf.contrib.legacy_seq2seq, name)
        given = {key: value(tf) if callable(value) else value for key, value in options.items()}
        sizes = [7, 5] if 'tied' in name else [7, 7, 5]
        return function(symbols(tf, 4, 0), symbols(tf, 3, 1), cell(tf, kind), *sizes, **given)

    return program


def fed(tf):
    return tf.placeholder_with_default(True, [])


def projection(tf):
    return tf.get_variable('w', [11, 7]), tf.get_variable('b', [7])


def attention(tf, **options):
    states = tf.transpose(steps(tf, 4, 3, 5), [1, 0, 2])
    decoder = tf.contrib.legacy_seq2seq.attention_decoder
    lstm = cell(tf, 'BasicLSTMCell')
    return decoder(vectors(tf, 3), lstm.zero_state(3, tf.float32), states, lstm, **options)


def attention_over_symbols(tf):
    states, gru = tf.transpose(steps(tf, 4, 3, 5), [1, 0, 2]), cell(tf)
    decoder = tf.contrib.legacy_seq2seq.embedding_attention_decoder
    return decoder(symbols(tf, 3, 1), tf.zeros([3, 11]), states, gru, 7, 5, output_size=7, feed_previous=True)


def decoder(tf):
    loop = lambda previous, step: previous[:, :7]  # noqa: E731
    return tf.contrib.legacy_seq2seq.rnn_decoder(vectors(tf, 3), tf.zeros([3, 11]), cell(tf), loop_function=loop)


def decoder_over_symbols(tf):
    function = tf.contrib.legacy_seq2seq.embedding_rnn_decoder
    return function(symbols(tf, 3, 1), tf.zeros([3, 11]), cell(tf), 7, 5, projection(tf), True, False)


def loss(name, **options):
    def program(tf):
        logits, targets = vectors(tf, 3), symbols(tf, 3, 1)
        weights = [tf.constant([1.0, 0.5, 0.0])] * 3
        return getattr(tf.contrib.legacy_seq2seq, name)(logits, targets, weights, **options)

    return program


def own_loss(tf):
    function = lambda labels, logits: tf.reduce_sum(logits, 1) * tf.cast(labels, tf.float32)  # noqa: E731
    return loss('sequence_loss', softmax_loss_function=function)(tf)


def buckets(tf, **options):
    def seq2seq(encoder_inputs, decoder_inputs):
        function = tf.contrib.legacy_seq2seq.embedding_attention_seq2seq
        return function(encoder_inputs, decoder_inputs, cell(tf), 7, 7, 5)

    given = [symbols(tf, length, seed) for seed, length in enumerate((4, 3, 3))]
    weights = [tf.constant([1.0, 0.5, 0.0])] * 3
    return tf.contrib.legacy_seq2seq.model_with_buckets(*given, weights, [(2, 2), (4, 3)], seq2seq, **options)


def one_to_many(tf, feed_previous=False):
    inputs = collections.OrderedDict([('one', symbols(tf, 3, 1)), ('two', symbols(tf, 2, 2))])
    return tf.contrib.legacy_seq2seq.one2many_rnn_seq2seq(
        symbols(tf, 4, 0),
        inputs,
        cell(tf),
        {'one': cell(tf), 'two': cell(tf, 'GRUCell')},
        7,
        {'one': 7, 'two': 8},
        5,
        feed_previous=feed_previous,
    )


PROGRAMS = {
    'names': lambda tf: names(tf.contrib.legacy_seq2seq),
    'rnn_decoder': decoder,
    'embedding_rnn_decoder': decoder_over_symbols,
    'attention_decoder': attention,
    'attention_decoder, everything': lambda tf: attention(
        tf, output_size=13, num_heads=2, initial_state_attention=True, scope='mine'
    ),
    'embedding_attention_decoder': attention_over_symbols,
    'basic_rnn_seq2seq': lambda tf: tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(
        vectors(tf, 4), vectors(tf, 3), cell(tf, 'BasicLSTMCell')
    ),
    'tied_rnn_seq2seq': lambda tf: tf.contrib.legacy_seq2seq.tied_rnn_seq2seq(
        vectors(tf, 4), vectors(tf, 3), cell(tf, 'BasicLSTMCell')
    ),
    'embedding_rnn_seq2seq': model('embedding_rnn_seq2seq'),
    'embedding_rnn_seq2seq, feed_previous': model('embedding_rnn_seq2seq', 'BasicLSTMCell', feed_previous=True),
    'embedding_rnn_seq2seq, fed': model('embedding_rnn_seq2seq', 'BasicLSTMCell', feed_previous=fed),
    'embedding_rnn_seq2seq, projection': model('embedding_rnn_seq2seq', output_projection=projection),
    'embedding_tied_rnn_seq2seq': model('embedding_tied_rnn_seq2seq'),
    'embedding_tied_rnn_seq2seq, fed': model('embedding_tied_rnn_seq2seq', 'LSTMCell', feed_previous=fed),
    'embedding_attention_seq2seq': model('embedding_attention_seq2seq'),
    'embedding_attention_seq2seq, fed': model('embedding_attention_seq2seq', 'LSTMCell', feed_previous=fed),
    'embedding_attention_seq2seq, everything': model(
        'embedding_attention_seq2seq', num_heads=2, feed_previous=True, initial_state_attention=True, scope='mine'
    ),
    'one2many_rnn_seq2seq': one_to_many,
    'one2many_rnn_seq2seq, fed': lambda tf: one_to_many(tf, fed(tf)),
    'model_with_buckets': buckets,
    'model_with_buckets, per example': lambda tf: buckets(tf, per_example_loss=True),
    'sequence_loss': loss('sequence_loss'),
    'sequence_loss, sum': loss('sequence_loss', average_across_timesteps=False, average_across_batch=False),
    'sequence_loss, own': own_loss,
    'sequence_loss_by_example': loss('sequence_loss_by_example'),
}
