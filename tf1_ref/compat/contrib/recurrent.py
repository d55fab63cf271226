"""`tf.contrib.recurrent`: recurrent networks whose loops are functions of the graph."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.rnn.functional_rnn': 'bidirectional_functional_rnn functional_rnn',
    'tf1_ref.compat.restored.rnn.recurrent': 'Recurrent',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.recurrent', SUPPORTED, REFUSED, globals())
