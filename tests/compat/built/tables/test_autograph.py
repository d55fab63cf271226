"""Whom AutoGraph converts, as 1.15.5 did: it raises OperatorNotAllowedInGraphError for the others."""

import sys

import pytest
from tensorflow.python.autograph.impl import conversion

from tests import needs
from tf1_ref.compat import tf

needs.modules('tf_slim', 'tf_keras')


def branch(x):
    if x[0] > 1.0:
        return x
    return x * 2.0


class Loss(tf.keras.losses.Loss):
    def call(self, y_true, y_pred):
        return branch(y_pred)


class Layer(tf.keras.layers.Layer):
    def call(self, inputs):
        return branch(inputs)


def mapped(function):
    rows = tf.data.Dataset.from_tensor_slices(tf.zeros([5, 3, 2]))
    return rows.map(function).make_one_shot_iterator().get_next()


def first(rows):
    return branch(rows[0])


def each(rows):
    return tf.map_fn(branch, rows)


NOT_CONVERTED = {
    'map_fn': lambda: each(tf.zeros([3, 2])),
    'vectorized_map': lambda: tf.vectorized_map(lambda x: branch(tf.zeros([2])) + x, tf.zeros([3, 2])),
    'map_fn in a dataset': lambda: mapped(each),
    'a loss': lambda: Loss()(tf.zeros([2]), tf.zeros([2])),
}
CONVERTED = {'a dataset': lambda: mapped(first), 'a layer': lambda: Layer()(tf.zeros([2]))}


@pytest.mark.parametrize('name', NOT_CONVERTED)
def test_not_converted(name):
    with pytest.raises(TypeError, match='as a Python .?bool'):
        NOT_CONVERTED[name]()


@pytest.mark.parametrize('name', CONVERTED)
def test_converted(name):
    with tf.Session() as session:
        assert session.run(CONVERTED[name]()).tolist() == [0, 0]


@pytest.mark.parametrize('name', ['layers.conv2d', 'image.rotate', 'crf.crf_log_likelihood', 'rnn.LSTMBlockCell'])
def test_contrib_is_not_converted(name):
    symbol = tf.contrib
    for part in name.split('.'):
        symbol = getattr(symbol, part)
    assert conversion.is_allowlisted(symbol)
    with tf.Graph().as_default():
        assert not conversion.is_allowlisted(branch)


def test_the_body_of_map_fn_is_the_functions_own():
    files = []
    tf.map_fn(lambda x: files.append(sys._getframe().f_code.co_filename) or x, tf.zeros([3, 2]))
    assert files == [__file__]
