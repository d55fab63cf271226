# Slide: '2D Convolution Layer in TF'
# Reconstructed: the body is a picture in the deck. Its text names the filter weight W, the bias b and `tf.nn.conv2d`
# between input and weights; the usage `Conv2D(x, [5,5,3,6], [1,1,1,1], 'SAME', 'conv1')` gives the arguments.
# Repairs: none.

def Conv2D(x, W_shape, strides, padding, name):
    with tf.variable_scope(name):
        W = tf.get_variable('W', W_shape, initializer=tf.contrib.layers.xavier_initializer(uniform=False))
        b = tf.get_variable('b', W_shape[-1:], initializer=tf.constant_initializer(0.0))
        return tf.nn.conv2d(x, W, strides, padding) + b
