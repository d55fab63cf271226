"""A small network under several names, whose checkpoints the genuine article has written; Python 3.7 reads this too."""

import hashlib
import os

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.layers.batch_norm import BatchNorm

SCOPED = {'outer': 'net', 'kernel': 'weights', 'bias': 'biases'}


def build(outer='', kernel='W', bias='b', optimizer=tf.train.AdamOptimizer, learning_rate=0.1):
    """A convolution, batch normalization and a dense layer, trained with Adam; returns the training step."""
    if outer:
        with tf.variable_scope(outer):
            return build('', kernel, bias, optimizer)
    x = tf.placeholder_with_default(np.ones([2, 5, 5, 1], np.float32), [None, 5, 5, 1])
    with tf.variable_scope('conv1'):
        W, b = tf.get_variable(kernel, [3, 3, 1, 2]), tf.get_variable(bias, [2])
        h = tf.nn.conv2d(x, W, strides=[1, 1, 1, 1], padding='VALID') + b
    h = tf.reshape(BatchNorm(h, tf.constant(True), name='bn1'), [-1, 18])
    with tf.variable_scope('fc1'):
        h = tf.matmul(h, tf.get_variable(kernel, [18, 3])) + tf.get_variable(bias, [3])
    return optimizer(learning_rate).minimize(tf.reduce_sum(h))


def plain():
    return build()


def scoped():
    return build(**SCOPED)


def with_momentum():
    return build(optimizer=lambda rate: tf.train.MomentumOptimizer(rate, 0.9))


def for_inference():
    """The network alone."""
    build()
    graph = tf.get_default_graph()
    for name in ('variables', 'trainable_variables'):
        kept = [one for one in graph.get_collection_ref(name) if 'Adam' not in one.name and 'power' not in one.name]
        graph.get_collection_ref(name)[:] = kept


def two_layers():
    """The layers that the Keras model has."""
    for_inference()
    graph = tf.get_default_graph()
    for name in ('variables', 'trainable_variables'):
        graph.get_collection_ref(name)[:] = [one for one in graph.get_collection_ref(name) if 'bn1' not in one.name]


def build_nothing():
    """A function that builds no variables."""
    tf.constant(1)


def fails():
    raise ValueError('no such thing')


def another():
    """A network that has nothing to do with it."""
    tf.get_variable('conv1/W', [5, 5, 1, 2])
    tf.get_variable('embedding', [7, 11])


def digests(prefix):
    """SHA-256 of every value of a checkpoint, by name."""
    reader = tf.train.load_checkpoint(prefix)
    values = {name: reader.get_tensor(name) for name in sorted(reader.get_variable_to_shape_map())}
    return {
        name: hashlib.sha256(value.tobytes()).hexdigest() for name, value in values.items() if hasattr(value, 'dtype')
    }


def save_all(folder):
    """Writes a checkpoint in every form; returns the digests by file name."""
    found = {}
    for name, version, sharded in (('v2', 2, False), ('v1', 1, False), ('shards', 2, True), ('v1_shards', 1, True)):
        prefix = os.path.join(folder, name)
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(3)
            with tf.device(_on_two_devices if sharded else ''):
                step = scoped()
            with tf.Session(graph=graph, config=tf.ConfigProto(device_count={'CPU': 2})) as sess:
                sess.run(tf.global_variables_initializer())
                sess.run(step)
                saver = tf.train.Saver(write_version=version, sharded=sharded)
                found[name] = digests(saver.save(sess, prefix, write_meta_graph=False, write_state=False))
    return found


def _on_two_devices(op):
    return '/cpu:1' if 'fc1' in op.name else '/cpu:0'


def save_keras(folder):
    """Writes an object-based checkpoint of a Keras model that was trained one step; returns its digests."""
    with tf.Graph().as_default(), tf.Session().as_default():
        keras = tf.keras
        layers = [keras.layers.Conv2D(2, 3, input_shape=(5, 5, 1)), keras.layers.Flatten(), keras.layers.Dense(3)]
        model = keras.Sequential(layers)
        model.compile(keras.optimizers.Adam(), 'mse')
        model.fit(np.ones([2, 5, 5, 1], np.float32), np.zeros([2, 3], np.float32), verbose=0)
        prefix = os.path.join(folder, 'keras')
        model.save_weights(prefix, save_format='tf')
    return {'keras': digests(prefix)}
