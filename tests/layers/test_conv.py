import numpy as np
import pytest

from tests.graph_support import WEIGHT, run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.initializers import he


def convolution(x, W, b, stride):
    """Convolution without padding, one output pixel after the other; x [batch, height, width, channels]."""
    size = W.shape[0]
    places = range(0, x.shape[1] - size + 1, stride), range(0, x.shape[2] - size + 1, stride)
    rows = [
        [np.tensordot(x[:, i : i + size, j : j + size], W, axes=3) for j in places[1]]  # [batch, out_channels] each
        for i in places[0]
    ]
    return np.array(rows).transpose(2, 0, 1, 3) + b


def test_variables_and_output():
    h = Conv2D(tf.placeholder(tf.float32, [None, 17, 19, 3]), [5, 7, 3, 11], [1, 1, 1, 1], 'SAME', 'conv1')
    assert variable_table() == [
        ('conv1/W', [5, 7, 3, 11], 'float32', True, WEIGHT),
        ('conv1/b', [11], 'float32', True, WEIGHT),
    ]
    assert (h.op.name, h.get_shape().as_list()) == ('conv1/add', [None, 17, 19, 11])


def test_names_under_an_outer_scope():
    with tf.variable_scope('outer'):
        h = Conv2D(tf.placeholder(tf.float32, [2, 17, 19, 3]), [5, 5, 3, 11], [1, 1, 1, 1], 'SAME', name='conv1')
    assert variable_names() == ['outer/conv1/W', 'outer/conv1/b']
    assert h.op.name == 'outer/conv1/add'


def test_the_deck_s_six_filters_then_ten():
    """Slides 'weight shape = [5,5,3,6]' and 'weight shape = [5,5,6,10]', on a 32x32x3 image."""
    x = tf.placeholder(tf.float32, [None, 32, 32, 3])
    h = Conv2D(x, [5, 5, 3, 6], [1, 1, 1, 1], 'SAME', 'conv1')
    h2 = Conv2D(tf.nn.relu(h), [5, 5, 6, 10], [1, 1, 1, 1], 'SAME', 'conv2')
    assert [h.get_shape().as_list(), h2.get_shape().as_list()] == [[None, 32, 32, 6], [None, 32, 32, 10]]
    assert [(name, shape) for name, shape, *_ in variable_table()] == [
        ('conv1/W', [5, 5, 3, 6]),
        ('conv1/b', [6]),
        ('conv2/W', [5, 5, 6, 10]),
        ('conv2/b', [10]),
    ]


@pytest.mark.parametrize(
    ('stride', 'padding', 'size'), [(1, 'VALID', 5), (2, 'VALID', 3), (1, 'SAME', 7), (2, 'SAME', 4)]
)
def test_the_deck_s_7x7_input_with_a_3x3_filter(stride, padding, size):
    """Slides 'Stride = 2' and "Padding = 'SAME'": the input is padded to 9x9."""
    x = np.random.RandomState(1).randn(2, 7, 7, 3).astype(np.float32)
    h = Conv2D(tf.constant(x), [3, 3, 3, 5], [1, stride, stride, 1], padding, 'conv1')
    assert h.get_shape().as_list() == [2, size, size, 5]
    found, W, b = run([h, value_of('conv1/W'), value_of('conv1/b')])
    padded = np.pad(x, [(0, 0), (1, 1), (1, 1), (0, 0)]) if padding == 'SAME' else x
    assert padded.shape[1:3] == ((9, 9) if padding == 'SAME' else (7, 7))
    np.testing.assert_allclose(found, convolution(padded, W, b, stride), rtol=1e-4, atol=1e-5)


def test_the_bias_is_added_per_filter():
    h = Conv2D(tf.zeros([2, 7, 7, 3]), [3, 3, 3, 5], [1, 1, 1, 1], 'SAME', 'conv1')
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(tf.assign(value_of('conv1/b'), [1.0, 2.0, 3.0, 4.0, 5.0]))
        np.testing.assert_array_equal(sess.run(h), np.broadcast_to([1, 2, 3, 4, 5], [2, 7, 7, 5]))


@pytest.mark.parametrize(('initializer', 'n'), [(None, (9 * 31 + 9 * 37) / 2), (he, 9 * 31)])
def test_initial_weights(initializer, n):
    factor = 2.0 if initializer else 1.0
    Conv2D(
        tf.zeros([1, 7, 7, 31]),
        [3, 3, 31, 37],
        [1, 1, 1, 1],
        'SAME',
        'conv1',
        *([initializer()] if initializer else []),
    )
    W, b = run([value_of('conv1/W'), value_of('conv1/b')])
    assert np.all(b == 0)
    assert np.std(W) == pytest.approx(0.87962566 * np.sqrt(1.3 * factor / n), rel=0.03)


def test_reuse_shares_the_variables_and_scopes_are_uniquified():
    x = tf.ones([2, 7, 7, 3])
    first = Conv2D(x, [3, 3, 3, 5], [1, 1, 1, 1], 'SAME', 'conv1')
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        second = Conv2D(x, [3, 3, 3, 5], [1, 1, 1, 1], 'SAME', 'conv1')
    for _ in range(2):
        with tf.variable_scope(None, 'block'):
            Conv2D(x, [3, 3, 3, 5], [1, 1, 1, 1], 'SAME', 'conv1')
    assert variable_names() == [
        'conv1/W',
        'conv1/b',
        'block/conv1/W',
        'block/conv1/b',
        'block_1/conv1/W',
        'block_1/conv1/b',
    ]
    assert second.op.name == 'conv1_1/add'
    np.testing.assert_array_equal(*run([first, second]))


GOOD = {'shape': [None, 7, 7, 3], 'W_shape': [3, 3, 3, 5], 'strides': [1, 1, 1, 1], 'padding': 'SAME'}


@pytest.mark.parametrize(
    ('change', 'message'),
    [
        ({'shape': [None, 147]}, r'expected an input of shape \[batch, height, width, channels\], got \[None, 147\]'),
        (
            {'shape': [None, 7, 7, 1]},
            r'expected an input of shape \[batch, height, width, 3\].*3, 3, 3, 5\].*, got \[None, 7, 7, 1\]',
        ),
        ({'W_shape': [3, 3, 5]}, r'expected W_shape as \[height, width, in_channels, out_channels\] .*\[3, 3, 5\]'),
        ({'strides': [2, 2]}, r'expected strides as \[1, vertical, horizontal, 1\], got \[2, 2\]'),
        ({'strides': [1, 0, 1, 1]}, r'expected strides as .*, got \[1, 0, 1, 1\]'),
        ({'padding': 'same'}, r"expected padding 'SAME' or 'VALID', got 'same'"),
    ],
)
def test_a_wrong_argument_is_refused_by_name(change, message):
    arguments = {**GOOD, **change}
    x = tf.placeholder(tf.float32, arguments.pop('shape'))
    with tf.variable_scope('net'), pytest.raises(InputError, match=f"Conv2D in scope 'net/conv1': {message}"):
        Conv2D(x, name='conv1', **arguments)
    assert variable_names() == []
