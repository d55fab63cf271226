"""`tf.contrib.crf`."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import fixed, x

PREFIX = 'tf.contrib.crf.'
LENGTHS = [5, 2, 0]


def given(tf, time=5, tags=7):
    """Scores of three sequences, tags and lengths."""
    random = np.random.RandomState(0)
    return x(tf, 3, time, tags), tf.constant(random.randint(0, tags, [3, time]), tf.int32), tf.constant(LENGTHS)


def transitions(tf, tags=7):
    return tf.constant(fixed(tags, tags), name='transitions')


def likelihood(tf):
    inputs, tags, lengths = given(tf)
    found, variable = tf.contrib.crf.crf_log_likelihood(inputs, tags, lengths)
    return found, variable, tf.gradients(-tf.reduce_mean(found), [variable, inputs])


def of_unknown_length(tf):
    inputs, tags, lengths = given(tf)
    inputs = tf.placeholder_with_default(inputs, [None, None, 7])
    tags = tf.placeholder_with_default(tags, [None, None])
    params = transitions(tf)
    found, _ = tf.contrib.crf.crf_log_likelihood(inputs, tags, lengths, params)
    return found, tf.contrib.crf.crf_decode(inputs, params, lengths)


def sequence_score(tf, time=5, dtype='int64'):
    inputs, tags, lengths = given(tf, time)
    return tf.contrib.crf.crf_sequence_score(inputs, tf.cast(tags, dtype), lengths, transitions(tf))


def multitag(tf, time=5):
    inputs, tags, lengths = given(tf, time)
    allowed = tf.logical_or(tf.one_hot(tags, 7, True, False), inputs > 0.5)
    return tf.contrib.crf.crf_multitag_sequence_score(inputs, allowed, lengths, transitions(tf))


def decode(tf, time=5):
    inputs, _, lengths = given(tf, time)
    return tf.contrib.crf.crf_decode(inputs, transitions(tf), lengths)


def norm(tf, time=5):
    inputs, _, lengths = given(tf, time)
    return tf.contrib.crf.crf_log_norm(inputs, lengths, transitions(tf))


def viterbi(tf):
    tags, score = tf.contrib.crf.viterbi_decode(fixed(6, 7), fixed(7, 7))
    return [int(tag) for tag in tags], float(score), type(tags).__name__


def cell(name, *states):
    def program(tf):
        cells = getattr(tf.contrib.crf, name)
        made = cells(7) if name == 'CrfDecodeBackwardRnnCell' else cells(transitions(tf))
        inputs = tf.cast(x(tf, 3, 7) * 3.0 + 3.0, tf.int32) if name == 'CrfDecodeBackwardRnnCell' else x(tf, 3, 7)
        return made(inputs, *(state(tf) for state in states)), made.state_size, made.output_size

    return program


PROGRAMS = {
    'crf_log_likelihood': likelihood,
    'crf_log_likelihood, unknown length': of_unknown_length,
    'crf_log_norm': norm,
    'crf_log_norm, one tag': lambda tf: norm(tf, 1),
    'crf_sequence_score': sequence_score,
    'crf_sequence_score, one tag': lambda tf: sequence_score(tf, 1, 'int32'),
    'crf_multitag_sequence_score': multitag,
    'crf_multitag_sequence_score, one tag': lambda tf: multitag(tf, 1),
    'crf_unary_score': lambda tf: tf.contrib.crf.crf_unary_score(given(tf)[1], given(tf)[2], given(tf)[0]),
    'crf_binary_score': lambda tf: tf.contrib.crf.crf_binary_score(given(tf)[1], given(tf)[2], transitions(tf)),
    'crf_decode': decode,
    'crf_decode, one tag': lambda tf: decode(tf, 1),
    'viterbi_decode': viterbi,
    'CrfForwardRnnCell': cell('CrfForwardRnnCell', lambda tf: x(tf, 3, 7)),
    'CrfDecodeForwardRnnCell': cell('CrfDecodeForwardRnnCell', lambda tf: x(tf, 3, 7)),
    'CrfDecodeBackwardRnnCell': cell('CrfDecodeBackwardRnnCell', lambda tf: tf.constant([[1], [2], [0]])),
}
