"""Modules that answer for others: a legacy script's `tensorflow`, Python 2's `urllib`, what a library sees of us."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Iterable, Mapping


class View(types.ModuleType):
    """A module with names of its own, which looks up every other one when it is asked for it."""

    def __init__(
        self,
        name: str,
        names: Mapping[str, object],
        find: Callable[[str], object] | None = None,
        listed: Callable[[], Iterable[str]] | None = None,
    ):
        """Takes what the module has, and how it finds the rest.

        Args:
            name: its `__name__`.
            names: what it has; looking these up costs no more than in any module.
            find: function that gives the value of any other name, or raises an AttributeError; there are none without.
            listed: function that gives the names that `dir` shows; those that the module has without.
        """
        super().__init__(name)
        # In the module's own dictionary, where Python looks for the hooks of a module that is a file: a `__getattr__`
        # of the class would make all lookups slower, those of names that are there included.
        vars(self).update(names)
        vars(self).update({key: hook for key, hook in (('__getattr__', find), ('__dir__', listed)) if hook})


def of(module: types.ModuleType, names: Mapping[str, object]) -> View:
    """A view of a module: all that it has but for `names`, and what it comes to have later."""
    return View(module.__name__, {**vars(module), **names}, functools.partial(getattr, module))


def empty(namespace: dict) -> None:
    """Takes out of a module what its file imports and names, so that it has no other attributes than 1.15's.

    Args:
        namespace: the module's globals.
    """
    for name in [name for name in namespace if not name.startswith('_')]:
        del namespace[name]
