"""What the graph tools talk about: a graph as plain Python values, wherever it was read from. Needs no TensorFlow."""

from __future__ import annotations

import dataclasses

Shape = tuple[int | None, ...] | None
"""Sizes, None for one that is not known; None for a shape of unknown rank."""


def known_sizes(shape: Shape) -> tuple[int, ...] | None:
    """The sizes of a shape; None if one of them is not known, or the rank is not."""
    sizes = tuple(size for size in shape or () if size is not None)
    return sizes if shape is not None and len(sizes) == len(shape) else None


@dataclasses.dataclass(frozen=True, slots=True)
class Op:
    """One operation.

    Attributes:
        name: such as `conv1/Conv2D`.
        type: such as `Conv2D`.
        inputs: names of tensors, always with their index: `conv1/W/read:0`.
        control_inputs: names of operations, sorted.
        shapes: static shape per output; None if the source does not tell.
        attributes: by name, as text that is the same on every version (`strides`: `1 2 2 1`), seeds included; a
            constant's value is text where it is short and a digest where it is long.
        device: '' if none.
    """

    name: str
    type: str
    inputs: tuple[str, ...] = ()
    control_inputs: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] | None = None
    attributes: dict[str, str] = dataclasses.field(default_factory=dict)
    device: str = ''


@dataclasses.dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    Attributes:
        name: of its operation, such as `conv1/W`.
        shape: its static shape.
        dtype: such as `float32`.
        trainable: None if the source does not tell.
        collections: names of the collections that hold it, sorted; None if the source does not tell.
        initializer: type of the operation that computes its initial value; None if the source does not tell.
        value: digest of its value; None if the source has none.
    """

    name: str
    shape: Shape
    dtype: str
    trainable: bool | None = None
    collections: tuple[str, ...] | None = None
    initializer: str | None = None
    value: str | None = None


@dataclasses.dataclass(slots=True)
class Edges:
    """The edges of a graph's operations.

    Attributes:
        number: position of an operation, by name.
        inputs: per operation `(producer, output)` of every input; the producer is -1 where the graph does not hold it.
        controls: per operation the numbers of its control inputs.
    """

    number: dict[str, int]
    inputs: list[tuple[tuple[int, int], ...]]
    controls: list[tuple[int, ...]]

    def share(self, other: Edges) -> bool:
        """Whether both lead the same way, place for place; if so, what both hold is held once from now on."""
        if self.inputs != other.inputs or self.controls != other.controls:
            return False
        self.inputs, self.controls = other.inputs, other.controls
        return True


@dataclasses.dataclass(frozen=True)
class Graph:
    """A graph, or as much of one as its source tells.

    Attributes:
        source: what the user called it.
        variables: in the order of creation (a checkpoint's: of their names); None if a snapshot leaves them out.
        collections: names of their items, by collection; None if the source does not tell.
        placeholders: names of operations, in the order of creation; None if the source has no operations.
        end_points: tensors by the name of what they are (an output without consumer: its own name); None likewise.
        ops: in the order of the graph; None if the source has none (a checkpoint).
        edges: of the ops, where they are known from reading the graph (`with_edges`); a changed copy has none.
    """

    source: str
    variables: list[Variable] | None
    collections: dict[str, list[str]] | None = None
    placeholders: list[str] | None = None
    end_points: dict[str, str] | None = None
    ops: list[Op] | None = None
    edges: Edges | None = dataclasses.field(default=None, init=False, compare=False, repr=False)

    def with_edges(self, edges: Edges) -> Graph:
        """The graph itself, which from now on knows the edges of its ops."""
        object.__setattr__(self, 'edges', edges)
        return self
