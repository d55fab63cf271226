"""Examples drawn batch by batch, in the order of TensorFlow 1's MNIST loader. Needs no TensorFlow."""

from __future__ import annotations

import collections

import numpy as np

from tf1_ref.errors import InputError

Datasets = collections.namedtuple('Datasets', ['train', 'validation', 'test'])


class Batches:
    """Images and labels with the loader's `next_batch`.

    Attributes:
        images: array `[num_examples, ...]`, in the order of the present epoch.
        labels: array `[num_examples, ...]`, in the same order.
        num_examples: how many there are.
        epochs_completed: how often `next_batch` has come to the end of the examples.
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
        self.images = images
        self.labels = labels
        self.num_examples = len(images)
        self.epochs_completed = 0
        self._random = random
        self._next = 0

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
        if not 0 <= batch_size <= self.num_examples:
            raise InputError(f'batch size {batch_size} does not fit a data set of {self.num_examples}; make it smaller')
        if shuffle and self.epochs_completed == 0 and self._next == 0:
            self._shuffle()
        left = self.num_examples - self._next
        if batch_size <= left:
            self._next += batch_size
            rows = slice(self._next - batch_size, self._next)
            return self.images[rows], self.labels[rows]
        rest_images, rest_labels = self.images[self._next :], self.labels[self._next :]
        self.epochs_completed += 1
        if shuffle:
            self._shuffle()
        self._next = batch_size - left
        images = np.concatenate([rest_images, self.images[: self._next]])
        return images, np.concatenate([rest_labels, self.labels[: self._next]])

    def _shuffle(self):
        order = np.arange(self.num_examples)
        self._random.shuffle(order)
        self.images = self.images[order]
        self.labels = self.labels[order]
