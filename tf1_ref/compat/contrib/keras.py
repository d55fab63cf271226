"""`tf.contrib.keras`, which is `tf.keras`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.keras': (
        'activations applications backend callbacks constraints datasets initializers layers losses metrics models '
        'optimizers preprocessing regularizers utils'
    ),
}
REFUSED = {
    'api': ('a package of its files', 'tf.keras'),
    'wrappers': ('tf_keras has dropped it', "scikit-learn's own estimators, or the scikeras package"),
}

__getattr__, __dir__ = lazy.module('tf.contrib.keras', SUPPORTED, REFUSED, globals())
