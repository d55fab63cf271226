"""Names that NumPy and Python dropped after TensorFlow 1.15's time, given back to the user's modules only.

Each name is what it was in NumPy 1.18 and Python 3.7. What NumPy still has under the name stays, unless its meaning
changed (`np.bool`, `np.long`).
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import re
import sys
import types
from collections.abc import Callable

from tf1_ref.legacy.dropped import others, remedies

SUM_OF_GENERATOR = re.compile(rb'\.sum\([^()]*(?:\([^()]*\)[^()]*)*\bfor\b')


def numpy_names() -> dict:
    """What `import numpy` lacks."""
    import math

    import numpy as np

    builtin_types = {'bool': bool, 'int': int, 'float': float, 'complex': complex, 'object': object, 'str': str}
    aliases = {
        'unicode': str,
        'long': int,
        'Inf': np.inf,
        'Infinity': np.inf,
        'infty': np.inf,
        'PINF': np.inf,
        'NINF': -np.inf,
        'NaN': np.nan,
        'NAN': np.nan,
        'PZERO': 0.0,
        'NZERO': -0.0,
        'bool8': np.bool_,
        'int0': np.intp,
        'uint0': np.uintp,
        'object0': np.object_,
        'str0': np.str_,
        'bytes0': np.bytes_,
        'float_': np.float64,
        'complex_': np.complex128,
        'cfloat': np.complex128,
        'singlecomplex': np.complex64,
        'longfloat': np.longdouble,
        'clongfloat': np.clongdouble,
        'longcomplex': np.clongdouble,
        'string_': np.bytes_,
        'unicode_': np.str_,
        'math': math,
        'asfarray': lambda a, dtype=np.float64: np.asarray(
            a, dtype if np.issubdtype(dtype, np.inexact) else np.float64
        ),
        'asscalar': lambda a: a.item(),
        'product': np.prod,
        'cumproduct': np.cumprod,
        'sometrue': np.any,
        'alltrue': np.all,
        'rank': np.ndim,
        'round_': np.round,
        'row_stack': np.vstack,
        'in1d': lambda ar1, ar2, assume_unique=False, invert=False: np.isin(
            np.ravel(ar1), ar2, assume_unique=assume_unique, invert=invert
        ),
        'mat': lambda data, dtype=None: np.asmatrix(data, dtype),
        'msort': lambda a: np.sort(a, axis=0),
        'cast': _Casts(np),
        'issubclass_': lambda arg1, arg2: isinstance(arg1, type) and issubclass(arg1, arg2),
        'issubsctype': lambda arg1, arg2: issubclass(np.dtype(arg1).type, np.dtype(arg2).type),
        'obj2sctype': lambda rep, default=None: np.dtype(rep).type if rep is not None else default,
        'find_common_type': lambda array_types, scalar_types: np.result_type(*array_types, *scalar_types),
        'trapz': getattr(np, 'trapezoid', None),
        'disp': lambda mesg, device=None, linefeed=True: print(mesg, file=device, end='\n' if linefeed else ''),
    }
    names = {name: value for name, value in aliases.items() if value is not None and name not in vars(np)}
    return {**names, **builtin_types, 'long': int}


def numpy_functions(source: bytes) -> dict:
    """Functions whose arguments changed, for a source that uses the old ones; others call NumPy's without a detour."""
    if b'numpy' not in source:
        return {}
    import numpy as np

    from tf1_ref.legacy.dropped import numpy1

    functions: dict[str, Callable] = {}
    if b'newshape' in source:

        @functools.wraps(np.reshape)
        def reshape(a, newshape=None, order='C', **options):
            return np.reshape(a, options.pop('shape', newshape), order=order, **options)

        functions['reshape'] = reshape
    if b'fromstring' in source:

        @functools.wraps(np.fromstring)
        def fromstring(string, dtype=float, count=-1, sep=''):
            if sep == '':
                return np.frombuffer(string, dtype, count).copy()
            return np.fromstring(string, dtype, count, sep=sep)

        functions['fromstring'] = fromstring
    if b'set_printoptions' in source:

        @functools.wraps(np.set_printoptions)
        def set_printoptions(precision=None, threshold=None, *others, **named):
            threshold = sys.maxsize if threshold != threshold else threshold
            return np.set_printoptions(precision, threshold, *others, **named)

        functions['set_printoptions'] = set_printoptions
    if SUM_OF_GENERATOR.search(source):

        @functools.wraps(np.sum)
        def sum_(a, *others, **named):
            return sum(a) if isinstance(a, types.GeneratorType) else np.sum(a, *others, **named)

        functions['sum'] = sum_
    # The same for each source: they share one NumPy, and the last one's would hold for all.
    functions.update(array=numpy1.array, asarray=numpy1.asarray)
    for name, keywords in remedies.KEYWORDS.items():
        library, _, last = name.rpartition('.')
        if library == 'numpy' and any(keyword.encode() in source for keyword in keywords):
            functions[last] = _of_old_keywords(getattr(np, last), keywords)
    for name in ('vstack', 'hstack', 'dstack', 'stack', 'column_stack'):
        if name.encode() in source:
            functions[name] = _of_iterables(getattr(np, name))
    return functions


