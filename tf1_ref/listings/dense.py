# Slide: "Fully-connected or Dense 'Layer'"
# Reconstructed: the body is a picture in the deck. Its text names the two variables, `tf.matmul`, the scope that
# prefixes them, `tf.get_variable` and Xavier's initializer; the usage `Dense(x, [2,64], 'ih')` gives the arguments.
# Repairs: in the text, `tf.variable\_scope` -> `tf.variable_scope`, `tf.get\_variable` -> `tf.get_variable`,
# `xavier\_initializer` -> `xavier_initializer`.

def Dense(x, W_shape, name):
    with tf.variable_scope(name):
        W = tf.get_variable('W', W_shape, initializer=tf.contrib.layers.xavier_initializer(uniform=False))
        b = tf.get_variable('b', W_shape[-1:], initializer=tf.constant_initializer(0.0))
        return tf.matmul(x, W) + b
