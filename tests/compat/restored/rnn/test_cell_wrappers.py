import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed, sigmoid, stepped
from tests.graph_support import WEIGHT, run, variable_names, variable_table
from tf1_ref.compat import tf

rnn = tf.contrib.rnn
GRU = [
    ('gates/kernel', [16, 22]),
    ('gates/bias', [22]),
    ('candidate/kernel', [16, 11]),
    ('candidate/bias', [11]),
]


@parity.programs_of('tf1_ref.compat.restored.rnn.cell_wrappers')
def test_parity(family, title):
    parity.check(family, title)


class Doubling(rnn.RNNCell):
    """A cell without variables: twice the inputs, and a state that counts."""

    state_size, output_size = 1, 7

    def call(self, inputs, state):
        return 2 * inputs, state + 1


X, START = fixed(3, 7), np.zeros([3, 1], np.float32)
MADE = {
    'EmbeddingWrapper': (
        lambda: rnn.EmbeddingWrapper(rnn.GRUCell(11), 17, 5),
        lambda gru: [('embedding_wrapper/embedding', [17, 5]), *gru('embedding_wrapper')],
    ),
    'InputProjectionWrapper': (
        lambda: rnn.InputProjectionWrapper(rnn.GRUCell(11), 5),
        lambda gru: [
            ('input_projection_wrapper/kernel', [7, 5]),
            ('input_projection_wrapper/bias', [5]),
            *gru('input_projection_wrapper'),
        ],
    ),
    'OutputProjectionWrapper': (
        lambda: rnn.OutputProjectionWrapper(rnn.InputProjectionWrapper(rnn.GRUCell(11), 5), 2),
        lambda gru: [
            ('output_projection_wrapper/input_projection_wrapper/kernel', [7, 5]),
            ('output_projection_wrapper/input_projection_wrapper/bias', [5]),
            *gru('output_projection_wrapper/input_projection_wrapper'),
            ('output_projection_wrapper/kernel', [11, 2]),
            ('output_projection_wrapper/bias', [2]),
        ],
    ),
    'AttentionCellWrapper': (
        lambda: rnn.AttentionCellWrapper(rnn.GRUCell(11), 3, attn_size=2, attn_vec_size=13, input_size=5),
        lambda gru: [
            ('attention_cell_wrapper/kernel', [7 + 2, 5]),
            ('attention_cell_wrapper/bias', [5]),
            *gru('attention_cell_wrapper'),
            ('attention_cell_wrapper/attention/attn_w', [1, 1, 2, 13]),
            ('attention_cell_wrapper/attention/attn_v', [13]),
            ('attention_cell_wrapper/attention/kernel', [11, 13]),
            ('attention_cell_wrapper/attention/bias', [13]),
            ('attention_cell_wrapper/attn_output_projection/kernel', [11 + 2, 2]),
            ('attention_cell_wrapper/attn_output_projection/bias', [2]),
        ],
    ),
    # It has no scope of its own.
    'HighwayWrapper': (
        lambda: rnn.HighwayWrapper(Doubling()),
        lambda gru: [('carry_w', [7, 7]), ('carry_b', [7])],
    ),
    'HighwayWrapper, not coupled': (
        lambda: rnn.HighwayWrapper(Doubling(), False),
        lambda gru: [('carry_w', [7, 7]), ('carry_b', [7]), ('transform_w', [7, 7]), ('transform_b', [7])],
    ),
}


def call(cell):
    x = tf.constant([1, 2, 3]) if isinstance(cell, rnn.EmbeddingWrapper) else tf.constant(X)
    return cell(x, cell.zero_state(3, tf.float32))


@pytest.mark.parametrize(('made', 'names'), MADE.values(), ids=MADE)
def test_variables_under_an_outer_scope_and_sharing(made, names):
    names = names(lambda scope: [(f'{scope}/gru_cell/{name}', shape) for name, shape in GRU])
    with tf.variable_scope('outer'):
        call(made())
    with tf.variable_scope('outer', reuse=True):
        call(made())
    assert variable_table() == [(f'outer/{name}', shape, 'float32', True, WEIGHT) for name, shape in names]
    with tf.variable_scope('outer'), pytest.raises(ValueError, match='already exists'):
        call(made())
    with tf.variable_scope(None, 'outer'):
        call(made())
    assert variable_names()[len(names) :] == [f'outer_1/{name}' for name, _ in names]


def test_sizes():
    cell = rnn.GRUCell(11)
    assert rnn.InputProjectionWrapper(cell, 5).state_size == 11
    assert rnn.OutputProjectionWrapper(cell, 5).output_size == 5
    assert rnn.EmbeddingWrapper(cell, 17, 5).output_size == 11
    assert rnn.HighwayWrapper(cell).state_size == 11
    attending = rnn.AttentionCellWrapper(cell, 3, 5)
    assert (attending.state_size, attending.output_size) == ((11, 5, 15), 5)
    assert rnn.AttentionCellWrapper(cell, 3, 5, state_is_tuple=False).state_size == 31


