"""Runs what is in `repositories/`, and writes the page and its numbers.

What was run already is kept in a JSON file for each entry point, and is not run again, so that an interrupted run goes
on where it was.

FOLDER holds clones of the repositories, each under its own name, at the commits that research.md names. It needs the
genuine TensorFlow 1.15.5 (`python -m tf1_ref genuine`) and, here and there, the packages that `repositories/` name: gym
0.15.7, networkx 1.11, tensorflow_probability 0.8.0 and others. What an environment lacks is told in one line, exit code
2; --install installs it.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

from tests.benchmarks.research import needed, page, ported, proving, repositories
from tf1_ref.legacy.genuine import environment

NOT_THERE = f'the genuine TensorFlow 1.15.5 is needed: `{environment.COMMAND}` makes it'


def main() -> int:
    """Writes the page; returns 0, or 2 without the genuine article, or a package."""
    parser = argparse.ArgumentParser(
        prog='python -m tests.benchmarks.research',
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument('folder', type=pathlib.Path, help='the folder of the clones')
    parser.add_argument('--keep', type=pathlib.Path, help='the folder for what was run (default: FOLDER/kept)')
    parser.add_argument('--page', type=pathlib.Path, help='the page (default: FOLDER/research.md), beside it a .json')
    parser.add_argument('--only', action='append', default=[], metavar='NAME', help='a repository, or REPOSITORY/NAME')
    parser.add_argument('--again', action='store_true', help='run what was run already as well')
    parser.add_argument('--page_only', action='store_true', help='run nothing, write the page of what is kept')
    parser.add_argument('--install', action='store_true', help='install the packages that either environment lacks')
    options = parser.parse_args()
    options.keep = options.keep or options.folder / 'kept'
    options.page = options.page or options.folder / 'research.md'
    genuine = environment.python()
    if genuine is None and not options.page_only:
        print(NOT_THERE, file=sys.stderr)
        return 2
    if not options.page_only:
        if not has_what_it_needs(options, genuine):
            return 2
        run_all(options, genuine)
    write(options.keep, options.page)
    return 0


def has_what_it_needs(options: argparse.Namespace, genuine: str) -> bool:
    """Whether both environments have the packages of what is to be run; says what they lack, or installs it."""
    needs = [one for repository, entries in _wanted(options) if entries for one in repository.needs]
    commands = [
        needed.command(python, lacked, python == genuine)
        for python in (sys.executable, genuine)
        if (lacked := needed.lacking(python, needs))
    ]
    if commands and not options.install:
        said = ' && '.join(map(shlex.join, commands))
        print(f'packages are missing, which --install installs by: {said}', file=sys.stderr)
        return False
    return all(subprocess.run(command, stdout=sys.stderr).returncode == 0 for command in commands)


def _wanted(options):
    """The repositories that are there and wanted, each with those of its wanted entry points that are not kept."""
    for repository in repositories.all_of_them():
        wanted = [entry for entry in repository.entry_points if _is_wanted(repository, entry, options.only)]
        place = options.keep / repository.folder
        if wanted and (options.folder / repository.folder).is_dir():
            kept = [entry for entry in wanted if not options.again and (place / f'{entry.name}.entry').exists()]
            yield repository, [entry for entry in wanted if entry not in kept]


def run_all(options: argparse.Namespace, genuine: str) -> None:
    """Runs what is wanted and not kept."""
    for repository, entries in _wanted(options):
        clone, place = options.folder / repository.folder, options.keep / repository.folder
        if options.again and repository.folder in options.only:
            shutil.rmtree(place / 'ported', ignore_errors=True)
            (place / 'ported.json').unlink(missing_ok=True)
        _write(place / 'repository.row', ported.row(repository, clone, place / 'ported'))
        for entry in entries:
            print(f'{repository.folder}/{entry.name}', file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                row = proving.prove(entry, clone, place / 'ported', genuine, pathlib.Path(folder))
                _write(place / f'{entry.name}.entry', json.loads(json.dumps(row).replace(folder, '...')))


def write(keep: pathlib.Path, target: pathlib.Path) -> None:
    """Writes the page of all that is kept, and beside it the same in JSON."""
    entries, rows = {}, []
    for repository in repositories.all_of_them():
        place = keep / repository.folder
        if (place / 'repository.row').exists():
            rows.append(_read(place / 'repository.row'))
        for entry in repository.entry_points:
            if (place / f'{entry.name}.entry').exists():
                row = _read(place / f'{entry.name}.entry')
                if entry.measured and any(one.get('differences') for one in row.values()):
                    row['genuine']['measured'] = entry.measured
                entries[f'{repository.folder}/{entry.name}'] = row
    target.write_text(page.page(entries, rows), encoding='utf-8')
    _write(target.with_suffix('.json'), {'entry points': entries, 'repositories': rows})


def _is_wanted(repository, entry, only):
    names = {repository.folder, f'{repository.folder}/{entry.name}'}
    return not only or bool(names & set(only))


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + '\n')


def _read(path):
    return json.loads(path.read_text())


if __name__ == '__main__':
    sys.exit(main())
