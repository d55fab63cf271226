"""Prints what the modules of Python packages have, as JSON. Runs under Python 3.7 (TensorFlow 1.15.5) and later.

  python walk.py PACKAGE...    such as tensorflow tf_keras tf_slim; every module below is imported

Prints `{module: {name: [kind, module that defines it, its name there, public names, parameters]}}`; `kind` is one of
'class', 'function', 'value' and 'module'. A plain constant has how it is written in the place of parameters. Started by
`tests.compat.names.generate_table`.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import inspect
import json
import math
import os
import sys
import tempfile
import types
import warnings

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
FUTURE = '__future__'
HERE = [one for one in (os.path.expanduser('~'), sys.prefix, sys.base_prefix, tempfile.gettempdir()) if len(one) > 1]
PUBLIC = ('_tf_api_names_v1', '_keras_api_names_v1', '_estimator_api_names_v1')
# The public API's own files, which `walk_public` walks by their public names; and what ends the process.
LEFT_OUT = ('_api', 'tools.pip_package', 'include', 'xla_aot_runtime_src')


def main():
    """Prints the modules of the packages that are named."""
    warnings.simplefilter('ignore')
    out, sys.stdout = sys.stdout, sys.stderr  # some modules print while they are imported
    found = {}
    for package in sys.argv[1:]:
        arguments, sys.argv[1:] = sys.argv[1:], []
        load = loader(package)
        load(package)
        for name in modules(package):
            if '.'.join(name.split('.')[1:]).startswith(LEFT_OUT):
                continue
            try:
                module = load(name)
            except BaseException as error:  # a test's own, or one for a platform or a library that is not there
                module = again(load, name) if type(error).__name__ == 'DuplicateFlagError' else None
            if module is None:
                continue
            found[name] = names(module)
        sys.argv[1:] = arguments
    print(json.dumps(found), file=out)


def again(load, name):
    """A program that defines a flag which another one has defined, imported without the flags of others."""
    from absl import flags

    for one in list(flags.FLAGS):
        delattr(flags.FLAGS, one)
    try:
        return load(name)
    except BaseException:
        return None


def loader(package):
    """The function that imports a module of a package: that of this project for a library which it repairs."""
    if package == 'tensorflow':
        return importlib.import_module
    from tf1_ref.compat import tf  # noqa: F401  (the door, which the libraries are handed)
    from tf1_ref.compat.libraries import estimator, slim

    return {'tensorflow_estimator': estimator.module, 'tf_slim': slim.module}.get(package, importlib.import_module)


def modules(package):
    """The dotted names of all modules below a package, in alphabetical order."""
    folders = [os.path.dirname(importlib.util.find_spec(package).origin)]
    if package == 'tensorflow' and importlib.util.find_spec('tensorflow_core') is not None:  # where 1.15 keeps it
        folders = [os.path.dirname(importlib.import_module('tensorflow_core').__file__)]
    found = set()
    for folder in folders:
        for here, _, files in os.walk(folder):
            parts = [package, *os.path.relpath(here, folder).split(os.sep)]
            path = '.'.join(part for part in parts if part != '.')
            for file in files:
                if file == '__init__.py':
                    found.add(path)
                elif file.endswith('.py'):
                    found.add(path + '.' + file[:-3])
    return sorted(found)


def names(module):
    """What a module has, by name."""
    found = {}
    for name, value in sorted(vars(module).items()):
        if name.startswith('__') or getattr(value, '__class__', None).__module__ == FUTURE:
            continue
        if isinstance(value, types.ModuleType):
            found[name] = ['module', value.__name__, None, None, None]
        else:
            found[name] = _described(value)
    return found


def _described(value):
    kind = 'class' if inspect.isclass(value) else 'function' if callable(value) else 'value'
    where = getattr(value, '__module__', None) if kind != 'value' else None
    there = getattr(value, '__name__', None) if kind != 'value' else None
    public = []
    with contextlib.suppress(TypeError):  # it has no dictionary
        public = [name for attribute in PUBLIC if attribute in vars(value) for name in vars(value)[attribute]]
    if kind == 'value':
        return [kind, None, None, public or None, _literal(value)]
    return [kind, _text(where), _text(there), public or None, _parameters(value)]


def _literal(value):
    """How a plain constant is written, None for all other values, and for what names a folder of this machine."""
    is_number = type(value) in (bool, int, float) and math.isfinite(value)
    is_text = type(value) is str and not any(folder in value for folder in HERE)
    if (is_number or is_text) and len(repr(value)) < 60:
        return repr(value)
    return None


def _text(value):
    return value if isinstance(value, str) else None


def _parameters(value):
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return None
    return ['*' * (one.kind - 1 if one.kind in (2, 4) else 0) + one.name for one in parameters]


if __name__ == '__main__':
    main()
