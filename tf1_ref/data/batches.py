"""Examples drawn batch by batch, in the order of TensorFlow 1's MNIST loader. Needs no TensorFlow."""

from __future__ import annotations

import collections

import numpy as np

from tf1_ref.errors import InputError

Datasets = collections.namedtuple('Datasets', ['train', 'validation', 'test'])


class Batches:
    """Images and labels with the loader's `next_batch`.

    A shuffle keeps the new order and moves no example: rows are gathered batch by batch. TensorFlow 1 moved them all,
    and a batch was a part of the data: what a script wrote into it was there in the next epoch. So it is here, if it is
    written before the next batch is drawn.

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
        self._stored = [images, labels]
        self._order: np.ndarray | None = None  # of the present epoch, or that in which they are stored
        self._are_own = False  # the stored arrays are not the caller's
        self._lent: tuple | None = None  # the rows of the last batch, and views of it with their content
        self._num_examples = len(images)
        self._epochs_completed = 0
        self._index_in_epoch = 0
        self._random = random

    @property
    def images(self) -> np.ndarray:
        """Array `[num_examples, ...]`, in the order of the present epoch."""
        return self._in_order()[0]

    @property
    def labels(self) -> np.ndarray:
        """Array `[num_examples, ...]`, in the order of the present epoch."""
        return self._in_order()[1]

    @property
    def _images(self):
        return self._in_order()[0]

    @_images.setter
    def _images(self, array):
        self._replace(0, array)

    @property
    def _labels(self):
        return self._in_order()[1]

    @_labels.setter
    def _labels(self, array):
        self._replace(1, array)

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
            return self._lend(start, end)
        rest = self._rows(start, self._num_examples)
        self._epochs_completed += 1
        if shuffle:
            self._shuffle()
        self._index_in_epoch = end = end - self._num_examples
        images, labels = (np.concatenate(parts) for parts in zip(rest, self._rows(0, end)))
        return images, labels

    def numbered(self):
        """Batches of the examples' places in `images` and `labels`, which are what would be drawn from here on.

        Both shuffle with the same random numbers: draw from one of the two.
        """
        self._in_order()
        places = np.arange(self._num_examples)
        found = _Places(places, places, self._random)
        found._epochs_completed, found._index_in_epoch = self._epochs_completed, self._index_in_epoch
        return found

    def _shuffle(self):
        order = np.arange(self._num_examples)
        self._random.shuffle(order)
        self._order = order if self._order is None else self._order[order]

    def _rows(self, start, end):
        """Examples of the present epoch: parts of the stored arrays where these are in its order, or else copies."""
        self._take_back()
        if self._order is None:
            return tuple(array[start:end] for array in self._stored)
        rows, (images, labels) = self._order[start:end], self._stored
        return images.take(rows, 0), labels.take(rows, 0)

    def _lend(self, start, end):
        batch = self._rows(start, end)
        if self._order is not None:
            # Views, as a script may set the `shape` of what it was given.
            self._lent = self._order[start:end], [(array.view(), array.tobytes()) for array in batch]
        return batch

    def _take_back(self):
        """Stores what was written into the last batch."""
        if self._lent is None:
            return
        rows, batch = self._lent
        self._lent = None
        for place, (array, content) in enumerate(batch):
            if array.tobytes() != content:
                if not self._are_own:
                    self._stored, self._are_own = [array.copy() for array in self._stored], True
                self._stored[place][rows] = array

    def _replace(self, place, array):
        self._in_order()[place] = array
        self._are_own = False

    def _in_order(self):
        self._take_back()
        if self._order is not None:
            self._stored, self._order, self._are_own = list(self._rows(0, self._num_examples)), None, True
        return self._stored


class _Places(Batches):
    """Batches of places, which are the order itself: nothing is gathered, and nobody writes into them."""

    def _rows(self, start, end):
        places = (self._stored[0] if self._order is None else self._order)[start:end]
        return places, places

    _lend = _rows
