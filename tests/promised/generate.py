"""Writes what a commit promised: what its ported files print, and the public names of its public modules.

  PYTHONPATH=CHECKOUT python tests/promised/generate.py tests/promised/of_660929f

Run it with the environment of a checkout of that commit. The files themselves (ported from the sources beside them by
that commit's `port`, with both targets), the snapshots (by its `snapshot`, and by `pytest --tf1-update-snapshots` of
pinned.py as test_pinned.py) were written with it as well.
"""

from __future__ import annotations

import importlib
import json
import os
import pathlib
import pkgutil
import subprocess
import sys
import types

# What people may import, and rely on to stay: these modules, those of these packages, and the modules of tf.contrib.
MODULES = ('tf1_ref', 'tf1_ref.errors', 'tf1_ref.legacy')
PACKAGES = ('data', 'layers', 'models', 'training', 'scripts')


def ported(folder):
    """The files that the commit has ported, with their arguments."""
    from tf1_ref.data import digits

    for path in sorted(folder.glob('*_*.py')):
        if path.stem.endswith(('_compat', '_standalone')):
            yield path, [digits.path()] if path.stem.startswith('old_names') else []


def printed(path, arguments):
    """What a file prints, but for lines with paths."""
    environment = {**os.environ, 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    done = subprocess.run(
        [sys.executable, str(path), *map(str, arguments)], capture_output=True, text=True, env=environment, check=True
    )
    return [line for line in done.stdout.splitlines() if not line.startswith('Extracting ')]


def modules():
    """The names of the public modules."""
    contrib = importlib.import_module('tf1_ref.compat.contrib')
    yield from MODULES
    yield from (f'tf1_ref.compat.contrib.{name}' for name in dir(contrib) if not name.startswith('_'))
    for package in PACKAGES:
        path = importlib.import_module(f'tf1_ref.{package}').__path__
        yield from (f'tf1_ref.{package}.{module.name}' for module in pkgutil.iter_modules(path))


def names(name):
    """The public names of a module: what a module of contrib presents, the functions and classes of another."""
    module = importlib.import_module(name)
    if '.contrib.' in name:
        return [one for one in dir(module) if not one.startswith('_')]
    kinds = (types.FunctionType, type)
    own = [one for one, value in vars(module).items() if isinstance(value, kinds) and value.__module__ == name]
    return sorted(one for one in own if not one.startswith('_'))


def main(folder):
    folder = pathlib.Path(folder)
    prints = {path.name: printed(path, arguments) for path, arguments in ported(folder)}
    folder.joinpath('printed.json').write_text(json.dumps(prints, indent=1) + '\n')
    found = {name: names(name) for name in modules()}
    text = json.dumps({name: ' '.join(names) for name, names in found.items() if names}, indent=1)
    folder.joinpath('names.json').write_text(text + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
