"""`tf.contrib.crf`: linear chains of tags, whose neighbours depend on each other."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.crf.scores': (
        'CrfForwardRnnCell crf_binary_score crf_log_likelihood crf_log_norm crf_multitag_sequence_score '
        'crf_sequence_score crf_unary_score'
    ),
    'tf1_ref.compat.restored.crf.decoding': (
        'CrfDecodeBackwardRnnCell CrfDecodeForwardRnnCell crf_decode viterbi_decode'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.crf', SUPPORTED, REFUSED, globals())
