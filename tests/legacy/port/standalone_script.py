"""A TensorFlow 1 script that uses everything that a standalone module can be given, and prints what comes out.

`standalone.json` is what the genuine TensorFlow 1.15.5 printed; it is written by

  python -m tests.legacy.port.writing.test_standalone

Every random number has an op seed of its own, since a standalone module has TensorFlow 2's op seeds.
"""

import json
import os

import numpy as np
import tensorflow as tf
from tensorflow.examples.tutorials.mnist import input_data

L = tf.contrib.layers
random = np.random.RandomState(0)
images = tf.constant(random.rand(2, 7, 6, 3).astype(np.float32))
rows = tf.constant(random.rand(5, 11).astype(np.float32))
steps = tf.constant(random.rand(5, 4, 3).astype(np.float32))
logits = tf.constant(random.rand(3, 4, 5).astype(np.float32))
targets, weights = tf.constant(random.randint(5, size=[3, 4])), tf.constant(random.rand(3, 4).astype(np.float32))


def init(seed):
    """Weights that depend on nothing but their seed."""
    return tf.random_uniform_initializer(-1.0, 1.0, seed=seed)


def variables(shape):
    """What the initializers of contrib give."""
    xavier, he = L.xavier_initializer, L.variance_scaling_initializer
    yield tf.get_variable('xavier', shape, initializer=xavier(seed=1))
    yield tf.get_variable('xavier_normal', shape, initializer=xavier(uniform=False, seed=2))
    yield tf.get_variable('xavier_conv2d', shape, initializer=L.xavier_initializer_conv2d(seed=3))
    yield tf.get_variable('he', shape, initializer=he(factor=2.0, mode='FAN_IN', uniform=False, seed=4))
    yield tf.get_variable('fan_out', shape, initializer=he(1.0, 'FAN_OUT', True, seed=5))


found = {}
with tf.variable_scope('matrix'):
    found['matrices'] = list(variables([5, 7]))
with tf.variable_scope('kernel'):
    found['kernels'] = list(variables([3, 3, 2, 4]))
with tf.variable_scope('vector'):
    found['vectors'] = list(variables([7]))
h = tf.layers.conv2d(images, 4, 3, activation=tf.nn.relu, kernel_initializer=init(1))
found['conv2d'] = h
found['conv2d, same'] = tf.layers.conv2d(
    images,
    2,
    [3, 5],
    (2, 1),
    'same',
    use_bias=False,
    kernel_initializer=init(2),
    name='named',
    kernel_regularizer=L.l2_regularizer(0.1),
)
found['conv2d, dilated'] = tf.layers.conv2d(images, 2, 2, dilation_rate=2, kernel_initializer=init(3))
found['max_pooling2d'] = tf.layers.max_pooling2d(h, 2, 2)
found['average_pooling2d'] = tf.layers.average_pooling2d(h, [3, 2], [1, 2], padding='same')
flat = tf.layers.flatten(h)
found['dense'] = tf.layers.dense(flat, 5, kernel_initializer=init(4), bias_initializer=init(5))
found['dense, rank 3'] = tf.layers.dense(steps, 2, tf.nn.tanh, kernel_initializer=init(6))
with tf.variable_scope('shared'):
    tf.layers.dense(rows, 3, kernel_initializer=init(7), name='fc', kernel_regularizer=L.l1_regularizer(0.2))
with tf.variable_scope('shared', reuse=True):
    found['dense, reused'] = tf.layers.dense(rows, 3, name='fc')
found['dropout'] = tf.layers.dropout(rows, 0.4, training=True, seed=8)
found['dropout, fed'] = tf.layers.dropout(rows, 0.4, training=tf.constant(True), seed=9)
found['dropout, off'] = tf.layers.dropout(rows, 0.4)
found['flatten'] = [L.flatten(images), tf.contrib.slim.flatten(steps)]
found['l2'] = [L.l2_regularizer(0.3)(rows), tf.contrib.slim.l2_regularizer(0.4)(rows)]
loss = tf.contrib.seq2seq.sequence_loss
found['sequence_loss'] = [
    loss(logits, targets, weights),
    loss(logits, targets, weights, average_across_batch=False),
    loss(logits, targets, weights, average_across_timesteps=False),
    loss(logits, targets, weights, average_across_timesteps=False, average_across_batch=False),
]
flag = tf.placeholder_with_default(True, [])
norm = tf.layers.batch_normalization
found['batch_normalization'] = [
    norm(images, training=True, momentum=0.9),
    norm(images, training=flag, gamma_initializer=init(12), beta_initializer=init(13)),
    norm(images, training=False, moving_mean_initializer=init(14), name='off'),
    norm(rows, training=True, epsilon=1e-2, name='rows'),
    norm(steps, training=flag, scale=False, name='steps'),
    norm(images, axis=2, training=flag, center=False, name='axis'),
    norm(images, training=tf.constant(False), fused=False, name='plain'),
]
found['conv2d_transpose'] = [
    tf.layers.conv2d_transpose(images, 4, 5, 2, 'same', activation=tf.nn.relu, kernel_initializer=init(15)),
    tf.layers.conv2d_transpose(images, 2, [2, 3], [3, 2], kernel_initializer=init(16), use_bias=False),
    tf.layers.conv2d_transpose(images, 2, 1, 3, kernel_initializer=init(17), name='up'),
]

