"""What the gradients compute; how many ops they are is compared in test_programs."""

import numpy as np
import pytest

from tests.graph_support import run
from tf1_ref.compat import tf

X = np.random.RandomState(0).rand(3, 5).astype(np.float32) + 0.5
ROW = np.random.RandomState(1).rand(5).astype(np.float32) + 0.5


@pytest.mark.parametrize(
    'build',
    [
        lambda x, row: x + row,
        lambda x, row: x - row,
        lambda x, row: x * row,
        lambda x, row: x / row,
        lambda x, row: x**row,
        lambda x, row: tf.maximum(x, row),
        lambda x, row: tf.squared_difference(x, row),
        lambda x, row: tf.where_v2(x > row, x, row),
        lambda x, row: tf.div_no_nan(x, row),
        lambda x, row: tf.reduce_mean(x, 1) * tf.reduce_max(row),
        lambda x, row: tf.reduce_sum(x, 0, keepdims=True) * row,
        lambda x, row: tf.reduce_prod(x, 1) * tf.reduce_prod(row),
        lambda x, row: tf.reduce_max(x, 1, keepdims=True) * row,
        lambda x, row: tf.gather(x, [2, 0, 2]) * tf.gather(row, [1, 1, 0, 3, 4]),
        lambda x, row: x[1:, ::2] * row[1],
        lambda x, row: tf.tensordot(x, row, 1),
        lambda x, row: tf.broadcast_to(row, [3, 5]) * x,
        lambda x, row: tf.matmul(x[None], tf.reshape(row, [1, 5, 1])),
        lambda x, row: tf.clip_by_global_norm([x, row], 1.0)[0][0],
        lambda x, row: tf.map_fn(lambda one: one * row, x),
    ],
)
@pytest.mark.parametrize('known', [True, False])
def test_the_gradients_are_those_of_the_difference_quotient(build, known):
    x = tf.placeholder(tf.float64, X.shape if known else [None, 5], name='x')
    row = tf.placeholder(tf.float64, [5], name='row')
    y = tf.reduce_sum(tf.sin(build(x, row)))
    gradients = tf.gradients(y, [x, row])
    rng = np.random.RandomState(2)
    step_x, step_row = rng.randn(*X.shape) * 1e-6, rng.randn(5) * 1e-6
    with tf.Session() as sess:
        value, moved = (sess.run(y, {x: X + sign * step_x, row: ROW + sign * step_row}) for sign in (-1.0, 1.0))
        x_gradient, row_gradient = sess.run(
            [tf.convert_to_tensor(one) for one in gradients], {x: X.astype(float), row: ROW.astype(float)}
        )
    expected = np.sum(x_gradient * step_x) + np.sum(row_gradient * step_row)
    np.testing.assert_allclose((moved - value) / 2, expected, rtol=1e-5, atol=1e-12)


def test_sparse_softmax_cross_entropy():
    logits = tf.constant(X)
    cost = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1, 0, 4], logits=logits)
    softmax = np.exp(X) / np.exp(X).sum(1, keepdims=True)
    np.testing.assert_allclose(run(tf.gradients(cost, logits)[0]), softmax - np.eye(5)[[1, 0, 4]], atol=1e-6)
