"""Modules of TensorFlow 1.15 below `tensorflow`, by their paths, whether TensorFlow still has them or not.

`python.ops.array_ops` is TensorFlow's own module, which is lent the names that have moved out of it.
`contrib.layers.python.layers.utils` is nowhere any more: a module is made that fetches each of its names from the place
that the table of names tells. What is gone says why.
"""

from __future__ import annotations

import ast
import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2
from tensorflow.python.framework import ops
from tensorflow.python.ops import array_ops, control_flow_ops, variable_scope
from tensorflow.python.util import nest

from tf1_ref.compat.names import door, inner_table, table, tensor, unsupported, views
from tf1_ref.compat.names.inner_table import ROOT

# Below these, modules are TensorFlow's own, where it still has them.
ROOTS = (*table.ROOTS, 'lite', 'tsl')
# But for these: there is one Keras, that of the door, one `tf.layers`, and one estimator.
ANSWERED = ('python.keras', 'python.layers', 'python.estimator')
# Names that TensorFlow's own Python code, and tf_slim, look for where 1.15 had them; they are put there.
CONTROL_FLOW_OPS = {
    'Assert': tf1.Assert,
    'case': tf1.case,
    'case_v2': tf2.case,
    'cond': tf1.cond,
    'cond_for_tf_v2': tf2.cond,
    'switch_case': tf1.switch_case,
    'while_loop': tf1.while_loop,
    'while_loop_v2': tf2.while_loop,
}
OPS = {'IndexedSlices': tf1.IndexedSlices, 'Tensor': tensor.Tensor}
ARRAY_OPS = {'stack': tf1.stack, 'unstack': tf1.unstack}
NEST = {'is_sequence': nest.is_nested}
VARIABLE_SCOPE = {'variable': tf1.Variable}
MODULES = (
    (array_ops, ARRAY_OPS),
    (control_flow_ops, CONTROL_FLOW_OPS),
    (nest, NEST),
    (ops, OPS),
    (variable_scope, VARIABLE_SCOPE),
)

_made: dict[str, types.ModuleType] = {}


def give_back() -> None:
    """Puts the names that others look for into their modules, and lends the rest to the modules that are loaded."""
    for module, names in MODULES:
        for name, value in names.items():
            if not hasattr(module, name):
                setattr(module, name, value)
    known = inner_table.load()
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOT) and name[len(ROOT) :] in known and isinstance(module, types.ModuleType):
            lend(module)


def lend(module: types.ModuleType) -> types.ModuleType:
    """Lets a module of TensorFlow answer for the names that have moved out of it, each fetched when it is asked for.

    Args:
        module: one of TensorFlow's; other modules stay as they are.

    Returns:
        The module.
    """
    path = module.__name__.removeprefix(ROOT)
    before = vars(module).get('__getattr__')
    if path not in inner_table.load() or getattr(before, 'lends', False) or not module.__name__.startswith(ROOT):
        return module

    def __getattr__(name):
        if before is not None:
            try:
                return before(name)
            except (AttributeError, ImportError):
                if name.startswith('__'):
                    raise
        value = find(path, name)
        setattr(module, name, value)
        return value

    __getattr__.lends = True  # type: ignore[attr-defined]  # a mark on the function, asked for above
    vars(module)['__getattr__'] = __getattr__
    return module


def load(path: str) -> types.ModuleType:
    """The module at a path below `tensorflow` that is no public one: `'python.ops.array_ops'`.

    Raises:
        ModuleNotFoundError: 1.15 had none, and TensorFlow has none.
        UnsupportedImport: nothing of it is given back; it says why.
    """
    if path not in _made:
        _made[path] = _load(path)
    return _made[path]


def _load(path):
    if path.split('.')[0] in ROOTS and not _is_answered(path):
        try:
            found = lend(importlib.import_module(ROOT + path))
            return _package(found) if path in table.ROOTS else found
        except ModuleNotFoundError as error:
            if path not in inner_table.load() or not (error.name or '').startswith('tensorflow'):
                raise
    if path not in inner_table.load():
        raise ModuleNotFoundError(f"No module named 'tensorflow.{path}'", name=ROOT + path)
    if table.load().refused_part(ROOT + path):
        raise unsupported.UnsupportedImport(refused(path))
    return _view(path)


def _package(module):
    """A package of TensorFlow's that gives the modules of `load`, whoever has imported TensorFlow's own before.

    Of `tensorflow.python` the `keras` is the one Keras, and not the copy that TensorFlow has there.
    """
    path = module.__name__.removeprefix(ROOT)

    def find_there(name):
        if f'{path}.{name}' not in inner_table.load() or not isinstance(vars(module).get(name, module), type(module)):
            return getattr(module, name)
        found = load(f'{path}.{name}')
        is_package = type(found) is types.ModuleType and hasattr(found, '__path__')
        return _package(found) if is_package else found

    return views.View(module.__name__, {'__path__': [], '__doc__': module.__doc__}, find_there, lambda: dir(module))


