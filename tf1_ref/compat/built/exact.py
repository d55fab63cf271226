"""1.15's order of addition, for runs that are to come as near to it as can be (`run --exact`).

Where the last axis is kept, Sum and Mean of 1.15.5 add row after row; where it is not, in eight places side by side, as
its wheel was built for AVX. Current TensorFlow adds in pairs: the more exact way, and other bits. Here such a sum is an
op of the same name, inputs and gradient that NumPy computes, in 1.15's order. So a step takes longer, and a graph with
such ops runs in its own process only: it can be saved, and not be loaded elsewhere.
"""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.core.framework import attr_value_pb2
from tensorflow.python.framework import ops, tensor_util
from tensorflow.python.ops import math_grad, script_ops

from tf1_ref.compat.built.replacing import replaces

MATH = 'tensorflow.python.ops.gen_math_ops:'
PLACES = 8  # of a register of AVX


def restore_order_of_addition() -> None:
    """Makes every float32 Sum and Mean that is built from now on in a graph of TensorFlow 1 add as in 1.15."""
    if 'Tf1RefSum' not in ops.gradient_registry._registry:
        ops.RegisterGradient('Tf1RefSum')(lambda op, grad: math_grad._SumGrad(op, grad))
        ops.RegisterGradient('Tf1RefMean')(lambda op, grad: math_grad._MeanGrad(op, grad))

    @replaces(MATH + '_sum')
    def sum_of(original, input, axis, keep_dims=False, name=None):
        return _built(original, 'Sum', input, axis, keep_dims, name)

    @replaces(MATH + 'mean')
    def mean_of(original, input, axis, keep_dims=False, name=None):
        return _built(original, 'Mean', input, axis, keep_dims, name)


def summed(x: np.ndarray, axes: np.ndarray | list[int]) -> np.ndarray:
    """Sums `x` over `axes`, adjacent ones, in 1.15.5's order: by `sum_rows`, or by `sum_columns`."""
    rows = sum_rows(x, axes)
    return sum_columns(x, min(int(axis) % x.ndim for axis in np.ravel(axes))) if rows is None else rows


def adjacent(rank: int, axes: np.ndarray | list[int]) -> tuple[int, int] | None:
    """Gives the first of some axes and the one behind the last; None where there are none, or others between them."""
    numbers = sorted({int(axis) % rank for axis in np.ravel(axes)}) if rank else []
    if not numbers or numbers[-1] - numbers[0] + 1 != len(numbers):
        return None
    return numbers[0], numbers[-1] + 1


def rows_of(rank: int, axes: np.ndarray | list[int]) -> tuple[int, int] | None:
    """Gives the first of the axes that are summed and the one behind the last.

    Returns None where 1.15.5 does not add row after row: nothing is summed, or the last axis too, or axes that are not
    adjacent.
    """
    found = adjacent(rank, axes)
    return None if found is None or found[1] == rank else found


def sum_rows(x: np.ndarray, axes: np.ndarray | list[int]) -> np.ndarray | None:
    """Sums `x` over `axes`, row after row; None where 1.15.5 adds otherwise (see `rows_of`)."""
    found = rows_of(x.ndim, axes)
    if found is None or x.shape[-1] < 2:
        return None
    start, end = found
    outer, rows = (int(np.prod(x.shape[first:last])) for first, last in ((0, start), (start, end)))
    # NumPy adds row after row when the axis is the first.
    parts = x.reshape([outer, rows, int(np.prod(x.shape[end:]))])
    total = np.empty([outer, parts.shape[2]], x.dtype)
    for number, part in enumerate(parts):
        total[number] = np.add.reduce(part, axis=0)
    return total.reshape([*x.shape[:start], *x.shape[end:]])


def sum_columns(x: np.ndarray, start: int) -> np.ndarray:
    """Sums `x` over its axes from `start` on, in eight places side by side; what is left over comes last."""
    kept = x.shape[:start]
    columns = x.reshape([int(np.prod(kept)), int(np.prod(x.shape[start:]))])
    whole = columns.shape[1] // PLACES * PLACES
    places = np.add.reduce(columns[:, :whole].reshape([len(columns), whole // PLACES, PLACES]), axis=1)
    while places.shape[1] > 1:
        half = places.shape[1] // 2
        places = places[:, :half] + places[:, half:]
    left_over = np.zeros(len(columns), x.dtype)
    for column in columns[:, whole:].T:
        left_over += column
    return (left_over + places[:, 0]).reshape(kept)


def mean_rows(x: np.ndarray, axes: np.ndarray | list[int]) -> np.ndarray | None:
    """Takes the mean of `x` over `axes` by `sum_rows`; None where that is None."""
    total = sum_rows(x, axes)
    return None if total is None else _mean_of(total, x)


def _mean_of(total, x):
    return total / x.dtype.type(x.size // max(total.size, 1))


def _built(original, kind, input, axis, keep_dims, name):
    shape = input.get_shape() if isinstance(input, tf1.Tensor) and input.dtype == tf1.float32 else None
    axes = tensor_util.constant_value(axis) if isinstance(axis, tf1.Tensor) else axis
    found = adjacent(shape.ndims, axes) if shape and axes is not None else None
    sizes = shape.as_list() if found else []
    if found is None or (found[1] < len(sizes) and sizes[-1] in (None, 0, 1)):
        return original(input, axis, keep_dims, name=name)
    start, end = found

    def compute(x, axes):
        total = summed(x, axes)
        if kind == 'Mean':
            total = _mean_of(total, x)
        return np.expand_dims(total, tuple(range(start, end))) if keep_dims else total

    with tf1.name_scope(name, kind, [input, axis]) as scope:
        axis = tf1.convert_to_tensor(axis, tf1.int32, name='reduction_indices') if axes is axis else axis
        result = script_ops.py_func_common(compute, [input, axis], tf1.float32, stateful=False, name=scope)
    result.op._set_attr('_gradient_op_type', attr_value_pb2.AttrValue(s=f'Tf1Ref{kind}'.encode()))
    result.set_shape([*sizes[:start], *([1] * (end - start) if keep_dims else []), *sizes[end:]])
    return result
