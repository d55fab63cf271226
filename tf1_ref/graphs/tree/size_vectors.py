"""The whole numbers that a graph computes from shapes, such as `tf.shape(x)[1:3] * 4`. Needs no TensorFlow."""

from __future__ import annotations

import operator
import re

from tf1_ref.graphs.graph import Op

# A vector is a tuple, a scalar an int; None is what is not known, of the whole or of a size in it.
Vector = tuple[int | None, ...] | int | None
# A vector of sizes has as many as a tensor may have dimensions; a few bytes in a file could ask for more than fits.
LONGEST, LARGEST = 254, 2**63 - 1
_CONSTANT = re.compile(r'int\d+ \[(\d*)\]((?: -?\d+)*)$')
_ARITHMETIC = {
    'Add': operator.add, 'AddV2': operator.add, 'Sub': operator.sub, 'Mul': operator.mul, 'FloorDiv': operator.floordiv,
    'FloorMod': operator.mod, 'Maximum': max, 'Minimum': min,
}  # fmt: skip


def value_of(op: Op, inputs: list[Vector]) -> Vector:
    """What an operation computes from whole numbers; None where it is not known, or is no vector of sizes.

    Args:
        op: any operation but `Shape`.
        inputs: the values of its inputs.

    Raises:
        IndexError, TypeError, ValueError, ZeroDivisionError: no TensorFlow takes such inputs.
    """
    found = _computed(op, inputs)
    numbers = found if isinstance(found, tuple) else () if found is None else (found,)
    is_small = len(numbers) <= LONGEST and all(one is None or abs(one) <= LARGEST for one in numbers)
    return found if is_small else None


def _computed(op, inputs):
    if op.type == 'Const':
        return _constant(op.attributes.get('value', ''))
    if not inputs or None in inputs:
        return None
    if op.type in _ARITHMETIC and len(inputs) == 2:
        return _elementwise(_ARITHMETIC[op.type], *inputs)
    if op.type == 'StridedSlice':
        return _strided_slice(op, *inputs)
    if op.type == 'Range':
        return tuple(range(*inputs)[: LONGEST + 1])
    if op.type == 'Fill':
        return (inputs[1],) * min(inputs[0][0], LONGEST + 1) if len(inputs[0]) == 1 else None
    if op.type == 'DynamicStitch':
        return _stitched(inputs[: len(inputs) // 2], inputs[len(inputs) // 2 :])
    if op.type == 'Pack':
        return tuple(inputs) if all(isinstance(one, int) for one in inputs) else None
    if op.type == 'ConcatV2':
        return tuple(size for vector in inputs[:-1] for size in vector)
    return inputs[0] if op.type in ('Identity', 'Cast') else None


def _constant(text):
    found = _CONSTANT.match(text)
    if not found:
        return None
    values = tuple(map(int, found[2].split()))
    return values if found[1] else values[0] if values else None


def _elementwise(function, left, right):
    if isinstance(left, int) and isinstance(right, int):
        return function(left, right)
    if isinstance(left, int):
        left = (left,) * len(right)
    right = (right,) * len(left) if isinstance(right, int) else right
    return tuple(map(function, left, right)) if len(left) == len(right) else None


def _stitched(places, values):
    """A vector put together from others, each with the places of its numbers; a later one wins."""
    found: dict[int, int] = {}
    for where, numbers in zip(places, values, strict=True):
        if isinstance(where, int) or isinstance(numbers, int):
            where, numbers = (where,), (numbers,)
        found.update(zip(where, numbers, strict=True))
    return tuple(found[place] for place in sorted(found))


def _strided_slice(op, vector, begin, end, strides):
    """What `vector[begin:end:stride]` or `vector[begin]` is of a vector; nothing else is of interest."""
    masks = {name: int(op.attributes.get(f'{name}_mask', '0')) for name in ('begin', 'end', 'shrink_axis', 'new_axis')}
    if isinstance(vector, int) or len(begin) != 1 or masks['new_axis']:
        return None
    if masks['shrink_axis']:
        return vector[begin[0]] if -len(vector) <= begin[0] < len(vector) else None
    return vector[None if masks['begin'] else begin[0] : None if masks['end'] else end[0] : strides[0]]
