"""When a warning about op seeds is given, and when not."""

import warnings

import numpy as np
import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.built import replacing
from tf1_ref.compat.built import warning as doubts


def warnings_of(build):
    """What is warned of while `build` builds and something random is built behind it."""
    tf.set_random_seed(1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        build()
        tf.random_normal([2])
        tf.random_normal([2])
    return [str(one.message) for one in caught if issubclass(one.category, doubts.SeedWarning)]


def network():
    x = tf.placeholder(tf.float32, [None, 3])
    hidden = tf.nn.dropout(tf.nn.relu(tf.matmul(x, tf.get_variable('v', [3, 5])) + tf.get_variable('b', [5])), 0.5)
    cost = tf.losses.mean_squared_error(tf.placeholder(tf.float32, [None, 5]), hidden)
    tf.train.AdamOptimizer(0.1).minimize(cost)


def test_nothing_is_said_of_what_was_compared():
    assert warnings_of(network) == []


@pytest.mark.parametrize(
    ('build', 'op', 'function'),
    [
        (lambda: tf.signal.frame(tf.zeros([64]), 16, 8), "'frame/frame_length' (Const)", 'frame'),
        (lambda: tf.linalg.expm(tf.eye(3)), "'matrix_exponential/", 'matrix_exponential'),
    ],
)
def test_the_first_op_of_a_function_that_differs_is_named_once(build, op, function):
    (warning,) = warnings_of(lambda: (build(), build()))
    assert op in warning
    assert f'which {function} has built' in warning


def test_a_counter_without_a_number(monkeypatch):
    key = 'tensorflow.python.ops.image_ops_impl:decode_image'
    monkeypatch.setitem(replacing._replacements, key, replacing._replacements[key])  # to be given back
    replacing.counts(key)(lambda *_, **__: None)
    (warning,) = warnings_of(lambda: tf.image.decode_image(tf.placeholder(tf.string, [])))
    assert "'decode_image/" in warning and 'which decode_image has built' in warning


def trained(layer, optimizer='sgd'):
    def build():
        model = tf.keras.Sequential([layer(), tf.keras.layers.Flatten(), tf.keras.layers.Dense(1)])
        model.compile(optimizer, 'mse')
        model.fit(np.zeros([2, *model.input_shape[1:]]), np.zeros([2, 1]), verbose=0)

    return build


@pytest.mark.parametrize(
    ('layer', 'optimizer', 'function'),
    [
        (lambda: tf.keras.layers.Dense(2, input_shape=(3,)), 'ftrl', '_resource_apply_dense'),
        (lambda: tf.keras.layers.BatchNormalization(virtual_batch_size=1, input_shape=(3,)), 'sgd', 'call'),
    ],
)
def test_what_keras_builds_otherwise_is_named(layer, optimizer, function):
    needs.modules('tf_keras')
    (warning,) = warnings_of(trained(layer, optimizer))
    assert f'which {function} has built' in warning


def test_nothing_is_said_of_a_trained_model_of_keras():
    needs.modules('tf_keras')
    assert warnings_of(trained(lambda: tf.keras.layers.LSTM(2, dropout=0.1, input_shape=(3, 2)), 'adam')) == []


def test_an_op_that_1_15_did_not_have_is_named():
    (warning,) = warnings_of(lambda: tf.raw_ops.BesselI0(x=tf.zeros([3])))
    assert "'BesselI0', of the type BesselI0 that 1.15 did not have" in warning


def test_gradients_that_differ():
    x = tf.placeholder(tf.float32, [3, 3])
    (warning,) = warnings_of(lambda: tf.gradients(tf.math.reduce_euclidean_norm(x), x))
    assert 'which _EuclideanNormGrad has built' in warning


def test_gradients_of_a_normal_distribution_of_vectors():
    def build():
        loc = tf.get_variable('loc', [3, 2])
        found.append(tf.contrib.distributions.MultivariateNormalDiag(loc, tf.exp(loc)).sample())

    found = []
    assert warnings_of(build) == []
    (warning,) = warnings_of(lambda: tf.gradients(found[0], tf.trainable_variables()))
    assert 'which MultivariateNormalDiag, differentiated, has built' in warning


def test_only_graphs_with_a_seed_are_looked_at():
    tf.signal.frame(tf.zeros([64]), 16, 8)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        tf.random_normal([2])


def test_the_warning_points_to_the_line_that_builds_the_random_op():
    tf.set_random_seed(1)
    tf.signal.frame(tf.zeros([64]), 16, 8)
    with pytest.warns(doubts.SeedWarning) as caught:
        tf.random_normal([2])
    assert caught[0].filename == __file__


def test_an_op_seed_of_its_own_needs_no_look():
    tf.set_random_seed(1)
    tf.signal.frame(tf.zeros([64]), 16, 8)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        tf.random_normal([2], seed=5)


def test_a_call_of_a_function_of_the_graph_is_no_type_that_1_15_did_not_have():
    from tensorflow.python.framework import function

    def twice(x):
        return x + x

    assert warnings_of(lambda: function.Defun(tf.float32)(twice)(tf.ones([2]))) == []
