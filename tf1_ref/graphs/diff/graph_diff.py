"""The differences between two graphs in layers, the most important first, each reported once, where it begins.

What merely follows from a difference (ops of a renamed variable, shapes behind a changed shape, shifted op seeds) is
kept apart and points to its cause. What TensorFlow itself builds otherwise in another version is no difference.
Needs no TensorFlow.
"""

from __future__ import annotations

from collections.abc import Sequence

from tf1_ref.errors import InputError
from tf1_ref.graphs.diff.differences import (
    COLLECTIONS,
    EXTRA,
    INTERFACE,
    LAYERS,
    MISSING,
    ORDER,
    REWRITTEN,
    SEEDS,
    SHIFTED_SEEDS,
    TOPOLOGY,
    VALUES,
    VARIABLES,
    Comparison,
    Difference,
    Findings,
)
from tf1_ref.graphs.diff.interface_diff import InterfaceDiff
from tf1_ref.graphs.diff.known_rewrites import KnownRewrites
from tf1_ref.graphs.diff.matching import match
from tf1_ref.graphs.diff.missing_ops import MissingOps
from tf1_ref.graphs.diff.op_diff import OpDiff
from tf1_ref.graphs.diff.renames import Rename, note_renames
from tf1_ref.graphs.diff.variable_diff import VariableDiff
from tf1_ref.graphs.graph import Graph


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
        self._notes: list[str] = []

    def run(self, layers) -> Comparison:
        known = KnownRewrites(self._found)
        known.note_rewritten_ops()
        missing = MissingOps(self._found)
        variables = VariableDiff(self._graphs, self._found, known, missing)
        variables.compare()
        self._pairs, renames = variables.pairs, variables.renames
        interface = InterfaceDiff(self._graphs, self._found, missing)
        if self._has_ops:
            interface.compare_placeholders()
            OpDiff(self._found, known, missing).compare()
            renames += self._renamed_ops(known)
        note_renames(renames, self._found, missing.cause_near)
        self._compare_collections()
        if self._has_ops:
            interface.compare_end_points()
        self._explain_seeds()
        self._compare_values()
        self._say_what_was_left_out()
        return self._verdict(layers)

    def _verdict(self, layers):
        found = sorted(self._found.all, key=lambda difference: LAYERS.index(difference.layer))
        found = [difference for difference in found if difference.layer in layers]
        begun = [difference for difference in found if difference.cause is None]
        following = [difference for difference in found if difference.cause is not None]
        return Comparison(*self._graphs, begun, following, dict(self._found.rewrites), self._notes, layers)

    def _renamed_ops(self, known):
        """The ops that have two names, but for variables and known rewrites."""
        renames = []
        left, right = self._matching.left, self._matching.right
        variables = {one.name for one, _, _ in self._pairs}
        interface = set(self._graphs[0].placeholders or ())
        interface.update(tensor.partition(':')[0] for tensor in (self._graphs[0].end_points or {}).values())
        for number, other in self._matching.to_right.items():
            if left.name(number) == right.name(other) or left.name(number) in variables:
                continue
            if not known.explains_name(number, other):
                layer = INTERFACE if left.name(number) in interface else TOPOLOGY
                sure = self._matching.confidence[number]
                renames.append(Rename(left.name(number), right.name(other), layer, number, other, sure))
        return renames

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
        left = self._matching.left
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
                self._found.rewritten(SHIFTED_SEEDS)
                self._found.all.remove(difference)

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
                note = f'{what} are not compared: none in {" and ".join(lacking)}'
                self._notes.append('only variables are compared, by name and shape: ' + note if what == 'ops' else note)


def _shifted(difference, shift):
    try:
        return int(difference.right) - int(difference.left) == shift
    except (TypeError, ValueError):
        return False
