"""Processes that a script starts see TensorFlow 1 as well.

Those of `multiprocessing`'s methods spawn and forkserver are the script itself once more: a new Python that imports it
as `__mp_main__`. What multiprocessing sends it, to prepare itself, gets an entry more: an object whose unpickling
presents TensorFlow 1 there, before the script is imported.

Others are whatever they are, started by `subprocess`, `os.system`, a shell script, `make`. What all of these have in
common is the environment. A folder of ours stands first in its PYTHONPATH, with a module `sitecustomize` that each
Python loads at its start; there it is decided whether what it is to run is code for TensorFlow 1 (`started`), and only
then anything more is imported. Command lines are left alone: most of them are a shell's, where they could only be
guessed at. Where the script itself gives a process another environment, or another PYTHONPATH, it is put there again.
Out of reach are Pythons that are told to look at neither (`-I`, `-E`, `-S`), and scripts of a shell that set PYTHONPATH
anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
import pathlib
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping

from tf1_ref.compat.process import swapping
from tf1_ref.files import PACKAGE
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import saying

ROOT = str(PACKAGE.parent)
KEY = 'tf1_ref'
STARTUP = str(pathlib.Path(__file__).with_name('startup'))
VARIABLE, PYTHONPATH = 'TF1_REF_CHILDREN', 'PYTHONPATH'
# Functions of `os` that start a program, those aside that call these; and which of their arguments is the environment.
STARTERS = {'system': None, 'execv': None, 'execve': 2, 'posix_spawn': 2, 'posix_spawnp': 2}


def present_to_all(options: Options, folder: str) -> contextlib.ExitStack:
    """From now on, processes that this one starts see TensorFlow 1.

    Args:
        options: how their code is run; without its `children`, those of `multiprocessing` alone.
        folder: the user's.

    Returns:
        What ends it: leave it as a context, or call its `close`.
    """
    from multiprocessing import spawn

    original = spawn.get_preparation_data

    def get_preparation_data(name):
        return {KEY: _Presents(options, folder), **original(name)}

    undo = contextlib.ExitStack()
    undo.callback(_restore, {name: os.environ.get(name) for name in (VARIABLE, PYTHONPATH, saying.VARIABLE)})
    undo.enter_context(swapping.swapped(spawn, get_preparation_data=get_preparation_data))
    saying.share()
    if options.children:
        os.environ[VARIABLE] = '\n'.join([repr((sys.prefix, sys.version)), ROOT, *options.flags(), f'folder={folder}'])
        _reach(os.environ)
        undo.enter_context(swapping.swapped(subprocess.Popen, __init__=_starting_popen(subprocess.Popen.__init__)))
        for name, at in STARTERS.items():
            if hasattr(os, name):
                undo.enter_context(swapping.swapped(os, **{name: _starting(getattr(os, name), at, name == 'system')}))
    return undo


def _restore(variables):
    for name, value in variables.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def _reach(environment):
    """Has the processes that get this environment look for our `sitecustomize` first."""
    entries = environment.get(PYTHONPATH, '').split(os.pathsep)
    if STARTUP not in entries:
        environment[PYTHONPATH] = os.pathsep.join([STARTUP, *filter(None, entries)])
    if VARIABLE not in environment and VARIABLE in os.environ:
        environment[VARIABLE] = os.environ[VARIABLE]


def _reached(environment):
    """An environment that a script has made, with what is ours; one of bytes, or what is none, as it is."""
    if environment is None or environment is os.environ:
        _reach(os.environ)
    elif isinstance(environment, Mapping) and all(isinstance(name, str) for name in environment):
        environment = dict(environment)
        _reach(environment)
    return environment


def _in_shell(command):
    """A command for a shell, where PYTHONPATH=FOLDER has our folder before."""
    if not isinstance(command, str) or f'{PYTHONPATH}=' not in command:
        return command
    return re.sub(rf'(?<![\w$]){PYTHONPATH}=', f'{PYTHONPATH}={shlex.quote(STARTUP + os.pathsep)}', command)


def _starting(original, at=None, is_shell=False):
    """A function that starts a process, with what is ours in its environment, which is the argument number `at`."""

    @functools.wraps(original)
    def start(*arguments, **named):
        given = list(arguments)
        if at is not None and len(given) > at:
            given[at] = _reached(given[at])
        else:
            named.update({'env': _reached(named['env'])} if 'env' in named else {})
            _reach(os.environ)
        if given and is_shell:
            given[0] = _in_shell(given[0])
        return original(*given, **named)

    return start


def _starting_popen(original):
    @functools.wraps(original)
    def start(popen, args, *others, shell=False, env=None, **named):
        if shell:
            args = _in_shell(args) if isinstance(args, str) else [*map(_in_shell, args[:1]), *args[1:]]
        original(popen, args, *others, shell=shell, env=_reached(env), **named)

    return start


class _Presents:
    def __init__(self, options: Options, folder: str):
        self._arguments = dataclasses.asdict(options), folder

    def __reduce__(self):
        code = (
            f'import sys; sys.path.insert(0, {ROOT!r}); import {__name__} as children; sys.path.pop(0)\n'
            f'children.prepare(*{self._arguments!r})'
        )
        return exec, (code, {})


def prepare(options: dict, folder: str) -> None:
    """Makes this process import its script with TensorFlow 1 presented to it."""
    from tf1_ref.legacy.run import loading

    to_run = Options(**options)
    present_to_all(to_run, folder)
    loading.present(folder, to_run)