def _view(path):
    """A module made of what the table says, and of the public module that it was part of."""
    public = _public_part(path)

    def find_there(name):
        if name == '__all__':
            return listed()
        if name.startswith('__'):
            raise AttributeError(f'module {ROOT + path!r} has no attribute {name!r}')
        try:
            value = find(path, name)
        except unsupported.Unsupported:
            raise
        except AttributeError:
            if public is None or not hasattr(public(), name):
                raise
            value = getattr(public(), name)
        vars(module)[name] = value
        return value

    def listed():
        names = inner_table.load().names(path)
        return sorted(name for name, place in names.items() if place.module != inner_table.GONE and name[0] != '_')

    module = views.View(ROOT + path, {'__path__': [], '__doc__': f'TensorFlow 1.15 module {path}.'}, find_there, listed)
    return module


def _public_part(path) -> Callable[[], Any] | None:
    """What gives the public module that a path is part of: `tf.contrib.layers`, `tf.keras.backend`; None if none."""
    parts = path.split('.')
    if parts[0] == 'contrib' and 'python' in parts:
        return lambda: _attribute(door.entered(), '.'.join(parts[: parts.index('python')]))
    if parts[:2] == ['python', 'keras']:
        return lambda: _keras(parts[2:])
    if parts[:2] == ['python', 'estimator'] and len(parts) > 2:
        return lambda: door.loader('tensorflow_estimator')('tensorflow_estimator.' + path)
    return None


def _keras(parts):
    """A module of the one Keras: the public one of that name, or else where Keras itself has it."""
    try:
        return _attribute(door.entered(), '.'.join(['keras', *parts]))
    except AttributeError:
        return door.loader('tf_keras')('.'.join(['tf_keras.src', *parts]))


def find(path: str, name: str) -> Any:
    """A name of the module at `path`, from the place that the table tells.

    Raises:
        AttributeError: 1.15's module had no such name; or, as `Unsupported`, it is not given back: it says why.
    """
    known = inner_table.load()
    place = known.place(path, name)
    if place is None:
        if f'{path}.{name}' in known:
            return load(f'{path}.{name}')
        if name in known.modules(path):
            return module(known.modules(path)[name])
        raise AttributeError(f'module {ROOT + path!r} has no attribute {name!r}')
    if place.module == inner_table.CONSTANT:
        return ast.literal_eval(place.name)
    if place.module == inner_table.GONE:
        raise refused(f'{path}.{name}')
    if place.module == inner_table.HERE or place.module[0].isdigit():  # versions: this one may have it, or not
        try:
            return vars(importlib.import_module(ROOT + path))[name]
        except (ImportError, KeyError):
            raise unsupported.Unsupported(
                f'{ROOT}{path}.{name}', f'TensorFlow {tf2.__version__} does not have it', f'TensorFlow {place.module}'
            ) from None
    return fetch(place.module, place.name)


def below(shown_as: str, name: str) -> Any:
    """What a public module, such as `'tf.contrib.layers'`, had below it beside its public names: `python`, `nets`.

    Raises:
        AttributeError: there was nothing of the name.
    """
    path = shown_as.removeprefix('tf.')
    place = inner_table.load().place(path, name)
    if f'{path}.{name}' in inner_table.load():
        return load(f'{path}.{name}')
    if place is not None and place.public != f'{ROOT}{path}.{name}' or name in inner_table.load().modules(path):
        return find(path, name)
    raise unsupported.error(shown_as, {}, name)


def fetch(source: str, name: str) -> Any:
    """The object `name` of the module `source`: `tf` and `tf.PATH` are the door's."""
    root = source.partition('.')[0]
    if root == inner_table.DOOR:
        return getattr(_attribute(door.entered(), source[len(inner_table.DOOR) + 1 :]), name)
    return getattr(door.loader(root)(source), name)


def refused(path: str) -> unsupported.Unsupported:
    """The error for a module or a name of one that is not given back."""
    name = ROOT + path
    return unsupported.Unsupported(name, *table.load().reason(name))


def module(path: str) -> types.ModuleType:
    """The module at any path below `tensorflow`: a public one of the door, or one of `load`."""
    if table.is_public(path):
        try:
            return _attribute(door.entered(), path)
        except unsupported.Unsupported:
            raise
        except AttributeError:
            pass
    return load(path)


def _attribute(module, path):
    for part in filter(None, path.split('.')):
        module = getattr(module, part)
    return module


def _is_answered(path):
    return any(path == one or path.startswith(one + '.') for one in ANSWERED)
