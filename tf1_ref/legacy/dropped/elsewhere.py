"""Modules of Python and of libraries as legacy code knew them: with what they have dropped, where that is elsewhere.

`names` says what is gone and where it is; here it is fetched. A module is a view: what it has is the real module's,
what is set in it is set there.
"""

from __future__ import annotations

import functools
import importlib
import types
from collections.abc import Mapping
from typing import Any

from tf1_ref.legacy.dropped import names, remedies

NOT_FOUND = object()
GIVING = frozenset(name.rpartition('.')[0] for name in remedies.KEYWORDS)  # functions with their old keywords


class Returned(types.ModuleType):
    """A module with the names that it has lost."""

    def __init__(self, real: types.ModuleType | None, name: str, given: Mapping[str, Any], find: Any):
        """Takes the real module, and what it gets back.

        Args:
            real: the module as it is; None where it is gone.
            name: its dotted name.
            given: names that it gets back, or that are as they were.
            find: function that gives a module by its dotted name.
        """
        super().__init__(name)
        vars(self).update(given)
        vars(self).update(_tf1_ref_real=real, _tf1_ref_find=find)
        for hidden in ('__doc__', '__loader__', '__package__', '__spec__'):
            vars(self).pop(hidden, None)

    def __getattr__(self, name):
        real, dotted = vars(self)['_tf1_ref_real'], f'{self.__name__}.{name}'
        if real is not None:
            try:
                found = getattr(real, name)
            except AttributeError:
                found = NOT_FOUND
            if found is not NOT_FOUND:
                is_below = isinstance(found, types.ModuleType) and _gives_something(dotted)
                return vars(self)['_tf1_ref_find'](dotted) if is_below and found.__name__ == dotted else found
        if name == '__all__':
            raise AttributeError(name)
        if names.find(dotted) is None and _gives_something(dotted):
            return vars(self)['_tf1_ref_find'](dotted)
        return value(dotted, vars(self)['_tf1_ref_find'])

    def __setattr__(self, name, value):
        if vars(self).get('_tf1_ref_real') is None:
            vars(self)[name] = value
        else:
            setattr(vars(self)['_tf1_ref_real'], name, value)

    def __dir__(self):
        real = vars(self)['_tf1_ref_real']
        return sorted({*vars(self), *(dir(real) if real else ())} - {'_tf1_ref_real', '_tf1_ref_find'})


def value(dotted: str, find: Any = importlib.import_module) -> Any:
    """What a dotted name that is gone stood for.

    Args:
        dotted: the name.
        find: function that gives a module by its dotted name.

    Raises:
        AttributeError: nothing is known of it, or nothing can stand in for it; says why.
    """
    module, _, name = dotted.rpartition('.')
    gone = names.find(dotted)
    if gone is None:
        raise AttributeError(f'module {module!r} has no attribute {name!r}')
    if gone.name == dotted and gone.helper:
        place, _, last = gone.helper.partition(':')
        found = importlib.import_module(place)
        return getattr(found, last) if last else found
    if gone.place:
        return (
            functools.reduce(getattr, dotted[len(gone.name) + 1 :].split('.'), _at(gone.place))
            if (gone.name != dotted)
            else _at(gone.place)
        )
    if gone.name == dotted and _gives_something(dotted):
        return find(dotted)
    raise AttributeError(f'{gone.what}; {gone.advice}')


def _at(place):
    module, _, name = place.rpartition('.')
    if not module:
        return importlib.import_module(place)
    try:
        return getattr(importlib.import_module(module), name)
    except AttributeError:
        return importlib.import_module(place)


def _gives_something(module):
    """Whether a module of a library gets something back, or leads to one that does."""
    return module in GIVING or module in names.leading(module.partition('.')[0])


def load(name: str, given: Mapping[str, Any], find: Any) -> types.ModuleType:
    """A module as legacy code imports it.

    Args:
        name: its dotted name.
        given: further names that it gets back.
        find: function that gives a module by its dotted name, by way of this function.

    Raises:
        ModuleNotFoundError: it is not there; where it is gone, says why.
    """
    gone = names.find(name)
    try:
        real = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if gone is None or not (error.name or '').startswith(name.partition('.')[0]):
            raise
        if gone.since == 'Python 3':  # its fallback is for Python 3, and meant
            raise ModuleNotFoundError(f'{gone.what}; {gone.advice}, or run it with --py2', name=name) from None
        if gone.name == name and gone.helper and ':' not in gone.helper:
            return importlib.import_module(gone.helper)
        if gone.place:
            return importlib.import_module(gone.place + name[len(gone.name) :])
        if _gives_something(name):
            return Returned(None, name, given, find)
        raise ModuleNotFoundError(f'{gone.what}; {gone.advice}', name=name) from None
    if not given and not _gives_something(name):
        return real
    return Returned(real, name, given, find)
