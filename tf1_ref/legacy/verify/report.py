"""What `verify` prints: a line for each program, with what differs first, and a table of all."""

from __future__ import annotations

import re

from tf1_ref.legacy.genuine.environment import COMMAND
from tf1_ref.terminal import counted

KINDS = {'variables': 'variables', 'seeds': 'seeds', 'values': 'results'}
MISSING_MODULE = re.compile(r"ModuleNotFoundError: No module named '([\w]+)")
# Modules whose package has another name.
PACKAGES = {'PIL': 'Pillow', 'sklearn': 'scikit-learn', 'cv2': 'opencv-python-headless', 'skimage': 'scikit-image'}


def line(row: dict) -> str:
    """A program's verdict, and under it the first difference of each kind."""
    if row['verdict'] == 'same':
        compared = ', '.join(counted(row['compared'][kind], name.removesuffix('s')) for kind, name in KINDS.items())
        return f'{row["script"]}: same ({compared})'
    return '\n'.join([f'{row["script"]}: {row["verdict"]}', *(f'  {one}' for one in reasons(row))])


def reasons(row: dict) -> list[str]:
    """The first difference of each kind; of an error its last line, and what to do about a package that is missing."""
    found = []
    for kind, differences in row['differences'].items():
        first = differences[0].strip().splitlines() if differences else []
        if first:
            found.append(f'{KINDS.get(kind, kind)}: {first[-1]}')
    missing = MISSING_MODULE.search(found[0]) if found and row['verdict'] == 'does not run on 1.15' else None
    if missing:
        package = PACKAGES.get(missing.group(1), missing.group(1))
        found.append(f'if it is a package that the script needs: {COMMAND} --with={package}')
    return found


def table(rows: list[dict]) -> str:
    """All programs, and how many are the same."""
    width = max(len(row['script']) for row in rows)
    lines = [f'{"":{width}}  variables      seeds    results']
    for row in rows:
        if 'compared' not in row:
            why = 'does not run here' if row['verdict'] == 'different' else row['verdict']
            lines.append(f'{row["script"]:{width}}  {why}')
            continue
        cells = [
            f'{len(row["differences"][kind])} differ' if kind in row['differences'] else str(row['compared'][kind])
            for kind in KINDS
        ]
        lines.append(f'{row["script"]:{width}}  {cells[0]:>9}  {cells[1]:>9}  {cells[2]:>9}  {row["verdict"]}')
    verdicts = [row['verdict'] for row in rows]
    counts = [f'{verdicts.count("same")} the same', f'{verdicts.count("different")} different']
    unproved = len(rows) - verdicts.count('same') - verdicts.count('different')
    counts += [f'{unproved} that {"does" if unproved == 1 else "do"} not run on 1.15'] if unproved else []
    return '\n'.join([*lines, f'{len(rows)} programs: {", ".join(counts)}'])
