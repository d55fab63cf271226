"""The differences between the ops of two graphs, once it is known which op is which."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable

from tf1_ref.graphs import rewrites
from tf1_ref.graphs.differences import (
    ATTRIBUTES,
    EXTRA,
    INTERFACE,
    MISSING,
    REPLACED,
    REWRITTEN,
    SEEDS,
    TOPOLOGY,
    VARIABLES,
    Difference,
    Findings,
)
from tf1_ref.graphs.matching import Ops

APPLY = re.compile(r'(Resource|Sparse)*Apply\w+')
VARIABLE_TYPES = ('VariableV2', 'VarHandleOp')
MARK = '_has_manual_control_dependencies'  # on an op that others wait for, or that waits itself
SEED_ATTRIBUTES = ('seed', 'seed2')
TYPE_NAME = re.compile(r'(b?float|u?int|complex|q?u?int|bool|string|resource|variant|double|half)\d*(_ref)?')


class OpDiff:
    """Compares the ops of two graphs and notes what it finds."""

    def __init__(self, findings: Findings):
        self._found = findings
        self._matching = findings.matching
        self._left, self._right = self._matching.left, self._matching.right
        self._direction = 0
        self._shape_changes: dict = {}
        self._marks: list = []
        self._swapped: list[tuple[str, Difference]] = []

    def prepare(self) -> None:
        """Finds ops that are missing or extra, and ops of another type: what other differences follow from."""
        self._find_direction()
        self._note_rewritten_ops()
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
        names = tuple(self._ops(is_right).name(number) for number, is_right in slots)
        left, right = (', '.join(kind) or None for kind in kinds)
        difference = Difference(VARIABLES if slots else TOPOLOGY, 'optimizer', left or right, left, right, names)
        self._found.add(difference)
        for ops, components, touched in (
            (self._left, self._components, self._found.left),
            (self._right, self._others, self._found.right),
        ):
            for number, op in enumerate(ops.ops):
                if APPLY.fullmatch(op.type):
                    for near in (number, *(producer for producer, _ in ops.inputs[number]), *ops.waiting[number]):
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

    def compare(self) -> None:
        """Notes every difference of the ops, forward ops first: gradients follow from them."""
        self._find_swapped()
        for gradients in (False, True):
            self._missing_and_extra(gradients)
            for number in self._left.order:
                other = self._matching.to_right.get(number)
                if other is not None and self._is_late(self._left, number) == gradients:
                    self._compare_op(number, other)
        self._compare_marks()

    def cause_near(self, left: int | None, right: int | None) -> Difference | None:
        """What touches an op or one of its inputs, on either side."""
        for ops, touched, number in ((self._left, self._found.left, left), (self._right, self._found.right, right)):
            if number is None:
                continue
            for one in (number, *(producer for producer, _ in ops.inputs[number]), *ops.controls[number]):
                if one in touched:
                    return touched[one]
        return None

    def _ops(self, is_right) -> Ops:
        return self._right if is_right else self._left

    def _is_slot(self, number, is_right):
        """Whether a variable has no counterpart and is only there for what updates other variables."""
        ops = self._ops(is_right)
        users = [(ops.ops[user].type, slot) for user, slot in ops.consumers[number]]
        used = any(APPLY.fullmatch(kind) and slot > 0 for kind, slot in users)
        return used and not any(APPLY.fullmatch(kind) and slot == 0 for kind, slot in users)

    def _gone(self, ops, matched, touched):
        return [n for n in range(len(ops.ops)) if n not in matched and n not in touched]

    # Known rewrites

    def _find_direction(self):
        """Which graph is from a newer TensorFlow: 1 the right, -1 the left, 0 neither as far as can be seen.

        An attribute that ops have gained tells if no op of the other graph has it.
        """
        newer, known = 0, [_attributes_of(ops) for ops in (self._left, self._right)]
        for number, other in self._matching.to_right.items():
            one, two = self._left.ops[number], self._right.ops[other]
            if one.type != two.type and rewrites.type_cause(one.type, two.type):
                newer += 1 if two.type in rewrites.TYPES else -1
            if one.attributes.keys() != two.attributes.keys():
                newer += sum(_is_gained(two, key, known[0]) for key in two.attributes.keys() - one.attributes.keys())
                newer -= sum(_is_gained(one, key, known[1]) for key in one.attributes.keys() - two.attributes.keys())
        self._direction = (newer > 0) - (newer < 0)

    def _note_rewritten_ops(self):
        for ops, matched, is_right in (
            (self._left, self._matching.to_right, False),
            (self._right, self._matching.to_left, True),
        ):
            for number in range(len(ops.ops)) if self._direction else ():
                if number not in matched:
                    self._is_rewritten(
                        *((None, number) if is_right else (number, None)),
                        lambda scope, name, ops=ops, number=number, is_right=is_right: (
                            f'{"+" if is_right == (self._direction > 0) else "-"} {name} = {_written(ops, number, scope)}'
                        ),
                    )

    def _is_rewritten(self, left, right, write) -> bool:
        """Whether a known rewrite explains an edit; `write(scope, name)` writes it as the table does."""
        if not self._direction:
            return False
        older_is_left = left is not None and (right is None or self._direction > 0)
        ops, number = (self._left, left) if older_is_left else (self._right, right)
        for scope, name in rewrites.scopes_of(ops.name(number)):
            forward = rewrites.forward_name(scope)
            kind = None
            if forward is not None:
                kind = ops.ops[ops.number[forward]].type if forward in ops.number else 'unknown'
            cause = rewrites.edit_cause(write(scope, name), kind)
            if cause:
                self._found.rewritten(cause, left, right)
                return True
        return False

    # Missing and extra ops

    def _missing_and_extra(self, gradients):
        pairs = self._replaced()
        for components, ops, touched, is_right in (
            (self._components, self._left, self._found.left, False),
            (self._others, self._right, self._found.right, True),
        ):
            for group in dict.fromkeys(components.values()):
                if self._is_late(ops, group[0]) != gradients:
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
                if replaced is not None and cause is not None and cause.kind == MISSING and cause.cause is None:
                    cause.kind, cause.right = REPLACED, text
                self._found.add(difference)
                for number in group:
                    touched.setdefault(number, difference.cause or difference)

    def _replaced(self):
        """Extra ops that stand where others are missing: the first op of each extra group, and one of the missing."""
        found = {}
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
            forward = self._forward(ops, number)
            if forward is not None and touched.get(forward) is not None:
                return touched[forward]
        for number in group:
            if self._is_late(ops, number) or ops.types[number] == 'Cast':
                for one in self._neighbours(ops, number):
                    if one in touched and one not in group:
                        return touched[one]
        return None

    def _neighbours(self, ops, number):
        """The ops around one, two steps far, and the ops whose gradients are among them."""
        near = [producer for producer, _ in ops.inputs[number]] + [user for user, _ in ops.consumers[number]]
        far = [producer for one in near if one >= 0 for producer, _ in ops.inputs[one]]
        forward = [self._forward(ops, one) for one in near if one >= 0]
        return [one for one in (*near, *far, *forward) if one is not None and one >= 0]

    def _is_late(self, ops, number):
        return number in self._late[ops is self._right]

    def _is_gradient(self, ops, number):
        return any(part.startswith('gradients') for part in ops.name(number).split('/'))

    def _forward(self, ops, number):
        """The op whose gradient function has built this one."""
        for scope, _ in rewrites.scopes_of(ops.name(number)):
            forward = rewrites.forward_name(scope)
            if forward in ops.number:
                return ops.number[forward]
        return None

    # Ops on both sides

    def _compare_op(self, left, right):
        one, other = self._left.ops[left], self._right.ops[right]
        if one.type != other.type:
            self._compare_types(left, right)
        is_noted = self._swapped and any(self._found.left.get(left) is difference for _, difference in self._swapped)
        if not is_noted and (self._left.inputs[left] or self._right.inputs[right]):
            self._compare_inputs(left, right)
        if one.control_inputs or other.control_inputs:
            self._compare_controls(left, right)
        if one.attributes != other.attributes and self._left.types[left] == self._right.types[right]:
            self._compare_attributes(left, right)
        if one.shapes != other.shapes and one.shapes is not None and other.shapes is not None:
            self._compare_shapes(left, right)
        if one.device != other.device:
            self._note(ATTRIBUTES, 'device', left, right, one.device, other.device)

    def _note(self, layer, kind, left, right, before, after, cause=None):
        name = self._left.name(left)
        difference = Difference(layer, kind, name, before, after, cause=cause)
        return self._found.add(difference, left, right)

    def is_known_type_rewrite(self, left: int, right: int) -> bool:
        """Whether it is known why an op is of another type on the right; notes the rewrite."""

        def write(scope, name):
            older, newer = (self._left, left), (self._right, right)
            if self._direction < 0:
                older, newer = newer, older
            return f'{name}: {_written(*older, scope)} -> {_written(*newer, scope)}'

        return self._is_rewritten(left, right, write)

    def is_known_renaming(self, left: int, right: int) -> bool:
        """Whether it is known why an op has another name on the right; notes the rewrite."""

        def write(scope, name):
            newer = self._right.name(right) if self._direction > 0 else self._left.name(left)
            return f'= {name} -> {_inside(newer, scope)}'

        return self._is_rewritten(left, right, write)

    def _compare_types(self, left, right):
        before, after = self._left.ops[left].type, self._right.ops[right].type
        cause = rewrites.type_cause(before, after)
        if cause:
            self._found.rewritten(cause)
        elif not self.is_known_type_rewrite(left, right):
            self._note(TOPOLOGY, 'type', left, right, before, after, self._follows(left, right))

    def _compare_inputs(self, left, right):
        inputs, others = self._left.inputs[left], self._right.inputs[right]
        to_right = self._matching.to_right
        differ = [
            slot
            for slot in range(max(len(inputs), len(others)))
            if slot >= len(inputs)
            or slot >= len(others)
            or inputs[slot][1] != others[slot][1]
            or to_right.get(inputs[slot][0], -2) != others[slot][0]
        ]
        if not differ or (
            left in self._found.left and self._found.left[left] is REWRITTEN and self._was_type(left, right)
        ):
            return

        def write(scope, name):
            before, after = self._both(left, right, name, lambda ops, number, within: _inputs(ops, number, within))
            return f'{name}: {self._left.types[left]}({before}) -> ({after})'

        if self._is_rewritten(left, right, write):
            return
        cause = self._cause_of_edges(
            [inputs[slot][0] for slot in differ if slot < len(inputs)],
            [others[slot][0] for slot in differ if slot < len(others)],
        )
        before = ', '.join(self._left.tensor_name(tensor) for tensor in inputs)
        after = ', '.join(self._right.tensor_name(tensor) for tensor in others)
        if self._is_swapped(left, right):
            kind, cause = 'branches', None if not self._is_gradient(self._left, left) else self._swap_around(left)
        else:
            kind = 'inputs'
            flipped = [
                slot for slot in differ if slot < len(inputs) and self._left.types[inputs[slot][0]].endswith('Switch')
            ]
            cause = cause or (self._swap_around(left) if flipped == differ else None)
        self._note(TOPOLOGY, kind, left, right, before, after, cause or self._follows(left, right))

    def _find_swapped(self):
        """Notes every `cond` whose branches are the other way round: what is in them follows."""
        for left, right in self._matching.to_right.items():
            if self._is_swapped(left, right) and not self._is_gradient(self._left, left):
                self._compare_inputs(left, right)
                difference = self._found.left.get(left)
                if difference is not None:
                    self._swapped.append((self._left.name(left).rpartition('/')[0], difference))

    def _is_swapped(self, left, right):
        inputs, others = self._left.inputs[left], self._right.inputs[right]
        if self._left.types[left] != 'Merge' or len(inputs) != 2 or len(others) != 2:
            return False
        mapped = [self._matching.to_right.get(number) for number, _ in inputs]
        return mapped != [number for number, _ in others] and mapped == [number for number, _ in reversed(others)]

    def _swap_around(self, left):
        """The `cond` with swapped branches that an op is in, or is a gradient of."""
        name = self._left.name(left)
        around = [difference for scope, difference in self._swapped if f'{scope}/' in f'{name}/']
        return (
            around[-1]
            if around
            else self._swapped[0][1]
            if self._swapped and self._is_gradient(self._left, left)
            else None
        )

    def _was_type(self, left, right):
        return self._left.types[left] != self._right.types[right]

    def _both(self, left, right, name, write):
        """The same of both ops, the older first, each within the scope in which it is called `name`."""
        texts = [
            write(ops, number, _same_scope(ops.name(number), name))
            for ops, number in ((self._left, left), (self._right, right))
        ]
        return texts if self._direction > 0 else reversed(texts)

    def _cause_of_edges(self, left: Iterable[int], right: Iterable[int]):
        """Why an op has other inputs: the ops there are missing or extra."""
        for number in left:
            if number not in self._matching.to_right and number in self._found.left:
                return self._found.left[number]
        for number in right:
            if number not in self._matching.to_left and number in self._found.right:
                return self._found.right[number]
        return None

    def _compare_controls(self, left, right):
        before, after = set(self._left.controls[left]), set(self._right.controls[right])
        mapped = {self._matching.to_right.get(number, ~number) for number in before}
        if mapped == after:
            return

        def write(scope, name):
            one, other = self._both(left, right, name, lambda ops, number, within: _controls(ops, number, within))
            return f'{name}: ^({one}) -> ({other})'

        if self._is_rewritten(left, right, write):
            return
        gone = [number for number in before if self._matching.to_right.get(number, ~number) not in after]
        come = [number for number in after if number not in mapped]
        explained = self._cause_of_edges(gone, come)
        matched_gone = any(number in self._matching.to_right for number in gone)
        matched_come = any(number in self._matching.to_left for number in come)
        if explained is None or ((matched_gone or matched_come) and not (gone and come)):
            explained = self._follows(left, right)
        if explained is None and gone and come and all(self._is_pivot(number) for number in gone):
            explained = self._swap_around(left)
        texts = (
            ', '.join(sorted(ops.name(number) if number >= 0 else 'unknown' for number in numbers)) or None
            for ops, numbers in ((self._left, before), (self._right, after))
        )
        self._note(TOPOLOGY, 'control inputs', left, right, *texts, explained)

    def _compare_marks(self):
        """Marks follow from the control edges that they are there for."""
        for left, right, before, after in self._marks:
            cause = self._follows(left, right) or self.cause_near(left, right)
            for ops, touched, number in ((self._left, self._found.left, left), (self._right, self._found.right, right)):
                cause = cause or next((touched[one] for one in ops.waiting[number] if one in touched), None)
            self._note(ATTRIBUTES, MARK, left, right, before, after, cause)

    def _is_pivot(self, number):
        """Whether an op is what a branch of `cond` waits for: one side of a Switch."""
        inputs = self._left.inputs[number] if number >= 0 else ()
        return bool(inputs) and inputs[0][0] >= 0 and self._left.types[inputs[0][0]].endswith('Switch')

    def _compare_attributes(self, left, right):
        one, other = self._left.ops[left], self._right.ops[right]
        for key in sorted(one.attributes.keys() | other.attributes.keys()):
            before, after = one.attributes.get(key), other.attributes.get(key)
            if before == after:
                continue
            if key == '_class':
                self._compare_colocation(left, right, before, after)
                continue
            known = before is None and self._direction > 0 and rewrites.gained_cause(other.type, key, after)
            known = known or (after is None and self._direction < 0 and rewrites.gained_cause(one.type, key, before))
            if known:
                self._found.rewritten(known)
                continue

            def write(scope, name, key=key, values=(before, after)):
                return f'{name}: {key} {" -> ".join(map(str, values[:: self._direction]))}'

            if self._is_rewritten(left, right, write):
                continue
            if key == MARK:
                self._marks.append((left, right, before, after))
                continue
            layer = SEEDS if key in SEED_ATTRIBUTES else ATTRIBUTES
            cause = None if layer == SEEDS else self._cause_of_attribute(left, right, key, before, after)
            difference = Difference(layer, key, one.name, before, after, cause=cause)
            if layer == SEEDS:
                self._found.all.append(difference)
            else:
                self._found.add(difference, left, right)

    def _cause_of_attribute(self, left, right, key, before, after):
        cause = self._follows(left, right)
        if cause is not None:
            return cause
        lists = before is not None and after is not None and key in ('N', 'num', 'T', 'Tshape')
        is_type = TYPE_NAME.fullmatch(str(before)) and TYPE_NAME.fullmatch(str(after))
        if is_type or lists or key.startswith('_'):
            return self.cause_near(left, right)
        if key == 'value' and self._is_gradient(self._left, left):
            return self._shape_changes.get((before, after))
        return None

    def _compare_colocation(self, left, right, before, after):
        """Colocation names other ops."""
        to_right, numbers = self._matching.to_right, self._left.number
        mapped, unknown = [], None
        for word in (before or '').split():
            number = numbers.get(word.removeprefix('loc:@'))
            other = to_right.get(number) if number is not None else None
            if number is not None and other is None:
                unknown = self._found.left.get(number)
            mapped.append(f'loc:@{self._right.name(other)}' if other is not None else word)
        if sorted(mapped) == sorted((after or '').split()):
            return
        for word in (after or '').split():
            number = self._right.number.get(word.removeprefix('loc:@'))
            if number is not None and number not in self._matching.to_left:
                unknown = unknown or self._found.right.get(number)
        cause = unknown or self._follows(left, right) or self.cause_near(left, right)
        if cause is None and self._direction and self._is_gradient(self._left, left):
            cause = REWRITTEN
        self._note(ATTRIBUTES, '_class', left, right, before, after, cause)

    def _compare_shapes(self, left, right):
        before, after = self._left.ops[left].shapes, self._right.ops[right].shapes
        cause = self.cause_near(left, right) or self._follows(left, right)
        if cause is None and self._direction and _agree(before, after):
            cause = REWRITTEN
        text = [', '.join(map(shape_text, shapes)) for shapes in (before, after)]
        difference = self._note(ATTRIBUTES, 'shape', left, right, *text, cause)
        for pair in zip(before, after, strict=False):
            self._shape_changes.setdefault(tuple(map(_as_constant, pair)), difference.cause or difference)

    def _follows(self, left, right):
        """What an op's differences follow from: what touches it already, or the op whose gradient it is."""
        found = self._found.left.get(left) or self._found.right.get(right)
        if found is not None and found.layer in (VARIABLES, INTERFACE) or found is REWRITTEN:
            return found
        if found is not None and found.kind in (
            'type',
            'inputs',
            'control inputs',
            'branches',
            MISSING,
            EXTRA,
            REPLACED,
        ):
            return found
        for ops, number, touched in ((self._left, left, self._found.left), (self._right, right, self._found.right)):
            forward = self._forward(ops, number)
            if forward is not None:
                near = [forward, *(producer for producer, _ in ops.inputs[forward])]
                for one in near:
                    if one in touched:
                        return touched[one]
        return None


