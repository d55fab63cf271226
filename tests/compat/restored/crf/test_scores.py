import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.compat.restored.crf.chains import CHOSEN, LENGTHS, SCORES, TAGS, TRANSITIONS, every, score_of
from tests.graph_support import WEIGHT, run, variable_table
from tf1_ref.compat import tf

crf = tf.contrib.crf


@parity.programs_of('tf1_ref.compat.restored.crf.scores')
def test_parity(family, title):
    parity.check(family, title)


def test_a_score_by_hand():
    scores, transitions = [[[1.0, 2.0], [3.0, 5.0], [7.0, 11.0]]], [[0.1, 0.2], [0.3, 0.5]]
    tags, lengths = [[1, 0, 1]], [3]
    found = [
        crf.crf_unary_score(tf.constant(tags), tf.constant(lengths), tf.constant(scores)),
        crf.crf_binary_score(tf.constant(tags), tf.constant(lengths), tf.constant(transitions)),
        crf.crf_sequence_score(tf.constant(scores), tf.constant(tags), tf.constant(lengths), tf.constant(transitions)),
    ]
    np.testing.assert_allclose(run(found), [[2 + 3 + 11], [0.3 + 0.2], [16.5]], rtol=1e-6)


@pytest.mark.parametrize('dtype', ['int32', 'int64'])
def test_the_score_of_a_sequence_ends_with_it(dtype):
    given = tf.constant(SCORES), tf.constant(CHOSEN, dtype), tf.constant(LENGTHS)
    found = run(crf.crf_sequence_score(*given, tf.constant(TRANSITIONS)))
    expected = [score_of(tags[:n], scores) for tags, n, scores in zip(CHOSEN, LENGTHS, SCORES, strict=True)]
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_the_norm_is_the_log_of_the_sum_over_every_sequence():
    found = run(crf.crf_log_norm(tf.constant(SCORES), tf.constant(LENGTHS), tf.constant(TRANSITIONS)))
    expected = [np.log(np.sum(np.exp(every(n, scores)[1]))) for n, scores in zip(LENGTHS[:2], SCORES, strict=False)]
    np.testing.assert_allclose(found, [*expected, 0], rtol=1e-5)


def test_a_bitmap_leaves_sequences_out():
    allowed = CHOSEN[..., None] == np.arange(TAGS)
    allowed[:, 1] = True
    given = tf.constant(SCORES), tf.constant(allowed), tf.constant([5, 2, 3])
    found = run(crf.crf_multitag_sequence_score(*given, tf.constant(TRANSITIONS)))
    expected = [
        np.log(np.sum(np.exp(every(n, scores, bits)[1])))
        for n, scores, bits in zip([5, 2, 3], SCORES, allowed, strict=True)
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_likelihoods_sum_to_one():
    sequences, _ = every(3, SCORES[0])
    inputs = tf.constant(np.repeat(SCORES[:1, :3], len(sequences), 0))
    lengths = tf.fill([len(sequences)], 3)
    found, params = crf.crf_log_likelihood(inputs, tf.constant(sequences), lengths, tf.constant(TRANSITIONS))
    found, params = run([found, params])
    np.testing.assert_allclose(np.exp(found).sum(), 1, rtol=1e-5)
    np.testing.assert_array_equal(params, TRANSITIONS)


def test_one_tag_needs_no_transition():
    given = tf.constant(SCORES[:, :1]), tf.constant(CHOSEN[:, :1]), tf.constant([1, 1, 0])
    found, _ = crf.crf_log_likelihood(*given, tf.constant(TRANSITIONS))
    softmax = SCORES[:, 0] - np.log(np.exp(SCORES[:, 0]).sum(1, keepdims=True))
    expected = [softmax[0, CHOSEN[0, 0]], softmax[1, CHOSEN[1, 0]], 0]
    np.testing.assert_allclose(run(found), expected, rtol=1e-5)


def test_the_variable_is_named_by_the_scope_and_shared():
    given = tf.zeros([3, 5, 7]), tf.zeros([3, 5], tf.int32), tf.constant(LENGTHS)
    with tf.variable_scope('tagger'):
        _, first = crf.crf_log_likelihood(*given)
    with tf.variable_scope('tagger', reuse=True):
        _, second = crf.crf_log_likelihood(*given)
    assert variable_table() == [('tagger/transitions', [7, 7], 'float32', True, WEIGHT)]
    assert first is second
    with tf.variable_scope('tagger'), pytest.raises(ValueError, match='tagger/transitions already exists'):
        crf.crf_log_likelihood(*given)


def test_a_cell_has_a_number_for_each_tag():
    cell = crf.CrfForwardRnnCell(tf.zeros([7, 7]))
    assert (cell.state_size, cell.output_size) == (7, 7)
    output, state = cell(tf.zeros([3, 7]), tf.zeros([3, 7]))
    np.testing.assert_allclose(run(output), np.full([3, 7], np.log(7)), rtol=1e-6)
    assert output is state
