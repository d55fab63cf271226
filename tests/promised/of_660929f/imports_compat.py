"""Every way to import what only this project gives back."""
from __future__ import print_function

from tf1_ref.compat import tf as tf1  # v2 behaviour off, TensorFlow 1's op seeds
import tensorflow.compat.v1 as tf
import tf1_ref.compat.contrib.slim as slim
import tf1_ref.compat.contrib as contrib
from tf1_ref.compat.contrib import layers, rnn
from tf1_ref.compat.contrib.layers import xavier_initializer, l2_regularizer
from tf1_ref.compat.contrib.framework import arg_scope
from tf1_ref.compat.contrib import layers as initializers
from tf1_ref.compat.contrib import rnn as core_rnn_cell
from tf1_ref.compat.contrib import seq2seq, legacy_seq2seq, crf
from tf1_ref.compat.contrib.training import HParams
from tf1_ref.data import input_data
from tensorflow.python.ops import control_flow_ops, array_ops
from tensorflow.python.framework import ops
from tensorflow.python.training import moving_averages
from tf1_ref.compat.tf import keras
Dense = tf1.keras.layers.Dense
K = tf1.keras.backend
import tf1_ref.compat.contrib.learn as learn

tf.set_random_seed(7)
x = tf.placeholder(tf.float32, [None, 13], name='x')
with arg_scope([layers.fully_connected], weights_regularizer=l2_regularizer(0.1)):
    h = layers.fully_connected(x, 11, weights_initializer=xavier_initializer(), scope='first')
h = slim.fully_connected(h, 7, scope='second')
h = tf1.layers.dense(h, 5, name='third')
h = Dense(3, name='fourth')(h)
h = control_flow_ops.cond(tf.constant(True), lambda: array_ops.identity(h), lambda: h * 2)
cell = rnn.BasicLSTMCell(2)
outputs, _ = tf.nn.dynamic_rnn(cell, tf.expand_dims(h, 1), dtype=tf.float32)
loss = contrib.losses.mean_squared_error(outputs[:, 0], tf.zeros_like(outputs[:, 0]))
likelihood, _ = crf.crf_log_likelihood(tf.ones([1, 3, 2]), tf.ones([1, 3], tf.int32), tf.constant([3]))
hparams = HParams(rate=0.1, size=3)
names = [seq2seq.BasicDecoder, legacy_seq2seq.rnn_decoder, initializers.xavier_initializer, core_rnn_cell.LSTMCell,
         moving_averages.assign_moving_average, ops.convert_to_tensor, keras.models.Sequential, K.floatx, input_data.read_data_sets,
         tf1.contrib.opt.NadamOptimizer, learn.datasets.load_iris]
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
