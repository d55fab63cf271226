import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed, sigmoid, stepped
from tests.graph_support import WEIGHT, variable_names, variable_table
from tf1_ref.compat import tf

rnn = tf.contrib.rnn
SHAPES = {1: [7, 3], 2: [7, 5, 3], 3: [5, 7, 2, 3]}


@parity.programs_of('tf1_ref.compat.restored.rnn.conv_cells')
def test_parity(family, title):
    parity.check(family, title)


def made(ndims, **options):
    return getattr(rnn, f'Conv{ndims}DLSTMCell')(
        input_shape=SHAPES[ndims], output_channels=11, kernel_shape=[3] * ndims, **options
    )


def call(cell, shape):
    return cell(tf.zeros([2, *shape]), cell.zero_state(2, tf.float32))


@pytest.mark.parametrize('ndims', SHAPES)
def test_variables_sizes_and_sharing(ndims):
    with tf.variable_scope('outer'):
        cell = made(ndims)
        output, state = call(cell, SHAPES[ndims])
        call(cell, SHAPES[ndims])
    with tf.variable_scope('outer', reuse=True):
        call(made(ndims), SHAPES[ndims])
    assert variable_table() == [
        (f'outer/conv_{ndims}d_lstm_cell/kernel', [3] * ndims + [3 + 11, 44], 'float32', True, WEIGHT),
        (f'outer/conv_{ndims}d_lstm_cell/biases', [44], 'float32', True, WEIGHT),
    ]
    shape = SHAPES[ndims][:-1] + [11]
    assert cell.output_size.as_list() == shape
    assert [one.as_list() for one in cell.state_size] == [shape, shape]
    assert {tuple(one.shape.as_list()) for one in (output, *state)} == {(2, *shape)}
    with tf.variable_scope('outer'), pytest.raises(ValueError, match='lstm_cell/kernel already exists'):
        call(made(ndims), SHAPES[ndims])


def test_two_cells_of_their_own_names():
    for name in ('a', 'b'):
        call(made(1, name=name, use_bias=False), SHAPES[1])
    assert variable_names() == ['a/kernel', 'b/kernel']


def convolved(x, kernel):
    """A convolution of `[batch, length, channels]`, same padding, kernel of length 3."""
    padded = np.pad(x, [(0, 0), (1, 1), (0, 0)])
    return sum(padded[:, k : k + x.shape[1]] @ kernel[k] for k in range(3))


@pytest.mark.parametrize('skip', [False, True])
def test_it_is_an_lstm_of_convolutions(skip):
    x, c, h = fixed(2, 7, 3), fixed(2, 7, 11), fixed(2, 7, 14 if skip else 11)
    cell = made(1, forget_bias=0.5, skip_connection=skip)
    output, state, weights = stepped(cell, x, c, h)
    i, j, f, o = np.split(convolved(np.concatenate([x, h], 2), weights['kernel']) + weights['biases'], 4, 2)
    c = sigmoid(f + 0.5) * c + sigmoid(i) * np.tanh(j)
    h = np.tanh(c) * sigmoid(o)
    expected = np.concatenate([h, x], 2) if skip else h
    np.testing.assert_allclose(output, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(state[0], c, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(state[1], output)


def test_bad_arguments():
    with pytest.raises(ValueError, match=r'Invalid input_shape \[7, 3\] for conv_ndims=2'):
        rnn.ConvLSTMCell(2, [7, 3], 5, [3])
    with pytest.raises(ValueError, match=r'Invalid input_shape \[7, 3\] for conv_ndims=3'):
        rnn.Conv3DLSTMCell(input_shape=[7, 3], output_channels=5, kernel_shape=[3])
