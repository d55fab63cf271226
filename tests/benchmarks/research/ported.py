"""What port makes and says of a repository: files, lines, blockers true and false, and what cannot be compiled."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

from tests.benchmarks.research.recipes import Repository


def port(clone: pathlib.Path, ported: pathlib.Path) -> dict:
    """Ports a repository to the folder `ported`, if that is not done yet; returns the report."""
    report = ported.with_name(f'{ported.name}.json')
    if not report.exists():
        ported.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, '-m', 'tf1_ref', 'port', str(clone), '-o', str(ported)]
        done = subprocess.run([*command, '--overwrite', '--format=json'], capture_output=True, text=True)
        if not done.stdout:  # 2 is also of files that no Python reads, with a report of the others
            raise SystemExit(f'{clone}: {done.stderr.strip()}')
        json.loads(done.stdout)
        report.write_text(done.stdout)
    return json.loads(report.read_text())


def row(repository: Repository, clone: pathlib.Path, ported: pathlib.Path) -> dict:
    """What the table says of a repository; under `blockers` each with its places and whether it is true."""
    report = port(clone, ported)
    sources = [path.read_bytes() for path in clone.rglob('*.py')]
    blockers: dict[str, dict] = {}
    for one in report['findings']:
        if one['kind'] in ('blocker', 'unreadable'):
            place = f'{pathlib.Path(one["file"]).relative_to(clone).as_posix()}:{one["line"]}'
            found = blockers.setdefault(one['what'], {'judged': repository.judged(one['what']), 'places': []})
            found['places'].append(place)
    return {
        'repository': repository.name,
        'commit': commit_of(clone),
        'files': len(sources),
        'lines': sum(source.count(b'\n') for source in sources),
        'changes': report['changed'],
        'notes': report['note'],
        'blockers': blockers,
        'broken': [path.relative_to(ported).as_posix() for path in broken(ported)],
    }


def broken(folder: pathlib.Path) -> list[pathlib.Path]:
    """The Python files in a folder that cannot be compiled."""
    found = []
    for path in sorted(folder.rglob('*.py')):
        try:
            compile(path.read_bytes(), str(path), 'exec', dont_inherit=True)
        except (SyntaxError, ValueError):
            found.append(path)
    return found


def commit_of(clone: pathlib.Path) -> str:
    """The first digits of the commit that a folder is at; '' if nothing says so."""
    note = clone / 'COMMIT'
    if note.exists():
        return note.read_text().strip()[:10]
    if not (clone / '.git').exists():
        return ''
    asked = ['git', '-C', str(clone), 'rev-parse', 'HEAD']
    return subprocess.run(asked, capture_output=True, text=True).stdout.strip()[:10]
