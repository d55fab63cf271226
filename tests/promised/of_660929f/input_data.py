"""MNIST as tensorflow.examples.tutorials.mnist.input_data gave it in TensorFlow 1. Written by tf1_ref."""

import collections
import gzip
import os
import urllib.request

import numpy as np
import tensorflow.compat.v1 as tf

SOURCE_URL = 'https://storage.googleapis.com/cvdf-datasets/mnist/'
FILES = ('train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte')

Datasets = collections.namedtuple('Datasets', ['train', 'validation', 'test'])


class DataSet:
    """Images and labels; `next_batch` goes through them in a new order in each epoch."""

    def __init__(self, images, labels, fake_data=False, one_hot=False, dtype=tf.float32, reshape=True, seed=None):
        graph_seed, op_seed = tf.get_seed(seed)
        np.random.seed(graph_seed if seed is None else op_seed)
        self.one_hot = one_hot
        self._num_examples = 10000 if fake_data else len(images)
        if not fake_data:
            if reshape:
                images = images.reshape(len(images), images.shape[1] * images.shape[2])
            if tf.as_dtype(dtype) == tf.float32:
                images = images.astype(np.float32) * np.float32(1 / 255)
        self._images, self._labels = images, labels
        self._epochs_completed = self._index_in_epoch = 0

    images = property(lambda self: self._images)
    labels = property(lambda self: self._labels)
    num_examples = property(lambda self: self._num_examples)
    epochs_completed = property(lambda self: self._epochs_completed)

    def next_batch(self, batch_size, fake_data=False, shuffle=True):
        if fake_data:
            return [[1] * 784] * batch_size, [[1] + [0] * 9 if self.one_hot else 0] * batch_size
        start = self._index_in_epoch
        if self._epochs_completed == 0 and start == 0 and shuffle:
            self._shuffle()
        end = start + batch_size
        if end <= self._num_examples:
            self._index_in_epoch = end
            return self._images[start:end], self._labels[start:end]
        images, labels = self._images[start:], self._labels[start:]
        self._epochs_completed += 1
        if shuffle:
            self._shuffle()
        self._index_in_epoch = end = end - self._num_examples
        return np.concatenate([images, self._images[:end]]), np.concatenate([labels, self._labels[:end]])

    def _shuffle(self):
        order = np.arange(self._num_examples)
        np.random.shuffle(order)
        self._images, self._labels = self._images[order], self._labels[order]


def read_data_sets(
    train_dir,
    fake_data=False,
    one_hot=False,
    dtype=tf.float32,
    reshape=True,
    validation_size=5000,
    seed=None,
    source_url=SOURCE_URL,
):
    options = {'one_hot': one_hot, 'dtype': dtype, 'reshape': reshape, 'seed': seed}
    if fake_data:
        return Datasets(*(DataSet([], [], fake_data=True, **options) for _ in range(3)))
    images, labels, test_images, test_labels = (_read(train_dir, name, source_url) for name in FILES)
    if one_hot:
        labels, test_labels = np.eye(10)[labels], np.eye(10)[test_labels]
    if not 0 <= validation_size <= len(images):
        raise ValueError(f'validation_size={validation_size} is not within 0 and {len(images)}')
    return Datasets(
        DataSet(images[validation_size:], labels[validation_size:], **options),
        DataSet(images[:validation_size], labels[:validation_size], **options),
        DataSet(test_images, test_labels, **options),
    )


def _read(folder, name, source_url):
    path = os.path.join(folder, name + '.gz')
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        urllib.request.urlretrieve(source_url + name + '.gz', path + '.part')
        os.replace(path + '.part', path)
    print('Extracting', path)
    with gzip.open(path) as file:
        content = file.read()
    axes = content[3]
    shape = np.frombuffer(content, '>i4', axes, 4)
    array = np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)
    return array[..., np.newaxis] if axes == 3 else array
