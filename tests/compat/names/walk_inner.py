"""Prints what inner modules of the TensorFlow of this Python have, as JSON. Runs under Python 3.7 (1.15.5) and later.

  python walk_inner.py MODULE...                  the public names of these modules below tensorflow.python
  python walk_inner.py --places MODULE... < NAMES  where names are: NAMES, from a module to its names, as JSON

Started by `tests.compat.names.generate_moved`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import types

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
ROOT = 'tensorflow.python.'
FUTURE = {'absolute_import', 'division', 'print_function'}


def main():
    """Prints `{module: [name]}`, or with `--places` `{module: {name: [module that has it]}}` of names that it lacks."""
    wanted = [argument for argument in sys.argv[1:] if argument[:2] != '--']
    import tensorflow.compat.v1  # noqa: F401  (which loads most of them)

    modules = {path: importlib.import_module(ROOT + path) for path in wanted}
    if '--places' not in sys.argv:
        print(json.dumps({path: _names(module) for path, module in modules.items()}))
        return
    others = {name: module for name, module in sys.modules.items() if name.startswith(ROOT) and module is not None}
    found = {}
    for path, names in json.loads(sys.stdin.read()).items():
        missing = [name for name in names if not _has(modules[path], name)]
        found[path] = {name: _places(name, others) for name in missing}
    print(json.dumps(found))


def _names(module):
    return [
        name
        for name in dir(module)
        if not name.startswith('_') and name not in FUTURE and not isinstance(getattr(module, name), types.ModuleType)
    ]


def _has(module, name):
    try:
        getattr(module, name)
    except Exception:  # of tensorflow.python.layers, which looks for what tf_keras no longer has there
        return False
    return True


def _places(name, modules):
    """The modules that have a name, the likeliest first: who defines it, for hand-written code, not for Keras."""

    def unlikely(other):
        defines = getattr(vars(modules[other])[name], '__module__', None) == other
        return not defines, '.gen_' in other, '.keras.' in other, other.count('.'), other

    return sorted((other for other in modules if name in vars(modules[other])), key=unlikely)


if __name__ == '__main__':
    main()
