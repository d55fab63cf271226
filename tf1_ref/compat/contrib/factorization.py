"""`tf.contrib.factorization`: k-means, whose kernels are still in TensorFlow."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.clustering_ops': (
        'COSINE_DISTANCE KMEANS_PLUS_PLUS_INIT RANDOM_INIT SQUARED_EUCLIDEAN_DISTANCE'
    ),
    'tf1_ref.compat.restored.clustering': 'KMeans',
}
MIXTURES = ("its estimator was contrib.learn's, and nothing took its mixtures over", 'sklearn.mixture.GaussianMixture')
FACTORS = ("its ops were in contrib's own library", 'sklearn.decomposition.NMF')
REFUSED = {
    'GMM': MIXTURES,
    'GmmAlgorithm': MIXTURES,
    'KMeansClustering': ('it has become a part of tf.estimator', 'tf.estimator.experimental.KMeans'),
    'WALSMatrixFactorization': FACTORS,
    'WALSModel': FACTORS,
    'gmm': MIXTURES,
}

__getattr__, __dir__ = lazy.module('tf.contrib.factorization', SUPPORTED, REFUSED, globals())
