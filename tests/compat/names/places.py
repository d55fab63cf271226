"""Decides where each name of TensorFlow 1.15.5's modules is today; for `tests.compat.names.generate_table`.

Works on what `walk.py` prints. A name is, in this order: where it was; a public name that this project has; in the
library that took it over; in another module of TensorFlow, if that takes the same parameters; a plain constant; gone.
"""

from __future__ import annotations

import collections
import importlib
import re

from tests.compat.names import decided
from tf1_ref.compat.names.inner_table import CONSTANT, DOOR, GONE, HERE, MODULES, ROOT

# What no program means: what generators of code leave behind, and marks of `from __future__`.
NOISE = re.compile(
    r'_swig_?\w*|_(object|newclass|b|op_def_lib|InitOpDefLibrary|sym_db|parent_module_globals|tfmw_\w+|_six|sys)'
    r'|_local_name|_allowed_symbols'
    r'|\w+_eager_fallback|\w+_swigregister|_\w+_outputs'
)
KERAS = ('python.keras', 'keras')


class Places:
    """Finds places. Modules are named without `tensorflow.` in front."""

    def __init__(self, old: dict, versions: dict[str, dict], libraries: dict, door: set[str]):
        """Takes what was walked.

        Args:
            old: what 1.15.5 has.
            versions: what each later version has, by version.
            libraries: what this project's own modules, and those of the libraries that it repairs, have.
            door: the public names that this project answers, such as `'nn.relu'`.
        """
        self._old = _below_root(old)
        self._versions = {version: _below_root(found) for version, found in versions.items()}
        self._libraries, self._door = libraries, door
        self._public = self._public_names()
        newest = self._versions[max(versions, key=lambda version: [int(part) for part in version.split('.')])]
        self._definitions = _definitions(newest)
        self._in_libraries = _definitions(libraries)

    def table(self) -> dict[str, dict]:
        """From each module of 1.15.5 to `{place: [name or name=name there]}`.

        A place is `HERE`, versions that still have it there (joined by a space), a module, `tf` or `tf.PATH` for what
        this project's door has there, `CONSTANT` (with `name=value`), or `'!'` for what is gone. Submodules and other
        modules that a module had are in `'&'`, as `name=path`.
        """
        return {path: self._module(path) for path in sorted(self._old) if path and not is_left_out(path)}

    def _module(self, path):
        groups = collections.defaultdict(list)
        for name, found in self._old[path].items():
            if found[0] == 'module':
                target = _short(found[1])
                if target in self._old and target != f'{path}.{name}' and not self._has_everywhere(path, name):
                    groups[MODULES].append(f'{name}={target}')
            elif not NOISE.fullmatch(name) and not _is_descriptor(path, name):
                place, there = self._place(path, name, found)
                groups[place].append(name if there == name else f'{name}={there}')
        return {place: sorted(names) for place, names in sorted(groups.items())}

    def _place(self, path, name, found):
        """`(place, name there)`."""
        for key in (f'{path}:{name}', f':{name}'):
            if key in decided.PLACES:
                return _split(decided.PLACES[key], name)
        keras = _is_keras(path) or _is_keras(_short(found[1]) or '')
        replaced = keras or f'{path}.'.startswith(tuple(f'{one}.' for one in decided.REPLACED))
        has = [version for version, modules in self._versions.items() if _has(modules, path, name)]
        here = '' if len(has) == len(self._versions) else ' '.join(has)
        if not replaced and not here and has:
            return HERE, name
        elsewhere = None if path.startswith('lite.') else self._elsewhere(path, name, found, keras, 0)
        if elsewhere is not None:
            return elsewhere
        if has and not keras:
            return here, name
        if found[0] == 'value' and found[4] is not None and not path.startswith('lite.'):
            return CONSTANT, found[4]
        return GONE, name

    def _elsewhere(self, path, name, found, keras, depth):
        kind, where, there, public, parameters = found
        where, there = _short(where) or path, there or name
        if kind == 'value':
            return self._value(path, name, parameters)
        for one in [*(public or ()), *self._public.get((where, there), ())]:
            if one in self._door:
                module, _, last = one.rpartition('.')
                return f'{DOOR}.{module}' if module else DOOR, last
        if where != path and depth < 3 and there in self._old.get(where, {}):
            if not keras and self._has_everywhere(where, there):
                return ROOT + where, there
            return self._elsewhere(where, there, self._old[where][there], keras, depth + 1)
        if where not in self._old and where.split('.')[0] not in decided.OWN:
            return self._foreign(where, there)
        return self._in_library(where, there, parameters) or self._in_tensorflow(where, there, kind, parameters, keras)

    def _foreign(self, where, there):
        """What 1.15.5 had from other packages: Python's own stay, the estimator's are the library's."""
        if where in self._libraries:
            return (where, there) if there in self._libraries[where] else None
        is_there = where in decided.PACKAGES and hasattr(importlib.import_module(where), there)
        return (where, there) if is_there else None

    def _in_library(self, where, there, parameters):
        for prefix, roots in decided.TAKEN_OVER.items():
            if where == prefix or where.startswith(prefix + '.'):
                found = [
                    one
                    for one in self._in_libraries.get(there, ())
                    if one.startswith(roots) and _takes(self._libraries[one][there], parameters)
                ]
                if found:
                    return min(found, key=lambda one: _unlike(one, where)), there
        return None

    def _in_tensorflow(self, where, there, kind, parameters, keras):
        roots = decided.moved_to(where)
        found = [
            one
            for one in self._definitions.get(there, ())
            if (one + '.').startswith(roots)
            and not (_is_keras(one) or keras)
            and all(_has(modules, one, there) for modules in self._versions.values())
            and all(_takes(modules[one][there], parameters) for modules in self._versions.values())
            and all(modules[one][there][0] == kind for modules in self._versions.values())
        ]
        found = [one for one in found if '.gen_' not in one or '.gen_' in where or 'training_ops' in where]
        return (ROOT + min(found, key=lambda one: _unlike(one, where)), there) if found else None

    def _value(self, path, name, literal):
        """A value that is bound under the same name in the likeliest module, if it can be seen to be the same."""
        if literal is None:
            return None
        for one in self._definitions.get(name, ()):
            if not one.startswith('python.') or _is_keras(one) or one.split('.')[-1] != path.split('.')[-1]:
                continue
            if all(modules.get(one, {}).get(name, [None] * 5)[4] == literal for modules in self._versions.values()):
                return ROOT + one, name
        return None

    def _public_names(self):
        """From a definition to the names that contrib and the root had for it."""
        found = collections.defaultdict(list)
        for path, names in self._old.items():
            if path == '' or path.startswith('contrib.') and '.python' not in path:
                for name, what in names.items():
                    if what[0] in ('class', 'function') and not name.startswith('_'):
                        found[_short(what[1]), what[2]].append(f'{path}.{name}'.lstrip('.'))
        return found

    def _has_everywhere(self, path, name):
        return all(_has(modules, path, name) for modules in self._versions.values())


