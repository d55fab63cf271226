import numpy as np
import pytest

from tests import needs
from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed, lstm, relu, sigmoid, stepped
from tests.graph_support import WEIGHT, run, variable_names, variable_table
from tf1_ref.compat import tf

rnn = tf.contrib.rnn
X, C, H = fixed(3, 7), fixed(3, 11), fixed(3, 11) / 2
NORMS = ('input', 'transform', 'forget', 'output', 'state')
VARIABLES = {
    'LayerNormBasicLSTMCell': (
        lambda: rnn.LayerNormBasicLSTMCell(11),
        [
            ('layer_norm_basic_lstm_cell/kernel', [18, 44]),
            *((f'layer_norm_basic_lstm_cell/{norm}/{name}', [11]) for norm in NORMS for name in ('gamma', 'beta')),
        ],
    ),
    'UGRNNCell': (lambda: rnn.UGRNNCell(11), [('ugrnn_cell/kernel', [18, 22]), ('ugrnn_cell/bias', [22])]),
    'CoupledInputForgetGateLSTMCell': (
        lambda: rnn.CoupledInputForgetGateLSTMCell(11, use_peepholes=True, num_proj=5),
        [
            ('coupled_input_forget_gate_lstm_cell/W_0', [12, 33]),
            ('coupled_input_forget_gate_lstm_cell/B', [33]),
            ('coupled_input_forget_gate_lstm_cell/W_F_diag', [11]),
            ('coupled_input_forget_gate_lstm_cell/W_O_diag', [11]),
            ('coupled_input_forget_gate_lstm_cell/W_P_0', [11, 5]),
        ],
    ),
    'NASCell': (
        lambda: rnn.NASCell(11, num_proj=5, use_bias=True),
        [
            ('nas_cell/recurrent_kernel', [5, 88]),
            ('nas_cell/kernel', [7, 88]),
            ('nas_cell/bias', [88]),
            ('nas_cell/projection_weights', [11, 5]),
        ],
    ),
}


@parity.programs_of('tf1_ref.compat.restored.rnn.cells')
def test_parity(family, title):
    parity.check(family, title)


def call(cell, x=X):
    x = tf.convert_to_tensor(x)
    with needs.what_is_told():
        return cell(x, cell.zero_state(3, tf.float32))


@pytest.mark.parametrize(('made', 'expected'), VARIABLES.values(), ids=VARIABLES)
def test_variables_under_an_outer_scope(made, expected):
    with tf.variable_scope('outer'):
        call(made())
    assert variable_table() == [(f'outer/{name}', shape, 'float32', True, WEIGHT) for name, shape in expected]


@pytest.mark.parametrize(('made', 'expected'), VARIABLES.values(), ids=VARIABLES)
def test_sharing(made, expected):
    names = [f'outer/{name}' for name, _ in expected]
    with tf.variable_scope('outer'):
        cell = made()
        call(cell)
        call(cell)  # a cell shares with itself
    with tf.variable_scope('outer', reuse=True):
        call(made())
    assert variable_names() == names
    with tf.variable_scope('outer'), pytest.raises(ValueError, match=f'Variable {names[0]} already exists'):
        call(made())
    with tf.variable_scope(None, 'outer'):
        call(made())
    assert variable_names() == names + [name.replace('outer/', 'outer_1/') for name in names]


@pytest.mark.parametrize('units', [11, 13])
@pytest.mark.parametrize('name', VARIABLES)
def test_sizes(name, units):
    cell = getattr(rnn, name)(units)
    expected = units if name == 'UGRNNCell' else (units, units)
    assert (cell.state_size, cell.output_size) == (expected, units)
    output, _ = call(cell)
    assert output.shape.as_list() == [3, units]


