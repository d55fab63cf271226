"""Arrays: making, slicing and describing them, sparse and ragged ones among them."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import array_ops, gen_array_ops, gen_math_ops, resource_variable_ops, sparse_ops

from tf1_ref.compat.built.replacing import counts, differs, replaces

ARRAY = 'tensorflow.python.ops.array_ops:'
SMALL = 1000  # elements, up to which tf.zeros and tf.ones make a constant

differs(
    'tensorflow.python.ops.ragged.ragged_factory_ops:constant',
    'tensorflow.python.ops.ragged.ragged_string_ops:unicode_split',
    'tensorflow.python.ops.ragged.ragged_tensor:RaggedTensor.to_tensor',
)


@counts('tensorflow.python.ops.sparse_ops:sparse_transpose')
def _sparse_transpose(sp_input, perm=None, name=None):
    if perm is not None or sp_input.get_shape().ndims is None:
        return 0
    return 4 if tensor_util.constant_value(sp_input.dense_shape) is None else 6  # the axes, turned around by ops


@replaces(ARRAY + 'split')
def split(original, value, num_or_size_splits, axis=0, num=None, name='split'):
    """Splits with the constant that 1.15 made of `num_or_size_splits` even where it is a number."""
    if isinstance(num_or_size_splits, (int, tf1.Dimension)):
        tf1.convert_to_tensor(num_or_size_splits)
    return original(value, num_or_size_splits, axis, num, name)


@replaces('tensorflow.python.framework.op_def_library:_ExtractInputsAndAttrs')
def arguments_of_op(
    original, op_type_name, op_def, allowed_list_attr_map, keywords, default_type_attr_map, attrs, inputs, input_types
):
    """Makes the type that an op has by default of a Python value, where TensorFlow 2 first asks what type that has."""
    return original(op_type_name, op_def, {}, keywords, default_type_attr_map, attrs, inputs, input_types)


@replaces(ARRAY + 'shape_internal')
def shape_of(original, input, name=None, optimize=True, out_type=tf1.int32):
    """Gives a known shape as a constant of the name asked for also where no type is asked for."""
    return original(input, name, optimize, out_type or tf1.int32)


@replaces(ARRAY + 'rank_internal')
def rank_of(original, input, name=None, optimize=True):
    """Reads a resource variable once more for the op, where there has to be one."""
    if optimize or not isinstance(input, resource_variable_ops.BaseResourceVariable):
        return original(input, name, optimize)
    with tf1.name_scope(name, 'Rank', [input]) as name:
        tf1.convert_to_tensor(input)
        return gen_array_ops.rank(input, name=name)


@replaces(ARRAY + 'zeros_like_impl')
def zeros_like(original, tensor, dtype, name, *others, **named):
    """Reads a resource variable, though it is only for its shape."""
    if not isinstance(tensor, resource_variable_ops.BaseResourceVariable):
        return original(tensor, dtype, name, *others, **named)
    with tf1.name_scope(name, 'zeros_like', [tensor]) as name:
        return original(tf1.convert_to_tensor(tensor, name='tensor'), dtype, name, *others, **named)


@replaces(ARRAY + '_constant_if_small')
def constant_if_small(original, value, shape, dtype, name, *others, **named):
    """Multiplies and compares also sizes that are tensors, as 1.15 did before it found that it could not tell."""
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


@replaces(ARRAY + 'one_hot')
def one_hot(original, indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    """Converts given values once for their type, and once more for the op."""
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


@replaces(ARRAY + 'matrix_diag')
def matrix_diag(original, diagonal, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, align=None):
    """Builds the op of the main diagonal only: 1.15.5 had the other arguments, and left them aside."""
    if _is_of_tensorflow_2(k, align):
        return original(diagonal, name, k, num_rows, num_cols, padding_value, align or 'RIGHT_LEFT')
    return gen_array_ops.matrix_diag(diagonal, name=name)


@replaces(ARRAY + 'matrix_diag_part')
def matrix_diag_part(original, input, name='diag_part', k=0, padding_value=0, align=None):
    """Builds the op of the main diagonal only, as `matrix_diag` does."""
    if _is_of_tensorflow_2(k, align):
        return original(input, name, k, padding_value, align or 'RIGHT_LEFT')
    return gen_array_ops.matrix_diag_part(input, name=name)


@replaces(ARRAY + 'matrix_set_diag')
def matrix_set_diag(original, input, diagonal, name='set_diag', k=0, align=None):
    """Builds the op of the main diagonal only, as `matrix_diag` does."""
    if _is_of_tensorflow_2(k, align):
        return original(input, diagonal, name, k, align or 'RIGHT_LEFT')
    return gen_array_ops.matrix_set_diag(input, diagonal, name=name)


@replaces('tensorflow.python.ops.tensor_getitem_override:_slice_helper')
def slice_helper(original, tensor, slice_spec, var=None):
    """Fills the open ends of slices that hold tensors with numbers, where TensorFlow 2 makes constants of them."""
    parts = slice_spec if isinstance(slice_spec, (list, tuple)) else [slice_spec]
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


@replaces(ARRAY + 'sparse_placeholder')
def sparse_placeholder(original, dtype, shape=None, name=None):
    """Makes a constant of a known shape, which shows in all that is built from it; TensorFlow 2 makes a placeholder."""
    rank = None
    if isinstance(shape, tf1.Tensor):
        rank = shape.shape[0]
    elif shape is not None:
        rank = len(shape)
        shape = None if any(size is None for size in shape) else shape
    names = {part: name if name is None else f'{name}/{part}' for part in ('shape', 'values', 'indices')}
    if shape is None:
        shape = tf1.placeholder(tf1.int64, [rank], name=names['shape'])
    else:
        shape = tf1.convert_to_tensor(shape, tf1.int64, name=names['shape'])
    values = tf1.placeholder(dtype, [None], name=names['values'])
    return tf1.SparseTensor(tf1.placeholder(tf1.int64, [None, rank], name=names['indices']), values, shape)


@replaces('tensorflow.python.ops.sparse_ops:sparse_cross')
def sparse_cross(original, inputs, name=None, separator=None):
    """Builds the op that has no separator, which TensorFlow 2 still has for hashed crosses."""
    if separator is not None:
        return original(inputs, name, separator)  # 1.15 had no such argument
    return sparse_ops._sparse_cross_internal(inputs, name=name)


@replaces('tensorflow.python.framework.sparse_tensor:SparseTensor.__init__')
def sparse_tensor(original, tensor, *parts, **named):
    """Leaves a constant shape one that can be fed: TensorFlow 2 reads it at once, and what is read must not be fed."""
    graph = tf1.get_default_graph()
    graph.prevent_feeding = lambda tensor: None
    try:
        original(tensor, *parts, **named)
    finally:
        del graph.prevent_feeding  # the class has it


@replaces(ARRAY + 'repeat_with_axis')
def repeat(original, data, repeats, axis, name=None):
    """Leaves the size of the repeated axis to Reshape, and broadcasts repetitions only to more axes."""
    with tf1.name_scope(name, 'Repeat', [data, repeats]):
        data = tf1.convert_to_tensor(data, name='data')
        repeats = array_ops.convert_to_int_tensor(repeats, name='repeats')
        repeats.get_shape().with_rank_at_most(1)
        data = array_ops._with_nonzero_rank(data)
        sizes, known = tf1.shape(data), data.get_shape()
        axis = array_ops.get_positive_axis(axis, known.ndims, ndims_name='rank(data)')
        one_number = repeats.get_shape().ndims == 0
        if repeats.get_shape().ndims == 1:
            known.dims[axis].assert_is_compatible_with(repeats.get_shape().dims[0])
        if not one_number and repeats.get_shape().ndims != axis + 1:
            own, rank = tf1.shape(repeats), tf1.rank(repeats)
            repeats = tf1.broadcast_to(repeats, tf1.concat([sizes[: axis + 1 - rank], own], 0))
            repeats.set_shape([None] * (axis + 1))
        most = repeats
        if not one_number:
            most = gen_math_ops.maximum(0, gen_math_ops._max(repeats, array_ops._all_dimensions(repeats)))
            mask = tf1.sequence_mask(repeats, most)
        found = array_ops.tile_one_dimension(tf1.expand_dims(data, axis + 1), axis + 1, most)
        if not one_number:
            found = tf1.boolean_mask(found, mask)
        if one_number or axis:
            found = tf1.reshape(found, tf1.concat([sizes[:axis], [-1], sizes[axis + 1 :]], 0))
        if not one_number and known.ndims is not None:
            none = repeats.get_shape().dims[0].value == 0
            found.set_shape(known[:axis].concatenate([0 if none else None]).concatenate(known[axis + 1 :]))
        return found


@replaces(ARRAY + 'transpose')
def transpose(original, a, perm=None, name='transpose', conjugate=False):
    """Turns the axes around in the graph where there are none, or it is not known how many."""
    if perm is not None or (a.get_shape().ndims if hasattr(a, 'get_shape') else np.ndim(a)):
        return original(a, perm, name, conjugate)
    with tf1.name_scope(name, 'transpose', [a]) as name:
        a = tf1.convert_to_tensor(a, name='a')
        rank = gen_array_ops.rank(a)
        perm = (rank - 1) - gen_math_ops._range(0, rank, 1)
        return original(a, perm, name, conjugate)


def _tensors_within(value):
    if isinstance(value, (list, tuple)):
        return [tensor for one in value for tensor in _tensors_within(one)]
    return [value] if isinstance(value, tf1.Tensor) else []


def _has_tensor_and_open_end(part):
    ends = (part.start, part.stop, part.step)
    return any(isinstance(one, tf1.Tensor) for one in ends) and any(one is None for one in ends)


def _is_of_tensorflow_2(k, align):
    """Tells whether a diagonal is asked for as 1.15 could not: TensorFlow 2's gradients do."""
    return align is not None or isinstance(k, tf1.Tensor)
