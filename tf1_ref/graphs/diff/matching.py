"""Which op of one graph is which op of another, whatever the two are called. Needs no TensorFlow.

The most certain matches come first: the same structure above and below, then above only, then the same name, then the
neighbours of what is matched, at last what stands in the same place. Among equals (unrolled cells) the same name, and
then the order, decides; so the work grows with the number of edges, not with the number of candidates.
"""

from __future__ import annotations

import collections
import dataclasses
import operator
import re
from collections.abc import Callable, Iterable

from tf1_ref.graphs.diff.rewrites import canonical_type, is_structural
from tf1_ref.graphs.edges import NOT_KNOWN, edges_of, in_order, users_of
from tf1_ref.graphs.graph import Edges, Graph
from tf1_ref.graphs.reading.graph_def import VARIABLES

# How sure a match is, by what it rests on.
SAME_STRUCTURE, SAME_ORIGIN, SAME_NAME, SAME_NEIGHBOURS, SAME_PLACE = 0.99, 0.95, 0.9, 0.8, 0.6
NOT_THERE = -2  # the class of what an op reads that the graph does not hold; stands behind all others, at place -1
UNIQUIFIED = re.compile(r'_\d+(?=/|$)')


class Ops:
    """A graph's ops by number, with their edges in both directions.

    Attributes:
        ops: the ops, in the order of the graph.
        number: position of an op, by name.
        inputs: per op `(producer, output)` of every input; the producer is -1 where the graph does not hold it.
        controls: per op the numbers of its control inputs.
        consumers: per op `(consumer, input)` of every use.
        waiting: per op the numbers of those that wait for it by a control edge.
        order: numbers, every op behind those that it needs, but for the edges that close a loop.
        variables: the numbers of those that are variables, by their type or because the graph says so.
    """

    def __init__(self, graph: Graph, other: Ops | None = None):
        """Takes a graph, and the ops of one that it may be like, edge for edge: then both hold the same lists."""
        self.ops = graph.ops or []
        edges = graph.edges or edges_of(self.ops)
        self.number = edges.number
        self.types = [canonical_type(op.type) for op in self.ops]
        named = {variable.name for variable in graph.variables or ()}
        self.variables = {number for number, op in enumerate(self.ops) if op.type in VARIABLES or op.name in named}
        self._edges: Edges = edges
        same = other if other is not None and edges.share(other._edges) else None
        self.consumers: list[tuple]
        self.waiting: list[tuple]
        self.consumers, self.waiting = (same.consumers, same.waiting) if same else users_of(edges)
        self.order: list[int] = same.order if same else in_order(edges, self.consumers, self.waiting)
        self.inputs, self.controls = edges.inputs, edges.controls

    def is_like(self, other: Ops) -> bool:
        """Whether the edges are the same, op for op."""
        return self.inputs is other.inputs

    def name(self, number: int) -> str:
        """What an op is called."""
        return self.ops[number].name

    def tensor_name(self, tensor: tuple[int, int]) -> str:
        """What `(producer, output)` is called, an output 0 by its op."""
        number, output = tensor
        name = self.ops[number].name if number >= 0 else 'unknown'
        return f'{name}:{output}' if output else name


@dataclasses.dataclass
class Matching:
    """What is matched.

    Attributes:
        left, right: the ops of both graphs.
        to_right, to_left: number of the op on the other side, by number.
        confidence: how sure each match is, by the number on the left.
    """

    left: Ops
    right: Ops
    to_right: dict[int, int] = dataclasses.field(default_factory=dict)
    to_left: dict[int, int] = dataclasses.field(default_factory=dict)
    confidence: dict[int, float] = dataclasses.field(default_factory=dict)

    def partner(self, name: str) -> int | None:
        """The op on the right that is the one called `name` on the left; None if there is none."""
        number = self.left.number.get(name)
        return None if number is None else self.to_right.get(number)

    def add(self, left: int, right: int, confidence: float) -> None:
        """Notes that two ops are the same one, and how sure that is."""
        self.to_right[left] = right
        self.to_left[right] = left
        self.confidence[left] = confidence


def match(left: Graph, right: Graph) -> Matching:
    """Matches the ops of two graphs; of what is not matched there is no counterpart."""
    ops = Ops(left)
    return _Matcher(Matching(ops, Ops(right, ops))).run()


