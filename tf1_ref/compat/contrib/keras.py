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
    'api': ("it was the folder of the package's files", 'tf.keras'),
    'wrappers': (
        'Keras has dropped its wrappers for scikit-learn',
        'the scikeras package, or the predict method of the model itself',
    ),
}

__getattr__, __dir__ = lazy.module('tf.contrib.keras', SUPPORTED, REFUSED, globals())
