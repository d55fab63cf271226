"""`%load_ext tf1_ref`: the cells that follow see TensorFlow 1."""

from __future__ import annotations

import os
from typing import Any

from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import loading

SEEN_BEFORE = '_tf1_ref_builtins'


def load(ipython: Any) -> None:
    """Presents TensorFlow 1 to the cells of a shell, and to modules in its working directory.

    Args:
        ipython: the shell, an `IPython.core.interactiveshell.InteractiveShell`.

    Raises:
        SetupError: TensorFlow has already been used eagerly in this process.
    """
    hooks = loading.present(os.getcwd(), Options())
    hooks.presentation.load_tensorflow()
    namespace = ipython.user_ns
    setattr(ipython, SEEN_BEFORE, (namespace.get('__builtins__'), hooks))
    namespace['__builtins__'] = hooks.presentation.builtins


def unload(ipython: Any) -> None:
    """Lets the cells see the real modules again; what they have imported, they keep."""
    seen_before, hooks = getattr(ipython, SEEN_BEFORE)
    delattr(ipython, SEEN_BEFORE)
    ipython.user_ns['__builtins__'] = seen_before
    hooks.uninstall()
