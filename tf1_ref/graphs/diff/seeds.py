"""Which differences of op seeds follow from others: an op seed counts the ops before, so ops more or less shift it."""

from __future__ import annotations

from tf1_ref.graphs.diff.differences import ORDER, REWRITTEN, SHIFTED_SEEDS, Findings
from tf1_ref.graphs.diff.layers import SEEDS, VARIABLES


class SeedDiff:
    """Finds what the differences of seeds that were noted follow from."""

    def __init__(self, findings: Findings):
        self._found = findings
        self._matching = findings.matching

    def explain(self) -> None:
        """Marks what follows, joins what one graph seed has done, and takes out what is a known rewrite."""
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


def _shifted(difference, shift):
    try:
        return int(difference.right) - int(difference.left) == shift
    except (TypeError, ValueError):
        return False
