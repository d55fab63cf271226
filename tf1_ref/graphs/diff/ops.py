"""The differences between the ops of two graphs, once it is known which op is which."""

from __future__ import annotations

import re

from tf1_ref.graphs.diff import known_rewrites, rewrites
from tf1_ref.graphs.diff.differences import EXTRA, MISSING, REPLACED, REWRITTEN, Difference, Findings
from tf1_ref.graphs.diff.known_rewrites import KnownRewrites
from tf1_ref.graphs.diff.layers import ATTRIBUTES, INTERFACE, SEEDS, TOPOLOGY, VARIABLES
from tf1_ref.graphs.diff.missing_ops import MissingOps
from tf1_ref.graphs.text import shape_text

MARK = '_has_manual_control_dependencies'  # on an op that others wait for, or that waits itself
SEED_ATTRIBUTES = ('seed', 'seed2')
SIZES, NEAR = ('StridedSlice', 'Unpack'), 30  # how a size is taken from a shape; how many ops are looked at for one
TYPE_NAME = re.compile(r'(b?float|u?int|complex|q?u?int|bool|string|resource|variant|double|half)\d*(_ref)?')

# Of functions that TensorFlow names by a count or by their content; of Python functions; of tables that share nothing.
NUMBERED = re.compile(
    r'(?<=[\w>])_\d+(?=\()|(?<=^_make_dataset)_\w{11}(?=\()|(?<=^pyfunc)_\d+$'
    r'|(?<=_)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
)


