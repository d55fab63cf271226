import numpy as np
import pytest

from tests.graph_support import run, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.pooling import avg_pool, max_pool, strided_conv

DECK = np.array([[7, 2, -4, 2], [6, -7, 9, 3], [3, -3, -4, 2], [-5, 5, 6, 10]], np.float32)
TWO = [1, 2, 2, 1]


def test_max_pool_of_the_deck_s_example():
    """Slide 'Max pooling: Kernel size = 2, Stride = 2': the answer is [[7, 9], [5, 10]]."""
    h = max_pool(tf.constant(DECK.reshape([1, 4, 4, 1])), TWO, TWO, 'SAME')
    np.testing.assert_array_equal(run(h)[0, :, :, 0], [[7, 9], [5, 10]])


def test_avg_pool_of_the_same_example():
    h = avg_pool(tf.constant(DECK.reshape([1, 4, 4, 1])), TWO, TWO, 'SAME')
    np.testing.assert_array_equal(run(h)[0, :, :, 0], [[2, 2.5], [0, 3.5]])


@pytest.mark.parametrize(('pool', 'op'), [(max_pool, 'MaxPool'), (avg_pool, 'AvgPool')])
def test_names_and_shapes(pool, op):
    x = tf.placeholder(tf.float32, [None, 11, 13, 3])
    with tf.variable_scope('outer'):
        first = pool(x, TWO, TWO, 'SAME')
        second = pool(x, [1, 3, 3, 1], [1, 2, 2, 1], 'VALID')
    assert variable_names() == []
    assert (first.op.name, first.get_shape().as_list()) == (f'outer/{op}', [None, 6, 7, 3])
    assert (second.op.name, second.get_shape().as_list()) == (f'outer/{op}_1', [None, 5, 6, 3])


def test_padding_is_left_out_of_maximum_and_mean():
    x = tf.constant(-np.ones([1, 3, 3, 1], np.float32))
    largest, mean = run([max_pool(x, TWO, TWO, 'SAME'), avg_pool(x, TWO, TWO, 'SAME')])
    np.testing.assert_array_equal(largest, -np.ones([1, 2, 2, 1]))
    np.testing.assert_array_equal(mean, -np.ones([1, 2, 2, 1]))


def test_strided_conv_halves_the_size():
    x = tf.placeholder(tf.float32, [None, 11, 13, 3])
    h = strided_conv(x, [5, 5, 3, 7], 'conv1')
    assert (h.op.name, h.get_shape().as_list()) == ('conv1/add', [None, 6, 7, 7])
    assert [(name, shape) for name, shape, *_ in variable_table()] == [('conv1/W', [5, 5, 3, 7]), ('conv1/b', [7])]
    assert h.op.inputs[0].op.get_attr('strides') == TWO


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (([None, 11, 13], TWO, TWO, 'SAME'), r'an input of shape \[batch, height, width, channels\], got'),
        (([None, 11, 13, 3], [2, 2], TWO, 'SAME'), r'ksize as \[1, vertical, horizontal, 1\], got \[2, 2\]'),
        (([None, 11, 13, 3], TWO, [1, 2, 2, 2], 'SAME'), r'strides as .*, got \[1, 2, 2, 2\]'),
        (([None, 11, 13, 3], TWO, TWO, 'FULL'), r"padding 'SAME' or 'VALID', got 'FULL'"),
    ],
)
@pytest.mark.parametrize('pool', [max_pool, avg_pool])
def test_a_wrong_argument_is_refused_by_name(pool, arguments, message):
    shape, ksize, strides, padding = arguments
    with (
        tf.variable_scope('net'),
        pytest.raises(InputError, match=f"{pool.__name__} in scope 'net': expected {message}"),
    ):
        pool(tf.placeholder(tf.float32, shape), ksize, strides, padding)
