"""`tf.contrib.seq2seq.sequence_loss`.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (loss.py).
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow.compat.v1 as tf1


def sequence_loss(
    logits: tf1.Tensor,
    targets: tf1.Tensor,
    weights: tf1.Tensor,
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    sum_over_timesteps: bool = False,
    sum_over_batch: bool = False,
    softmax_loss_function: Callable | None = None,
    name: str | None = None,
) -> tf1.Tensor:
    """Computes the weighted cross entropy of sequences.

    Args:
        logits: `[batch, time, symbols]`.
        targets: integers `[batch, time]`.
        weights: `[batch, time]`.
        average_across_timesteps: whether to add over the time, and divide by the weights' sum.
        average_across_batch: whether to add over the batch, and divide by the weights' sum.
        sum_over_timesteps: whether to add over the time, and divide by the number of weights that are not 0.
        sum_over_batch: whether to add over the batch, and divide by the number of weights that are not 0.
        softmax_loss_function: function of `labels` and `logits`; the sparse softmax cross entropy by default.
        name: of the scope.

    Returns:
        A scalar, or a tensor with the dimensions that were not added over.

    Raises:
        ValueError: a rank is another, or something is to be both averaged and summed.
    """
    for what, tensor, rank in (('Logits', logits, 3), ('Targets', targets, 2), ('Weights', weights, 2)):
        if len(tensor.shape) != rank:
            raise ValueError(f'{what} must be of rank {rank}: [batch, time{", symbols" * (rank == 3)}]')
    if (average_across_timesteps and sum_over_timesteps) or (average_across_batch and sum_over_batch):
        raise ValueError('average_across_... and sum_over_... cannot both be set of timesteps, or of the batch.')
    with tf1.name_scope(name, 'sequence_loss', [logits, targets, weights]):
        flat = tf1.reshape(logits, [-1, tf1.shape(logits)[2]])
        targets = tf1.reshape(targets, [-1])
        if softmax_loss_function is None:
            cross = tf1.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=flat)
        else:
            cross = softmax_loss_function(labels=targets, logits=flat)
        cross *= tf1.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            return _divided(cross, weights, tf1.reduce_sum, {})
        if sum_over_timesteps and sum_over_batch:
            return _divided(cross, weights, _count, {})
        cross = tf1.reshape(cross, tf1.shape(logits)[0:2])
        if average_across_timesteps or average_across_batch:
            return _divided(cross, weights, tf1.reduce_sum, {'axis': [0] if average_across_batch else [1]})
        if sum_over_timesteps or sum_over_batch:
            return _divided(cross, weights, _count, {'axis': [0] if sum_over_batch else [1]})
        return cross


def _divided(cross: tf1.Tensor, weights: tf1.Tensor, size: Callable, axis: dict) -> tf1.Tensor:
    total = tf1.reduce_sum(cross, **axis)
    return tf1.div_no_nan(total, size(weights, **axis))


def _count(weights, **axis):
    return tf1.cast(tf1.count_nonzero(weights, **axis), weights.dtype)
