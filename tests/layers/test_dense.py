import numpy as np
import pytest

from tests.graph_support import WEIGHT, run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.dense import Dense
from tf1_ref.layers.initializers import he


def test_variables_and_output():
    h = Dense(tf.placeholder(tf.float32, [None, 11]), [11, 13], 'ih')
    assert variable_table() == [
        ('ih/W', [11, 13], 'float32', True, WEIGHT),
        ('ih/b', [13], 'float32', True, WEIGHT),
    ]
    assert (h.op.name, h.get_shape().as_list()) == ('ih/add', [None, 13])


def test_names_under_an_outer_scope():
    with tf.variable_scope('outer'):
        h = Dense(tf.placeholder(tf.float32, [17, 11]), [11, 13], 'ih')
    assert variable_names() == ['outer/ih/W', 'outer/ih/b']
    assert (h.op.name, h.get_shape().as_list()) == ('outer/ih/add', [17, 13])


def test_computes_the_linear_function():
    x = np.random.RandomState(0).randn(17, 11).astype(np.float32)
    h = Dense(tf.constant(x), [11, 13], 'ih')
    bias = tf.assign(value_of('ih/b'), np.arange(13, dtype=np.float32))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(bias)
        W, found = sess.run([value_of('ih/W'), h])
    np.testing.assert_allclose(found, x @ W + np.arange(13), rtol=1e-5, atol=1e-5)


def test_the_bias_starts_at_zero_and_the_weights_as_xavier_says():
    Dense(tf.placeholder(tf.float32, [None, 211]), [211, 223], 'ih')
    W, b = run([value_of('ih/W'), value_of('ih/b')])
    assert np.all(b == 0)
    # The standard deviation that contrib asks for is that of the normal before it is truncated at two of them.
    truncated = 0.87962566 * np.sqrt(1.3 * 2 / (211 + 223))
    assert np.std(W) == pytest.approx(truncated, rel=0.02)


def test_the_last_argument_admits_another_initializer():
    Dense(tf.placeholder(tf.float32, [None, 211]), [211, 223], 'ih', he())
    assert np.std(run(value_of('ih/W'))) == pytest.approx(0.87962566 * np.sqrt(1.3 * 2 / 211), rel=0.02)


def test_reuse_shares_the_variables():
    x = tf.constant(np.ones([17, 11], np.float32))
    first = Dense(x, [11, 13], 'ih')
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        second = Dense(x, [11, 13], 'ih')
    assert variable_names() == ['ih/W', 'ih/b']
    assert second.op.name == 'ih_1/add'
    np.testing.assert_array_equal(*run([first, second]))


def test_the_same_name_twice_is_refused_without_reuse():
    x = tf.placeholder(tf.float32, [None, 11])
    Dense(x, [11, 13], 'ih')
    with pytest.raises(ValueError, match='ih/W already exists'):
        Dense(x, [11, 13], 'ih')


def test_uniquified_scopes():
    x = tf.placeholder(tf.float32, [None, 11])
    for _ in range(2):
        with tf.variable_scope(None, 'block'):
            Dense(x, [11, 13], 'ih')
    assert variable_names() == ['block/ih/W', 'block/ih/b', 'block_1/ih/W', 'block_1/ih/b']


@pytest.mark.parametrize(
    ('shape', 'W_shape', 'message'),
    [
        (
            [None, 7],
            [11, 13],
            r"Dense in scope 'net/ih': expected an input of shape \[batch, 11\].*11, 13\].*, got \[None, 7\]",
        ),
        (
            [None, 5, 11],
            [11, 13],
            r"Dense in scope 'net/ih': expected an input of shape \[batch, inputs\], got \[None, 5, 11\]",
        ),
        ([None, 11], [11], r"Dense in scope 'net/ih': expected W_shape as \[inputs, outputs\] .*, got \[11\]"),
        ([None, 11], [11, 0], r"Dense in scope 'net/ih': expected W_shape .* of positive sizes, got \[11, 0\]"),
    ],
)
def test_a_wrong_shape_is_refused_by_name(shape, W_shape, message):
    x = tf.placeholder(tf.float32, shape)
    with tf.variable_scope('net'), pytest.raises(InputError, match=message):
        Dense(x, W_shape, 'ih')
    assert variable_names() == []


def test_an_unknown_shape_is_let_through():
    h = Dense(tf.placeholder(tf.float32), [11, 13], 'ih')
    assert run(h, {'Placeholder:0': np.ones([17, 11])}).shape == (17, 13)
