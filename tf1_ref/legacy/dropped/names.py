"""What Python and libraries beside TensorFlow have dropped: where it is today, what stands in for it, or what to do.

`names.json` is written by `tests.legacy.dropped.generate_names`, which compares the public names of old releases with
today's; `remedies` adds by hand what has another name or another meaning now.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import json
import pathlib
import sys

from tf1_ref.legacy.dropped import remedies

PYTHON = 'python'
FIRST_PYTHON_3 = '3.6'  # that was looked at


@dataclasses.dataclass(frozen=True)
class Gone:
    """A name that is there no longer.

    Attributes:
        name: the dotted name, or the part of it that is gone.
        since: the library and the first version that lacks it, such as 'SciPy 1.2'.
        place: the dotted name of what it was, where that is today; '' for none.
        helper: 'module:name' of what this project has in its place; '' for none.
        advice: what to use instead, in words.
        is_here: whether the Python that runs this still has it.
    """

    name: str
    since: str
    place: str = ''
    helper: str = ''
    advice: str = ''
    is_here: bool = False

    @property
    def what(self) -> str:
        """The name, and since when it is gone."""
        return f'{self.name} is gone since {self.since}' if self.since else f'{self.name} is gone'


TITLES = {'numpy': 'NumPy', 'scipy': 'SciPy', 'sklearn': 'scikit-learn', 'matplotlib': 'Matplotlib', PYTHON: 'Python'}
TITLES.update(mpl_toolkits='Matplotlib', PIL='Pillow', yaml='PyYAML', gym='gym')


@functools.lru_cache(maxsize=65536)
def find(name: str) -> Gone | None:
    """What is known of a dotted name such as 'scipy.misc.imread'; None if nothing of it is gone."""
    root = name.partition('.')[0]
    if root not in roots():
        return None
    names = _names_of(root)
    part = _known_part(name, names)
    if not part:
        return None
    version, place = names.get(part, ('', ''))
    parent = part
    while parent and not version:
        parent = parent.rpartition('.')[0]
        version = names.get(parent, ('', ''))[0]
    if part.rpartition('.')[0] in remedies.OTHERWISE and place.rpartition('.')[2] != part.rpartition('.')[2]:
        place = ''  # what has this name elsewhere is called otherwise
    library = root if root in content()['gone'] else PYTHON
    shown = '3' if library == PYTHON and version == FIRST_PYTHON_3 else version
    since = f'{TITLES.get(library, library)} {shown}' if version else ''
    place = remedies.PLACES.get(part, place)
    return Gone(
        part,
        since,
        place,
        remedies.HELPERS.get(part, ''),
        f'use {remedies.ADVICE.get(part) or place}' if part in remedies.ADVICE or place else _advice_of_parent(part),
        library == PYTHON and bool(version) and sys.version_info[:2] < tuple(map(int, version.split('.'))),
    )


def _known_part(name, names):
    """The longest beginning of a name that is known; but what lies in a module that was only renamed is in there."""
    found, part = '', name
    while part:
        if (
            _is_by_hand(part)
            and (not found or part in remedies.PLACES and found in names and not _is_by_hand(found))
            or part in names
            and not found
        ):
            found = part
        part = part.rpartition('.')[0]
    return found


def _is_by_hand(name):
    return name in remedies.PLACES or name in remedies.HELPERS or name in remedies.ADVICE


def _advice_of_parent(part):
    while part and part not in remedies.ADVICE:
        part = part.rpartition('.')[0]
    return f'use {remedies.ADVICE[part]}' if part else 'replace it by hand'


@functools.cache
def leading(root: str) -> frozenset[str]:
    """The modules of a library, or of Python's own, in which something is given back, and those that they are in."""
    by_table = (name for name, (_, place) in _names_of(root).items() if place and name.startswith(f'{root}.'))
    by_hand = (name for name in (*remedies.PLACES, *remedies.HELPERS) if name.startswith(f'{root}.'))
    found = set()
    for name in (*by_table, *by_hand):
        parent = name.rpartition('.')[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition('.')[0]
    return frozenset(found)


@functools.cache
def roots() -> frozenset[str]:
    """The top-level modules of which something is gone, those of Python among them."""
    by_hand = (*remedies.PLACES, *remedies.HELPERS, *remedies.ADVICE)
    names = {name.partition('.')[0] for name in (*_names_of(PYTHON), *by_hand)}
    return frozenset({*names, *content()['gone']} - {PYTHON, 'tensorflow'})


def place_of_module(module: str, used: frozenset[str]) -> str:
    """The module that has today what a module that is gone had; '' if none has all that is used.

    Args:
        module: its dotted name.
        used: the names that are used of it; with none, the module with most of it is meant.
    """
    found = find(module)
    if found and found.name == module and found.place:
        return found.place
    names = _names_of(module.partition('.')[0])
    prefix, counted = f'{module}.', collections.Counter[str]()
    for name, (_, place) in names.items():
        if name.startswith(prefix) and place.rpartition('.')[2] == name[len(prefix) :]:
            counted[place.rpartition('.')[0]] += 1
    fitting = [
        place
        for place, _ in counted.most_common()
        if all(names.get(prefix + one, ('', ''))[1] == f'{place}.{one}' for one in used)
    ]
    return fitting[0] if fitting else ''


@functools.lru_cache(maxsize=65536)
def lost_parameters(function: str) -> tuple[str, ...]:
    """The parameters that a function, which is still there, takes no longer."""
    return _lost().get(function, ())


def newest_version(library: str) -> str:
    """The newest version of a library, or of 'python', that was looked at."""
    return content()['versions'][library]


@functools.cache
def content() -> dict:
    """What `names.json` holds."""
    return json.loads(pathlib.Path(__file__).with_name('names.json').read_text(encoding='utf-8'))


@functools.cache
def _names_of(root):
    """Maps dotted names to the version that lacks them, and the place of the same object."""
    gone = content()['gone']
    if root not in gone:
        return _names_of(PYTHON)
    prefix = '' if root == PYTHON else f'{root}.'
    found = {}
    for version, names in gone[root].items():
        for entry in names.split():
            name, _, place = entry.partition('=')
            found[prefix + name] = version, place
    return found


@functools.cache
def _lost():
    found = {}
    for library, functions in content()['lost'].items():
        for entry in functions.split():
            name, _, parameters = entry.rstrip(')').partition('(')
            found[f'{library}.{name}'] = tuple(parameters.split(','))
    return found
