"""The page: a table of entry points, one of repositories, and below them what differs, in words."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.research.proving import GENUINE, PORTED, RUN

KINDS = ('variables', 'seeds', 'results', 'static shapes', 'files')
WAYS = {GENUINE: 'TensorFlow 1.15.5', RUN: 'run', PORTED: 'ported'}
HEAD = """\
# Research code beside the genuine TensorFlow 1.15.5

Written by `python -m tests.benchmarks.research FOLDER`: each entry point at tiny settings, on data that is made from a
seed, on the genuine TensorFlow 1.15.5, unmodified by `python -m tf1_ref run`, and ported by `python -m tf1_ref port`.
Compared are all variables (names, shapes, order), the seeds of all random ops, the first ten results of Session.run
(1e-3 relative), each static shape that the program's own code has asked for, and files that it writes: all bytes of
them, all examples, or all numbers of a .tsv within 1e-6. Seconds are those of processor that the whole process took.
What 1.15.5 itself ends with is below the table, in its own words; so is what was mended, for all three ways alike,
because 1.15.5 refuses it.
"""


def page(entries: dict[str, dict], repositories: list[dict]) -> str:
    """The page in Markdown.

    Args:
        entries: for each entry point what `proving.prove` said, by `REPOSITORY/NAME`.
        repositories: what `ported.row` said of each repository.
    """
    lines = [HEAD, *_table(('entry point', 'way', 'ran', *KINDS, 'seconds'))]
    for name, row in entries.items():
        lines += [_cells(line) for line in _rows(name, row)]
    lines += ['', *_words(entries), '', '## What port says of them', '']
    headings = ('repository', 'commit', 'files', 'lines', 'changes', 'notes', 'blockers true', 'false', 'not opened')
    lines += _table((*headings, 'do not compile'))
    for row in repositories:
        lines.append(_cells(_repository(row)))
    lines += ['', *(line for row in repositories for line in _blockers(row))]
    return '\n'.join(lines).rstrip() + '\n'


def _table(headings):
    return [_cells(headings), '|---' * len(headings) + '|']


def _cells(cells):
    return f'| {" | ".join(str(cell) for cell in cells)} |'


def _rows(name, row):
    genuine = row[GENUINE]
    compared = genuine.get('compared', {})
    numbers = [compared.get(kind, '') for kind in KINDS]
    yield name, WAYS[GENUINE], _ran(genuine), *numbers, genuine.get('seconds', '')
    for way in (RUN, PORTED):
        if way in row:
            cells = [_cell(row[way], compared, kind) for kind in KINDS]
            yield '', WAYS[way], _ran(row[way]), *cells, row[way].get('seconds', '')


def _ran(row):
    return 'yes' if row['ran'] else 'no'


def _cell(row, compared, kind):
    if kind not in compared or 'differences' not in row or not row['ran']:
        return ''
    return f'{row["differences"][kind][0]} differ' if kind in row['differences'] else 'same'


def _words(entries) -> Iterator[str]:
    for name, row in entries.items():
        for way, said in row.items():
            if not said['ran']:
                yield f'- {name}, {WAYS[way]}: `{said["error"]}`'
            differences = said.get('differences', {}) if said['ran'] else {}
            for kind, (_, first, *_) in differences.items():
                yield f'- {name}, {WAYS[way]}, {kind}: `{first}`'
        for how in ('mended', 'measured'):
            if how in row[GENUINE]:
                yield f'- {name}, {how}: {row[GENUINE][how]}'
        again = row[GENUINE].get('again')
        if again is not None:
            repeats = f'differs as well: `{again["results"][1]}`' if 'results' in again else 'gives the same'
            yield f'- {name}: a second run on TensorFlow 1.15.5 {repeats}'


def _repository(row):
    judged = [one['judged'] for one in row['blockers'].values() for _ in one['places']]
    counts = [judged.count(kind) for kind in ('true', 'false', 'not opened')]
    numbers = [row[key] for key in ('files', 'lines', 'changes', 'notes')]
    return row['repository'], row['commit'], *numbers, *counts, len(row['broken'])


def _blockers(row):
    for what, one in row['blockers'].items():
        yield f'- {row["repository"]}, {one["judged"]}: {what} ({len(one["places"])}: {one["places"][0]})'
