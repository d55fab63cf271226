"""The door, for what lies below it and must not import it: it enters itself here when it is imported."""

from __future__ import annotations

import types

from tf1_ref.errors import SetupError

_door: types.ModuleType | None = None


def enter(door: types.ModuleType) -> None:
    """Makes `door` the one that `entered` gives."""
    global _door
    _door = door


def entered() -> types.ModuleType:
    """The door.

    Raises:
        SetupError: nobody has imported it yet.
    """
    if _door is None:
        raise SetupError('TensorFlow 1 is not there yet; put `from tf1_ref.compat import tf` before its other modules')
    return _door
