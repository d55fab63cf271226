"""`tf.contrib.nn`."""

from __future__ import annotations

from tests.compat.contrib.programs import x

PREFIX = 'tf.contrib.nn.'


def _labels(tf):
    return tf.one_hot([0, 1, 2, 0, 1], 3)


PROGRAMS = {
    'deprecated_flipped_softmax_cross_entropy_with_logits': lambda tf: (
        tf.contrib.nn.deprecated_flipped_softmax_cross_entropy_with_logits(x(tf, 5, 3), _labels(tf))
    ),
    'deprecated_flipped_sparse_softmax_cross_entropy_with_logits': lambda tf: (
        tf.contrib.nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits(x(tf, 5, 3), [0, 1, 2, 0, 1])
    ),
    'deprecated_flipped_sigmoid_cross_entropy_with_logits': lambda tf: (
        tf.contrib.nn.deprecated_flipped_sigmoid_cross_entropy_with_logits(x(tf, 5, 3), _labels(tf))
    ),
    'nth_element': lambda tf: tf.contrib.nn.nth_element(x(tf, 5, 3), 1, reverse=True),
}
