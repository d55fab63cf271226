import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.graph_support import run
from tf1_ref.compat import tf

MODES = {'FAN_IN': 5 * 7 * 11, 'FAN_OUT': 5 * 7 * 13, 'FAN_AVG': 5 * 7 * 12}


@parity.programs_of('tf1_ref.compat.restored.layers.initializers')
def test_parity(family, title):
    parity.check(family, title)


@pytest.mark.parametrize('uniform', [True, False])
@pytest.mark.parametrize(('mode', 'n'), MODES.items())
def test_variance_scaling_is_the_draw_that_contrib_makes(mode, n, uniform):
    shape, factor = [5, 7, 11, 13], 3.0
    initializer = tf.contrib.layers.variance_scaling_initializer(factor, mode, uniform, seed=17)
    limit = np.sqrt(3 * factor / n)
    expected = (
        tf.random_uniform(shape, -limit, limit, seed=17)
        if uniform
        else tf.truncated_normal(shape, 0.0, np.sqrt(1.3 * factor / n), seed=17)
    )
    np.testing.assert_array_equal(*run([tf.get_variable('W', shape, initializer=initializer), expected]))


@pytest.mark.parametrize('uniform', [True, False])
def test_xavier_is_variance_scaling_with_factor_one_over_the_mean(uniform):
    layers = tf.contrib.layers
    first = tf.get_variable('a', [11, 13], initializer=layers.xavier_initializer(uniform, seed=3))
    second = tf.get_variable(
        'b', [11, 13], initializer=layers.variance_scaling_initializer(1.0, 'FAN_AVG', uniform, seed=3)
    )
    np.testing.assert_array_equal(*run([first, second]))


@pytest.mark.parametrize(('shape', 'n'), [([], 1.0), ([11], 11.0), ([3, 11], 7.0)])
def test_ranks_below_a_matrix(shape, n):
    found = run(tf.contrib.layers.xavier_initializer(uniform=False, seed=3)(shape))
    expected = run(tf.truncated_normal(shape, 0.0, np.sqrt(1.3 / n), seed=3))
    np.testing.assert_array_equal(found, expected)


def test_dtype():
    W = tf.get_variable('W', [3, 5], tf.float64, tf.contrib.layers.xavier_initializer(dtype=tf.float64))
    assert run(W).dtype == np.float64


def test_bad_arguments():
    with pytest.raises(TypeError, match='Unknown mode .FAN IN.; one of FAN_IN, FAN_OUT, FAN_AVG'):
        tf.contrib.layers.variance_scaling_initializer(mode='FAN IN')
    with pytest.raises(TypeError, match='non-floating'):
        tf.contrib.layers.xavier_initializer(dtype=tf.int32)
    with pytest.raises(TypeError, match='non-floating'):
        tf.contrib.layers.xavier_initializer()([3, 5], dtype=tf.int32)
