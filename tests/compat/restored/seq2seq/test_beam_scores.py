import json

import pytest

from tests.compat.contrib import parity
from tests.compat.restored.seq2seq import beam_programs
from tf1_ref.compat import tf
from tf1_ref.compat.restored.seq2seq import beam_scores

GENUINE = json.loads(beam_programs.GOLDEN.read_text())


@pytest.fixture(scope='module')
def here():
    functions = beam_scores.masked, beam_scores.scores_of, beam_scores.length_penalty, beam_scores.taken
    found = beam_programs.results(tf, *functions)
    assert sorted(found) == sorted(GENUINE)
    return found


@pytest.mark.parametrize('title', GENUINE)
def test_gives_what_1_15_gave(title, here):
    assert parity.same(GENUINE[title], json.loads(json.dumps(here[title])))


def test_lengths_grow_but_for_the_end_and_for_what_has_finished():
    lengths, going_on = tf.constant([[3, 5]], tf.int64), tf.constant([[True, False]])
    with tf.Session() as session:
        found = session.run(beam_scores.lengths_after(lengths, [1, 2], 1, 3, going_on))
    assert found.tolist() == [[[4, 3, 4], [5, 5, 5]]]


def attending(*alignments):
    state = tf.contrib.seq2seq.AttentionWrapperState(*[()] * 6)
    return state._replace(alignments=alignments[0] if len(alignments) == 1 else alignments)


def test_the_attention_of_a_cell_is_the_mean_of_its_alignments():
    one, two, three = (tf.fill([1, 2, 3], value) for value in (0.5, 1.5, 4.0))
    assert beam_scores.attention_of(attending(one), 0.0) is None
    assert beam_scores.attention_of(attending(one), 0.3) is one
    with tf.Session() as session:
        assert session.run(beam_scores.attention_of(attending(one, two), 0.3)).tolist() == [[[1.0] * 3] * 2]
        several = attending(one, two), tf.zeros([2]), attending(three)
        assert session.run(beam_scores.attention_of(several, 0.3)).tolist() == [[[2.5] * 3] * 2]


def test_bad_arguments():
    with pytest.raises(ValueError, match='must be 0.0 if no cell is attentional'):
        beam_scores.attention_of((tf.zeros([2]),), 0.3)
    with pytest.raises(ValueError, match='coverage_penalty_weight should be a scalar'):
        beam_scores.scores_of(tf.zeros([2, 3, 5]), tf.zeros([2, 3, 5]), 0.0, [0.3], tf.zeros([2, 3], tf.bool), None)
