"""What explains a difference from the genuine article: the order of addition, and ReLUs at 0."""

import numpy as np
import pytest

from tests.golden import addition, from_weights
from tf1_ref.compat import tf


@pytest.mark.parametrize(('shape', 'axes'), [([3, 5, 7, 11], [0, 1, 2]), ([3, 5, 7, 11], [1, 2]), ([13, 17], [0])])
def test_rows_are_added_one_after_the_other(shape, axes):
    x = np.random.RandomState(3).standard_normal(shape).astype(np.float32)
    last = axes[-1] + 1
    rows = x.reshape([int(np.prod(shape[: axes[0]])), -1, int(np.prod(shape[last:]))])
    expected = np.zeros([len(rows), rows.shape[2]], np.float32)
    for row in range(rows.shape[1]):
        expected += rows[:, row]
    kept = [*shape[: axes[0]], *shape[last:]]
    np.testing.assert_array_equal(addition.sum_rows(x, axes), expected.reshape(kept))
    np.testing.assert_array_equal(addition.mean_rows(x, axes), (expected / np.float32(rows.shape[1])).reshape(kept))


@pytest.mark.parametrize(('shape', 'axes'), [([3, 5], [1]), ([3, 5], [0, 1]), ([3, 5], []), ([3, 5, 7], [0, 2])])
def test_other_sums_stay_as_they_are(shape, axes):
    assert addition.sum_rows(np.ones(shape, np.float32), axes) is None


def test_a_mean_in_the_other_order_has_the_same_gradient():
    x = tf.constant(np.random.RandomState(3).standard_normal([13, 8]).astype(np.float32))
    with addition.row_after_row():
        y = tf.reduce_mean(tf.multiply(x, x), [0])
    with tf.Session() as sess:
        value, gradient, x = sess.run([y, tf.gradients(y, x)[0], x])
    np.testing.assert_array_equal(value, addition.mean_rows(x * x, [0]))
    np.testing.assert_allclose(gradient, 2 * x / 13, rtol=1e-6)


def nearest(here, genuine):
    """How far the gradient of a ReLU at `here` is from the one at `genuine`, and what was moved for that."""
    tf.reset_default_graph()
    x = tf.placeholder(tf.float32, [2, 2])
    gradients = {'x': tf.gradients(5.0 * tf.nn.relu(3.0 * x) + x, x)[0]}
    with tf.Session() as sess:
        return from_weights._nearest(sess, gradients, {x: here}, sess.run(gradients, {x: genuine}))


def test_an_input_that_is_zero_but_for_rounding_may_be_on_either_side():
    below, above = [[1.0, -2e-9], [3.0, -1.0]], [[1.0, 2e-9], [3.0, -1.0]]
    assert nearest(below, below) == (0, [])
    assert nearest(below, above) == (0, ['mul[0, 1]'])
    assert nearest(above, below) == (0, ['mul[0, 1]'])


def test_an_input_that_is_not_zero_may_not():
    far, other_side = nearest([[1.0, -1e-3], [3.0, -1.0]], [[1.0, 1e-3], [3.0, -1.0]])
    assert far > 0.1 and other_side == []