def importable(old: dict, versions: dict[str, dict]) -> dict[str, list[str]]:
    """From each module of 1.15.5 to the versions that can import it still."""
    short = {version: _below_root(found) for version, found in versions.items()}
    return {path: [one for one, modules in short.items() if path in modules] for path in _below_root(old) if path}


def _definitions(modules):
    """From a name to the modules that define it."""
    found = collections.defaultdict(list)
    for path, names in modules.items():
        for name, what in names.items():
            if what[0] == 'value' or (what[0] != 'module' and _short(what[1]) == path and what[2] == name):
                found[name].append(path)
    return found


def _takes(found, parameters):
    """Whether what is there now takes the parameters of 1.15.5; whoever cannot tell, does."""
    now = found[4]
    if found[0] == 'value' or parameters is None or now is None:
        return True
    if any(one[:2] == '**' for one in now):
        return True
    return set(parameters) <= {*now, *(one for one in parameters if one[0] == '*')}


def _unlike(one, where):
    """How far apart two modules are: other last names, no common parts, generated, deep."""
    parts, wanted = one.split('.'), where.split('.')
    common = len(set(parts) & set(wanted))
    return parts[-1] != wanted[-1], -common, '.gen_' in one, len(parts), one


def _is_descriptor(path, name):
    """Whether a name is what the compiler of protocol buffers leaves in a module."""
    return path.endswith('_pb2') and (name == 'DESCRIPTOR' or re.fullmatch(r'_[A-Z0-9_]+', name))


def _is_keras(path):
    return path.startswith(tuple(one + '.' for one in KERAS)) or path in KERAS


def is_left_out(path: str) -> bool:
    """Whether a module is no part of the table: tests, another spelling of the API, what this project reads itself."""
    starts = ('examples', '_api', 'python.keras.api', 'contrib.keras.api', 'contrib.learn.python.learn.datasets.mnist')
    return path.startswith(starts) or path.endswith('_test')


def _has(modules, path, name):
    return name in modules.get(path, ())


def _split(place, name):
    module, _, there = place.partition(':')
    return module, there or name


def _short(name):
    for root in (ROOT, 'tensorflow_core.'):
        if name and name.startswith(root):
            return name[len(root) :]
    return '' if name in ('tensorflow', 'tensorflow_core') else name


def _below_root(modules):
    return {_short(path): names for path, names in modules.items()}
