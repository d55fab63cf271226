"""The losses of `tf.contrib.legacy_seq2seq`, over lists with a tensor per step.

Source: tf.contrib.legacy_seq2seq of TensorFlow 1.15 (seq2seq.py).
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow.compat.v1 as tf1


def sequence_loss_by_example(
    logits: list[tf1.Tensor],
    targets: list[tf1.Tensor],
    weights: list[tf1.Tensor],
    average_across_timesteps: bool = True,
    softmax_loss_function: Callable | None = None,
    name: str | None = None,
) -> tf1.Tensor:
    """Computes the weighted cross entropy of each sequence.

    Args:
        logits: list of tensors `[batch, symbols]`.
        targets: list of integer tensors `[batch]`.
        weights: list of tensors `[batch]`.
        average_across_timesteps: whether to divide by the weights' sum.
        softmax_loss_function: function of `labels` and `logits`; the sparse softmax cross entropy by default.
        name: of the scope.

    Returns:
        Tensor `[batch]`.

    Raises:
        ValueError: the lists differ in length.
    """
    if not len(targets) == len(weights) == len(logits):
        raise ValueError(
            f'Lengths of logits, weights, and targets must be the same {len(logits)}, {len(weights)}, {len(targets)}.'
        )
    with tf1.name_scope(name, 'sequence_loss_by_example', logits + targets + weights):
        steps = []
        for logit, target, weight in zip(logits, targets, weights, strict=True):
            if softmax_loss_function is None:
                target = tf1.reshape(target, [-1])
                cross = tf1.nn.sparse_softmax_cross_entropy_with_logits(labels=target, logits=logit)
            else:
                cross = softmax_loss_function(labels=target, logits=logit)
            steps.append(cross * weight)
        total = tf1.add_n(steps)
        if average_across_timesteps:
            size = tf1.add_n(weights)
            size += 1e-12  # all weights may be 0
            total /= size
    return total


def sequence_loss(
    logits: list[tf1.Tensor],
    targets: list[tf1.Tensor],
    weights: list[tf1.Tensor],
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    softmax_loss_function: Callable | None = None,
    name: str | None = None,
) -> tf1.Tensor:
    """Computes the weighted cross entropy of all sequences.

    Args:
        logits: list of tensors `[batch, symbols]`.
        targets: list of integer tensors `[batch]`.
        weights: list of tensors `[batch]`.
        average_across_timesteps: whether to divide by the weights' sum.
        average_across_batch: whether to divide by the batch size.
        softmax_loss_function: function of `labels` and `logits`; the sparse softmax cross entropy by default.
        name: of the scope.

    Returns:
        A scalar.

    Raises:
        ValueError: the lists differ in length.
    """
    with tf1.name_scope(name, 'sequence_loss', logits + targets + weights):
        options = {'average_across_timesteps': average_across_timesteps, 'softmax_loss_function': softmax_loss_function}
        cost = tf1.reduce_sum(sequence_loss_by_example(logits, targets, weights, **options))
        return cost / tf1.cast(tf1.shape(targets[0])[0], cost.dtype) if average_across_batch else cost
