"""`tf.contrib.layers`."""

from __future__ import annotations

from tf1_ref.compat.contrib import lazy

SUPPORTED = {
    'tf1_ref.compat.contrib.initializers': (
        'variance_scaling_initializer xavier_initializer xavier_initializer_conv2d=xavier_initializer'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.layers', SUPPORTED, REFUSED, globals())
