"""`tf.contrib.factorization`: k-means, whose kernels are still in TensorFlow."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.clustering_ops': (
        'COSINE_DISTANCE KMEANS_PLUS_PLUS_INIT RANDOM_INIT SQUARED_EUCLIDEAN_DISTANCE'
    ),
    'tf1_ref.compat.restored.clustering': 'KMeans',
}
MIXTURES = ("contrib's mixtures of Gaussians left with it", 'sklearn.mixture.GaussianMixture')
FACTORS = ('its kernel left TensorFlow', 'sklearn.decomposition.NMF')
REFUSED = {
    'GMM': MIXTURES,
    'GmmAlgorithm': MIXTURES,
    'KMeansClustering': ("contrib's estimators left with it", 'tf.estimator.experimental.KMeans'),
    'WALSMatrixFactorization': FACTORS,
    'WALSModel': FACTORS,
    'gmm': MIXTURES,
}

__getattr__, __dir__ = lazy.module('tf.contrib.factorization', SUPPORTED, REFUSED, globals())
