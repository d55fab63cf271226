"""Code that builds a graph: `module:function`, or a script up to its first `Session.run`. Run, as the user named it.

What the code prints goes to stderr, so that stdout has the tool's own output alone.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import sys
import traceback
from typing import Any

from tf1_ref.compat.process import swapping
from tf1_ref.errors import InputError, SetupError
from tf1_ref.graphs.graph import Graph
from tf1_ref.graphs.reading.quietly import tensorflow_1
from tf1_ref.legacy.options import Options
from tf1_ref.terminal import one_line


class _FirstRun(BaseException):
    """Raised by `Session.run` in the place of running; no script catches it by `except Exception`."""

    def __init__(self, graph):
        super().__init__('the first Session.run')
        self.graph = graph


def from_function(operand: str) -> Graph:
    """Calls a function without arguments in a fresh default graph; the user's modules see TensorFlow 1, as in a script.

    Args:
        operand: `module:function`; the module is looked for in the working directory too. The tensors that the
            function returns become end points.

    Raises:
        InputError: there is no such function, it needs arguments, it fails, or it builds nothing.
    """
    graph, result = build_function(operand)
    from tf1_ref.graphs.reading import from_tensorflow

    return _not_empty(from_tensorflow.from_graph(operand, graph, result))


def build_function(operand: str) -> tuple:
    """The live graph that a function builds, and what the function returned; see `from_function`."""
    module_name, _, function_name = operand.partition(':')
    with _running(operand), _process_restored():
        from tf1_ref.graphs.reading import from_tensorflow
        from tf1_ref.legacy.run import loading

        tf = tensorflow_1()
        sys.path.insert(0, os.getcwd())
        loading.present(os.getcwd(), Options(legacy_packages=(module_name.partition('.')[0],)))
        function = _find(operand, module_name, function_name)
        graph = tf.Graph()
        with graph.as_default():
            result = function()
    if not graph.get_operations():
        graph = from_tensorflow.graph_of(result) or graph
    return graph, result


def from_script(path: str) -> Graph:
    """Runs a script as `python -m tf1_ref run` does, up to its first `Session.run`.

    Args:
        path: of the script.

    Returns:
        The graph of that session; without one, the default graph when the script has ended.

    Raises:
        InputError: it cannot be read, it fails, or it builds nothing.
    """
    with _running(path), _process_restored():
        from tf1_ref.graphs.reading import from_tensorflow
        from tf1_ref.legacy.run import running

        tf = tensorflow_1()
        tf.reset_default_graph()
        with swapping.swapped(_runner(tf), run=_stop):
            try:
                running.run_as_main(path, [], Options(offline_data='digits'))  # what is learnt does not matter
                graph = tf.get_default_graph()
            except _FirstRun as stop:
                graph = stop.graph
            except SystemExit as end:
                if end.code:
                    raise
                graph = tf.get_default_graph()
    return _not_empty(from_tensorflow.from_graph(path, graph))


def _find(operand, module_name, function_name):
    function: Any = importlib.import_module(module_name)
    for part in function_name.split('.'):
        function = getattr(function, part, None)
    if not callable(function):
        raise InputError(f'{operand}: {module_name} has no function {function_name}')
    needed = [name for name, parameter in _parameters(function).items() if _is_needed(parameter)]
    if needed:
        raise InputError(f'{operand} needs arguments ({", ".join(needed)}); name a function that needs none')
    return function


def _parameters(function):
    try:
        return inspect.signature(function).parameters
    except ValueError:  # a function written in C
        return {}


def _is_needed(parameter):
    return parameter.default is parameter.empty and parameter.kind not in (
        parameter.VAR_POSITIONAL,
        parameter.VAR_KEYWORD,
    )


@contextlib.contextmanager
def _running(operand):
    """What the user's code prints goes to stderr; what it raises becomes one line that names the place."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    except (InputError, KeyboardInterrupt):
        raise
    except SetupError as error:
        raise SetupError(f'{operand}: {error}') from error
    except (Exception, SystemExit, _FirstRun) as error:
        raise InputError(f'{operand}: {type(error).__name__}: {one_line(error)} ({_place(error)})') from error


def _place(error):
    if isinstance(error, SyntaxError):
        return f'{error.filename}, line {error.lineno}'
    frames = traceback.extract_tb(error.__traceback__)
    here = os.path.dirname(os.path.abspath(__file__))
    own = [f for f in frames if 'site-packages' not in f.filename and '<frozen' not in f.filename]
    frame = next((f for f in reversed(own) if os.path.dirname(os.path.abspath(f.filename)) != here), frames[-1])
    return f'{frame.filename}, line {frame.lineno}'


@contextlib.contextmanager
def _process_restored():
    """What a program finds and changes in its process is as it was, once it has run."""
    from tf1_ref.legacy.run import loading

    main = sys.modules['__main__']
    try:
        with loading.taken_back(), swapping.swapped(sys, argv=sys.argv[:], path=sys.path[:]):
            yield
    finally:
        sys.modules['__main__'] = main


def _runner(tf):
    return next(kind for kind in tf.Session.__mro__ if 'run' in vars(kind))


def _stop(session, *arguments, **options):
    raise _FirstRun(session.graph)


def _not_empty(graph):
    if not graph.ops:
        raise InputError(f'{graph.source} builds no graph: it has no operation in the default graph')
    return graph
