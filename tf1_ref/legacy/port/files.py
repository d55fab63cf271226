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
from tf1_ref.legacy.port import notebook, source
from tf1_ref.legacy.port.findings import BLOCKER, Finding
from tf1_ref.legacy.port.names import ROOTS
from tf1_ref.legacy.port.rewrite import Options, rewrite
from tf1_ref.legacy.port.standalone import TEMPLATES

MENTION = b'tensorflow'  # without it no rule applies
FROM = re.compile(rb'^[ \t]*from[ \t]+(\.*)[ \t]*([A-Za-z_][\w.]*|)[ \t]*import\b', re.M)
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
    after, findings, beside = port(str(path), content, options, functools.partial(sibling, path))
    return Ported(path, content, after, findings, frozenset(beside))


def port_source(file: str, content: bytes, options: Options, siblings) -> tuple:
    """Ports the bytes of a Python source; returns the new ones, the findings, and the names of files beside."""
    parsed = source.parse(file, content)
    if parsed.module is None:
        mentioned = MENTION in content
        return content, parsed.findings if mentioned or _is_python_2(content) else [], set()
    module, findings, beside = parsed.module, [], set()
    if _matters(content, siblings):
        module, findings, beside = rewrite(file, module, options, siblings)
    return module.bytes, sorted([*parsed.findings, *findings], key=lambda one: one.line), beside


def _is_python_2(content):
    return b'print ' in content


def _matters(content, siblings):
    """Whether a source mentions TensorFlow, or takes names from a module of the user's own that does."""
    if MENTION in content:
        return True
    found = ((module.decode(), len(dots)) for dots, module in FROM.findall(content))
    return any(siblings(module, level) for module, level in found)


def sibling(path: pathlib.Path, module: str, level: int) -> dict[str, str]:
    """What the user's own module beside `path` imports of TensorFlow, by the name that it gives it.

    Args:
        path: the importing file.
        module: the dotted name in its import statement.
        level: the number of dots in front.
    """
    folder = path.parent
    for _ in range(level - 1):
        folder = folder.parent
    parts = module.split('.') if module else []
    for candidate in (
        folder.joinpath(*parts).with_suffix('.py') if parts else None,
        folder.joinpath(*parts, '__init__.py'),
    ):
        if candidate is not None and candidate.is_file() and candidate != path:
            return _imports_at_top(candidate)
    return {}


@functools.cache
def _imports_at_top(path):
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, OSError):
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.name if alias.asname else alias.name.partition('.')[0]
                found[alias.asname or name] = name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.update({alias.asname or alias.name: f'{node.module}.{alias.name}' for alias in node.names})
    return {bound: name for bound, name in found.items() if name.split('.')[0] in ROOTS}


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
