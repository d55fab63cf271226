"""Writes `tf1_ref/legacy/reading/api.json`: names of TensorFlow 1.15.5, and who of 2.16 to 2.21 still has them.

  python -m tests.legacy.generate_api [--keep=FOLDER] [--door]

Makes an environment for each version (Python 3.11 and 3.7), walks its public names (`tests.legacy.walk_api`), and adds
the names that this project's door gives back. Porting reads the file, and so needs no TensorFlow. Environments that
are complete in FOLDER are not made again. `--door` walks the door only, which is enough when only this project changed.
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

from tests.golden import generate
from tf1_ref.compat.process import supported

REPOSITORY = generate.REPOSITORY
FILE = REPOSITORY / 'tf1_ref' / 'legacy' / 'reading' / 'api.json'
WALK = pathlib.Path(__file__).with_name('walk_api.py')
OLD = '1.15.5'
VERSIONS = tuple(supported.TENSORFLOW.values())


def walk(python, *arguments) -> dict:
    """What `walk_api` prints of the TensorFlow of `python`."""
    environment = {**os.environ, 'PYTHONWARNINGS': 'ignore', 'PYTHONPATH': str(REPOSITORY)}
    environment.pop('TF2_BEHAVIOR', None)
    command = [str(python), str(WALK), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
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


def table(old, versions, door, refused) -> dict:
    """The content of the file.

    Args:
        old: the names of 1.15.5.
        versions: those of each later version, by version.
        door: those of this project's door.
        refused: the names that it refuses, each with why and what to use instead.

    Returns:
        A dictionary: `versions`; `modules`: per module its names in groups, 'all' for those in every version,
        else the versions that have them joined by a space ('' for none), each group in one string; `door`: the names
        that the door has and the newest version has not; `lost`: of functions of the public API, the parameters that
        1.15.5 had and some later version has not; `refused`.
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
            if gone and not module.startswith('tensorflow.python'):
                lost[f'{module}.{name}'] = ' '.join(gone)
        modules[module] = {key: ' '.join(found) for key, found in sorted(groups.items())}
    newest = versions[VERSIONS[-1]]
    given_back = {'door': what_is_given_back(door, newest), 'refused': refused}
    return {'versions': list(versions), 'modules': modules, **given_back, 'lost': lost}


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
    return {**content, 'door': what_is_given_back(door['names'], newest), 'refused': door['refused']}


def _union(old, others):
    found = {module: set(names) for module, names in old.items()}
    for names in others:
        for module in names:
            # Of TensorFlow's own modules only what 1.15.5 had can be meant by TensorFlow 1 code.
            if not module.startswith('tensorflow.python'):
                found.setdefault(module, set()).update(names[module])
    return {module: names for module, names in found.items() if names}


def _lost(old, later):
    """The parameters of `old` that one of `later` does not take; of what cannot tell its parameters, none."""
    if old is None or any(found is None for found in later):
        return []
    return [name for name in old if not all(name in found or any(one[:2] == '**' for one in found) for found in later)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--keep', metavar='FOLDER', help='where the environments are made, and kept')
    parser.add_argument('--door', action='store_true', help="renew this project's own part of the file only")
    options = parser.parse_args()
    if options.door:
        write(renewed(json.loads(FILE.read_text()), walk(sys.executable, '--door')))
        return 0
    folder = options.keep or tempfile.mkdtemp()
    try:
        old = walk(generate.oracle_python())['names']
        versions = {version: walk(python_of(version, folder))['names'] for version in VERSIONS}
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    door = walk(sys.executable, '--door')
    write(table(old, versions, door['names'], door['refused']))
    return 0


def write(content):
    """One line per module."""
    parts = ['"versions": ' + json.dumps(content['versions'])]
    for key in ('modules', 'door', 'refused', 'lost'):
        lines = [f' {json.dumps(name)}: {json.dumps(value)}' for name, value in content[key].items()]
        parts.append(f'"{key}": {{\n' + ',\n'.join(lines) + '\n}')
    FILE.write_text('{\n' + ',\n'.join(parts) + '\n}\n')


if __name__ == '__main__':
    sys.exit(main())
