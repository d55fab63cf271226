"""Modules that Python 3 renamed or split, as a Python 2 program imports them."""

from __future__ import annotations

import importlib
import itertools
import pickle
import string
import types

from tf1_ref.compat.names import views

# Python 2's name: the module of Python 3.
RENAMED = {
    'ConfigParser': 'configparser',
    'HTMLParser': 'html.parser',
    'Queue': 'queue',
    'SocketServer': 'socketserver',
    'Tkinter': 'tkinter',
    '__builtin__': 'builtins',
    'commands': 'subprocess',
    'copy_reg': 'copyreg',
    'cookielib': 'http.cookiejar',
    'httplib': 'http.client',
    'thread': '_thread',
    'urlparse': 'urllib.parse',
}


def _pickle():
    # Python 2's own pickles hold byte strings, which stand for text and for the bytes of arrays.
    return {
        **vars(pickle),
        'load': lambda file: pickle.load(file, encoding='latin1'),
        'loads': lambda data: pickle.loads(data, encoding='latin1'),
        'dump': lambda value, file, protocol=0: pickle.dump(value, file, protocol),
        'dumps': lambda value, protocol=0: pickle.dumps(value, protocol),
    }


def _urllib():
    import urllib.error
    import urllib.parse
    import urllib.request

    merged = {}
    for module in (urllib.error, urllib.parse, urllib.request):
        merged.update({name: value for name, value in vars(module).items() if not name.startswith('_')})
    return {**merged, 'error': urllib.error, 'parse': urllib.parse, 'request': urllib.request}


def _string_io():
    import io

    return {'StringIO': io.StringIO}


def _itertools():
    return {'izip': zip, 'imap': map, 'ifilter': filter, 'izip_longest': itertools.zip_longest}


def _string():
    return {
        'letters': string.ascii_letters,
        'lowercase': string.ascii_lowercase,
        'uppercase': string.ascii_uppercase,
        'maketrans': str.maketrans,
        'join': lambda words, separator=' ': separator.join(words),
        'split': lambda text, *arguments: text.split(*arguments),
        'replace': lambda text, *arguments: text.replace(*arguments),
        'strip': lambda text, *arguments: text.strip(*arguments),
        'lower': str.lower,
        'upper': str.upper,
    }


# Module of Python 2: function that gives the names that differ from Python 3's module of that name, if there is one.
NAMES = {
    'StringIO': _string_io,
    'cPickle': _pickle,
    'cStringIO': _string_io,
    'itertools': _itertools,
    'pickle': _pickle,
    'string': _string,
    'urllib': _urllib,
    'urllib2': _urllib,
}
ROOTS = frozenset([*RENAMED, *NAMES])


def load(name: str) -> types.ModuleType:
    """The module that `import name` gives a Python 2 program.

    Raises:
        ModuleNotFoundError: there is none.
    """
    if name in RENAMED:
        return importlib.import_module(RENAMED[name])
    if name not in NAMES:
        return importlib.import_module(name)
    own = vars(importlib.import_module(name)) if name in ('itertools', 'string') else {}
    return views.View(name, {**own, **NAMES[name]()})
