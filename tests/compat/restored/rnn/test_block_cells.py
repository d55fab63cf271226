import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed, lstm, sigmoid, stepped, with_weights
from tests.graph_support import WEIGHT, run, variable_names, variable_table
from tf1_ref.compat import tf

rnn = tf.contrib.rnn
X, C, H = fixed(3, 7), fixed(3, 11), fixed(3, 11) / 2
VARIABLES = {
    'LSTMBlockCell': [('lstm_cell/kernel', [18, 44]), ('lstm_cell/bias', [44])],
    'GRUBlockCell': [
        ('gru_cell/w_ru', [18, 22]),
        ('gru_cell/b_ru', [22]),
        ('gru_cell/w_c', [18, 11]),
        ('gru_cell/b_c', [11]),
    ],
    'GRUBlockCellV2': [
        ('gru_cell/gates/kernel', [18, 22]),
        ('gru_cell/gates/bias', [22]),
        ('gru_cell/candidate/kernel', [18, 11]),
        ('gru_cell/candidate/bias', [11]),
    ],
}
PEEPHOLES = [('lstm_cell/w_i_diag', [11]), ('lstm_cell/w_f_diag', [11]), ('lstm_cell/w_o_diag', [11])]


@parity.programs_of('tf1_ref.compat.restored.rnn.block_cells')
def test_parity(family, title):
    parity.check(family, title)


def call(cell, x=X):
    return cell(tf.convert_to_tensor(x), cell.zero_state(3, tf.float32))


def table(names):
    return [(f'outer/{name}', shape, 'float32', True, WEIGHT) for name, shape in names]


@pytest.mark.parametrize('name', VARIABLES)
def test_variables_under_an_outer_scope_and_sharing(name):
    with tf.variable_scope('outer'):
        cell = getattr(rnn, name)(11)
        call(cell)
        call(cell)
    with tf.variable_scope('outer', reuse=True):
        call(getattr(rnn, name)(11))
    assert variable_table() == table(VARIABLES[name])
    with tf.variable_scope('outer'), pytest.raises(ValueError, match=f'outer/{VARIABLES[name][0][0]} already exists'):
        call(getattr(rnn, name)(11))
    with tf.variable_scope(None, 'outer'):
        call(getattr(rnn, name)(11))
    assert variable_names()[len(VARIABLES[name]) :] == [f'outer_1/{name}' for name, _ in VARIABLES[name]]


def test_variables_of_peepholes():
    with tf.variable_scope('outer'):
        call(rnn.LSTMBlockCell(11, use_peephole=True))
    assert variable_table() == table(VARIABLES['LSTMBlockCell'] + PEEPHOLES)


def test_the_gates_of_the_gru_start_open():
    call(rnn.GRUBlockCell(11))
    np.testing.assert_array_equal(run(tf.global_variables()[1]), np.ones(22))


def test_sizes():
    cell = rnn.LSTMBlockCell(11)
    assert (cell.state_size, cell.output_size) == ((11, 11), 11)
    assert rnn.LSTMBlockFusedCell(11).num_units == 11
    for cell in (rnn.GRUBlockCell(11), rnn.GRUBlockCellV2(cell_size=11)):
        assert (cell.state_size, cell.output_size) == (11, 11)


