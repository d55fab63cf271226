"""The differences between two graphs in layers, the most important first, each reported once, where it begins.

What merely follows from a difference (ops of a renamed variable, shapes behind a changed shape, shifted op seeds) is
kept apart and points to its cause. What TensorFlow itself builds otherwise in another version is no difference.
Needs no TensorFlow.
"""

from __future__ import annotations

from collections.abc import Sequence

from tf1_ref.errors import InputError
from tf1_ref.graphs.diff.collected import CollectionDiff
from tf1_ref.graphs.diff.differences import Comparison, Difference, Findings
from tf1_ref.graphs.diff.interface import InterfaceDiff
from tf1_ref.graphs.diff.known_rewrites import KnownRewrites
from tf1_ref.graphs.diff.layers import INTERFACE, LAYERS, TOPOLOGY, VALUES, VARIABLES
from tf1_ref.graphs.diff.matching import match
from tf1_ref.graphs.diff.missing_ops import MissingOps
from tf1_ref.graphs.diff.ops import OpDiff
from tf1_ref.graphs.diff.renames import Rename, note_renames
from tf1_ref.graphs.diff.seeds import SeedDiff
from tf1_ref.graphs.diff.variables import VariableDiff
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
        CollectionDiff(self._graphs, self._found, self._pairs).compare()
        if self._has_ops:
            interface.compare_end_points()
        SeedDiff(self._found).explain()
        self._compare_values()
        self._say_what_was_left_out()
        return self._verdict(layers)

    def _verdict(self, layers):
        found = sorted(self._found.all, key=lambda difference: LAYERS.index(difference.layer))
        found = [difference for difference in found if difference.layer in layers]
        begun = [difference for difference in found if difference.cause is None]
        following = [difference for difference in found if difference.cause is not None]
        findings = self._found if self._has_ops else None
        return Comparison(*self._graphs, begun, following, dict(self._found.rewrites), self._notes, layers, findings)

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
