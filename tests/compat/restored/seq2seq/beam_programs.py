"""What a beam search computes in each step, here and by the functions within 1.15's module.

python -m tests.compat.restored.seq2seq.beam_programs     writes `beam_golden.json` by the genuine TensorFlow 1.15.5
"""

from __future__ import annotations

import json
import pathlib
import sys

import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().with_name('beam_golden.json')
BATCH, BEAMS, SYMBOLS, TIME = 2, 3, 5, 7


def numbers(*shape):
    """Different numbers between 0 and 1."""
    return (np.arange(1, 1 + np.prod(shape)) * 0.6180339887 % 1.0).reshape(shape).astype(np.float32)


def values(tf, masked, scores_of, length_penalty, taken):
    """By title, tensors that the four functions give."""
    finished = tf.constant([[True, False, False], [False, True, True]])
    log_probs, attention = tf.log(numbers(BATCH, BEAMS, SYMBOLS)), tf.constant(numbers(BATCH, BEAMS, TIME) * 1.6 - 0.2)
    attention = tf.maximum(attention, 0.0)  # some of it is nothing at all
    lengths = tf.constant(np.arange(BATCH * BEAMS * SYMBOLS).reshape(BATCH, BEAMS, SYMBOLS) % 11, tf.int64)
    indices = tf.constant([[2, 0, 0], [1, 2, 1]])
    rows = tf.constant(numbers(BATCH, BEAMS, 13))
    return {
        'masked': masked(log_probs, 3, finished),
        'masked, in float64': masked(tf.cast(log_probs, tf.float64), 0, finished),
        'length penalty': length_penalty(lengths, 0.6),
        'length penalty, a tensor': length_penalty(lengths, tf.constant(1.3)),
        'scores': scores_of(log_probs, lengths, 0.0, 0.0, finished, None),
        'scores, of lengths': scores_of(log_probs, lengths, 0.8, 0.0, finished, None),
        'scores, of coverage': scores_of(log_probs, lengths, 0.8, 0.3, finished, attention),
        'taken': taken(indices, rows[:, :, 0], BATCH, BEAMS, [-1]),
        'taken, more dimensions': taken(indices, rows, BATCH, BEAMS, [BATCH * BEAMS, -1]),
        'taken, of all symbols': taken(indices * 4, log_probs, BATCH, BEAMS * SYMBOLS, [-1]),
    }


def results(tf, *functions):
    """The same as lists of numbers, with their static shapes."""
    with tf.Graph().as_default(), tf.Session() as session:
        tensors = values(tf, *functions)
        return {name: [one.shape.as_list(), session.run(one).tolist()] for name, one in tensors.items()}


def main(arguments):
    if not arguments:
        from tests.golden import generate

        return generate.run_genuine('tests.compat.restored.seq2seq.beam_programs', '--genuine')
    import tensorflow as tf
    from tensorflow.contrib.seq2seq.python.ops import beam_search_decoder as genuine

    found = results(
        tf, genuine._mask_probs, genuine._get_scores, genuine._length_penalty, genuine._tensor_gather_helper
    )
    lines = (f' {json.dumps(title)}: {json.dumps(value)}' for title, value in found.items())
    GOLDEN.write_text('{\n' + ',\n'.join(lines) + '\n}\n')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
