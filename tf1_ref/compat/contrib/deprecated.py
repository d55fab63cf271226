"""`tf.contrib.deprecated`: the summaries of TensorFlow 0.x, whose tags are not made unique."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.logging_ops': 'audio_summary histogram_summary image_summary merge_all_summaries '
    'merge_summary scalar_summary',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.deprecated', SUPPORTED, REFUSED, globals())
