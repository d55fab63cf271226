"""Functions inside TensorFlow that are built otherwise in the graphs that follow TensorFlow 1.

TensorFlow, tf_keras and tf_slim call TensorFlow's functions by names that they have imported each for themselves, and
gradient functions sit in a registry. So it is not a name that is replaced but the code of the function object, which
all of them share: `fn.__code__` becomes a detour to the replacement, and gets its own code back afterwards. The
original lives on as another function object with the old code, so that a replacement can call it and not meet itself.
"""

from __future__ import annotations

import importlib
import inspect
import types

from tensorflow.python.eager import context
from tensorflow.python.framework import ops

_replacements = {}  # key: function
_placed = {}  # key: (function, its code, the original as a function of its own)
_applies = None


def replaces(*keys: str):
    """Registers a function as the replacement of others.

    Args:
        *keys: 'module:function' or 'module:Class.method', class methods too. What the installed TensorFlow does not
            have is left out. A module that registers late, since it is about a library that is imported late, finds its
            place at once.

    Returns:
        A decorator. The replacement gets the original as its first argument, then the caller's arguments.
    """

    def register(function):
        for key in keys:
            _replacements[key] = function
            if _applies is not None:
                _place(key)
        return function

    return register


def put_in(applies) -> None:
    """Puts all replacements in place.

    Args:
        applies: tells of a graph whether the replacements are for it; in other graphs the originals run.
    """
    global _applies
    _applies = applies
    for key in _replacements:
        _place(key)


def take_out() -> None:
    """Gives every function its own code back."""
    global _applies
    _applies = None
    for key in list(_placed):
        function, code, _ = _placed.pop(key)
        function.__code__ = code
        del function.__signature__, function.autograph_info__


def missing() -> list[str]:
    """The functions to be replaced that the installed TensorFlow does not have."""
    return [key for key in _replacements if _find(key) is None]


def run(key, args, kwargs):
    """What a replaced function does."""
    original = _placed[key][2]
    if context.executing_eagerly() or not _applies(ops.get_default_graph()):
        return original(*args, **kwargs)
    return _replacements[key](original, *args, **kwargs)


def _place(key):
    function = _find(key)
    if key not in _placed and function is not None:
        _placed[key] = function, function.__code__, _copy(function)
        function.__signature__ = inspect.signature(function)  # Keras asks a layer what its call takes
        function.autograph_info__ = None  # else AutoGraph reads the source of what is replaced, and runs that
        function.__code__ = _detour_to(key, function.__code__)


def _detour(*args, **kwargs):
    from tf1_ref.compat.built.replacing import run  # its globals are the replaced function's

    return run('KEY', args, kwargs)


def _detour_to(key, code):
    constants = tuple(key if constant == 'KEY' else constant for constant in _detour.__code__.co_consts)
    named = {'co_name': code.co_name, 'co_filename': code.co_filename, 'co_firstlineno': code.co_firstlineno}
    return _detour.__code__.replace(co_consts=constants, co_freevars=code.co_freevars, **named)


def _copy(function):
    copy = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _find(key):
    module, _, path = key.partition(':')
    try:
        found = importlib.import_module(module)
        for name in path.split('.'):
            found = getattr(found, name)
    except (ImportError, AttributeError):
        return None
    return inspect.unwrap(getattr(found, '__func__', found))  # of a class method, the function
