"""Which modules are the user's.

They are those under the script's folder, under folders that the script itself adds to `sys.path`, and packages
named with `--legacy_package`; never what lies in a `site-packages` folder or in Python's own library.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import types
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder

from tf1_ref.files import PACKAGE

LIBRARY_FOLDERS = ('site-packages', 'dist-packages')
STANDARD_LIBRARY = os.path.realpath(sysconfig.get_path('stdlib'))
OUR_OWN = str(PACKAGE)


class UserModules:
    """Which modules are the user's."""

    def __init__(self, folder: str | None, packages: Iterable[str] = ()):
        """Takes what makes a module the user's.

        Args:
            folder: the script's; None where there is none.
            packages: names of top-level packages that are the user's wherever they lie.
        """
        self._packages = frozenset(packages)
        self._folders = [os.path.realpath(folder)] if folder else []
        self._paths_before = {os.path.realpath(entry) for entry in sys.path}

    def __contains__(self, name: str) -> bool:
        """Whether the user has a top-level module of this name, which then goes before anything presented."""
        return self.find_spec(name, None, None, sys.meta_path) is not None

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None, finders: Iterable
    ) -> ModuleSpec | None:
        """The spec of a module if it is the user's, else None.

        Args:
            name: its dotted name.
            path: the folders of its package; None for those of `sys.path`.
            target: the module, where it is loaded once more.
            finders: those that are asked for what is in one of the packages.
        """
        if name.partition('.')[0] in self._packages:
            found = (finder.find_spec(name, path, target) for finder in finders if hasattr(finder, 'find_spec'))
            return next((spec for spec in found if spec is not None), None)
        entries = [entry for entry in (sys.path if path is None else path) if self._is_folder_of_user(entry)]
        if not entries or PathFinder.find_spec(name, entries, target) is None:
            return None
        spec = PathFinder.find_spec(name, path, target)
        is_users = spec is not None and spec.origin and self._is_folder_of_user(os.path.dirname(spec.origin))
        return spec if is_users else None

    def _is_folder_of_user(self, folder):
        folder = os.path.realpath(folder or os.curdir)
        if _is_library(folder):
            return False
        if any(_is_within(folder, root) for root in self._folders):
            return True
        return any(
            _is_within(folder, entry)
            for entry in map(os.path.realpath, filter(None, sys.path))
            if entry not in self._paths_before
        )


def is_module_of(module: types.ModuleType, folder: str) -> bool:
    """Whether a module lies in a folder, and is of no library there."""
    path = os.path.realpath(getattr(module, '__file__', None) or os.sep)
    return _is_within(path, folder) and not _is_library(path)


def _is_library(path):
    inside = any(f'{os.sep}{name}{os.sep}' in path + os.sep for name in LIBRARY_FOLDERS)
    return inside or _is_within(path, STANDARD_LIBRARY) or _is_within(path, OUR_OWN)


def _is_within(folder, root):
    return folder == root or folder.startswith(root.rstrip(os.sep) + os.sep)
