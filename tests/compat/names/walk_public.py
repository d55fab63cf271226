"""Prints which public names the TensorFlow of this Python has, as JSON. Runs under Python 3.7 (1.15.5) and later.

Started by `tests.compat.names.generate_table` in an environment with one version of TensorFlow and nothing besides.
"""

from __future__ import annotations

import enum
import inspect
import json
import os
import sys
import types

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

APART = {'v1', 'v2'}  # below tensorflow.compat: TensorFlow once more
OTHERS = ('tf1_ref.compat.contrib.', 'tf_slim.', 'tf_keras.api.')  # whose modules the door hands out
OWN = ('tf_slim.', 'tf1_ref.compat.restored.')
ROOTS = ('python', 'core', 'tools', 'compiler')  # no public API
MISSING = object()
FUTURE = {'absolute_import', 'division', 'print_function'}


def main():
    """Prints `{'names': {module: {name: parameters or None}}, 'refused': {name: [why, substitute]}}`.

    Parameters are those of a function. With `--own` the names of this project's door are walked, `contrib` included,
    and what it refuses.
    """
    names, refused = {}, {}
    if sys.argv[1:] == ['--own']:
        from tf1_ref.compat import tf
        from tf1_ref.compat.names.pre_1_0 import RENAMED

        _walk(tf, 'tensorflow', names, (), set())
        for module, found in names.items():  # names from before 1.0 are no names of 1.15
            for name in [
                name
                for name in found
                if {f'{module}.{name}'[11:], module.split('.')[-1], *module.split('.')[1:2]} & set(RENAMED)
            ]:
                del found[name]
        refused = _refused(tf, names)
    else:
        import tensorflow

        tensorflow.compat.v1.logging.set_verbosity('FATAL')
        root = tensorflow if tensorflow.__version__.startswith('1.') else tensorflow.compat.v1
        _walk(root, 'tensorflow', names, (), {'contrib', 'keras'})
    print(json.dumps({'names': names, 'refused': refused}))


def _walk(module, path, names, around, left_out):
    """The public API below `module`, a name that does not work (as those of Keras 3) left out."""
    if module in around:  # a cycle
        return
    found = names.setdefault(path, {})
    for name in _directory(module):
        if name.startswith('_') and name != '__version__':
            continue
        if (
            name in FUTURE
            or (path == 'tensorflow' and name in left_out)
            or (path == 'tensorflow.compat' and name in APART)
        ):
            continue
        value = _value(module, name)
        if isinstance(value, types.ModuleType):
            if _is_api(value) and not module.__name__.startswith(OWN):  # there it is an import of its own
                _walk(value, f'{path}.{name}', names, (*around, module), left_out)
            elif type(value) is types.ModuleType and not (path == 'tensorflow' and name in ROOTS):  # as tf.test.mock
                found[name] = None
        elif value is not MISSING:
            found[name] = _parameters(value)


def _refused(door, names):
    """Why each name that the door's modules refuse is not there, and what to use instead."""
    found = {}
    for path in names:
        module = door
        for part in path.split('.')[1:]:
            module = getattr(module, part)
        for name, reason in vars(module).get('__refused__', {}).items():
            below = {name: reason}
            if isinstance(reason, dict):  # of the modules below, '' being the module itself
                below = {(name + '.' + one).lstrip('.'): why for one, why in reason.items()}
            for one, why in below.items():
                found[path + '.' + one] = list(why)
    return found


def _directory(module):
    try:
        return dir(module)
    except Exception:
        return list(vars(module))


def _value(module, name):
    try:
        return getattr(module, name)
    except Exception:
        return MISSING


def _is_api(module):
    name = getattr(module, '__name__', '')
    if name.startswith(('tf1_ref.', *OTHERS)) or 'flags' in name:
        return True
    return name.startswith('tensorflow') and ('_api' in name or '.api.' in name or '.python.' not in name)


def _parameters(value):
    """The names of a function's parameters, or of a class's constructor; None for anything else.

    None for an enumeration too: what calls take to make another one is Python's, and changes with it.
    """
    if isinstance(value, enum.EnumMeta):
        return None
    try:
        return [
            {'VAR_POSITIONAL': '*', 'VAR_KEYWORD': '**'}.get(parameter.kind.name, '') + name
            for name, parameter in inspect.signature(value).parameters.items()
        ]
    except Exception:
        return None


if __name__ == '__main__':
    main()
