import numpy as np
import pytest

from tests.compat.contrib import parity
from tf1_ref.compat import tf

POINTS = np.array([[0, 0], [0, 1], [1, 0], [11, 11], [11, 13], [13, 11]], np.float32)


@parity.programs_of('tf1_ref.compat.restored.clustering')
def test_parity(family, title):
    parity.check(family, title)


def trained(steps=5, **options):
    """The centres, sorted by their first coordinate, and the points' clusters after some steps of Lloyd's algorithm."""
    kmeans = tf.contrib.factorization.KMeans([tf.constant(POINTS)], 2, **options)
    graph = kmeans.training_graph()
    assignment, start, train = graph[1], graph[-2], graph[-1]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(start)
        for _ in range(steps):
            sess.run(train)
        clusters = sess.run(assignment)[0]
        centres = sess.run(next(one for one in tf.global_variables() if one.op.name == 'clusters'))
    return centres[np.argsort(centres[:, 0])], clusters


def test_the_centres_are_the_means_of_their_points():
    centres, clusters = trained(initial_clusters=POINTS[[0, 3]])
    np.testing.assert_allclose(centres, [POINTS[:3].mean(0), POINTS[3:].mean(0)], rtol=1e-6)
    assert clusters.tolist() == [0, 0, 0, 1, 1, 1]


def test_k_means_plus_plus_repeats_itself_and_finds_the_same():
    first = trained(initial_clusters='kmeans_plus_plus', random_seed=7)[0]
    tf.reset_default_graph()
    np.testing.assert_array_equal(first, trained(initial_clusters='kmeans_plus_plus', random_seed=7)[0])
    np.testing.assert_allclose(first, [POINTS[:3].mean(0), POINTS[3:].mean(0)], rtol=1e-6)


@pytest.mark.parametrize('options', [{'initial_clusters': 'nearest'}, {'distance_metric': 'manhattan'}])
def test_what_there_is_not_is_refused(options):
    with pytest.raises(ValueError, match='nearest|manhattan'):
        trained(**options)
