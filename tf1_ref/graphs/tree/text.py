"""The tree of a model's scopes as text: a row per scope."""

from __future__ import annotations

from collections.abc import Iterator

from tf1_ref.graphs.text import bytes_text
from tf1_ref.graphs.tree.scopes import Scope
from tf1_ref.terminal import counted

HEADINGS = ('scope', 'shape', 'parameters', 'multiply-adds', 'variables', 'activations')
# What is drawn before a part, before the last part, and before what is within each.
BOXES, ASCII = ('├─ ', '└─ ', '│  ', '   '), ('|- ', '`- ', '|  ', '   ')


def rows(scope: Scope, deepest: int | None = None, depth: int = 0) -> Iterator[tuple[int, Scope]]:
    """Yields (depth, scope) from the root on, down to the depth `deepest`."""
    yield depth, scope
    if deepest is None or depth < deepest:
        for part in scope.parts:
            yield from rows(part, deepest, depth + 1)


def tree_text(root: Scope, deepest: int | None = None, drawing: tuple = BOXES) -> str:
    """The tree as a table."""
    table = [HEADINGS, *_table(root, deepest, drawing, '', '')]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
    lines = []
    for first, second, *numbers in table:
        cells = [first.ljust(widths[0]), second.ljust(widths[1])]
        cells += [number.rjust(width) for number, width in zip(numbers, widths[2:], strict=True)]
        lines.append('  '.join(cells).rstrip())
    return '\n'.join(lines)


def row_name(scope: Scope) -> str:
    """The name of a row; operations that are directly in a scope, in none within, have none of their own."""
    return counted(scope.operations, 'operation') if scope.kind == 'operations' else scope.name


def row_shape(scope: Scope) -> str:
    """The sizes of a variable or of a scope's output, such as `3 3 1 4`; nothing for one that there is not."""
    if scope.shape is None or scope.kind == 'operations':
        return ''
    return ' '.join('?' if size is None else str(size) for size in scope.shape) or 'scalar'


def _table(scope, deepest, drawing, before, within):
    numbers = [f'{number:,}' if number else '' for number in (scope.parameters, scope.multiply_adds)]
    numbers += [bytes_text(number) if number else '' for number in (scope.parameter_bytes, scope.activation_bytes)]
    yield [before + row_name(scope), row_shape(scope), *numbers]
    if deepest is None or deepest > 0:
        below = None if deepest is None else deepest - 1
        for part in scope.parts:
            is_last = part is scope.parts[-1]
            yield from _table(part, below, drawing, within + drawing[is_last], within + drawing[2 + is_last])
