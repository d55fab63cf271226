"""Libraries from minor release to minor release: which is the first that lacks a name, or a member of a class.

`generate_names` knows from a few releases what is gone; the releases between them, each under a Python that can import
it, tell since when. What a release lacks is kept in a folder, and not asked for again.
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from tests.golden.generate import find_python

WALK = pathlib.Path(__file__).with_name('walk_public.py')
# Library: the package that has it, where that is called otherwise.
PACKAGES = {'sklearn': 'scikit-learn', 'mpl_toolkits': 'matplotlib', 'PIL': 'Pillow'}
# Python: package: the releases to look at under it, in the order of their steps. `-` is a step without a new one. Of
# Pillow, which drops in major releases only, the first of each; of the others the last of each minor release.
BETWEEN = {
    '3.6': {
        'numpy': '1.13.3',
        'scipy': '1.0.1',
        'scikit-learn': '0.19.0',
        'matplotlib': '2.1.2',
        'pandas': '0.20.3 0.21.1 0.22.0',
        'Pillow': '5.0.0',
        'h5py': '2.7.1',
        'imageio': '2.2.0 2.3.0',
        'gym': '0.9.7',
        'joblib': '0.11',
        'networkx': '1.11',
    },
    '3.7': {
        'numpy': '1.15.4 1.16.6 1.17.5 1.18.5 1.19.5 1.20.3',
        'scipy': '1.2.3 1.3.3 1.4.1 1.5.4 1.6.3',
        'scikit-learn': '0.20.4 0.21.3 0.22.2.post1 0.23.2 0.24.2',
        'matplotlib': '3.0.3 3.1.3 3.2.2 3.3.4 3.4.3',
        'pandas': '0.24.2 0.25.3 1.0.5 1.1.5 1.2.5',
        'Pillow': '6.0.0 7.0.0 8.0.1 9.0.1',
        'h5py': '2.9.0 2.10.0 3.0.0 3.1.0 3.2.1 3.3.0 3.4.0 3.5.0 3.6.0 3.7.0',
        'imageio': '2.5.0 2.6.1 2.8.0 2.9.0 2.10.5 2.11.1 2.12.0 2.13.5 2.14.1 2.15.0 2.16.2 2.17.0 2.18.0 2.19.5 '
        '2.20.0 2.21.3 2.22.4 2.23.0 2.24.0 2.25.1 2.26.1 2.27.0 2.28.1 2.29.0 2.30.0',
        'networkx': '2.0 2.1 2.2 2.3 2.4 2.5.1',
        'gym': '0.11.0 0.12.6 0.13.1 0.14.0',
        'joblib': '0.12.5 0.13.2 0.14.1 0.15.1 0.16.0 0.17.0 1.0.1 1.1.1 1.2.0',
    },
    '3.8': {
        'numpy': '1.22.4 1.23.5 1.24.4',
        'scipy': '1.8.1 1.9.3 1.10.1',
        'scikit-learn': '1.1.3 1.2.2 1.3.2',
        'matplotlib': '3.6.3 3.7.5',
        'pandas': '1.4.4 1.5.3 2.0.3',
        'Pillow': '10.0.0',
        'h5py': '3.9.0 3.10.0 3.11.0',
        'imageio': '2.32.0 2.33.1 2.34.2',
        'networkx': '2.7.1 2.8.8 3.0 3.1',
        'gym': '0.16.0 0.17.3 0.18.3 0.19.0 0.20.0 0.21.0 0.22.0 0.23.1 0.24.1 0.25.2',
        'joblib': '1.4.2',
    },
    '3.9': {
        'numpy': '1.25.2 1.26.4 2.0.2',
        'scipy': '1.11.4 1.12.0 1.13.1',
        'scikit-learn': '1.4.2 1.5.2 1.6.1',
        'matplotlib': '3.8.4 3.9.4',
        'pandas': '2.1.4 2.2.3 2.3.3',
        'Pillow': '11.0.0',
        'h5py': '3.12.1 3.13.0 3.14.0',
        'imageio': '2.35.1 2.36.1 2.37.2',
        'networkx': '3.2.1',
        'joblib': '1.5.3',
    },
    '3.10': {
        'numpy': '2.1.3 2.2.6',
        'scipy': '1.14.1 1.15.3',
        'scikit-learn': '1.7.2',
        'matplotlib': '3.10.8',
        'pandas': '2.3.3',
        'Pillow': '12.0.0',
        'h5py': '3.15.1',
        'networkx': '3.3 3.4.2',
        'joblib': '1.5.3',
    },
    '3.11': {
        'numpy': '2.3.5',
        'scipy': '1.16.3',
        'scikit-learn': '1.8.0',
        'matplotlib': '3.10.8',
        'pandas': '3.0.6',
        'Pillow': '12.0.0',
        'networkx': '3.5',
        'joblib': '1.5.3',
    },
}
# What they need beside each other. Each is installed alone: old ones ask for what no longer fits together.
NEEDED = ['cycler', 'kiwisolver', 'pyparsing', 'python-dateutil', 'packaging', 'pytz', 'tzdata', 'decorator']
NEEDED += ['cloudpickle', 'pyglet', 'gym-notices', 'future', 'six', 'threadpoolctl', 'importlib-metadata', 'fonttools']
OF_PYTHON = dict.fromkeys(('3.6', '3.7', '3.8'), ['setuptools==47.1', 'wheel==0.37.1'])
LATER = ['setuptools<80', 'wheel', 'contourpy', 'importlib-resources']


@dataclasses.dataclass(frozen=True)
class Release:
    """What one release of a library has and lacks.

    Attributes:
        version: such as '1.24.4'.
        lacking: of the dotted names that were asked for, those that it lacks.
        members: dotted name of a class: the members of its objects.
    """

    version: str
    lacking: frozenset[str]
    members: dict[str, frozenset[str]]


def key(version: str) -> list[int]:
    """What versions are sorted by."""
    return [int(part) for part in re.findall(r'\d+', version)]


def minor(version: str) -> str:
    """'1.24' of '1.24.4'."""
    return '.'.join(version.split('.')[:2])


def walk(folder: pathlib.Path, name: str, python: str, arguments: list[str]) -> dict:
    """What `walk_public` finds under a Python; kept in the folder."""
    file = folder / f'{name}.json'
    if not file.exists():
        print(f'Walking {name}', file=sys.stderr, flush=True)
        subprocess.run([python, str(WALK), 'walk', str(file), *arguments], check=True, stderr=subprocess.DEVNULL)
    return json.loads(file.read_text())


def ask(what: str, folder: pathlib.Path, python: str, names: Iterable[str]) -> Any:
    """What a Python answers of dotted names.

    Args:
        what: 'lacking', 'members' or 'versions', as `walk_public` has it. Some libraries answer for names that they do
            not list, so which they lack has to be asked.
        folder: where files may be.
        python: the Python.
        names: the names.
    """
    (folder / 'asked.json').write_text(json.dumps(sorted(names)))
    command = [python, str(WALK), what, str(folder / 'answer.json'), str(folder / 'asked.json')]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return json.loads((folder / 'answer.json').read_text())


def members_of(walked: dict) -> dict[str, frozenset[str]]:
    """The members of the classes of a walk, by the dotted name of the class."""
    entries = ((name, entry) for name, entry in walked['names'].items() if entry != 'module')
    return {name: frozenset(entry[3]) for name, entry in entries if entry[3] is not None}


def between(folder: pathlib.Path, names: list[str], classes: list[str]) -> dict[str, list[Release]]:
    """Installs and looks at the releases of `BETWEEN`.

    Args:
        folder: where environments and what was found are, or go.
        names: the dotted names that may be lacking.
        classes: the dotted names of classes, of which the members matter.

    Returns:
        By library, its releases, in no order.
    """
    found: dict[str, list[Release]] = {}
    libraries = {name.partition('.')[0] for name in (*names, *classes)}
    for python, packages in BETWEEN.items():
        versions = {package: text.split() for package, text in packages.items()}
        for step in range(max(map(len, versions.values()))):
            new = {package: all_[step] for package, all_ in versions.items() if step < len(all_)}
            roots = sorted(one for one in libraries if PACKAGES.get(one, one) in new)
            asked = [sorted(name for name in of if name.partition('.')[0] in roots) for of in (names, classes)]
            kept = folder / f'between{python}-{step:02}.json'
            known = json.loads(kept.read_text()) if kept.exists() else {}
            if known.get('asked') != asked or known.get('new') != new:
                executable = _with(folder / f'between{python}', python, new, versions, step)
                there = [one for one in roots if one != 'mpl_toolkits']
                answers = (ask('lacking', folder, executable, asked[0]), ask('members', folder, executable, asked[1]))
                known = dict(zip(('lacking', 'members'), answers, strict=True), asked=asked, new=new)
                known['versions'] = ask('versions', folder, executable, there)
                kept.write_text(json.dumps(known))
            for root in roots:
                version = new[PACKAGES.get(root, root)]
                if known['versions'].get(root, version) not in (version, None, version.partition('.post')[0]):
                    raise ValueError(f'{root} {known["versions"][root]} instead of {version} under Python {python}')
                having = {kind: frozenset(of) for kind, of in known['members'].items() if kind.split('.')[0] == root}
                lacks = frozenset(one for one in known['lacking'] if one.partition('.')[0] == root)
                found.setdefault(root, []).append(Release(version, lacks, having))
    return found


def _with(place, version, new, versions, step):
    """The Python of an environment, in which the releases of a step are installed."""
    python = str(place / 'bin' / 'python')
    install = [python, '-m', 'pip', 'install', '-q', '--no-compile', '--prefer-binary']
    if not (place / 'ok').exists():
        print(f'Making {place.name}', file=sys.stderr, flush=True)
        subprocess.run([find_python(version), '-m', 'venv', '--clear', str(place)], check=True)
        subprocess.run([*install, 'pip<24.1'], check=True)
        subprocess.run([*install, *OF_PYTHON.get(version, LATER), *NEEDED], check=True)
        (place / 'ok').touch()
    # Where steps were left out because they are known, the others are at the release before.
    wanted = {package: all_[min(step, len(all_) - 1)] for package, all_ in versions.items()}
    print(f'Installing in {place.name}: {new}', file=sys.stderr, flush=True)
    pins = [f'{package}=={one}' for package, one in wanted.items()]
    subprocess.run([*install, '--no-deps', '--no-build-isolation', *pins], check=True)
    return python


def since(releases: list[Release], name: str) -> str:
    """The first release, but for the oldest, that lacks a name, as all later ones do; '' if the newest has it."""
    found = ''
    for one in sorted(releases, key=lambda one: key(one.version), reverse=True)[:-1]:
        if name not in one.lacking:
            break
        found = one.version
    return found


def since_of_member(releases: list[Release], kind: str, member: str) -> str:
    """The first release of which a class lacks a member, as in all later ones; '' if none had it, or the newest has."""
    ordered = sorted(releases, key=lambda one: key(one.version))
    having = [at for at, one in enumerate(ordered) if member in one.members.get(kind, ())]
    return ordered[having[-1] + 1].version if having and having[-1] + 1 < len(ordered) else ''
