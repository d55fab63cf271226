"""Notebooks: the code cells are ported as one module, and put back into their cells."""

from __future__ import annotations

import dataclasses
import json
import re

from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.writing.context import Options
from tf1_ref.legacy.reading.findings import UNREADABLE, Finding
from tf1_ref.legacy.reading.notebook import commands
from tf1_ref.legacy.reading.siblings import NamesOf

CELL = '# tf1_ref: cell {}'
SEPARATOR = re.compile(r'^# tf1_ref: cell (\d+)$')
HIDDEN = re.compile(r'^(\s*)(?:pass  )?# tf1_ref: magic (.*)$')


def port(file: str, content: bytes, options: Options, names_of: NamesOf) -> tuple[bytes, list[Finding], set[str]]:
    """Ports the bytes of a notebook; returns the new ones, the findings, and the names of files beside.

    Cells whose source has not changed stay as they are, so that a notebook without TensorFlow keeps every byte.
    """
    try:
        text = content.decode('utf-8')
        document = json.loads(text)
        cells = [cell for cell in document['cells'] if cell['cell_type'] == 'code']
        sources = [''.join(cell['source']) for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        reason = f'is no notebook of version 4 ({type(error).__name__}: {error})'
        return content, [Finding(file, 1, UNREADABLE, 'notebook', reason, 'save it anew with Jupyter')], set()
    module, starts = _join(sources)
    try:
        joined = module.encode()
    except UnicodeEncodeError as error:
        what = f'cannot be parsed: it has half of a character, {ascii(error.object[error.start])}'
        found = [Finding(file, module.count('\n', 0, error.start) + 1, UNREADABLE, 'source', what, 'mend the text')]
        return content, _in_cells(found, starts), set()
    ported, findings, beside = port_source(file, joined, options, names_of)
    if ported == joined:
        return content, _in_cells(findings, starts), beside
    for cell, before, after in zip(cells, sources, _split(ported.decode(), len(cells)), strict=True):
        if after != before:
            cell['source'] = after.splitlines(keepends=True) if isinstance(cell['source'], list) else after
    indent = re.match(r'\{\n( +)', text)
    written = json.dumps(document, indent=len(indent.group(1)) if indent else None, ensure_ascii='\\u' in text)
    return (written + ('\n' if text.endswith('\n') else '')).encode(), _in_cells(findings, starts), beside


def _join(sources):
    """One module from the cells' sources, magics and shell lines hidden; and the line before each cell."""
    lines, starts = [], []
    for number, text in enumerate(sources):
        lines.append(CELL.format(number))
        starts.append(len(lines))
        of_cell = text.split('\n')
        is_cell_magic = text.lstrip().startswith('%%')
        hidden = {0: len(of_cell)} if is_cell_magic else commands(of_cell)
        end = 0
        for index, line in enumerate(of_cell):
            begins = index in hidden
            end = index + hidden[index] if begins else end
            if index < end:
                rest = line.lstrip()
                indent = line[: len(line) - len(rest)]
                # Within a block a magic may be all that there is.
                line = f'{indent}{"pass  " if indent and begins and not is_cell_magic else ""}# tf1_ref: magic {rest}'
            lines.append(line)
    return '\n'.join(lines) + '\n', starts


def _split(module, count):
    """The cells' sources out of a module."""
    cells: list[list[str]] = [[] for _ in range(count)]
    before: list[str] = []
    current = None
    for line in module.removesuffix('\n').split('\n'):
        separator = SEPARATOR.match(line)
        if separator:
            current = int(separator.group(1))
            cells[current] += before
            before = []
            continue
        hidden = HIDDEN.match(line)
        (before if current is None else cells[current]).append(hidden.expand(r'\1\2') if hidden else line)
    return ['\n'.join(lines) for lines in cells]


def _in_cells(findings, starts):
    """The findings with their lines counted from the beginning of their cell."""
    found = []
    for finding in findings:
        number = max((index for index, start in enumerate(starts) if start < finding.line), default=0)
        file = f'{finding.file}[{number + 1}]'
        found.append(dataclasses.replace(finding, file=file, line=max(1, finding.line - starts[number])))
    return found