def print_plain_scalars() -> None:
    """Lets NumPy print `[1.5]` again, which it has printed as `[np.float32(1.5)]` since 2.0; for all of the process."""
    import numpy as np

    if np.lib.NumpyVersion(np.__version__) >= '2.0.0' and not np.get_printoptions()['legacy']:
        np.set_printoptions(legacy='1.25')


def _of_old_keywords(function, keywords):
    """Takes keywords by the names that they had; what a function has still is given as it is."""
    known = inspect.signature(function).parameters

    @functools.wraps(function)
    def renaming(*arguments, **named):
        for old, new in keywords.items():
            if old in named and old not in known:
                value = named.pop(old)
                if new and value is not None:
                    named[new] = value
        return function(*arguments, **named)

    return renaming


def _of_iterables(function):
    """Takes a generator, a map or a zip as well, as NumPy did until 1.24."""

    @functools.wraps(function)
    def stack(arrays, *others, **options):
        return function(arrays if hasattr(arrays, '__getitem__') else list(arrays), *others, **options)

    return stack


class _Casts:
    """What `np.cast` was: `np.cast[dtype](array)`."""

    def __init__(self, np):
        self._np = np

    def __getitem__(self, dtype):
        return lambda x: self._np.asarray(x).astype(dtype)


def _collections_names():
    import collections.abc

    return {name: getattr(collections.abc, name) for name in collections.abc.__all__}


def _time_names():
    import time

    return {'clock': time.process_time}


def _fractions_names():
    import math

    return {'gcd': math.gcd}


def _inspect_names():
    return {'getargspec': others.getargspec, 'ArgSpec': others.ArgSpec}


def _base64_names():
    import base64

    return {'encodestring': base64.encodebytes, 'decodestring': base64.decodebytes}


def _manifold_names():
    from sklearn import manifold

    return {'TSNE': _of_old_keywords(manifold.TSNE, remedies.KEYWORDS['sklearn.manifold.TSNE'])}


def _h5py_names():
    import h5py  # type: ignore[import-untyped]  # it has no hints

    class File(h5py.File):
        """A file that is opened as h5py 2 did by itself: to be written, or made."""

        def __init__(self, name, mode=None, *others, **named):
            super().__init__(name, mode or _mode_of(name), *others, **named)

    return {'File': File}


def _mode_of(path):
    if not isinstance(path, (str, bytes, os.PathLike)):
        return 'a'
    return 'w-' if not os.path.exists(path) else 'r+' if os.access(path, os.W_OK) else 'r'


def _stats_names():
    from scipy import stats

    def mode(a, axis=0, nan_policy='propagate'):
        found = stats.mode(a, axis, nan_policy, keepdims=True)
        return found if axis is not None else type(found)(found.mode.ravel(), found.count.ravel())

    return {'mode': mode}


def _pyplot_names():
    from matplotlib import style

    for name in [*style.library]:  # for all of the process: nothing else is called so
        if name.startswith(remedies.NEW_STYLE):
            style.library.setdefault(name.replace(remedies.NEW_STYLE, remedies.OLD_STYLE, 1), style.library[name])
    return _matplotlib_names('matplotlib.pyplot')


def _matplotlib_names(module):
    real = importlib.import_module(module)
    named = {name.removeprefix(f'{module}.'): words for name, words in remedies.KEYWORDS.items()}
    return {name: _of_old_keywords(getattr(real, name), words) for name, words in named.items() if hasattr(real, name)}


# Module: function that gives its names.
MODULES: dict[str, Callable[[], dict]] = {
    'numpy': numpy_names,
    'collections': _collections_names,
    'time': _time_names,
    'fractions': _fractions_names,
    'inspect': _inspect_names,
    'base64': _base64_names,
    'h5py': _h5py_names,
    'matplotlib': functools.partial(_matplotlib_names, 'matplotlib'),
    'matplotlib.pyplot': _pyplot_names,
    'scipy.stats': _stats_names,
    'sklearn.manifold': _manifold_names,
}
# Modules that have the names, but not as they were: NumPy's built-in types, arguments that were renamed; Python 3.10
# still has `getargspec`, which refuses the type hints that TensorFlow's functions have got.
OTHERWISE = (
    'numpy',
    'h5py',
    'matplotlib',
    'matplotlib.pyplot',
    'scipy.stats',
    'sklearn.manifold',
    'inspect',
)


def names(module: str) -> dict:
    """The names that a module gets back: those that it does not have today, or not with that meaning (`OTHERWISE`)."""
    real = importlib.import_module(module)
    given = MODULES[module]() if module in MODULES else {}
    return {name: value for name, value in given.items() if module in OTHERWISE or not hasattr(real, name)}
