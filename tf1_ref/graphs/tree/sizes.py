"""The shapes of a graph's tensors for a batch of a given size, where the graph leaves it open. Needs no TensorFlow."""

from __future__ import annotations

import contextlib
import math

from tf1_ref.graphs.graph import Op, Shape, known_sizes
from tf1_ref.graphs.tree.size_vectors import Vector, value_of

PLACEHOLDERS = ('Placeholder', 'PlaceholderV2', 'PlaceholderWithDefault')
RESIZES = ('ResizeArea', 'ResizeBicubic', 'ResizeBilinear', 'ResizeNearestNeighbor')


class Sizes:
    """Follows the batch through a graph, operation by operation, each behind those that it reads.

    An unknown size is that of the unknown sizes from which it was computed, if they are all one; else it stays unknown.
    A placeholder's first size is the batch's; nobody knows its others.

    Attributes:
        shapes: by tensor.
    """

    def __init__(self, batch: int):
        self.shapes: dict[str, Shape] = {}
        self._batch = batch
        # By operation: what unknown sizes among its outputs stand for, None if nobody knows; and the same of operations
        # whose own sizes are known, but that were computed from such (`tf.shape`).
        self._own: dict[str, frozenset[int | None]] = {}
        self._carried: dict[str, frozenset[int | None]] = {}
        # By tensor: its values, of whole numbers computed from shapes; the axes over which the gradient of a broadcast
        # is summed; and the shape that the graph itself tells.
        self._values: dict[str, Vector] = {}
        self._axes: dict[str, set[int] | None] = {}
        self._declared: dict[str, Shape] = {}

    def add(self, op: Op) -> tuple[Shape, ...]:
        """The shapes of an operation's outputs."""
        found = op.shapes or ()
        self._declared.update((f'{op.name}:{index}', shape) for index, shape in enumerate(found))
        with contextlib.suppress(IndexError, TypeError, ValueError, ZeroDivisionError):
            found = self._followed(op, found)  # fails for inputs that no TensorFlow takes, of a file made by hand
        self.shapes.update((f'{op.name}:{index}', shape) for index, shape in enumerate(found))
        return found

    def _followed(self, op, found):
        """The shapes of an operation's outputs as far as they can be known, of those that the graph tells."""
        stand_for = self._stand_for(op, found[0] if found else None)
        if any(shape is not None and None in shape for shape in found):
            self._own[op.name] = stand_for
        self._carried[op.name] = stand_for
        if len(stand_for) == 1 and None not in stand_for:
            (size,) = stand_for
            found = tuple(_filled(shape, size) for shape in found)
        return self._worked_out(op, found)

    def _stand_for(self, op, shape):
        if op.type in PLACEHOLDERS:
            unknown = shape is None or None in shape[1:]
            return frozenset([None]) if unknown else frozenset([self._batch]) if None in shape else frozenset()
        if op.type == 'BroadcastGradientArgs' or self._reads_axes(op):
            return frozenset()  # how many axes says nothing of sizes
        if op.type == 'Reshape' and shape and shape.count(None) == 1:
            elements = known_sizes(self.shapes.get(op.inputs[0]))
            if elements is not None:
                known = math.prod(size for size in shape if size is not None)
                return frozenset([math.prod(elements) // known if known else 0])
        producers = [tensor.partition(':')[0] for tensor in op.inputs]
        own = frozenset().union(*(self._own.get(name, ()) for name in producers))
        return own or frozenset().union(*(self._carried.get(name, ()) for name in producers))

    def _reads_axes(self, op):
        return op.type == 'Sum' and op.inputs[1] in self._axes

    def _worked_out(self, op, found):
        """The shapes, where an operation's kind tells more of them."""
        inputs = [self.shapes.get(tensor) for tensor in op.inputs]
        if op.type in ('Shape', 'ShapeN'):
            self._values.update((f'{op.name}:{index}', shape) for index, shape in enumerate(inputs))
            return found
        values = [self._values.get(tensor) for tensor in op.inputs]
        self._values[f'{op.name}:0'] = value_of(op, values)
        if op.type == 'BroadcastGradientArgs':
            self._axes.update((f'{op.name}:{index}', _axes(values[index], values[1 - index])) for index in (0, 1))
        elif self._reads_axes(op):
            axes = self._axes[op.inputs[1]]
            if inputs[0] is not None and axes is not None:
                return (tuple(size for axis, size in enumerate(inputs[0]) if axis not in axes),)
        elif op.type == 'Tile' and isinstance(values[1], tuple) and inputs[0]:
            sizes, times = known_sizes(inputs[0]), known_sizes(values[1])
            if sizes is not None and times is not None:
                return (tuple(size * count for size, count in zip(sizes, times, strict=True)),)
        elif op.type in RESIZES and isinstance(values[1], tuple) and values[1] and inputs[0]:
            return ((inputs[0][0], *values[1], inputs[0][3]),)
        return tuple(self._as_an_input(op, inputs, one) if _is_open(one) else one for one in found)

    def _as_an_input(self, op, inputs, shape):
        """An output's shape of which several sizes are open: that of an input of which the same ones are."""
        if op.type == 'Reshape':
            return inputs[0] if _agree(shape, inputs[0]) else shape
        same = [one for tensor, one in zip(op.inputs, inputs, strict=True) if self._declared.get(tensor) == shape]
        return next((one for one in same if one is not None and None not in one), shape)


def _filled(shape, size):
    """A shape with its unknown size; of several that are unknown, nobody says that they are the same."""
    return shape if shape is None or _is_open(shape) else tuple(size if one is None else one for one in shape)


def _is_open(shape):
    return shape is not None and shape.count(None) > 1


def _axes(shape, other):
    """The axes of the common shape along which `shape` was broadcast; None if sizes are not known."""
    if shape is None or other is None or None in shape or None in other:
        return None
    rank = max(len(shape), len(other))
    shape, other = ((1,) * (rank - len(one)) + one for one in (shape, other))
    return {axis for axis in range(rank) if shape[axis] == 1 and other[axis] != 1}


def _agree(shape, other):
    return (
        other is not None
        and len(shape) == len(other)
        and all(size is not None and one in (None, size) for one, size in zip(shape, other, strict=True))
    )
