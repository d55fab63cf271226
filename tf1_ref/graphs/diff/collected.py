"""The differences between what the collections of two graphs hold."""

from __future__ import annotations

from tf1_ref.graphs.diff.differences import EXTRA, MISSING, ORDER, Difference, Findings
from tf1_ref.graphs.diff.layers import COLLECTIONS, VARIABLES
from tf1_ref.graphs.graph import Graph, Variable


class CollectionDiff:
    """Compares the collections of two graphs and notes what it finds."""

    def __init__(self, graphs: tuple[Graph, Graph], findings: Findings, pairs: list[tuple[Variable, Variable, float]]):
        """Takes the graphs, what has been found so far, and which variable is which: `VariableDiff.pairs`."""
        self._graphs = graphs
        self._found = findings
        self._matching = findings.matching
        self._pairs = pairs
        self._names = {one.name: other.name for one, other, _ in pairs}

    def compare(self) -> None:
        """Notes every difference of what the collections hold."""
        left, right = (graph.collections for graph in self._graphs)
        trainable = {d.name: d for d in self._found.all if d.kind == 'trainable'}
        reported = set()
        both = left is not None and right is not None
        left, right = left or {}, right or {}
        for key in sorted({*left, *right}) if both else ():
            items, others = left.get(key, []), right.get(key, [])
            mapped = [self._map_item(item) for item in items]
            if mapped == others:
                continue
            held, wanted = set(mapped), set(others)
            changed = [(MISSING, items[i]) for i, item in enumerate(mapped) if item not in wanted]
            changed += [(EXTRA, item) for item in others if item not in held]
            for kind, item in changed:
                reported.add((key, item.partition(':')[0]))
                cause = trainable.get(item.partition(':')[0]) if key == 'trainable_variables' else None
                cause = cause or self._cause_of_item(item, kind == EXTRA)
                before, after = (None, key) if kind == EXTRA else (key, None)
                self._found.add(Difference(COLLECTIONS, kind, item, before, after, (f'{key}: {item}',), cause=cause))
            if not changed:
                cause = next((d for d in self._found.all if d.kind == ORDER), None)
                text = f'{len(items)} items', f'{len(others)} items, in another order or number'
                self._found.add(Difference(COLLECTIONS, ORDER, key, *text, cause=cause))
        self._compare_of_variables(trainable, reported)

    def _compare_of_variables(self, trainable, reported):
        """What variables tell of collections that the graphs do not tell themselves."""
        for one, other, _ in self._pairs:
            if one.collections is None or other.collections is None:
                continue
            for key in sorted(set(one.collections) ^ set(other.collections)):
                if (key, one.name) in reported or (key, other.name) in reported:
                    continue
                kind, before, after = (MISSING, key, None) if key in one.collections else (EXTRA, None, key)
                cause = trainable.get(one.name) if key == 'trainable_variables' else None
                names = (f'{key}: {one.name}',)
                self._found.add(Difference(COLLECTIONS, kind, one.name, before, after, names, cause=cause))

    def _map_item(self, item):
        """What the right graph calls an item of a collection."""
        if item in self._names:
            return self._names[item]
        op, colon, output = item.partition(':')
        other = self._matching.partner(op)
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
