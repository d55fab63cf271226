"""Runs a legacy script, module or source as Python would, with TensorFlow 1 presented to the user's modules."""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import importlib.machinery
import importlib.util
import os
import sys
import types
from collections.abc import Sequence
from typing import Any

from tf1_ref.compat.names import pre_1_0
from tf1_ref.errors import InputError
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.reading import notebook
from tf1_ref.legacy.run import children, loading, scanning

FILE, MODULE, CODE = 'file', 'module', 'code'


def run_path(path: str | os.PathLike, arguments: Sequence[str] = (), **options: Any) -> dict:
    """Runs a legacy script within this process, and leaves the process as it was.

    Everything that the script changes is put back: `sys.argv`, `sys.path`, its own modules, the working directory, the
    environment, random numbers, warnings and loggers, NumPy's and Matplotlib's settings, signal handlers, masks and
    timers, absl's flags, the umask, the time zone, the locale, decimal numbers, the garbage collector, debuggers and
    profilers, sockets' timeout, how certificates are checked, urllib's opener; TensorFlow's default graph and session,
    its v2 behaviour and its seeds. What it registered with `atexit` is run at its end. What stays: library modules that
    it imported and others that it has put into `sys.modules`, threads and processes that it started and that go on,
    files, streams that it closed or sent elsewhere (`os.dup2`), limits and priority of the process, what the system is
    told once (`faulthandler.dump_traceback_later`), and what it changed in objects that the host has too, such as a
    library's classes.

    Args:
        path: the script, a notebook, or a folder with a `__main__.py`.
        arguments: those of the script.
        **options: the attributes of `tf1_ref.legacy.options.Options`.

    Returns:
        The script's global names, as `runpy.run_path` does.

    Raises:
        InputError: there is no such file, or an option has no such value; `exact`, which is of a process of its own.
        SystemExit: the script ended with another exit code than 0.
        Exception: whatever the script raises.
    """
    how = Options(**options)
    if how.exact:
        raise InputError('exact: only in a process of its own, by `python -m tf1_ref run --exact`')
    target = os.fspath(path)
    folder = _find_file(target)[1]
    from tf1_ref.compat import guest
    from tf1_ref.legacy.run import host

    at_exit = _AtExit()
    with host.kept(), loading.set_aside(folder), guest.as_guest(how.seeds, how.grappler):
        try:
            return vars(run_as_main(target, arguments, how, presented={'atexit': at_exit.module}))
        except SystemExit as end:
            if end.code not in (None, 0):
                raise
            return vars(sys.modules['__main__'])
        finally:
            at_exit.run()


class _AtExit:
    """Stands for the module `atexit`; the end is that of the script, not of the process."""

    def __init__(self):
        self.module = types.ModuleType('atexit', atexit.__doc__)
        vars(self.module).update(register=self._register, unregister=self._unregister)
        self._functions: list[tuple] = []

    def run(self):
        while self._functions:
            function, args, kwargs = self._functions.pop()
            function(*args, **kwargs)

    def _register(self, function, *args, **kwargs):
        self._functions.append((function, args, kwargs))
        return function

    def _unregister(self, function):
        self._functions = [entry for entry in self._functions if entry[0] != function]


def run_as_main(
    target: str, arguments: Sequence[str], options: Options, kind: str = FILE, presented: dict | None = None
) -> types.ModuleType:
    """Runs a program in this process as `python TARGET ARGUMENTS` would; what it changes stays changed.

    Args:
        target: a file, a folder with a `__main__.py`, or '-' for standard input; a module's dotted name; or code.
        arguments: those of the program.
        options: how to run it.
        kind: what `target` is: `FILE`, `MODULE` as behind Python's `-m`, or `CODE` as behind its `-c`.
        presented: further modules that the user's modules see in place of others, by their names.

    Returns:
        The module `__main__`, after its last line.

    Raises:
        InputError: there is no such file or module.
        BaseException: whatever the program raises, SystemExit included.
    """
    with pre_1_0.api(options.api):
        if kind == MODULE:
            return _run_module(target, arguments, options)
        if kind == CODE:
            return _run_source(
                target.encode('utf-8', 'surrogateescape'), '<string>', '', ['-c', *arguments], options, {}
            )
        if target == '-':
            source = b'' if sys.stdin is None else sys.stdin.buffer.read()  # closed before Python started
            return _run_source(source, '<stdin>', '', ['-', *arguments], options, {})
        path, folder = _find_file(target)
        with open(path, 'rb') as f:
            source = f.read()
        return _run_source(source, path, folder, [target, *arguments], options, presented or {})


def _run_source(source, path, folder, argv, options, presented):
    sys.argv[:] = argv
    sys.path[:1] = [folder]
    presentation = _present(folder or os.getcwd(), options)
    presentation.add(presented)
    file = {} if path.startswith('<') else {'__file__': path, '__cached__': None}
    loader = importlib.machinery.SourceFileLoader('__main__', path)
    if path.endswith(notebook.SUFFIX):
        codes = [presentation.to_code(text.encode(), name) for text, name in notebook.cells(source, argv[0])]
    else:
        codes = [presentation.to_code(source, path)]
    return _execute(codes, __builtins__=presentation.builtins, __loader__=loader, **file)


def _present(folder, options):
    """Presents TensorFlow 1 to the user's modules, and to the processes that they start."""
    hooks = loading.present(folder, options)
    hooks.undo.enter_context(children.present_to_all(options, folder))
    return hooks.presentation


def _with_package_of(module, options):
    """A package that is named to be run is the user's wherever it lies, if it is code for TensorFlow 1."""
    package = module.partition('.')[0]
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin and 'site-packages' in spec.origin:
            root = os.path.dirname(spec.origin) if spec.submodule_search_locations else spec.origin
            if scanning.first_use_in(root):
                return dataclasses.replace(options, legacy_packages=(*options.legacy_packages, package))
    return options


def _run_module(name, arguments, options):
    folder = os.getcwd()
    sys.argv[:] = ['-m', *arguments]
    sys.path[:1] = [folder]
    presentation = _present(folder, _with_package_of(name, options))
    spec = _find_module(name)
    code = spec.loader.get_code(spec.name)
    sys.argv[0] = spec.origin
    return _execute(
        [code],
        __builtins__=presentation.builtins,
        __file__=spec.origin,
        __cached__=None,
        __loader__=spec.loader,
        __package__=spec.parent,
        __spec__=spec,
    )


def _execute(codes, **names):
    main = types.ModuleType('__main__')
    main.__dict__.update(names, __annotations__={})
    sys.modules['__main__'] = main
    for code in codes:
        exec(code, main.__dict__)
    return main


def _find_file(target):
    if os.path.isdir(target):
        path = os.path.join(target, '__main__.py')
        if not os.path.isfile(path):
            raise InputError(f'{target}: is a folder without a __main__.py; name the file to run')
        return os.path.abspath(path), os.path.abspath(target)
    if not os.path.isfile(target):
        raise InputError(f'{target}: there is no such file')
    return os.path.abspath(target), os.path.dirname(os.path.realpath(target))


def _find_module(name):
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = importlib.util.find_spec(name + '.__main__')
    except (ImportError, ValueError) as error:
        raise InputError(f'{name}: cannot be imported ({error})') from None
    if spec is None or not hasattr(spec.loader, 'get_code'):
        raise InputError(f'{name}: there is no such module below {os.getcwd()} or on sys.path, or it cannot be run')
    return spec
