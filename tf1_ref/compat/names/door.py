"""The door, for what lies below it and must not import it: it enters itself here when it is imported."""

from __future__ import annotations

import importlib
import types
from collections.abc import Callable

from tf1_ref.errors import SetupError

Loader = Callable[[str], types.ModuleType]

_door: types.ModuleType | None = None
_loaders: dict[str, Loader] = {}


def enter(door: types.ModuleType, loaders: dict[str, Loader]) -> None:
    """Makes `door` the one that `entered` gives.

    Args:
        door: the module.
        loaders: from the name of a library that is repaired to the function that gives one of its modules.
    """
    global _door
    _door = door
    _loaders.update(loaders)


def entered() -> types.ModuleType:
    """The door.

    Raises:
        SetupError: nobody has imported it yet.
    """
    if _door is None:
        raise SetupError('TensorFlow 1 is not there yet; put `from tf1_ref.compat import tf` before its other modules')
    return _door


def loader(root: str) -> Loader:
    """What imports a module of a package: the function that the door has entered for it, else Python."""
    return _loaders.get(root, importlib.import_module)
