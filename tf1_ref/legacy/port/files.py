"""Ports files: Python sources, notebooks, folders of them; writes none half."""

from __future__ import annotations

import dataclasses
import functools
import os
import pathlib
from collections.abc import Callable, Sequence

from tf1_ref.errors import InputError
from tf1_ref.files import is_odd, written_beside
from tf1_ref.legacy.port import notebook
from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.settings import is_excluded
from tf1_ref.legacy.port.writing.context import Options
from tf1_ref.legacy.port.writing.standalone import TEMPLATES
from tf1_ref.legacy.reading import importers, siblings
from tf1_ref.legacy.reading.findings import BLOCKER, UNREADABLE, Finding
from tf1_ref.recursion import with_room

# What is made or installed, and not written by anybody who would port it.
SKIPPED = {'.git', '__pycache__', '.ipynb_checkpoints', 'node_modules', 'site-packages', 'dist-packages'}
SKIPPED |= {'build', 'dist', '.tox', '.nox', '.eggs'}


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

    @property
    def refusal(self) -> Finding | None:
        """Why nothing could be made of the file; None if it was read."""
        return next((one for one in self.findings if one.kind == UNREADABLE), None)


def sources(
    path: pathlib.Path, exclude: Sequence[str] = (), leaves_out: Callable[[pathlib.Path], bool] = lambda place: False
) -> list[pathlib.Path]:
    """The Python files and notebooks that `path` is, or holds, but for virtual environments and the like.

    Args:
        path: a file, which is taken in any case, or a folder.
        exclude: patterns of names, or of paths below the folder, of files and folders to leave out.
        leaves_out: whether to leave out a file or a folder below it.

    Raises:
        InputError: there is none.
    """
    if path.is_file():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        place = pathlib.Path(folder)

        def is_out(name, place=place):
            relative = (place / name).relative_to(path).as_posix()
            return leaves_out(place / name) or is_excluded(exclude, name, relative)

        folders[:] = sorted(name for name in folders if not _is_skipped(place / name) and not is_out(name))
        found += [
            place / name
            for name in sorted(names)
            if name.endswith(('.py', '.ipynb')) and not is_out(name) and not is_odd(place / name)
        ]
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
    return port_content(path, content, options)


def port_content(path: pathlib.Path, content: bytes, options: Options) -> Ported:
    """Ports what is, or might be, the content of a file."""
    try:
        return _port(path, content, options)
    except RecursionError:
        what, advice = 'is nested too deeply to be parsed', 'split its expressions'
        return Ported(path, content, content, [Finding(str(path), 1, UNREADABLE, 'source', what, advice)])


@with_room
def _port(path, content, options):
    names_of = functools.partial(siblings.names_of, path)
    if path.suffix == '.ipynb':
        after, findings, beside = notebook.port(str(path), content, options, names_of)
    else:
        serves = functools.partial(importers.serves_tensorflow, path)
        after, findings, beside = port_source(str(path), content, options, names_of, serves)
    return Ported(path, content, after, findings, frozenset(beside))


def _is_skipped(folder):
    return folder.name in SKIPPED or folder.name.startswith('.venv') or (folder / 'pyvenv.cfg').exists()


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
