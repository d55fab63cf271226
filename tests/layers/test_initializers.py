import numpy as np
import pytest

from tests.graph_support import run
from tf1_ref.compat import tf
from tf1_ref.layers.initializers import he, xavier

TRUNCATED = 0.87962566  # standard deviation of a unit normal truncated at two


@pytest.mark.parametrize(
    ('initializer', 'shape', 'variance'),
    [
        (xavier, [211, 223], 1.3 * 2 / (211 + 223)),
        (xavier, [5, 7, 31, 37], 1.3 * 2 / (35 * 31 + 35 * 37)),
        (he, [211, 223], 1.3 * 2 / 211),
        (he, [5, 7, 31, 37], 1.3 * 2 / (35 * 31)),
    ],
)
def test_spread_of_the_weights(initializer, shape, variance):
    W = run(tf.get_variable('W', shape, initializer=initializer()))
    assert np.std(W) == pytest.approx(TRUNCATED * np.sqrt(variance), rel=0.02)
    assert np.abs(W).max() <= 2 * np.sqrt(variance)
    assert np.mean(W) == pytest.approx(0, abs=0.02 * np.sqrt(variance))


def test_the_graph_seed_decides_the_weights():
    found = []
    for seed in (3, 3, 4):
        tf.reset_default_graph()
        tf.set_random_seed(seed)
        found.append(run(tf.get_variable('W', [11, 13], initializer=xavier())))
    np.testing.assert_array_equal(found[0], found[1])
    assert not np.any(found[0] == found[2])
