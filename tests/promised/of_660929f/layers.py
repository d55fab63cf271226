"""A network of tf.layers and contrib.layers, for a module that stands alone."""
import tensorflow as tf

tf.set_random_seed(6)
images = tf.placeholder(tf.float32, [None, 11, 11, 1])
init = tf.contrib.layers.xavier_initializer()
h = tf.layers.conv2d(images, 3, 5, activation=tf.nn.relu, kernel_initializer=init)
h = tf.layers.max_pooling2d(h, 2, 2)
h = tf.contrib.layers.flatten(h)
logits = tf.layers.dense(h, 7)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(['%.5f' % value for value in sess.run(logits, {images: [[[[0.1]] * 11] * 11]})[0]])
for variable in tf.trainable_variables():
    print(variable.name, variable.get_shape().as_list())
