"""What modules of the user's own bring of TensorFlow: by `from ops import *` a module gets what `ops` calls `tf`."""

from __future__ import annotations

import ast
import functools
import pathlib
from collections.abc import Callable, Iterator

from tf1_ref.legacy.dropped import names as dropped
from tf1_ref.legacy.reading import python3

# Names whose module is looked into; everything else does not matter.
PYTHON = dropped.roots() - {'numpy'} | {'importlib'}
# What `names_of` is once the importing file is known: from a module's name and level to the names that it brings.
NamesOf = Callable[[str, int], dict[str, str]]
ROOTS = frozenset(['tensorflow', 'tensorflow_core', 'keras', 'numpy', 'tf1_ref', *PYTHON])


def names_of(path: pathlib.Path, module: str, level: int) -> dict[str, str]:
    """What a module beside `path` calls names of TensorFlow, imported or held in a variable, at its top level.

    Args:
        path: the importing file.
        module: the dotted name in its import statement.
        level: the number of dots in front.

    Returns:
        A dictionary `{name there: dotted name}`; empty if there is no such module.
    """
    return next((_names_at_top(file) for file in _files(path.parent, module, level) if file != path), {})


@functools.lru_cache(maxsize=4096)
def _files(folder, module, level):
    """The files that a module may be in."""
    for _ in range(level - 1):
        folder = folder.parent
    parts = module.split('.') if module else []
    files = [folder.joinpath(*parts).with_suffix('.py')] if parts else []
    return [file for file in (*files, folder.joinpath(*parts, '__init__.py')) if file.is_file()]


_being_read: set[pathlib.Path] = set()  # modules that import each other


@functools.cache
def _names_at_top(path):
    if path in _being_read:
        return {}
    _being_read.add(path)
    try:
        tree = python3.tree(path.read_bytes())
        found: dict[str, str] = {}
        for node in python3.statements(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                found.update(_imports(node, path))
        for node in tree.body:
            if isinstance(node, ast.Assign):
                _hold(node, found)
        return found
    except (SyntaxError, OSError):
        return {}
    finally:
        _being_read.discard(path)


def _imports(node, path):
    """The names of TensorFlow that one import statement binds."""
    if isinstance(node, ast.Import):
        names = {
            a.asname or a.name.partition('.')[0]: a.name if a.asname else a.name.partition('.')[0] for a in node.names
        }
    elif node.level or (node.module or '').partition('.')[0] not in ROOTS:
        theirs = names_of(path, node.module or '', node.level)
        if node.names[0].name == '*':
            return theirs
        return {a.asname or a.name: theirs[a.name] for a in node.names if a.name in theirs}
    else:
        names = {a.asname or a.name: f'{node.module}.{a.name}' for a in node.names if a.name != '*'}
    return {bound: name for bound, name in names.items() if name.partition('.')[0] in ROOTS}


def _hold(node, found):
    """Adds a variable that holds what is known: `L = tf.contrib.layers`."""
    name, value = '', node.value
    while isinstance(value, ast.Attribute):
        name, value = f'.{value.attr}{name}', value.value
    if isinstance(value, ast.Name) and value.id in found:
        dotted = found[value.id] + name
        found.update({target.id: dotted for target in node.targets if isinstance(target, ast.Name)})


def bring(tree: ast.Module, names_of: NamesOf) -> bool:
    """Whether one of the modules that a source imports brings names of TensorFlow.

    Args:
        tree: the source.
        names_of: see `names_of`, the path of the importing file left out.
    """
    return any(names_of(*module) for module in imported(tree))


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The modules, each with the level of a relative import, that a source imports or imports from."""
    for node in python3.statements(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ''
            yield module, node.level
            yield from (((f'{module}.{alias.name}').lstrip('.'), node.level) for alias in node.names)
