"""Shapes: what was taken for a dimension, for an axis and for any whole number."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built.replacing import replaces


@replaces('tensorflow.python.framework.tensor_shape:Dimension.__init__', but_for=(int, type(None)))
def dimension(original, dimension, value):
    """Takes whatever `int` takes and does not round: a bool, 2.0, an array of one element, digits.

    Raises:
        ValueError: `int` would round the value.
    """
    if isinstance(value, (tf1.Dimension, tf1.DType)):
        return original(dimension, value)
    number = int(value.item() if isinstance(value, np.ndarray) and value.size == 1 else value)
    if number != value and not isinstance(value, (str, bytes)):
        raise ValueError(f'Ambiguous dimension: {value}')
    return original(dimension, number)


@replaces('tensorflow.python.ops.math_ops:argmax_v2')
def argmax(original, input, axis=None, *others, **named):
    """Takes also a number of NumPy's, of which a fraction is cut off, a bool or a dimension for the axis."""
    if isinstance(axis, (bool, np.generic, np.ndarray, tf1.Dimension)) and np.ndim(axis) == 0:
        axis = int(axis)
    return original(input, axis, *others, **named)


@replaces('tensorflow.python.eager.execute:make_int')
def whole_number(original, v, arg_name):
    """Takes also an array of one element, which NumPy takes for a number no longer."""
    return original(v.item() if isinstance(v, np.ndarray) and v.size == 1 else v, arg_name)


@replaces('tensorflow.python.data.ops.dataset_ops:DatasetV2.prefetch')
def prefetch(original, dataset, buffer_size, *others, **named):
    """Takes also a number of NumPy's for the size."""
    is_number = isinstance(buffer_size, (np.generic, np.ndarray)) and np.ndim(buffer_size) == 0
    return original(dataset, int(buffer_size) if is_number else buffer_size, *others, **named)
