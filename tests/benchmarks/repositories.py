"""What port says of repositories: files, lines, blockers by kind, and whether what it wrote can be compiled.

  python -m tests.benchmarks.repositories FOLDER --keep=KEPT

Each folder in FOLDER is a repository at the commit that is wanted: a clone, or one unpacked with a file COMMIT. What
is ported already in KEPT is not ported again, so that an interrupted run goes on where it was. Prints a table in
Markdown, and below it each blocker with the first of its places.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys

HEADINGS = ('repository', 'commit', 'files', 'lines', 'changes', 'notes', 'blockers', 'do not compile')


def main() -> int:
    """Prints the table; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--keep', type=pathlib.Path, required=True, help='the folder for what is ported')
    options = parser.parse_args()
    print(f'| {" | ".join(HEADINGS)} |\n{"|---" * len(HEADINGS)}|')
    blockers: dict[str, list[str]] = {}
    for repository in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        ported = options.keep / repository.name
        report = port(repository, ported)
        for one in report['findings']:
            if one['kind'] == 'blocker':
                place = pathlib.Path(one['file']).relative_to(repository)
                what = f'{repository.name}: {one["what"]}'
                blockers.setdefault(what, []).append(f'{place}:{one["line"]}')
        sources = [path.read_bytes() for path in repository.rglob('*.py')]
        lines = sum(source.count(b'\n') for source in sources)
        counted = [report['changed'], report['note'], report['blocker'], len(broken(ported))]
        cells = [repository.name, commit_of(repository), len(sources), lines, *counted]
        print(f'| {" | ".join(map(str, cells))} |', flush=True)
    print()
    for what, places in blockers.items():
        print(f'- {what} ({len(places)}: {places[0]})')
    return 0


def port(repository: pathlib.Path, ported: pathlib.Path) -> dict:
    """Ports a repository to `ported`, if that is not done yet; returns the report."""
    report = ported.with_name(f'{ported.name}.json')
    if not report.exists():
        ported.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, '-m', 'tf1_ref', 'port', str(repository), '-o', str(ported)]
        done = subprocess.run([*command, '--overwrite', '--format=json'], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f'{repository}: {done.stderr.strip()}')
        json.loads(done.stdout)
        report.write_text(done.stdout)
    return json.loads(report.read_text())


def broken(folder: pathlib.Path) -> list[pathlib.Path]:
    """The Python files in a folder that cannot be compiled."""
    found = []
    for path in sorted(folder.rglob('*.py')):
        try:
            compile(path.read_bytes(), str(path), 'exec', dont_inherit=True)
        except (SyntaxError, ValueError):
            found.append(path)
    return found


def commit_of(repository: pathlib.Path) -> str:
    """The first digits of the commit that a folder is at; '' if nothing says so."""
    note = repository / 'COMMIT'
    if note.exists():
        return note.read_text().strip()[:10]
    if not (repository / '.git').exists():
        return ''
    asked = ['git', '-C', str(repository), 'rev-parse', 'HEAD']
    return subprocess.run(asked, capture_output=True, text=True).stdout.strip()[:10]


if __name__ == '__main__':
    sys.exit(main())
