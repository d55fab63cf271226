"""What a beam search computes in each step: masks, lengths, scores, and the rows of the beams that go on.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (beam_search_decoder.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.seq2seq.attention_wrapper import AttentionWrapperState


def masked(log_probs: tf1.Tensor, end_token: int | tf1.Tensor, finished: tf1.Tensor) -> tf1.Tensor:
    """Makes the end certain for what has finished.

    Args:
        log_probs: `[batch, beams, symbols]`.
        end_token: scalar.
        finished: bool `[batch, beams]`.

    Returns:
        `[batch, beams, symbols]`.
    """
    symbols = tf1.shape(log_probs)[2]
    certain = tf1.one_hot(
        end_token,
        symbols,
        dtype=log_probs.dtype,
        on_value=tf1.convert_to_tensor(0.0, dtype=log_probs.dtype),
        off_value=log_probs.dtype.min,
    )
    rows = tf1.reshape(certain, [1, 1, -1])
    rows = tf1.tile(rows, tf1.concat([tf1.shape(finished), [1]], 0))
    mask = tf1.tile(tf1.expand_dims(finished, 2), [1, 1, symbols])
    return tf1.where(mask, rows, log_probs)


def lengths_after(
    lengths: tf1.Tensor, shape: list, end_token: int | tf1.Tensor, symbols: int | tf1.Tensor, going_on: tf1.Tensor
) -> tf1.Tensor:
    """Adds one to the lengths for each symbol but the end, where a sequence goes on.

    Args:
        lengths: int64 `[batch, beams]`.
        shape: `[batch, beams]`.
        end_token: scalar.
        symbols: how many there are.
        going_on: bool `[batch, beams]`.

    Returns:
        int64 `[batch, beams, symbols]`.
    """
    one_more = tf1.one_hot(
        indices=tf1.fill(shape, end_token),
        depth=symbols,
        on_value=tf1.to_int64(0),
        off_value=tf1.to_int64(1),
        dtype=tf1.int64,
    )
    one_more *= tf1.expand_dims(tf1.cast(going_on, tf1.int64), 2)
    return one_more + tf1.expand_dims(lengths, 2)


def attention_of(state: Any, coverage_penalty_weight: float) -> tf1.Tensor | None:
    """Finds the alignments in the state of a cell, their mean if there are several.

    Args:
        state: the state of a cell.
        coverage_penalty_weight: a number.

    Returns:
        `[batch, beams, time]`; None if coverage costs nothing.

    Raises:
        ValueError: coverage costs something, but the cell does not attend.
    """
    if coverage_penalty_weight == 0.0:
        return None
    states = state if isinstance(state, tuple) and not isinstance(state, AttentionWrapperState) else (state,)
    found = [_mean(one.alignments) for one in states if isinstance(one, AttentionWrapperState)]
    if not found:
        raise ValueError('coverage_penalty_weight must be 0.0 if no cell is attentional.')
    return _mean(tuple(found) if len(found) > 1 else found[0])


def _mean(alignments):
    if not isinstance(alignments, tuple):
        return alignments
    return tf1.reduce_mean(tf1.concat([tf1.expand_dims(one, -1) for one in alignments], -1), -1)


def scores_of(
    log_probs: tf1.Tensor,
    lengths: tf1.Tensor,
    length_weight: float | tf1.Tensor,
    coverage_weight: float | tf1.Tensor,
    finished: tf1.Tensor,
    attention: tf1.Tensor | None,
) -> tf1.Tensor:
    """Divides the log-probabilities by the penalty of the length, and adds that of coverage (Wu et al., 2016).

    Args:
        log_probs: `[batch, beams, symbols]`.
        lengths: int64 `[batch, beams, symbols]`.
        length_weight: a number, 0 for no penalty.
        coverage_weight: a scalar.
        finished: bool `[batch, beams]`.
        attention: what was attended to so far, `[batch, beams, time]`, or None.

    Returns:
        `[batch, beams, symbols]`.

    Raises:
        ValueError: `coverage_weight` is no scalar.
    """
    scores = log_probs / tf1.cast(length_penalty(lengths, length_weight), dtype=log_probs.dtype)
    coverage_weight = tf1.convert_to_tensor(coverage_weight, name='coverage_penalty_weight')
    if coverage_weight.shape.ndims != 0:
        raise ValueError(f'coverage_penalty_weight should be a scalar, but saw shape: {coverage_weight.shape}')
    if attention is None:
        return scores
    attention = tf1.where(tf1.equal(attention, 0.0), tf1.ones_like(attention), attention)
    penalty = tf1.reduce_sum(tf1.log(tf1.minimum(attention, 1.0)), 2)
    penalty *= tf1.cast(finished, tf1.float32)
    return scores + tf1.expand_dims(penalty * coverage_weight, 2)


def length_penalty(lengths: tf1.Tensor, weight: float | tf1.Tensor) -> float | tf1.Tensor:
    """Computes `((5 + length) / 6) ** weight`.

    Args:
        lengths: int64, of any shape.
        weight: a scalar.

    Returns:
        float32 of the shape of the lengths, or 1.0 for a weight of 0.
    """
    weight = tf1.convert_to_tensor(weight, name='penalty_factor')
    weight.set_shape(())
    known = tf1.get_static_value(weight)
    if known is not None and known == 0:
        return 1.0
    return tf1.div((5.0 + tf1.cast(lengths, tf1.float32)) ** weight, 6.0**weight)


def taken(
    indices: tf1.Tensor,
    values: tf1.Tensor,
    batch_size: int | tf1.Tensor,
    rows: int | tf1.Tensor,
    shape: list,
    name: str | None = None,
) -> tf1.Tensor:
    """Takes the values of the beams that go on.

    Args:
        indices: `[batch, beams]`, each within its own entry of the batch.
        values: `[batch, rows, ...]`, or a tensor to be seen so.
        batch_size: scalar.
        rows: how many there are for each entry of the batch.
        shape: that of `values` with batch and rows in one dimension.
        name: of the scope.
    """
    with tf1.name_scope(name, 'tensor_gather_helper'):
        first = tf1.expand_dims(tf1.range(batch_size) * rows, 1)
        indices = tf1.reshape(indices + first, [-1])
        found = tf1.gather(tf1.reshape(values, shape), indices)
        end = 1 + len(shape)
        found = tf1.reshape(found, tf1.shape(values)[:end], name='output')
        found.set_shape(tf1.TensorShape([tf1.get_static_value(batch_size)]).concatenate(values.shape[1:end]))
        return found