R = tf.contrib.rnn
C = tf.nn.rnn_cell
found['cells'] = []
for number, cell in enumerate(
    [
        R.BasicRNNCell(3),
        C.BasicRNNCell(3, activation=tf.nn.relu, name='own'),
        R.GRUCell(4),
        C.GRUCell(4, kernel_initializer=init(18), bias_initializer=init(19)),
        R.BasicLSTMCell(4),
        C.BasicLSTMCell(4, forget_bias=0.0, state_is_tuple=False),
        R.LSTMCell(3, initializer=init(20)),
        C.LSTMCell(3, activation=tf.nn.softsign),
        R.MultiRNNCell([R.GRUCell(2), C.BasicLSTMCell(3), R.BasicLSTMCell(3)]),
        C.MultiRNNCell([C.GRUCell(2), C.GRUCell(3)], state_is_tuple=False),
        R.DropoutWrapper(R.GRUCell(4), output_keep_prob=1.0),
        C.DropoutWrapper(C.GRUCell(4), input_keep_prob=tf.constant(1.0)),
    ]
):
    with tf.variable_scope('cell{}'.format(number), initializer=init(21)):
        outputs, state = tf.nn.dynamic_rnn(cell, steps, sequence_length=[1, 2, 4, 3, 4], dtype=tf.float32)
        found['cells'] += [outputs, *tf.contrib.framework.nest.flatten(state)]
with tf.variable_scope('static', initializer=init(22)):
    cell = C.LSTMCell(3)
    start = cell.zero_state(5, tf.float32)
    outputs, state = R.static_rnn(cell, tf.unstack(steps, axis=1), initial_state=start)
    found['static_rnn'] = [*outputs, state.c, R.LSTMStateTuple(start.c, state.h).h]
with tf.variable_scope('again', initializer=init(23)):
    first = C.GRUCell(3)(rows, tf.zeros([5, 3]))[0]
    second = C.GRUCell(3)(rows, first)[0]
with tf.variable_scope('again', reuse=True):
    found['cells, reused'] = [second, C.GRUCell(3)(rows, tf.zeros([5, 3]))[0] - first]


class Halving(C.RNNCell):
    """A cell of the user's own."""

    output_size = state_size = 3

    def __init__(self):
        super().__init__()

    def call(self, inputs, state):
        return inputs + state, state / 2 + inputs


found['own cell'] = list(tf.nn.dynamic_rnn(Halving(), steps, dtype=tf.float32))
found['regularization'] = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    values = sess.run(found)
    sess.run(tf.get_collection(tf.GraphKeys.UPDATE_OPS))
    values['moving averages'] = sess.run([v for v in tf.global_variables() if '/moving_' in v.op.name])
if os.environ.get('MNIST'):
    mnist = input_data.read_data_sets(os.environ['MNIST'], one_hot=True, validation_size=100, seed=1)
    for name in ('train', 'validation', 'test'):
        data = getattr(mnist, name)
        batches = [data.next_batch(60) for _ in range(3)]
        values['mnist ' + name] = [np.array([b[0].sum(), b[1].argmax(1).dot(np.arange(60))]) for b in batches]
        values['mnist ' + name].append(np.array([data.num_examples, data.epochs_completed]))


def plain(value):
    """Nested lists of numbers."""
    return [plain(one) for one in value] if isinstance(value, list) else np.asarray(value, np.float64).ravel().tolist()


names = [[v.op.name, v.get_shape().as_list(), v in tf.trainable_variables()] for v in tf.global_variables()]
print(json.dumps({'variables': names, 'values': {name: plain(value) for name, value in sorted(values.items())}}))
