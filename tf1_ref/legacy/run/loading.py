"""How the user's modules are loaded: with builtins of their own, whose `__import__` presents TensorFlow 1."""

from __future__ import annotations

import contextlib
import importlib
import sys
import types
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader

from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run.presented import Presentation
from tf1_ref.legacy.run.user_modules import UserModules, is_module_of


def present(folder: str, options: Options) -> Finder:
    """From now on, the user's modules that are imported see TensorFlow 1.

    Args:
        folder: what lies in it is the user's.
        options: how their code is run.

    Returns:
        What loads them; its `presentation` is what they see.
    """
    user_modules = UserModules(folder, options.legacy_packages)
    finder = Finder(user_modules, Presentation(options, user_modules))
    finder.install()
    return finder


class Finder:
    """A meta path finder for the user's modules; it stands before Python's own for files."""

    def __init__(self, user_modules: UserModules, presentation: Presentation):
        """Takes which modules are the user's, and what they see."""
        self.presentation = presentation
        self._user_modules = user_modules

    def install(self) -> None:
        """Puts this finder before the one for files, behind those for modules that are built in."""
        finders = sys.meta_path
        where = finders.index(PathFinder) if PathFinder in finders else 0
        finders.insert(where, self)

    def uninstall(self) -> None:
        """Takes this finder away again."""
        sys.meta_path.remove(self)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's spec if it is the user's, else None."""
        others = [finder for finder in sys.meta_path if finder is not self]
        spec = self._user_modules.find_spec(name, path, target, others)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = Loader(self.presentation, spec.loader.name, spec.loader.path)
        return spec


class Loader(SourceFileLoader):
    """Loads a module of the user's; it reads and writes no cached bytecode."""

    def __init__(self, presentation: Presentation, name: str, path: str):
        super().__init__(name, path)
        self._presentation = presentation

    def get_code(self, fullname: str) -> types.CodeType:
        """Compiles the module, with what it is to see."""
        return self._presentation.to_code(self.get_data(self.path), self.path)

    def exec_module(self, module: types.ModuleType) -> None:
        """Runs the module, with builtins whose `__import__` presents TensorFlow 1."""
        module.__dict__['__builtins__'] = vars(self._presentation.builtins)
        exec(self.get_code(module.__name__), module.__dict__)


@contextlib.contextmanager
def set_aside(folder: str) -> Iterator[None]:
    """Within, `sys.modules` has none of the modules that lie in `folder`; afterwards it has those that it had."""
    importlib.invalidate_caches()
    before = {
        name: module for name, module in list(sys.modules.items()) if name == '__main__' or is_module_of(module, folder)
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
