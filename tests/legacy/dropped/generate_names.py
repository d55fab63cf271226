"""Writes `tf1_ref/legacy/dropped/names.json`: what Python and libraries beside TensorFlow have dropped.

  python -m tests.legacy.dropped.generate_names [--keep=FOLDER]

Makes environments with the libraries as TensorFlow 1's time had them (the first and the last for Python 3.7) and as
they are today, walks their public names and those of Pythons from 2.7 on (`walk_public`), and writes what is there no
longer: by library, the version that lacks it, and the place that has the same object. Environments and walks that are
complete in FOLDER are not made again. Pythons are found on the PATH or among pyenv's.
"""

from __future__ import annotations

import argparse
import ast
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from tests.golden.generate import REPOSITORY, find_python
from tf1_ref.compat.process import supported
from tf1_ref.legacy.dropped import members

FILE = REPOSITORY / 'tf1_ref' / 'legacy' / 'dropped' / 'names.json'
WALK = pathlib.Path(__file__).with_name('walk_public.py')
LIBRARIES = [
    'numpy',
    'scipy',
    'sklearn',
    'matplotlib',
    'mpl_toolkits',
    'pandas',
    'PIL',
    'h5py',
    'imageio',
    'networkx',
    'gym',
    'joblib',
    'yaml',
]
LAST = [
    'numpy',
    'scipy',
    'scikit-learn',
    'matplotlib',
    'pandas',
    'Pillow',
    'h5py',
    'imageio',
    'networkx',
    'joblib',
    'PyYAML',
]
# Environment: its Python, and what it holds: of 2017, of 2018, the last for Python 3.7, of today.
ENVIRONMENTS = {
    'first36': (
        '3.6',
        [
            'setuptools==47.1',
            'wheel==0.37.1',
            'numpy==1.12.1',
            'scipy==0.19.0',
            'scikit-learn==0.18.1',
            'matplotlib==2.0.2',
            'pandas==0.19.2',
            'Pillow==4.1.1',
            'h5py==2.7.0',
            'imageio==2.1.2',
            'networkx==1.11',
            'gym==0.9.1',
            'joblib==0.11',
            'PyYAML==3.12',
        ],
    ),
    'first37': (
        '3.7',
        [
            'setuptools==47.1',
            'wheel',
            'numpy==1.14.6',
            'scipy==1.1.0',
            'scikit-learn==0.19.2',
            'matplotlib==2.2.5',
            'pandas==0.23.4',
            'Pillow==5.4.1',
            'h5py==2.8.0',
            'imageio==2.4.1',
            'networkx==1.11',
            'gym==0.10.11',
            'joblib==0.11',
            'PyYAML==3.13',
        ],
    ),
    'last37': ('3.7', [*LAST, 'gym==0.15.7']),
    'today': ('3.11', [*LAST, 'gym', 'setuptools']),
}
PYTHONS = ('2.7', '3.6', '3.7', '3.8', '3.9', *supported.PYTHON)
# No names of a library, but of what it is built or tested with, or of its inner life.
LEFT_OUT = re.compile(
    r'numpy\.(core|distutils|f2py|ma\.(bench|timer)|compat|testing|lib\.format)|scipy\.weave|pandas\.(core|compat|util|_)'
    r'|\.(info|setup\w*|\w*benchmark\w*|\w*_tests?|add_newdocs|six|funcsigs|bench)(\.|$)|matplotlib\.(ft2font|backends)'
    r'|PIL\.\w+Plugin|gym\.envs\.(?!registration)|networkx\.\w+\.(\w+\.)*(setup|teardown)_module|pandas\.io\.'
    r'|distutils\.|lib2to3|tkinter\.(?!tix)|(sre_\w+|tokenize|pydoc|trace|modulefinder|dis)\.|multiprocessing\.\w+\.'
)
# Classes of which nobody takes anything by name.
LEFT_OUT_CLASSES = re.compile(
    LEFT_OUT.pattern
    + r'|mpl_toolkits|matplotlib\.(transforms|tri|dviread|texmanager|afm|fontconfig|projections|backend)'
)


def walk(folder: pathlib.Path, name: str, python: str, arguments: list[str]) -> dict:
    """What `walk_public` finds under a Python; kept in the folder."""
    file = folder / f'{name}.json'
    if not file.exists():
        print(f'Walking {name}', file=sys.stderr, flush=True)
        subprocess.run([python, str(WALK), 'walk', str(file), *arguments], check=True, stderr=subprocess.DEVNULL)
    return json.loads(file.read_text())


def lacking(folder: pathlib.Path, python: str, names: list[str]) -> set[str]:
    """Which names a Python really does not give: some libraries answer for names that they do not list."""
    (folder / 'asked.json').write_text(json.dumps(names))
    command = [python, str(WALK), 'lacking', str(folder / 'answer.json'), str(folder / 'asked.json')]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return set(json.loads((folder / 'answer.json').read_text()))