def without_uniquifiers(name: str) -> str:
    """A name without the numbers that make it unique: `block_1/Relu_2` as `block/Relu`."""
    return UNIQUIFIED.sub('', name)


class _Matcher:
    def __init__(self, matching: Matching):
        self._found = matching
        self._left, self._right = matching.left, matching.right
        self._most = min(len(self._left.ops), len(self._right.ops))
        self._ids: dict = {}
        # A class and the place of an output (or of an input) are one number in keys: many such numbers are in memory.
        every = [inputs for ops in (self._left, self._right) for inputs in ops.inputs]
        self._most_outputs = 1 + max((output for inputs in every for _, output in inputs), default=0)
        self._most_inputs = 1 + max(map(len, every), default=0)
        self._queue: collections.deque = collections.deque()

    def run(self) -> Matching:
        for step in self._steps():
            step()
            if len(self._found.to_right) == self._most:
                break
        return self._found

    def _steps(self):
        """Yields what to do, the most certain first; what a step needs is only computed once it is the turn of it."""
        self._kinds = labels = self._of_both(self._labels)
        above = self._of_both(self._above, labels)
        yield lambda: self._by_class(self._of_both(self._below, above), SAME_STRUCTURE)
        yield lambda: self._by_class(self._of_both(self._used_by, above), SAME_ORIGIN)
        yield lambda: self._by_class(above, SAME_NAME, in_order=False)
        yield lambda: self._by_class(above, SAME_ORIGIN, only=lambda ops, number: ops.inputs[number])
        below = self._of_both(self._below, labels)
        yield lambda: self._by_class(below, SAME_NAME, in_order=False)
        yield lambda: self._by_name(self._certain_names())
        yield lambda: self._by_class(below, SAME_ORIGIN, only=lambda ops, number: ops.consumers[number])
        self._kinds = [self._left.types, self._right.types]  # from here on, attributes may differ
        self._queue.extend(self._found.to_right.items())
        yield self._spread
        yield self._by_neighbours
        yield self._by_neighbours
        yield lambda: self._by_name(self._right.number)
        yield self._by_scope
        yield lambda: self._by_name(self._certain_names(), same_type=False)
        yield self._by_place

    def _of_both(self, what, *of):
        """The same of both graphs; numbers of what is equal are only compared with others of the same step."""
        self._ids = {}
        left, right = zip(*of, strict=True) if of else ((), ())
        first = what(self._left, *left)
        if of and self._right.is_like(self._left) and all(map(operator.is_, left, right)):
            return [first, first]  # of equals, the same
        second = what(self._right, *right)
        return [first, first if first == second else second]

    def _id(self, key):
        return self._ids.setdefault(key, len(self._ids))

    def _labels(self, ops):
        """What an op is without its name and its inputs: type and attributes that change what it computes."""
        found: dict[tuple[str, int], int] = {}  # a graph from a file has the same attributes once
        labels = []
        for kind, op in zip(ops.types, ops.ops, strict=True):
            label = found.get((kind, id(op.attributes)))
            if label is None:
                items = sorted(item for item in op.attributes.items() if is_structural(item[0]))
                label = found[kind, id(op.attributes)] = self._id((kind, *items))
            labels.append(label)
        return labels

    def _above(self, ops, labels):
        """Classes of ops with the same label and the same inputs, all the way up."""
        classes, ids, many = [*[NOT_KNOWN] * len(labels), NOT_THERE], self._ids, self._most_outputs
        for number in ops.order:
            key = [labels[number], *[classes[producer] * many + output for producer, output in ops.inputs[number]]]
            if ops.controls[number] and (waits := sorted(classes[one] for one in ops.controls[number] if one >= 0)):
                key.append(tuple(waits))
            classes[number] = ids.setdefault(tuple(key), len(ids))
        classes.pop()
        return classes

    def _below(self, ops, labels):
        """Classes of ops with the same label and the same uses, all the way down."""
        classes, ids, many = [NOT_KNOWN] * len(labels), self._ids, self._most_inputs
        for number in reversed(ops.order):
            used = [classes[user] * many + slot for user, slot in ops.consumers[number]]
            used.sort()
            key = (labels[number], *used)
            if ops.waiting[number]:
                key = (*key, tuple(sorted([classes[user] for user in ops.waiting[number]])))
            classes[number] = ids.setdefault(key, len(ids))
        return classes

    def _used_by(self, ops, above):
        """Classes of ops with the same inputs all the way up, and the same uses one step down."""
        many = self._most_inputs
        return [
            self._id((above[number], *sorted([above[user] * many + slot for user, slot in consumers])))
            for number, consumers in enumerate(ops.consumers)
        ]

    def _by_class(self, classes, confidence, in_order=True, only: Callable | None = None):
        lefts = _grouped(classes[0], self._left, self._found.to_right, only)
        rights = _grouped(classes[1], self._right, self._found.to_left, only)
        unclear: list[tuple[list[int], ...]] = []
        has_other_names = False
        for key, left in lefts.items():
            right = rights.get(key)
            if right is None:
                continue
            if isinstance(left, list) or isinstance(right, list):
                unclear.append(tuple(one if isinstance(one, list) else [one] for one in (left, right)))
                continue
            same = self._left.name(left) == self._right.name(right)
            has_other_names |= not same
            if in_order or same:
                self._add(left, right, confidence)
        if has_other_names or any(map(self._have_other_names, unclear)):
            self._spread()  # which of them is which may follow from their neighbours
        for left, right in unclear:
            self._pair(left, right, confidence, in_order)

    def _have_other_names(self, group):
        left, right = group
        return {self._left.name(number) for number in left} != {self._right.name(number) for number in right}

    def _pair(self, left: Iterable[int], right: Iterable[int], confidence, in_order=True) -> None:
        """Matches equals: by name, and what is left in order if the numbers of them agree."""
        left = [number for number in left if number not in self._found.to_right]
        right = [number for number in right if number not in self._found.to_left]
        if not left or not right:
            return
        names = {self._right.name(number): number for number in right}
        for number in left:
            if self._left.name(number) in names:
                self._add(number, names.pop(self._left.name(number)), confidence)
        left = [number for number in left if number not in self._found.to_right]
        right = [number for number in right if number not in self._found.to_left]
        if in_order and len(left) == len(right):
            for one, other in zip(left, right, strict=True):
                self._add(one, other, confidence)

    def _add(self, left, right, confidence):
        self._found.add(left, right, confidence)
        self._queue.append((left, right))

    def _certain_names(self):
        """Names that mean the same on both sides: not those that a further `Relu` has shifted to `Relu_1`."""
        counts: list = [collections.defaultdict(set), collections.defaultdict(set)]
        for side, ops in enumerate((self._left, self._right)):
            for op in ops.ops:
                counts[side][without_uniquifiers(op.name)].add(op.name)
        return {
            name: self._right.number[name]
            for base, names in counts[0].items()
            if counts[1].get(base) == names
            for name in names
        }

    def _by_name(self, names, same_type=True):
        for number, op in enumerate(self._left.ops):
            other = names.get(op.name)
            if other is None or number in self._found.to_right or other in self._found.to_left:
                continue
            if self._left.types[number] == self._right.types[other] or (
                not same_type and self._can_be_the_same(number, other)
            ):
                self._add(number, other, SAME_NAME if same_type else SAME_PLACE)
        self._spread()

    def _spread(self):
        """Matches the neighbours of what is matched, and theirs."""
        to_right, to_left, (kinds, other_kinds) = self._found.to_right, self._found.to_left, self._kinds
        while self._queue and len(to_right) < self._most:
            left, right = self._queue.popleft()
            inputs, others = self._left.inputs[left], self._right.inputs[right]
            if len(inputs) == len(others):
                for (one, output), (other, other_output) in zip(inputs, others, strict=True):
                    if one in to_right or other in to_left or output != other_output or one < 0 or other < 0:
                        continue
                    if kinds[one] == other_kinds[other]:
                        self._add(one, other, SAME_NEIGHBOURS)
            self._pair_of_a_kind(self._left.consumers[left], self._right.consumers[right])
            for one, other in ((self._left.waiting, self._right.waiting), (self._left.controls, self._right.controls)):
                if one[left] and other[right]:
                    self._pair_of_a_kind(*([(number, 0) for number in users] for users in (one[left], other[right])))

    def _pair_of_a_kind(self, left, right):
        if len(left) == len(right) == 1:
            ((one, slot),), ((other, other_slot),) = left, right
            is_free = self._is_free(one) and other >= 0 and other not in self._found.to_left
            if is_free and slot == other_slot and self._kinds[0][one] == self._kinds[1][other]:
                self._add(one, other, SAME_NEIGHBOURS)
            return
        if not left or not right:
            return
        groups: dict = {}
        sides = (left, self._kinds[0], self._found.to_right), (right, self._kinds[1], self._found.to_left)
        for side, (users, kinds, done) in enumerate(sides):
            for number, slot in users:
                if number >= 0 and number not in done:
                    groups.setdefault((kinds[number], slot), ([], []))[side].append(number)
        for one, other in groups.values():
            self._pair(one, other, SAME_NEIGHBOURS)

    def _by_neighbours(self) -> None:
        """Matches ops of the same type whose neighbours are the same or of the same types."""
        self._by_class([self._around(self._left, False), self._around(self._right, True)], SAME_NEIGHBOURS)
        self._spread()

    def _around(self, ops, is_right):
        matched = self._found.to_left if is_right else {number: number for number in self._found.to_right}

        def seen(number):
            return f'={matched[number]}' if number in matched else ops.types[number] if number >= 0 else 'unknown'

        classes = []
        for number, kind in enumerate(ops.types):
            inputs = tuple((seen(producer), output) for producer, output in ops.inputs[number])
            used = tuple(sorted((seen(user), slot) for user, slot in ops.consumers[number]))
            anchored = any(what[0] == '=' for what, _ in (*inputs, *used))
            classes.append((kind, inputs, used) if anchored else (number, is_right))
        return classes

    def _by_scope(self):
        """Matches what has the same name in a scope that has another name."""
        scopes: dict = collections.defaultdict(collections.Counter)
        for left, right in self._found.to_right.items():
            (scope, _, leaf), (other, _, other_leaf) = (
                ops.name(number).rpartition('/') for ops, number in ((self._left, left), (self._right, right))
            )
            if leaf == other_leaf:
                scopes[scope][other] += 1
        names = {}
        for op in self._left.ops:
            scope, _, leaf = op.name.rpartition('/')
            if scope in scopes:
                other = scopes[scope].most_common(1)[0][0]
                number = self._right.number.get(f'{other}/{leaf}' if other else leaf)
                if number is not None:
                    names[op.name] = number
        self._by_name(names)

    def _by_place(self):
        """Matches ops of different types that stand between the same ops."""
        for left, right in list(self._found.to_right.items()):
            inputs = zip(self._left.inputs[left], self._right.inputs[right], strict=False)
            for (one, output), (other, other_output) in inputs:
                if output == other_output:
                    self._match_if_free(one, other)
            waited = [number for number in self._left.controls[left] if self._is_free(number)]
            others = [n for n in self._right.controls[right] if n >= 0 and n not in self._found.to_left]
            if len(waited) == len(others) == 1:
                self._match_if_free(waited[0], others[0])
        self._spread()

    def _is_free(self, left):
        return left >= 0 and left not in self._found.to_right

    def _match_if_free(self, left, right):
        if not self._is_free(left) or right < 0 or right in self._found.to_left:
            return
        if self._can_be_the_same(left, right) and self._same_origin(left, right):
            self._add(left, right, SAME_PLACE)

    def _can_be_the_same(self, left, right):
        """Whether two ops of different types can be one: a variable is never what is none."""
        return (left in self._left.variables) == (right in self._right.variables)

    def _same_origin(self, left, right):
        inputs, others = self._left.inputs[left], self._right.inputs[right]
        if not inputs or not others:
            return not inputs and not others
        one, other = inputs[0][0], others[0][0]
        if self._is_free(one) and other not in self._found.to_left:
            return self._left.types[one] == self._right.types[other]
        return self._found.to_right.get(one) == other


def _grouped(classes, ops, done, only):
    """The numbers of each class, in order, but for those that are done; a number that is alone, without a list."""
    groups: dict[int, int | list[int]] = {}
    for number, key in enumerate(classes):
        if number in done or only and not only(ops, number):
            continue
        found = groups.get(key)
        if found is None:
            groups[key] = number
        elif isinstance(found, list):
            found.append(number)
        else:
            groups[key] = [found, number]
    return groups
