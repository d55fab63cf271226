import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed
from tests.graph_support import run, variable_names
from tf1_ref.compat import tf

rnn = tf.contrib.rnn


@parity.programs_of('tf1_ref.compat.restored.rnn.stacked_rnn')
def test_parity(family, title):
    parity.check(family, title)


class Sums(rnn.RNNCell):
    """A cell without variables: the sum of all inputs so far, of which it keeps `size` columns."""

    def __init__(self, size):
        super().__init__()
        self.state_size = self.output_size = size

    def call(self, inputs, state):
        new = inputs[:, : self.output_size] + state
        return new, new

    state_size = output_size = None


def sums(x, *sizes):
    """What layers of two `Sums` give for `[time, batch, columns]`, and their last states."""
    forward, backward = [], []
    for size in sizes:
        there, back = x[..., :size].cumsum(0), x[::-1, ..., :size].cumsum(0)
        forward.append(there[-1])
        backward.append(back[-1])
        x = np.concatenate([there, back[::-1]], -1)
    return x, forward, backward


def cells(*sizes):
    return [Sums(size) for size in sizes]


def test_layers_that_are_unrolled():
    x = fixed(5, 3, 7)
    outputs, forward, backward = rnn.stack_bidirectional_rnn(
        cells(2, 3), cells(2, 3), tf.unstack(tf.constant(x)), dtype=tf.float32
    )
    assert [one.shape.as_list() for one in outputs] == [[3, 6]] * 5
    expected = sums(x, 2, 3)
    for found, wanted in zip(run([outputs, forward, backward]), expected, strict=True):
        np.testing.assert_allclose(found[-1], wanted[-1], rtol=1e-5)
        np.testing.assert_allclose(found[0], wanted[0], rtol=1e-5)


@pytest.mark.parametrize('time_major', [True, False])
def test_layers_in_a_loop(time_major):
    x = fixed(5, 3, 7)
    inputs = tf.constant(x if time_major else x.swapaxes(0, 1))
    outputs, forward, backward = rnn.stack_bidirectional_dynamic_rnn(
        cells(2, 3), cells(2, 3), inputs, dtype=tf.float32, time_major=time_major
    )
    assert outputs.shape.as_list() == ([5, 3, 6] if time_major else [3, 5, 6])
    outputs, forward, backward = run([outputs, forward, backward])
    expected = sums(x, 2, 3)
    np.testing.assert_allclose(outputs if time_major else outputs.swapaxes(0, 1), expected[0], rtol=1e-5)
    for found, wanted in zip((*forward, *backward), (*expected[1], *expected[2]), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-5)


def test_initial_states_and_lengths():
    states = [tf.fill([3, 2], 10.0)], [tf.fill([3, 2], 20.0)]
    outputs, forward, backward = run(
        rnn.stack_bidirectional_dynamic_rnn(cells(2), cells(2), tf.ones([3, 5, 7]), *states, sequence_length=[5, 2, 0])
    )
    np.testing.assert_array_equal(forward[0][:, 0], [15, 12, 10])
    np.testing.assert_array_equal(backward[0][:, 0], [25, 22, 20])
    np.testing.assert_array_equal(outputs[1], [[11, 11, 22, 22], [12, 12, 21, 21]] + [[0] * 4] * 3)


def test_variables_and_sharing():
    def built(function, x, **scope):
        function([rnn.BasicRNNCell(11)], [rnn.BasicRNNCell(13)], x, dtype=tf.float32, **scope)

    names = ['kernel', 'bias']
    for _ in range(2):
        built(rnn.stack_bidirectional_dynamic_rnn, tf.zeros([3, 5, 7]), scope='dynamic')
        tf.get_variable_scope().reuse_variables()
    assert variable_names() == [
        f'dynamic/cell_0/bidirectional_rnn/{way}/basic_rnn_cell/{name}' for way in ('fw', 'bw') for name in names
    ]
    with tf.Graph().as_default():
        built(rnn.stack_bidirectional_rnn, [tf.zeros([3, 7])])
        assert variable_names() == [
            f'stack_bidirectional_rnn/cell_0/{way}/basic_rnn_cell/{name}' for way in ('fw', 'bw') for name in names
        ]
        with pytest.raises(ValueError, match='already exists'):
            built(rnn.stack_bidirectional_rnn, [tf.zeros([3, 7])])


@pytest.mark.parametrize('dynamic', [True, False])
@pytest.mark.parametrize('as_list', [True, False])
def test_a_plain_cell_over_a_sequence(dynamic, as_list):
    x = fixed(5, 3, 7)
    inputs = tf.unstack(tf.constant(x)) if as_list else tf.constant(x)
    cell = rnn.FusedRNNCellAdaptor(Sums(2), use_dynamic_rnn=dynamic)
    outputs, state = cell(inputs, dtype=tf.float32)
    assert isinstance(outputs, list) == as_list
    outputs, state = run([outputs, state])
    np.testing.assert_allclose(outputs, x[..., :2].cumsum(0), rtol=1e-5)
    np.testing.assert_array_equal(state, outputs[-1])


@pytest.mark.parametrize('as_list', [True, False])
def test_backwards_in_time(as_list):
    x = fixed(5, 3, 7)
    inputs = tf.unstack(tf.constant(x)) if as_list else tf.constant(x)
    outputs, _ = rnn.TimeReversedFusedRNN(rnn.FusedRNNCellAdaptor(Sums(2)))(inputs, dtype=tf.float32)
    np.testing.assert_allclose(run(outputs), x[::-1, ..., :2].cumsum(0)[::-1], rtol=1e-5)


def test_backwards_from_the_end_of_each_sequence():
    cell = rnn.TimeReversedFusedRNN(rnn.FusedRNNCellAdaptor(Sums(1), True))
    outputs, state = run(cell(tf.ones([5, 3, 7]), dtype=tf.float32, sequence_length=[5, 2, 3]))
    np.testing.assert_array_equal(outputs[..., 0].T, [[5, 4, 3, 2, 1], [2, 1, 0, 0, 0], [3, 2, 1, 0, 0]])
    np.testing.assert_array_equal(state[:, 0], [5, 2, 3])


@pytest.mark.parametrize('name', ['stack_bidirectional_rnn', 'stack_bidirectional_dynamic_rnn'])
def test_bad_arguments(name):
    function, cell, x = getattr(rnn, name), rnn.GRUCell(11), [tf.zeros([3, 7])]
    with pytest.raises(ValueError, match='cells_fw must be a list of RNNCells'):
        function(cell, [cell], x)
    with pytest.raises(ValueError, match='cells_bw must be a list of RNNCells'):
        function([cell], (cell,), x)
    with pytest.raises(ValueError, match='must have the same depth'):
        function([cell], [cell, cell], x)
    with pytest.raises(ValueError, match='initial_states_fw must be a list of state tensors'):
        function([cell], [cell], x, initial_states_fw=x[0])
    with pytest.raises(ValueError, match='initial_states_bw must be a list of state tensors'):
        function([cell], [cell], x, initial_states_bw=x * 2)


def test_a_fused_cell_has_to_be_derived_from():
    with pytest.raises(TypeError, match='abstract'):
        rnn.FusedRNNCell()
