"""What the user's modules get for `import tensorflow`, and for other modules that have to be as they were.

Nothing here is entered into `sys.modules`: everybody else goes on to see the real modules.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.util
import types

from tf1_ref.compat.names import views
from tf1_ref.legacy.dropped import array_habits, elsewhere, given_back, python2, python2_modules
from tf1_ref.legacy.dropped import names as dropped
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import sources, tensorflow_modules, waiting
from tf1_ref.legacy.run.user_modules import UserModules

# Modules that are always the real ones: what they are asked for is about this process.
REAL = {'sys', 'gc', 'importlib', 'warnings', 'logging', 'weakref', 'multiprocessing', 'asyncio', 'ctypes', 'typing'}
ROOTS = {*tensorflow_modules.ROOTS, *dropped.roots(), *(name.partition('.')[0] for name in given_back.MODULES)} - REAL


class Presentation:
    """The modules that the user's modules see, and the import functions that lead to them.

    Attributes:
        builtins: those of the user's modules.
        undo: what is to be undone when nothing is presented any more.
    """

    def __init__(self, options: Options, user_modules: UserModules):
        """Takes the settings of the run.

        Args:
            options: how their code is run.
            user_modules: those that are the user's own go before what is presented under their name.
        """
        self.builtins = views.of(builtins, {'__import__': self._import, **array_habits.HELPERS})
        own_importlib = views.of(importlib, {'import_module': self._import_module, '__import__': self._import})
        self._modules: dict[str, types.ModuleType] = {'builtins': self.builtins, 'importlib': own_importlib}
        self._user_modules = user_modules
        self._users: dict[str, bool] = {}
        self._tensorflow = tensorflow_modules.Modules(options)
        self._is_interruptible = False
        self.undo = contextlib.ExitStack()
        self._py2 = options.py2
        if self._py2:
            vars(self.builtins).update(python2.BUILTINS)

    def add(self, modules: dict) -> None:
        """Presents further modules, by their names."""
        self._modules.update(modules)

    def load_tensorflow(self) -> None:
        """Imports TensorFlow now, not only when the user's modules do."""
        self._module('tensorflow')

    def to_code(self, source: bytes, path: str) -> types.CodeType:
        """Compiles a user's module, and presents what it needs of NumPy beyond dropped names.

        Args:
            source: the content of its file.
            path: its name in tracebacks.

        Raises:
            SyntaxError: it is not Python.
            InputError: see `tf1_ref.legacy.run.sources.to_code`.
        """
        code = sources.to_code(source, path, self._py2)
        functions = given_back.numpy_functions(source)
        if functions:
            self._module('numpy').__dict__.update(functions)
        return code

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        if self._py2 and level == 0 and _is_sibling(name, globals):
            level = 1
        if level or not self._is_presented(name):
            return builtins.__import__(name, globals, locals, fromlist, level)
        module = self._module(name)
        # Without `globals` it is no statement, but a call of `__import__`, which passes over names that are not there.
        for attribute in fromlist or ():
            with contextlib.nullcontext() if globals is not None else contextlib.suppress(ImportError):
                self._check_attribute(module, name, attribute)
        return module if fromlist else self._module(name.partition('.')[0])

    def _import_module(self, name, package=None):
        if name.startswith('.') or not self._is_presented(name):
            return importlib.import_module(name, package)
        return self._module(name)

    def _is_presented(self, name):
        root = name.partition('.')[0]
        if root in ROOTS or (self._py2 and root in python2_modules.ROOTS):
            return not self._belongs_to_user(root)
        return root in self._modules

    def _belongs_to_user(self, root):
        if root not in self._users:
            self._users[root] = root in self._user_modules
        return self._users[root]

    def _module(self, name):
        if name not in self._modules:
            root = name.partition('.')[0]
            if root == 'numpy' or root in tensorflow_modules.ROOTS:
                given_back.print_plain_scalars()
            if root in tensorflow_modules.ROOTS:
                self._modules[name] = self._tensorflow.load(name)
                if not self._is_interruptible:
                    self._is_interruptible = True
                    self.undo.enter_context(waiting.interruptible(self._tensorflow.load('tensorflow')))
            elif self._py2 and root in python2_modules.ROOTS:
                self._modules[name] = python2_modules.load(name)
            else:
                self._modules[name] = self._of_library(name)
        return self._modules[name]

    def _of_library(self, name):
        """A module with what it gets back, whose submodules that get something back are presented too."""
        if name == 'numpy':  # whose names are looked up as fast as those of any module
            return views.of(importlib.import_module(name), given_back.names(name))
        given = given_back.names(name) if name in given_back.MODULES else {}
        return elsewhere.load(name, given, self._module)

    def _check_attribute(self, module, name, attribute):
        """Raises the ImportError that says why, where Python itself would only say that it cannot import the name."""
        if attribute == '*':
            return
        try:
            getattr(module, attribute)
        except AttributeError as error:
            try:
                submodule = self._module(f'{name}.{attribute}')
            except ModuleNotFoundError:
                raise tensorflow_modules.cannot_import(name, attribute, error) from None
            vars(module)[attribute] = submodule


def _is_sibling(name, scope):
    """Whether a Python 2 package means its own module by a name, which Python 3 would only look for outside."""
    package = (scope or {}).get('__package__')
    return bool(package) and importlib.util.find_spec(f'{package}.{name.partition(".")[0]}') is not None
