"""Ops that only one of two graphs has, as groups that hang together, and what they follow from."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable

from tf1_ref.graphs.diff import rewrites
from tf1_ref.graphs.diff.differences import EXTRA, MISSING, REPLACED, Difference, Findings
from tf1_ref.graphs.diff.layers import TOPOLOGY, VARIABLES
from tf1_ref.graphs.diff.matching import Ops

APPLY = re.compile(r'(Resource|Sparse)*Apply\w+')


class MissingOps:
    """Groups the ops without counterpart, and finds what differences follow from."""

    def __init__(self, findings: Findings):
        self._found = findings
        self._matching = findings.matching
        self._left, self._right = self._matching.left, self._matching.right
        self._late = [_late(self._left), _late(self._right)]
        gone = self._gone(self._left, self._matching.to_right, self._found.left)
        self._components = _components(self._left, self._late[0], gone)
        come = self._gone(self._right, self._matching.to_left, self._found.right)
        self._others = _components(self._right, self._late[1], come)

    def unmatched(self, number: int, is_right: bool) -> tuple[int, ...]:
        """The ops that are missing (or extra) together with this one; none if it has a counterpart."""
        return (self._others if is_right else self._components).get(number, ())

    def optimizer(self, slots: list[tuple[int, bool]]) -> None:
        """Notes that the variables are updated otherwise, if they are; `slots`: variables that only exist for it."""
        kinds = [sorted({op.type for op in ops.ops if APPLY.fullmatch(op.type)}) for ops in (self._left, self._right)]
        if kinds[0] == kinds[1]:
            return
        slots = [(number, is_right) for number, is_right in slots if self._is_slot(number, is_right)]
        names = tuple((self._right if is_right else self._left).name(number) for number, is_right in slots)
        left, right = (', '.join(kind) for kind in kinds)
        layer = VARIABLES if slots else TOPOLOGY
        difference = Difference(layer, 'optimizer', left or right, left or None, right or None, names)
        self._found.add(difference)
        for ops, components, touched in (
            (self._left, self._components, self._found.left),
            (self._right, self._others, self._found.right),
        ):
            for number, op in enumerate(ops.ops):
                if APPLY.fullmatch(op.type):
                    own = [producer for producer, _ in ops.inputs[number][1:] if not self.is_late(ops, producer)]
                    for near in (number, *own, *ops.waiting[number]):
                        for one in components.get(near, (number,)):
                            touched.setdefault(one, difference)
        for number, is_right in slots:
            for one in self.unmatched(number, is_right):
                (self._found.right if is_right else self._found.left).setdefault(one, difference)

    def touch_updates(self, difference: Difference, left: int | None, right: int | None) -> None:
        """Notes that what updates a variable, on one side only, follows from a difference of the variable."""
        for ops, components, touched, number in (
            (self._left, self._components, self._found.left, left),
            (self._right, self._others, self._found.right, right),
        ):
            for user, _ in ops.consumers[number] if number is not None else ():
                if APPLY.fullmatch(ops.ops[user].type):
                    for one in components.get(user, ()):
                        touched.setdefault(one, difference)

    def report(self, late: bool) -> None:
        """Notes the missing and the extra ops: the late ones, or the others."""
        pairs = self._replaced()
        for components, ops, touched, is_right in (
            (self._components, self._left, self._found.left, False),
            (self._others, self._right, self._found.right, True),
        ):
            for group in dict.fromkeys(components.values()):
                if self.is_late(ops, group[0]) != late:
                    continue
                cause = self._cause_of_group(group, ops, touched)
                replaced = pairs.get(group[0]) if is_right else None
                if cause is None and replaced is not None:
                    cause = self._found.left.get(replaced)
                names = tuple(ops.name(number) for number in group)
                first = ops.ops[group[0]]
                kind, text = (EXTRA if is_right else MISSING), f'{first.type} {first.name}'
                difference = Difference(TOPOLOGY, kind, first.name, names=names, cause=cause)
                if is_right:
                    difference.right = text
                else:
                    difference.left = text
                # What stands in the place of a variable is no variable: that one stays missing.
                begins = replaced is not None and cause is not None and cause.cause is None
                if begins and (cause.layer, cause.kind) == (TOPOLOGY, MISSING):
                    cause.kind, cause.right = REPLACED, text
                self._found.add(difference)
                for number in group:
                    touched.setdefault(number, difference.cause or difference)

    def cause_near(self, left: int | None, right: int | None) -> Difference | None:
        """What touches an op or one of its inputs, on either side."""
        for ops, touched, number in ((self._left, self._found.left, left), (self._right, self._found.right, right)):
            if number is None:
                continue
            for one in (number, *(producer for producer, _ in ops.inputs[number]), *ops.controls[number]):
                if one in touched:
                    return touched[one]
        return None

    def cause_of_edges(self, left: Iterable[int], right: Iterable[int]) -> Difference | None:
        """Why an op has other inputs: the ops there are missing or extra."""
        for number in left:
            if number not in self._matching.to_right and number in self._found.left:
                return self._found.left[number]
        for number in right:
            if number not in self._matching.to_left and number in self._found.right:
                return self._found.right[number]
        return None

    def is_late(self, ops: Ops, number: int) -> bool:
        """Whether an op is a gradient, updates a variable with one, or waits for that: it follows from other ops."""
        return number in self._late[ops is self._right]

    def in_order(self, late: bool) -> list[int]:
        """The numbers of the late ops on the left, or of the others, every op behind those that it needs."""
        return [number for number in self._left.order if (number in self._late[0]) == late]

    def is_gradient(self, ops: Ops, number: int) -> bool:
        """Whether an op is in a gradient graph, by its name."""
        return any(part.startswith('gradients') for part in ops.name(number).split('/'))

    def forward(self, ops: Ops, number: int) -> int | None:
        """The op whose gradient function has built this one."""
        for scope, _ in rewrites.scopes_of(ops.name(number)):
            forward = rewrites.forward_name(scope)
            if forward in ops.number:
                return ops.number[forward]
        return None

    def _is_slot(self, number, is_right):
        """Whether a variable has no counterpart and is only there for what updates other variables."""
        ops = self._right if is_right else self._left
        users = [(ops.ops[user].type, slot) for user, slot in ops.consumers[number]]
        used = any(APPLY.fullmatch(kind) and slot > 0 for kind, slot in users)
        return used and not any(APPLY.fullmatch(kind) and slot == 0 for kind, slot in users)

    def _gone(self, ops, matched, touched):
        return [n for n in range(len(ops.ops)) if n not in matched and n not in touched]

    def _replaced(self):
        """Extra ops that stand where others are missing: the first op of each extra group, and one of the missing."""
        found: dict[int, int] = {}
        if not self._components or not self._others:
            return found
        for number, other in self._matching.to_right.items():
            for (one, _), (two, _) in zip(self._left.inputs[number], self._right.inputs[other], strict=False):
                if one in self._components and two in self._others:
                    found.setdefault(self._others[two][0], one)
        return found

    def _cause_of_group(self, group, ops, touched):
        for number in group:
            if number in touched:
                return touched[number]
        for number in group:
            forward = self.forward(ops, number)
            if forward is not None and touched.get(forward) is not None:
                return touched[forward]
        for number in group:
            if self.is_late(ops, number) or ops.types[number] == 'Cast':
                for one in self._neighbours(ops, number):
                    if one in touched and one not in group:
                        return touched[one]
        return None

    def _neighbours(self, ops, number):
        """The ops around one, two steps far, and the ops whose gradients are among them."""
        near = [producer for producer, _ in ops.inputs[number]] + [user for user, _ in ops.consumers[number]]
        far = [producer for one in near if one >= 0 for producer, _ in ops.inputs[one]]
        forward = [self.forward(ops, one) for one in near if one >= 0]
        return [one for one in (*near, *far, *forward) if one is not None and one >= 0]


def _late(ops):
    """Gradients, what updates variables with them, and what waits for that: it follows from other ops."""
    late = set()
    for number, op in enumerate(ops.ops):
        if 'gradients' in op.name and any(part.startswith('gradients') for part in op.name.split('/')):
            late.add(number)
        elif 'Apply' in op.type and APPLY.fullmatch(op.type):
            late.update((number, *(user for user, _ in ops.consumers[number]), *ops.waiting[number]))
    return late


def _components(ops, late, numbers):
    """Ops that hang together, each with its group; the groups in the order of the graph, late ops apart from others."""
    parent = {number: number for number in numbers}

    def root(number):
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for number in numbers:
        for one in (*(producer for producer, _ in ops.inputs[number]), *ops.controls[number]):
            if one in parent and (one in late) == (number in late):
                parent[root(one)] = root(number)
    groups = collections.defaultdict(list)
    for number in numbers:
        groups[root(number)].append(number)
    return {number: tuple(groups[root(number)]) for number in numbers}
