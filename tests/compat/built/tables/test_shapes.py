"""What 1.15.5 took for a dimension, and what it refused; its answers are beside the values."""

import numpy as np
import pytest

from tests import needs
from tf1_ref.compat import tf


@pytest.mark.parametrize(
    ('value', 'size'),
    [
        (True, 1),
        (2.0, 2),
        (np.float32(2), 2),
        (np.bool_(True), 1),
        (np.array([4]), 4),
        (np.int64(5), 5),
        ('2', 2),
        (b'3', 3),
        (tf.Dimension(7), 7),
        (None, None),
    ],
)
def test_taken(value, size):
    with tf.Graph().as_default():
        assert tf.Dimension(value).value == size and type(tf.Dimension(value).value) is type(size)
        assert tf.TensorShape([3, value]).as_list() == [3, size]
        if not isinstance(value, str):  # 1.15.5 refuses text in the attribute of an op
            assert tf.placeholder(tf.float32, [3, value]).shape.as_list() == [3, size]


@pytest.mark.parametrize(
    ('value', 'error', 'what'),
    [
        (2.5, ValueError, 'Ambiguous dimension: 2.5'),
        ('a', ValueError, 'invalid literal for int'),
        (tf.float32, TypeError, 'Dimension'),
        (np.array([2, 3]), TypeError, 'only'),
        (-1, ValueError, 'Dimension -1 must be >= 0'),
        (-2.0, ValueError, 'Dimension -2 must be >= 0'),
        (object(), TypeError, 'int'),
    ],
)
def test_refused(value, error, what):
    with tf.Graph().as_default(), pytest.raises(error, match=what):
        tf.TensorShape([value])


def test_variables_placeholders_and_constants():
    with tf.Graph().as_default():
        assert tf.get_variable('v', [1, True, 4]).shape.as_list() == [1, 1, 4]
        assert tf.get_variable('w', [2.0, np.float64(3)]).shape.as_list() == [2, 3]
        assert tf.zeros([True, 3]).shape.as_list() == [1, 3]


def test_units_of_a_layer():
    needs.modules('tf_keras')
    assert tf.layers.dense(tf.zeros([2, 3]), 5.0).shape.as_list() == [2, 5]


@pytest.mark.parametrize('axis', [1, np.int64(1), np.float64(1.5), np.array(1), tf.Dimension(1), True, np.bool_(True)])
def test_axes(axis):
    with tf.Graph().as_default() as graph:
        for function in (tf.argmax, tf.argmin):
            assert function(tf.placeholder(tf.float32, [3, 5, 4]), axis).shape.as_list() == [3, 4]
        assert graph.get_tensor_by_name('ArgMax/dimension:0').dtype == tf.int32


@pytest.mark.parametrize('axis', [1.0, 1.5, np.array([1])])
def test_axes_that_are_refused(axis):
    with tf.Graph().as_default(), pytest.raises((TypeError, ValueError)):
        tf.argmax(tf.placeholder(tf.float32, [3, 5, 4]), axis)


def test_arrays_of_one_element_are_whole_numbers():
    with tf.Graph().as_default() as graph:
        tf.random_normal([3], seed=np.array([2]))
        drawn = graph.get_operation_by_name('random_normal/RandomStandardNormal')
        assert drawn.get_attr('seed2') == 2


def test_numbers_of_numpy_s():
    with tf.Graph().as_default():
        assert tf.tensordot(tf.zeros([3, 2, 5]), tf.zeros([2, 5, 7]), np.int64(2)).shape.as_list() == [3, 7]
        for size in (np.int64(2), np.float64(2), np.array(2)):
            assert tf.data.Dataset.range(9).prefetch(size).output_shapes.as_list() == []
