"""A worker's share of the training set: of every batch of the whole cluster the part that no other worker has.

The order is that in which one process would draw batches of all the workers together, from the same seed.
"""

from __future__ import annotations

import copy

import numpy as np

from tf1_ref.errors import InputError


class Share:
    """Draws this worker's parts of the batches, which have numbers from 0."""

    def __init__(self, train, place, workers, batch_size):
        """Takes over a training set of which nothing has been drawn; NumPy's global random numbers order it.

        Args:
            train: a data set with `next_batch`.
            place: which worker this is, from 0.
            workers: how many there are.
            batch_size: examples of each worker per batch.

        Raises:
            InputError: all workers together want more than there is.
        """
        self._whole = workers * batch_size
        if self._whole > train.num_examples:
            raise InputError(
                f'--batch_size={batch_size} for each of {workers} workers is more than the training set of '
                f'{train.num_examples}; make it smaller'
            )
        self.batches_per_epoch = train.num_examples // self._whole
        self._part = slice(place * batch_size, (place + 1) * batch_size)
        self._train, self._random = train, np.random.get_state()
        self._begin()

    def draw(self, number) -> tuple:
        """Images `[batch_size, ...]` and labels `[batch_size, ...]` of a batch; quickest are the numbers in order."""
        if number < self._number:
            self._begin()
        while self._number < number:
            self._next()
        return tuple(array[self._part] for array in self._next())

    def _begin(self):
        np.random.set_state(self._random)
        self._batches, self._number = copy.copy(self._train), 0

    def _next(self):
        self._number += 1
        return self._batches.next_batch(self._whole)
