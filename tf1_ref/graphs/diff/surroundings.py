"""The part of two graphs around a difference, as one graph: what is the same is one node. Needs no TensorFlow."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterator

from tf1_ref.graphs.diff.differences import Comparison, Difference
from tf1_ref.graphs.diff.matching import Matching

BOTH, LEFT, RIGHT, CHANGED = 'both', 'left', 'right', 'changed'
MOST_NODES, MOST_STEPS = 40, 2  # nodes of a part, steps from what the difference is about
MOST_SEEDS = 3  # where a part begins: what a difference names, and what of it meets what is the same
MOST_NEIGHBOURS = 6  # that are followed of one node: a constant or a global step may have hundreds


@dataclasses.dataclass(frozen=True)
class Node:
    """An operation, or two that are the same one.

    Attributes:
        left, right: its number among the ops of either side; None where it is not there.
        names: what it is called, once where both sides agree.
        types: its type, likewise.
        mark: `LEFT` or `RIGHT` for what is on that side only, `CHANGED` for what the difference is about, else `BOTH`.
        hidden: how many of its edges lead to what is not in the part.
    """

    left: int | None
    right: int | None
    names: tuple[str, ...]
    types: tuple[str, ...]
    mark: str
    hidden: int


@dataclasses.dataclass(frozen=True)
class Edge:
    """An edge from the node with the number `source` to that with the number `target`.

    Attributes:
        mark: `LEFT` or `RIGHT` for an edge on that side only, else `BOTH`.
        is_control: whether nothing but the order depends on it.
    """

    source: int
    target: int
    mark: str
    is_control: bool


@dataclasses.dataclass(frozen=True)
class Part:
    """What is around a difference: at most `MOST_NODES` nodes, and all edges between them."""

    nodes: list[Node]
    edges: list[Edge]


def ops_of(comparison: Comparison, difference: Difference) -> tuple[list[int], list[int]]:
    """The numbers of the ops on either side that a difference is about: those that it names, then what follows."""
    findings = comparison.findings
    if findings is None:
        return [], []
    sides = []
    for graph, ops, touched in (
        (comparison.left, findings.matching.left, findings.left),
        (comparison.right, findings.matching.right, findings.right),
    ):
        tensors = [(graph.end_points or {}).get(name, name) for name in (difference.name, *difference.names)]
        tensors = [name.rpartition(': ')[2] for name in tensors]  # of a collection: `losses: loss:0`
        names = [name if name in ops.number else name.partition(':')[0] for name in tensors]
        named = [ops.number[name] for name in names if name in ops.number]
        sides.append([*dict.fromkeys([*named, *(n for n, cause in touched.items() if cause is difference)])])
    left, right = sides
    if difference.kind == 'extra':  # a name of the right may be another op's on the left
        left = [number for number in left if findings.left.get(number) is difference]
    else:
        right = [
            number
            for number in right
            if findings.right.get(number) is difference or findings.matching.to_left.get(number) in left
        ]
    return left, right


def around(comparison: Comparison, difference: Difference) -> Part | None:
    """The part of the graphs around a difference; None where it is about no operation."""
    findings = comparison.findings
    left, right = ops_of(comparison, difference)
    if findings is None or not (left or right):
        return None
    graph = _Both(findings.matching)
    about = [*dict.fromkeys([*map(graph.of_left, left), *map(graph.of_right, right)])]
    chosen = _chosen(graph, about)
    numbers = {key: number for number, key in enumerate(chosen)}
    edges: list[Edge] = []
    hidden: collections.Counter = collections.Counter()
    for key in chosen:
        for (source, is_control), sides in graph.inputs(key).items():
            if source in numbers and source != key:
                mark = BOTH if len(sides) == 2 or not graph.can_differ(source, key) else next(iter(sides))
                edges.append(Edge(numbers[source], numbers[key], mark, is_control))
        hidden[key] = sum(other not in numbers for other in graph.neighbours(key))
    nodes = [graph.node(key, key in about[: len(left) + len(right)], hidden[key]) for key in chosen]
    return Part(nodes, edges)


def _chosen(graph, about):
    """What to show, from where the difference meets what is the same, and from what it names, outwards."""
    of_difference = set(about)
    meets = [key for key in about if any(other not in of_difference for other in graph.neighbours(key))]
    # Each with the number of steps from the difference.
    chosen = dict.fromkeys([*meets[:MOST_SEEDS], *about[:MOST_SEEDS]], 0)
    waiting = collections.deque(chosen)
    while waiting:
        key = waiting.popleft()
        for other in graph.neighbours(key)[:MOST_NEIGHBOURS]:
            steps = 0 if other in of_difference else chosen[key] + 1
            if len(chosen) < MOST_NODES and other not in chosen and steps <= MOST_STEPS:
                chosen[other] = steps
                waiting.append(other)
    return list(chosen)


class _Both:
    """Both graphs as one; a node is `(number on the left, number on the right)`, None where it is not there."""

    def __init__(self, matching: Matching):
        self._matching = matching
        self._sides = ((LEFT, matching.left), (RIGHT, matching.right))

    def of_left(self, number):
        return number, self._matching.to_right.get(number)

    def of_right(self, number):
        return self._matching.to_left.get(number), number

    def can_differ(self, source, target):
        """Whether an edge between two nodes is on one side only if it was found on one."""
        return all(None not in key for key in (source, target))

    def inputs(self, key) -> dict:
        """The sides that have it, by `(source, whether it is a control input)`."""
        found: dict = {}
        for number, (side, ops), node in zip(key, self._sides, (self.of_left, self.of_right), strict=True):
            if number is not None:
                for source, is_control in self._sources(ops, number):
                    found.setdefault((node(source), is_control), set()).add(side)
        return found

    def neighbours(self, key) -> list:
        """Nodes that feed this one, then those that it feeds."""
        found = [source for source, _ in self.inputs(key)]
        for number, (_, ops), node in zip(key, self._sides, (self.of_left, self.of_right), strict=True):
            if number is not None:
                users = [*(user for user, _ in ops.consumers[number]), *ops.waiting[number]]
                found += map(node, users)
        return [*dict.fromkeys(other for other in found if other != key)]

    def _sources(self, ops, number) -> Iterator[tuple[int, bool]]:
        yield from ((source, False) for source, _ in ops.inputs[number] if source >= 0)
        yield from ((source, True) for source in ops.controls[number] if source >= 0)

    def node(self, key, is_about, hidden):
        ops = [ops.ops[number] for number, (_, ops) in zip(key, self._sides, strict=True) if number is not None]
        mark = LEFT if key[1] is None else RIGHT if key[0] is None else CHANGED if is_about else BOTH
        names, types = ({getattr(op, what): None for op in ops} for what in ('name', 'type'))
        return Node(key[0], key[1], tuple(names), tuple(types), mark, hidden)
