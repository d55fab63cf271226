"""Mathematics: reductions, products, casts, linear algebra and counting."""

from __future__ import annotations

import threading

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import (
    array_ops,
    confusion_matrix,
    control_flow_ops,
    gen_linalg_ops,
    gen_math_ops,
    gen_special_math_ops,
    math_ops,
    resource_variable_ops,
    special_math_ops,
)

from tf1_ref.compat.built.replacing import counts, differs, replaces

OPS = 'tensorflow.python.ops.'
MATH = 'tensorflow.python.ops.math_ops:'
DIVIDING_METRICS = (
    'auc', 'mean_iou', 'mean_relative_error', 'precision', 'recall',
    'sensitivity_at_specificity', 'specificity_at_sensitivity',
)  # fmt: skip

counts(OPS + 'histogram_ops:histogram_fixed_width_bins')(lambda *_, **__: -6)
# The difference of neighbours and a zero; TensorFlow 2 compares the neighbours.
counts(OPS + 'check_ops:is_non_decreasing', OPS + 'check_ops:is_strictly_increasing')(lambda *_, **__: 2)
differs(OPS + 'linalg.linalg_impl:matrix_exponential')

VARIABLES = (tf1.Variable, resource_variable_ops.BaseResourceVariable)

_state = threading.local()


@replaces(MATH + '_unsorted_segment_N')
def sizes_of_segments(original, data, segment_ids, num_segments):
    """Puts as many ones behind the number of segments as `data` has inner dimensions."""
    if None in (data.shape.ndims, segment_ids.shape.ndims):
        return original(data, segment_ids, num_segments)  # 1.15 refused it
    ones = tf1.ones(array_ops.shape_internal(segment_ids), data.dtype)
    number = gen_math_ops.unsorted_segment_sum(ones, segment_ids, num_segments)
    inner = [1] * (data.shape.ndims - segment_ids.shape.ndims)
    return gen_math_ops.maximum(tf1.reshape(number, [num_segments, *inner]), 1)


@replaces(MATH + '_ReductionDims')
def axes_of_reduction(original, x, axis):
    """Gives all axes as a constant, for a scalar too; computed from the rank for a variable."""
    if axis is not None or isinstance(x, tf1.SparseTensor):
        return original(x, axis)
    if not isinstance(x, tf1.Tensor):
        return tf1.range(0, tf1.rank(x))
    return original(x, axis) if x.get_shape().ndims != 0 else tf1.constant(np.arange(0, dtype=np.int32))


@replaces(MATH + 'reduce_logsumexp')
def reduce_logsumexp(original, input_tensor, axis=None, keepdims=False, name=None):
    """Takes zeros like the maximum where that is infinite, and adds it in an op of its own name."""
    input_tensor = tf1.convert_to_tensor(input_tensor)
    with tf1.name_scope(name, 'ReduceLogSumExp', [input_tensor]):
        largest = tf1.reduce_max(input_tensor, axis, keepdims=True)
        finite = gen_math_ops.is_finite(largest)
        largest = tf1.stop_gradient(tf1.where(finite, largest, tf1.zeros_like(largest)))
        rest = gen_math_ops.exp(gen_math_ops.sub(input_tensor, largest))
        found = gen_math_ops.log(tf1.reduce_sum(rest, axis, keepdims=keepdims))
        if not keepdims:
            largest = tf1.reshape(largest, tf1.shape(found))
        return math_ops._may_reduce_to_scalar(keepdims, axis, gen_math_ops.add(found, largest))


@replaces(MATH + 'linspace_nd')
def linspace(original, start, stop, num, name=None, axis=0):
    """Builds the op that 1.15 had for it."""
    return gen_math_ops.lin_space(start, stop, num, name=name)


@replaces(MATH + 'saturate_cast')
def saturate_cast(original, value, dtype, name=None):
    """Clips at each end by an op of its own, and only where the type has less room."""
    with tf1.name_scope(name, 'saturate_cast', [value]) as name:
        value, dtype = tf1.convert_to_tensor(value, name='value'), tf1.as_dtype(dtype).base_dtype
        if value.dtype.min < dtype.min:
            value = gen_math_ops.maximum(value, tf1.convert_to_tensor(dtype.min, value.dtype, name='min'))
        if value.dtype.max > dtype.max:
            value = gen_math_ops.minimum(value, tf1.convert_to_tensor(dtype.max, value.dtype, name='max'))
        return tf1.cast(value, dtype, name=name)


