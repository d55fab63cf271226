"""Processes that a script starts by `multiprocessing`'s methods spawn and forkserver see TensorFlow 1 as well.

Such a process is a new Python that imports the script as `__mp_main__`. What multiprocessing sends it, to prepare
itself, gets an entry more: an object whose unpickling presents TensorFlow 1 there, before the script is imported.
"""

from __future__ import annotations

import dataclasses
import pathlib
import sys
import types

from tf1_ref.compat.process import swapping
from tf1_ref.files import PACKAGE
from tf1_ref.legacy.options import Options

ROOT = str(PACKAGE.parent)
KEY = 'tf1_ref'


def present_to_all(options: Options) -> None:
    """From now on, processes that this one starts see TensorFlow 1."""
    from multiprocessing import spawn

    original = spawn.get_preparation_data

    def get_preparation_data(name):
        return {KEY: _Presents(options), **original(name)}

    swapping.swapped(spawn, get_preparation_data=get_preparation_data)


class _Presents:
    def __init__(self, options: Options):
        self._options = dataclasses.asdict(options)

    def __reduce__(self):
        code = (
            f'import sys; sys.path.insert(0, {ROOT!r}); import {__name__} as children; sys.path.pop(0)\n'
            f'children.prepare({self._options!r})'
        )
        return exec, (code, {})


def prepare(options: dict) -> None:
    """Makes this process import its script with TensorFlow 1 presented to it."""
    from multiprocessing import spawn

    from tf1_ref.legacy.run import loading

    to_run = Options(**options)
    present_to_all(to_run)

    def import_script(path):
        folder = str(pathlib.Path(path).parent)
        presentation = loading.present(folder, to_run).presentation
        main = types.ModuleType('__mp_main__')
        main.__dict__.update(__builtins__=presentation.builtins, __file__=path, __cached__=None)
        sys.modules['__main__'] = sys.modules['__mp_main__'] = main
        exec(presentation.to_code(pathlib.Path(path).read_bytes(), path), main.__dict__)

    swapping.swapped(spawn, _fixup_main_from_path=import_script)
