"""Writes the one table of names, `tf1_ref/compat/names/public.json` and `inner.txt`.

  python -m tests.compat.names.generate_table [--keep=FOLDER] [--own]

Makes an environment for each version of TensorFlow (Python 3.11, and 3.7 for 1.15.5), walks its public names
(`walk_public`) and all of its modules (`walk`), and adds what this project gives back or refuses. What no walk can tell
is in `decided`. Environments, and what was walked in them, are not made again when they are complete in FOLDER.
`--own` renews what changes with this project only: the public names that it answers, and the places by hand.
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

from tests.compat.names import decided, places, reasons
from tests.golden import generate
from tf1_ref.compat.names.inner_table import CONSTANT, CONSTANTS_APART, MODULES, ROOT
from tf1_ref.compat.process import supported

REPOSITORY = generate.REPOSITORY
FOLDER = REPOSITORY / 'tf1_ref' / 'compat' / 'names'
FILE, INNER = FOLDER / 'public.json', FOLDER / 'inner.txt'
HERE = pathlib.Path(__file__).parent
PUBLIC, ALL = HERE / 'walk_public.py', HERE / 'walk.py'
OLD = '1.15.5'
VERSIONS = tuple(supported.TENSORFLOW.values())
LIBRARIES = ('tf_keras', 'tf_slim', 'tensorflow_estimator', 'tf1_ref')


def walk(script, python, *arguments) -> dict:
    """What a script prints of the TensorFlow of `python`."""
    environment = {**os.environ, 'PYTHONWARNINGS': 'ignore', 'PYTHONPATH': str(REPOSITORY)}
    environment.pop('TF2_BEHAVIOR', None)  # which importing TensorFlow 2 has put there
    done = subprocess.run([str(python), str(script), *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def python_of(version, folder) -> str:
    """The Python of the environment of `version` below `folder`, which is made if need be."""
    environment = pathlib.Path(folder) / version
    python = environment / 'bin' / 'python'
    if not (environment / 'ok').exists():
        print(f'Installing TensorFlow {version}', file=sys.stderr, flush=True)
        subprocess.run([sys.executable, '-m', 'venv', '--clear', str(environment)], check=True)
        pip = [str(python), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
        subprocess.run([*pip, f'tensorflow=={version}'], check=True)
        (environment / 'ok').touch()
    return str(python)


def walked(folder, version, kind) -> dict:
    """What was walked of a version, kept in the folder."""
    kept = pathlib.Path(folder) / f'{kind}-{version}.json'
    if not kept.exists():
        python = generate.oracle_python() if version == OLD else python_of(version, folder)
        print(f'Walking the {kind} names of TensorFlow {version}', file=sys.stderr, flush=True)
        script, arguments = (PUBLIC, ()) if kind == 'public' else (ALL, ('tensorflow',))
        kept.write_text(json.dumps(walk(script, python, *arguments)))
    return json.loads(kept.read_text())


def public(old, versions, door) -> dict:
    """The content of the file of public names.

    Args:
        old: the names of 1.15.5.
        versions: those of each later version, by version.
        door: the `names` that this project's door has, and those that it has `refused`, with why and what instead.

    Returns:
        A dictionary: `versions`; `modules`: per module its names in groups, 'all' for those in every version,
        else the versions that have them joined by a space ('' for none), each group in one string; `door`: the names
        that the door has and the newest version has not; `lost`: of functions of the public API, the parameters that
        1.15.5 had and some later version has not; `refused`; `reasons`, for names of inner modules, by what they begin
        with.
    """
    modules, lost = {}, {}
    for module, names in sorted(_union(old, versions.values()).items()):
        groups = {}
        for name in sorted(names):
            has = [version for version, found in versions.items() if name in found.get(module, {})]
            was = name in old.get(module, {})
            key = 'all' if len(has) == len(versions) else ' '.join(has)
            groups.setdefault(key if was else f'new {key}', []).append(name)
            gone = was and _lost(old[module][name], [versions[version][module][name] for version in has])
            if gone:
                lost[f'{module}.{name}'] = ' '.join(gone)
        modules[module] = {key: ' '.join(found) for key, found in sorted(groups.items())}
    newest = versions[VERSIONS[-1]]
    return {'versions': list(versions), 'modules': modules, **ours(door, newest), 'lost': lost}


def ours(door, newest) -> dict:
    """The parts of the file that change with this project: what its door has of what is gone, and why it has no more.

    Args:
        door: the `names` that the door has, and those that it has `refused`.
        newest: the names of the newest TensorFlow.
    """
    public = {ROOT + name: list(reason) for name, reason in reasons.PUBLIC.items()}
    longest_first = sorted(reasons.BEGINNINGS, key=len, reverse=True)
    return {
        'door': what_is_given_back(door['names'], newest),
        'refused': {**door['refused'], **public},
        'reasons': {ROOT + beginning: list(reasons.BEGINNINGS[beginning]) for beginning in longest_first},
    }


def what_is_given_back(door, newest) -> dict:
    """Per module the names that the door has and the newest TensorFlow has not, in one string."""
    given_back = {
        module: ' '.join(sorted(set(names) - set(newest.get(module, ())))) for module, names in sorted(door.items())
    }
    return {module: names for module, names in given_back.items() if names}


def renewed(content, door) -> dict:
    """The content of the file, with what the door has and refuses as of now."""
    newest = {
        module: [
            name
            for group, names in groups.items()
            if {'all', VERSIONS[-1]} & set(group.split())
            for name in names.split()
        ]
        for module, groups in content['modules'].items()
    }
    return {**content, **ours(door, newest)}


def _union(old, others):
    found = {module: set(names) for module, names in old.items()}
    for names in others:
        for module in names:
            found.setdefault(module, set()).update(names[module])
    return {module: names for module, names in found.items() if names}


def _lost(old, later):
    """The parameters of `old` that one of `later` does not take; of what cannot tell its parameters, none."""
    if old is None or any(found is None for found in later):
        return []
    return [name for name in old if not all(name in found or any(one[:2] == '**' for one in found) for found in later)]


def inner(table, importable, versions) -> str:
    """The content of the file of all other names: a line for each module."""
    lines = []
    for path, groups in sorted(table.items()):
        has = importable[path]
        lines.append(
            '\t'.join([path, 'all' if len(has) == len(versions) else ' '.join(has), *map(_group, groups.items())])
        )
    return '\n'.join([*lines, ''])


def by_hand(text) -> str:
    """The content of the file of all other names with the places of `decided.PLACES`, whatever it said of them."""
    table, importable = {}, {}
    for line in text.splitlines():
        path, importable[path], *groups = line.split('\t')
        if places.is_left_out(path):
            continue
        found = table.setdefault(path, {})
        for place, _, names in (group.partition(':') for group in groups):
            for entry in names.split(CONSTANTS_APART if place == CONSTANT else None):
                name, _, there = entry.partition('=')
                decision = decided.PLACES.get(f'{path}:{name}') if place != MODULES else None
                if decision:
                    module, _, last = decision.partition(':')
                    found.setdefault(module, set()).add(name if last in ('', name) else f'{name}={last}')
                else:
                    found.setdefault(place, set()).add(entry)
    rows = ([path, importable[path], *map(_group, sorted(groups.items()))] for path, groups in sorted(table.items()))
    return '\n'.join(['\t'.join(row) for row in rows] + [''])


def _group(item):
    place, names = item
    return f'{place}:{(CONSTANTS_APART if place == CONSTANT else " ").join(sorted(names))}'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--keep', metavar='FOLDER', help='where the environments are made, and kept')
    parser.add_argument('--own', action='store_true', help="renew this project's own part of the public names only")
    options = parser.parse_args()
    INNER.touch()  # the door reads it
    door = walk(PUBLIC, sys.executable, '--own')
    if options.own:
        write(renewed(json.loads(FILE.read_text()), door))
        INNER.write_text(by_hand(INNER.read_text()))
        return 0
    if generate.oracle_python() is None:
        print(f'generate_table: {generate.MISSING}', file=sys.stderr)
        return 2
    folder = options.keep or tempfile.mkdtemp()
    try:
        found = {kind: {one: walked(folder, one, kind) for one in (OLD, *VERSIONS)} for kind in ('public', 'all')}
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    olds = {kind: versions.pop(OLD) for kind, versions in found.items()}
    write(
        public(
            olds['public']['names'],
            {v: one['names'] for v, one in found['public'].items()},
            door,
        )
    )
    libraries = walk(ALL, sys.executable, *LIBRARIES)
    names = {f'{module}.{name}'[len(ROOT) :] for module, names in door['names'].items() for name in names}
    table = places.Places(olds['all'], found['all'], libraries, names).table()
    INNER.write_text(inner(table, places.importable(olds['all'], found['all']), VERSIONS))
    return 0


def write(content):
    """Writes the public names, one line per module."""
    parts = ['"versions": ' + json.dumps(content['versions'])]
    for key in ('modules', 'door', 'refused', 'reasons', 'lost'):
        lines = [f' {json.dumps(name)}: {json.dumps(value)}' for name, value in content[key].items()]
        parts.append(f'"{key}": {{\n' + ',\n'.join(lines) + '\n}')
    FILE.write_text('{\n' + ',\n'.join(parts) + '\n}\n')


if __name__ == '__main__':
    sys.exit(main())
