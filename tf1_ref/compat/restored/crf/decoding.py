"""The likeliest tags, by Viterbi's algorithm: in the graph and in NumPy."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_array_ops
from tensorflow.python.ops.rnn_cell_impl import RNNCell

from tf1_ref.compat.restored.crf.scores import ChainCell, of_one_or_more, one_less


def viterbi_decode(score, transition_params):
    """The likeliest tags of one sequence, of arrays.

    Args:
        score: `[time, tags]`.
        transition_params: `[tags, tags]`.

    Returns:
        `(tags, score)`: a list of integers, and their score.
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


def crf_decode(potentials, transition_params, sequence_length):
    """The likeliest tags.

    Args:
        potentials: scores `[batch, time, tags]`.
        transition_params: scores `[tags, tags]`.
        sequence_length: lengths `[batch]`.

    Returns:
        `(tags, score)`: int32 `[batch, time]`, and `[batch]`.
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
    """The best score of each tag, and of which tag before it that is."""

    def __call__(self, inputs, state, scope=None):
        transitions = tf1.expand_dims(state, 2) + self._transition_params
        scores = inputs + tf1.reduce_max(transitions, [1])
        return tf1.cast(tf1.argmax(transitions, 1), dtype=tf1.int32), scores


class CrfDecodeBackwardRnnCell(RNNCell):
    """Which tag was before, going back from the last."""

    def __init__(self, num_tags):
        """Takes the number of tags."""
        self._num_tags = num_tags

    @property
    def state_size(self):
        return 1

    @property
    def output_size(self):
        return 1

    def __call__(self, inputs, state, scope=None):
        state = tf1.squeeze(state, axis=[1])
        rows = tf1.range(tf1.shape(inputs)[0])
        indices = tf1.stack([rows, state], axis=1)
        tags = tf1.expand_dims(gen_array_ops.gather_nd(inputs, indices), axis=-1)
        return tags, tags
