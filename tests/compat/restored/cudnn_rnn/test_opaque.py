"""Flat parameters, read in NumPy, and what the cells compute from them."""

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.cudnn_rnn import opaque

UNITS, COLUMNS = 3, 5


def numbers(mode, layers, direction):
    """All parameters of a network, small and none like another."""
    shapes = opaque.shapes(mode, layers, UNITS, COLUMNS, direction)
    size = sum(rows * columns for rows, columns in shapes) + UNITS * len(shapes)
    return np.random.RandomState(0).uniform(-0.5, 0.5, size).astype(np.float32)


@pytest.mark.parametrize('direction', ['unidirectional', 'bidirectional'])
@pytest.mark.parametrize('mode', ['lstm', 'gru', 'rnn_tanh', 'rnn_relu'])
def test_there_and_back(mode, direction):
    params = numbers(mode, 2, direction)
    weights, biases = opaque.parted(params, mode, 2, UNITS, COLUMNS, direction)
    np.testing.assert_array_equal(opaque.flat(weights, biases), params)
    layer_inputs = {one.shape for one in weights}
    assert layer_inputs == {(3, 5), (3, 3)} | ({(3, 6)} if direction == 'bidirectional' else set())
    assert len(weights) == len(biases) and {one.shape for one in biases} == {(3,)}


def test_the_layer_asks_for_the_same_shapes():
    layer = tf.contrib.cudnn_rnn.CudnnGRU(2, UNITS, direction='bidirectional')
    layer.build([7, 11, COLUMNS])
    assert layer.canonical_weight_shapes == opaque.shapes('gru', 2, UNITS, COLUMNS, 'bidirectional')


def test_too_few_parameters_are_an_error():
    with pytest.raises(ValueError, match='7 parameters: such a network has 120'):
        opaque.parted(np.zeros(7), 'lstm', 1, UNITS, COLUMNS, 'unidirectional')


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm(x, weights, biases):
    """cuDNN's LSTM, from its reference: gates input, forget, new, output."""
    h = c = np.zeros([x.shape[1], UNITS])
    for step in x:
        i, f, n, o = (
            step @ weights[gate].T + biases[gate] + h @ weights[4 + gate].T + biases[4 + gate] for gate in range(4)
        )
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(n)
        h = sigmoid(o) * np.tanh(c)
    return h


def gru(x, weights, biases):
    """cuDNN's GRU, from its reference: gates reset, update, new."""
    h = np.zeros([x.shape[1], UNITS])
    for step in x:
        r, u, n = (step @ weights[gate].T + biases[gate] for gate in range(3))
        hr, hu, hn = (h @ weights[3 + gate].T + biases[3 + gate] for gate in range(3))
        u = sigmoid(u + hu)
        h = (1 - u) * np.tanh(n + sigmoid(r + hr) * hn) + u * h
    return h


@pytest.mark.parametrize(('mode', 'kind', 'reference'), [('lstm', 'LSTM', lstm), ('gru', 'GRU', gru)])
def test_the_cells_compute_what_cudnn_does(mode, kind, reference):
    weights, biases = opaque.parted(numbers(mode, 1, 'unidirectional'), mode, 1, UNITS, COLUMNS, 'unidirectional')
    converter = getattr(tf.contrib.cudnn_rnn, f'CudnnParamsFormatConverter{kind}')(1, UNITS, COLUMNS)
    kernels, offsets = converter._cu_canonical_to_tf_canonical(weights, biases)
    x = np.random.RandomState(1).uniform(-1, 1, [7, 11, COLUMNS]).astype(np.float32)
    cell = getattr(tf.contrib.cudnn_rnn, f'CudnnCompatible{kind}Cell')(UNITS)
    outputs, _ = tf.nn.dynamic_rnn(cell, tf.constant(x), dtype=tf.float32, time_major=True)
    variables = tf.global_variables()
    values = [*kernels, *offsets] if kind == 'LSTM' else [kernels[0], offsets[0], kernels[1], kernels[2], *offsets[1:]]
    names = [v.op.name.rpartition('_cell/')[2] for v in variables]
    with tf.Session() as sess:
        given = dict(zip(names, sess.run([tf.convert_to_tensor(value) for value in values]), strict=True))
        for variable, name in zip(variables, names, strict=True):
            variable.load(given[name], sess)
        np.testing.assert_allclose(sess.run(outputs)[-1], reference(x, weights, biases), rtol=1e-4, atol=1e-5)
