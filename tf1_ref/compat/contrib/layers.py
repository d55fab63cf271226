"""`tf.contrib.layers`."""

from __future__ import annotations

from tf1_ref.compat import unsupported
from tf1_ref.compat.contrib.initializers import variance_scaling_initializer, xavier_initializer

xavier_initializer_conv2d = xavier_initializer

SUPPORTED = ('variance_scaling_initializer', 'xavier_initializer', 'xavier_initializer_conv2d')
REFUSED = {}

__all__ = [*SUPPORTED]


def __getattr__(name):
    raise unsupported.error('tf.contrib.layers', REFUSED, name)
