"""Which programs are meant: a script, a notebook, a module, or all of them in a folder."""

from __future__ import annotations

import ast
import dataclasses
import os
import pathlib
from collections.abc import Sequence

from tf1_ref.errors import InputError
from tf1_ref.files import is_odd
from tf1_ref.legacy.reading import notebook, python3
from tf1_ref.legacy.verify.recordings import SKIPPED

MAIN = '__main__.py'
# What a folder holds besides its programs.
OTHERS = {'setup.py', 'conftest.py', '__init__.py'}
FOLDERS = {'site-packages', 'build', 'dist', '.ipynb_checkpoints'}
DOES = (ast.Expr, ast.With, ast.For, ast.While)


@dataclasses.dataclass(frozen=True)
class Program:
    """One program.

    Attributes:
        name: how it is called in what is printed.
        script: its file; for a module, the folder from which it is run.
        root: the folder that is copied with it.
        module: the module's name, if it is run as one.
    """

    name: str
    script: pathlib.Path
    root: pathlib.Path
    module: str | None = None


def find(names: Sequence[str], module: str | None = None) -> list[Program]:
    """The programs that are meant.

    Args:
        names: scripts, notebooks, and folders: one with a `__main__.py` is a program itself, as Python has it, in
            another one each script is.
        module: the name of a module, run from the working directory.

    Raises:
        InputError: there is no such thing.
    """
    if module is not None:
        return [_module(module)]
    return [program for name in names for program in _named(name)]


def is_script(path: pathlib.Path) -> bool:
    """Whether a file does something when it is run, beyond defining what others import."""
    try:
        body = python3.tree(path.read_bytes()).body
    except (SyntaxError, RecursionError):
        return b'__main__' in path.read_bytes()  # Python 2
    return any(_is_guard(one) for one in body) or any(_does_something(one) for one in body)


def _named(name):
    path = pathlib.Path(name)
    if path.is_file():
        return [Program(name, path, path.parent)]
    if not path.is_dir():
        raise InputError(f'{name}: no such file; name a Python script, a notebook or a folder')
    if (path / MAIN).is_file():
        return [Program(name, path / MAIN, path)]
    files = list(_files(path))
    imported = {module for one in files for module in _imported(one)}
    programs = [
        Program(str(one), one, path)
        for one in files
        if one.suffix == notebook.SUFFIX or (is_script(one) and (one.stem not in imported or _is_guarded(one)))
    ]
    if not programs:
        raise InputError(f'{name}: no script or notebook there; name a file')
    return programs


def _module(name):
    here = pathlib.Path.cwd()
    folders = [here, *map(pathlib.Path, filter(None, os.environ.get('PYTHONPATH', '').split(os.pathsep)))]
    parts = name.split('.')
    candidates = (folder.joinpath(*parts) for folder in folders)
    if not any(path.with_name(f'{path.name}.py').is_file() or (path / MAIN).is_file() for path in candidates):
        raise InputError(f'-m {name}: no such module below {here} or on PYTHONPATH, or a package without {MAIN}')
    return Program(f'-m {name}', here, here, name)


def _files(folder):
    """The sources and notebooks below a folder, tests aside."""
    skipped = FOLDERS | set(SKIPPED)
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name not in skipped
            and not name.startswith('.venv')
            and not os.path.exists(os.path.join(place, name, 'pyvenv.cfg'))
        )
        for name in sorted(names):
            is_test = name.startswith('test_') or name.endswith('_test.py')
            if (
                name.endswith(('.py', notebook.SUFFIX))
                and name not in OTHERS
                and not is_test
                and not is_odd(os.path.join(place, name))
            ):
                yield pathlib.Path(place, name)


def _imported(path):
    """The last parts of the names of modules that a source imports."""
    try:
        nodes = list(ast.walk(python3.tree(path.read_bytes())))
    except (SyntaxError, RecursionError):
        return
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.name.rpartition('.')[2] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.rpartition('.')[2]


def _is_guarded(path):
    return b'__main__' in path.read_bytes()


def _is_guard(statement):
    return isinstance(statement, ast.If) and "'__main__'" in ast.dump(statement.test)


def _does_something(statement):
    """Whether a statement at the top level is more than a definition, a docstring or a flag."""
    if not isinstance(statement, DOES):
        return False
    if not isinstance(statement, ast.Expr):
        return True
    called = statement.value.func if isinstance(statement.value, ast.Call) else None
    if called is None:
        return False
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, 'id', '')
    return not (name.startswith('DEFINE_') or name in ('append', 'insert', 'use', 'set_verbosity', 'basicConfig'))
