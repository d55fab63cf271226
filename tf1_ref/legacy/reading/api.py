"""Which names TensorFlow 1.15 had, and where they are in the ported source. From tables; needs no TensorFlow.

`api.json` is written by `tests.legacy.generate_api`, which walks TensorFlow 1.15.5, 2.16 to 2.21, and this project's
door.
"""

from __future__ import annotations

import functools
import json
import pathlib

EVERYWHERE = 'all'
CONTRIB = 'tensorflow.contrib'
# Several ways to say `tensorflow` as TensorFlow 1 had it.
SYNONYMS = {
    'tensorflow.compat.v1': 'tensorflow',
    'tensorflow_core': 'tensorflow',
    'keras': 'tensorflow.keras',
    'tf1_ref.compat.tf': 'tensorflow',
    'tf1_ref.compat.keras': 'tensorflow.keras',
    'tf1_ref.compat.contrib': 'tensorflow.contrib',
    'tf1_ref.data.input_data': 'tensorflow.examples.tutorials.mnist.input_data',
}


class Api:
    """The tables of `api.json`.

    Attributes:
        versions: of TensorFlow, whose names they hold.
        refused: name: why this project does not give it back, and what to use instead.
        lost: function: the parameters that it had in 1.15.5 and has no longer.
    """

    def __init__(self, content: dict):
        """Takes the content of the file."""
        self.versions = content['versions']
        self.refused = {name: tuple(reason) for name, reason in content['refused'].items()}
        self.lost = {name: parameters.split() for name, parameters in content['lost'].items()}
        self._names = {
            f'{module}.{name}': group
            for module, groups in content['modules'].items()
            for group, names in groups.items()
            for name in names.split()
        }
        self._door = {f'{module}.{name}' for module, names in content['door'].items() for name in names.split()}
        self._modules = _with_parents(content['modules'])
        self._door_modules = _with_parents(content['door'])

    def is_module(self, name: str) -> bool:
        """Whether `name`, such as `tensorflow.nn`, was a module of TensorFlow 1, or is one of the door's."""
        return name in self._modules or name in self._door_modules

    def missing_in(self, name: str) -> list[str] | None:
        """The versions since 2.16 whose TensorFlow lacks `name`; None if no version, nor 1.15.5, has heard of it."""
        if self._is_current_module(name):
            return []
        group = self._names.get(name)
        if group is None:
            return list(self.versions) if name in self._modules else None
        has = group.removeprefix('new ')
        return [] if has == EVERYWHERE else [version for version in self.versions if version not in has.split()]

    def given_back(self, name: str) -> bool:
        """Whether this project has `name`, and current TensorFlow has not."""
        return name in self._door or name in self._door_modules and not self._is_current_module(name)

    def can_be_imported(self, name: str) -> bool:
        """Whether 1.15.5 had `name`, and current TensorFlow or this project has it; of other libraries always."""
        if not name.startswith('tensorflow.') or name.startswith('tensorflow.examples.tutorials.mnist'):
            return True
        lacking = self.missing_in(name)
        there = lacking is not None and len(lacking) < len(self.versions)
        return (there or self.given_back(name)) and not self.refused_part(name)

    def needs_door(self, name: str) -> bool:
        """Whether `name`, or what it is in, has to come from this project's door."""
        part = self.known_part(name)
        return bool(part) and self.given_back(part) and self.missing_in(part) != []

    def is_gone(self, name: str) -> bool:
        """Whether no current TensorFlow has `name`: all of contrib, and what the tables say."""
        if name == CONTRIB or name.startswith(f'{CONTRIB}.'):
            return True
        lacking = self.missing_in(self.known_part(name))
        return lacking is not None and len(lacking) == len(self.versions)

    def refused_part(self, name: str) -> str:
        """The part of `name` that this project refuses to give back; '' if none."""
        while name and name not in self.refused:
            name = name.rpartition('.')[0]
        return name

    def public_names(self) -> set[str]:
        """The names of 1.15.5 and of the door, but for those of TensorFlow's inner modules."""
        old = {name for name, group in self._names.items() if not group.startswith('new ')}
        return {name for name in {*old, *self._door, *self.refused} if not name.startswith('tensorflow.python.')}

    def children(self, module: str) -> set[str]:
        """The names directly in a module, as TensorFlow 1 had it or the door has it."""
        return self._children.get(module, set())

    def known_part(self, name: str) -> str:
        """The longest beginning of a dotted name that the tables know, such as `tensorflow.Session` of `....run`."""
        while name and not (name in self._names or name in self._door or self.is_module(name)):
            name = name.rpartition('.')[0]
        return name

    @functools.cached_property
    def _children(self):
        found: dict[str, set[str]] = {}
        for name in {*self._names, *self._door, *self._modules, *self._door_modules}:
            module, _, last = name.rpartition('.')
            found.setdefault(module, set()).add(last)
        return found

    @functools.cached_property
    def _current_modules(self):
        return _with_parents(
            name.rpartition('.')[0] for name, group in self._names.items() if EVERYWHERE in group.split()
        )

    def _is_current_module(self, name):
        return name in self._current_modules


def _with_parents(modules):
    found = set()
    for name in modules:
        while name and name not in found:
            found.add(name)
            name = name.rpartition('.')[0]
    return found


@functools.cache
def load() -> Api:
    """The tables that are shipped."""
    return Api(json.loads(pathlib.Path(__file__).with_name('api.json').read_text(encoding='utf-8')))


@functools.lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """A dotted name as TensorFlow 1 code would say it: `tensorflow.compat.v1.nn.relu` is `tensorflow.nn.relu`."""
    for synonym, meant in SYNONYMS.items():
        if name == synonym or name.startswith(f'{synonym}.'):
            name = meant + name[len(synonym) :]
            break
    return _of_contrib(name) if name.startswith(f'{CONTRIB}.') and '.python' in name else name


def _of_contrib(name):
    """`tensorflow.contrib.X.python.ops.Y` is `tensorflow.contrib.X.Y`, or the module X itself where Y is a module."""
    module, _, inner = name.partition('.python')
    parts = inner.lstrip('.').split('.')
    children = load().children(module)
    for index, part in enumerate(parts):
        if part in children or part != part.lower() or part.startswith('_'):
            return '.'.join([module, *parts[index:]])
    return module
