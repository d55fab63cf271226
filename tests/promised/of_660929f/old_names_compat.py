"""Names from before TensorFlow 1.0, and the deck's loader on a folder with IDX files."""
import sys

import numpy as np
from tf1_ref.compat import tf as tf1  # v2 behaviour off, TensorFlow 1's op seeds
import tensorflow.compat.v1 as tf

import tf1_ref.data.input_data as input_data

tf.set_random_seed(3)
a = tf.Variable(tf.random_uniform([3, 2]), name='a')
b = tf.multiply(tf.stack([a, a]), 2.0)
c = tf.concat(axis=0, values=[a, a])
tf.summary.scalar('mean', tf.reduce_mean(b))
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    print(np.round(sess.run(b), 5).tolist())
    print(sess.run(tf.shape(c)).tolist())
data = input_data.read_data_sets(sys.argv[1], one_hot=True, validation_size=10, seed=1)
images, labels = data.train.next_batch(2)
print(images.shape, labels.argmax(1).tolist(), round(float(images.sum()), 4))