def test_without_normalisation_it_is_the_plain_lstm():
    cell = rnn.LayerNormBasicLSTMCell(11, forget_bias=0.5, layer_norm=False)
    output, state, weights = stepped(cell, X, C, H)
    c, h = lstm(X, C, H, weights['kernel'], weights['bias'], 0.5)
    np.testing.assert_allclose(output, h, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(state, [c, h], rtol=1e-4, atol=1e-5)


def test_each_gate_and_the_state_are_normalised_over_the_units():
    needs.modules('tf_slim')

    def norm(x):
        return (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12) * 0.9 + 0.1

    cell = rnn.LayerNormBasicLSTMCell(11, norm_gain=0.9, norm_shift=0.1)
    found = cell(tf.constant(X), (tf.constant(C), tf.constant(H)))
    (output, (c, _)), kernel = run([found, cell.trainable_weights[0]])
    i, j, f, o = map(norm, np.split(np.concatenate([X, H], 1) @ kernel, 4, 1))
    expected = norm(C * sigmoid(f + 1) + sigmoid(i) * np.tanh(j))
    np.testing.assert_allclose(c, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(output, np.tanh(expected) * sigmoid(o), rtol=1e-4, atol=1e-5)


def test_dropout_is_of_the_new_input_only():
    cell = rnn.LayerNormBasicLSTMCell(11, layer_norm=False, dropout_keep_prob=0.5, dropout_prob_seed=3)
    output, (c, _), weights = stepped(cell, X, C, H)
    i, j, f, o = np.split(np.concatenate([X, H], 1) @ weights['kernel'] + weights['bias'], 4, 1)
    kept = C * sigmoid(f + 1)
    dropped = np.isclose(c, kept, rtol=1e-4, atol=1e-6)
    assert 0 < dropped.sum() < dropped.size
    np.testing.assert_allclose(c, np.where(dropped, kept, kept + sigmoid(i) * 2 * np.tanh(j)), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(output, np.tanh(c) * sigmoid(o), rtol=1e-4, atol=1e-5)


def test_one_gate_mixes_the_state_and_the_candidate():
    output, state, weights = stepped(rnn.UGRNNCell(11, forget_bias=0.5), X, H)
    g, c = np.split(np.concatenate([X, H], 1) @ weights['kernel'] + weights['bias'], 2, 1)
    g = sigmoid(g + 0.5)
    np.testing.assert_allclose(output, g * H + (1 - g) * np.tanh(c), rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(output, state)


@pytest.mark.parametrize('is_tuple', [True, False])
def test_the_input_gate_is_one_minus_the_forget_gate(is_tuple):
    cell = rnn.CoupledInputForgetGateLSTMCell(
        11, use_peepholes=True, num_proj=5, proj_clip=0.2, forget_bias=0.5, state_is_tuple=is_tuple
    )
    m = fixed(3, 5)
    state = (C, m) if is_tuple else (np.concatenate([C, m], 1),)
    output, state, w = stepped(cell, X, *state)
    j, f, o = np.split(np.concatenate([X, m], 1) @ w['W_0'] + w['B'], 3, 1)
    f = sigmoid(f + 0.5 + w['W_F_diag'] * C)
    c = f * C + (1 - f) * np.tanh(j)
    m = np.clip(sigmoid(o + w['W_O_diag'] * c) * np.tanh(c) @ w['W_P_0'], -0.2, 0.2)
    np.testing.assert_allclose(output, m, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(np.concatenate(state, 1) if is_tuple else state, np.concatenate([c, m], 1), rtol=1e-4)


def test_the_tree_that_was_found():
    output, (c, h), w = stepped(rnn.NASCell(11, use_bias=True), X, C, H)
    m = np.split(H @ w['recurrent_kernel'] + w['bias'], 8, 1)
    x = np.split(X @ w['kernel'], 8, 1)
    first = [
        sigmoid(x[0] + m[0]),
        relu(x[1] + m[1]),
        sigmoid(x[2] + m[2]),
        relu(x[3] * m[3]),
        np.tanh(x[4] + m[4]),
        sigmoid(x[5] + m[5]),
        np.tanh(x[6] + m[6]),
        sigmoid(x[7] + m[7]),
    ]
    second = [np.tanh(first[0] * first[1]), np.tanh(first[2] + first[3])]
    second += [np.tanh(first[4] * first[5]), sigmoid(first[6] + first[7])]
    expected = np.tanh(second[0] + C) * second[1]
    np.testing.assert_allclose(c, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(h, np.tanh(expected * np.tanh(second[2] + second[3])), rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(output, h)


@pytest.mark.parametrize('name', ['UGRNNCell', 'CoupledInputForgetGateLSTMCell', 'NASCell'])
def test_the_number_of_columns_has_to_be_known(name):
    with pytest.raises(ValueError, match='known'):
        call(getattr(rnn, name)(11), tf.placeholder(tf.float32, [3, None]))


def test_bad_arguments():
    with pytest.raises(ValueError, match='Too many shards'):
        call(rnn.CoupledInputForgetGateLSTMCell(3, num_unit_shards=20), fixed(2, 7))
    with pytest.raises(ValueError, match='must have rank 2'):
        call(rnn.UGRNNCell(11), fixed(2, 3, 7))
