"""The tree of a model's scopes as an SVG picture: a row per scope, with bars for its share of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tf1_ref.graphs.text import bytes_text
from tf1_ref.graphs.tree.scopes import Scope
from tf1_ref.graphs.tree.text import row_name, row_shape
from tf1_ref.terminal import counted

ROW, HEAD, MARGIN, INDENT = 22, 62, 16, 18
LETTER = 8  # the width of one, about
# Title, class of its bars, and what it shows.
BARS = [
    ('parameters', 'one', lambda scope: scope.parameters, '{:,}'.format),
    ('multiply-adds', 'two', lambda scope: scope.multiply_adds, '{:,}'.format),
    ('memory of variables', 'three', lambda scope: scope.parameter_bytes, bytes_text),
    ('activations', 'four', lambda scope: scope.activation_bytes, bytes_text),
]
BAR, GAP = 130, 24
# By class. As plain rules: few programs beside browsers know variables. What knows no schemes takes the first.
LIGHT = {'paper': '#ffffff', 'ink': '#222222', 'soft': '#595959', 'line': '#bbbbbb'}
LIGHT |= {'one': '#9fb7d2', 'two': '#fbb971', 'three': '#abd3d0', 'four': '#9cc996'}
DARK = {'paper': '#0f1419', 'ink': '#e6edf3', 'soft': '#a3adb8', 'line': '#4a5562'}
DARK |= {'one': '#3a5a7f', 'two': '#8a4a0a', 'three': '#2b625f', 'four': '#2f5f2b'}


def _rules(colours):
    ground = ''.join(f'.{kind}{{fill:{colours[kind]}}}' for kind in ('paper', 'one', 'two', 'three', 'four'))
    return (
        f'{ground}text{{fill:{colours["ink"]}}}.leaf,.head{{fill:{colours["soft"]}}}.line{{stroke:{colours["line"]}}}'
    )


STYLE = (
    'text{font:13px Helvetica,Arial,sans-serif}.name{font-weight:600}.head{font-size:12px}'
    '.title{font-size:17px;font-weight:600}.line{fill:none}.whole{opacity:.25}'
    f'.row{{fill-opacity:0}}.row:hover{{fill-opacity:.2}}{_rules(LIGHT)}'
    f'@media (prefers-color-scheme:dark){{{_rules(DARK)}}}'
)


def tree_picture(root: Scope, rows: list[tuple[int, Scope]], note: str) -> str:
    """Draws the tree.

    Args:
        root: what is 100 %.
        rows: (depth, scope), from the root on; see `tf1_ref.graphs.tree.text.rows`.
        note: a line below the title.

    Returns:
        The text of an SVG file.
    """
    names = MARGIN + max(depth * INDENT + (len(row_name(scope)) + 1) * LETTER for depth, scope in rows)
    shapes = max([len('output'), *(len(row_shape(scope)) for _, scope in rows)]) * LETTER
    bars = max(names + GAP + shapes + GAP, 300)
    width = max(bars + len(BARS) * (BAR + GAP), MARGIN * 2 + len(note) * 6.4)
    height = HEAD + 24 + len(rows) * ROW + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        f'viewBox="0 0 {width:.0f} {height}">',
        f'<title>{escape(root.name)}</title><style>{STYLE}</style>',
        f'<rect class="paper" width="{width:.0f}" height="{height}"/>',
        _text(MARGIN, 28, root.name, 'title'),
        _text(MARGIN, 48, note, 'head'),
        _text(names + GAP, HEAD + 14, 'shape', 'head'),
        *(_text(bars + number * (BAR + GAP), HEAD + 14, title, 'head') for number, (title, *_) in enumerate(BARS)),
        *_lines(rows),
    ]
    for number, (depth, scope) in enumerate(rows):
        y = HEAD + 24 + number * ROW
        parts.append(f'<g><title>{escape(tooltip(root, scope))}</title>')
        parts.append(f'<rect class="row one" x="0" y="{y}" width="{width:.0f}" height="{ROW}"/>')
        parts.append(
            _text(MARGIN + depth * INDENT, y + 15, row_name(scope), 'name' if scope.kind == 'scope' else 'leaf')
        )
        parts.append(_text(names + GAP, y + 15, row_shape(scope)))
        parts += [*_bars(root, scope, bars, y), '</g>']
    return '\n'.join([*parts, '</svg>', ''])


def tooltip(root: Scope, scope: Scope) -> str:
    """What is told of a row when the pointer rests on it: every number, with its share of the whole."""
    lines = [scope.name or 'directly in this scope, in no scope within it:']
    if scope.kind == 'operations':
        lines += [f'{count} {kind}' for kind, count in scope.types.most_common()]
    elif row_shape(scope):
        lines.append(f'{"shape" if scope.kind == "variable" else "output"}: {row_shape(scope)}')
    for title, _, value, text in BARS:
        if value(scope):
            lines.append(f'{title}: {text(value(scope))} ({100 * value(scope) / value(root):.1f} % of the model)')
    if scope.kind == 'scope':
        lines.append(f'{counted(scope.operations, "operation")}, those of its parts included')
    if scope.unknown:
        lines.append(f'{counted(scope.unknown, "operation")} not counted: a size is not known')
    return '\n'.join(lines)


def _bars(root, scope, x, y) -> Iterator[str]:
    for number, (_, kind, value, text) in enumerate(BARS):
        left, whole = x + number * (BAR + GAP), value(root)
        if value(scope):
            share = value(scope) / whole
            for wide, kinds in ((BAR, f'{kind} whole'), (share * BAR, kind)):
                place = f'x="{left:.1f}" y="{y + 3}" width="{wide:.1f}" height="{ROW - 6}"'
                yield f'<rect class="{kinds}" {place}/>'
            yield _text(left + 4, y + 15, text(value(scope)))


def _lines(rows) -> Iterator[str]:
    """Draws lines from each scope down to its parts."""
    open_rows: dict[int, int] = {}
    for number, (depth, _) in enumerate(rows):
        y = HEAD + 24 + number * ROW
        if depth:
            x, top = MARGIN + (depth - 1) * INDENT + 4, HEAD + 24 + open_rows[depth - 1] * ROW + 20
            yield f'<path class="line" d="M{x} {top}V{y + 11}H{x + INDENT - 7}"/>'
        open_rows[depth] = number


def _text(x, y, text, kind=''):
    return f'<text x="{x:.1f}" y="{y}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{escape(text)}</text>'
