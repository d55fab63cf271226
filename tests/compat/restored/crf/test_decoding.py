import numpy as np

from tests.compat.contrib import parity
from tests.compat.restored.crf.chains import SCORES, TRANSITIONS, every
from tests.graph_support import run
from tf1_ref.compat import tf

crf = tf.contrib.crf


@parity.programs_of('tf1_ref.compat.restored.crf.decoding')
def test_parity(family, title):
    parity.check(family, title)


def best(length, scores):
    sequences, found = every(length, scores)
    return [*sequences[np.argmax(found)]], max(found)


def test_by_hand_a_transition_outweighs_a_score():
    scores = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert crf.viterbi_decode(scores, np.array([[5.0, 0.0], [0.0, 0.0]])) == ([0, 0], 6.0)
    assert crf.viterbi_decode(scores, np.zeros([2, 2])) == ([0, 1], 2.0)


def test_numpy_finds_the_best_of_every_sequence():
    for scores in SCORES:
        tags, score = crf.viterbi_decode(scores, TRANSITIONS)
        assert tags == best(5, scores)[0]
        np.testing.assert_allclose(score, best(5, scores)[1], rtol=1e-5)


def test_the_graph_finds_the_best_of_every_sequence_up_to_its_end():
    lengths = [5, 2, 3]
    tags, scores = crf.crf_decode(tf.constant(SCORES), tf.constant(TRANSITIONS), tf.constant(lengths))
    assert (tags.dtype, tags.shape.as_list()) == (tf.int32, [3, 5])
    tags, scores = run([tags, scores])
    for found, score, length, given in zip(tags, scores, lengths, SCORES, strict=True):
        expected, highest = best(length, given)
        assert [*found] == expected + [0] * (5 - length)
        np.testing.assert_allclose(score, highest, rtol=1e-5)


def test_one_tag_is_the_highest():
    tags, scores = crf.crf_decode(tf.constant(SCORES[:, :1]), tf.constant(TRANSITIONS), tf.constant([1, 1, 1]))
    tags, scores = run([tags, scores])
    np.testing.assert_array_equal(tags, SCORES[:, :1].argmax(-1))
    np.testing.assert_array_equal(scores, SCORES[:, 0].max(-1))


def test_cells_step_forward_and_back():
    forward = crf.CrfDecodeForwardRnnCell(tf.constant([[1.0, 2.0, 3.0], [5.0, 0.0, 0.0], [0.0, 0.0, 7.0]]))
    before, state = run(forward(tf.constant([[10.0, 20.0, 30.0]]), tf.zeros([1, 3])))
    assert (before.tolist(), state.tolist()) == ([[1, 0, 2]], [[15, 22, 37]])
    back = crf.CrfDecodeBackwardRnnCell(3)
    assert (forward.state_size, back.state_size, back.output_size) == (3, 1, 1)
    tag, state = run(back(tf.constant(before), tf.constant([[2]])))
    assert tag.tolist() == state.tolist() == [[2]]