class OpDiff:
    """Compares the ops of two graphs and notes what it finds."""

    def __init__(self, findings: Findings, known: KnownRewrites, missing: MissingOps):
        self._found = findings
        self._matching = findings.matching
        self._left, self._right = self._matching.left, self._matching.right
        self._known, self._missing = known, missing
        self._shape_changes: dict = {}
        self._same_places: dict[tuple, bool] = {}
        self._marks: list = []
        self._swapped: list[tuple[str, Difference]] = []

    def compare(self) -> None:
        """Notes every difference of the ops, forward ops first: gradients follow from them."""
        self._find_swapped()
        for late in (False, True):
            self._missing.report(late)
            for number in self._missing.in_order(late):
                other = self._matching.to_right.get(number)
                if other is not None:
                    self._compare_op(number, other)
        self._compare_marks()

    def _compare_op(self, left, right):
        one, other = self._left.ops[left], self._right.ops[right]
        if one.type != other.type:
            self._compare_types(left, right)
        is_noted = self._swapped and any(self._found.left.get(left) is difference for _, difference in self._swapped)
        if not is_noted and not self._has_same_inputs(left, right):
            self._compare_inputs(left, right)
        if one.control_inputs or other.control_inputs:
            self._compare_controls(left, right)
        if one.attributes != other.attributes and self._left.types[left] == self._right.types[right]:
            self._compare_attributes(left, right)
        if one.shapes != other.shapes and one.shapes is not None and other.shapes is not None:
            self._compare_shapes(left, right)
        if one.device != other.device:
            self._compare_devices(left, right, one.device, other.device)

    def _note(self, layer, kind, left, right, before, after, cause=None):
        name = self._left.name(left)
        difference = Difference(layer, kind, name, before, after, cause=cause)
        return self._found.add(difference, left, right)

    def _compare_types(self, left, right):
        before, after = self._left.ops[left].type, self._right.ops[right].type
        cause = rewrites.type_cause(before, after)
        if cause:
            self._found.rewritten(cause)
        elif not self._known.explains_type(left, right):
            self._note(TOPOLOGY, 'type', left, right, before, after, self._follows(left, right))

    def _has_same_inputs(self, left, right):
        inputs, others = self._left.inputs[left], self._right.inputs[right]
        if len(inputs) != len(others):
            return False
        to_right = self._matching.to_right
        for (producer, output), (other, other_output) in zip(inputs, others, strict=True):
            if output != other_output or to_right.get(producer, -2) != other:
                return False
        return True

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
            before, after = self._known.both(left, right, name, known_rewrites.inputs)
            return f'{name}: {self._left.types[left]}({before}) -> ({after})'

        if self._known.explains(left, right, write):
            return
        cause = self._missing.cause_of_edges(
            [inputs[slot][0] for slot in differ if slot < len(inputs)],
            [others[slot][0] for slot in differ if slot < len(others)],
        )
        before = ', '.join(self._left.tensor_name(tensor) for tensor in inputs)
        after = ', '.join(self._right.tensor_name(tensor) for tensor in others)
        if self._is_swapped(left, right):
            kind, cause = (
                'branches',
                None if not self._missing.is_gradient(self._left, left) else self._swap_around(left),
            )
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
            if (
                self._left.types[left] == 'Merge'
                and self._is_swapped(left, right)
                and not self._missing.is_gradient(self._left, left)
            ):
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
            if self._swapped and self._missing.is_gradient(self._left, left)
            else None
        )

    def _was_type(self, left, right):
        return self._left.types[left] != self._right.types[right]

    def _compare_controls(self, left, right):
        before, after = self._left.controls[left], self._right.controls[right]
        if tuple(map(self._matching.to_right.get, before)) == after:
            return
        before, after = set(before), set(after)
        mapped = {self._matching.to_right.get(number, ~number) for number in before}
        if mapped == after:
            return

        def write(scope, name):
            one, other = self._known.both(left, right, name, known_rewrites.controls)
            return f'{name}: ^({one}) -> ({other})'

        if self._known.explains(left, right, write):
            return
        gone = [number for number in before if self._matching.to_right.get(number, ~number) not in after]
        come = [number for number in after if number not in mapped]
        explained = self._missing.cause_of_edges(gone, come)
        matched_gone = any(number in self._matching.to_right for number in gone)
        matched_come = any(number in self._matching.to_left for number in come)
        if explained is None or ((matched_gone or matched_come) and not (gone and come)):
            explained = self._follows(left, right)
        if explained is None and gone and come and all(self._is_pivot(number) for number in gone):
            explained = self._swap_around(left)
        one, other = (
            ', '.join(sorted(ops.name(number) if number >= 0 else 'unknown' for number in numbers)) or None
            for ops, numbers in ((self._left, before), (self._right, after))
        )
        self._note(TOPOLOGY, 'control inputs', left, right, one, other, explained)

    def _compare_marks(self):
        """Marks follow from the control edges that they are there for."""
        for left, right, before, after in self._marks:
            cause = self._follows(left, right) or self._missing.cause_near(left, right)
            for ops, touched, number in ((self._left, self._found.left, left), (self._right, self._found.right, right)):
                cause = cause or next((touched[one] for one in ops.waiting[number] if one in touched), None)
            self._note(ATTRIBUTES, MARK, left, right, before, after, cause)

    def _is_pivot(self, number):
        """Whether an op is what a branch of `cond` waits for: one side of a Switch."""
        inputs = self._left.inputs[number] if number >= 0 else []
        return bool(inputs) and inputs[0][0] >= 0 and self._left.types[inputs[0][0]].endswith('Switch')

    def _compare_attributes(self, left, right):
        one, other = self._left.ops[left], self._right.ops[right]
        for key, before, after in _changed(one.attributes, other.attributes):
            if key == '_class' and self._is_in_same_place(before, after):
                continue
            if key != 'value' and _unnumbered(before) == _unnumbered(after):
                continue
            if key == '_class':
                self._compare_colocation(left, right, before, after)
                continue
            known = before is None and self._known.direction > 0 and rewrites.gained_cause(other.type, key, after)
            known = known or (
                after is None and self._known.direction < 0 and rewrites.gained_cause(one.type, key, before)
            )
            if known:
                self._found.rewritten(known)
                continue
            if self._explains_value(left, right, key, before, after):
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
            return self._missing.cause_near(left, right)
        if key == 'value' and self._missing.is_gradient(self._left, left):
            return self._shape_changes.get((before, after))
        return None

    def _is_in_same_place(self, before, after):
        """Whether the ops that one is colocated with are, on the right, those that the other is colocated with."""
        if (before, after) not in self._same_places:
            mapped = [self._matching.partner(word.removeprefix('loc:@')) for word in (before or '').split()]
            there = (after or '').split()
            names = [
                word if number is None else f'loc:@{self._right.name(number)}'
                for word, number in zip((before or '').split(), mapped, strict=True)
            ]
            self._same_places[before, after] = sorted(names) == sorted(there)
        return self._same_places[before, after]

    def _compare_colocation(self, left, right, before, after):
        """Compares which other ops the two are colocated with."""
        to_right, numbers = self._matching.to_right, self._left.number
        unknown = None
        for word in (before or '').split():
            number = numbers.get(word.removeprefix('loc:@'))
            if number is not None and number not in to_right:
                unknown = self._found.left.get(number)
        if self._explains_value(left, right, '_class', before, after):
            return
        for word in (after or '').split():
            number = self._right.number.get(word.removeprefix('loc:@'))
            if number is not None and number not in self._matching.to_left:
                unknown = unknown or self._found.right.get(number)
        cause = unknown or self._follows(left, right) or self._missing.cause_near(left, right)
        if cause is None and self._known.direction and self._missing.is_gradient(self._left, left):
            cause = REWRITTEN
        self._note(ATTRIBUTES, '_class', left, right, before, after, cause)

    def _compare_devices(self, left, right, before, after):
        if not self._explains_value(left, right, 'device', before, after):
            self._note(ATTRIBUTES, 'device', left, right, before, after)

    def _explains_value(self, left, right, key, before, after):
        """Whether a known rewrite explains that an attribute, or the device, has another value; notes the rewrite."""

        def write(scope, name):
            return f'{name}: {key} {" -> ".join(map(str, (before, after)[:: self._known.direction]))}'

        return self._known.explains(left, right, write)

    def _compare_shapes(self, left, right):
        before, after = self._left.ops[left].shapes, self._right.ops[right].shapes
        cause = self._missing.cause_near(left, right) or self._follows(left, right)
        if cause is None and _agree(before, after) and (self._known.direction or self._is_sized(left)):
            cause = REWRITTEN
        one, other = (', '.join(map(shape_text, shapes)) for shapes in (before, after))
        difference = self._note(ATTRIBUTES, 'shape', left, right, one, other, cause)
        for pair in zip(before, after, strict=False):
            self._shape_changes.setdefault(tuple(map(_as_constant, pair)), difference.cause or difference)

    def _is_sized(self, number):
        """Whether an op's sizes come from `tf.shape`: what is known of them differs between versions of TensorFlow."""
        inputs, ops = self._left.inputs, self._left.ops
        waiting = [number]
        seen: set[int] = set()
        while waiting and len(seen) < NEAR:
            number = waiting.pop(0)
            seen.add(number)
            sources = [producer for producer, _ in inputs[number] if producer >= 0]
            if ops[number].type in SIZES and any(ops[source].type == 'Shape' for source in sources):
                return True
            waiting += [source for source in sources if source not in seen]
        return False

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
            forward = self._missing.forward(ops, number)
            if forward is not None:
                near = [forward, *(producer for producer, _ in ops.inputs[forward])]
                for one in near:
                    if one in touched:
                        return touched[one]
        return None


def _changed(attributes, others):
    """Yields (name, value, other value) of the attributes that differ, by name; None for a value that is not there."""
    if attributes.keys() == others.keys():
        names = [name for name, value in attributes.items() if others[name] != value]
    else:
        names = [name for name in attributes.keys() | others.keys() if attributes.get(name) != others.get(name)]
    for name in sorted(names):
        yield name, attributes.get(name), others.get(name)


def _unnumbered(value):
    """An attribute without what TensorFlow numbers in each process anew: functions, whose digest follows, and names."""
    return NUMBERED.sub('', value) if isinstance(value, str) else value


def _as_constant(shape):
    """A shape as the value of the constant that holds it."""
    return shape and f'int32 [{len(shape)}] {" ".join(map(str, shape))}' or 'int32 [0]'


def _agree(shapes, others):
    """Whether two lists of shapes differ only in what is known."""
    return len(shapes) == len(others) and all(
        one is None
        or other is None
        or (len(one) == len(other) and all(a is None or b is None or a == b for a, b in zip(one, other, strict=True)))
        or other == ()
        for one, other in zip(shapes, others, strict=True)
    )