@replaces('tensorflow.python.ops.special_math_ops:einsum')
def einsum(original, equation, *inputs, **named):
    """Multiplies matrices, transposed and reshaped; TensorFlow 2 has an op for it."""
    return special_math_ops._einsum_v1(equation, *inputs, **named)


@replaces(MATH + 'tensordot')
def tensordot(original, a, b, axes, name=None):
    """Multiplies two matrices, each transposed and reshaped even where it would not need it."""
    with tf1.name_scope(name, 'Tensordot', [a, b, axes]) as name:
        a, b = tf1.convert_to_tensor(a, name='a'), tf1.convert_to_tensor(b, name='b')
        ranks = a.get_shape().ndims, b.get_shape().ndims
        if None in ranks or isinstance(axes, (tf1.Tensor, np.ndarray)):
            return original(a, b, axes, name)
        if isinstance(axes, (int, np.integer)):
            axes = list(range(ranks[0] - axes, ranks[0])), list(range(axes))
        a_axes, b_axes = ([one] if isinstance(one, int) else list(one) for one in axes)
        a, a_free, a_sizes = _as_matrix(a, a_axes, last=True)
        b, b_free, b_sizes = _as_matrix(b, b_axes, last=False)
        product = tf1.matmul(a, b)
        if isinstance(a_free, list) and isinstance(b_free, list):
            return tf1.reshape(product, a_free + b_free, name=name)
        a_free, b_free = (tf1.convert_to_tensor(free, tf1.int32) for free in (a_free, b_free))
        product = tf1.reshape(product, tf1.concat([a_free, b_free], 0), name=name)
        product.set_shape(a_sizes + b_sizes)
        return product


@replaces(OPS + 'confusion_matrix:confusion_matrix')
def confusion_matrix_of(original, labels, predictions, num_classes=None, weights=None, dtype=tf1.int32, name=None):
    """Adds a sparse matrix to zeros, where TensorFlow 2 scatters."""
    with tf1.name_scope(name, 'confusion_matrix', [predictions, labels, num_classes, weights]) as name:
        labels, predictions = confusion_matrix.remove_squeezable_dimensions(
            tf1.convert_to_tensor(labels, name='labels'), tf1.convert_to_tensor(predictions, name='predictions')
        )
        predictions, labels = tf1.cast(predictions, tf1.int64), tf1.cast(labels, tf1.int64)
        labels = _checked(tf1.assert_non_negative, labels, message='`labels` contains negative values')
        predictions = _checked(tf1.assert_non_negative, predictions, message='`predictions` contains negative values')
        if num_classes is None:
            num_classes = tf1.maximum(tf1.reduce_max(predictions), tf1.reduce_max(labels)) + 1
        else:
            number = tf1.cast(num_classes, tf1.int64)
            labels = _checked(tf1.assert_less, labels, number, message='`labels` out of bound')
            predictions = _checked(tf1.assert_less, predictions, number, message='`predictions` out of bound')
        if weights is not None:
            weights = tf1.convert_to_tensor(weights, name='weights')
            predictions.get_shape().assert_is_compatible_with(weights.get_shape())
            weights = tf1.cast(weights, dtype)
        shape = tf1.stack([num_classes, num_classes])
        places = tf1.stack([labels, predictions], axis=1)
        values = tf1.ones_like(predictions, dtype) if weights is None else weights
        found = tf1.SparseTensor(places, values, tf1.cast(shape, tf1.int64))
        return tf1.sparse_add(tf1.zeros(tf1.cast(shape, tf1.int32), dtype), found)


@replaces(MATH + 'divide')
def divide(original, x, y, name=None):
    """Divides by the op that metrics asked for, in them."""
    return tf1.div(x, y, name) if getattr(_state, 'in_metrics', False) else original(x, y, name)


@replaces(*(f'{OPS}metrics_impl:{name}' for name in DIVIDING_METRICS))
def metric(original, *args, **named):
    """Marks what is built as a metric's, for `divide`."""
    _state.in_metrics = True
    try:
        return original(*args, **named)
    finally:
        _state.in_metrics = False


@replaces(MATH + 'sign')
def sign(original, x, name=None):
    """Reads a variable, or makes a tensor of a value, within the scope of the op, which complex numbers have, too."""
    return gen_math_ops.sign(x, name=name)


@replaces(MATH + 'mod')
def mod(original, x, y, name=None):
    """Builds the op without a scope of its own."""
    return gen_math_ops.floor_mod(x, y, name)


