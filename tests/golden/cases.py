"""What is built on both TensorFlows: every layer, every model, every optimizer. Runs under Python 3.7 too.

A case builds its graph with this project's own modules in the default graph. On the genuine TensorFlow 1.15.5 the very
same source runs, with the genuine `tensorflow` in place of the door (see `tests/golden/genuine.py`).
"""

from __future__ import annotations

import collections

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.layers import activations, initializers, pooling
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense
from tf1_ref.layers.residual import projection_block, residual_block
from tf1_ref.models import batch_norm_cnn, cnn, mlp, resnet, shallow, srcnn
from tf1_ref.training.optimizers import OPTIMIZERS

# What a case has built. `feed` turns the images [n, 784] and one-hot labels [n, 10] of a batch into a feed dictionary.
Built = collections.namedtuple('Built', ['end_points', 'feed', 'cost', 'train_op'])

SITUATIONS = ('alone', 'outer', 'reused', 'twice')
LEARNING_RATES = {'sgd': 0.1, 'momentum': 0.02, 'rmsprop': 0.001, 'adam': 0.002}


def _image():
    return tf.placeholder(tf.float32, [None, 11, 13, 3])


def _vector():
    return tf.placeholder(tf.float32, [None, 17])


def _flag():
    return tf.placeholder_with_default(True, [])


TWO = [1, 2, 2, 1]
# Each layer: how its input is made, and how it is called in a scope.
LAYERS = {
    'dense': (_vector, lambda x, name: Dense(x, [17, 5], name)),
    'dense_he': (_vector, lambda x, name: Dense(x, [17, 5], name, initializers.he())),
    'dense_xavier': (_vector, lambda x, name: Dense(x, [17, 5], name, initializers.xavier())),
    'conv': (_image, lambda x, name: Conv2D(x, [5, 3, 3, 7], [1, 1, 1, 1], 'SAME', name)),
    'conv_valid_stride': (_image, lambda x, name: Conv2D(x, [3, 3, 3, 7], [1, 2, 2, 1], 'VALID', name)),
    'strided_conv': (_image, lambda x, name: pooling.strided_conv(x, [5, 5, 3, 6], name)),
    'max_pool': (_image, lambda x, name: pooling.max_pool(x, TWO, TWO, 'SAME')),
    'avg_pool': (_image, lambda x, name: pooling.avg_pool(x, TWO, TWO, 'SAME')),
    'sigmoid': (_vector, lambda x, name: activations.sigmoid(x)),
    'tanh': (_vector, lambda x, name: activations.tanh(x)),
    'relu': (_vector, lambda x, name: activations.relu(x)),
    'leaky_relu': (_vector, lambda x, name: activations.leaky_relu(x)),
    'elu': (_vector, lambda x, name: activations.elu(x)),
    'maxout': (_vector, lambda x, name: activations.maxout(x, [17, 5], name)),
    'batch_norm_rank_2': (_vector, lambda x, name: BatchNorm(x, _flag(), name=name)),
    'batch_norm_rank_4': (_image, lambda x, name: BatchNorm(x, _flag(), decay=0.9, name=name)),
    'residual_block': (_image, lambda x, name: _scoped(name, lambda: residual_block(x, _flag()))),
    'projection_block': (_image, lambda x, name: _scoped(name, lambda: projection_block(x, _flag(), 7, 2))),
}


def _scoped(name, build):
    with tf.variable_scope(name):
        return build()


def build_layer(layer, situation):
    """Builds a layer alone, within an outer scope, with shared variables, or twice; returns its input and outputs."""
    make_input, call = LAYERS[layer]
    x = make_input()
    if situation == 'alone':
        return x, [call(x, 'layer')]
    if situation == 'outer':
        with tf.variable_scope('outer'):
            return x, [call(x, 'layer')]
    if situation == 'reused':
        first = call(x, 'layer')
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            return x, [first, call(x, 'layer')]
    outputs = []
    for _ in range(2):
        with tf.variable_scope(None, 'block'):
            outputs.append(call(x, 'layer'))
    return x, outputs


def layer_input(layer):
    """A fixed input of a layer, `[5, ...]`."""
    shape = [5, 17] if LAYERS[layer][0] is _vector else [5, 11, 13, 3]
    return np.random.RandomState(3).standard_normal(shape).astype(np.float32)


def _images(batch):
    return batch.reshape([-1, 28, 28, 1])


def _classifier(build, reshape=_images):
    def case(optimizer, dtype=tf.float32):
        x, y = cnn.placeholders() if reshape is _images else _flat_placeholders()
        end_points = build(_as(x, dtype), _as(y, dtype))
        train_op = OPTIMIZERS[optimizer](end_points['cost'], LEARNING_RATES[optimizer])
        return Built(end_points, lambda images, labels: {x: reshape(images), y: labels}, end_points['cost'], train_op)

    return case


def _flat_placeholders():
    return tf.placeholder(tf.float32, [None, 784]), tf.placeholder(tf.float32, [None, 10])


def _mlp(optimizer):
    x, y = mlp.placeholders()
    end_points = mlp.mlp(x, y)
    train_op = OPTIMIZERS[optimizer](end_points['cost'], LEARNING_RATES[optimizer])
    # Two numbers and four classes of a digit: the ink in its upper and in its left half, and its label modulo four.
    return Built(
        end_points,
        lambda images, labels: {x: _ink(images), y: np.eye(4)[np.argmax(labels, 1) % 4]},
        end_points['cost'],
        train_op,
    )


def _ink(images):
    images = _images(images)
    return np.stack([images[:, :14].mean((1, 2, 3)), images[:, :, :14].mean((1, 2, 3))], axis=1).astype(np.float32)


def _srcnn(optimizer, dtype=tf.float32):
    H = srcnn.placeholders()
    end_points = srcnn.srcnn(_as(srcnn.degrade(H), dtype), _as(H, dtype))
    train_op = OPTIMIZERS[optimizer](end_points['cost'], LEARNING_RATES[optimizer])
    return Built(end_points, lambda images, labels: {H: _images(images)}, end_points['cost'], train_op)


def _as(x, dtype):
    """`x` in double precision where a test asks for it; no op is added otherwise."""
    return x if x.dtype.base_dtype == dtype else tf.cast(x, dtype)


def _is_training():
    return tf.placeholder_with_default(True, [])


MODELS = {
    'softmax_regression': (_classifier(shallow.softmax_regression, np.asarray), 128, ['sgd']),
    'two_layer': (_classifier(shallow.two_layer, np.asarray), 128, ['sgd']),
    'mlp': (_mlp, 128, ['sgd']),
    'cnn': (_classifier(cnn.cnn), 128, ['sgd', 'momentum', 'rmsprop', 'adam']),
    'batch_norm_cnn': (
        _classifier(lambda x, y: batch_norm_cnn.batch_norm_cnn(x, y, _is_training())),
        128,
        ['sgd', 'momentum', 'rmsprop', 'adam'],
    ),
    'resnet': (
        _classifier(lambda x, y: resnet.resnet(x, y, _is_training(), blocks=3, channels=16)),
        32,
        ['sgd', 'momentum', 'rmsprop', 'adam'],
    ),
    'srcnn': (_srcnn, 128, ['sgd', 'momentum', 'rmsprop', 'adam']),
}
"""Each model: a function of the optimizer's name, the batch size, and the optimizers that it is trained with."""
