"""The one table of names: every name and module of TensorFlow 1.15.5, and where it is today. Needs no TensorFlow.

`public.json` has the public names, `inner.txt` those of all other modules; the latter is read when it is first needed.
Both are written by `tests.compat.names.generate_table`, which walks TensorFlow 1.15.5, every supported one, this
project and the libraries that it repairs. What the door answers, `run` presents, `port` writes, and `doctor` and
`symbols` say, is what stands here.
"""

from __future__ import annotations

import functools
import json
import pathlib

from tf1_ref.compat.names import inner_table, reasons
from tf1_ref.compat.names.inner_table import EVERYWHERE, GONE, HERE, ROOT, Inner, Place

CONTRIB = 'tensorflow.contrib'
# What is below these is no public API.
ROOTS = ('python', 'core', 'tools', 'compiler')


class Table:
    """The public names, and with them all others.

    Attributes:
        versions: of TensorFlow, whose names it holds.
        refused: name: why this project does not give it back, and what to use instead.
        lost: function: the parameters that it had in 1.15.5 and has no longer.
        beginnings: of names of other modules, with the reason why they are refused, the longest first.
    """

    def __init__(self, content: dict, inner: Inner | None = None):
        """Takes the content of `public.json`, and of the other file (by default what is shipped, when it is needed)."""
        self.versions = content['versions']
        self.refused = {name: tuple(reason) for name, reason in content['refused'].items()}
        self.lost = {name: parameters.split() for name, parameters in content['lost'].items()}
        self.beginnings = [(beginning, tuple(reason)) for beginning, reason in content.get('reasons', {}).items()]
        self._reasons = reasons.Reasons(self.refused, self.beginnings, '.'.join(self.versions[0].split('.')[:2]))
        self._names = {
            f'{module}.{name}': group
            for module, groups in content['modules'].items()
            for group, names in groups.items()
            for name in names.split()
        }
        self._door = {f'{module}.{name}' for module, names in content['door'].items() for name in names.split()}
        self._modules = inner_table.with_parents(content['modules'])
        self._door_modules = inner_table.with_parents(content['door'])
        self._given_inner = inner
        self._given_modules: dict[str, bool] = {}
        self._parts: dict[str, str] = {}
        self._of_door: dict[str, bool] = {}

    @functools.cached_property
    def inner(self) -> Inner:
        """The names of all other modules."""
        return self._given_inner or inner_table.load()

    def is_module(self, name: str) -> bool:
        """Whether `name`, such as `tensorflow.nn`, was a module of TensorFlow 1, or is one of the door's."""
        return self.is_public_module(name) or name.startswith(ROOT) and name[len(ROOT) :] in self.inner

    def missing_in(self, name: str) -> list[str] | None:
        """The supported versions whose TensorFlow lacks `name`; None if no version, nor 1.15.5, has heard of it."""
        if self._is_current_module(name):
            return []
        group = self._names.get(name)
        if group is None and self.is_inner(name):
            return self._missing_inner(name)
        if group is None:
            return list(self.versions) if name in self._modules else None
        has = group.removeprefix('new ')
        return [] if has == EVERYWHERE else [version for version in self.versions if version not in has.split()]

    def given_back(self, name: str) -> bool:
        """Whether this project has `name`, and current TensorFlow has not."""
        if name in self._door or name in self._door_modules and not self._is_current_module(name):
            return True
        if not self.is_inner(name) or self.refused_whole(name) or name in self.refused:
            return False
        place = self.place(name)
        if place is None:  # a module
            path = name[len(ROOT) :]
            return self.inner.versions(path) != [EVERYWHERE] and self._is_given_module(path)
        return place.module not in (HERE, GONE) and not place.module[0].isdigit()

    def has_lost(self, module: str) -> bool:
        """Whether TensorFlow still has a public module, and lacks names that 1.15.5 had in it or below it."""
        return module in self._lossy

    def has_less(self, module: str) -> bool:
        """Whether TensorFlow still has a public module, and this project's door has more in it, or below it."""
        return module in self._door_modules and self._is_current_module(module)

    def can_be_imported(self, name: str) -> bool:
        """Whether 1.15.5 had `name`, and current TensorFlow or this project has it; of other libraries always."""
        if not name.startswith(ROOT) or name.startswith('tensorflow.examples.tutorials.mnist'):
            return True
        lacking = self.missing_in(name)
        there = lacking is not None and len(lacking) < len(self.versions)
        return (there or self.given_back(name)) and not self.refused_part(name)

    def needs_door(self, name: str) -> bool:
        """Whether `name`, or what it is in, has to come from this project's door."""
        found = self._of_door.get(name)
        if found is None:
            part = self.known_part(name)
            found = bool(part) and self.given_back(part) and self.missing_in(part) != []
            self._of_door[name] = found
        return found

    def stays(self, module: str, attributes: str, has_door: bool = True) -> bool:
        """Whether a name may be left as it is behind what takes the place of its module in a ported file.

        Args:
            module: the module, as TensorFlow 1 called it.
            attributes: the name in it, and what else is asked of that; '' for the module itself.
            has_door: whether what is gone comes from this project's door.
        """
        name = f'{module}.{attributes}'.rstrip('.')
        part = self.known_part(name)
        if self.refused_part(name) or name in self.lost or (self.is_module(module) and attributes and part == module):
            return False
        if has_door and self.needs_door(module):
            return True
        return not self.needs_door(name) and self.missing_in(part) == []

    def is_gone(self, name: str) -> bool:
        """Whether no current TensorFlow has `name`: all of contrib, and what the tables say."""
        if name == CONTRIB or name.startswith(f'{CONTRIB}.'):
            return True
        lacking = self.missing_in(self.known_part(name))
        return lacking is not None and len(lacking) == len(self.versions)

    def refused_part(self, name: str) -> str:
        """The part of `name` that this project refuses to give back; '' if none."""
        whole = self.refused_whole(name)
        if whole:
            return whole
        part = name
        while part and part not in self.refused:
            part = part.rpartition('.')[0]
        known = self.known_part(name)
        if part and (is_public(name[len(ROOT) :]) or not self.given_back(known)):
            return part
        return known if self.is_inner(known) and self._is_gone_inner(known) else ''

    def reason(self, name: str) -> tuple[str, str]:
        """Why `name`, which `refused_part` has found, is not given back, and what to use instead ('' if nothing)."""
        return self._reasons.of(name)

    def is_reason_by_hand(self, name: str) -> bool:
        """Whether somebody has written why `name` is not given back; else its reason is told from what it is."""
        return self._reasons.is_by_hand(name)

    def place(self, name: str) -> Place | None:
        """Where a name of an inner module is today; None for a module, a public name, and what 1.15.5 had not."""
        if not name.startswith(ROOT):
            return None
        path, first, rest = self.inner.split(name[len(ROOT) :])
        return self.inner.place(path, first) if path and first and not rest else None

    def public_names(self) -> set[str]:
        """The public names of 1.15.5 and of the door."""
        old = {name for name, group in self._names.items() if not group.startswith('new ')}
        return {*old, *self._door, *self.refused}

    def inner_names(self) -> set[str]:
        """All other names of 1.15.5."""
        return {f'{ROOT}{path}.{name}' for path in self.inner.paths() for name in self.inner.names(path)}

    def children(self, module: str) -> set[str]:
        """The names directly in a module, as TensorFlow 1 had it or the door has it."""
        found = self._children.get(module)
        if found is None and module.startswith(ROOT) and module[len(ROOT) :] in self.inner:
            return self.inner.children(module[len(ROOT) :])
        return found or set()

    def known_part(self, name: str) -> str:
        """The longest beginning of a dotted name that is known, such as `tensorflow.Session` of `....run`."""
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = self._known_part(name)
        return found

    def _known_part(self, name):
        part = inner_table.longest(
            name, lambda one: one in self._names or one in self._door or self.is_public_module(one)
        )
        if len(part) < len(name) and (part == 'tensorflow' or self.is_public_module(part)) and name.startswith(ROOT):
            path, first, _ = self.inner.split(name[len(ROOT) :])
            known = path and first and (self.inner.place(path, first) or first in self.inner.modules(path))
            inner_part = ROOT + (f'{path}.{first}' if known else path)
            if path and len(inner_part) > len(part):
                return inner_part
        return part

    def refused_whole(self, name: str) -> str:
        """The module of contrib that `name` is, or is in, if all of it is refused; else ''."""
        package = '.'.join(name.split('.', 3)[:3])
        return package if package.startswith(CONTRIB + '.') and package in self.refused else ''

    def is_inner(self, name: str) -> bool:
        """Whether the name is of a module that is no public one."""
        return (
            name.startswith(ROOT)
            and name not in self._names
            and name not in self._door
            and not self.is_public_module(name)
            and bool(self.inner.split(name[len(ROOT) :])[0])
        )

    def _missing_inner(self, name):
        place = self.place(name)
        if place is None:
            has = self.inner.versions(name[len(ROOT) :]) if name[len(ROOT) :] in self.inner else None
            if has is None:
                return None
        elif place.module == HERE:
            return []
        else:
            has = place.module.split() if place.module[0].isdigit() else []
        return [] if has == [EVERYWHERE] else [version for version in self.versions if version not in has]

    def _is_gone_inner(self, name):
        place = self.place(name)
        if place is not None:
            return place.module == GONE
        path = name[len(ROOT) :]
        return path in self.inner and not self.inner.versions(path) and not self._is_given_module(path)

    def _is_given_module(self, path):
        """Whether a module that is in no TensorFlow has anything that is given, or is a package of such modules."""
        found = self._given_modules.get(path)
        if found is None:
            within = [one for one in self.inner.paths() if f'{one}.'.startswith(f'{path}.')]
            found = any(place.module != GONE for one in within for place in self.inner.names(one).values())
            self._given_modules[path] = found
        return found

    @functools.cached_property
    def _children(self):
        found: dict[str, set[str]] = {}
        for name in {*self._names, *self._door, *self._modules, *self._door_modules}:
            module, _, last = name.rpartition('.')
            found.setdefault(module, set()).add(last)
        return found

    @functools.cached_property
    def _lossy(self):
        lost = (name for name, group in self._names.items() if not group and name not in self._door)
        return inner_table.with_parents(name.rpartition('.')[0] for name in lost)

    @functools.cached_property
    def _current_modules(self):
        return inner_table.with_parents(
            name.rpartition('.')[0] for name, group in self._names.items() if EVERYWHERE in group.split()
        )

    def has_public(self, name: str) -> bool:
        """Whether this project answers `name`, or refuses it, as a public one."""
        return name in self._door or name in self.refused or self.is_public_module(name)

    def is_public_module(self, name: str) -> bool:
        """Whether `name` was a public module of TensorFlow 1, or is one of the door's."""
        return name in self._modules or name in self._door_modules

    def _is_current_module(self, name):
        return name in self._current_modules


@functools.cache
def load() -> Table:
    """The table that is shipped."""
    return Table(json.loads(pathlib.Path(__file__).with_name('public.json').read_text(encoding='utf-8')))


def is_public(path: str) -> bool:
    """Whether a path below `tensorflow` is one of the public API, as far as its parts tell: `nn.rnn_cell` is."""
    parts = path.split('.')
    return parts[0] not in ROOTS and 'python' not in parts
