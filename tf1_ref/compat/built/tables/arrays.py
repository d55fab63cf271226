"""Functions on arrays that TensorFlow 2 builds from other ops than 1.15 did, built from 1.15's again."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import op_def_library, ops  # noqa: F401
from tensorflow.python.ops import (
    array_ops,
    gen_array_ops,
    gen_data_flow_ops,
    gen_math_ops,
    math_ops,
    resource_variable_ops,
    special_math_ops,
)

from tf1_ref.compat.built import replacing

ARRAY = 'tensorflow.python.ops.array_ops:'
MATH = 'tensorflow.python.ops.math_ops:'
SMALL = 1000  # elements, up to which tf.zeros and tf.ones make a constant


@replacing.replaces(ARRAY + 'split')
def split(original, value, num_or_size_splits, axis=0, num=None, name='split'):
    """With the constant that 1.15 made of `num_or_size_splits` even where it is a number."""
    if isinstance(num_or_size_splits, (int, tf1.Dimension)):
        tf1.convert_to_tensor(num_or_size_splits)
    return original(value, num_or_size_splits, axis, num, name)


@replacing.replaces('tensorflow.python.framework.op_def_library:_ExtractInputsAndAttrs')
def arguments_of_op(original, op_type, op_def, allowed, keywords, defaults, *others):
    """One constant for an empty list; TensorFlow 2 first makes one of floats, and then another of what is allowed."""
    for argument in op_def.input_arg:
        value = keywords.get(argument.name)
        if argument.type_attr in defaults and isinstance(value, (list, tuple)) and not value:
            keywords[argument.name] = np.zeros([0], tf1.as_dtype(defaults[argument.type_attr]).as_numpy_dtype)
    return original(op_type, op_def, allowed, keywords, defaults, *others)


@replacing.replaces(ARRAY + 'shape_internal')
def shape_of(original, input, name=None, optimize=True, out_type=None):
    """Known shapes as a constant of that name also where no type is asked for."""
    return original(input, name, optimize, out_type or tf1.int32)


@replacing.replaces(ARRAY + 'zeros_like_impl')
def zeros_like(original, tensor, dtype, name, *others, **named):
    """Reads a resource variable, though it is only for its shape."""
    if not isinstance(tensor, resource_variable_ops.BaseResourceVariable):
        return original(tensor, dtype, name, *others, **named)
    with tf1.name_scope(name, 'zeros_like', [tensor]) as name:
        return original(tf1.convert_to_tensor(tensor, name='tensor'), dtype, name, *others, **named)


@replacing.replaces(MATH + '_ReductionDims')
def axes_of_reduction(original, x, axis):
    """All axes as a constant, for a scalar too; computed from the rank for a variable."""
    if axis is not None or isinstance(x, tf1.SparseTensor):
        return original(x, axis)
    if not isinstance(x, tf1.Tensor):
        return tf1.range(0, tf1.rank(x))
    return original(x, axis) if x.get_shape().ndims != 0 else tf1.constant(np.arange(0, dtype=np.int32))


@replacing.replaces(ARRAY + '_constant_if_small')
def constant_if_small(original, value, shape, dtype, name, *others, **named):
    """1.15 multiplied and compared also sizes that are tensors, before it found that it could not tell."""
    if isinstance(shape, (list, tuple)) and any(isinstance(size, tf1.Tensor) for size in shape):
        if len(shape) == 1:
            shape[0] < SMALL  # noqa: B015  (it builds an op)
        else:
            product = shape[0] * shape[1]
            for size in shape[2:]:
                product = product * size
            product < SMALL  # noqa: B015
        return None
    return original(value, shape, dtype, name, *others, **named)


@replacing.replaces(ARRAY + 'one_hot')
def one_hot(original, indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    """1.15 converted given values once for their type, and once more for the op."""
    given = [value for value in (on_value, off_value) if value is not None and not isinstance(value, tf1.Tensor)]
    if not given:
        return original(indices, depth, on_value, off_value, axis, dtype, name)
    with tf1.name_scope(name, 'one_hot', [indices, depth, on_value, off_value]) as name:
        for value in given:
            kind = tf1.convert_to_tensor(value).dtype
        kind = kind if dtype is None else dtype
        on_value = tf1.convert_to_tensor(1, kind, name='on_value') if on_value is None else on_value
        off_value = tf1.convert_to_tensor(0, kind, name='off_value') if off_value is None else off_value
        return gen_array_ops.one_hot(indices, depth, on_value, off_value, -1 if axis is None else axis, name)


@replacing.replaces(ARRAY + 'matrix_diag')
def matrix_diag(original, diagonal, name='diag', k=0, *others, **named):
    """The op that knew the main diagonal only."""
    if _main_diagonal(k, others, named):
        return gen_array_ops.matrix_diag(diagonal, name=name)
    return original(diagonal, name, k, *others, **named)


@replacing.replaces(ARRAY + 'matrix_diag_part')
def matrix_diag_part(original, input, name='diag_part', k=0, *others, **named):
    """The op that knew the main diagonal only."""
    if _main_diagonal(k, others, named):
        return gen_array_ops.matrix_diag_part(input, name=name)
    return original(input, name, k, *others, **named)


@replacing.replaces(ARRAY + 'matrix_set_diag')
def matrix_set_diag(original, input, diagonal, name='set_diag', k=0, *others, **named):
    """The op that knew the main diagonal only."""
    if _main_diagonal(k, others, named):
        return gen_array_ops.matrix_set_diag(input, diagonal, name=name)
    return original(input, diagonal, name, k, *others, **named)


@replacing.replaces(MATH + 'reduce_logsumexp')
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


@replacing.replaces(MATH + 'linspace_nd')
def linspace(original, start, stop, num, name=None, axis=0):
    """The op that 1.15 had for it."""
    return gen_math_ops.lin_space(start, stop, num, name=name)


@replacing.replaces(MATH + 'saturate_cast')
def saturate_cast(original, value, dtype, name=None):
    """Clips at each end by an op of its own, and only where the type has less room."""
    with tf1.name_scope(name, 'saturate_cast', [value]) as name:
        value, dtype = tf1.convert_to_tensor(value, name='value'), tf1.as_dtype(dtype).base_dtype
        if value.dtype.min < dtype.min:
            value = gen_math_ops.maximum(value, tf1.convert_to_tensor(dtype.min, value.dtype, name='min'))
        if value.dtype.max > dtype.max:
            value = gen_math_ops.minimum(value, tf1.convert_to_tensor(dtype.max, value.dtype, name='max'))
        return tf1.cast(value, dtype, name=name)


@replacing.replaces('tensorflow.python.ops.special_math_ops:einsum')
def einsum(original, equation, *inputs, **named):
    """Products of matrices, transposed and reshaped; TensorFlow 2 has an op for it."""
    return special_math_ops._einsum_v1(equation, *inputs, **named)


@replacing.replaces(MATH + 'tensordot')
def tensordot(original, a, b, axes, name=None):
    """A product of two matrices, each transposed and reshaped even where it would not need it."""
    with tf1.name_scope(name, 'Tensordot', [a, b, axes]) as name:
        a, b = tf1.convert_to_tensor(a, name='a'), tf1.convert_to_tensor(b, name='b')
        ranks = a.get_shape().ndims, b.get_shape().ndims
        if None in ranks or isinstance(axes, (tf1.Tensor, np.ndarray)):
            return original(a, b, axes, name)
        if isinstance(axes, int):
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


@replacing.replaces('tensorflow.python.ops.tensor_array_ops:_GraphTensorArray.size')
def size_of_tensor_array(original, array, name=None):
    """Asks the array also where its size is known."""
    if array._dynamic_size or array._size is None:
        return original(array, name)
    return gen_data_flow_ops.tensor_array_size_v3(handle=array.handle, flow_in=array.flow, name=name)


@replacing.replaces('tensorflow.python.ops.tensor_getitem_override:_slice_helper')
def slice_helper(original, tensor, parts, var=None):
    """Fills the open ends of slices that hold tensors with numbers, where TensorFlow 2 makes constants of them."""
    parts = parts if isinstance(parts, (list, tuple)) else [parts]
    if not any(isinstance(part, slice) and _has_tensor_and_open_end(part) for part in parts):
        return original(tensor, parts if len(parts) != 1 else parts[0], var)
    begin, end, strides = [], [], []
    masks = dict.fromkeys(('begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask', 'shrink_axis_mask'), 0)
    for index, part in enumerate(parts):
        bit = 1 << index
        if isinstance(part, slice):
            masks['begin_mask'] |= bit * (part.start is None)
            masks['end_mask'] |= bit * (part.stop is None)
            begin.append(0 if part.start is None else part.start)
            end.append(0 if part.stop is None else part.stop)
            strides.append(1 if part.step is None else part.step)
            continue
        if part is Ellipsis or part is None:
            masks['new_axis_mask' if part is None else 'ellipsis_mask'] |= bit
            part = 0
            end.append(0)
        else:
            masks['shrink_axis_mask'] |= bit
            end.append(part + 1)
        begin.append(part)
        strides.append(1)
    with tf1.name_scope(None, 'strided_slice', [tensor, *begin, *end, *strides]) as name:
        packed = [tf1.stack(values) for values in (begin, end, strides)]
        if any(one.dtype == tf1.int64 for one in packed):
            packed = [one if one.dtype == tf1.int64 else gen_math_ops.cast(one, tf1.int64) for one in packed]
        return array_ops.strided_slice(tensor, *packed, var=var, name=name, **masks)


def _has_tensor_and_open_end(part):
    ends = (part.start, part.stop, part.step)
    return any(isinstance(one, tf1.Tensor) for one in ends) and any(one is None for one in ends)


def _main_diagonal(k, others, named):
    return isinstance(k, int) and k == 0 and not others and not named


def _as_matrix(x, axes, last):
    """`x` with the contracted axes last or first, their sizes and the others' each multiplied into one.

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
