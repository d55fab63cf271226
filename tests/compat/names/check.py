"""Tries names of TensorFlow 1.15.5 as scripts say them: by `run`, and in what `port` makes of them.

  python -m tests.compat.names.check FILE.tsv    names that are used: columns `repositories`, `kind`, `name`
  python -m tests.compat.names.check --table [--room=contrib]    every name of the table of names
  python -m tests.compat.names.check --table --python=OTHER/bin/python --python=... --page=names.md

`kind` is `attr` (`tensorflow.nn.relu`), `from` (`tensorflow.contrib:slim`) or `import`. Each name becomes a function of
one source, which is run as it is by `python -m tf1_ref run`, ported, and run once more. A name works, is refused (with
a reason), or ends in a bare error. Prints each that is wrong, how many there are by room of TensorFlow, and how many
reasons were written by hand. The exit code is 1 if a bare error, a false blocker, or a ported form that fails is among
them.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from tf1_ref.compat.names import table

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
VERSION = "from importlib.metadata import version; print(version('tensorflow'))"
PAGE = """# Every name of TensorFlow 1.15.5, by module

Written by `python -m tests.compat.names.check --table --page=FILE`. Each name is said by a script, which is run by
`python -m tf1_ref run`, ported, and run once more. Refused are names with a reason; wrong would be a bare error, a
ported form that does not do what `run` does, and a blocker without need. What is wrong is named below each table.
"""
WORKS, REFUSED, BARE = 'works', 'refused', 'bare error'
TAIL = """

import json as _json
import sys as _sys
import traceback as _traceback

_found = {}
for _name, _function in [(name, value) for name, value in list(globals().items()) if name.startswith('name_')]:
    try:
        _function()
        _found[_name] = ['works', '']
    except BaseException as error:
        is_refused = type(error).__name__ in ('Unsupported', 'UnsupportedImport', 'SetupError')
        _found[_name] = ['refused' if is_refused else 'bare error', type(error).__name__ + ': ' + str(error)]
with open(_sys.argv[1], 'w') as _file:
    _json.dump(_found, _file)
