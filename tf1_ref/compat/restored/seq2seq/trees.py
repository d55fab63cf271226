"""Sequences of a beam search, followed from their ends: `gather_tree` and `gather_tree_from_array`.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (beam_search_ops.py, beam_search_decoder.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import function


def gather_tree(
    step_ids: tf1.Tensor,
    parent_ids: tf1.Tensor,
    max_sequence_lengths: tf1.Tensor,
    end_token: int | tf1.Tensor,
    name: str | None = None,
) -> tf1.Tensor:
    """Follows the beams from their ends, by the symbols of each step and the beams that they continue.

    1.15 had an op for it. Here its node calls a function of the graph, which has that op's name.

    Args:
        step_ids: int32 `[time, batch, beams]`.
        parent_ids: int32 `[time, batch, beams]`, within the number of beams.
        max_sequence_lengths: int32 `[batch]`.
        end_token: int32, what stands behind a sequence's end.
        name: of the op, 'GatherTree' by default.

    Returns:
        int32 `[time, batch, beams]`.
    """
    given = (step_ids, parent_ids, max_sequence_lengths, end_token)
    # 1.15 converted them within the op's scope.
    with tf1.name_scope(name, 'GatherTree') as scope:
        names = ('step_ids', 'parent_ids', 'max_sequence_lengths', 'end_token')
        given = [tf1.convert_to_tensor(one, tf1.int32, name=what) for one, what in zip(given, names, strict=True)]
    with tf1.Graph().as_default():
        _ = _followed.definition  # once; in the caller's graph it would leave empty collections
    found = _followed(*given, name=scope)
    found.set_shape(given[0].shape)
    return found


@function.Defun(*[tf1.int32] * 4, func_name='GatherTree')
def _followed(step_ids, parent_ids, lengths, end_token):
    time, batch, beams = (tf1.shape(step_ids)[axis] for axis in range(3))
    last = tf1.reshape(tf1.minimum(time, lengths) - 1, [-1, 1])
    rows = tf1.tile(tf1.reshape(tf1.range(batch), [-1, 1]), [1, beams])
    ends = tf1.fill([batch, beams], end_token)
    own = tf1.tile(tf1.reshape(tf1.range(beams), [1, -1]), [batch, 1])

    def before(step, beam, found):
        """The step's symbols on the way to the beams that are followed, and the beams that they continue."""
        at = tf1.stack([tf1.fill([batch, beams], step), rows, beam], -1)
        inside = tf1.tile(step <= last, [1, beams])
        found = found.write(step, tf1.where(inside, tf1.gather_nd(step_ids, at), ends))
        return step - 1, tf1.where(inside, tf1.gather_nd(parent_ids, at), beam), found

    array = tf1.TensorArray(tf1.int32, size=time, element_shape=[None, None])
    found = tf1.while_loop(lambda step, *_: step >= 0, before, [time - 1, own, array])[2].stack()
    ended = tf1.cumsum(tf1.cast(tf1.equal(found, end_token), tf1.int32), axis=0, exclusive=True)
    return tf1.where(ended > 0, tf1.tile(tf1.expand_dims(ends, 0), [time, 1, 1]), found)


def gather_tree_from_array(t: tf1.Tensor, parent_ids: tf1.Tensor, sequence_length: tf1.Tensor) -> tf1.Tensor:
    """Puts what a cell has kept at each step, such as alignments, in the order of the beams at the end.

    Args:
        t: `[time, batch, beams, ...]` or `[time, batch * beams, ...]`.
        parent_ids: int32 `[time, batch, beams]`.
        sequence_length: lengths `[batch, beams]`.

    Returns:
        A tensor of the shape of `t`.
    """
    time, batch, beams = (
        tf1.dimension_value(parent_ids.shape[axis]) or tf1.shape(parent_ids)[axis] for axis in range(3)
    )
    own = tf1.expand_dims(tf1.expand_dims(tf1.range(beams), 0), 0)
    own = tf1.tile(own, [time, batch, 1])
    lengths = tf1.cast(tf1.reduce_max(sequence_length, axis=1), tf1.int32)
    followed = gather_tree(own, parent_ids, lengths, beams + 1)
    inside = tf1.transpose(tf1.sequence_mask(sequence_length, maxlen=time), perm=[2, 0, 1])
    followed = tf1.where(inside, followed, own)
    steps = tf1.tile(tf1.reshape(tf1.range(time), [-1, 1, 1]), [1, batch, beams])
    rows = tf1.tile(tf1.reshape(tf1.range(batch), [-1, 1, 1]), [1, time, beams])
    rows = tf1.transpose(rows, perm=[1, 0, 2])
    indices = tf1.stack([steps, rows, followed], -1)
    shape = tf1.shape(t)
    ordered = tf1.gather_nd(tf1.reshape(t, [time, batch, beams, -1]), indices)
    return tf1.reshape(ordered, shape)
