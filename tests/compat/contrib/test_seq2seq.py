"""`tf.contrib.seq2seq` and `tf.contrib.legacy_seq2seq`: that every name is covered, and what they refuse."""

from unittest import mock

import pytest

from tests.compat.contrib import record
from tf1_ref.compat import tf
from tf1_ref.compat.contrib import legacy_seq2seq, seq2seq

MODULES = {'seq2seq': seq2seq, 'legacy_seq2seq': legacy_seq2seq}


@pytest.mark.parametrize('name', MODULES)
def test_every_supported_symbol_has_a_program(name):
    tested = {title.partition(',')[0] for title in record.programs(name)}
    assert {*MODULES[name].__supported__} <= tested


@pytest.mark.parametrize('name', MODULES)
def test_nothing_is_refused(name):
    assert MODULES[name].__refused__ == {}


def test_bad_arguments():
    library, cell = tf.contrib.seq2seq, tf.nn.rnn_cell.GRUCell(3)
    x = tf.zeros([2, 3, 5])
    with pytest.raises(ValueError, match='Targets must be of rank 2'):
        library.sequence_loss(x, x, x)
    with pytest.raises(ValueError, match='cannot both be set'):
        library.sequence_loss(x, x[:, :, 0], x[:, :, 0], sum_over_batch=True)
    with pytest.raises(TypeError, match='helper must be a Helper'):
        library.BasicDecoder(cell, 3, 0)
    with pytest.raises(TypeError, match='Expected decoder to be type Decoder'):
        library.dynamic_decode(3)
    with pytest.raises(ValueError, match='Expected sequence_length to be a vector'):
        library.TrainingHelper(x, 3)
    with pytest.raises(ValueError, match='start_tokens must be a vector'):
        library.GreedyEmbeddingHelper(tf.identity, 1, 2)
    with pytest.raises(TypeError, match='attention_mechanism must be an AttentionMechanism'):
        library.AttentionWrapper(cell, 3)
    with pytest.raises(ValueError, match='batch_size accessed before initialize'):
        library.CustomHelper(None, None, None).batch_size  # noqa: B018


def test_bad_arguments_of_the_beam_search():
    library, cell = tf.contrib.seq2seq, tf.nn.rnn_cell.GRUCell(3)
    state, start = tf.zeros([4, 3]), tf.zeros([2], tf.int32)
    with pytest.raises(ValueError, match='start_tokens must be a vector'):
        library.BeamSearchDecoder(cell, tf.identity, 1, 2, state, 2)
    with pytest.raises(ValueError, match='end_token must be a scalar'):
        library.BeamSearchDecoder(cell, tf.identity, start, [2], state, 2)
    with pytest.raises(TypeError, match='output_layer must be a Layer'):
        library.BeamSearchDecoder(cell, tf.identity, start, 2, state, 2, output_layer=3)
    with pytest.raises(ValueError, match='perhaps zero_state was not called with batch_size='):
        library.BeamSearchDecoder(cell, tf.identity, start, 2, tf.zeros([4, 6]), 2)
    decoder = library.BeamSearchDecoder(
        cell, lambda ids: tf.one_hot(ids, 3), start, 2, state, 2, coverage_penalty_weight=1.0
    )
    with pytest.raises(ValueError, match='coverage_penalty_weight must be 0.0 if no cell is attentional'):
        decoder.initialize()
    with pytest.raises(ValueError, match="mode must be 'recursive', 'parallel', or 'hard'"):
        library.monotonic_attention([[0.5]], [[1.0]], 'other')
    with pytest.raises(ValueError, match='sampling_probability must be either a scalar or a vector'):
        library.ScheduledOutputTrainingHelper(tf.zeros([2, 3, 5]), [3, 3], [[0.5]])


def test_an_array_that_is_not_put_in_order_is_told():
    library, cell = tf.contrib.seq2seq, tf.nn.rnn_cell.GRUCell(3)
    memory = tf.zeros([4, 5, 3])
    cell = library.AttentionWrapper(cell, library.LuongAttention(3, memory), alignment_history=True)
    decoder = library.BeamSearchDecoder(
        cell, lambda ids: tf.one_hot(ids, 3), tf.zeros([2], tf.int32), 2, cell.zero_state(4, tf.float32), 2
    )
    with mock.patch.object(tf.logging, 'warn') as warn:
        _, state, _ = library.dynamic_decode(decoder, maximum_iterations=2)
    assert 'is not put in the order of the beams' in warn.call_args.args[0]
    assert isinstance(state.cell_state.alignment_history, tf.TensorArray)


def test_a_query_of_another_size():
    mechanism = tf.contrib.seq2seq.LuongAttention(11, tf.zeros([2, 3, 5]))
    with pytest.raises(ValueError, match='num_units has to be the size of the query'):
        mechanism(tf.zeros([2, 13]), None)


def test_lists_of_other_lengths():
    with pytest.raises(ValueError, match='must be the same 1, 1, 2'):
        tf.contrib.legacy_seq2seq.sequence_loss([tf.zeros([2, 3])], [1, 2], [1])
    with pytest.raises(ValueError, match='at least 1 input'):
        tf.contrib.legacy_seq2seq.attention_decoder([], None, None, None)
    with pytest.raises(ValueError, match=r'Length of targets \(0\) must be at least that of last bucket \(3\)'):
        tf.contrib.legacy_seq2seq.model_with_buckets([1, 2], [], [], [], [(2, 3)], None)


def test_a_state_keeps_its_shapes():
    cell = tf.nn.rnn_cell.GRUCell(11)
    wrapper = tf.contrib.seq2seq.AttentionWrapper(cell, tf.contrib.seq2seq.LuongAttention(11, tf.zeros([2, 3, 5])))
    with pytest.raises(ValueError, match='are incompatible'):
        wrapper.zero_state(2, tf.float32).clone(cell_state=tf.zeros([2, 13]))
