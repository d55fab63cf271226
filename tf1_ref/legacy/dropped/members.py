"""What objects of other libraries had and have no longer: `frame.ix`, `axes.hold(True)`, `dataset.value`.

Which class has lost what is in `names.json`; what it is called today, or how to do without, is said here by hand.
`member` gives it back, to the user's code by `run` and to ported modules.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import sys
from collections.abc import Callable, Iterable
from typing import Any

from tf1_ref.legacy.dropped import names

# Library: member: what it is called today, and is taken and given as it was.
RENAMED = {
    'matplotlib': {'get_axis_bgcolor': 'get_facecolor', 'set_axis_bgcolor': 'set_facecolor'},
    'networkx': {'degree_iter': 'degree', 'edges_iter': 'edges', 'neighbors_iter': 'neighbors', 'node': 'nodes'},
    'pandas': {'get_values': 'to_numpy', 'is_monotonic': 'is_monotonic_increasing', 'iteritems': 'items'},
    'PIL': {'fromstring': 'frombytes'},
}
RENAMED['networkx'].update(edge='adj', nodes_iter='nodes')
# Library: member: what to do.
ADVICE = {
    'gym': {'seed': 'reset(seed=...)', 'monitor': 'gym.wrappers.RecordVideo'},
    'h5py': {'value': '[()]'},
    'matplotlib': {
        'hold': 'nothing: axes keep what they hold',
        'ishold': 'True',
        'set_color_cycle': 'set_prop_cycle(color=...)',
        'tostring_rgb': 'buffer_rgba()',
    },
    'networkx': {f'add_{name}': f'networkx.add_{name}(graph, ...)' for name in ('cycle', 'path', 'star')},
    'numpy': {'itemset': 'x[index] = value', 'newbyteorder': 'x.view(x.dtype.newbyteorder())', 'ptp': 'numpy.ptp(x)'},
    'pandas': {
        'append': 'pandas.concat([x, other])',
        'as_matrix': 'to_numpy()',
        'get_value': 'at[row, column]',
        'ix': 'loc for labels, or iloc for positions',
        'mad': '(x - x.mean()).abs().mean()',
        'order': 'sort_values()',
        'set_value': 'at[row, column] = value',
        'sort': 'sort_values(by=...), or sort_index()',
    },
    'PIL': {
        'getsize': 'getbbox(text), whose last two numbers it was',
        'textsize': 'textbbox((0, 0), text), whose last two numbers it was',
        'multiline_textsize': 'multiline_textbbox((0, 0), text), whose last two numbers it was',
    },
    'scipy': {'A': 'toarray()', 'H': 'conj().T'},
    'sklearn': {
        'get_feature_names': 'get_feature_names_out()',
        'grid_scores_': 'cv_results_',
        'n_features_': 'n_features_in_',
    },
}
# Function: the class of what it gives. A class gives itself.
GIVES = {
    'PIL.Image.fromarray': 'PIL.Image.Image',
    'PIL.Image.new': 'PIL.Image.Image',
    'PIL.Image.open': 'PIL.Image.Image',
    'PIL.ImageDraw.Draw': 'PIL.ImageDraw.ImageDraw',
    'PIL.ImageFont.truetype': 'PIL.ImageFont.FreeTypeFont',
    'gym.make': 'gym.Env',
    'matplotlib.pyplot.axes': 'matplotlib.axes.Axes',
    'matplotlib.pyplot.gca': 'matplotlib.axes.Axes',
    'matplotlib.pyplot.subplot': 'matplotlib.axes.Axes',
    'matplotlib.pyplot.figure': 'matplotlib.figure.Figure',
    'matplotlib.pyplot.gcf': 'matplotlib.figure.Figure',
    **{
        f'numpy.{name}': 'numpy.ndarray'
        for name in ('arange', 'array', 'asarray', 'concatenate', 'empty', 'eye', 'full', 'linspace', 'ones', 'zeros')
    },
    'pandas.Series': 'pandas.Series',
    'pandas.concat': 'pandas.DataFrame',
    **{f'pandas.read_{name}': 'pandas.DataFrame' for name in ('csv', 'excel', 'hdf', 'json', 'pickle', 'sql', 'table')},
}
# Method, which nothing else has: the class of what it gives.
METHODS = dict.fromkeys(('add_axes', 'add_subplot', 'twinx', 'twiny'), 'matplotlib.axes.Axes')
# Classes of which an element with a name, or what `get` gives, is a data set, or a group of some.
FILES = ('h5py.Dataset', 'h5py.File', 'h5py.Group')


@dataclasses.dataclass(frozen=True)
class Lost:
    """A member that a class has no longer.

    Attributes:
        kind: the dotted name of the class; the library, where it may be any of several.
        name: the member.
        since: the library and the first version that lacks it.
        new: what it is called today; '' for nothing of the same meaning.
        advice: what to use instead, in words.
        given_back: whether `member` gives it.
        is_by_hand: whether it is among those that people are known to use.
    """

    kind: str
    name: str
    since: str
    new: str
    advice: str
    given_back: bool
    is_by_hand: bool

    @property
    def what(self) -> str:
        """The member, and since when it is gone."""
        name = f'{self.kind}.{self.name}' if '.' in self.kind else f'{self.name} (of {self.kind})'
        return f'{name} is gone since {self.since}'


@functools.lru_cache(maxsize=4096)
def of_class(kind: str, name: str) -> Lost | None:
    """What a class, named by its shortest dotted name, has lost under a name; None for nothing."""
    version = _table().get(name, {}).get(kind)
    if version is None:
        return None
    library = kind.partition('.')[0]
    new = RENAMED.get(library, {}).get(name, '')
    advice = ADVICE.get(library, {}).get(name) or new
    since = f'{names.TITLES.get(library, library)} {version}'
    given_back = bool(new) or name in GIVEN.get(library, ())
    told = f'use {advice}' if advice else 'replace it by hand'
    return Lost(kind, name, since, new, told, given_back, bool(advice))


# What the generator does not see: what came by `__getattr__`, and what is in modules that are left out.
BY_HAND = {
    **{name: {f'scipy.sparse.{kind}_matrix': '1.14' for kind in ('coo', 'csc', 'csr', 'lil')} for name in 'AH'},
    'tostring_rgb': {'matplotlib.backends.backend_agg.FigureCanvasAgg': '3.10'},
}
# What others have as well, and so rarely beside the library that it is taken for the library's.
TELLING = ('A', 'as_matrix', 'get_value', 'get_values', 'is_monotonic', 'mad', 'newbyteorder', 'node', 'ptp')


@functools.lru_cache(maxsize=4096)
def telling(name: str) -> dict[str, Lost]:
    """What was lost under a name that no object of Python or of a library has today, so that it tells itself.

    Names without an underscore tell too little, but for those that are known by hand.

    Args:
        name: the member.

    Returns:
        A dictionary `{library: what is known}`; empty where the name says nothing.
    """
    if name in _elsewhere() and name not in TELLING:
        return {}
    found: dict[str, Lost] = {}
    for library in {kind.partition('.')[0] for kind in _table().get(name, {})}:
        all_lost = [of_class(kind, name) for kind in _table()[name] if kind.startswith(f'{library}.')]
        (lost, _), *_ = collections.Counter(one.since for one in all_lost if one).most_common(1)
        like = next(one for one in all_lost if one and one.since == lost)
        if like.is_by_hand or '_' in name.strip('_'):
            found[library] = dataclasses.replace(like, kind=library)
    return found


@functools.cache
def libraries() -> frozenset[str]:
    """The libraries whose classes have lost something."""
    return frozenset(kind.partition('.')[0] for kind in classes())


@functools.cache
def lost_by(library: str) -> frozenset[str]:
    """The members that any class of a library has lost; of NumPy, arrays, as its other classes are rarely seen."""
    kinds = {kind for kind in classes() if kind.startswith(f'{library}.')}
    if library == 'numpy':
        kinds = {'numpy.ndarray'}
    return frozenset(name for name, owners in _table().items() if kinds & {*owners})


@functools.cache
def classes() -> frozenset[str]:
    """The classes that have lost something."""
    return frozenset(kind for kinds in _table().values() for kind in kinds)


@functools.cache
def _table():
    """Maps members to classes, and these to the version that lacks it."""
    found: dict[str, dict[str, str]] = {}
    for library, versions in names.content()['members'].items():
        for version, entries in versions.items():
            for entry in entries.split():
                kinds, _, lost = entry.rstrip(')').partition('(')
                for name in lost.split(','):
                    found.setdefault(name, {}).update({f'{library}.{kind}': version for kind in kinds.split(',')})
    for name, kinds in BY_HAND.items():
        found.setdefault(name, {}).update(kinds)
    return found


@functools.cache
def _elsewhere():
    return frozenset(names.content()['elsewhere'].split())


def member(owner: Any, name: str) -> Any:
    """The member of an object: what it has itself, else what its class had under that name.

    Args:
        owner: any object.
        name: the member.

    Raises:
        AttributeError: it neither has nor had one.
    """
    if not hasattr(owner, name):
        for kind in type(owner).__mro__:
            library = kind.__module__.partition('.')[0]
            if name in RENAMED.get(library, ()):
                return getattr(owner, RENAMED[library][name])
            if name in GIVEN.get(library, ()):
                return GIVEN[library][name](owner)
    return getattr(owner, name)


def to_give(libraries: Iterable[str]) -> set[str]:
    """The members that `member` gives back to objects of libraries that a source imports, and to arrays of any."""
    return {name for library in {*libraries, 'numpy'} for name in (*RENAMED.get(library, ()), *GIVEN.get(library, ()))}


class _Mixed:
    """What `ix` was: labels, or positions where they are numbers and the labels are none."""

    def __init__(self, owner):
        self._owner = owner

    def __getitem__(self, key):
        return self._owner.loc[self._labels(key)]

    def __setitem__(self, key, value):
        self._owner.loc[self._labels(key)] = value

    def _labels(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        found = tuple(_labels(axis, one) for axis, one in zip(self._owner.axes, keys, strict=False))
        return found if isinstance(key, tuple) else found[0]


def _labels(axis, key):
    if axis.dtype.kind in 'iuf':
        return key
    ends = [key.start, key.stop, key.step] if isinstance(key, slice) else key if isinstance(key, list) else [key]
    given = [one for one in ends if one is not None]
    is_position = bool(given) and all(isinstance(one, int) and not isinstance(one, bool) for one in given)
    return list(axis[key]) if is_position and isinstance(key, (slice, list)) else axis[key] if is_position else key


def _appended(owner):
    def append(other, ignore_index=False, verify_integrity=False, sort=False):
        pandas = sys.modules['pandas']
        if isinstance(other, dict):
            other = pandas.Series(other)
        if owner.ndim == 2 and getattr(other, 'ndim', 2) == 1:
            other = other.to_frame().T
        others = list(other) if isinstance(other, (list, tuple)) else [other]
        if owner.ndim == 2 and others and isinstance(others[0], dict):
            others = [pandas.DataFrame(others)]
        return pandas.concat([owner, *others], ignore_index=ignore_index, verify_integrity=verify_integrity, sort=sort)

    return append


def _matrix(owner):
    return lambda columns=None: (owner if columns is None else owner[columns]).to_numpy()


def _size(owner, bounds, *before):
    """A function of a text that gives the width and height that the one for its bounds says."""
    return lambda text, *others, **named: getattr(owner, bounds)(*before, text, *others, **named)[2:]


def _of_networkx(name):
    return lambda graph: functools.partial(getattr(sys.modules['networkx'], name), graph)


def _set_value(owner):
    def set_value(index, col, value, takeable=False):
        (owner.iat if takeable else owner.at)[index, col] = value
        return owner

    return set_value


def _itemset(array):
    def itemset(*arguments):
        index, value = arguments[:-1], arguments[-1]
        if not index:
            index = (0,) * array.ndim
        elif len(index) == 1 and not isinstance(index[0], tuple):
            array.flat[index[0]] = value
            return
        array[index[0] if isinstance(index[0], tuple) else index] = value

    return itemset


def _ptp(array):
    return lambda axis=None, out=None, **named: sys.modules['numpy'].ptp(array, axis, out, **named)


def _colours(canvas):
    """The red, green and blue of a picture of Matplotlib's, without how opaque it is."""
    import numpy as np

    return np.asarray(canvas.buffer_rgba())[..., :3]


