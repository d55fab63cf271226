"""`tf.contrib.factorization`."""

from __future__ import annotations

from tests.compat.contrib.programs import x

PREFIX = 'tf.contrib.factorization.'


def _kmeans(tf, **arguments):
    """The first centres: distances and clusters. Each step reads centres that it moves, so that 1.15 itself varies."""
    model = tf.contrib.factorization.KMeans(x(tf, 31, 3), 4, **dict({'random_seed': 5}, **arguments))
    scores, clusters, _, initialized, init_op, _ = model.training_graph()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(init_op)
        return sess.run([scores[0], clusters[0]]) + [bool(sess.run(initialized))]


PROGRAMS = {
    'KMeans': lambda tf: _kmeans(tf, use_mini_batch=True),
    'KMeans, no seed': lambda tf: _kmeans(tf, use_mini_batch=True, random_seed=0),
    'KMeans, whole': lambda tf: _kmeans(tf, use_mini_batch=False, initial_clusters='kmeans_plus_plus'),
    'KMeans, angles': lambda tf: _kmeans(tf, distance_metric=tf.contrib.factorization.COSINE_DISTANCE),
}
