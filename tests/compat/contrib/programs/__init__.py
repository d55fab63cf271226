"""Small programs that use one symbol each, by family. Run under Python 3.7, on TensorFlow 1.15, and here alike.

A family is a module with `PREFIX`, what stands before its symbols (`'tf.contrib.layers.'`), and `PROGRAMS`, from a
symbol, or a symbol and a situation as in `'dropout, in training'`, to a function. It takes `tf` and returns what is
recorded: tensors, or plain values.
"""

from __future__ import annotations

import numpy as np


def fixed(*shape):
    """Fixed numbers within -1 and 1, of this shape."""
    values = np.random.RandomState(int(np.prod(shape)) + len(shape)).uniform(-1, 1, shape)
    return values.astype(np.float32)


def x(tf, *shape):
    """A constant named `x` of fixed numbers."""
    return tf.constant(fixed(*shape), name='x')


def batch(tf, *shape):
    """The same, whose first dimension is not known while the graph is built."""
    return tf.placeholder_with_default(fixed(*shape), [None] + list(shape[1:]), name='x')


def builds_only(function):
    """Marks a program whose graph is too large to be run here."""
    function.builds_only = True
    return function
