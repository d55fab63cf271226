"""Short forms that the tests of layers and models share."""

from tf1_ref.compat import tf


def variable_table():
    """(name, shape, dtype, trainable, collections) of every variable, in the order of creation."""
    trainable = tf.trainable_variables()
    collections = [name for name in tf.get_default_graph().get_all_collection_keys() if isinstance(name, str)]
    return [
        (
            variable.op.name,
            variable.get_shape().as_list(),
            variable.dtype.base_dtype.name,
            any(variable is other for other in trainable),
            sorted(name for name in collections if any(variable is v for v in tf.get_collection(name))),
        )
        for variable in tf.global_variables()
    ]


def variable_names():
    """The names of all variables, in the order of creation."""
    return [variable.op.name for variable in tf.global_variables()]


def run(fetches, feed_dict=None):
    """Initializes the variables and runs `fetches`."""
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return sess.run(fetches, feed_dict)


def value_of(name):
    """The tensor of a variable by name."""
    return tf.get_default_graph().get_tensor_by_name(f'{name}:0')


WEIGHT = ['trainable_variables', 'variables']
