"""Examples drawn batch by batch, in the order of TensorFlow 1's MNIST loader. Needs no TensorFlow."""

from __future__ import annotations

import collections

import numpy as np

from tf1_ref.errors import InputError

Datasets = collections.namedtuple('Datasets', ['train', 'validation', 'test'])


class Batches:
    """Images and labels with the loader's `next_batch`.

    The private attributes have TensorFlow 1's names, because some scripts set `_index_in_epoch` back to 0.
    """

    def __init__(self, images: np.ndarray, labels: np.ndarray, random=np.random):
        """Starts before the first epoch.

        Args:
            images: array `[num_examples, ...]`.
            labels: array `[num_examples, ...]`.
            random: what shuffles: a `np.random.RandomState`, or NumPy's global one, as in TensorFlow 1.

        Raises:
            InputError: there are not as many labels as images.
        """
        if len(images) != len(labels):
            raise InputError(f'there are {len(images)} images but {len(labels)} labels; give as many of each')
        self._images = images
        self._labels = labels
        self._num_examples = len(images)
        self._epochs_completed = 0
        self._index_in_epoch = 0
        self._random = random

    @property
    def images(self) -> np.ndarray:
        """Array `[num_examples, ...]`, in the order of the present epoch."""
        return self._images

    @property
    def labels(self) -> np.ndarray:
        """Array `[num_examples, ...]`, in the order of the present epoch."""
        return self._labels

    @property
    def num_examples(self) -> int:
        """How many examples there are."""
        return self._num_examples

    @property
    def epochs_completed(self) -> int:
        """How often `next_batch` has gone beyond the last example."""
        return self._epochs_completed

    def next_batch(self, batch_size: int, shuffle: bool = True) -> tuple[np.ndarray, np.ndarray]:
        """Returns the next examples. A batch that passes the end of the epoch goes on with the start of the next one.

        TensorFlow 1 quietly returned too few examples for a `batch_size` beyond the data set; here that is an error.

        Args:
            batch_size: number of examples, 0 to `num_examples`.
            shuffle: whether to put all examples into a new order when an epoch starts with this batch or within it.

        Returns:
            Images `[batch_size, ...]` and labels `[batch_size, ...]`.

        Raises:
            InputError: `batch_size` is negative or larger than the data set.
        """
        if not 0 <= batch_size <= self._num_examples:
            raise InputError(
                f'batch size {batch_size} does not fit a data set of {self._num_examples}; make it smaller'
            )
        start = self._index_in_epoch
        if shuffle and self._epochs_completed == 0 and start == 0:
            self._shuffle()
        end = start + batch_size
        if end <= self._num_examples:
            self._index_in_epoch = end
            return self._images[start:end], self._labels[start:end]
        rest_images, rest_labels = self._images[start:], self._labels[start:]
        self._epochs_completed += 1
        if shuffle:
            self._shuffle()
        self._index_in_epoch = end = end - self._num_examples
        return np.concatenate([rest_images, self._images[:end]]), np.concatenate([rest_labels, self._labels[:end]])

    def _shuffle(self):
        order = np.arange(self._num_examples)
        self._random.shuffle(order)
        self._images = self._images[order]
        self._labels = self._labels[order]