def test_it_is_an_lstm():
    output, state, weights = stepped(rnn.LSTMBlockCell(11, forget_bias=0.5), X, C, H)
    c, h = lstm(X, C, H, weights['kernel'], weights['bias'], 0.5)
    np.testing.assert_allclose(output, h, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(state, [c, h], rtol=1e-4, atol=1e-5)


def test_peepholes_and_clipping():
    output, (c, _), w = stepped(rnn.LSTMBlockCell(11, 0.5, cell_clip=0.3, use_peephole=True), X, C, H)
    i, j, f, o = np.split(np.concatenate([X, H], 1) @ w['kernel'] + w['bias'], 4, 1)
    i, f = sigmoid(i + w['w_i_diag'] * C), sigmoid(f + 0.5 + w['w_f_diag'] * C)
    expected = np.clip(f * C + i * np.tanh(j), -0.3, 0.3)
    np.testing.assert_allclose(c, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(output, sigmoid(o + w['w_o_diag'] * c) * np.tanh(c), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize('name', ['GRUBlockCell', 'GRUBlockCellV2'])
def test_it_is_a_gru(name):
    cell = getattr(rnn, name)(11)
    (output, state), _ = with_weights(cell(tf.constant(X), tf.constant(H)))
    gate_kernel, gate_bias, kernel, bias = (fixed(*shape) for _, shape in VARIABLES[name])
    r, u = np.split(sigmoid(np.concatenate([X, H], 1) @ gate_kernel + gate_bias), 2, 1)
    c = np.tanh(np.concatenate([X, r * H], 1) @ kernel + bias)
    np.testing.assert_allclose(output, u * H + (1 - u) * c, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(output, state)


@pytest.mark.parametrize('lengths', [None, [5, 2, 0]])
def test_the_fused_cell_is_steps_of_the_other(lengths):
    x = fixed(5, 3, 7)
    cell = rnn.LSTMBlockFusedCell(11)
    given = None if lengths is None else tf.constant(lengths)
    found = cell(tf.constant(x), (tf.constant(C), tf.constant(H)), sequence_length=given)
    (outputs, state), weights = with_weights(found)
    c, h, expected = C, H, []
    for step in range(5):
        going_on = np.array([[step < length] for length in lengths or [5] * 3])
        new = lstm(x[step], c, h, weights['kernel'], weights['bias'])
        c, h = (np.where(going_on, after, before) for after, before in zip(new, (c, h), strict=True))
        expected.append(np.where(going_on, h, 0))
    np.testing.assert_allclose(outputs, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(state, [c, h], rtol=1e-4, atol=1e-5)


def test_the_fused_cell_takes_one_tensor():
    with tf.variable_scope('outer'):
        outputs, _ = rnn.LSTMBlockFusedCell(11)(tf.zeros([5, 3, 7]), dtype=tf.float32)
    assert outputs.shape.as_list() == [5, 3, 11]
    assert variable_names() == ['outer/lstm_fused_cell/kernel', 'outer/lstm_fused_cell/bias']
    with pytest.raises(ValueError, match='it received 5 input tensors'):
        rnn.LSTMBlockFusedCell(11)([tf.zeros([3, 7])] * 5, dtype=tf.float32)


@pytest.mark.parametrize('name', VARIABLES)
def test_gradients_are_those_of_finite_differences(name):
    cell = getattr(rnn, name)(11)
    x = tf.constant(X)
    output, _ = call(cell, x)
    loss = tf.reduce_sum(tf.square(output))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for one, shape in ((x, [3, 7]), (tf.global_variables()[0], VARIABLES[name][0][1])):
            assert tf.test.compute_gradient_error(one, shape, loss, [], delta=1e-2) < 1e-3


def test_bad_arguments():
    with pytest.raises(ValueError, match='Exactly one of num_units or cell_size'):
        rnn.GRUBlockCell()
    with pytest.raises(ValueError, match='Exactly one of num_units or cell_size'):
        rnn.GRUBlockCell(11, cell_size=3)
    with pytest.raises(ValueError, match=r'Shape of h_prev\[1\] incorrect: cell_size 11 vs 7'):
        rnn.GRUBlockCell(11)(tf.zeros([3, 7]), tf.zeros([3, 7]))
    with pytest.raises(ValueError, match='Expecting input_size to be set'):
        call(rnn.GRUBlockCell(11), tf.placeholder(tf.float32, [3, None]))
    with pytest.raises(ValueError, match=r'Expecting inputs_shape\[1\] to be set'):
        call(rnn.LSTMBlockCell(11), tf.placeholder(tf.float32, [3, None]))
    with pytest.raises(ValueError, match='Expecting state to be a tuple with length 2'):
        rnn.LSTMBlockCell(11)(tf.zeros([3, 7]), (tf.zeros([3, 11]),) * 3)
    with pytest.raises(ValueError, match='Either initial_state or dtype needs to be specified'):
        rnn.LSTMBlockFusedCell(11)(tf.zeros([5, 3, 7]))
    with pytest.raises(ValueError, match='Expecting initial_state to be a tuple with length 2 or None'):
        rnn.LSTMBlockFusedCell(11)(tf.zeros([5, 3, 7]), (tf.zeros([3, 11]),))
