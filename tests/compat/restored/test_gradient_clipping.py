import numpy as np

from tests.compat.contrib import parity
from tests.graph_support import run
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.gradient_clipping')
def test_parity(family, title):
    parity.check(family, title)


def test_a_step_is_as_long_as_the_norm_allows():
    w = tf.get_variable('w', initializer=[3.0, 4.0])
    optimizer = tf.contrib.estimator.clip_gradients_by_norm(tf.train.GradientDescentOptimizer(1.0), 0.5)
    with tf.control_dependencies([optimizer.minimize(tf.reduce_sum(tf.square(w)))]):
        after = tf.identity(w.read_value())
    np.testing.assert_allclose(run(after), [2.7, 3.6], rtol=1e-6)
