"""Every way to import what only this project gives back."""
from __future__ import print_function

import tensorflow as tf
import tensorflow.contrib.slim as slim
import tensorflow.contrib as contrib
from tensorflow.contrib import layers, rnn
from tensorflow.contrib.layers import xavier_initializer, l2_regularizer
from tensorflow.contrib.framework.python.ops import arg_scope
from tensorflow.contrib.layers.python.layers import initializers
from tensorflow.contrib.rnn.python.ops import core_rnn_cell
from tensorflow.contrib import seq2seq, legacy_seq2seq, crf
from tensorflow.contrib.training import HParams
from tensorflow.examples.tutorials.mnist import input_data
from tensorflow.python.ops import control_flow_ops, array_ops
from tensorflow.python.framework import ops
from tensorflow.python.training import moving_averages
from tensorflow import keras
from tensorflow.keras.layers import Dense
import tensorflow.keras.backend as K
import tensorflow.contrib.learn as learn

tf.set_random_seed(7)
x = tf.placeholder(tf.float32, [None, 13], name='x')
with arg_scope([layers.fully_connected], weights_regularizer=l2_regularizer(0.1)):
    h = layers.fully_connected(x, 11, weights_initializer=xavier_initializer(), scope='first')
h = slim.fully_connected(h, 7, scope='second')
h = tf.layers.dense(h, 5, name='third')
h = Dense(3, name='fourth')(h)
h = control_flow_ops.cond(tf.constant(True), lambda: array_ops.identity(h), lambda: h * 2)
cell = rnn.BasicLSTMCell(2)
outputs, _ = tf.nn.dynamic_rnn(cell, tf.expand_dims(h, 1), dtype=tf.float32)
loss = contrib.losses.mean_squared_error(outputs[:, 0], tf.zeros_like(outputs[:, 0]))
likelihood, _ = crf.crf_log_likelihood(tf.ones([1, 3, 2]), tf.ones([1, 3], tf.int32), tf.constant([3]))
hparams = HParams(rate=0.1, size=3)
names = [seq2seq.BasicDecoder, legacy_seq2seq.rnn_decoder, initializers.xavier_initializer, core_rnn_cell.LSTMCell,
         moving_averages.assign_moving_average, ops.convert_to_tensor, keras.models.Sequential, K.floatx, input_data.read_data_sets,
         tf.contrib.opt.NadamOptimizer, learn.datasets.load_iris]
train = tf.train.GradientDescentOptimizer(hparams.rate).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    first = sess.run(loss, {x: [[0.5] * 13]})
    sess.run(train, {x: [[0.5] * 13]})
    print('loss %.6f %.6f' % (first, sess.run(loss, {x: [[0.5] * 13]})))
    print('likelihood %.6f' % sess.run(likelihood)[0])
for variable in tf.trainable_variables():
    print(variable.name, variable.get_shape().as_list())
print(len(names))
