"""Ports files: Python sources, notebooks, folders of them; writes none half."""

from __future__ import annotations

import ast
import dataclasses
import functools
import os
import pathlib
import re

from tf1_ref.errors import InputError
from tf1_ref.files import written_beside
from tf1_ref.legacy.port import notebook
from tf1_ref.legacy.port.rewrite import Options, rewrite
from tf1_ref.legacy.port.standalone import TEMPLATES
from tf1_ref.legacy.reading import siblings, source
from tf1_ref.legacy.reading.findings import BLOCKER, Finding

MENTION = b'tensorflow'  # without it no rule applies
IMPORTS = re.compile(rb'\bimport\b')
SKIPPED = {'.git', '__pycache__', '.ipynb_checkpoints', 'node_modules'}


@dataclasses.dataclass(frozen=True)
class Ported:
    """One file, ported.

    Attributes:
        path: where it was read.
        before: its bytes.
        after: its bytes now; the same where nothing changed.
        findings: in the order of their lines.
        beside: names of files of this project that it needs beside it.
    """

    path: pathlib.Path
    before: bytes
    after: bytes
    findings: list[Finding]
    beside: frozenset[str] = frozenset()


def sources(path: pathlib.Path) -> list[pathlib.Path]:
    """The Python files and notebooks that `path` is, or holds.

    Raises:
        InputError: there is none.
    """
    if path.is_file():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith('.venv'))
        found += [pathlib.Path(folder) / name for name in sorted(names) if name.endswith(('.py', '.ipynb'))]
    if not found:
        raise InputError(f'{path}: no Python file or notebook there; name a file or a folder that holds some')
    return found


def port_file(path: pathlib.Path, options: Options) -> Ported:
    """Ports one file, which is read and not written.

    Raises:
        InputError: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f'{path}: cannot be read ({error.strerror}); name a readable file') from error
    port = notebook.port if path.suffix == '.ipynb' else port_source
    after, findings, beside = port(str(path), content, options, functools.partial(siblings.names_of, path))
    return Ported(path, content, after, findings, frozenset(beside))


def port_source(file: str, content: bytes, options: Options, names_of) -> tuple:
    """Ports the bytes of a Python source; returns the new ones, the findings, and the names of files beside.

    Args:
        file: what the report calls it.
        content: its bytes.
        options: how to port.
        names_of: see `tf1_ref.legacy.reading.siblings.names_of`, the path of the importing file left out.
    """
    parsed = source.parse(file, content)
    if parsed.module is None:
        return content, parsed.findings, set()
    module, findings, beside = parsed.module, [], set()
    if _matters(content, names_of):
        module, findings, beside = rewrite(file, module, options, names_of)
    return module.bytes, sorted([*parsed.findings, *findings], key=lambda one: one.line), beside


def is_python_2(path: pathlib.Path) -> bool:
    """Whether a file is a source that had to be converted from Python 2."""
    return path.suffix != '.ipynb' and source.parse(str(path), path.read_bytes()).converted


def _matters(content, names_of):
    """Whether a source mentions TensorFlow, or takes names from a module of the user's own that does."""
    if MENTION in content:
        return True
    if not IMPORTS.search(content):
        return False
    try:
        return any(names_of(*module) for module in siblings.imported(ast.parse(content)))
    except (SyntaxError, ValueError):
        return True


def has_blocker(ported: list[Ported]) -> bool:
    """Whether anything is left that will not run, or was not understood."""
    return any(finding.kind == BLOCKER for one in ported for finding in one.findings)


def write(path: pathlib.Path, content: bytes) -> None:
    """Writes a file, whole or not at all.

    Raises:
        InputError: it cannot be written.
    """
    try:
        with written_beside(path) as file:
            file.write(content)
    except OSError as error:
        raise InputError(f'{path}: cannot be written ({error.strerror}); give another folder with -o') from error


def write_beside(ported: Ported, folder: pathlib.Path) -> None:
    """Writes the modules that a standalone file needs beside it, unless they are there."""
    for name in ported.beside:
        if not (folder / name).exists():
            write(folder / name, (TEMPLATES / name).read_bytes())
