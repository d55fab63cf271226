"""The likeliest tags, by Viterbi's algorithm (Viterbi, 1967): in the graph and in NumPy.

Source: tf.contrib.crf of TensorFlow 1.15 (crf.py).
"""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_array_ops
from tensorflow.python.ops.rnn_cell_impl import RNNCell

from tf1_ref.compat.restored.crf.scores import ChainCell, of_one_or_more, one_less


def viterbi_decode(score: np.ndarray, transition_params: np.ndarray) -> tuple[list[int], float]:
    """Finds the likeliest tags of one sequence, in NumPy.

    Args:
        score: scores `[time, tags]`.
        transition_params: scores `[tags, tags]` of a tag, the column, behind another, the row.

    Returns:
        `(tags, score)`: a list of `time` integers, and their score.
    """
    best = np.zeros_like(score)
    before = np.zeros_like(score, dtype=np.int32)
    best[0] = score[0]
    for step in range(1, len(score)):
        reached = best[step - 1][:, np.newaxis] + transition_params
        best[step] = score[step] + reached.max(0)
        before[step] = reached.argmax(0)
    tags = [np.argmax(best[-1])]
    for step in range(len(score) - 1, 0, -1):
        tags.insert(0, before[step][tags[0]])
    return tags, np.max(best[-1])


def crf_decode(
    potentials: tf1.Tensor, transition_params: tf1.Tensor, sequence_length: tf1.Tensor
) -> tuple[tf1.Tensor, tf1.Tensor]:
    """Finds the likeliest tags of a batch of sequences.

    Args:
        potentials: scores `[batch, time, tags]`.
        transition_params: scores `[tags, tags]` of a tag behind another.
        sequence_length: lengths `[batch]`.

    Returns:
        `(tags, score)`: int32 `[batch, time]`, 0 behind the end of a sequence, and `[batch]`.
    """

    def single():
        scores = tf1.squeeze(potentials, [1])
        tags = tf1.expand_dims(tf1.argmax(scores, axis=1), 1)
        best = tf1.reduce_max(scores, axis=1)
        return tf1.cast(tags, dtype=tf1.int32), best

    def several():
        cell = CrfDecodeForwardRnnCell(transition_params)
        first = tf1.squeeze(tf1.slice(potentials, [0, 0, 0], [-1, 1, -1]), axis=[1])
        rest = tf1.slice(potentials, [0, 1, 0], [-1, -1, -1])
        lengths = one_less(sequence_length)
        before, scores = tf1.nn.dynamic_rnn(cell, rest, lengths, initial_state=first, dtype=tf1.int32)
        before = gen_array_ops.reverse_sequence(before, lengths, seq_dim=1)
        cell = CrfDecodeBackwardRnnCell(tf1.dimension_value(potentials.shape[2]))
        last = tf1.expand_dims(tf1.cast(tf1.argmax(scores, axis=1), dtype=tf1.int32), axis=-1)
        tags, _ = tf1.nn.dynamic_rnn(cell, before, lengths, initial_state=last, dtype=tf1.int32)
        tags = tf1.concat([last, tf1.squeeze(tags, axis=[2])], axis=1)
        tags = gen_array_ops.reverse_sequence(tags, sequence_length, seq_dim=1)
        return tags, tf1.reduce_max(scores, axis=1)

    return of_one_or_more(potentials, single, several)


class CrfDecodeForwardRnnCell(ChainCell):
    """A cell that goes forward: its state is the best score of each tag, its output the tag before that is best."""

    def __call__(
        self, inputs: tf1.Tensor, state: tf1.Tensor, scope: str | tf1.VariableScope | None = None
    ) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: scores `[batch, tags]`, as inputs and state are, give `(int32, state)` of that shape."""
        transitions = tf1.expand_dims(state, 2) + self._transition_params
        scores = inputs + tf1.reduce_max(transitions, [1])
        return tf1.cast(tf1.argmax(transitions, 1), dtype=tf1.int32), scores


class CrfDecodeBackwardRnnCell(RNNCell):
    """A cell that goes back from the last tag: its state and its output are the tag that was before."""

    def __init__(self, num_tags: int):
        """Takes the number of tags.

        Args:
            num_tags: how many tags there are.
        """
        self._num_tags = num_tags

    @property
    def state_size(self) -> int:
        """One tag."""
        return 1

    @property
    def output_size(self) -> int:
        """One tag."""
        return 1

    def __call__(
        self, inputs: tf1.Tensor, state: tf1.Tensor, scope: str | tf1.VariableScope | None = None
    ) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: looks the tag `[batch, 1]` of the state up in the tags `[batch, tags]` that were before."""
        state = tf1.squeeze(state, axis=[1])
        rows = tf1.range(tf1.shape(inputs)[0])
        indices = tf1.stack([rows, state], axis=1)
        tags = tf1.expand_dims(gen_array_ops.gather_nd(inputs, indices), axis=-1)
        return tags, tags
