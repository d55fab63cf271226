"""`tf.contrib.nn`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.nn': (
        'deprecated_flipped_sigmoid_cross_entropy_with_logits deprecated_flipped_softmax_cross_entropy_with_logits '
        'deprecated_flipped_sparse_softmax_cross_entropy_with_logits nth_element'
    ),
}
SAMPLED = ('nothing in TensorFlow took it over', 'tf.nn.sampled_softmax_loss')
REFUSED = {
    'alpha_dropout': ('Keras has it as a layer', 'tf.keras.layers.AlphaDropout'),
    'conv1d_transpose': ('it has become a part of tf.nn', 'tf.nn.conv1d_transpose'),
    'rank_sampled_softmax_loss': SAMPLED,
    'sampled_sparse_softmax_loss': SAMPLED,
    'scaled_softplus': ('nothing in TensorFlow took it over', 'alpha * tf.nn.softplus(x / alpha)'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.nn', SUPPORTED, REFUSED, globals())
