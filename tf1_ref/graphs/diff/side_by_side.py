"""Variables and operations of two graphs side by side, as tables of a page; each difference has its row there."""

from __future__ import annotations

import html

from tf1_ref.graphs.diff.differences import RENAMED, Comparison, Difference
from tf1_ref.graphs.diff.layers import VALUES, VARIABLES
from tf1_ref.graphs.diff.surroundings import ops_of
from tf1_ref.graphs.text import shape_text

MOST = 500  # rows that a browser shows at ease
CONTEXT = 2  # rows that are shown before and behind one that differs, where not all can be


class Tables:
    """Two tables.

    Attributes:
        places: the id of the row of a difference, by the difference's `id`.
    """

    def __init__(self, comparison: Comparison, numbers: dict[int, int]):
        """Finds the rows.

        Args:
            comparison: the verdict.
            numbers: of the differences on the page, by their `id`.
        """
        self._comparison, self._numbers = comparison, numbers
        self.places: dict[int, str] = {}
        self._variables = self._of_variables()
        self._ops = self._of_ops()

    def html(self) -> str:
        """Both tables."""
        parts = []
        left, right = (graph.variables or [] for graph in (self._comparison.left, self._comparison.right))
        if self._variables:
            counts = f'{len(left)} and {len(right)} variables'
            parts.append(_section('Variables, side by side', counts, 'v', self._variables))
        if self._ops:
            counts = 'those around the differences, in the order of the graph'
            parts.append(_section('Operations, side by side', counts, 'o', _around_changed(self._ops)))
        return '\n'.join(parts)

    def _of_variables(self):
        """(what is left, what is right, numbers of differences) of each row."""
        left, right = (graph.variables or [] for graph in (self._comparison.left, self._comparison.right))
        of_name: dict[str, list[Difference]] = {}
        for difference in self._comparison.differences:
            if difference.layer in (VARIABLES, VALUES):
                for name in difference.names:
                    of_name.setdefault(name, []).append(difference)
        renames, others = self._renames(), {variable.name: variable for variable in right}
        pairs: list[tuple] = []
        shown = set()
        for variable in left:
            other = others.get(renames.get(variable.name, variable.name))
            shown.add(other.name if other else None)
            pairs.append((variable, other))
        pairs += [(None, variable) for variable in right if variable.name not in shown]
        rows: list[tuple] = []
        for one, other in pairs:
            found = of_name.get(one.name, ()) if one else of_name.get(other.name, ())
            extra = of_name.get(other.name, ()) if other and one and other.name == one.name else ()
            rows.append((_cell(one), _cell(other), self._placed([*found, *extra], f'v{len(rows)}'), one and other))
        changed = [bool(numbers) or not both for *_, numbers, both in rows]
        table = [(number, *row[:3], change) for number, (row, change) in enumerate(zip(rows, changed, strict=True))]
        return table if len(table) <= MOST else _around_changed(table)

    def _renames(self):
        """The right name of every variable of the left whose scope or name was renamed."""
        found: dict = {}
        for difference in self._comparison.differences:
            if difference.layer == VARIABLES and difference.kind == RENAMED:
                before, after = ((text or '').removesuffix('*') for text in (difference.left, difference.right))
                found.update(
                    {name: name.replace(before, after, 1) if before else f'{after}{name}' for name in difference.names}
                )
        return found

    def _of_ops(self):
        """The same of operations, those of the right behind the one that they follow there."""
        findings = self._comparison.findings
        if findings is None:
            return []
        matching = findings.matching
        of_op: dict[tuple, list[Difference]] = {}
        for difference in self._comparison.differences:
            for side, found in zip(('left', 'right'), ops_of(self._comparison, difference), strict=True):
                for number in found:
                    of_op.setdefault((side, number), []).append(difference)
        behind: dict = {}
        before = -1
        for number in range(len(matching.right.ops)):
            if number in matching.to_left:
                before = matching.to_left[number]
            else:
                behind.setdefault(before, []).append(number)
        pairs: list[tuple] = [(None, number) for number in behind.get(-1, ())]
        for number in range(len(matching.left.ops)):
            pairs.append((number, matching.to_right.get(number)))
            pairs += [(None, other) for other in behind.get(number, ())]
        rows = []
        for number, (one, other) in enumerate(pairs):
            found = [*of_op.get(('left', one), ()), *of_op.get(('right', other), ())]
            cells = (
                '' if place is None else _op_cell(side.ops[place])
                for place, side in ((one, matching.left), (other, matching.right))
            )
            rows.append((number, *cells, self._placed(found, f'o{number}'), bool(found)))
        return rows

    def _placed(self, found, row):
        """Notes the place of differences that have none yet; returns their numbers."""
        for difference in found:
            self.places.setdefault(id(difference), row)
        return sorted({self._numbers[id(difference)] for difference in found})


def _around_changed(rows):
    """The rows that differ, the first `MOST` of them, with some before and behind; None for a gap."""
    changed = [place for place, row in enumerate(rows) if row[4]][: MOST // 2]
    kept = {near for place in changed for near in range(place - CONTEXT, place + CONTEXT + 1) if 0 <= near < len(rows)}
    found: list = []
    last = -1
    for place in sorted(kept):
        if place > last + 1:
            found.append(None)
        found.append(rows[place])
        last = place
    return [*found, None] if kept and last < len(rows) - 1 else found


def _section(title, counts, letter, rows):
    body = ''.join(_row(letter, row) for row in rows)
    table = f'<details open><summary>{counts}</summary><table>{body}</table></details>'
    return f'<section><h2>{title}</h2>{table}</section>'


def _row(letter, row):
    if row is None:
        return '<tr class="gap"><td class="number">…</td><td>…</td><td>…</td></tr>'
    place, left, right, numbers, changed = row
    links = ' '.join(f'<a href="#d{number}">{number}</a>' for number in numbers)
    mark = ' class="changed"' if changed else ''
    return f'<tr id="{letter}{place}"{mark}><td class="number">{links}</td><td>{left}</td><td>{right}</td></tr>'


def _cell(variable):
    if variable is None:
        return ''
    shape = html.escape(shape_text(variable.shape))
    return f'{html.escape(variable.name)} <small>{shape} {html.escape(variable.dtype)}</small>'


def _op_cell(op):
    return f'{html.escape(op.name)} <small>{html.escape(op.type)}</small>'
