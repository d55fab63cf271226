"""Trains a small network and profiles its steps; `result` has the files whose code the steps ran."""

import sys

import numpy as np
import tensorflow as tf

tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 5])
hidden = tf.contrib.layers.fully_connected(tf.layers.dense(x, 7), 3)
kept = tf.nn.dropout(hidden, 0.5)
loss = tf.reduce_mean(tf.square(kept))
train_op = tf.train.AdamOptimizer().minimize(loss)

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    session.run(train_op, {x: np.ones([2, 5], np.float)})
    files = set()
    sys.setprofile(lambda frame, event, argument: files.add(frame.f_code.co_filename))
    for _ in range(5):
        batch = np.reshape(np.arange(10, dtype=np.float), [2, 5])
        session.run([train_op, loss], feed_dict={x: batch})
    sys.setprofile(None)  # not cProfile, whose end imports a module from Python 3.12 on
result = sorted(files)
