"""`tf.contrib.seq2seq`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.seq2seq.loss': 'sequence_loss',
    'tf1_ref.compat.restored.seq2seq.decoders': 'BasicDecoder BasicDecoderOutput Decoder dynamic_decode',
    'tf1_ref.compat.restored.seq2seq.beams': (
        'BeamSearchDecoder BeamSearchDecoderOutput BeamSearchDecoderState FinalBeamSearchDecoderOutput'
    ),
    'tf1_ref.compat.restored.seq2seq.trees': 'gather_tree',
    'tf1_ref.compat.restored.seq2seq.helpers': (
        'CustomHelper GreedyEmbeddingHelper Helper InferenceHelper SampleEmbeddingHelper TrainingHelper'
    ),
    'tf1_ref.compat.restored.seq2seq.scheduled': 'ScheduledEmbeddingTrainingHelper ScheduledOutputTrainingHelper',
    'tf1_ref.compat.restored.seq2seq.attention': ('AttentionMechanism BahdanauAttention LuongAttention'),
    'tf1_ref.compat.restored.seq2seq.attention_wrapper': 'AttentionWrapper AttentionWrapperState',
    'tf1_ref.compat.restored.seq2seq.monotonic': (
        'BahdanauMonotonicAttention LuongMonotonicAttention monotonic_attention safe_cumprod'
    ),
    'tf1_ref.compat.restored.seq2seq.sampling': 'hardmax tile_batch',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.seq2seq', SUPPORTED, REFUSED, globals())
