"""`tf.contrib.memory_stats`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {'tf1_ref.compat.restored.memory_stats': 'BytesInUse BytesLimit MaxBytesInUse'}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.memory_stats', SUPPORTED, REFUSED, globals())
