"""Functions of `tf.contrib.nn`: cross-entropies in the argument order of before 1.0, and the n-th smallest."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


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
