"""`tf.contrib.eager.Iterator` and `.defun`.

Source: tf.contrib.eager of TensorFlow 1.15 (datasets.py), and `defun`, which is `tf.function` in TensorFlow 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2


class Iterator:
    """Iterates over a data set in eager mode: with `for`, `next(iterator)` or `iterator.next()`."""

    def __init__(self, dataset: tf1.data.Dataset):
        """Begins at the first element.

        Args:
            dataset: a `tf.data.Dataset`.

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

    def get_next(self, name: str | None = None) -> Any:
        """Returns the next element.

        Args:
            name: not used.

        Returns:
            A tensor, or the structure of tensors that an element is.

        Raises:
            tf.errors.OutOfRangeError: there is none.
        """
        try:
            return next(self._iterator)
        except StopIteration:
            raise tf1.errors.OutOfRangeError(None, None, 'End of sequence') from None


def defun(func: Callable | None = None, input_signature: list | None = None, autograph: bool = True) -> Callable:
    """Makes a function that runs as a graph; also a decorator, with arguments or without.

    Args:
        func: a function of tensors; None for a decorator.
        input_signature: a `tf.TensorSpec` for each argument; by default every signature has a graph of its own.
        autograph: whether Python's `if` and `while` on tensors become ops.

    Returns:
        The function, or a decorator that makes it.
    """
    if func is None:
        return lambda function: defun(function, input_signature, autograph)
    return tf2.function(func, input_signature=input_signature, autograph=autograph)
