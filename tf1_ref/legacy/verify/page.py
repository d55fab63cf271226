"""Programs here and on TensorFlow 1.15 as one HTML page. Nothing is loaded from elsewhere."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Sequence

from tf1_ref.graphs.diff import drawing
from tf1_ref.graphs.diff import page as graph_page
from tf1_ref.graphs.diff.report import verdict as graph_verdict
from tf1_ref.legacy.verify.proof import Proof
from tf1_ref.legacy.verify.recordings import difference
from tf1_ref.legacy.verify.report import KINDS, reasons
from tf1_ref.terminal import counted

MOST = 500  # rows that a browser shows at ease
NUMBERS = 4  # of an array
STYLE = """
h2 { text-transform: none; overflow-wrap: anywhere } h2::first-letter { text-transform: none }
h2 span { font-size: 1rem; font-weight: normal; display: block }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
section section h2 { font-size: 1rem; margin: .8rem 0 .3rem }
section section h2::first-letter { text-transform: uppercase }
a { color: inherit }
th { text-align: left; font-weight: normal; color: var(--soft); padding: .2rem .5rem }
th { border-bottom: 1px solid var(--line) }
.first { border-left: .3rem solid var(--different); padding: .4rem .8rem; margin: .8rem 0; background: var(--faint) }
.first p { margin: .2rem 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--faint); padding: .6rem; font-size: .85rem }
th:first-child { width: var(--first, auto) } .results { --first: 3rem }
@media (max-width: 40rem) {
  tr { display: block; border-bottom: 1px solid var(--line); padding: .3rem 0 }
  thead { display: none } td { display: block; border: 0; padding: .05rem .5rem }
  td[data-is]:not(:empty)::before { content: attr(data-is) ": "; color: var(--soft) }
  td[data-is]::before { font-family: system-ui, sans-serif }
}
"""
SIDES = ('TensorFlow 1.15', 'here')


def page(proofs: Sequence[Proof]) -> str:
    """The page, all of it."""
    same = [proof.row['verdict'] == 'same' for proof in proofs]
    counts = f'{sum(same)} of {len(same)} programs compute the same' if len(same) > 1 else proofs[0].row['script']
    title = 'Same' if all(same) else 'Different' if len(same) == 1 else 'Not all the same'
    return (
        f'{graph_page.head("tf1_ref verify", drawing.STYLE + STYLE)}<body>\n'
        f'<h1 class="{_class(all(same))}">{title}<small>{html.escape(counts)}; {_versions(proofs)}</small></h1>\n'
        + (_contents(proofs) if len(proofs) > 1 else '')
        + '\n'.join(_section(number, proof, len(proofs) == 1) for number, proof in enumerate(proofs))
        + '\n</body></html>\n'
    )


def _versions(proofs):
    """Which TensorFlows were compared."""
    for proof in proofs:
        if proof.expected and proof.found and proof.expected.ran and proof.found.ran:
            return ' and '.join(f'TensorFlow {side.content["tensorflow"]}' for side in (proof.expected, proof.found))
    return 'none of them ran on both sides'


def _contents(proofs):
    rows = []
    for number, proof in enumerate(proofs):
        row = proof.row
        cells = [f'<a href="#p{number}">{html.escape(row["script"])}</a>']
        cells.append(f'<span class="{_class(row["verdict"] == "same")}">{html.escape(row["verdict"])}</span>')
        cells += [_count(row, kind) for kind in KINDS]
        rows.append(_row(cells, ('', '', *KINDS.values())))
    return _table(('program', 'verdict', *KINDS.values()), rows)


def _count(row, kind):
    if 'compared' not in row:
        return ''
    differ = len(row['differences'].get(kind, ()))
    return f'{row["compared"][kind]}' + (f', <span class="different">{differ} differ</span>' if differ else '')


def _section(number, proof, alone):
    row = proof.row
    head = f'<h2 id="p{number}">{html.escape(row["script"])}<span class="{_class(row["verdict"] == "same")}">'
    parts = ['' if alone else f'{head}{html.escape(row["verdict"])}</span></h2>', _first(proof)]
    if proof.expected and proof.found and proof.expected.ran and proof.found.ran:
        one, other = proof.expected.content, proof.found.content
        parts += [
            _sides('Variables', 'variable', one['variables'], other['variables'], _variable),
            _sides('Seeds of random ops', 'random op', one['seeds'], other['seeds'], _seed),
            _results(one['calls'], other['calls'], row['compared']['values']),
            _graphs(proof.graphs, f'p{number}-'),
        ]
    return f'<section>{"".join(parts)}</section>'


def _first(proof):
    """What differs first, and the op that causes it."""
    if proof.row['verdict'] == 'same':
        return ''
    if 'errors' in proof.row['differences']:
        whose = 'TensorFlow 1.15' if '1.15' in proof.row['verdict'] else 'the TensorFlow at hand'
        hints = ''.join(f'<p>{html.escape(line)}</p>' for line in reasons(proof.row))
        errors = html.escape('\n'.join(proof.row['differences']['errors']))
        return f'<div class="first"><p>It does not run on {whose}.</p>{hints}</div><pre>{errors}</pre>'
    lines = [f'First difference in {line}' for line in reasons(proof.row)[:1]]
    if proof.cause:
        lines.append(f'The op that causes it: {proof.cause}')
    elif proof.row['differences'].get('values'):
        lines.append('No op that could be looked at causes it: it lies inside a loop or a condition, or in how often.')
    return f'<div class="first">{"".join(f"<p>{html.escape(line)}</p>" for line in lines)}</div>'


def _sides(title, what, left, right, text):
    """Two lists, side by side."""
    rows = []
    for one, other in itertools.islice(itertools.zip_longest(left, right), MOST):
        cells = ['' if side is None else html.escape(text(side)) for side in (one, other)]
        rows.append(_row(cells, SIDES, one != other))
    same = left == right
    counts = counted(len(left), what) + (', the same' if same else f' in {SIDES[0]}, {len(right)} {SIDES[1]}')
    return _details(title, counts, same, rows, SIDES, max(len(left), len(right)) - MOST)


def _variable(row):
    name, shape, dtype = row
    return f'{name} {"unknown rank" if shape is None else shape} {dtype}'


def _seed(row):
    name, kind, seed, op_seed = row
    return f'{name} ({kind}): {seed}, {op_seed}'


def _results(left, right, calls):
    rows, same = [], True
    for number, (one, other) in enumerate(itertools.zip_longest(left[:calls], right[:calls]), 1):
        if not one and not other:
            rows.append(_row([str(number), 'nothing but operations', '', '', ''], RESULTS))
        for value, value_found in itertools.zip_longest(one or (), other or ()):
            there = value is not None and value_found is not None
            words = None
            if there and value['shape'] == value_found['shape']:
                words = difference(value, value_found)
            changed = not there or value['shape'] != value_found['shape'] or words is not None
            same = same and not changed
            name = (value or value_found).get('name', '')
            cells = [str(number), html.escape(name), _numbers(value), _numbers(value_found)]
            rows.append(_row([*cells, _largest(value, value_found) if there else 'on one side only'], RESULTS, changed))
    counts = f'the first {calls} of Session.run, ' + ('the same' if same else 'not the same')
    return _details('Results', counts, same, rows[:MOST], RESULTS, len(rows) - MOST)


RESULTS = ('call', 'of', *SIDES, 'largest difference')


def _numbers(value):
    if value is None:
        return 'nothing'
    shape = '' if value['shape'] == [] else f'{value["shape"]} '
    if 'values' not in value:
        return f'{shape}no numbers'
    shown = ', '.join(f'{number:.6g}' for number in value['values'][:NUMBERS])
    return f'{shape}{shown}{", ..." if len(value["values"]) > NUMBERS else ""}'


def _largest(one, other):
    pairs = [(a, b) for a, b in zip(one.get('values', ()), other.get('values', ()), strict=False) if a == a and b == b]
    if not pairs:
        return ''
    absolute, of = max((abs(a - b), abs(a)) for a, b in pairs)
    relative = f' ({absolute / of:.1e} of it)' if of and absolute else ''
    return f'{absolute:.1e}{relative}' if absolute else '0'


def _graphs(comparison, prefix):
    if comparison is None:
        return '<h3>Graphs</h3><p>They were not to be had.</p>'
    words = html.escape(graph_verdict(comparison))
    summary = f'<h3>Graphs</h3><p class="{_class(not comparison.differences)}">{words}</p>'
    return f'{summary}{graph_page.differences(comparison, prefix)}'


def _details(title, counts, same, rows, columns, more):
    if not rows:
        return f'<h3>{title}</h3><p>None.</p>'
    left_out = f'<p>And {more} more.</p>' if more > 0 else ''
    return (
        f'<h3>{title}</h3><details{"" if same else " open"}><summary class="{_class(same)}">{html.escape(counts)}'
        f'</summary><div class="{title.split()[0].lower()}">{_table(columns, rows)}</div>{left_out}</details>'
    )


def _table(columns: Iterable[str], rows):
    head = ''.join(f'<th>{html.escape(column)}</th>' for column in columns)
    return f'<table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(cells, names, changed=False):
    inner = ''.join(
        f'<td data-is="{name}">{cell}</td>' if name else f'<td>{cell}</td>'
        for cell, name in zip(cells, names, strict=True)
    )
    return f'<tr{" class=changed" if changed else ""}>{inner}</tr>'


def _class(same):
    return 'same' if same else 'different'
