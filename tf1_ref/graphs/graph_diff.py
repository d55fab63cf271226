"""The differences between two graphs in layers, the most important first, each reported once, where it begins.

What merely follows from a difference (the ops of a renamed variable, the shapes behind a changed shape, shifted op seeds)
is kept apart and points to its cause. What TensorFlow itself builds otherwise in another version is no difference.
Needs no TensorFlow.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tf1_ref.errors import InputError
from tf1_ref.graphs import rewrites
from tf1_ref.graphs.differences import (
    COLLECTIONS,
    EXTRA,
    INTERFACE,
    LAYERS,
    MISSING,
    ORDER,
    REWRITTEN,
    SEEDS,
    TOPOLOGY,
    VALUES,
    VARIABLES,
    Comparison,
    Difference,
    Findings,
)
from tf1_ref.graphs.graph import Graph
from tf1_ref.graphs.matching import SAME_PLACE, match
from tf1_ref.graphs.op_diff import OpDiff, shape_text
from tf1_ref.graphs.renames import Rename, note_renames

# A rename is less sure where the two are not even of one shape.
OTHER_SHAPE = 0.7


def compare(left: Graph, right: Graph, layers: Sequence[str] = LAYERS) -> Comparison:
    """Compares two graphs.

    Args:
        left, right: the graphs, the older or the expected one first.
        layers: the layers to report.

    Returns:
        The verdict.

    Raises:
        InputError: there is nothing that both sources tell.
    """
    if (left.ops is None or right.ops is None) and (left.variables is None or right.variables is None):
        raise InputError(f'{left.source} and {right.source} tell nothing in common: no variables, no ops')
    return _Comparer(left, right).run(tuple(layers))


class _Comparer:
    def __init__(self, left, right):
        self._graphs = (left, right)
        self._has_ops = left.ops is not None and right.ops is not None
        empty = Graph('', [], ops=[])
        self._matching = match(left, right) if self._has_ops else match(empty, empty)
        self._found = Findings(self._matching)
        self._ops = OpDiff(self._found)
        self._renames: list[Rename] = []
        self._notes: list[str] = []

    def run(self, layers) -> Comparison:
        left, right = self._graphs
        self._ops.prepare()
        self._compare_variables()
        if self._has_ops:
            self._compare_placeholders()
            self._ops.compare()
            self._rename_ops()
        note_renames(self._renames, self._found, self._ops.cause_near)
        self._compare_collections()
        self._compare_end_points()
        self._explain_seeds()
        self._compare_values()
        self._say_what_was_left_out()
        found = sorted(self._found.all, key=lambda difference: LAYERS.index(difference.layer))
        found = [difference for difference in found if difference.layer in layers]
        return Comparison(
            left,
            right,
            [difference for difference in found if difference.cause is None],
            [difference for difference in found if difference.cause is not None],
            dict(self._found.rewrites),
            self._notes,
            layers,
        )

    # Variables

    def _compare_variables(self):
        left, right = (graph.variables or [] for graph in self._graphs)
        self._pairs = self._pair_variables(left, right)
        partners = {id(other) for _, other, _ in self._pairs}
        matched = {id(one) for one, _, _ in self._pairs}
        gone = [variable for variable in left if id(variable) not in matched]
        come = [variable for variable in right if id(variable) not in partners]
        numbers = [(self._matching.left.number.get(v.name), False) for v in gone]
        numbers += [(self._matching.right.number.get(v.name), True) for v in come]
        self._ops.optimizer([(number, is_right) for number, is_right in numbers if number is not None])
        self._note_groups(gone, False)
        self._note_groups(come, True)
        for one, other, confidence in self._pairs:
            self._compare_variable(one, other, confidence)
        names = {other.name: number for number, other in enumerate(right)}
        places = [names[other.name] for _, other, _ in self._pairs]
        if self._has_ops and places != sorted(places):
            place = next(i for i, (a, b) in enumerate(itertools.pairwise(places)) if a > b)
            order = sorted(places)
            texts = [self._pairs[place + 1][0].name, right[order[place + 1]].name]
            text = f'is created as number {places[place + 1] + 1}'
            self._found.add(Difference(VARIABLES, ORDER, texts[0], f'is created as number {place + 2}', text))

    def _pair_variables(self, left, right):
        """`(left, right, confidence)`: by their ops, and by name where there are none."""
        by_name = {variable.name: variable for variable in right}
        pairs, taken = [], set()
        for one in left:
            number = self._matching.left.number.get(one.name)
            other = self._matching.to_right.get(number) if number is not None else None
            partner = by_name.get(
                one.name if number is None else other is not None and self._matching.right.name(other)
            )
            if partner is not None and id(partner) not in taken:
                pairs.append((one, partner, self._matching.confidence.get(number, SAME_PLACE)))
                taken.add(id(partner))
        if not self._has_ops:
            pairs += self._by_shape(left, right, pairs)
        place = {id(variable): number for number, variable in enumerate(left)}
        return sorted(pairs, key=lambda pair: place[id(pair[0])])

    def _by_shape(self, left, right, pairs):
        """Without ops: what has the same shape and type as nothing else does, or the same last name besides."""
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
        """Missing or extra variables, those whose ops hang together as one difference."""
        ops, touched = (
            (self._matching.right, self._found.right) if is_right else (self._matching.left, self._found.left)
        )
        groups: dict = {}
        for variable in variables:
            number = ops.number.get(variable.name)
            if number in touched:
                continue
            group = self._ops.unmatched(number, is_right) if number is not None else ()
            groups.setdefault(group or variable.name, []).append(variable)
        for group, members in groups.items():
            first = members[0]
            text = f'{first.name} {shape_text(first.shape)} {first.dtype}'
            kind, texts = (EXTRA, (None, text)) if is_right else (MISSING, (text, None))
            names = tuple(variable.name for variable in members)
            difference = self._found.add(Difference(VARIABLES, kind, first.name, *texts, names))
            for number in group if isinstance(group, tuple) else ():
                touched.setdefault(number, difference)

    def _compare_variable(self, one, other, confidence):
        numbers = (self._matching.left.number.get(one.name), self._matching.right.number.get(other.name))
        if one.name != other.name:
            sure = confidence if one.shape == other.shape else confidence * OTHER_SHAPE
            self._renames.append(Rename(one.name, other.name, VARIABLES, *numbers, sure))
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
                self._ops.touch_updates(self._found.add(difference), *numbers)
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
        texts = [', '.join(sorted(kind - other)) for kind, other in (kinds, kinds[::-1])]
        if not all(texts):
            return
        self._found.add(Difference(VARIABLES, 'initializer', one.name, *texts))
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
        return self._ops.is_known_type_rewrite(*values)

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
                if producer >= 0 and producer not in region and producer != number:
                    if all(user in region for user, _ in ops.consumers[producer]):
                        region.add(producer)
                        waiting.append(producer)
        return region

    # Interface

    def _compare_placeholders(self):
        left, right = self._matching.left, self._matching.right
        lists = [graph.placeholders for graph in self._graphs]
        if None in lists:
            return
        known = [[n for n in (ops.number.get(name) for name in names) if n is not None]
                 for ops, names in zip((left, right), lists, strict=True)]  # fmt: skip
        wanted = set(known[1])
        for number in known[0]:
            other = self._matching.to_right.get(number)
            if other in wanted:
                self._compare_placeholder(number, other)
            elif other is None:
                self._note_placeholder(MISSING, left, number, self._found.left, self._ops.unmatched(number, False))
            else:
                text = f'{left.ops[number].type} {left.name(number)}', f'{right.ops[other].type} {right.name(other)}'
                self._found.add(Difference(INTERFACE, MISSING, left.name(number), *text), number, other)
        for number in known[1]:
            other = self._matching.to_left.get(number)
            if other is None:
                self._note_placeholder(EXTRA, right, number, self._found.right, self._ops.unmatched(number, True))
            elif other not in known[0]:
                text = f'{left.ops[other].type} {left.name(other)}', f'{right.ops[number].type} {right.name(number)}'
                self._found.add(Difference(INTERFACE, EXTRA, right.name(number), *text), other, number)
        for names, other_names, ops, kind in ((lists[0], lists[1], left, MISSING), (lists[1], lists[0], right, EXTRA)):
            for name in names:
                if name not in ops.number and name not in other_names:
                    self._found.add(
                        Difference(INTERFACE, kind, name, *((name, None) if kind == MISSING else (None, name)))
                    )
        for names, others, ops, kind in ((lists[0], known[0], left, EXTRA), (lists[1], known[1], right, MISSING)):
            del names, others, ops, kind
        places = [
            known[1].index(self._matching.to_right[n]) for n in known[0] if self._matching.to_right.get(n) in wanted
        ]
        if places != sorted(places):
            self._found.add(
                Difference(INTERFACE, ORDER, left.name(known[0][0]), ', '.join(lists[0]), ', '.join(lists[1]))
            )

    def _note_placeholder(self, kind, ops, number, touched, group):
        op = ops.ops[number]
        shape = f' {shape_text(op.shapes[0])}' if op.shapes else ''
        text = f'{op.name}{shape} {op.attributes.get("dtype", "")}'.rstrip()
        cause = touched.get(number)
        difference = Difference(
            INTERFACE, kind, op.name, *((text, None) if kind == MISSING else (None, text)), cause=cause
        )
        self._found.add(difference)
        for one in group:
            touched.setdefault(one, difference)

    def _compare_placeholder(self, number, other):
        one, two = self._matching.left.ops[number], self._matching.right.ops[other]
        for kind, before, after in (
            ('shape', one.shapes and shape_text(one.shapes[0]), two.shapes and shape_text(two.shapes[0])),
            ('dtype', one.attributes.get('dtype'), two.attributes.get('dtype')),
        ):
            if before != after and before is not None and after is not None:
                self._found.add(Difference(INTERFACE, kind, one.name, before, after), number, other)

    def _compare_end_points(self):
        left, right = (graph.end_points for graph in self._graphs)
        if left is None or right is None or not self._has_ops:
            return
        tensors = {tensor: name for name, tensor in right.items()}
        done = set()
        for name, tensor in left.items():
            number, mapped = self._map_tensor(tensor)
            if name in right and right[name] == mapped:
                done.add(name)
            elif mapped in tensors and tensors[mapped] not in left:
                other = tensors[mapped]
                done.add(other)
                if name != self._matching.left.name(number):  # a name given by the user, not the op's own
                    self._found.add(Difference(INTERFACE, 'renamed', name, name, other))
            elif name in right:
                done.add(name)
                cause = self._cause_of_output(tensor, False) or self._cause_of_output(right[name], True)
                self._found.add(Difference(INTERFACE, 'output', name, tensor, right[name], cause=cause))
            else:
                cause = self._cause_of_output(tensor, False)
                self._found.add(Difference(INTERFACE, MISSING, name, tensor, cause=cause))
        for name, tensor in right.items():
            if name not in done and name not in left:
                cause = self._cause_of_output(tensor, True)
                self._found.add(Difference(INTERFACE, EXTRA, name, right=tensor, cause=cause))

    def _map_tensor(self, tensor):
        op, colon, output = tensor.partition(':')
        number = self._matching.left.number.get(op)
        other = self._matching.to_right.get(number)
        return number, tensor if other is None else f'{self._matching.right.name(other)}{colon}{output}'

    def _cause_of_output(self, tensor, is_right):
        """What touches the op, what it is computed from, or what uses it on the other side."""
        ops, touched = (
            (self._matching.right, self._found.right) if is_right else (self._matching.left, self._found.left)
        )
        number = ops.number.get(tensor.partition(':')[0])
        if number is None:
            return None
        cause = touched.get(number)
        if cause is None:
            matched = self._matching.to_left if is_right else self._matching.to_right
            others, other_touched = (
                (self._matching.left, self._found.left) if is_right else (self._matching.right, self._found.right)
            )
            other = matched.get(number)
            users = [user for user, _ in others.consumers[other]] if other is not None else []
            cause = next((other_touched[user] for user in users if user in other_touched), None)
        return cause or self._ops.cause_near(*((None, number) if is_right else (number, None)))

    # Names, collections, seeds, values

    def _rename_ops(self):
        left, right = self._matching.left, self._matching.right
        variables = {one.name for one, _, _ in self._pairs}
        interface = set(self._graphs[0].placeholders or ())
        interface.update(tensor.partition(':')[0] for tensor in (self._graphs[0].end_points or {}).values())
        for number, other in self._matching.to_right.items():
            if left.name(number) == right.name(other) or left.name(number) in variables:
                continue
            if not self._ops.is_known_renaming(number, other):
                layer = INTERFACE if left.name(number) in interface else TOPOLOGY
                sure = self._matching.confidence[number]
                self._renames.append(Rename(left.name(number), right.name(other), layer, number, other, sure))

    def _compare_collections(self):
        left, right = (graph.collections for graph in self._graphs)
        names = {one.name: other.name for one, other, _ in self._pairs}
        trainable = {d.name: d for d in self._found.all if d.kind == 'trainable'}
        reported = set()
        for key in sorted({*(left or ()), *(right or ())}) if left is not None and right is not None else ():
            items, others = left.get(key, []), right.get(key, [])
            mapped = [self._map_item(item, names) for item in items]
            if mapped == others:
                continue
            held, wanted = set(mapped), set(others)
            changed = [(MISSING, items[i]) for i, item in enumerate(mapped) if item not in wanted]
            changed += [(EXTRA, item) for item in others if item not in held]
            for kind, item in changed:
                reported.add((key, item.partition(':')[0]))
                cause = trainable.get(item.partition(':')[0]) if key == 'trainable_variables' else None
                cause = cause or self._cause_of_item(item, kind == EXTRA)
                texts = (None, key) if kind == EXTRA else (key, None)
                self._found.add(Difference(COLLECTIONS, kind, item, *texts, (f'{key}: {item}',), cause=cause))
            if not changed:
                cause = next((d for d in self._found.all if d.kind == ORDER), None)
                text = f'{len(items)} items', f'{len(others)} items, in another order or number'
                self._found.add(Difference(COLLECTIONS, ORDER, key, *text, cause=cause))
        for one, other, _ in self._pairs:
            if one.collections is None or other.collections is None:
                continue
            for key in sorted(set(one.collections) ^ set(other.collections)):
                if (key, one.name) in reported or (key, other.name) in reported:
                    continue
                kind, texts = (MISSING, (key, None)) if key in one.collections else (EXTRA, (None, key))
                cause = trainable.get(one.name) if key == 'trainable_variables' else None
                self._found.add(Difference(COLLECTIONS, kind, one.name, *texts, (f'{key}: {one.name}',), cause=cause))

    def _map_item(self, item, names):
        """What the right graph calls an item of a collection."""
        if item in names:
            return names[item]
        op, colon, output = item.partition(':')
        other = self._matching.to_right.get(self._matching.left.number.get(op))
        return item if other is None else f'{self._matching.right.name(other)}{colon}{output}'

    def _cause_of_item(self, item, is_right):
        name = item.partition(':')[0]
        for difference in self._found.all:
            if (
                difference.layer == VARIABLES
                and name in difference.names
                and difference.kind in (MISSING, EXTRA, 'optimizer')
            ):
                return difference.cause or difference
        ops, touched = (
            (self._matching.right, self._found.right) if is_right else (self._matching.left, self._found.left)
        )
        number = ops.number.get(name)
        if number is not None:
            return touched.get(number)
        scope = f'{name.rpartition("/")[0]}/'  # no op: a context of control flow, named after its scope
        inside = (one for one in touched if scope != '/' and ops.name(one).startswith(scope))
        return next((touched[one] for one in inside), None) or self._cause_of_scope(name)

    def _cause_of_scope(self, name):
        """The rename of the scope that an item stands in, which is no op (a `cond`'s context)."""
        for difference in self._found.all:
            if difference.kind == 'renamed' and difference.cause is None:
                before, after = ((text or '').removesuffix('/*') for text in (difference.left, difference.right))
                if any(part and f'{part}/' in name for part in (before, after)):
                    return difference
        return None

    def _explain_seeds(self):
        """Op seeds count the ops before: those that ops more or less have shifted follow from them."""
        left, right = self._matching.left, self._matching.right
        graph_seeds: dict = {}
        for difference in [d for d in self._found.all if d.layer == SEEDS]:
            number = left.number[difference.name]
            other = self._matching.to_right[number]
            touched = self._found.left.get(number)
            shift = other - number
            if touched is not None and touched is not REWRITTEN:
                difference.cause = touched
            elif difference.kind == 'seed2' and shift and _shifted(difference, shift):
                difference.cause = self._first_before(number) or self._reordered()
            elif difference.kind == 'seed':
                first = graph_seeds.setdefault((difference.left, difference.right), difference)
                if first is not difference:
                    first.names += difference.names
                    self._found.all.remove(difference)
            if difference.cause is REWRITTEN:
                self._found.rewritten('op seeds count the ops before, of which there are more or fewer')
                self._found.all.remove(difference)
        del right

    def _first_before(self, number):
        """The first difference that adds or takes away ops before this one, or changes their order."""
        for touched, matched, limit in (
            (self._found.left, self._matching.to_right, number),
            (self._found.right, self._matching.to_left, self._matching.to_right[number]),
        ):
            before = [one for one in touched if one < limit and one not in matched and touched[one] is not REWRITTEN]
            if before:
                return touched[min(before)]
        return next((d for d in self._found.all if d.kind == ORDER and d.cause is None), None)

    def _reordered(self):
        """What changes the place of ops without adding any: known rewrites, or names and an order that are others."""
        if self._found.rewrites:
            return REWRITTEN
        kinds = (ORDER, 'renamed')
        return next((d for d in self._found.all if d.layer == VARIABLES and d.kind in kinds and d.cause is None), None)

    def _compare_values(self):
        for one, other, _ in self._pairs:
            if one.value is not None and other.value is not None and one.value != other.value:
                cause = next((d for d in self._found.all if d.layer == VARIABLES and d.name == one.name
                              and d.kind in ('shape', 'dtype')), None)  # fmt: skip
                self._found.add(Difference(VALUES, 'value', one.name, one.value, other.value, cause=cause))

    def _say_what_was_left_out(self):
        left, right = self._graphs
        for what, one, other in (
            ('ops', left.ops, right.ops),
            ('collections', left.collections, right.collections),
        ):
            lacking = [graph.source for graph, part in ((left, one), (right, other)) if part is None]
            if lacking:
                note = f'{what} are not compared: {" and ".join(lacking)} has none'
                self._notes.append('only variables are compared, by name and shape: ' + note if what == 'ops' else note)


def _shifted(difference, shift):
    try:
        return int(difference.right) - int(difference.left) == shift
    except (TypeError, ValueError):
        return False