def shape_text(shape) -> str:
    """A shape as `[?, 28, 28, 1]`."""
    if shape is None:
        return 'unknown rank'
    return f'[{", ".join("?" if size is None else str(size) for size in shape)}]'


def _as_constant(shape):
    """A shape as the value of the constant that holds it."""
    return shape and f'int32 [{len(shape)}] {" ".join(map(str, shape))}' or 'int32 [0]'


def _attributes_of(ops):
    return {('*' if key.startswith('_') else op.type, key) for op in ops.ops for key in op.attributes}


def _is_gained(op, key, known):
    return ('*' if key.startswith('_') else op.type, key) not in known and rewrites.gained_cause(
        op.type, key, op.attributes[key]
    ) is not None


def _agree(shapes, others):
    """Whether two lists of shapes differ only in what is known."""
    return len(shapes) == len(others) and all(
        one is None
        or other is None
        or (len(one) == len(other) and all(a is None or b is None or a == b for a, b in zip(one, other, strict=True)))
        or other == ()
        for one, other in zip(shapes, others, strict=True)
    )


def _same_scope(name, inner):
    """The scope in which `name` is called `inner`; where it is not, none that could hold anything."""
    if name == inner:
        return ''
    return name[: -len(inner) - 1] if name.endswith(f'/{inner}') else '?'


def _written(ops, number, scope):
    return f'{ops.types[number]}({_inputs(ops, number, scope)})'


def _inputs(ops, number, scope):
    return ', '.join(_inside(ops.tensor_name(tensor), scope) for tensor in ops.inputs[number])


def _controls(ops, number, scope):
    return ', '.join(_inside(ops.name(one), scope) for one in ops.controls[number] if one >= 0)


def _inside(name, scope):
    if not scope:
        return name
    return name[len(scope) + 1 :] if name.startswith(f'{scope}/') else '*'


def _late(ops):
    """Gradients, what updates variables with them, and what waits for that: it follows from other ops."""
    late = set()
    for number, op in enumerate(ops.ops):
        if any(part.startswith('gradients') for part in op.name.split('/')):
            late.add(number)
        elif APPLY.fullmatch(op.type):
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
