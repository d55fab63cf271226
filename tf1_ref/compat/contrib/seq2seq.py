"""`tf.contrib.seq2seq`."""

from __future__ import annotations

from tf1_ref.compat import lazy

SUPPORTED = {
    'tf1_ref.compat.contrib.seq2seq_loss': 'sequence_loss',
    'tf1_ref.compat.contrib.seq2seq_decoders': 'BasicDecoder BasicDecoderOutput Decoder dynamic_decode',
    'tf1_ref.compat.contrib.seq2seq_helpers': (
        'CustomHelper GreedyEmbeddingHelper Helper InferenceHelper SampleEmbeddingHelper '
        'ScheduledEmbeddingTrainingHelper TrainingHelper'
    ),
    'tf1_ref.compat.contrib.seq2seq_attention': (
        'AttentionMechanism AttentionWrapper AttentionWrapperState BahdanauAttention LuongAttention'
    ),
    'tf1_ref.compat.contrib.seq2seq_sampling': 'hardmax tile_batch',
}

BEAMS = ('its op GatherTree left TensorFlow with contrib', 'tf.contrib.seq2seq.GreedyEmbeddingHelper, one beam wide')
MONOTONIC = 'of the scripts that this project was measured on, none uses it'
REFUSED = {
    'BahdanauMonotonicAttention': (MONOTONIC, 'tf.contrib.seq2seq.BahdanauAttention'),
    'BeamSearchDecoder': BEAMS,
    'BeamSearchDecoderOutput': BEAMS,
    'BeamSearchDecoderState': BEAMS,
    'FinalBeamSearchDecoderOutput': BEAMS,
    'LuongMonotonicAttention': (MONOTONIC, 'tf.contrib.seq2seq.LuongAttention'),
    'ScheduledOutputTrainingHelper': (MONOTONIC, 'tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper'),
    'gather_tree': BEAMS,
    'monotonic_attention': (MONOTONIC, 'tf.contrib.seq2seq.BahdanauAttention'),
    'safe_cumprod': (MONOTONIC, 'tf.exp(tf.cumsum(tf.log(x)))'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.seq2seq', SUPPORTED, REFUSED, globals())