"""


@dataclasses.dataclass
class Row:
    """A name, and what became of it.

    Attributes:
        kind: how it is said.
        name: dotted.
        run, ported: one of `WORKS`, `REFUSED` and `BARE`, with the message.
        blockers: what `port` says against it.
    """

    kind: str
    name: str
    run: tuple[str, str] = ('', '')
    ported: tuple[str, str] = ('', '')
    blockers: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        """The part of TensorFlow that it is in."""
        parts = re.split('[.:]', self.name)
        depth = 3 if parts[1:2] == ['contrib'] else 2
        return '.'.join(parts[:depth]) if parts[1:2] in (['contrib'], ['python'], ['core'], ['tools']) else 'public'

    @property
    def is_everywhere(self) -> bool:
        """Whether all supported TensorFlows have it, or this project: `port` writes for all of them."""
        tables, name = table.load(), self.name.replace(':', '.')
        lacking = tables.missing_in(name) or []
        return tables.given_back(name) or len(lacking) in (0, len(tables.versions))

    @property
    def fault(self) -> str:
        """What is wrong with it; '' if nothing is."""
        if self.run[0] == BARE:
            return f'bare error by run: {self.run[1]}'
        if self.run[0] == WORKS and self.blockers and self.is_everywhere:
            return f'false blocker: {self.blockers[0]}'
        if self.run[0] == WORKS and self.ported[0] != WORKS and self.is_everywhere:
            return f'fails ported: {self.ported[1]}'
        if self.run[0] == REFUSED and not self.blockers:
            return f'refused ({self.run[1]}), and port is silent'
        return ''


def rows_of(path) -> list[Row]:
    """The names of a file of columns."""
    lines = pathlib.Path(path).read_text(encoding='utf-8').splitlines()[1:]
    return [Row(*line.split('\t')[1:3]) for line in lines if line.count('\t') >= 2]


def rows_of_table(room='') -> list[Row]:
    """The names of the table; of one room only, such as 'contrib' or 'python.ops', where it is given."""
    tables = table.load()
    names = sorted({*tables.public_names(), *tables.inner_names()})
    return [Row('attr', name) for name in names if not room or name.startswith(f'tensorflow.{room}')]


def statement(row) -> str:
    """The body of the function that says a name."""
    if row.kind == 'import':
        return f'    import {row.name}\n    return {row.name}'
    if row.kind == 'from':
        module, _, name = row.name.partition(':')
        return f'    from {module} import {name}\n    return {name}' if name != '*' else '    pass'
    parts = row.name.split('.')
    tables = table.load()
    end = len(parts) - 1
    while end > 1 and not tables.is_module('.'.join(parts[:end])) and parts[1] != 'examples':
        end -= 1
    rest = ''.join(f'.{part}' for part in parts[end + 1 :])
    if end < 2 or tables.is_public_module('.'.join(parts[:end])) or parts[1] == 'compat':
        return (
            f'    import tensorflow as tf\n    return tf.{".".join(parts[1:])}'
            if len(parts) > 1
            else '    import tensorflow'
        )
    return f'    from {".".join(parts[:end])} import {parts[end]}\n    return {parts[end]}{rest}'


def source_of(rows) -> str:
    """A source with a function for each name."""
    return '\n\n'.join(f'def name_{index}():\n{statement(row)}\n' for index, row in enumerate(rows)) + TAIL


def check(rows, folder, python=sys.executable) -> None:
    """Fills in what becomes of the rows."""
    folder = pathlib.Path(folder)
    source, ported = folder / 'names.py', folder / 'ported.py'
    source.write_text(source_of(rows))
    _call(python, '-m', 'tf1_ref', 'run', str(source), str(folder / 'run.json'))
    done = subprocess.run(
        [sys.executable, '-m', 'tf1_ref', 'port', str(source), '-o', str(ported), '--format=json'],
        capture_output=True, text=True,
    )  # fmt: skip
    findings = json.loads(done.stdout)['findings']
    _call(python, str(ported), str(folder / 'ported.json'))
    starts = [number for number, line in enumerate(source.read_text().splitlines(), 1) if line.startswith('def name_')]
    blockers = collections.defaultdict(list)
    for one in findings:
        if one['kind'] == 'blocker':
            index = max(i for i, start in enumerate(starts) if start <= one['line'])
            blockers[index].append(f'{one["what"]}; {one["advice"]}')
    run, after = (json.loads((folder / name).read_text()) for name in ('run.json', 'ported.json'))
    for index, row in enumerate(rows):
        row.run, row.ported = tuple(run[f'name_{index}']), tuple(after[f'name_{index}'])
        row.blockers = tuple(blockers[index])


def _call(*command):
    environment = {**os.environ, 'PYTHONPATH': str(REPOSITORY)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f'{" ".join(command)}: {done.stderr[-3000:]}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file', nargs='?', help='of names that are used')
    parser.add_argument('--table', action='store_true', help='try the names of the table')
    parser.add_argument('--room', default='', help='of the table, only the modules that begin with this')
    parser.add_argument('--python', action='append', help='with which TensorFlow, may be repeated; by default this one')
    parser.add_argument('--page', type=pathlib.Path, help='a file in Markdown for the numbers')
    options = parser.parse_args()
    if bool(options.file) == options.table:
        parser.error('name a file, or say --table')
    is_wrong, page = False, [PAGE]
    for python in options.python or [sys.executable]:
        rows = rows_of(options.file) if options.file else rows_of_table(options.room)
        with tempfile.TemporaryDirectory() as folder:
            check(rows, folder, python)
        wrong = [f'{row.kind} {row.name}: {row.fault}' for row in rows if row.fault]
        version = subprocess.run([python, '-c', VERSION], capture_output=True, text=True, check=True).stdout.strip()
        print('\n'.join([f'TensorFlow {version}', *wrong, summary(rows)]))
        page += [f'## TensorFlow {version}\n\n```', summary(rows), '```\n', *(f'- {one}' for one in wrong)]
        is_wrong |= bool(wrong)
    if options.page:
        options.page.write_text('\n'.join(page) + '\n', encoding='utf-8')
    return int(is_wrong)


def summary(rows) -> str:
    """How many names there are of each kind, by room, and how many reasons somebody has written."""
    rooms = collections.defaultdict(collections.Counter)
    for row in rows:
        rooms[row.room][row.run[0]] += 1
        rooms[row.room]['faults'] += bool(row.fault)
    total = sum(rooms.values(), collections.Counter())
    lines = [f'{"module":40} {WORKS:>8} {REFUSED:>8} {BARE:>10} {"wrong":>6}']
    for room, found in [*sorted(rooms.items()), ('all', total)]:
        lines.append(f'{room:40} {found[WORKS]:8} {found[REFUSED]:8} {found[BARE]:10} {found["faults"]:6}')
    tables = table.load()
    by_hand = [tables.is_reason_by_hand(row.name.replace(':', '.')) for row in rows if row.run[0] == REFUSED]
    lines.append(f'reasons written by hand: {sum(by_hand)}; told from what a name is: {len(by_hand) - sum(by_hand)}')
    return '\n'.join(lines)


if __name__ == '__main__':
    sys.exit(main())
