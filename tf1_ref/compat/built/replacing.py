"""Functions inside TensorFlow that are built otherwise in the graphs that follow TensorFlow 1.

TensorFlow, tf_keras and tf_slim call TensorFlow's functions by names that they have imported each for themselves, and
gradient functions sit in a registry. So it is not a name that is replaced but the code of the function object, which
all of them share: `fn.__code__` becomes a detour to the replacement, and gets its own code back afterwards. The
original lives on as another function object with the old code, so that a replacement can call it and not meet itself.

Four ways to say what 1.15 did, for the tables (`tf1_ref.compat.built.tables`):

    @replaces('tensorflow.python.ops.clip_ops:clip_by_global_norm')     # builds 1.15's ops again
    def clip_by_global_norm(original, t_list, clip_norm, use_norm=None, name=None): ...

    renames('tensorflow.python.ops.nn_ops:max_pool_v2', MaxPool2d='MaxPool')  # asks for other names of ops

    @counts('tensorflow.python.ops.array_ops:transpose')                # only tells how many ops more 1.15 built
    def _transpose(a, perm=None, *others, **named): return 1 if perm is None else 0

    differs('tensorflow.python.ops.signal.shape_ops:frame')             # neither: whoever relies on seeds is warned

A function that the installed TensorFlow does not have is a warning, unless its absence is known (`absences`).
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any

import tensorflow
from tensorflow.python.eager import context
from tensorflow.python.framework import ops

from tf1_ref.compat.built import absences, op_counts, warning
from tf1_ref.compat.process.swapping import swapped

Function = Callable[..., object]

_replacements: dict[str, Function] = {}  # by key
_but_for: dict[str, tuple[type, ...]] = {}
# By key: the original as a function of its own, and what gives the replaced one its code back.
_placed: dict[str, tuple[Function, contextlib.ExitStack]] = {}
_said: set[str] = set()
_applies: Callable[[ops.Graph], bool] | None = None


class ReplacementWarning(UserWarning):
    """A function that was to be replaced is not where it was: graphs may be other ones than TensorFlow 1.15's."""


def replaces(*keys: str, but_for: tuple[type, ...] = ()) -> Callable[[Function], Function]:
    """Registers a function as the replacement of others.

    Args:
        *keys: 'module:function' or 'module:Class.method', class methods and properties too. A table that
            registers late, since it is about a library that is imported late, finds its place at once.
        but_for: types of a last argument, given by position, for which the original runs as if nothing were replaced:
            for what is called in every step of a session, and only now and then with what the replacement is for.

    Returns:
        A decorator. The replacement gets the original as its first argument, then the caller's arguments.
    """

    def register(function: Function) -> Function:
        for key in keys:
            _replacements[key], _but_for[key] = function, but_for
            if _applies is not None:
                _place(key)
        return function

    return register


def counts(*keys: str) -> Callable[[Function], Function]:
    """Registers functions whose ops are only counted, since neither their names nor their values show.

    Args:
        *keys: as of `replaces`.

    Returns:
        A decorator for a function that gets the arguments of the call and says how many ops more than TensorFlow 2
        1.15 built, negative for fewer; None of arguments that were not compared, which warns.
    """

    def register(number: Function) -> Function:
        def call(original, *args, **named):
            added = number(*args, **named)
            if added is None:
                return warning.calling(original, *args, **named)
            op_counts.add(added)
            return original(*args, **named)

        call.__module__ = number.__module__  # of the table, not of this mechanism
        call.number = number  # type: ignore[attr-defined]  # for the test of its arguments
        replaces(*keys)(call)
        return number

    return register


def renames(*keys: str, **names: str) -> None:
    """Registers functions whose ops only have other names than in 1.15.

    Args:
        *keys: as of `replaces`.
        **names: by the name of an op or a scope that TensorFlow 2 asks for in there, the one that 1.15 asked for.
    """

    def call(original, *args, **named):
        graph = ops.get_default_graph()
        unique = graph.unique_name
        graph.unique_name = lambda name, *others, **more: unique(names.get(name, name), *others, **more)
        try:
            return original(*args, **named)
        finally:
            del graph.unique_name  # the class has it
            if unique != graph.unique_name:
                graph.unique_name = unique

    call.__module__ = sys._getframe(1).f_globals['__name__']  # of the table, not of this mechanism
    replaces(*keys)(call)


def differs(*keys: str) -> None:
    """Registers functions that build another number of ops than in 1.15: seeds behind them warn (see `warning`)."""
    replaces(*keys)(warning.calling)


def put_in(applies: Callable[[ops.Graph], bool]) -> None:
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
        _placed.pop(key)[1].close()


def missing() -> list[str]:
    """Lists the functions to be replaced that the installed TensorFlow does not have."""
    return [key for key in _replacements if _find(key) is None]


def run(key: str, args: tuple, kwargs: dict) -> Any:
    """Does what a call of a replaced function does now."""
    original = _placed[key][0]
    if context.executing_eagerly() or not _applies(ops.get_default_graph()):
        return original(*args, **kwargs)
    return _replacements[key](original, *args, **kwargs)


def _place(key):
    if key in _placed:
        return
    function = _find(key)
    if function is None:
        _say_missing(key)
        return
    original = _copy(function)
    changes = {
        '__signature__': inspect.signature(function),  # Keras asks a layer what its call takes
        'autograph_info__': None,  # else AutoGraph reads the source of what is replaced, and runs that
        '__code__': _detour_to(key, function.__code__, original),
    }
    _placed[key] = original, swapped(function, **changes)


def _say_missing(key):
    version = tensorflow.__version__
    if key not in _said and not absences.is_known(key, version):
        _said.add(key)
        message = (
            f'{key} is not in TensorFlow {version}, so what it builds cannot be made as in TensorFlow 1.15: names of '
            'ops and seeds may differ; please report this'
        )
        warnings.warn(message, ReplacementWarning, stacklevel=3)


def _run(key, args, kwargs):
    return run(key, args, kwargs)  # looked up anew: tests put another in its place


def _detour(*args, **kwargs):
    run = 'RUN'  # a constant, put in its place: the globals are the replaced function's
    return run('KEY', args, kwargs)


def _detour_of_others(*args, **kwargs):
    if args and type(args[-1]) in 'BUT_FOR':  # a tuple, put in its place
        original = 'ORIGINAL'
        return original(*args, **kwargs)
    run = 'RUN'
    return run('KEY', args, kwargs)


def _detour_to(key, code, original):
    detour = (_detour_of_others if _but_for[key] else _detour).__code__
    given = {'KEY': key, 'RUN': _run, 'BUT_FOR': _but_for[key], 'ORIGINAL': original}
    constants = tuple(given.get(one, one) if isinstance(one, str) else one for one in detour.co_consts)
    named = {'co_name': code.co_name, 'co_filename': code.co_filename, 'co_firstlineno': code.co_firstlineno}
    return detour.replace(co_consts=constants, co_freevars=code.co_freevars, **named)


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
    found = getattr(found, 'fget', None) or getattr(found, '__func__', found)  # of a property and of a class method
    return inspect.unwrap(found)
