"""A network of tf.layers and contrib.layers, for a module that stands alone."""
from tf1_ref.compat import tf as tf1  # v2 behaviour off, TensorFlow 1's op seeds
import tensorflow.compat.v1 as tf

tf.set_random_seed(6)
images = tf.placeholder(tf.float32, [None, 11, 11, 1])
init = tf1.contrib.layers.xavier_initializer()
h = tf1.layers.conv2d(images, 3, 5, activation=tf.nn.relu, kernel_initializer=init)
h = tf1.layers.max_pooling2d(h, 2, 2)
h = tf1.contrib.layers.flatten(h)
logits = tf1.layers.dense(h, 7)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(['%.5f' % value for value in sess.run(logits, {images: [[[[0.1]] * 11] * 11]})[0]])
for variable in tf.trainable_variables():
    print(variable.name, variable.get_shape().as_list())
