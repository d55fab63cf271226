"""Small functions that Python has dropped, as they were in Python 3.7 and 2.7."""

from __future__ import annotations

import collections
import functools
import importlib.util
import inspect
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

ArgSpec = collections.namedtuple('ArgSpec', 'args varargs keywords defaults')
# Libraries whose functions had no annotations in TensorFlow 1's time.
HINTED_SINCE = ('tensorflow', 'tensorflow_estimator', 'tf_keras', 'tf_slim', 'tf1_ref', 'numpy')
TRUE, FALSE = ('y', 'yes', 't', 'true', 'on', '1'), ('n', 'no', 'f', 'false', 'off', '0')


def getargspec(func: Callable) -> ArgSpec:
    """The arguments of a function, as `inspect.getargspec` gave them.

    Annotations that TensorFlow's own functions have got since are not seen.

    Raises:
        ValueError: it has arguments for keywords only, or annotations.
    """
    full = inspect.getfullargspec(func)
    library = (getattr(func, '__module__', None) or '').partition('.')[0]
    if full.kwonlyargs or (full.annotations and library not in HINTED_SINCE):
        raise ValueError('Function has keyword-only parameters or annotations, use getfullargspec()')
    return ArgSpec(*full[:4])


@functools.total_ordering
class LooseVersion:
    """A version whose parts are compared as numbers where they are some: `distutils.version.LooseVersion`."""

    def __init__(self, vstring: str = '0'):
        """Takes the version's text."""
        self.vstring = vstring
        parts = [part for part in re.split(r'(\d+|[a-z]+|\.)', vstring) if part and part != '.']
        self.version = [int(part) if part.isdigit() else part for part in parts]

    def __eq__(self, other):
        return self.version == _version(other)

    def __lt__(self, other):
        return self.version < _version(other)

    def __repr__(self):
        return f"LooseVersion ('{self.vstring}')"

    def __str__(self):
        return self.vstring


def _version(other):
    return (LooseVersion(other) if isinstance(other, str) else other).version


def strtobool(val: str) -> int:
    """1 for yes, true, on and the like, 0 for their opposites: `distutils.util.strtobool`.

    Raises:
        ValueError: it is neither.
    """
    value = val.lower()
    if value in TRUE or value in FALSE:
        return int(value in TRUE)
    raise ValueError(f'invalid truth value {value!r}')


def copy_tree(src: str, dst: str) -> list[str]:
    """Copies what is in a folder into another one that may be there: `distutils.dir_util.copy_tree`.

    Returns:
        The files that were written.
    """
    shutil.copytree(src, dst, dirs_exist_ok=True)
    found = [os.path.join(folder, name) for folder, _, names in os.walk(src) for name in names]
    return [os.path.join(dst, os.path.relpath(path, src)) for path in found]


def load_source(name: str, pathname: str) -> ModuleType:
    """Runs a file as a module of that name: `imp.load_source`."""
    spec = importlib.util.spec_from_file_location(name, pathname)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def linux_distribution(*_: Any, **__: Any) -> tuple[str, str, str]:
    """The name, version and code name of this Linux: `platform.linux_distribution`."""
    import platform

    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return '', '', ''
    return release.get('NAME', ''), release.get('VERSION_ID', ''), release.get('VERSION_CODENAME', '')


def maketrans(frm: str, to: str) -> dict[int, int]:
    """A table for `translate`: `string.maketrans`."""
    return str.maketrans(frm, to)


def join(words: Iterable[str], sep: str = ' ') -> str:
    """The words with a separator between them: `string.join`."""
    return sep.join(words)
