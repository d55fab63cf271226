"""`tf.contrib.eager.Iterator` and `.defun`."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2


class Iterator:
    """Iterates over a dataset in eager mode: with `for`, `next(iterator)` or `iterator.next()`."""

    def __init__(self, dataset):
        """Takes a dataset.

        Raises:
            RuntimeError: eager execution is not enabled.
        """
        if not tf1.executing_eagerly():
            raise RuntimeError(
                'tf.contrib.eager.Iterator needs tf.enable_eager_execution(); use make_one_shot_iterator'
            )
        self._iterator = iter(dataset)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._iterator)

    next = __next__

    def get_next(self, name=None):
        """The next element.

        Raises:
            tf.errors.OutOfRangeError: there is none.
        """
        try:
            return next(self._iterator)
        except StopIteration:
            raise tf1.errors.OutOfRangeError(None, None, 'End of sequence') from None


def defun(func=None, input_signature=None, autograph=True):
    """A function that runs as a graph; also a decorator with arguments."""
    if func is None:
        return lambda function: defun(function, input_signature, autograph)
    return tf2.function(func, input_signature=input_signature, autograph=autograph)
