"""Writes `tf1_ref/compat/names/moved_names.py`: where names of TensorFlow 1.15.5's inner modules are since.

  python -m tests.compat.names.generate_moved [--keep=FOLDER]

Walks the modules of `inner_names_of_1_15.json` in the genuine article, whose names it writes there, and asks each
supported TensorFlow which of them it lacks and who has them instead (`tests.compat.names.walk_inner`). A name that is
in the likeliest place of all versions is taken from there, but for those of `DECIDED`; one that is nowhere is gone.
To ask for one more module, add it to the JSON file with an empty string. Environments are those of
`tests.legacy.generate_api`, and with `--keep` not made again.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import textwrap

from tests.golden import generate
from tests.legacy import generate_api
from tf1_ref.compat.names import moved

FILE = generate.REPOSITORY / 'tf1_ref' / 'compat' / 'names' / 'moved_names.py'
NAMES = pathlib.Path(__file__).parents[1] / 'inner_names_of_1_15.json'
WALK = pathlib.Path(__file__).with_name('walk_inner.py')
LAYERS = 'tf1_ref.compat.tf_layers'
# What no walk can tell: (module, name), or a name of every module, and (source, name there); None for a name that is
# gone, though something else has it.
DECIDED = {
    # What six had under these names.
    'xrange': ('builtins', 'range'),
    'zip': ('builtins', 'zip'),
    # Bound everywhere, defined nowhere; the smallest of those modules.
    'tf_export': ('tensorflow.python.tf2', 'tf_export'),
    # Several define one; these are those of datasets and of variables.
    'Options': ('tensorflow.python.data.ops.options', 'Options'),
    'is_variable_initialized': ('tensorflow.python.ops.variable_v1', 'is_variable_initialized'),
    # A shape, where others have a summary.
    ('framework.tensor_shape', 'scalar'): None,
    # TensorFlow looks for these where tf_keras no longer has them; `tf.nn` has another `batch_normalization`.
    ('layers.layers', 'BatchNormalization'): (LAYERS, 'BatchNormalization'),
    ('layers.layers', 'batch_normalization'): (LAYERS, 'batch_normalization'),
    ('layers.normalization', 'BatchNorm'): (LAYERS, 'BatchNormalization'),
    ('layers.normalization', 'BatchNormalization'): (LAYERS, 'BatchNormalization'),
    ('layers.normalization', 'batch_norm'): (LAYERS, 'batch_normalization'),
    ('layers.normalization', 'batch_normalization'): (LAYERS, 'batch_normalization'),
}
HEAD = '''"""Where names of TensorFlow 1.15's inner modules are since, and which are gone; found by walking both.

Modules are below `tensorflow.python`; a name is written `name=other` if the module that has it calls it `other`.
Written by `tests.compat.names.generate_moved`.
"""

from __future__ import annotations
'''
WIDTH = 120


def walk(python, *arguments, names=None) -> dict:
    """What `walk_inner` prints of the TensorFlow of `python`."""
    environment = {**os.environ, 'PYTHONWARNINGS': 'ignore'}
    environment.pop('TF2_BEHAVIOR', None)  # which importing TensorFlow 2 has put there
    command = [str(python), str(WALK), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, input=json.dumps(names))
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def recorded() -> dict[str, list[str]]:
    """The names of 1.15.5 that the JSON file has, by module."""
    return {path: names.split() for path, names in json.loads(NAMES.read_text()).items()}


def places(python, names) -> dict:
    """From each module to the names that the TensorFlow of `python` lacks there, and to who has them."""
    return walk(python, '--places', *names, names=names)


def tables(versions) -> tuple[dict, dict]:
    """The two tables.

    Args:
        versions: what `places` gives of each version.

    Returns:
        `MOVED`, from a module to `{source: [name or name=other]}`, and `GONE`, from a module to names.
    """
    found, gone = {}, {}
    given = {module.__name__.removeprefix(moved.ROOT): names for module, names in moved.MODULES}
    for path in versions[0]:
        missing = sorted(set().union(*(version[path] for version in versions)) - set(given.get(path, ())))
        for name in missing:
            source, there = _place(path, name, versions) or ('', '')
            if source:
                entry = name if there == name else f'{name}={there}'
                found.setdefault(path, {}).setdefault(source, []).append(entry)
            else:
                gone.setdefault(path, []).append(name)
    return {path: dict(sorted(sources.items())) for path, sources in found.items()}, gone


def _place(path, name, versions):
    for key in ((path, name), name):
        if key in DECIDED:
            return DECIDED[key]
    first, *others = (version[path].get(name) for version in versions)
    everywhere = [place for place in first or () if all(place in (other or ()) for other in others)]
    return (everywhere[0], name) if everywhere else None


def text(found, gone) -> str:
    """The module that holds the tables."""
    lines = [HEAD, 'MOVED = {']
    for path, sources in found.items():
        lines.append(f'    {path!r}: {{')
        for source, names in sources.items():
            lines += _entry(source, names, ' ' * 8)
        lines.append('    },')
    lines += ['}', '# Names that are nowhere any more.', 'GONE = {']
    for path, names in gone.items():
        lines += _entry(path, names, ' ' * 4)
    return '\n'.join([*lines, '}', ''])


def _entry(key, names, indent):
    """`key: 'names',`, over as many lines as it takes."""
    line = f'{indent}{key!r}: {" ".join(names)!r},'
    if len(line) <= WIDTH:
        return [line]
    parts = textwrap.wrap(' '.join(names), WIDTH - len(indent) - 7)
    parts = [part + ' ' for part in parts[:-1]] + parts[-1:]
    return [f'{indent}{key!r}: (', *(f'{indent}    {part!r}' for part in parts), f'{indent}),']


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--keep', metavar='FOLDER', help='where the environments are made, and kept')
    options = parser.parse_args()
    if generate.oracle_python() is None:
        print(f'generate_moved: {generate.MISSING}', file=sys.stderr)
        return 2
    names = walk(generate.oracle_python(), *recorded())
    folder = options.keep or tempfile.mkdtemp()
    try:
        versions = [places(generate_api.python_of(version, folder), names) for version in generate_api.VERSIONS]
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    lines = [f'{json.dumps(path)}: {json.dumps(" ".join(found))}' for path, found in names.items()]
    NAMES.write_text('{\n' + ',\n'.join(lines) + '\n}\n')
    FILE.write_text(text(*tables(versions)))
    return 0


if __name__ == '__main__':
    sys.exit(main())
