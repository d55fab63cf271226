"""A small made-up data set of MNIST's shape, for tests and for a first try: `--dataset=fake`.

Its images are the digits of a seven-segment display, dimmed and shifted at random, in noise: as quickly learned as so
few images allow.
"""

from __future__ import annotations

import os

import numpy as np

from tf1_ref.data import idx, mnist_files
from tf1_ref.data.batches import Datasets

NUM_TRAIN = 700
NUM_TEST = 200
VALIDATION_SIZE = 100
SIZE = 28
NUM_CLASSES = 10

# Rows and columns of the seven segments: top, upper left and right, middle, lower left and right, bottom.
SEGMENTS = (
    (slice(4, 7), slice(9, 19)),
    (slice(4, 14), slice(8, 11)),
    (slice(4, 14), slice(17, 20)),
    (slice(12, 15), slice(9, 19)),
    (slice(14, 24), slice(8, 11)),
    (slice(14, 24), slice(17, 20)),
    (slice(21, 24), slice(9, 19)),
)
SEGMENTS_OF_DIGIT = (
    (0, 1, 2, 4, 5, 6),
    (2, 5),
    (0, 2, 3, 4, 6),
    (0, 2, 3, 5, 6),
    (1, 2, 3, 5),
    (0, 1, 3, 5, 6),
    (0, 1, 3, 4, 5, 6),
    (0, 2, 5),
    (0, 1, 2, 3, 4, 5, 6),
    (0, 1, 2, 3, 5, 6),
)


def make_arrays(num_train: int = NUM_TRAIN, num_test: int = NUM_TEST, seed: int = 0) -> dict[str, np.ndarray]:
    """Makes what the four files of MNIST would hold.

    Args:
        num_train: number of training images.
        num_test: number of test images.
        seed: 0 to 2**32 - 1.

    Returns:
        By file name images, uint8 `[n, 28, 28]`, and labels, uint8 `[n]`, every class equally often, give or take one.
    """
    random = np.random.RandomState(seed)
    train_images, train_labels = _examples(num_train, random)
    test_images, test_labels = _examples(num_test, random)
    return {
        mnist_files.TRAIN_IMAGES: train_images,
        mnist_files.TRAIN_LABELS: train_labels,
        mnist_files.TEST_IMAGES: test_images,
        mnist_files.TEST_LABELS: test_labels,
    }


def write_files(folder: str | os.PathLike, num_train: int = NUM_TRAIN, num_test: int = NUM_TEST, seed: int = 0) -> None:
    """Writes the data set as the four files of MNIST.

    Args:
        folder: an existing folder.
        num_train: number of training images.
        num_test: number of test images.
        seed: 0 to 2**32 - 1.
    """
    for name, array in make_arrays(num_train, num_test, seed).items():
        idx.write(os.path.join(folder, name), array)


def read_data_sets(validation_size: int = VALIDATION_SIZE, one_hot: bool = False, **options) -> Datasets:
    """Gives the data set in memory, with the interface of `input_data.read_data_sets`.

    Args:
        validation_size: how many of the 700 training images become the validation set.
        one_hot: see `input_data.read_data_sets`.
        **options: `dtype`, `reshape` and `seed`; see `input_data.DataSet`.

    Returns:
        `Datasets(train, validation, test)`, as `input_data.read_data_sets` returns them.
    """
    from tf1_ref.data import input_data  # brings TensorFlow, which the functions above do without

    train_images, train_labels, test_images, test_labels = make_arrays().values()
    if one_hot:
        train_labels, test_labels = (input_data.dense_to_one_hot(y, NUM_CLASSES) for y in (train_labels, test_labels))
    train_images, test_images = train_images[..., np.newaxis], test_images[..., np.newaxis]
    return input_data.make_data_sets(train_images, train_labels, test_images, test_labels, validation_size, **options)


def _patterns():
    patterns = np.zeros([NUM_CLASSES, SIZE, SIZE])
    for digit, segments in enumerate(SEGMENTS_OF_DIGIT):
        for segment in segments:
            patterns[(digit, *SEGMENTS[segment])] = 1
    return patterns


def _examples(num_examples, random):
    labels = (random.permutation(num_examples) % NUM_CLASSES).astype(np.uint8)
    images = _patterns()[labels] * random.uniform(0.8, 1.0, [num_examples, 1, 1])
    for image, shift in zip(images, random.randint(-1, 2, [num_examples, 2]), strict=True):
        image[:] = np.roll(image, shift, (0, 1))
    noise = random.normal(0, 0.1, images.shape) * (random.uniform(size=images.shape) < 0.5)
    return (255 * (images + noise).clip(0, 1)).astype(np.uint8), labels
