"""Writes `tf1_ref/legacy/dropped/names.json`: what Python and libraries beside TensorFlow have dropped.

  python -m tests.legacy.dropped.generate_names [--keep=FOLDER]

Makes environments with the libraries as TensorFlow 1's time had them (the first and the last for Python 3.7) and as
they are today, walks their public names and those of Pythons from 2.7 on (`walk_public`), and writes what is there no
longer: by library, the first version that lacks it (`releases`), and the place that has the same object; and
`releases.json`, how many names each release dropped. Environments and walks that are complete in FOLDER are not made
again. Pythons are found on the PATH or among pyenv's.
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
from tests.legacy.dropped import releases
from tests.legacy.dropped.releases import Release, ask, key, members_of, minor, walk
from tf1_ref.compat.process import supported
from tf1_ref.legacy.dropped import members

FILE = REPOSITORY / 'tf1_ref' / 'legacy' / 'dropped' / 'names.json'
RELEASES = pathlib.Path(__file__).with_name('releases.json')
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
PYTHON = 'python'
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


def python_of(folder: pathlib.Path, name: str) -> str:
    """The Python of an environment, which is made if need be."""
    version, packages = ENVIRONMENTS[name]
    python = folder / name / 'bin' / 'python'
    if not (folder / name / 'ok').exists():
        print(f'Installing {name}', file=sys.stderr, flush=True)
        subprocess.run([find_python(version), '-m', 'venv', '--clear', str(folder / name)], check=True)
        subprocess.run(
            [str(python), '-m', 'pip', 'install', '-q', '--no-compile', '--prefer-binary', *packages], check=True
        )
        (folder / name / 'ok').touch()
    return str(python)


# Names that stand for something else today, so that what was the same object then is not now.
OTHERS = re.compile(r'numpy\.(long|bool|str|object|int|float|complex|unicode)$|joblib\.externals|pandas\.core|lib2to3')


def compare(walks: list[dict], not_in_newest) -> tuple[dict[str, str], dict]:
    """What is gone, and what has lost parameters, from the oldest walk to the newest.

    Args:
        walks: what `walk` gave, the oldest first.
        not_in_newest: function that says which of some names cannot be had where the newest walk was.

    Returns:
        By dotted name that is gone: the place of the same object ('' for none).
        By dotted name: the parameters that were lost.
    """
    newest = walks[-1]['names']
    gone = {name for one in walks for name in one['names'] if name not in newest and not LEFT_OUT.search(name)}
    modules = {name for name in gone if any(one['names'].get(name) == 'module' for one in walks)}
    really = {*not_in_newest(sorted(name for name in gone if name in modules or _is_own(name, walks)))}
    same = _places_of_the_same(walks)
    table = {}
    for name in sorted(really):
        in_module = any(parent in modules and parent in really for parent in _parents(name))
        if same.get(name) or not in_module:
            table[name] = same.get(name, '')
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


def lost_members(walks: list[dict], stored: dict[str, set[str]]) -> dict[str, set[str]]:
    """What objects of a class, which is still there, have no longer.

    Args:
        walks: what `walk` gave, the oldest first.
        stored: by library, what `stored_in` found for the newest: an object may have got it from anywhere.

    Returns:
        By dotted name of the class, the shortest that it has today: members.
    """
    by_hand = {name for table in (members.RENAMED, members.ADVICE) for names in table.values() for name in names}
    newest, shortest = walks[-1]['names'], {}
    for name, entry in newest.items():
        if entry != 'module' and entry[3] is not None and not LEFT_OUT_CLASSES.search(name):
            best = shortest.get(entry[0], name)
            shortest[entry[0]] = min(best, name, key=lambda one: (one.count('.'), len(one), one))
    found: dict = {}
    having = [members_of(one) for one in walks]
    for name in sorted(shortest.values()):
        before = {member for one in having[:-1] for member in one.get(name, ())}
        lost = before - having[-1][name] - (stored.get(name.partition('.')[0], set()) - by_hand)
        if lost:
            found[name] = lost
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


def text(newest: dict[str, str], gone: dict, parameters: dict, lost: dict, there: set[str]) -> str:
    """The content of the file: a line for each library and release that dropped names.

    Args:
        newest: by library, the version that was compared with.
        gone: by library, then by dotted name: the first version that lacks it, and the place of the same object.
        parameters: what `compare` gave of the libraries.
        lost: by library, then by class: member and the first version that lacks it.
        there: the members of all classes of today.
    """
    content: dict = {'versions': newest, 'gone': {}, 'lost': {}}
    for root in gone:
        content['gone'][root] = _by_version(gone[root], 0 if root == PYTHON else len(root) + 1)
        if root != PYTHON:
            own = (name for name in sorted(parameters) if name.split('.')[0] == root)
            content['lost'][root] = ' '.join(f'{name[len(root) + 1 :]}({",".join(parameters[name])})' for name in own)
    content['members'] = {root: _members_by_version(lost[root]) for root in LIBRARIES}
    every = {member for kinds in lost.values() for kind in kinds.values() for member in kind}
    content['elsewhere'] = ' '.join(sorted(every & there))
    return json.dumps(content, indent=0) + '\n'


def counts(known: dict[str, list[Release]], gone: dict, lost: dict) -> str:
    """The content of `releases.json`: by library and release that was looked at, how many names and members went."""
    content = {}
    for root, looked_at in known.items():
        went = [version for version, _ in gone[root].values()]
        went += [version for kind in lost.get(root, {}).values() for version in kind.values()]
        versions = sorted({minor(one.version) for one in looked_at}, key=key)
        content[root] = {version: went.count(version) for version in versions}
    return json.dumps(content, indent=1) + '\n'


def _members_by_version(kinds):
    """Classes that have lost the same are told together: `Axes,PolarAxes(hold,ishold)`."""
    having: dict = {}
    for kind, lost in kinds.items():
        for name, version in lost.items():
            having.setdefault((version, name), []).append(kind.partition('.')[2])
    together: dict = {}
    for (version, name), owners in having.items():
        together.setdefault((version, tuple(sorted(owners))), []).append(name)
    lines: dict = {}
    for (version, owners), names in sorted(together.items()):
        lines.setdefault(version, []).append(f'{",".join(owners)}({",".join(sorted(names))})')
    return {version: ' '.join(lines[version]) for version in sorted(lines, key=key)}


def _by_version(names, skipped):
    lines: dict = {}
    for name in sorted(names):
        version, place = names[name]
        lines.setdefault(version, []).append(name[skipped:] + (f'={place}' if place else ''))
    return {version: ' '.join(lines[version]) for version in sorted(lines, key=key)}


def look_at_libraries(folder: pathlib.Path) -> tuple[dict, dict, dict, dict, set[str], dict[str, str]]:
    """What the libraries dropped.

    Args:
        folder: where environments and walks are, or go.

    Returns:
        By library the releases that were looked at; `gone`, `parameters`, `lost` and `there` as `text` takes them; by
        library the newest version.
    """
    walks = {name: walk(folder, name, python_of(folder, name), LIBRARIES) for name in ENVIRONMENTS}
    today = python_of(folder, 'today')
    places, parameters = compare([*walks.values()], functools.partial(ask, 'lacking', folder, today))
    places = {name: place for name, place in places.items() if name.partition('.')[0] in LIBRARIES}
    packages = next((folder / 'today').glob('lib/python*/site-packages'))
    members_lost = lost_members([*walks.values()], {root: stored_in(packages / root) for root in LIBRARIES})
    known = releases.between(folder, [*places], [*members_lost])
    for name, walked in walks.items():
        lacks, having = frozenset(ask('lacking', folder, python_of(folder, name), places)), members_of(walked)
        for root in LIBRARIES:
            version = walked['versions'].get('matplotlib' if root == 'mpl_toolkits' else root, '')
            known.setdefault(root, []).append(Release(version, lacks, having))
    gone: dict = {root: {} for root in LIBRARIES}
    lost: dict = {root: {} for root in LIBRARIES}
    for name, place in places.items():
        root = name.partition('.')[0]
        gone[root][name] = minor(releases.since(known[root], name)), place
    for kind, names in members_lost.items():
        root = kind.partition('.')[0]
        dates = {name: releases.since_of_member(known[root], kind, name) for name in names}
        lost[root][kind] = {name: minor(version) for name, version in dates.items()}
    newest = {root: known[root][-1].version for root in LIBRARIES}
    return known, gone, parameters, lost, all_members(walks['today']), newest


def look_at_pythons(folder: pathlib.Path) -> tuple[list[Release], dict, set[str]]:
    """What Python dropped: its versions, `gone` and `there` as `text` takes them."""
    walks = [walk(folder, f'python{one}', find_python(one), ['--python']) for one in PYTHONS]
    places, _ = compare(walks, functools.partial(ask, 'lacking', folder, find_python(PYTHONS[-1])))
    known = [Release(one, frozenset(ask('lacking', folder, find_python(one), places)), {}) for one in PYTHONS]
    return known, {name: (releases.since(known, name), place) for name, place in places.items()}, all_members(walks[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--keep', metavar='FOLDER', help='where environments and walks are, or go')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        missing = [version for version in (*PYTHONS, *releases.BETWEEN) if not find_python(version)]
        if missing:
            print(f'generate_names: no Python {", ".join(missing)} found; install them', file=sys.stderr)
            return 1
        known, gone, parameters, lost, there, newest = look_at_libraries(folder)
        known[PYTHON], gone[PYTHON], also_there = look_at_pythons(folder)
        newest[PYTHON] = PYTHONS[-1]
        FILE.write_text(text(newest, gone, parameters, lost, there | also_there))
        RELEASES.write_text(counts(known, gone, lost))
    return 0


if __name__ == '__main__':
    sys.exit(main())
