"""Which modules are the user's, and how they are loaded: with builtins of their own, whose `__import__` presents TF1.

The user's are those under the script's folder, under folders that the script itself adds to `sys.path`, and packages
named with `--legacy_package`; never what lies in a `site-packages` folder or in Python's own library.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import os
import sys
import sysconfig

from tf1_ref.files import PACKAGE

LIBRARY_FOLDERS = ('site-packages', 'dist-packages')
STANDARD_LIBRARY = os.path.realpath(sysconfig.get_path('stdlib'))
OUR_OWN = str(PACKAGE)


class Finder:
    """A meta path finder for the user's modules; it stands before Python's own for files."""

    def __init__(self, folder: str | None, packages, builtins: dict, to_code):
        """Takes what makes a module the user's, and what it is loaded with.

        Args:
            folder: the script's; None where there is none.
            packages: names of top-level packages that are the user's wherever they lie.
            builtins: what the user's modules get as `__builtins__`.
            to_code: function from (source bytes, path) to a code object.
        """
        self.packages = frozenset(packages)
        self.builtins = builtins
        self.to_code = to_code
        self._folders = [os.path.realpath(folder)] if folder else []
        self._paths_before = {os.path.realpath(entry) for entry in sys.path}

    def install(self) -> None:
        """Puts this finder before the one for files, behind those for modules that are built in."""
        finders = sys.meta_path
        where = finders.index(importlib.machinery.PathFinder) if importlib.machinery.PathFinder in finders else 0
        finders.insert(where, self)

    def uninstall(self) -> None:
        """Takes this finder away again."""
        sys.meta_path.remove(self)

    def find_spec(self, name, path=None, target=None):
        """The module's spec if it is the user's, else None."""
        if name.partition('.')[0] in self.packages:
            spec = self._found_by_others(name, path, target)
        else:
            entries = [entry for entry in (sys.path if path is None else path) if self._is_folder_of_user(entry)]
            if not entries or importlib.machinery.PathFinder.find_spec(name, entries, target) is None:
                return None
            spec = importlib.machinery.PathFinder.find_spec(name, path, target)
            if spec is None or not spec.origin or not self._is_folder_of_user(os.path.dirname(spec.origin)):
                return None
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = Loader(self, spec.loader.name, spec.loader.path)
            spec.cached = None
        return spec

    def is_users(self, name: str) -> bool:
        """Whether the user has a top-level module of this name, which then goes before anything presented."""
        return self.find_spec(name) is not None

    def _found_by_others(self, name, path, target):
        for finder in sys.meta_path:
            if finder is not self and hasattr(finder, 'find_spec'):
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    return spec
        return None

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


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module of the user's; it reads and writes no cached bytecode."""

    def __init__(self, finder: Finder, name: str, path: str):
        super().__init__(name, path)
        self.finder = finder

    def get_code(self, fullname):
        return self.finder.to_code(self.get_data(self.path), self.path)

    def exec_module(self, module):
        module.__dict__['__builtins__'] = self.finder.builtins
        exec(self.get_code(module.__name__), module.__dict__)


@contextlib.contextmanager
def set_aside(folder: str):
    """Within, `sys.modules` has none of the modules that lie in `folder`; afterwards it has those that it had."""
    importlib.invalidate_caches()
    before = {
        name: module
        for name, module in list(sys.modules.items())
        if name == '__main__' or _is_module_of(module, folder)
    }
    for name in before:
        del sys.modules[name]
    try:
        yield
    finally:
        for name, module in list(sys.modules.items()):
            if isinstance(getattr(module, '__loader__', None), Loader) or name == '__main__':
                del sys.modules[name]
        sys.modules.update(before)


def _is_module_of(module, folder):
    path = os.path.realpath(getattr(module, '__file__', None) or os.sep)
    return _is_within(path, folder) and not _is_library(path)


def _is_library(path):
    inside = any(f'{os.sep}{name}{os.sep}' in path + os.sep for name in LIBRARY_FOLDERS)
    return inside or _is_within(path, STANDARD_LIBRARY) or _is_within(path, OUR_OWN)


def _is_within(folder, root):
    return folder == root or folder.startswith(root.rstrip(os.sep) + os.sep)
