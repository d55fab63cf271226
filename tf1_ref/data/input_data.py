"""TensorFlow 1's MNIST loader. Slide 'Data Loader for MNIST'.

The deck says `from tensorflow.examples.tutorials.mnist import input_data`, which TensorFlow 2 no longer has; say
`from tf1_ref.data import input_data` instead. Signatures, defaults, printed lines, NumPy's re-seeding and the order of
the batches are those of TensorFlow 1.15.5, so that the same graph seed gives the same batches, byte by byte. Beyond it,
files that are broken, or cannot be downloaded, are named in one line.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import BinaryIO

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.data import idx, mnist_files
from tf1_ref.data.batches import Batches, Datasets
from tf1_ref.data.mnist_files import DEFAULT_SOURCE_URL
from tf1_ref.errors import InputError

SOURCE_URL = DEFAULT_SOURCE_URL  # its name before TensorFlow 1.0


class DataSet(Batches):
    """One of the three parts of a data set: images, labels, `num_examples`, `epochs_completed` and `next_batch`."""

    def __init__(
        self,
        images: np.ndarray,
        labels: np.ndarray,
        fake_data: bool = False,
        one_hot: bool = False,
        dtype: tf.DType = tf.float32,
        reshape: bool = True,
        seed: int | None = None,
    ):
        """Prepares the images, and re-seeds NumPy's global random numbers, on which the order of the batches depends.

        The NumPy seed is the graph's (`tf.set_random_seed`); with `seed`, it is the op seed that TensorFlow makes of
        it; without either, the operating system gives it.

        Args:
            images: uint8 `[num_examples, height, width, depth]`, 0 to 255.
            labels: `[num_examples]` or `[num_examples, classes]`.
            fake_data: hold nothing; `next_batch(n, fake_data=True)` gives ones.
            one_hot: whether fake labels are one-hot; others stay as they are.
            dtype: `tf.float32` scales the images to 0 to 1; `tf.uint8` leaves them as they are.
            reshape: flatten the images to `[num_examples, height * width]`; needs depth 1.
            seed: an op seed.

        Raises:
            TypeError: `dtype` is neither uint8 nor float32.
            InputError: there are not as many labels as images, or `reshape` meets another depth than 1.
        """
        graph_seed, op_seed = tf.get_seed(seed)
        np.random.seed(graph_seed if seed is None else op_seed)
        dtype = tf.as_dtype(dtype).base_dtype
        if dtype not in (tf.uint8, tf.float32):
            raise TypeError(f'Image dtype {dtype.name} is neither uint8 nor float32')
        self.one_hot = one_hot
        super().__init__(images, labels)
        if fake_data:
            self._num_examples = 10000
            return
        if reshape:
            if images.ndim != 4 or images.shape[3] != 1:
                raise InputError(f'images {list(images.shape)} have no single channel to drop; pass reshape=False')
            self._images = images.reshape(len(images), images.shape[1] * images.shape[2])
        if dtype == tf.float32:
            self._images = self._images.astype(np.float32)
            self._images *= np.float32(1 / 255)

    def next_batch(
        self, batch_size: int, fake_data: bool = False, shuffle: bool = True
    ) -> tuple[Sequence, Sequence] | tuple[np.ndarray, np.ndarray]:
        """Returns the next examples; see `Batches.next_batch`.

        Args:
            batch_size: number of examples, 0 to `num_examples`.
            fake_data: return lists of 784 ones and of label 0 instead.
            shuffle: whether to shuffle when an epoch starts.

        Returns:
            Images and labels.

        Raises:
            InputError: `batch_size` does not fit, or the data set was made with `fake_data` and has no examples.
        """
        if fake_data:
            label = [1] + [0] * 9 if self.one_hot else 0
            return [[1] * 784] * batch_size, [label] * batch_size
        if not len(self._stored[0]):  # `images` would move all of them
            raise InputError('this data set has no examples; call next_batch with fake_data=True, or read real files')
        return super().next_batch(batch_size, shuffle)


def read_data_sets(
    train_dir: str | os.PathLike,
    fake_data: bool = False,
    one_hot: bool = False,
    dtype: tf.DType = tf.float32,
    reshape: bool = True,
    validation_size: int = 5000,
    seed: int | None = None,
    source_url: str = DEFAULT_SOURCE_URL,
) -> Datasets:
    """Reads MNIST, or a data set in the same four files; those that `train_dir` lacks are downloaded to it.

    Args:
        train_dir: folder of the files, compressed or plain; made if it is missing.
        fake_data: read nothing; see `DataSet`.
        one_hot: labels `[num_examples, 10]`, float64, instead of `[num_examples]`, uint8.
        dtype: `tf.float32` for images from 0 to 1, `tf.uint8` for 0 to 255.
        reshape: images `[num_examples, 784]` instead of `[num_examples, 28, 28, 1]`.
        validation_size: how many of the first training images become the validation set.
        seed: op seed for the order of the batches; see `DataSet`.
        source_url: what stands before the file name in the address; the default means the mirrors of MNIST.

    Returns:
        `Datasets(train, validation, test)`, each a `DataSet`.

    Raises:
        InputError: a file is missing and cannot be downloaded, or is broken; or `validation_size` does not fit.
        TypeError: `dtype` is neither uint8 nor float32.
    """
    options = {'one_hot': one_hot, 'dtype': dtype, 'reshape': reshape, 'seed': seed}
    if fake_data:
        return Datasets(*(DataSet([], [], fake_data=True, **options) for _ in Datasets._fields))

    paths = mnist_files.ensure(train_dir, source_url)
    arrays = []
    for name in mnist_files.NAMES:
        with open(paths[name], 'rb') as f:
            arrays.append(extract_images(f) if 'images' in name else extract_labels(f, one_hot))
    return make_data_sets(*arrays, validation_size, **options)


def make_data_sets(
    train_images: np.ndarray,
    train_labels: np.ndarray,
    test_images: np.ndarray,
    test_labels: np.ndarray,
    validation_size: int,
    **options,
) -> Datasets:
    """Splits arrays that are in memory into the three sets.

    Args:
        train_images: uint8 `[num_examples, height, width, depth]`.
        train_labels: `[num_examples]` or one-hot `[num_examples, classes]`.
        test_images: as `train_images`.
        test_labels: as `train_labels`.
        validation_size: how many of the first training images become the validation set.
        **options: `dtype`, `reshape` and `seed` of `DataSet`.

    Returns:
        `Datasets(train, validation, test)`, each a `DataSet`.

    Raises:
        InputError: `validation_size` does not fit.
        TypeError: `dtype` is neither uint8 nor float32.
    """
    if not 0 <= validation_size <= len(train_images):
        raise InputError(
            f'validation_size={validation_size} is not within 0 and the {len(train_images)} training images'
        )
    train = DataSet(train_images[validation_size:], train_labels[validation_size:], **options)
    validation = DataSet(train_images[:validation_size], train_labels[:validation_size], **options)
    return Datasets(train, validation, DataSet(test_images, test_labels, **options))


def load_mnist(train_dir: str | os.PathLike = 'MNIST-data') -> Datasets:
    """Reads MNIST with the defaults of `read_data_sets`."""
    return read_data_sets(train_dir)


def maybe_download(filename: str, work_directory: str | os.PathLike, source_url: str) -> str:
    """Downloads one file, unless it is there.

    Args:
        filename: its name.
        work_directory: its folder, made if it is missing.
        source_url: its whole address.

    Returns:
        Its path.

    Raises:
        InputError: it cannot be downloaded or written.
    """
    path = os.path.join(work_directory, filename)
    return path if os.path.exists(path) else mnist_files.download(filename, work_directory, [source_url])


def extract_images(f: BinaryIO) -> np.ndarray:
    """Reads a file of images.

    Args:
        f: the file, open in binary mode, compressed or plain.

    Returns:
        uint8 `[num_examples, height, width, 1]`.

    Raises:
        InputError: the magic number is not 2051, or the file is broken.
    """
    return _extract(f, mnist_files.IMAGE_MAGIC)[..., np.newaxis]


def extract_labels(f: BinaryIO, one_hot: bool = False, num_classes: int = 10) -> np.ndarray:
    """Reads a file of labels.

    Args:
        f: the file, open in binary mode, compressed or plain.
        one_hot: return `dense_to_one_hot` of them.
        num_classes: number of columns of one-hot labels.

    Returns:
        uint8 `[num_examples]`, or float64 `[num_examples, num_classes]`.

    Raises:
        InputError: the magic number is not 2049, the file is broken, or a label does not fit `num_classes`.
    """
    labels = _extract(f, mnist_files.LABEL_MAGIC)
    return dense_to_one_hot(labels, num_classes) if one_hot else labels


def dense_to_one_hot(labels_dense: np.ndarray, num_classes: int) -> np.ndarray:
    """Turns class numbers into one-hot rows. TensorFlow 1 quietly set a wrong row for a label that did not fit.

    Args:
        labels_dense: integers `[num_examples]`, 0 to `num_classes - 1`.
        num_classes: number of columns.

    Returns:
        float64 `[num_examples, num_classes]`.

    Raises:
        InputError: a label is outside its range.
    """
    labels = labels_dense.ravel()
    if labels.size and not 0 <= labels.min() <= labels.max() < num_classes:
        raise InputError(
            f'labels {labels.min()} to {labels.max()} do not fit {num_classes} classes; pass one_hot=False'
        )
    one_hot = np.zeros([len(labels), num_classes])
    one_hot[np.arange(len(labels)), labels] = 1
    return one_hot


def _extract(f, magic):
    name = getattr(f, 'name', 'file')
    print('Extracting', name)
    array = idx.read_stream(f, name)
    mnist_files.check_magic(array.dtype, array.shape, magic, name)
    return array
