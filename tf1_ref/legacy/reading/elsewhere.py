"""Other modules of the user's own: what a function is called with and used for there, and what it calls there.

They are read when that is asked for, as they are: in Python 2 too. Nothing is imported.
"""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Iterator

import libcst as cst

from tf1_ref.compat.names import table
from tf1_ref.legacy.reading import importers, siblings, source
from tf1_ref.legacy.reading.names import Names
from tf1_ref.legacy.reading.syntax import imports_of

MOST_FOLDERS = 4  # above a source, from which a module may be imported
MOST_IMPORTERS = 40  # that are read
MOST_BYTES = 1_000_000  # of a source that is read


class Elsewhere:
    """The modules around one that is looked at, and that one."""

    def __init__(self, path: pathlib.Path, names: Names):
        """Takes the module that is looked at, and its file."""
        self._read: dict[pathlib.Path, Names | None] = {path.absolute(): names}
        self._paths = {id(names): path.absolute()}

    def loads(self, names: Names, name: str) -> Iterator[tuple[Names, cst.Name | cst.Attribute]]:
        """The expressions of other modules that stand for what a module calls `name` at its top level."""
        meant = self._paths[id(names)], name
        for theirs in self.importers(names):
            for node in theirs.nodes():
                if isinstance(node, cst.Attribute) and node.attr.value != name:
                    continue
                if isinstance(node, (cst.Name, cst.Attribute)) and self._of(theirs, node) == meant:
                    yield theirs, node

    def importers(self, names: Names) -> list[Names]:
        """The modules that import, or may import, a module."""
        found = importers.importing(self._paths[id(names)])[:MOST_IMPORTERS]
        return [theirs for path in found if (theirs := self._names(path)) is not None]

    def definition(self, names: Names, node: cst.BaseExpression) -> tuple[Names, cst.CSTNode] | None:
        """What an expression stands for in another module: the one thing that binds its name there at the top level."""
        path, name = self._of(names, node) or (None, '')
        theirs = self._names(path) if path and name else None
        bound = theirs.at_top(name) if theirs else []
        return (theirs, bound[0]) if theirs and len(bound) == 1 else None

    def _names(self, path):
        if path not in self._read:
            self._read[path] = found = _names_of(path)
            if found is not None:
                self._paths[id(found)] = path
        return self._read[path]

    def _of(self, names, node):
        """The file of a module, and the name in it, that an expression stands for; '' for the module itself."""
        path = self._paths[id(names)]
        if isinstance(node, cst.Attribute):
            module, name = self._of(names, node.value) or (None, '')
            if module is None or name:
                return None
            inner = _file(module, node.attr.value)
            return (inner, '') if inner else (module, node.attr.value)
        bound = names.bindings(node) if isinstance(node, cst.Name) else []
        if not bound:
            return self._of_star(names, node)
        if len(bound) > 1 or not isinstance(bound[0], (cst.Import, cst.ImportFrom)):
            return None
        dotted = imports_of(bound[0]).get(node.value, '')
        level = len(dotted) - len(dotted.lstrip('.'))
        return _found(path.parent, dotted[level:].split('.'), level) if dotted else None

    def _of_star(self, names, node):
        """What a name stands for that nothing in its module binds."""
        for module, level in names.stars_of_own() if isinstance(node, cst.Name) else ():
            path, name = _found(self._paths[id(names)].parent, module.split('.'), level) or (None, '')
            theirs = self._names(path) if path and not name else None
            if theirs and theirs.at_top(node.value):
                return path, node.value
        return None


def _found(folder, parts, level):
    """The file of a module and the name in it, of a dotted name that an import binds."""
    for _ in range(level - 1):
        folder = folder.parent
    for start in [folder] if level else [folder, *folder.parents][:MOST_FOLDERS]:
        module, rest = start, list(parts)
        while rest and rest[0] and (inner := _file(module, rest[0])):
            module, rest = inner, rest[1:]
        if module != start and len(rest) < 2:
            return module, rest[0] if rest else ''
    return None


def _file(module, name):
    """The file, or the folder without an `__init__.py`, of a module in a package; None if there is none."""
    folder = module.parent if module.name == '__init__.py' else module
    inner = folder / name
    for one in (folder / f'{name}.py', inner / '__init__.py', inner):
        if one.exists():
            return one
    return None


@functools.lru_cache(maxsize=32)
def _names_of(path):
    """The names of a module; None if it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        parsed = source.parse(str(path), path.read_bytes())
    except (OSError, RecursionError):
        return None
    if parsed.module is None:
        return None
    return Names(parsed, table.load(), functools.partial(siblings.names_of, path))