def python_of(folder: pathlib.Path, name: str) -> str:
    """The Python of an environment, which is made if need be."""
    version, packages = ENVIRONMENTS[name]
    python = folder / name / 'bin' / 'python'
    if not (folder / name / 'ok').exists():
        print(f'Installing {name}', file=sys.stderr, flush=True)
        subprocess.run([find_python(version), '-m', 'venv', '--clear', str(folder / name)], check=True)
        subprocess.run([str(python), '-m', 'pip', 'install', '-q', '--prefer-binary', *packages], check=True)
        (folder / name / 'ok').touch()
    return str(python)


# Names that stand for something else today, so that what was the same object then is not now.
OTHERS = re.compile(r'numpy\.(long|bool|str|object|int|float|complex|unicode)$|joblib\.externals|pandas\.core|lib2to3')


def compare(walks: list[dict], really_lacking) -> tuple[dict, dict]:
    """What is gone, and what has lost parameters, from the oldest walk to the newest.

    Args:
        walks: what `walk` gave, the oldest first.
        really_lacking: for each walk, a function that says which names cannot be had there.

    Returns:
        By dotted name: the number of the walk that lacks it first, and the place of the same object ('' for none).
        By dotted name: the parameters that were lost.
    """
    newest = walks[-1]['names']
    gone = {name for one in walks for name in one['names'] if name not in newest and not LEFT_OUT.search(name)}
    modules = {name for name in gone if any(one['names'].get(name) == 'module' for one in walks)}
    gone = {name for name in gone if name in modules or _is_own(name, walks)}
    really = really_lacking[-1](sorted(gone))
    since = dict.fromkeys(really, len(walks) - 1)
    for index in range(len(walks) - 2, 0, -1):  # the first from which on it was never there again
        missing = really_lacking[index](sorted(name for name in really if since[name] == index + 1))
        since.update(dict.fromkeys(missing, index))
    same = _places_of_the_same(walks)
    table = {}
    for name in sorted(really):
        in_module = any(parent in modules and parent in really for parent in _parents(name))
        if same.get(name) or not in_module:
            table[name] = (since[name], same.get(name, ''))
    return table, _lost_parameters(walks)


def _is_own(name, walks):
    return any(one['names'].get(name) != 'module' and one['names'].get(name, (0, False))[1] for one in walks)


def _places_of_the_same(walks):
    """By name: the shortest name, which is there today, that an old walk had for the same object."""
    newest, found = walks[-1]['names'], {}
    for one in walks[:-1]:
        by_object: dict = {}
        for name, entry in one['names'].items():
            if entry != 'module' and entry[0]:
                by_object.setdefault(entry[0], []).append(name)
        for names in by_object.values():
            there = [name for name in names if name in newest and newest[name] != 'module']
            there = [name for name in there if newest[name][1] and not OTHERS.match(name)]
            if there:
                best = min(there, key=lambda name: (name.count('.'), len(name), name))
                found.update({name: best for name in names if name not in newest})
    return found


def _lost_parameters(walks):
    found = {}
    for name, entry in walks[-1]['names'].items():
        if entry == 'module' or not entry[1] or not entry[2] or LEFT_OUT.search(name):
            continue
        before = {
            parameter
            for one in walks[:-1]
            if one['names'].get(name, 'module') != 'module'
            for parameter in one['names'][name][2] or ()
        }
        lost = sorted(one for one in before - set(entry[2]) if not one.startswith('_') and one != 'self')
        if lost:
            found[name] = lost
    return found


def lost_members(walks: list[dict], stored: dict[str, set[str]]) -> dict[str, dict[str, int]]:
    """What objects of a class, which is still there, have no longer.

    Args:
        walks: what `walk` gave, the oldest first.
        stored: by library, what `stored_in` found for the newest: an object may have got it from anywhere.

    Returns:
        By dotted name of the class, the shortest that it has today: member and number of the walk that lacks it first.
    """
    by_hand = {name for table in (members.RENAMED, members.ADVICE) for names in table.values() for name in names}
    newest, shortest = walks[-1]['names'], {}
    for name, entry in newest.items():
        if entry != 'module' and entry[3] is not None and not LEFT_OUT_CLASSES.search(name):
            best = shortest.get(entry[0], name)
            shortest[entry[0]] = min(best, name, key=lambda one: (one.count('.'), len(one), one))
    found: dict = {}
    for name in sorted(shortest.values()):
        entries = [one['names'].get(name, 'module') for one in walks]
        having = [entry[3] if entry != 'module' else None for entry in entries]
        before = {member for members in having[:-1] for member in members or ()}
        for member in sorted(before - {*having[-1]} - (stored.get(name.partition('.')[0], set()) - by_hand)):
            last = max(at for at, members in enumerate(having) if members is not None and member in members)
            found.setdefault(name, {})[member] = last + 1
    return found


