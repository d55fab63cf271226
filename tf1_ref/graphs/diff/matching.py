"""Which op of one graph is which op of another, whatever the two are called. Needs no TensorFlow.

The most certain matches come first: the same structure above and below, then above only, then the same name, then the
neighbours of what is matched, at last what stands in the same place. Among equals (unrolled cells) the same name, and
then the order, decides; so the work grows with the number of edges, not with the number of candidates.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Callable, Iterable

from tf1_ref.graphs.diff.rewrites import canonical_type, is_structural
from tf1_ref.graphs.graph import Graph
from tf1_ref.graphs.reading.graph_def import VARIABLES

# How sure a match is, by what it rests on.
SAME_STRUCTURE, SAME_ORIGIN, SAME_NAME, SAME_NEIGHBOURS, SAME_PLACE = 0.99, 0.95, 0.9, 0.8, 0.6
UNIQUIFIED = re.compile(r'_\d+(?=/|$)')
NOT_KNOWN = -1


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

    def __init__(self, graph: Graph):
        self.ops = graph.ops or []
        self.number = {op.name: number for number, op in enumerate(self.ops)}
        users: dict[int, list[tuple[int, int]]] = {}
        waiting: dict[int, list[int]] = {}
        tensors = {tensor: self._tensor(tensor) for op in self.ops for tensor in op.inputs}
        self.inputs = [tuple(tensors[name] for name in op.inputs) for op in self.ops]
        self.controls = [tuple(self.number.get(name, NOT_KNOWN) for name in op.control_inputs) for op in self.ops]
        self.consumers: list[tuple] = [()] * len(self.ops)
        self.waiting: list[tuple] = [()] * len(self.ops)  # most have none
        for consumer, (inputs, controls) in enumerate(zip(self.inputs, self.controls, strict=True)):
            for slot, (producer, _) in enumerate(inputs):
                if producer >= 0:
                    users.setdefault(producer, []).append((consumer, slot))
            for control in controls:
                if control >= 0:
                    waiting.setdefault(control, []).append(consumer)
        for found, lists in ((users, self.consumers), (waiting, self.waiting)):
            for number, several in found.items():
                lists[number] = tuple(several)
        self.types = [canonical_type(op.type) for op in self.ops]
        self.order = self._sorted()
        named = {variable.name for variable in graph.variables or ()}
        self.variables = {number for number, op in enumerate(self.ops) if op.type in VARIABLES or op.name in named}

    def name(self, number: int) -> str:
        """What an op is called."""
        return self.ops[number].name

    def tensor_name(self, tensor: tuple[int, int]) -> str:
        """What `(producer, output)` is called, an output 0 by its op."""
        number, output = tensor
        name = self.ops[number].name if number >= 0 else 'unknown'
        return f'{name}:{output}' if output else name

    def _tensor(self, name):
        op, _, output = name.rpartition(':')
        return self.number.get(op, NOT_KNOWN), int(output)

    def _sorted(self):
        needed = [
            len({number for number, _ in inputs if number >= 0} | {number for number in controls if number >= 0})
            for inputs, controls in zip(self.inputs, self.controls, strict=True)
        ]
        ready = collections.deque(number for number, count in enumerate(needed) if count == 0)
        order: list[int] = []
        done, first = bytearray(len(needed)), 0
        while len(order) < len(needed):
            if not ready:  # a loop: goes on with the first op that is not done
                while done[first]:
                    first += 1
                ready.append(first)
            number = ready.popleft()
            if done[number]:
                continue
            done[number] = 1
            order.append(number)
            for user in {user for user, _ in self.consumers[number]}.union(self.waiting[number]):
                needed[user] -= 1
                if needed[user] == 0:
                    ready.append(user)
        return order


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
    return _Matcher(Matching(Ops(left), Ops(right))).run()


def without_uniquifiers(name: str) -> str:
    """A name without the numbers that make it unique: `block_1/Relu_2` as `block/Relu`."""
    return UNIQUIFIED.sub('', name)


class _Matcher:
    def __init__(self, matching: Matching):
        self._found = matching
        self._left, self._right = matching.left, matching.right
        self._ids: dict = {}
        self._queue: collections.deque = collections.deque()

    def run(self) -> Matching:
        for step in self._steps():
            step()
            if len(self._found.to_right) == min(len(self._left.ops), len(self._right.ops)):
                break
        return self._found

    def _steps(self):
        """Yields what to do, the most certain first; what a step needs is only computed once it is the turn of it."""
        self._kinds = labels = self._of_both(self._labels)
        above = self._of_both(self._above, labels)
        yield lambda: self._by_class(self._of_both(self._below, above), SAME_STRUCTURE)
        yield lambda: self._by_class(self._of_both(self._used_by, above), SAME_ORIGIN)
        yield lambda: self._by_class(above, SAME_NAME, in_order=False)
        yield lambda: self._by_class(above, SAME_ORIGIN, only=self._has_inputs)
        below = self._of_both(self._below, labels)
        yield lambda: self._by_class(below, SAME_NAME, in_order=False)
        yield lambda: self._by_name(self._certain_names())
        yield lambda: self._by_class(below, SAME_ORIGIN, only=self._has_consumers)
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
        return [what(ops, *args) for ops, *args in zip((self._left, self._right), *of, strict=True)]

    def _id(self, key):
        return self._ids.setdefault(key, len(self._ids))

    def _labels(self, ops):
        """What an op is without its name and its inputs: type and attributes that change what it computes."""
        labels: dict[tuple[str, int], int] = {}  # a graph from a file has the same attributes once
        for kind, op in zip(ops.types, ops.ops, strict=True):
            if (kind, id(op.attributes)) not in labels:
                items = sorted(item for item in op.attributes.items() if is_structural(item[0]))
                labels[kind, id(op.attributes)] = self._id((kind, *items))
        return [labels[kind, id(op.attributes)] for kind, op in zip(ops.types, ops.ops, strict=True)]

    def _above(self, ops, labels):
        """Classes of ops with the same label and the same inputs, all the way up."""
        classes = [NOT_KNOWN] * len(labels)
        for number in ops.order:
            inputs = tuple((classes[producer] if producer >= 0 else None, out) for producer, out in ops.inputs[number])
            controls = sorted(classes[control] for control in ops.controls[number] if control >= 0)
            classes[number] = self._id((labels[number], inputs, tuple(controls)))
        return classes

    def _below(self, ops, labels):
        """Classes of ops with the same label and the same uses, all the way down."""
        classes = [NOT_KNOWN] * len(labels)
        for number in reversed(ops.order):
            used = sorted((classes[user], slot) for user, slot in ops.consumers[number])
            waiting = sorted(classes[user] for user in ops.waiting[number])
            classes[number] = self._id((labels[number], tuple(used), tuple(waiting), 'below'))
        return classes

    def _used_by(self, ops, above):
        """Classes of ops with the same inputs all the way up, and the same uses one step down."""
        return [
            self._id((above[number], tuple(sorted((above[user], slot) for user, slot in consumers)), 'used by'))
            for number, consumers in enumerate(ops.consumers)
        ]

    def _has_inputs(self, ops, number):
        return bool(ops.inputs[number])

    def _has_consumers(self, ops, number):
        return bool(ops.consumers[number])

    def _by_class(self, classes, confidence, in_order=True, only: Callable = lambda ops, number: True):
        groups: dict = {}
        for side, (ops, done) in enumerate(
            ((self._left, self._found.to_right), (self._right, self._found.to_left)),
        ):
            for number, key in enumerate(classes[side]):
                if number not in done and only(ops, number):
                    groups.setdefault(key, ([], []))[side].append(number)
        clear: list[tuple[list[int], list[int]]] = []
        unclear: list[tuple[list[int], list[int]]] = []
        for left, right in groups.values():
            if left and right:
                (clear if len(left) == len(right) == 1 else unclear).append((left, right))
        for left, right in clear:
            if in_order or self._left.name(left[0]) == self._right.name(right[0]):
                self._add(left[0], right[0], confidence)
        if any(map(self._have_other_names, (*clear, *unclear))):
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
        while self._queue:
            left, right = self._queue.popleft()
            inputs, others = self._left.inputs[left], self._right.inputs[right]
            if len(inputs) == len(others):
                for (one, output), (other, other_output) in zip(inputs, others, strict=True):
                    if one >= 0 and other >= 0 and output == other_output:
                        is_free = one not in self._found.to_right and other not in self._found.to_left
                        if is_free and self._kinds[0][one] == self._kinds[1][other]:
                            self._add(one, other, SAME_NEIGHBOURS)
            self._pair_of_a_kind(self._left.consumers[left], self._right.consumers[right])
            self._pair_of_a_kind(_with_slot(self._left.waiting[left]), _with_slot(self._right.waiting[right]))
            self._pair_of_a_kind(_with_slot(self._left.controls[left]), _with_slot(self._right.controls[right]))

    def _pair_of_a_kind(self, left, right):
        if not left or not right:
            return
        groups: dict = {}
        for side, (users, kinds, done) in enumerate(
            (
                (left, self._kinds[0], self._found.to_right),
                (right, self._kinds[1], self._found.to_left),
            )
        ):
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


def _with_slot(numbers):
    return [(number, 0) for number in numbers]
