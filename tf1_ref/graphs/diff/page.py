"""The verdict on two graphs as one HTML page, left and right side by side. Nothing is loaded from elsewhere."""

from __future__ import annotations

import html

from tf1_ref.graphs.diff.differences import RENAMED, Comparison, Difference
from tf1_ref.graphs.diff.layers import LAYERS, VARIABLES
from tf1_ref.graphs.diff.report import followers, title, verdict
from tf1_ref.graphs.text import shape_text

MOST = 500  # what a browser shows at ease
STYLE = """
:root { color-scheme: light dark; --line: #8884; --left: #d7354818; --right: #2da04418; --faint: #8882 }
:root { --same: #116329; --different: #b3202b }
@media (prefers-color-scheme: dark) { :root { --same: #4ac26b; --different: #ff7b72 } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem }
h1 { font-size: 1.5rem; overflow-wrap: anywhere }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem } h2::first-letter { text-transform: uppercase }
h1 small { display: block; font-size: 1rem; font-weight: normal; color: CanvasText; opacity: .8 }
.same { color: var(--same) } .different { color: var(--different) }
article { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; overflow: hidden }
article > header { background: var(--faint); padding: .3rem .7rem; overflow-wrap: anywhere }
.sides { display: grid; grid-template-columns: 1fr 1fr }
.sides > * { padding: .3rem .7rem; overflow-wrap: anywhere; min-width: 0 }
.sides > * { font-family: ui-monospace, monospace; font-size: .85rem }
.left { background: var(--left); border-right: 1px solid var(--line) } .right { background: var(--right) }
.none { background: none; opacity: .7 }
details { margin: .3rem .7rem } summary { cursor: pointer } li { overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .85rem }
td { border-bottom: 1px solid var(--line); padding: .2rem .5rem; overflow-wrap: anywhere; vertical-align: top }
tr.changed td { background: #d4a72c28 }
"""


def page(comparison: Comparison) -> str:
    """The page, all of it."""
    same = not comparison.differences
    left, right = html.escape(comparison.left.source), html.escape(comparison.right.source)
    return (
        f'{head(f"tf1_ref diff: {comparison.left.source}, {comparison.right.source}")}<body>\n'
        f'<h1 class="{"same" if same else "different"}">{"Same" if same else "Different"}'
        f'<small>{html.escape(verdict(comparison).partition(": ")[2])}</small></h1>\n'
        f'<div class="sides"><strong>{left}</strong><strong>{right}</strong></div>\n'
        + '\n'.join([differences(comparison), _variables(comparison)])
        + '\n</body></html>\n'
    )


def head(title: str, style: str = '') -> str:
    """The beginning of a page.

    Args:
        title: what the browser calls it.
        style: further style sheets.
    """
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{html.escape(title)}</title>\n<style>{STYLE}{style}</style></head>\n'
    )


def differences(comparison: Comparison) -> str:
    """The part of the page that shows what differs, layer by layer, the known rewrites and the notes."""
    following = followers(comparison)
    sections = []
    for layer in LAYERS:
        found = [difference for difference in comparison.differences if difference.layer == layer]
        if found:
            articles = '\n'.join(_article(difference, following[id(difference)]) for difference in found[:MOST])
            more = f'<p>And {len(found) - MOST} more.</p>' if len(found) > MOST else ''
            sections.append(f'<section><h2>{layer} ({len(found)})</h2>\n{articles}{more}</section>')
    return '\n'.join([*sections, _rewrites(comparison), _notes(comparison)])


def _article(difference: Difference, following):
    return (
        f'<article><header>{html.escape(title(difference))}</header>\n'
        f'<div class="sides">{_side("left", difference.left)}{_side("right", difference.right)}</div>'
        f'{_names(difference)}{_following(following)}</article>'
    )


def _side(side, text):
    if text is None:
        return f'<div class="{side} none">not there</div>'
    return f'<div class="{side}">{html.escape(text)}</div>'


def _names(difference):
    return _list(f'{len(difference.names)} names', difference.names) if len(difference.names) > 1 else ''


def _following(following):
    lines = [
        f'{title(difference)}: {difference.left or "not there"} → {difference.right or "not there"}'
        for difference in following
    ]
    return _list(f'{len(lines)} follow from it', lines) if lines else ''


def _list(summary, lines):
    items = ''.join(f'<li>{html.escape(line)}</li>' for line in lines[:MOST])
    more = f'<li>and {len(lines) - MOST} more</li>' if len(lines) > MOST else ''
    return f'<details><summary>{summary}</summary><ul>{items}{more}</ul></details>'


def _rewrites(comparison):
    if not comparison.rewrites:
        return ''
    lines = [f'{count}: {cause}' for cause, count in comparison.rewrites.items()]
    edits = _list(f'{sum(comparison.rewrites.values())} edits', lines)
    return f'<section><h2>Known rewrites between versions</h2>{edits}</section>'


def _notes(comparison):
    return '\n'.join(f'<p>{html.escape(note)}</p>' for note in comparison.notes)


def _variables(comparison):
    """Both tables of variables, in one table."""
    left, right = (graph.variables or [] for graph in (comparison.left, comparison.right))
    changed = {name for d in comparison.differences if d.layer == VARIABLES for name in d.names}
    others = {variable.name: variable for variable in right}
    renames = _renames(comparison)
    rows, shown = [], set()
    for variable in left[:MOST]:
        other = others.get(renames.get(variable.name, variable.name))
        if other is not None:
            shown.add(other.name)
        mark = ' class="changed"' if variable.name in changed or other is None else ''
        rows.append(f'<tr{mark}><td>{_cell(variable)}</td><td>{_cell(other)}</td></tr>')
    rows += [
        f'<tr class="changed"><td></td><td>{_cell(variable)}</td></tr>'
        for variable in right[:MOST]
        if variable.name not in shown
    ]
    if not rows:
        return ''
    counts = f'{len(left)} and {len(right)} variables'
    table = f'<details open><summary>{counts}</summary><table>{"".join(rows)}</table></details>'
    return f'<section><h2>Variables, side by side</h2>{table}</section>'


def _renames(comparison):
    """The right name of every variable of the left whose scope or name was renamed."""
    found: dict = {}
    for difference in comparison.differences:
        if difference.layer == VARIABLES and difference.kind == RENAMED:
            before, after = ((text or '').removesuffix('*') for text in (difference.left, difference.right))
            found.update(
                {name: name.replace(before, after, 1) if before else f'{after}{name}' for name in difference.names}
            )
    return found


def _cell(variable):
    if variable is None:
        return ''
    shape = html.escape(shape_text(variable.shape))
    return f'{html.escape(variable.name)} <small>{shape} {html.escape(variable.dtype)}</small>'
