"""Programs in TensorFlow 0.12's names, and what they compute; `pre_1_0.json` beside them is what 0.12.1 computed.

Written by the genuine TensorFlow 0.12.1, which is installable under Python 3.6:

  python3.6 -m venv old && old/bin/pip install tensorflow==0.12.1 numpy==1.16.6 protobuf==3.17.3
  old/bin/python tests/compat/pre_1_0_programs.py > tests/compat/pre_1_0.json

A program is a function of `tf` and of three arrays; it returns a tensor or a list of them. Runs under Python 3.6.
"""

import json
import sys

import numpy as np

X = np.arange(12, dtype=np.float32).reshape(3, 4) / 7 - 0.5
Y = np.cos(np.arange(12, dtype=np.float32)).reshape(3, 4)
LABELS = np.array([1, 0, 3])
ONE_HOT = np.eye(4, dtype=np.float32)[LABELS]


def embeddings(tf, loss, **options):
    weights, biases = tf.constant(Y), tf.constant(np.zeros(3, np.float32))
    sampled = ([0, 2], np.ones([2, 1], np.float32), np.ones([2], np.float32))
    return loss(weights, biases, tf.constant(X[:2]), tf.constant([[1], [0]], tf.int64), 2, 3, sampled_values=sampled)


def recurrent(tf, unroll):
    """Weights are constants, since the variables of 0.12 have other names and other first values."""
    with tf.variable_scope('scope', initializer=tf.constant_initializer(0.1)):
        cell = tf.nn.rnn_cell.BasicLSTMCell(5)
        return unroll(tf, cell, [tf.constant(X), tf.constant(Y)])


def sequence_loss(tf):
    logits, targets = [tf.constant(X), tf.constant(Y)], [tf.constant(LABELS), tf.constant(LABELS)]
    weights = [tf.constant([1.0, 0.5, 0.0])] * 2
    seq2seq = tf.nn.seq2seq
    return [seq2seq.sequence_loss(logits, targets, weights), seq2seq.sequence_loss_by_example(logits, targets, weights)]


def summaries(tf):
    tf.scalar_summary('loss', tf.constant(1.5))
    tf.scalar_summary(['a', 'b/c d'], tf.constant([1.0, 2.0]), name='both')
    tf.histogram_summary('weights', X)
    tf.image_summary('images', tf.constant(np.zeros([2, 3, 4, 1], np.float32)), max_images=1)
    tf.merge_summary([tf.scalar_summary('apart', 2.0, collections=[])])
    return tf.merge_all_summaries()


PROGRAMS = {
    'mul': lambda tf: tf.mul(X, Y),
    'sub': lambda tf: tf.sub(X, Y),
    'neg': lambda tf: tf.neg(X),
    'pack': lambda tf: tf.pack([X, Y], axis=1),
    'unpack': lambda tf: tf.unpack(tf.constant(X)),
    'unpack, axis': lambda tf: tf.unpack(tf.constant(X), axis=1),
    'select': lambda tf: tf.select(X > 0, X, Y),
    'batch_matmul': lambda tf: tf.batch_matmul(X[None], Y[None], adj_y=True),
    'complex_abs': lambda tf: tf.complex_abs(tf.constant([3 + 4j])),
    'concat': lambda tf: tf.concat(1, [X, Y]),
    'concat, keywords': lambda tf: tf.concat(concat_dim=0, values=[X, Y]),
    'concat, name': lambda tf: tf.concat(1, [tf.constant(X), Y], name='joined'),
    'concat_v2': lambda tf: tf.concat_v2([X, Y], 1),
    'split': lambda tf: tf.split(1, 2, tf.constant(X)),
    'split, keywords': lambda tf: tf.split(split_dim=0, num_split=3, value=X),
    'split_v': lambda tf: tf.split_v(X, [1, 3], 1),
    'reverse': lambda tf: tf.reverse(X, [False, True]),
    'reduce_mean': lambda tf: tf.reduce_mean(X, reduction_indices=[1], keep_dims=True),
    'arg_max': lambda tf: tf.arg_max(X, 1),
    'initialize_all_variables': lambda tf: [tf.Variable(X).initialized_value()],
    'nn.softmax_cross_entropy_with_logits': lambda tf: tf.nn.softmax_cross_entropy_with_logits(X, ONE_HOT),
    'nn.softmax_cross_entropy_with_logits, named': lambda tf: tf.nn.softmax_cross_entropy_with_logits(
        tf.constant(X), tf.constant(ONE_HOT), name='cost'
    ),
    'nn.sigmoid_cross_entropy_with_logits': lambda tf: tf.nn.sigmoid_cross_entropy_with_logits(X, ONE_HOT),
    'nn.sigmoid_cross_entropy_with_logits, keywords': lambda tf: tf.nn.sigmoid_cross_entropy_with_logits(
        logits=X, targets=ONE_HOT
    ),
    'nn.sparse_softmax_cross_entropy_with_logits': lambda tf: tf.nn.sparse_softmax_cross_entropy_with_logits(X, LABELS),
    'nn.sampled_softmax_loss': lambda tf: embeddings(tf, tf.nn.sampled_softmax_loss),
    'nn.nce_loss': lambda tf: embeddings(tf, tf.nn.nce_loss),
    'nn.rnn': lambda tf: recurrent(tf, lambda tf, cell, x: tf.nn.rnn(cell, x, dtype=tf.float32)),
    'nn.bidirectional_rnn': lambda tf: recurrent(
        tf, lambda tf, cell, x: tf.nn.bidirectional_rnn(cell, cell, x, dtype=tf.float32)[0]
    ),
    'nn.seq2seq': sequence_loss,
    'nn.rnn_cell.OutputProjectionWrapper': lambda tf: recurrent(
        tf, lambda tf, cell, x: tf.nn.rnn(tf.nn.rnn_cell.OutputProjectionWrapper(cell, 2), x, dtype=tf.float32)
    ),
    'merge_all_summaries': summaries,
}


def run(tf, program):
    """What a program computes, as lists; of summaries their tags."""
    with tf.Graph().as_default(), tf.Session() as sess:
        tensors = _flat(program(tf))
        sess.run(tf.initialize_all_variables())
        return [_plain(tf, value) for value in sess.run(tensors)]


def _flat(nest):
    return [one for item in nest for one in _flat(item)] if isinstance(nest, (list, tuple)) else [nest]


def _plain(tf, value):
    if isinstance(value, bytes):
        return [[one.tag, one.simple_value] for one in tf.Summary.FromString(value).value]
    return value.tolist()


def main():
    import tensorflow as tf

    found = {'tensorflow': tf.__version__}
    found.update({name: run(tf, PROGRAMS[name]) for name in PROGRAMS})
    text = json.dumps(found, indent=0).replace('\n', ' ')
    sys.stdout.write(text.replace(' "', '\n "').replace('  ', ' ') + '\n')


if __name__ == '__main__':
    main()
