"""The part of the table of names that is no public API: 1.15.5's modules below `tensorflow`, and what each had.

Kept in `inner.txt`, which is read when it is first needed, and of which a line is parsed when its module is asked for.
"""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Callable, Iterable

EVERYWHERE = 'all'
ROOT = 'tensorflow.'
# Where a name of an inner module is, beside the name of a module of today, and versions that still have it there.
HERE, DOOR, CONSTANT, GONE, MODULES = '', 'tf', '=', '!', '&'
CONSTANTS_APART = '\x1f'  # between constants, whose text may have blanks
DEEPEST = 8  # parts that a name of the tables may have; a chain of thousands of attributes is longer, and no name


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a name of one of TensorFlow 1.15's inner modules is today.

    Attributes:
        module: a module; `DOOR` or `tf.PATH` for one of this project's door; `HERE` where it was; `CONSTANT`, whose
            value `name` says; `GONE`; or versions of TensorFlow, joined by a space, which have it where it was.
        name: its name there.
    """

    module: str
    name: str

    @property
    def public(self) -> str:
        """Its public name, `tensorflow.nn.relu`; '' for what has none."""
        if self.module != DOOR and not self.module.startswith(DOOR + '.'):
            return ''
        return f'{ROOT}{self.module[len(DOOR) + 1 :]}.{self.name}'.replace('..', '.')


class Inner:
    """The modules of 1.15.5 below `tensorflow` that are not its public API, each parsed when it is first asked for."""

    def __init__(self, text: str):
        """Takes the content of `inner.txt`: a line for each module, `path TAB versions TAB place:names ...`."""
        self._lines = dict(line.split('\t', 1) for line in text.splitlines())
        self._packages = with_parents(self._lines)
        self._last = {path.rpartition('.')[2] for path in self._packages}

    def __contains__(self, path: str) -> bool:
        """Whether 1.15.5 had a module of this path, such as `python.ops.array_ops`."""
        return path in self._packages

    def versions(self, path: str) -> list[str]:
        """The versions of TensorFlow that still have the module; `['all']` where all have."""
        line = self._lines.get(path)
        return line.partition('\t')[0].split() if line else []

    @functools.lru_cache(maxsize=256)  # noqa: B019  (the one table lives as long as the process)
    def names(self, path: str) -> dict[str, Place]:
        """What the module had, with the place of each."""
        found: dict[str, Place] = {}
        for group in self._groups(path):
            place, _, names = group.partition(':')
            for entry in names.split() if place != CONSTANT else names.split(CONSTANTS_APART):
                name, _, there = entry.partition('=')
                found[name] = Place(place, there or name)
        return {name: place for name, place in found.items() if place.module != MODULES}

    @functools.lru_cache(maxsize=256)  # noqa: B019
    def modules(self, path: str) -> dict[str, str]:
        """The modules that the module had by names of their own, and where those were."""
        for group in self._groups(path):
            place, _, names = group.partition(':')
            if place == MODULES:
                return dict(entry.split('=') for entry in names.split())
        return {}

    def paths(self) -> list[str]:
        """All modules."""
        return list(self._lines)

    def children(self, path: str) -> set[str]:
        """What is directly in a module: its names, and the modules below it."""
        start = path + '.'
        below = {one[len(start) :].partition('.')[0] for one in self._packages if one.startswith(start)}
        return {*below, *self.names(path)}

    def place(self, path: str, name: str) -> Place | None:
        """Where the name of a module is today; None if 1.15.5's module had none of that name, and for modules below.

        A module that another one had imported, `python.ops.math_ops.array_ops`, is listed where it is no longer so.
        """
        found = self.names(path).get(name)
        if found is None and name in self._last and self.versions(path) == [EVERYWHERE]:
            is_other = f'{path}.{name}' not in self._packages and name not in self.modules(path)
            return Place(HERE, name) if is_other else None
        return found

    def split(self, name: str) -> tuple[str, str, str]:
        """The longest module that a dotted name begins with, the name in it, and the rest; '' for what is missing."""
        path = longest(name, self._packages.__contains__)
        parent, _, last = path.rpartition('.')
        if path == name and last in self.names(parent):  # a module had the name of what it was imported for
            return parent, last, ''
        first, _, rest = name[len(path) :].lstrip('.').partition('.')
        return path, first, rest

    def _groups(self, path):
        line = self._lines.get(path)
        return line.split('\t')[1:] if line else []


@functools.cache
def load() -> Inner:
    """What is shipped."""
    return Inner(pathlib.Path(__file__).with_name('inner.txt').read_text(encoding='utf-8'))


def longest(name: str, is_known: Callable[[str], bool]) -> str:
    """The longest beginning of a dotted name that is known; '' if none is."""
    if name.count('.') >= DEEPEST:
        name = '.'.join(name.split('.', DEEPEST)[:DEEPEST])
    while name and not is_known(name):
        name = name.rpartition('.')[0]
    return name


def with_parents(modules: Iterable[str]) -> set[str]:
    """The modules, and all that they are in."""
    found = set()
    for name in modules:
        while name and name not in found:
            found.add(name)
            name = name.rpartition('.')[0]
    return found
