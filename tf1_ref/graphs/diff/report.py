"""The verdict on two graphs as text for people, and as JSON values for programs."""

from __future__ import annotations

import collections
import difflib

from tf1_ref.graphs.diff.differences import RENAMED, Comparison, Difference
from tf1_ref.graphs.diff.layers import LAYERS, VARIABLES
from tf1_ref.graphs.graph import Graph, Variable
from tf1_ref.graphs.text import shape_text
from tf1_ref.terminal import BOLD, DIM, GREEN, RED, counted, painter, printable

SHOWN, WIDTH = 20, 200


def as_text(comparison: Comparison, colour: bool = False) -> str:
    """What begins somewhere, layer by layer, each with what follows from it; the known rewrites; the verdict."""
    paint = painter(colour)
    following = followers(comparison)
    lines = []
    for layer in LAYERS:
        differences = [difference for difference in comparison.differences if difference.layer == layer]
        for number, difference in enumerate(differences):
            if number == SHOWN:
                lines.append(f'{layer}  and {len(differences) - SHOWN} more; --format=json has them all')
                break
            lines.append(paint(BOLD, shown(title(difference))))
            if difference.left is not None:
                lines.append(paint(RED, f'  - {shown(difference.left)}'))
            if difference.right is not None:
                lines.append(paint(GREEN, f'  + {shown(difference.right)}'))
            if following[id(difference)]:
                lines.append(paint(DIM, f'    from which follow: {summary(following[id(difference)])}'))
    lines.extend(paint(DIM, f'known rewrite ({count}): {cause}') for cause, count in comparison.rewrites.items())
    lines.extend(f'note: {printable(note)}' for note in comparison.notes)
    return '\n'.join([*lines, verdict(comparison)])


def as_json(comparison: Comparison) -> dict:
    """Everything: every difference with its number, and the number of the one that it follows from."""
    everything = [*comparison.differences, *comparison.following]
    numbers = {id(difference): number for number, difference in enumerate(everything)}
    return {
        'left': comparison.left.source,
        'right': comparison.right.source,
        'same': not comparison.differences,
        'layers': list(comparison.layers),
        'differences': [
            {
                'number': number,
                'layer': difference.layer,
                'kind': difference.kind,
                'name': difference.name,
                'left': difference.left,
                'right': difference.right,
                'names': list(difference.names),
                'confidence': difference.confidence,
                'follows_from': None if difference.cause is None else numbers.get(id(difference.cause)),
            }
            for number, difference in enumerate(everything)
        ],
        'known_rewrites': [{'cause': cause, 'count': count} for cause, count in comparison.rewrites.items()],
        'notes': comparison.notes,
    }


def unified_variables(left: Graph, right: Graph) -> list[str]:
    """The two tables of variables as a unified diff; no lines if they are the same."""
    known = all(variable.trainable is not None for graph in (left, right) for variable in graph.variables or ())
    before, after = ([_row(variable, known) for variable in graph.variables or ()] for graph in (left, right))
    return list(difflib.unified_diff(before, after, printable(left.source), printable(right.source), lineterm=''))


def followers(comparison: Comparison) -> dict[int, list[Difference]]:
    """What follows from each difference, by the difference's `id`."""
    found: dict = collections.defaultdict(list)
    for difference in comparison.following:
        found[id(difference.cause)].append(difference)
    return found


def title(difference: Difference) -> str:
    """What it is about, in a line: `variables  renamed conv1/* (2 variables, 99 % sure)`."""
    remarks = []
    if len(difference.names) > 1 or difference.layer == VARIABLES and difference.kind == RENAMED:
        what = 'variable' if difference.layer == VARIABLES else 'name'
        remarks.append(counted(len(difference.names), what))
    if difference.confidence is not None:
        remarks.append(f'{100 * difference.confidence:.0f} % sure')
    return f'{difference.layer}  {difference.kind} {difference.name}' + (f' ({", ".join(remarks)})' if remarks else '')


def summary(differences: list[Difference]) -> str:
    """How many of what kind: `3 attributes (shape), 2 seeds (seed2)`."""
    counts = collections.Counter((difference.layer, difference.kind) for difference in differences)
    return ', '.join(f'{count} {layer} ({kind})' for (layer, kind), count in counts.items())


def verdict(comparison: Comparison) -> str:
    """The last line."""
    names = f'{printable(comparison.left.source)} and {printable(comparison.right.source)}'
    counts = collections.Counter(difference.layer for difference in comparison.differences)
    remarks = [f'{count} in {layer}' for layer, count in counts.items()]
    if comparison.following:
        remarks.append(f'{len(comparison.following)} follow from these')
    if comparison.rewrites:
        remarks.append(f'{sum(comparison.rewrites.values())} known rewrites between versions')
    return f'{"different" if counts else "same"}: {names}' + (f' ({", ".join(remarks)})' if remarks else '')


def shown(text: str) -> str:
    """Text without what a terminal would obey, and not too long."""
    text = printable(text)
    return text if len(text) <= WIDTH else f'{text[: WIDTH - 3]}...'


def _row(variable: Variable, with_trainable):
    cells = [printable(variable.name), shape_text(variable.shape), variable.dtype]
    if with_trainable:
        cells.append('trainable' if variable.trainable else 'not trainable')
    return '  '.join(cells)