# Library: member: what gives it for an object.
GIVEN: dict[str, dict[str, Callable[[Any], Any]]] = {
    'PIL': {
        'getsize': lambda font: _size(font, 'getbbox'),
        'multiline_textsize': lambda draw: _size(draw, 'multiline_textbbox', (0, 0)),
        'textsize': lambda draw: _size(draw, 'textbbox', (0, 0)),
    },
    'h5py': {'value': lambda dataset: dataset[()]},
    'matplotlib': {
        'hold': lambda axes: lambda b=None: None,
        'ishold': lambda axes: lambda: True,
        'set_color_cycle': lambda axes: lambda colours: axes.set_prop_cycle(color=colours),
        'tostring_rgb': lambda canvas: lambda: _colours(canvas).tobytes(),
    },
    'numpy': {
        'itemset': _itemset,
        'newbyteorder': lambda array: lambda new_order='S': array.view(array.dtype.newbyteorder(new_order)),
        'ptp': _ptp,
        'tostring': lambda array: array.tobytes,
    },
    'networkx': {name: _of_networkx(name) for name in ('add_cycle', 'add_path', 'add_star', 'selfloop_edges')},
    'scipy': {'A': lambda matrix: matrix.toarray(), 'H': lambda matrix: matrix.conj().T},
    'pandas': {
        'append': _appended,
        'as_matrix': _matrix,
        'get_value': lambda owner: lambda index, col, takeable=False: (owner.iat if takeable else owner.at)[index, col],
        'ix': _Mixed,
        'mad': lambda owner: (
            lambda axis=0: (
                (owner - owner.mean()).abs().mean()
                if not axis
                else owner.sub(owner.mean(axis=1), axis=0).abs().mean(axis=1)
            )
        ),
        'order': lambda owner: lambda **named: owner.sort_values(**named),
        'set_value': _set_value,
    },
}
