"""Notebooks as scripts: the code cells in their order, magics and shell lines skipped by name."""

from __future__ import annotations

import json
import linecache
import re
import sys
from collections.abc import Callable

from tf1_ref.errors import InputError

SUFFIX = '.ipynb'
# Cell magics whose body is Python.
PYTHON_CELLS = ('%%time', '%%timeit', '%%capture', '%%prun')
# Line magics that are followed by a statement.
BEFORE_A_STATEMENT = re.compile(r'^(\s*)%(?:time|timeit|prun)\s+(?!-)(\S.*)$')
SKIPPED_LINES = re.compile(r'^(\s*)(?:[%!?]|[\w.,\s]+=\s*[!%]|[\w.]+\?\??\s*$)')


def cells(source: bytes, path: str, say: Callable[[str, str], object] | None = None) -> list[tuple[str, str]]:
    """The code cells of a notebook; says on standard error what it skips.

    Args:
        source: the content of the file.
        path: its name.
        say: what to do with (name of the cell, line skipped) instead of printing it.

    Returns:
        For each cell its source and its name in tracebacks, such as 'FILE.ipynb, cell 3'.

    Raises:
        InputError: the file is no notebook.
    """
    try:
        notebook = json.loads(source)
        worksheets = notebook.get('worksheets')  # before version 4 of the format
        found = notebook['cells'] if worksheets is None else [cell for sheet in worksheets for cell in sheet['cells']]
        texts = [cell.get('source', cell.get('input', '')) for cell in found if cell['cell_type'] == 'code']
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f'{path}: is no Jupyter notebook') from None
    say = say or _say
    result = []
    for number, text in enumerate(texts, 1):
        name = f'{path}, cell {number}'
        text = _without_magics(text if isinstance(text, str) else ''.join(text), name, say)
        # Tracebacks take the lines of a cell from here.
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        result.append((text, name))
    return result


def _without_magics(text, name, say):
    lines = text.split('\n')
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith('%%'):
        magic = lines[first].split()[0]
        say(name, lines[first])
        if magic not in PYTHON_CELLS:
            return ''
        lines[first] = ''
    return '\n'.join(_without_magic(line, name, say) for line in lines)


def _without_magic(line, name, say):
    statement = BEFORE_A_STATEMENT.match(line)
    if statement:
        return ''.join(statement.groups())
    skipped = SKIPPED_LINES.match(line)
    if not skipped:
        return line
    say(name, line)
    return skipped.group(1) + 'pass'


def _say(name, line):
    print(f'tf1_ref run: {name}: skipped {line.strip()}', file=sys.stderr)