@replaces(MATH + 'xdivy')
def xdivy(original, x, y, name=None):
    """Builds the op without a scope of its own."""
    return gen_math_ops.xdivy(x, y, name)


@replaces(OPS + 'linalg_ops:matrix_triangular_solve')
def matrix_triangular_solve(original, matrix, rhs, lower=True, adjoint=False, name=None):
    """Builds the op without a scope of its own, also in gradients."""
    return gen_linalg_ops.matrix_triangular_solve(matrix, rhs, lower=lower, adjoint=adjoint, name=name)


@replaces(MATH + 'angle')
def angle(original, input, name=None):
    """Gives zeros for real numbers, negative ones too, whose angle is pi in TensorFlow 2."""
    with tf1.name_scope(name, 'Angle', [input]) as name:
        input = tf1.convert_to_tensor(input, name='input')
        if input.dtype.is_complex:
            return gen_math_ops.angle(input, Tout=input.dtype.real_dtype, name=name)
        return tf1.zeros_like(input)


@replaces(MATH + 'reduce_variance')
def reduce_variance(original, input_tensor, axis=None, keepdims=False, name=None):
    """Reads a variable for the mean, and once more for what is off it."""
    if not isinstance(input_tensor, VARIABLES):
        return original(input_tensor, axis, keepdims, name)
    with tf1.name_scope(name or 'reduce_variance'):
        off = input_tensor - tf1.reduce_mean(input_tensor, axis, keepdims=True)
        return tf1.reduce_mean(gen_math_ops.square(off), axis, keepdims=keepdims)


@replaces(MATH + 'reduce_std')
def reduce_std(original, input_tensor, axis=None, keepdims=False, name=None):
    """Hands a variable on to `reduce_variance`, which reads it."""
    if not isinstance(input_tensor, VARIABLES):
        return original(input_tensor, axis, keepdims, name)
    with tf1.name_scope(name or 'reduce_std'):
        return gen_math_ops.sqrt(math_ops.reduce_variance(input_tensor, axis, keepdims))


@replaces(OPS + 'special_math_ops:bessel_i0', OPS + 'special_math_ops:bessel_i1')
def bessel(original, x, name=None):
    """Multiplies the scaled function by what it is scaled with, for which TensorFlow 2 has an op."""
    default = original.__name__
    with tf1.name_scope(name, default, [x]):
        scaled = getattr(gen_special_math_ops, default + 'e')
        return tf1.exp(tf1.abs(x)) * scaled(x)


@replaces(OPS + 'special_math_ops:bessel_i0e')
def bessel_i0e(original, x, name=None):
    """Builds the op without a scope of its own."""
    return gen_special_math_ops.bessel_i0e(x, name)


@replaces(OPS + 'special_math_ops:bessel_i1e')
def bessel_i1e(original, x, name=None):
    """Builds the op without a scope of its own."""
    return gen_special_math_ops.bessel_i1e(x, name)


def _checked(check, x, *others, message):
    return control_flow_ops.with_dependencies([check(x, *others, message=message)], x)


def _as_matrix(x, axes, last):
    """Makes `x` a matrix: the contracted axes last or first, their sizes and the others' multiplied into one each.

    Returns:
        The matrix; the sizes of the free axes as a list, or as a tensor where some are not known; these with None.
    """
    sizes = x.get_shape().as_list()
    axes = [axis if axis >= 0 else axis + len(sizes) for axis in axes]
    free = [axis for axis in range(len(sizes)) if axis not in axes]
    free_sizes = [sizes[axis] for axis in free]
    if None not in sizes:
        shape = [int(np.prod(free_sizes)), int(np.prod([sizes[axis] for axis in axes]))]
        perm = free + axes if last else axes + free
        return tf1.reshape(tf1.transpose(x, perm), shape if last else shape[::-1]), free_sizes, free_sizes
    axes = tf1.convert_to_tensor(axes, tf1.int32, name='axes')
    free = tf1.convert_to_tensor(free, tf1.int32, name='free')
    shape = tf1.shape(x)
    dynamic = tf1.gather(shape, free)
    contracted = tf1.gather(shape, axes)
    products = [tf1.reduce_prod(dynamic), tf1.reduce_prod(contracted)]
    perm = tf1.concat([free, axes] if last else [axes, free], 0)
    shape = tf1.stack(products if last else products[::-1])
    return tf1.reshape(tf1.transpose(x, perm), shape), dynamic, free_sizes
