"""TFLearn: ten of its examples, regression, operators, networks on digits and on sentences."""

import functools
import gzip
import pathlib
import pickle
import struct

import numpy as np

from tests.benchmarks.research.recipes import EntryPoint, Repository, no_data

SET_ASIDE = 5000  # of the digits, by every example, for validation
MOST = 12  # results of Session.run, after which an example is ended


def _digits(clone: pathlib.Path, trained: int = 64) -> None:
    """64 digits are one batch: several threads feed the network, and the order of more would be one of chance."""
    random, folder = np.random.RandomState(0), clone / 'mnist'
    folder.mkdir()
    for name, number in (('train', SET_ASIDE + trained), ('t10k', 16)):
        images = random.randint(0, 256, [number, 28, 28]).astype(np.uint8) * (random.rand(number, 28, 28) < 0.1)
        labels = random.randint(0, 10, number).astype(np.uint8)
        _write(folder / f'{name}-images-idx3-ubyte.gz', struct.pack('>IIII', 2051, number, 28, 28) + images.tobytes())
        _write(folder / f'{name}-labels-idx1-ubyte.gz', struct.pack('>II', 2049, number) + labels.tobytes())


def _write(path, content):
    path.write_bytes(gzip.compress(content, 1, mtime=0))


def _reviews(clone: pathlib.Path) -> None:
    random, parts = np.random.RandomState(1), []
    for number in (32, 8):
        texts = [random.randint(2, 9000, random.randint(5, 40)).tolist() for _ in range(number)]
        parts.append((texts, random.randint(0, 2, number).tolist()))
    (clone / 'imdb.pkl').write_bytes(b''.join(pickle.dumps(part, 2) for part in parts))


def _entry(path: str, data=no_data) -> EntryPoint:
    name = pathlib.PurePath(path).name
    return EntryPoint(name, f'examples/{path}.py', data, place='', paths=('',), calls=MOST)


REPOSITORY = Repository(
    'tflearn/tflearn',
    (
        _entry('basics/linear_regression'),
        _entry('basics/multiple_regression'),
        _entry('basics/logical'),
        _entry('extending_tensorflow/layers', functools.partial(_digits, trained=256)),
        _entry('extending_tensorflow/builtin_ops', _digits),
        _entry('images/highway_dnn', _digits),
        _entry('images/convnet_mnist', _digits),
        _entry('images/variational_autoencoder', _digits),
        _entry('nlp/dynamic_lstm', _reviews),
        _entry('nlp/cnn_sentence_classification', _reviews),
    ),
    {
        'inspect.formatargspec ': 'true: the documentation is made with it',
        'gym.Env.monitor ': 'true: gym 0.9.1 had it last',
        'tensorflow.random_ops ': 'true: not in 1.15.5 either',
        'tensorflow.contrib.tensor_forest ': 'true: 1.15.5 has it, TensorFlow 2 has no kernels for it',
    },
    needs=('pillow', 'scipy'),
)
