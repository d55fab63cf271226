"""The differences between the variables of two graphs, by far the most important ones: checkpoints live by them."""

from __future__ import annotations

import itertools

from tf1_ref.graphs.diff import rewrites
from tf1_ref.graphs.diff.differences import EXTRA, MISSING, ORDER, Difference, Findings
from tf1_ref.graphs.diff.known_rewrites import KnownRewrites
from tf1_ref.graphs.diff.layers import VARIABLES
from tf1_ref.graphs.diff.matching import SAME_PLACE
from tf1_ref.graphs.diff.missing_ops import MissingOps
from tf1_ref.graphs.diff.renames import Rename
from tf1_ref.graphs.graph import Graph, Variable
from tf1_ref.graphs.text import shape_text

# A rename is less sure where the two are not even of one shape.
OTHER_SHAPE = 0.7


class VariableDiff:
    """Compares the variables of two graphs and notes what it finds.

    Attributes:
        pairs: `(left, right, confidence)` for every variable that is in both.
        renames: those of them that have two names.
    """

    def __init__(self, graphs: tuple[Graph, Graph], findings: Findings, known: KnownRewrites, missing: MissingOps):
        self._graphs = graphs
        self._found = findings
        self._matching = findings.matching
        self._known, self._missing = known, missing
        self._has_ops = None not in (graphs[0].ops, graphs[1].ops)
        self.pairs: list[tuple[Variable, Variable, float]] = []
        self.renames: list[Rename] = []

    def compare(self) -> None:
        """Notes every difference of the variables, and which ops it touches."""
        left, right = (graph.variables or [] for graph in self._graphs)
        self.pairs = self._pair_variables(left, right)
        partners = {id(other) for _, other, _ in self.pairs}
        matched = {id(one) for one, _, _ in self.pairs}
        gone = [variable for variable in left if id(variable) not in matched]
        come = [variable for variable in right if id(variable) not in partners]
        numbers = [(self._matching.left.number.get(v.name), False) for v in gone]
        numbers += [(self._matching.right.number.get(v.name), True) for v in come]
        self._missing.optimizer([(number, is_right) for number, is_right in numbers if number is not None])
        self._note_groups(gone, False)
        self._note_groups(come, True)
        for one, other, confidence in self.pairs:
            self._compare_variable(one, other, confidence)
        names = {other.name: number for number, other in enumerate(right)}
        places = [names[other.name] for _, other, _ in self.pairs]
        if self._has_ops and places != sorted(places):
            place = next(i for i, (a, b) in enumerate(itertools.pairwise(places)) if a > b)
            order = sorted(places)
            texts = [self.pairs[place + 1][0].name, right[order[place + 1]].name]
            text = f'is created as number {places[place + 1] + 1}'
            self._found.add(Difference(VARIABLES, ORDER, texts[0], f'is created as number {place + 2}', text))

    def _pair_variables(self, left, right):
        """Which variable is which, as `(left, right, confidence)`: by their ops, and by name where there are none."""
        by_name = {variable.name: variable for variable in right}
        pairs, taken = [], set()
        for one in left:
            number = self._matching.left.number.get(one.name)
            other = self._matching.partner(one.name)
            if number is None:
                partner, sure = by_name.get(one.name), SAME_PLACE
            else:
                partner = None if other is None else by_name.get(self._matching.right.name(other))
                sure = self._matching.confidence.get(number, SAME_PLACE)
            if partner is not None and id(partner) not in taken:
                pairs.append((one, partner, sure))
                taken.add(id(partner))
        if not self._has_ops:
            pairs += self._by_shape(left, right, pairs)
        place = {id(variable): number for number, variable in enumerate(left)}
        return sorted(pairs, key=lambda pair: place[id(pair[0])])

    def _by_shape(self, left, right, pairs):
        """Pairs variables without ops: those whose shape and type are theirs alone, or the same last name besides."""
        paired = {id(variable) for pair in pairs for variable in pair[:2]}
        found = []
        for confidence, key in (
            (SAME_PLACE + 0.2, lambda v: (v.shape, v.dtype, v.name.rpartition('/')[2])),
            (SAME_PLACE, lambda v: (v.shape, v.dtype)),
        ):
            groups: dict = {}
            for side, variables in enumerate((left, right)):
                for variable in variables:
                    if id(variable) not in paired:
                        groups.setdefault(key(variable), ([], []))[side].append(variable)
            for ones, others in groups.values():
                if len(ones) == len(others) == 1:
                    found.append((ones[0], others[0], confidence))
                    paired.update((id(ones[0]), id(others[0])))
        return found

    def _note_groups(self, variables, is_right):
        """Notes missing or extra variables, those whose ops hang together as one difference."""
        ops, touched = (
            (self._matching.right, self._found.right) if is_right else (self._matching.left, self._found.left)
        )
        groups: dict = {}
        for variable in variables:
            number = ops.number.get(variable.name)
            if number in touched:
                continue
            group = self._missing.unmatched(number, is_right) if number is not None else ()
            groups.setdefault(group or variable.name, []).append(variable)
        for group, members in groups.items():
            first = members[0]
            text = f'{first.name} {shape_text(first.shape)} {first.dtype}'
            kind, before, after = (EXTRA, None, text) if is_right else (MISSING, text, None)
            names = tuple(variable.name for variable in members)
            difference = self._found.add(Difference(VARIABLES, kind, first.name, before, after, names))
            for number in group if isinstance(group, tuple) else ():
                touched.setdefault(number, difference)

    def _compare_variable(self, one, other, confidence):
        numbers = (self._matching.left.number.get(one.name), self._matching.right.number.get(other.name))
        if one.name != other.name:
            sure = confidence if one.shape == other.shape else confidence * OTHER_SHAPE
            self.renames.append(Rename(one.name, other.name, VARIABLES, *numbers, sure))
        for kind, before, after in (
            ('shape', shape_text(one.shape), shape_text(other.shape)),
            ('dtype', one.dtype, other.dtype),
            ('trainable', one.trainable, other.trainable),
            ('initializer', one.initializer, other.initializer),
        ):
            if before == after or None in (before, after):
                continue
            if kind == 'initializer' and (known := rewrites.type_cause(before, after)):
                self._found.rewritten(known)
                continue
            if kind == 'initializer' and self._is_rewritten_initializer(one, other):
                continue
            difference = Difference(VARIABLES, kind, one.name, str(before), str(after))
            if kind == 'trainable':
                self._missing.touch_updates(self._found.add(difference), *numbers)
            else:
                self._found.add(difference, *(numbers if kind != 'initializer' else (None, None)))
                self._touch_initializer(difference, numbers)
        if self._has_ops and one.initializer is not None and one.initializer == other.initializer:
            self._compare_what_initializes(one, numbers)

    def _compare_what_initializes(self, one, numbers):
        """Another kind of initial value, though the op that computes it at last is of the same type."""
        regions = [
            (ops, self._region(ops, number))
            for ops, number in zip((self._matching.left, self._matching.right), numbers, strict=True)
        ]
        kinds = [{ops.types[n] for n in region} - {'Assign', 'Const', 'Fill'} for ops, region in regions]
        before, after = (', '.join(sorted(kind - other)) for kind, other in (kinds, kinds[::-1]))
        if not (before and after):
            return
        self._found.add(Difference(VARIABLES, 'initializer', one.name, before, after))
        self._touch_initializer(self._found.all[-1], numbers)

    def _is_rewritten_initializer(self, one, other):
        """Whether the op that computes the initial value is one that another version builds otherwise."""
        values = []
        for ops, variable in ((self._matching.left, one), (self._matching.right, other)):
            number = ops.number.get(variable.name)
            assigns = [user for user, slot in ops.consumers[number] if slot == 0] if number is not None else []
            values += [ops.inputs[a][1][0] for a in assigns if ops.types[a] == 'Assign' and len(ops.inputs[a]) > 1][:1]
        if len(values) != 2 or self._matching.to_right.get(values[0]) != values[1]:
            return False
        return self._known.explains_type(*values)

    def _touch_initializer(self, difference, numbers):
        """What computes a variable's initial value follows from what has changed about the variable."""
        for ops, touched, number in (
            (self._matching.left, self._found.left, numbers[0]),
            (self._matching.right, self._found.right, numbers[1]),
        ):
            for one in self._region(ops, number):
                touched.setdefault(one, difference)

    def _region(self, ops, number):
        """The ops that are only there to give a variable its initial value."""
        if number is None:
            return set()
        waiting = [user for user, slot in ops.consumers[number] if slot == 0 and ops.types[user] == 'Assign'][:1]
        region = set(waiting)
        while waiting:
            for producer, _ in ops.inputs[waiting.pop()]:
                is_new = producer >= 0 and producer not in region and producer != number
                if is_new and all(user in region for user, _ in ops.consumers[producer]):
                    region.add(producer)
                    waiting.append(producer)
        return region
