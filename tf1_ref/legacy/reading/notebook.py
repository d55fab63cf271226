"""Notebooks as scripts: the code cells in their order, magics and shell lines skipped by name."""

from __future__ import annotations

import json
import linecache
import re
import sys
import tokenize
from collections.abc import Callable

from tf1_ref.errors import InputError

SUFFIX = '.ipynb'
# Cell magics whose body is Python.
PYTHON_CELLS = ('%%time', '%%timeit', '%%capture', '%%prun')
# Line magics that are followed by a statement.
BEFORE_A_STATEMENT = re.compile(r'^(\s*)%(?:time|timeit|prun)\s+(?!-)(\S.*)$')
SKIPPED_LINES = re.compile(r'^(\s*)(?:[%!?]|[\w.,\s]+=\s*[!%]|[\w.]+\?\??\s*$)')


class NoNotebook(InputError):
    """What a file is taken for whose content is another."""


def cells(source: bytes, path: str, say: Callable[[str, str], object] | None = None) -> list[tuple[str, str]]:
    """The code cells of a notebook; says on standard error what it skips.

    Args:
        source: the content of the file.
        path: its name.
        say: what to do with (name of the cell, line skipped) instead of printing it.

    Returns:
        For each cell its source and its name in tracebacks, such as 'FILE.ipynb, cell 3'.

    Raises:
        NoNotebook: the file is no notebook, or a cell is no text.
    """
    try:
        notebook = json.loads(source)
        worksheets = notebook.get('worksheets')  # before version 4 of the format
        found = notebook['cells'] if worksheets is None else [cell for sheet in worksheets for cell in sheet['cells']]
        texts = [''.join(cell.get('source', cell.get('input', ''))) for cell in found if cell['cell_type'] == 'code']
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoNotebook(f'{path}: is no Jupyter notebook; save it anew with Jupyter') from None
    say = say or _say
    result = []
    for number, text in enumerate(texts, 1):
        name = f'{path}, cell {number}'
        text = _without_magics(text, name, say)
        if not text.isascii() and re.search('[\ud800-\udfff]', text):
            raise NoNotebook(f'{name}: has half of a character, which Python refuses; mend the text')
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
    where = commands(lines)
    for number, line in enumerate(lines):
        statement = BEFORE_A_STATEMENT.match(line)
        if statement and number in where:
            lines[number] = ''.join(statement.groups())
        elif number in where:
            say(name, line)
            lines[number : number + where[number]] = [_indent(line) + 'pass', *[''] * (where[number] - 1)]
    return '\n'.join(lines)


def commands(lines: list[str]) -> dict[int, int]:
    """Where a cell has commands for IPython, such as `!ls` and `%time`: the first line of each, and how many it has.

    A line within brackets or a string is no command, whatever it begins with. A command goes on behind a backslash.
    """
    found: dict[int, int] = {}
    before: list[str] = []
    end = 0
    for number, line in enumerate(lines):
        if number < end:
            continue
        end = number + 1
        if SKIPPED_LINES.match(line) and not _is_unfinished(before):
            statement = BEFORE_A_STATEMENT.match(line)
            while not statement and end < len(lines) and lines[end - 1].endswith('\\'):
                end += 1
            found[number] = end - number
            line = ''.join(statement.groups()) if statement else _indent(line) + 'pass'
        before.append(line + '\n')
    return found


def _indent(line):
    return line[: len(line) - len(line.lstrip())]


def _is_unfinished(lines):
    """Whether the line that follows is within brackets or a string."""
    try:
        for _ in tokenize.generate_tokens(iter(lines).__next__):
            pass
    except tokenize.TokenError as error:
        return 'EOF' in str(error) or 'triple-quoted' in str(error)
    except SyntaxError:
        pass
    return False


def _say(name, line):
    print(f'tf1_ref run: {name}: skipped {line.strip()}', file=sys.stderr)