def stored_in(folder: pathlib.Path) -> set[str]:
    """The attributes that the sources below a folder assign or annotate, whatever they are attributes of."""
    found: set[str] = set()
    for path in folder.rglob('*.py'):
        if 'tests' in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.attr)
            elif isinstance(node, ast.ClassDef):
                targets = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
                found |= {one.id for one in targets if isinstance(one, ast.Name)}
    return found


def all_members(walked: dict) -> set[str]:
    """The members of all classes of a walk."""
    entries = (entry for entry in walked['names'].values() if entry != 'module')
    return {member for entry in entries for member in entry[3] or ()}


def _parents(name):
    while '.' in name:
        name = name.rpartition('.')[0]
        yield name


def text(libraries, pythons, lost) -> str:
    """The content of the file: a line for each library and version that lacks names.

    Args:
        libraries: the walks of the environments, and what `compare` gave for them.
        pythons: the same of Python.
        lost: what `lost_members` gave.
    """
    (names, parameters), (python_names, _) = libraries[1], pythons[1]
    content: dict = {'versions': {}, 'gone': {}, 'lost': {}}
    for root in LIBRARIES:
        versions = [one['versions'].get(root, '') for one in libraries[0]]
        if root == 'mpl_toolkits':
            versions = [one['versions']['matplotlib'] for one in libraries[0]]
        content['versions'][root] = versions[-1]
        own = {name: (versions[at], place) for name, (at, place) in names.items() if name.partition('.')[0] == root}
        content['gone'][root] = _by_version(own, len(root) + 1)
        lines = [
            f'{name[len(root) + 1 :]}({",".join(parameters[name])})'
            for name in sorted(parameters)
            if name.split('.')[0] == root
        ]
        content['lost'][root] = ' '.join(lines)
    versions = [one['python'] for one in pythons[0]]
    content['versions']['python'] = versions[-1]
    own = {name: (versions[at], place) for name, (at, place) in python_names.items()}
    content['gone']['python'] = _by_version(own, 0)
    content['members'] = {
        root: _members_by_version({name: lost[name] for name in lost if name.split('.')[0] == root}, versions)
        for root, versions in ((root, _versions_of(root, libraries[0])) for root in LIBRARIES)
    }
    there = all_members(libraries[0][-1]) | all_members(pythons[0][-1])
    content['elsewhere'] = ' '.join(sorted({member for kind in lost.values() for member in kind} & there))
    return json.dumps(content, indent=0) + '\n'


def _versions_of(root, walks):
    return [one['versions'].get('matplotlib' if root == 'mpl_toolkits' else root, '') for one in walks]


def _members_by_version(kinds, versions):
    """Classes that have lost the same are told together: `Axes,PolarAxes(hold,ishold)`."""
    having: dict = {}
    for kind, lost in kinds.items():
        for name, at in lost.items():
            having.setdefault((at, name), []).append(kind.partition('.')[2])
    together: dict = {}
    for (at, name), owners in having.items():
        together.setdefault((at, tuple(sorted(owners))), []).append(name)
    lines: dict = {}
    for (at, owners), names in sorted(together.items()):
        lines.setdefault(versions[at], []).append(f'{",".join(owners)}({",".join(sorted(names))})')
    return {version: ' '.join(lines[version]) for version in sorted(lines, key=_key)}


def _by_version(names, skipped):
    lines: dict = {}
    for name in sorted(names):
        version, place = names[name]
        lines.setdefault(version, []).append(name[skipped:] + (f'={place}' if place else ''))
    return {version: ' '.join(lines[version]) for version in sorted(lines, key=_key)}


def _key(version):
    return [int(part) for part in re.findall(r'\d+', version)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--keep', metavar='FOLDER', help='where environments and walks are, or go')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        walks = [walk(folder, name, python_of(folder, name), LIBRARIES) for name in ENVIRONMENTS]
        libraries = (
            walks,
            compare(walks, [functools.partial(lacking, folder, python_of(folder, one)) for one in ENVIRONMENTS]),
        )
        missing = [version for version in PYTHONS if not find_python(version)]
        if missing:
            print(f'generate_names: no Python {", ".join(missing)} found; install them', file=sys.stderr)
            return 1
        walks = [walk(folder, f'python{one}', find_python(one), ['--python']) for one in PYTHONS]
        pythons = walks, compare(walks, [functools.partial(lacking, folder, find_python(one)) for one in PYTHONS])
        packages = next((folder / 'today').glob('lib/python*/site-packages'))
        stored = {root: stored_in(packages / root) for root in LIBRARIES}
        FILE.write_text(text(libraries, pythons, lost_members(libraries[0], stored)))
    return 0


if __name__ == '__main__':
    sys.exit(main())
