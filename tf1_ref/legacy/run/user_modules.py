"""Which files are the user's, and so see TensorFlow 1.

They are those under the script's folder and under folders that the script itself adds to `sys.path`; packages named
with `--legacy_package`; and, of what lies elsewhere (on PYTHONPATH, in editable installs), the packages and modules
that use names which only TensorFlow 1 had. Never what lies in a `site-packages` folder or in Python's own library.
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterable
from importlib.machinery import PathFinder

from tf1_ref.legacy.run import saying, scanning

# This project's own files are not, wherever it is run from, but for the deck's listings.
LISTINGS = os.path.join(scanning.OUR_OWN, 'listings')
# Packages that are never the user's: the real one may lie anywhere.
REAL = ('tensorflow', 'tensorflow_core')


class UserModules:
    """Which files are the user's."""

    def __init__(self, folder: str | None, packages: Iterable[str] = ()):
        """Takes what makes a file the user's.

        Args:
            folder: the script's; None where there is none.
            packages: names of top-level packages that are the user's wherever they lie.
        """
        self._packages = frozenset(packages)
        self._folders = [os.path.realpath(folder)] if folder else []
        self._paths_before = {os.path.realpath(entry) for entry in sys.path}
        self._known: dict[tuple[str, ...], bool] = {}
        self._scanned: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        """Whether the user has a top-level module of this name, which then goes before anything presented."""
        spec = PathFinder.find_spec(name)
        return spec is not None and bool(spec.has_location) and self.owns(spec.origin or '')

    def owns(self, path: str) -> bool:
        """Whether a file is the user's.

        Args:
            path: of a source file, also one within a zip file.
        """
        if not self._packages and scanning.is_library(path):  # all but a few of the files that are asked about
            return False
        key = (path, *sys.path)
        if key not in self._known:
            self._known[key] = self._find_out(os.path.realpath(path))
        return self._known[key]

    def _find_out(self, path):
        if scanning.is_within(path, scanning.OUR_OWN) and not scanning.is_within(path, LISTINGS):
            return False
        root = _root_of(path)
        if self._packages and os.path.basename(root).partition('.')[0] in self._packages:
            return True
        if scanning.is_library(path):
            return False
        if any(scanning.is_within(path, folder) for folder in self._folders):
            return True
        entries = map(os.path.realpath, filter(None, sys.path))
        if any(scanning.is_within(path, entry) for entry in entries if entry not in self._paths_before):
            return True
        return self._uses_tensorflow_1(root)

    def _uses_tensorflow_1(self, root):
        if root not in self._scanned:
            self._scanned[root] = False
            found = None if os.path.basename(root) in REAL else scanning.first_use_in(root)
            if found:
                self._scanned[root] = True
                name, place = found
                saying.once(f'{root} sees TensorFlow 1 too: it uses {name} ({place})')
        return self._scanned[root]


def is_module_of(module: types.ModuleType, folder: str) -> bool:
    """Whether a module lies in a folder, and is of no library there."""
    path = os.path.realpath(getattr(module, '__file__', None) or os.sep)
    return scanning.is_within(path, folder) and not scanning.is_library(path)


def _root_of(path):
    """The top-level module's file, or the top-level package's folder, that a file is of."""
    entries = [entry for entry in map(os.path.realpath, filter(None, sys.path)) if scanning.is_within(path, entry)]
    if entries:
        entry = max(entries, key=len)
        return os.path.join(entry, path[len(entry) :].lstrip(os.sep).partition(os.sep)[0])
    while os.path.isfile(os.path.join(os.path.dirname(path), '__init__.py')):
        path = os.path.dirname(path)
    return path
