"""`tf.contrib.stateless`, whose functions are in `tf.random`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.random': (
        'stateless_multinomial stateless_random_normal=stateless_normal stateless_random_uniform=stateless_uniform '
        'stateless_truncated_normal'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.stateless', SUPPORTED, REFUSED, globals())
