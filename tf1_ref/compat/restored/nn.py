"""Functions of `tf.contrib.nn`: cross-entropies in the argument order of before 1.0, and the n-th smallest.

Source: tf.contrib.nn of TensorFlow 1.15 (cross_entropy.py, and the op NthElement).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


def deprecated_flipped_softmax_cross_entropy_with_logits(
    logits: tf1.Tensor, labels: tf1.Tensor, dim: int = -1, name: str | None = None
) -> tf1.Tensor:
    """Calls `tf.nn.softmax_cross_entropy_with_logits` with the logits first.

    Args:
        logits: scores `[batch, classes]`.
        labels: probabilities of the shape of the scores.
        dim: the dimension of the classes.
        name: of the op.

    Returns:
        `[batch]`.
    """
    return tf1.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)


def deprecated_flipped_sparse_softmax_cross_entropy_with_logits(
    logits: tf1.Tensor, labels: tf1.Tensor, name: str | None = None
) -> tf1.Tensor:
    """Calls `tf.nn.sparse_softmax_cross_entropy_with_logits` with the logits first.

    Args:
        logits: scores `[batch, classes]`.
        labels: classes, int32 or int64 `[batch]`.
        name: of the op.

    Returns:
        `[batch]`.
    """
    return tf1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def deprecated_flipped_sigmoid_cross_entropy_with_logits(
    logits: tf1.Tensor, targets: tf1.Tensor, name: str | None = None
) -> tf1.Tensor:
    """Calls `tf.nn.sigmoid_cross_entropy_with_logits` with the logits first.

    Args:
        logits: scores of any shape.
        targets: probabilities of the shape of the scores.
        name: of the op.

    Returns:
        A tensor of the shape of the scores.
    """
    return tf1.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits, name=name)


def nth_element(input: tf1.Tensor, n: int | tf1.Tensor, reverse: bool = False, name: str | None = None) -> tf1.Tensor:
    """Finds the n-th smallest of the last dimension, from 0, or the n-th largest.

    Args:
        input: `[..., size]`.
        n: a scalar from 0 to below `size`.
        reverse: whether the largest are counted.
        name: of the op.

    Returns:
        `[...]`.
    """
    return tf1.raw_ops.NthElement(input=input, n=n, reverse=reverse, name=name)
