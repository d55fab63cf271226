"""How likely tags are: their scores, and the sum of the scores of all tags, which is the forward algorithm's.

In all of it `inputs` are scores `[batch, time, tags]`, `sequence_lengths` lengths `[batch]`, and `transition_params`
scores `[tags, tags]` of a tag, the column, behind another, the row.

Source: tf.contrib.crf of TensorFlow 1.15 (crf.py); Lafferty, McCallum and Pereira (2001).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.utils import smart_cond
from tensorflow.python.ops.rnn_cell_impl import RNNCell


def crf_log_likelihood(
    inputs: tf1.Tensor,
    tag_indices: tf1.Tensor,
    sequence_lengths: tf1.Tensor,
    transition_params: tf1.Tensor | None = None,
) -> tuple[tf1.Tensor, tf1.Tensor]:
    """Computes the log-likelihood of tags.

    Args:
        inputs: scores `[batch, time, tags]`.
        tag_indices: the tags, int32 or int64 `[batch, time]`.
        sequence_lengths: lengths `[batch]`.
        transition_params: scores `[tags, tags]`; None for the variable `transitions`.

    Returns:
        `(log_likelihood, transition_params)`: `[batch]`, and what was given or the variable `transitions`.
    """
    if transition_params is None:
        tags = tf1.dimension_value(inputs.shape[2])
        transition_params = tf1.get_variable('transitions', [tags, tags])
    scores = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    return scores - crf_log_norm(inputs, sequence_lengths, transition_params), transition_params


def crf_sequence_score(
    inputs: tf1.Tensor, tag_indices: tf1.Tensor, sequence_lengths: tf1.Tensor, transition_params: tf1.Tensor
) -> tf1.Tensor:
    """Computes the scores of tags, not normalised.

    Args:
        inputs: scores `[batch, time, tags]`.
        tag_indices: the tags, int32 or int64 `[batch, time]`.
        sequence_lengths: lengths `[batch]`.
        transition_params: scores `[tags, tags]`.

    Returns:
        Tensor `[batch]`, 0 for a sequence without tags.
    """

    def single():
        batch = tf1.shape(inputs, out_type=tag_indices.dtype)[0]
        rows = tf1.reshape(tf1.range(batch, dtype=tag_indices.dtype), [-1, 1])
        scores = tf1.gather_nd(tf1.squeeze(inputs, [1]), tf1.concat([rows, tag_indices], axis=1))
        return zero_if_empty(scores, sequence_lengths)

    def several():
        unary = crf_unary_score(tag_indices, sequence_lengths, inputs)
        return unary + crf_binary_score(tag_indices, sequence_lengths, transition_params)

    return of_one_or_more(inputs, single, several)


def crf_multitag_sequence_score(
    inputs: tf1.Tensor, tag_bitmap: tf1.Tensor, sequence_lengths: tf1.Tensor, transition_params: tf1.Tensor
) -> tf1.Tensor:
    """Computes the log of the summed scores of all sequences of tags that a bitmap allows.

    Args:
        inputs: scores `[batch, time, tags]`.
        tag_bitmap: bool `[batch, time, tags]`, whether a tag may be.
        sequence_lengths: lengths `[batch]`.
        transition_params: scores `[tags, tags]`.

    Returns:
        Tensor `[batch]`.
    """

    def allowed():
        return tf1.where(tag_bitmap, inputs, tf1.fill(tf1.shape(inputs), float('-inf')))

    return of_one_or_more(
        inputs,
        lambda: tf1.reduce_logsumexp(allowed(), axis=[1, 2], keepdims=False),
        lambda: crf_log_norm(allowed(), sequence_lengths, transition_params),
    )


def crf_log_norm(inputs: tf1.Tensor, sequence_lengths: tf1.Tensor, transition_params: tf1.Tensor) -> tf1.Tensor:
    """Computes the log of the summed scores of all sequences of tags.

    Args:
        inputs: scores `[batch, time, tags]`.
        sequence_lengths: lengths `[batch]`.
        transition_params: scores `[tags, tags]`.

    Returns:
        Tensor `[batch]`, 0 for a sequence without tags.
    """
    first = tf1.squeeze(tf1.slice(inputs, [0, 0, 0], [-1, 1, -1]), [1])

    def single():
        return zero_if_empty(tf1.reduce_logsumexp(first, [1]), sequence_lengths)

    def several():
        rest = tf1.slice(inputs, [0, 1, 0], [-1, -1, -1])
        cell = CrfForwardRnnCell(transition_params)
        _, alphas = tf1.nn.dynamic_rnn(cell, rest, one_less(sequence_lengths), initial_state=first, dtype=tf1.float32)
        return zero_if_empty(tf1.reduce_logsumexp(alphas, [1]), sequence_lengths)

    return of_one_or_more(inputs, single, several)


def crf_unary_score(tag_indices: tf1.Tensor, sequence_lengths: tf1.Tensor, inputs: tf1.Tensor) -> tf1.Tensor:
    """Sums the scores of each tag for itself.

    Args:
        tag_indices: the tags, int32 or int64 `[batch, time]`.
        sequence_lengths: lengths `[batch]`.
        inputs: scores `[batch, time, tags]`.

    Returns:
        Tensor `[batch]`.
    """
    batch, time, tags = (tf1.shape(inputs)[axis] for axis in range(3))
    flat = tf1.reshape(inputs, [-1])
    offsets = tf1.expand_dims(tf1.range(batch) * time * tags, 1)
    offsets += tf1.expand_dims(tf1.range(time) * tags, 0)
    if tag_indices.dtype == tf1.int64:
        offsets = tf1.cast(offsets, tf1.int64)
    indices = tf1.reshape(offsets + tag_indices, [-1])
    scores = tf1.reshape(tf1.gather(flat, indices), [batch, time])
    return tf1.reduce_sum(scores * _mask(tag_indices, sequence_lengths), 1)


def crf_binary_score(
    tag_indices: tf1.Tensor, sequence_lengths: tf1.Tensor, transition_params: tf1.Tensor
) -> tf1.Tensor:
    """Sums the scores of each tag behind the one before.

    Args:
        tag_indices: the tags, int32 or int64 `[batch, time]`.
        sequence_lengths: lengths `[batch]`.
        transition_params: scores `[tags, tags]`.

    Returns:
        Tensor `[batch]`.
    """
    tags = transition_params.get_shape()[0]
    steps = tf1.shape(tag_indices)[1] - 1
    before = tf1.slice(tag_indices, [0, 0], [-1, steps])
    behind = tf1.slice(tag_indices, [0, 1], [-1, steps])
    indices = before * tags + behind
    scores = tf1.gather(tf1.reshape(transition_params, [-1]), indices)
    mask = tf1.slice(_mask(tag_indices, sequence_lengths), [0, 1], [-1, -1])
    return tf1.reduce_sum(scores * mask, 1)


class ChainCell(RNNCell):
    """What the cells of the transitions have in common: their state and their output have a number for each tag."""

    def __init__(self, transition_params: tf1.Tensor):
        """Takes the transitions.

        Args:
            transition_params: scores `[tags, tags]`.
        """
        self._transition_params = tf1.expand_dims(transition_params, 0)
        self._num_tags = tf1.dimension_value(transition_params.shape[0])

    @property
    def state_size(self) -> int:
        """The number of tags."""
        return self._num_tags

    @property
    def output_size(self) -> int:
        """The number of tags."""
        return self._num_tags


class CrfForwardRnnCell(ChainCell):
    """A cell that adds a step's scores to the log of the summed scores of all tags before."""

    def __call__(
        self, inputs: tf1.Tensor, state: tf1.Tensor, scope: str | tf1.VariableScope | None = None
    ) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: scores `[batch, tags]`, as the inputs and the state are, give the next state, twice."""
        transitions = tf1.expand_dims(state, 2) + self._transition_params
        alphas = inputs + tf1.reduce_logsumexp(transitions, [1])
        return alphas, alphas


def of_one_or_more(inputs: tf1.Tensor, single: Callable[[], Any], several: Callable[[], Any]) -> Any:
    """Chooses between the two computations by how long the sequences are, which may turn out only when the graph runs.

    Args:
        inputs: scores `[batch, time, tags]`.
        single: function that gives the result if the time is 1.
        several: function that gives it otherwise.
    """
    time = tf1.dimension_value(inputs.shape[1]) or tf1.shape(inputs)[1]
    return smart_cond(pred=tf1.equal(time, 1), true_fn=single, false_fn=several)


def one_less(lengths: tf1.Tensor) -> tf1.Tensor:
    """Takes one off the lengths, down to 0."""
    return tf1.maximum(tf1.constant(0, dtype=lengths.dtype), lengths - 1)


def zero_if_empty(values: tf1.Tensor, lengths: tf1.Tensor) -> tf1.Tensor:
    """Puts 0 where a sequence has no tags.

    Args:
        values: `[batch]`.
        lengths: `[batch]`.
    """
    return tf1.where(tf1.less_equal(lengths, 0), tf1.zeros_like(values), values)


def _mask(tag_indices, lengths):
    return tf1.sequence_mask(lengths, maxlen=tf1.shape(tag_indices)[1], dtype=tf1.float32)
