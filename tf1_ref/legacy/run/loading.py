"""How the user's modules are loaded: with builtins of their own, whose `__import__` presents TensorFlow 1.

It does not matter who loads them. `import`, `importlib.util.spec_from_file_location`, `imp`, a loader's own methods,
`runpy` and zip files come together in a few functions of Python's import system, which are swapped: those that make a
module, those that turn a file into code, and the one that runs code for `runpy`. Each asks whether the file is the
user's, and does otherwise what it did.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import pkgutil
import runpy
import sys
import types
import zipimport
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES, SourceFileLoader, SourcelessFileLoader
from typing import Any

from tf1_ref.compat.process import swapping
from tf1_ref.legacy.dropped import array_habits
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run.presented import Presentation
from tf1_ref.legacy.run.user_modules import UserModules, is_module_of

EXTENSIONS = tuple(EXTENSION_SUFFIXES)
BOOTSTRAP: Any = vars(importlib)['_bootstrap']


def present(folder: str, options: Options) -> Hooks:
    """From now on, the user's modules that are loaded see TensorFlow 1.

    Args:
        folder: what lies in it is the user's.
        options: how their code is run.

    Returns:
        What loads them; its `presentation` is what they see.
    """
    user_modules = UserModules(folder, options.legacy_packages)
    hooks = Hooks(user_modules, Presentation(options, user_modules))
    hooks.install()
    return hooks


class Hooks:
    """What stands in Python's import system, for the user's modules.

    Attributes:
        presentation: what the user's modules see.
        undo: what is to be undone with `uninstall`.
    """

    def __init__(self, user_modules: UserModules, presentation: Presentation):
        """Takes which modules are the user's, and what they see."""
        self.presentation = presentation
        self._user_modules = user_modules
        self.undo = contextlib.ExitStack()

    def install(self) -> None:
        """Swaps the functions of the import system."""
        _installed.append(self)
        self.undo.push(self.presentation.undo)
        self._swap(BOOTSTRAP, _init_module_attrs=self._before_a_module_is_made)
        for loader in (SourceFileLoader, SourcelessFileLoader, zipimport.zipimporter):
            self._swap(loader, exec_module=self._before_a_module_is_run)
        self._swap(SourceFileLoader, get_code=self._code_of_file, source_to_code=self._code_of_source)
        self._swap(zipimport.zipimporter, get_code=self._code_in_zip, load_module=self._load_from_zip)
        self._swap(runpy, _run_code=self._before_runpy_runs, _get_code_from_file=self._code_for_runpy)

    def uninstall(self) -> None:
        """Puts the functions of the import system back."""
        if self in _installed:
            _installed.remove(self)
        self.undo.close()

    def _swap(self, owner, **makers):
        """Swaps functions for what `makers` make of them."""
        for name, maker in makers.items():
            original = getattr(owner, name)
            self.undo.enter_context(swapping.swapped(owner, **{name: _hidden(maker(original))}))

    def _give_builtins(self, names, path):
        """Has a module that is about to be run use our builtins; one that has some already keeps them."""
        if path and not path.endswith(EXTENSIONS) and self._user_modules.owns(path):
            names.setdefault('__builtins__', vars(self.presentation.builtins))

    def _before_a_module_is_made(self, original):
        def init_module_attrs(spec, module, **options):
            if spec.has_location and isinstance(module, types.ModuleType):
                self._give_builtins(vars(module), spec.origin)
            return original(spec, module, **options)

        return init_module_attrs

    def _before_a_module_is_run(self, original):
        def exec_module(loader, module):  # a module that was not made from a spec, but by hand
            if '__builtins__' not in vars(module):
                path = getattr(loader, 'path', None) or loader.get_filename(module.__name__)
                self._give_builtins(vars(module), path)
            return original(loader, module)

        return exec_module

    def _code_of_file(self, original):
        def get_code(loader, name):
            if not self._user_modules.owns(loader.path):
                return original(loader, name)
            path = loader.get_filename(name)  # neither reads nor writes cached bytecode, which is Python's
            return loader.source_to_code(loader.get_data(path), path)

        return get_code

    def _code_of_source(self, original):
        def source_to_code(loader, data, path, **options):
            if isinstance(data, bytes) and self._user_modules.owns(path):
                return self.presentation.to_code(data, path)
            return original(loader, data, path, **options)

        return source_to_code

    def _code_in_zip(self, original):
        def get_code(loader, name):
            path = loader.get_filename(name)
            if path.endswith('.py') and self._user_modules.owns(path):
                return self.presentation.to_code(loader.get_data(path), path)
            return original(loader, name)

        return get_code

    def _load_from_zip(self, original):
        def load_module(loader, name):  # which has a way of its own, past `exec_module`
            owns = self._user_modules.owns(loader.get_filename(name))
            return (BOOTSTRAP._load_module_shim if owns else original)(loader, name)

        return load_module

    def _before_runpy_runs(self, original):
        def run_code(code, names, init=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
            self._give_builtins(names, script_name if mod_spec is None else mod_spec.origin)
            return original(code, names, init, mod_name, mod_spec, pkg_name, script_name)

        return run_code

    def _code_for_runpy(self, original):
        def get_code_from_file(*arguments):  # Python 3.10's, and those before some of 3.12's, take a name before
            path = arguments[-1]
            if not self._user_modules.owns(path):
                return original(*arguments)
            with open(path, 'rb') as file:
                code = pkgutil.read_code(file)
            if code is None:
                with open(path, 'rb') as file:
                    code = self.presentation.to_code(file.read(), path)
            return (code, path) if len(arguments) == 2 else code

        return get_code_from_file


_installed: list[Hooks] = []


def _hidden(function):
    """The function, whose frames Python leaves out of tracebacks as it does those of its own import system."""
    function.__code__ = function.__code__.replace(co_filename='<frozen importlib._bootstrap_external>')
    return function


def is_presented(module: types.ModuleType) -> bool:
    """Whether a module was loaded with TensorFlow 1 presented to it."""
    names = getattr(module, '__dict__', {}).get('__builtins__')
    return isinstance(names, dict) and next(iter(array_habits.HELPERS)) in names


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """What is presented within is not any more behind it; modules that were loaded keep what they see."""
    before = len(_installed)
    try:
        yield
    finally:
        while len(_installed) > before:
            _installed[-1].uninstall()


@contextlib.contextmanager
def set_aside(folder: str) -> Iterator[None]:
    """Within, `sys.modules` has none of the modules that lie in `folder`; afterwards it has those that it had."""
    importlib.invalidate_caches()
    before = {
        name: module for name, module in list(sys.modules.items()) if name == '__main__' or is_module_of(module, folder)
    }
    others = {id(module): module for module in list(sys.modules.values())}
    for name in before:
        del sys.modules[name]
    try:
        with taken_back():
            yield
    finally:
        for name, module in list(sys.modules.items()):
            if id(module) not in others and is_presented(module) or name == '__main__':
                del sys.modules[name]
        sys.modules.update(before)
