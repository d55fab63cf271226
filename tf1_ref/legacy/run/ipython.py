"""`%load_ext tf1_ref`: the cells that follow see TensorFlow 1, and so do scripts that `%run` runs."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
from typing import Any

from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import loading

ATTRIBUTE = '_tf1_ref'
FLAGS = (
    'tf1_ref: the flags of this notebook have their defaults. To set some, say before the first of them is read:\n'
    "  import sys; sys.argv = ['notebook', '--NAME=VALUE']"
)


def load(ipython: Any) -> None:
    """Presents TensorFlow 1 to the cells of a shell, and to modules in its working directory.

    Args:
        ipython: the shell, an `IPython.core.interactiveshell.InteractiveShell`.

    Raises:
        SetupError: TensorFlow has already been used eagerly in this process.
    """
    hooks = loading.present(os.getcwd(), Options())
    hooks.presentation.load_tensorflow()
    loaded = _Loaded(ipython, hooks, ipython.user_ns.get('__builtins__'), sys.argv, ipython.new_main_mod)
    setattr(ipython, ATTRIBUTE, loaded)
    ipython.events.register('pre_run_cell', loaded.present)
    ipython.new_main_mod = loaded.new_main_mod
    if _is_of_a_kernel(sys.argv):
        sys.argv = sys.argv[:1]
        print(FLAGS)
    loaded.present()


def unload(ipython: Any) -> None:
    """Lets the cells see the real modules again; what they have imported, they keep."""
    loaded = getattr(ipython, ATTRIBUTE)
    delattr(ipython, ATTRIBUTE)
    ipython.events.unregister('pre_run_cell', loaded.present)
    ipython.new_main_mod = loaded.own_new_main_mod
    ipython.user_ns['__builtins__'] = loaded.builtins
    sys.argv = loaded.argv
    loaded.hooks.uninstall()


@dataclasses.dataclass(eq=False)
class _Loaded:
    """What is put back by `unload`, and what is done meanwhile."""

    ipython: Any
    hooks: Any
    builtins: Any
    argv: list[str]
    own_new_main_mod: Any

    def present(self, info: Any = None) -> None:
        """Before each cell: `%run` puts Python's own builtins back behind the script that it ran."""
        self.ipython.user_ns['__builtins__'] = self.hooks.presentation.builtins

    def new_main_mod(self, *arguments: Any, **options: Any) -> Any:
        """The module in which `%run` runs a script; the script sees what cells see."""
        module = self.own_new_main_mod(*arguments, **options)
        vars(module)['__builtins__'] = self.hooks.presentation.builtins
        return module


def _is_of_a_kernel(argv):
    """Whether these arguments are those of Jupyter's kernel, which a program's flags would refuse."""
    return bool(re.search(r' --?f[ =].*\.json$', ' '.join(argv)))
