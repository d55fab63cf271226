"""The verdict on two pieces of code as text for people, and as JSON values for programs."""

from __future__ import annotations

import dataclasses

from tf1_ref.graphs.code.comparison import EXTRA, MISSING, REPLACED, Comparison, Difference
from tf1_ref.graphs.code.sides import Side
from tf1_ref.terminal import BOLD, GREEN, RED, painter


def as_json(left: Side, right: Side, comparison: Comparison) -> dict:
    """Every difference, and the remarks."""
    return {
        'left': left.name,
        'right': right.name,
        'same': not comparison.differences,
        'differences': [dataclasses.asdict(difference) for difference in comparison.differences],
        'notes': comparison.notes,
    }


def as_text(left: Side, right: Side, comparison: Comparison, colour: bool = False) -> str:
    """A few lines for each difference, the remarks, and the verdict."""
    paint = painter(colour)
    lines = []
    for difference, others in _group_renames(comparison.differences):
        where = f'{left.name}:{difference.left_line} | {right.name}:{difference.right_line}'
        lines.append(paint(BOLD, f'{where}  {difference.kind} {difference.node}'))
        if difference.left is not None:
            lines.append(paint(RED, f'  - {difference.left}'))
        if difference.right is not None:
            lines.append(paint(GREEN, f'  + {difference.right}'))
        if others:
            lines.append(f'    and again in lines {", ".join(str(other.right_line) for other in others)}')
    lines.extend(f'note: {note}' for note in comparison.notes)
    return '\n'.join([*lines, _verdict(left, right, comparison.differences)])


def _group_renames(differences: list[Difference]):
    """Yields each difference with the further places where the same name stands for the same other name."""
    groups: dict = {}
    for index, difference in enumerate(differences):
        is_rename = difference.kind == REPLACED and difference.node == 'Name'
        groups.setdefault((difference.left, difference.right) if is_rename else index, []).append(difference)
    for first, *others in groups.values():
        yield first, others


def _verdict(left, right, differences):
    if not differences:
        return f'same: {left.name} and {right.name}'
    counts = {kind: sum(difference.kind == kind for difference in differences) for kind in (MISSING, EXTRA, REPLACED)}
    parts = ', '.join(f'{count} {kind}' for kind, count in counts.items() if count)
    return f'different: {left.name} and {right.name} ({parts})'
