"""`tensorflow.examples.tutorials.mnist.input_data`, whose host is dead, for the user's modules."""

from __future__ import annotations

import functools
import types

import numpy as np

from tf1_ref.compat.names import views
from tf1_ref.compat.process import swapping
from tf1_ref.legacy.options import NeedsFlag, Options

DEAD_HOSTS = ('yann.lecun.com',)
NUM_TRAIN, NUM_TEST = 60000, 10000  # MNIST's sizes


def input_data(options: Options) -> types.ModuleType:
    """The module, whose `read_data_sets` reads MNIST, or what the option `offline_data` names in its place."""
    from tf1_ref.data import input_data as real

    read_data_sets = _read_digits if options.offline_data == 'digits' else _read_mnist
    names = {name: value for name, value in vars(real).items() if not name.startswith('__')}
    names.update(__doc__=real.__doc__, read_data_sets=read_data_sets)
    names['load_mnist'] = lambda train_dir='MNIST-data': read_data_sets(train_dir)
    if options.file_urls:
        names.update(
            {name: _with_file_urls(names[name]) for name in ('read_data_sets', 'load_mnist', 'maybe_download')}
        )
    return views.View('tensorflow.examples.tutorials.mnist.input_data', names)


def _with_file_urls(function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        from tf1_ref.data import transfers

        with swapping.swapped(transfers, ALLOW_FILES=True):
            return function(*args, **kwargs)

    return call


def _read_mnist(train_dir, fake_data=False, one_hot=False, dtype=None, reshape=True, validation_size=5000, seed=None,
                source_url=None):  # fmt: skip
    """Calls `read_data_sets` of `tf1_ref.data.input_data`, with the living mirrors for the dead host."""
    from tf1_ref.data import input_data as real
    from tf1_ref.data import mnist_files

    if not source_url or any(host in source_url for host in DEAD_HOSTS):
        source_url = real.DEFAULT_SOURCE_URL
    dtype = real.tf.float32 if dtype is None else dtype
    try:
        return real.read_data_sets(train_dir, fake_data, one_hot, dtype, reshape, validation_size, seed, source_url)
    except mnist_files.DownloadError as error:
        files = '; or let it read files (--file_urls)' if 'unknown url type: file' in str(error) else ''
        raise NeedsFlag(f'{error}{files}; or take the embedded digits (--offline_data=digits)') from None


def _read_digits(train_dir, fake_data=False, one_hot=False, dtype=None, reshape=True, validation_size=5000, seed=None,
                 source_url=None):  # fmt: skip
    """Gives the embedded digits, repeated to MNIST's sizes, and says so."""
    from tf1_ref.data import digits, mnist_files
    from tf1_ref.data import input_data as real

    print(f'{train_dir}: in place of MNIST, 1,797 embedded digits, repeated to 60,000 and 10,000 (offline_data)')
    paths = mnist_files.locate(digits.path())
    arrays: list[np.ndarray] = []
    for name, size in zip(mnist_files.NAMES, (NUM_TRAIN, NUM_TRAIN, NUM_TEST, NUM_TEST), strict=True):
        with open(paths[name], 'rb') as f:
            array = real.extract_images(f) if 'images' in name else real.extract_labels(f, one_hot)
        arrays.append(np.resize(array, (size, *array.shape[1:])))
    dtype = real.tf.float32 if dtype is None else dtype
    if fake_data:
        return real.read_data_sets(train_dir, fake_data, one_hot)
    images, labels, test_images, test_labels = arrays
    return real.make_data_sets(
        images, labels, test_images, test_labels, validation_size,
        dtype=dtype, reshape=reshape, seed=seed, one_hot=one_hot
    )  # fmt: skip
