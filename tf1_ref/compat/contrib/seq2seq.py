"""`tf.contrib.seq2seq`."""

from __future__ import annotations

from tf1_ref.compat import lazy

SUPPORTED = {
    'tf1_ref.compat.contrib.seq2seq_loss': 'sequence_loss',
    'tf1_ref.compat.contrib.seq2seq_decoders': 'BasicDecoder BasicDecoderOutput Decoder dynamic_decode',
    'tf1_ref.compat.contrib.seq2seq_beams': (
        'BeamSearchDecoder BeamSearchDecoderOutput BeamSearchDecoderState FinalBeamSearchDecoderOutput'
    ),
    'tf1_ref.compat.contrib.seq2seq_trees': 'gather_tree',
    'tf1_ref.compat.contrib.seq2seq_helpers': (
        'CustomHelper GreedyEmbeddingHelper Helper InferenceHelper SampleEmbeddingHelper TrainingHelper'
    ),
    'tf1_ref.compat.contrib.seq2seq_scheduled': 'ScheduledEmbeddingTrainingHelper ScheduledOutputTrainingHelper',
    'tf1_ref.compat.contrib.seq2seq_attention': (
        'AttentionMechanism AttentionWrapper AttentionWrapperState BahdanauAttention LuongAttention'
    ),
    'tf1_ref.compat.contrib.seq2seq_monotonic': (
        'BahdanauMonotonicAttention LuongMonotonicAttention monotonic_attention safe_cumprod'
    ),
    'tf1_ref.compat.contrib.seq2seq_sampling': 'hardmax tile_batch',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.seq2seq', SUPPORTED, REFUSED, globals())
