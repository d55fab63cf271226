import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.cudnn_rnn import cudnn_rnn_ops, parameters


@pytest.mark.parametrize('kind', ['CudnnLSTM', 'CudnnGRU', 'CudnnRNNTanh', 'CudnnRNNRelu'])
def test_a_model_builds_the_op_with_its_settings(kind):
    model = getattr(cudnn_rnn_ops, kind)(2, 3, 5, direction='bidirectional', dropout=0.5, seed=7)
    params = tf.placeholder(tf.float32, [None])
    states = [tf.zeros([4, 11, 3])] * (2 if kind == 'CudnnLSTM' else 1)
    outputs, *last = model(tf.zeros([13, 11, 5]), *states, params)
    assert outputs.shape == [13, 11, 6] and [one.shape for one in last] == [[4, 11, 3]] * len(states)
    op = outputs.op
    assert [op.get_attr(name) for name in ('rnn_mode', 'direction')] == [model.rnn_mode.encode(), b'bidirectional']
    assert op.get_attr('dropout') == 0.5 and op.get_attr('seed2') == 7
    weights, biases = model.params_to_canonical(params)
    assert len(weights) == len(biases) == 4 * parameters.PARAMS_PER_LAYER[model.rnn_mode]
    assert model.canonical_to_params(weights, biases).shape.as_list() == [None]
    assert model.params_size().dtype == tf.int32


def test_lengths_and_projections_are_the_third_op_s(monkeypatch):
    x, h, c, params = tf.zeros([13, 11, 5]), tf.zeros([1, 11, 3]), tf.zeros([1, 11, 3]), tf.zeros([99])
    ops = [
        cudnn_rnn_ops.cudnn_lstm(x, h, c, params, True, **given)[0].op
        for given in ({}, {'num_proj': 2}, {'time_major': False}, {'sequence_lengths': tf.ones([11], tf.int32)})
    ]
    assert [op.type for op in ops] == ['CudnnRNN', 'CudnnRNNV3', 'CudnnRNNV3', 'CudnnRNNV3']
    monkeypatch.setenv('TF_CUDNN_RNN_USE_V2', '1')
    assert cudnn_rnn_ops.cudnn_gru(x, h, params, True)[0].op.type == 'CudnnRNNV2'
    assert cudnn_rnn_ops.cudnn_rnn_relu(x, h, params, False)[0].op.get_attr('is_training') is False
    assert cudnn_rnn_ops.cudnn_rnn_tanh(x, h, params, True, seed=3)[0].op.get_attr('seed2') == 3
