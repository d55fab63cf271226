"""Prints which public names the TensorFlow of this Python has, as JSON. Runs under Python 3.7 (1.15.5) and later.

Started by `tests.legacy.generate_api` in an environment that holds one version of TensorFlow and nothing besides.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import sys
import types

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

# The packages of tensorflow.python whose modules legacy code imports.
PACKAGES = [
    'client',
    'data.ops',
    'data.util',
    'eager',
    'estimator',
    'feature_column',
    'framework',
    'keras',
    'layers',
    'lib.io',
    'ops',
    'ops.distributions',
    'ops.losses',
    'platform',
    'profiler',
    'saved_model',
    'summary',
    'summary.writer',
    'tools',
    'training',
    'user_ops',
    'util',
    'util.protobuf',
]
MODULES_APART = {'compat', 'contrib', 'keras'}  # not walked with the rest
OTHERS = ('tf1_ref.compat.contrib.', 'tf_slim.', 'tf_keras.api.')  # whose modules the door hands out
FUTURE = {'absolute_import', 'division', 'print_function'}


def main():
    """Prints `{'names': {module: {name: parameters or None}}, 'refused': {name: [why, substitute]}}`.

    Parameters are those of a function. With `--door` the names of this project's door are walked, `contrib` included,
    and what it refuses.
    """
    names, refused = {}, {}
    if sys.argv[1:] == ['--door']:
        from tf1_ref.compat import tf

        _walk(tf, 'tensorflow', names, set(), MODULES_APART - {'contrib', 'keras'})
        refused = _refused(tf, names)
        from tf1_ref.compat.names import moved

        names.update({module.__name__: dict.fromkeys(given) for module, given in moved.MODULES})
    else:
        import tensorflow

        tensorflow.compat.v1.logging.set_verbosity('FATAL')
        root = tensorflow if tensorflow.__version__.startswith('1.') else tensorflow.compat.v1
        _walk(root, 'tensorflow', names, set(), MODULES_APART)
        for package in PACKAGES:
            _walk_package('tensorflow.python.' + package, names)
    print(json.dumps({'names': names, 'refused': refused}))


def _walk(module, path, names, seen, left_out):
    """The public API below `module`, a name that does not work (as those of Keras 3) left out."""
    if id(module) in seen:
        return
    if not module.__name__.startswith(OTHERS):  # which have no cycles, and several names for one module
        seen.add(id(module))
    found = names.setdefault(path, {})
    for name in _directory(module):
        if name.startswith('_') and name != '__version__':
            continue
        if name in FUTURE or (path == 'tensorflow' and name in left_out):
            continue
        value = _value(module, name)
        if isinstance(value, types.ModuleType):
            if _is_api(value) and not module.__name__.startswith('tf_slim.'):  # there it is an import of its own
                _walk(value, path + '.' + name, names, seen, left_out)
            elif module.__name__.startswith(OTHERS[0]):  # one of TensorFlow's inner modules, such as nest
                found[name] = None
        elif value is not None:
            found[name] = _parameters(value)


def _refused(door, names):
    """Why each name that the door's modules refuse is not there, and what to use instead."""
    found = {}
    for path in names:
        module = door
        for part in path.split('.')[1:]:
            module = getattr(module, part)
        for name, reason in vars(module).get('__refused__', vars(module).get('REFUSED', {})).items():
            below = {name: reason}
            if isinstance(reason, dict):  # of the modules below, '' being the module itself
                below = {(name + '.' + one).lstrip('.'): why for one, why in reason.items()}
            for one, why in below.items():
                found[path + '.' + one] = list(why)
    return found


def _walk_package(path, names):
    try:
        package = importlib.import_module(path)
    except Exception:
        return
    modules = [path]
    if hasattr(package, '__path__'):
        modules += [path + '.' + info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg]
    for name in modules:
        last = name.rsplit('.', 1)[1]
        if last.endswith('_test') or last.startswith('_') or 'test_' in last:
            continue
        try:
            module = importlib.import_module(name)
        except Exception:
            continue
        found = names.setdefault(name, {})
        for key in _directory(module):
            value = _value(module, key)
            if (
                not key.startswith('_')
                and key not in FUTURE
                and value is not None
                and not isinstance(value, types.ModuleType)
            ):
                found[key] = _parameters(value)


def _directory(module):
    try:
        return dir(module)
    except Exception:
        return list(vars(module))


def _value(module, name):
    try:
        return getattr(module, name)
    except Exception:
        return None


def _is_api(module):
    name = getattr(module, '__name__', '')
    if name.startswith(('tf1_ref.', *OTHERS)) or 'flags' in name:
        return True
    return name.startswith('tensorflow') and ('_api' in name or '.api.' in name or '.python.' not in name)


def _parameters(value):
    """The names of a function's parameters, or of a class's constructor; None for anything else."""
    try:
        return [
            {'VAR_POSITIONAL': '*', 'VAR_KEYWORD': '**'}.get(parameter.kind.name, '') + name
            for name, parameter in inspect.signature(value).parameters.items()
        ]
    except Exception:
        return None


if __name__ == '__main__':
    main()
