"""What is built on both TensorFlows: every layer, every model, every optimizer. Runs under Python 3.7 too.

A case builds its graph with this project's own modules in the default graph. On the genuine TensorFlow 1.15.5 the very
same source runs, with the genuine `tensorflow` in place of the door (see `tests/golden/genuine.py`).
"""

from __future__ import annotations

import collections
import contextlib
import io
import os

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.data import digits
from tf1_ref.data.batches import Batches, Datasets
from tf1_ref.data.points import make_points
from tf1_ref.layers import activations, initializers, pooling
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.layers.conv import Conv2D
from tf1_ref.layers.dense import Dense
from tf1_ref.layers.residual import projection_block, residual_block
from tf1_ref.models import batch_norm_cnn, cnn, mlp, residual_srcnn, resnet, shallow, srcnn
from tf1_ref.training.optimizers import OPTIMIZERS

# What a case has built. `feed` turns the images [n, 784] and one-hot labels [n, 10] of a batch into a feed dictionary;
# `inference` is what has to be fed besides when it is not trained.
Built = collections.namedtuple('Built', ['end_points', 'feed', 'inference', 'cost', 'train_op'])

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


def _classifier(build, reshape=_images, normalized=False, slower=1):
    def case(optimizer):
        x, y = cnn.placeholders() if reshape is _images else _flat_placeholders()
        flags = [_flag()] if normalized else []
        end_points = build(x, y, *flags)
        train_op = _train_op(optimizer, end_points['cost'], slower)
        inference = dict.fromkeys(flags, False)
        return Built(
            end_points, lambda images, labels: {x: reshape(images), y: labels}, inference, end_points['cost'], train_op
        )

    return case


def _train_op(optimizer, cost, slower=1):
    """One step of training; None without an optimizer, on which no initial value depends."""
    return OPTIMIZERS[optimizer](cost, LEARNING_RATES[optimizer] / slower) if optimizer else None


def _flat_placeholders():
    return tf.placeholder(tf.float32, [None, 784]), tf.placeholder(tf.float32, [None, 10])


def _mlp(optimizer):
    x, y = mlp.placeholders()
    end_points = mlp.mlp(x, y)
    train_op = _train_op(optimizer, end_points['cost'])
    return Built(end_points, lambda points, labels: {x: points, y: labels}, {}, end_points['cost'], train_op)


def _super_resolution(build):
    def case(optimizer):
        H = srcnn.placeholders()
        end_points = build(srcnn.degrade(H), H)
        train_op = _train_op(optimizer, end_points['cost'])
        return Built(end_points, lambda images, labels: {H: _images(images)}, {}, end_points['cost'], train_op)

    return case


def build_resizing(image):
    """The super-resolution slide's low-resolution image of `image [batch, 28, 28, 1]`, and bicubic up-sampling."""
    L = srcnn.degrade(image)
    return {'degrade': L, 'bicubic': srcnn.bicubic(L)}


# A model: what builds it, with an optimizer; the batches; and the optimizers that it is trained with.
Case = collections.namedtuple('Case', ['build', 'batch_size', 'optimizers', 'data'])

ALL = ['sgd', 'momentum', 'rmsprop', 'adam']
MODELS = {
    'softmax_regression': Case(_classifier(shallow.softmax_regression, np.asarray), 128, ['sgd'], 'digits'),
    'two_layer': Case(_classifier(shallow.two_layer, np.asarray), 128, ['sgd'], 'digits'),
    'mlp': Case(_mlp, 128, ALL, 'points'),
    'cnn': Case(_classifier(cnn.cnn), 128, ALL, 'digits'),
    'cnn_mnist': Case(_classifier(cnn.cnn), 128, ['sgd'], 'mnist'),
    'batch_norm_cnn': Case(_classifier(batch_norm_cnn.batch_norm_cnn, normalized=True), 128, ALL, 'digits'),
    # At higher rates rounding alone decides where its costs go.
    'resnet': Case(
        _classifier(lambda x, y, is_train: resnet.resnet(x, y, is_train, 3, 16), normalized=True, slower=10),
        32,
        ALL,
        'digits',
    ),
    'srcnn': Case(_super_resolution(srcnn.srcnn), 128, ALL, 'digits'),
    'residual_srcnn': Case(_super_resolution(residual_srcnn.residual_srcnn), 128, ['adam'], 'digits'),
}


# Cases that are no layers and no models: what is recorded once, and small programs.
OTHERS = ('fixed', 'static_shapes')


def names():
    """All cases that can be recorded; the one on MNIST needs its files, in the folder that DATA_DIR names."""
    found = [*LAYERS, *MODELS, *OTHERS]
    return found if os.environ.get('DATA_DIR') else [name for name in found if name != 'cnn_mnist']


def read(data, read_data_sets):
    """The data sets of a case.

    Args:
        data: 'digits' (embedded), 'mnist' (in the folder that DATA_DIR names) or 'points' (on the arms of a spiral).
        read_data_sets: the genuine article's, or this project's.
    """
    if data == 'points':
        # Rounded, so that they do not depend on the last bit of a NumPy's cosine.
        points, labels = make_points(1500, seed=3)
        return Datasets(Batches(np.round(points * 1024) / 1024, labels, np.random.RandomState(3)), None, None)
    with contextlib.redirect_stdout(io.StringIO()):  # both loaders print what they extract
        if data == 'mnist':
            return read_data_sets(os.environ['DATA_DIR'], one_hot=True)
        return read_data_sets(digits.path(), one_hot=True, validation_size=digits.VALIDATION_SIZE)
