"""Runs what is in `repositories/`, and writes the page and its numbers.

What was run already is kept in a JSON file for each entry point, and is not run again, so that an interrupted run goes
on where it was.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import sys
import tempfile

from tests.benchmarks.research import page, ported, proving, repositories
from tf1_ref.legacy.genuine import environment

NOT_THERE = f'the genuine TensorFlow 1.15.5 is needed: `{environment.COMMAND}` makes it'


def main() -> int:
    """Writes the page; returns 0, or 2 without the genuine article."""
    parser = argparse.ArgumentParser(prog='python -m tests.benchmarks.research', description=__doc__)
    parser.add_argument('folder', type=pathlib.Path, help='the folder of the clones')
    parser.add_argument('--keep', type=pathlib.Path, help='the folder for what was run (default: FOLDER/kept)')
    parser.add_argument('--page', type=pathlib.Path, help='the page (default: FOLDER/research.md), beside it a .json')
    parser.add_argument('--only', action='append', default=[], metavar='NAME', help='a repository, or REPOSITORY/NAME')
    parser.add_argument('--again', action='store_true', help='run what was run already as well')
    parser.add_argument('--page_only', action='store_true', help='run nothing, write the page of what is kept')
    options = parser.parse_args()
    options.keep = options.keep or options.folder / 'kept'
    options.page = options.page or options.folder / 'research.md'
    genuine = environment.python()
    if genuine is None and not options.page_only:
        print(NOT_THERE, file=sys.stderr)
        return 2
    if not options.page_only:
        run_all(options, genuine)
    write(options.keep, options.page)
    return 0


def run_all(options: argparse.Namespace, genuine: str) -> None:
    """Runs what is wanted and not kept."""
    for repository in repositories.all_of_them():
        clone = options.folder / repository.folder
        entries = [entry for entry in repository.entry_points if _is_wanted(repository, entry, options.only)]
        if not entries or not clone.is_dir():
            continue
        place = options.keep / repository.folder
        if options.again and repository.folder in options.only:
            shutil.rmtree(place / 'ported', ignore_errors=True)
            (place / 'ported.json').unlink(missing_ok=True)
        _write(place / 'repository.row', ported.row(repository, clone, place / 'ported'))
        for entry in entries:
            kept = place / f'{entry.name}.entry'
            if kept.exists() and not options.again:
                continue
            print(f'{repository.folder}/{entry.name}', file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                row = proving.prove(entry, clone, place / 'ported', genuine, pathlib.Path(folder))
                _write(kept, json.loads(json.dumps(row).replace(folder, '...')))


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
