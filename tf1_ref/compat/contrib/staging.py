"""`tf.contrib.staging`: an area that values are put into and taken out of, without a queue's threads."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {'tensorflow.python.ops.data_flow_ops': 'StagingArea'}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.staging', SUPPORTED, REFUSED, globals())
