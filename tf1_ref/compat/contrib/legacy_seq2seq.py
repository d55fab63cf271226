"""`tf.contrib.legacy_seq2seq`, which was `tf.nn.seq2seq` before 1.0."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.legacy_seq2seq.decoders': (
        'attention_decoder embedding_attention_decoder embedding_rnn_decoder rnn_decoder'
    ),
    'tf1_ref.compat.restored.legacy_seq2seq.models': (
        'basic_rnn_seq2seq embedding_attention_seq2seq embedding_rnn_seq2seq embedding_tied_rnn_seq2seq '
        'model_with_buckets one2many_rnn_seq2seq tied_rnn_seq2seq'
    ),
    'tf1_ref.compat.restored.legacy_seq2seq.losses': 'sequence_loss sequence_loss_by_example',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.legacy_seq2seq', SUPPORTED, REFUSED, globals())