def test_symbols_are_looked_up():
    cell = rnn.EmbeddingWrapper(Doubling(), 17, 7)
    output, state, weights = stepped(cell, np.array([16, 0, 3]), START)
    np.testing.assert_array_equal(output, 2 * weights['embedding'][[16, 0, 3]])
    np.testing.assert_array_equal(state, START + 1)


def test_vectors_of_symbols_start_with_variance_one():
    call(rnn.EmbeddingWrapper(rnn.GRUCell(11), 1009, 5))
    start = run(tf.global_variables()[0])
    assert np.abs(start).max() <= np.sqrt(3)
    np.testing.assert_allclose(start.var(), 1, atol=0.05)


def test_inputs_are_projected():
    output, _, weights = stepped(rnn.InputProjectionWrapper(Doubling(), 7, tf.tanh), fixed(3, 5), START)
    expected = 2 * np.tanh(fixed(3, 5) @ weights['kernel'] + weights['bias'])
    np.testing.assert_allclose(output, expected, rtol=1e-4, atol=1e-5)


def test_outputs_are_projected():
    output, state, weights = stepped(rnn.OutputProjectionWrapper(Doubling(), 5, tf.tanh), X, START)
    expected = np.tanh(2 * X @ weights['kernel'] + weights['bias'])
    np.testing.assert_allclose(output, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(state, START + 1)


@pytest.mark.parametrize('coupled', [True, False])
def test_inputs_are_mixed_into_outputs(coupled):
    output, state, w = stepped(rnn.HighwayWrapper(Doubling(), coupled), X, START)
    carry = sigmoid(X @ w['carry_w'] + w['carry_b'])
    transform = 1 - carry if coupled else sigmoid(X @ w['transform_w'] + w['transform_b'])
    np.testing.assert_allclose(output, X * carry + 2 * X * transform, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(state, START + 1)


def test_biases_of_the_highway_start_where_they_are_told():
    call(rnn.HighwayWrapper(Doubling(), False, 0.3))
    _, carry, _, transform = run(tf.global_variables())
    np.testing.assert_allclose([carry, transform], [[0.3] * 7, [-0.3] * 7])


@pytest.mark.parametrize('is_tuple', [True, False])
def test_attention_over_the_last_outputs(is_tuple):
    cell = rnn.AttentionCellWrapper(Doubling(), 3, state_is_tuple=is_tuple)
    attended, window = fixed(3, 7) / 3, fixed(3, 21)
    parts = [START, attended, window]
    graph = cell(tf.constant(X), tuple(map(tf.constant, parts)) if is_tuple else tf.constant(np.concatenate(parts, 1)))
    names = [name.removeprefix('attention_cell_wrapper/') for name in variable_names()]
    (output, state), weights = run([graph, tf.global_variables()])
    w = dict(zip(names, weights, strict=True))
    inputs = np.concatenate([X, attended], 1) @ w['kernel'] + w['bias']
    window = window.reshape(3, 3, 7)
    query = (START + 1) @ w['attention/kernel'] + w['attention/bias']
    scores = (w['attention/attn_v'] * np.tanh(window @ w['attention/attn_w'][0, 0] + query[:, None])).sum(2)
    scores = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    attended = (scores[:, :, None] * window).sum(1)
    joined = np.concatenate([2 * inputs, attended], 1)
    expected = joined @ w['attn_output_projection/kernel'] + w['attn_output_projection/bias']
    window = np.concatenate([window[:, 1:], expected[:, None]], 1).reshape(3, 21)
    np.testing.assert_allclose(output, expected, rtol=1e-4, atol=1e-5)
    found = np.concatenate(state, 1) if is_tuple else state
    np.testing.assert_allclose(found, np.concatenate([START + 1, attended, window], 1), rtol=1e-4, atol=1e-5)


def test_bad_arguments():
    cell = rnn.BasicLSTMCell(3)
    with pytest.raises(ValueError, match='Cell returns tuple of states'):
        rnn.AttentionCellWrapper(cell, 3, state_is_tuple=False)
    with pytest.raises(ValueError, match='attn_length should be greater than zero, got 0'):
        rnn.AttentionCellWrapper(cell, 0)
    for wrapper, arguments in (
        (rnn.InputProjectionWrapper, [3]),
        (rnn.OutputProjectionWrapper, [3]),
        (rnn.EmbeddingWrapper, [3, 5]),
        (rnn.AttentionCellWrapper, [3]),
    ):
        with pytest.raises(TypeError, match=r"The argument 'cell' \(3\) is not an RNNCell"):
            wrapper(3, *arguments)
    with pytest.raises(ValueError, match='Parameter output_size must be > 0: 0'):
        rnn.OutputProjectionWrapper(cell, 0)
    with pytest.raises(ValueError, match='Both embedding_classes and embedding_size must be > 0: 0, 3'):
        rnn.EmbeddingWrapper(cell, 0, 3)
    with pytest.raises(ValueError, match=r'Shapes \(3, 7\) and \(3, 11\) are incompatible'):
        call(rnn.HighwayWrapper(rnn.GRUCell(11)))
