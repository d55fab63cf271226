"""`tf.contrib.nn`."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.names import unsupported

SUPPORTED = (
    'deprecated_flipped_sigmoid_cross_entropy_with_logits',
    'deprecated_flipped_softmax_cross_entropy_with_logits',
    'deprecated_flipped_sparse_softmax_cross_entropy_with_logits',
    'nth_element',
)
SAMPLED = ("contrib's variant left with it", 'tf.nn.sampled_softmax_loss')
REFUSED = {
    'alpha_dropout': ("contrib's function left with it", 'tf.keras.layers.AlphaDropout'),
    'conv1d_transpose': ("contrib's function left with it", 'tf.nn.conv1d_transpose'),
    'rank_sampled_softmax_loss': SAMPLED,
    'sampled_sparse_softmax_loss': SAMPLED,
    'scaled_softplus': ("contrib's function left with it", 'alpha * tf.nn.softplus(x / alpha)'),
}


def deprecated_flipped_softmax_cross_entropy_with_logits(logits, labels, dim=-1, name=None):
    """`tf.nn.softmax_cross_entropy_with_logits` with the logits first."""
    return tf1.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)


def deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits, labels, name=None):
    """`tf.nn.sparse_softmax_cross_entropy_with_logits` with the logits first."""
    return tf1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def deprecated_flipped_sigmoid_cross_entropy_with_logits(logits, targets, name=None):
    """`tf.nn.sigmoid_cross_entropy_with_logits` with the logits first."""
    return tf1.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits, name=name)


def nth_element(input, n, reverse=False, name=None):
    """The n-th smallest of the last dimension, or the n-th largest."""
    return tf1.raw_ops.NthElement(input=input, n=n, reverse=reverse, name=name)


def __getattr__(name):
    raise unsupported.error('tf.contrib.nn', REFUSED, name)


def __dir__():
    return list(SUPPORTED)
