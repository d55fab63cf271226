"""Attributes of other people's objects, swapped for others and given back.

Both functions return what gives the attributes back: leave it as a context, or call its `close`. Nothing is given back
before that, so `swapped(owner, name=value)` alone stays for good.
"""

from __future__ import annotations

import contextlib
import types

_ABSENT = object()


def swapped(owner: object, **values: object) -> contextlib.ExitStack:
    """Gives attributes of a module, a class or another object new values; a function's code is one, too.

    Args:
        owner: whose attributes they are.
        **values: the new values by the attributes' names.

    Returns:
        What gives `owner` back the attributes that it had; one that it had not, or only inherited, is taken away again.
    """
    undo = kept(owner, *values)
    for name, value in values.items():
        setattr(owner, name, value)
    return undo


def kept(owner: object, *names: str) -> contextlib.ExitStack:
    """Remembers attributes that others may change; arguments and result as of `swapped`."""
    undo = contextlib.ExitStack()
    for name in names:
        undo.callback(_give_back, owner, name, _own(owner, name))
    return undo


def but_for(module: types.ModuleType, **names: object) -> types.SimpleNamespace:
    """Gives what may stand for a module where another one has imported it: all that it has, with some other values.

    Args:
        module: the module, which stays as it is.
        **names: the other values.
    """
    return types.SimpleNamespace(**{**vars(module), **names})


def _own(owner, name):
    """An attribute as `owner` itself holds it: a class method stays one, what is inherited is not there."""
    if name in vars(owner):
        return vars(owner)[name]
    is_slot = hasattr(getattr(type(owner), name, None), '__set__')  # a property, or a function's code
    return getattr(owner, name) if is_slot else _ABSENT


def _give_back(owner, name, value):
    now = _own(owner, name)
    if value is _ABSENT and now is not _ABSENT:
        delattr(owner, name)
    elif value is not now:
        setattr(owner, name, value)
