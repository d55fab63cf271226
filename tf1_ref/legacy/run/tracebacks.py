"""Tracebacks without the frames of the runner, as `python FILE` would show them."""

from __future__ import annotations

import os
import sys
import traceback
import types

from tf1_ref.files import PACKAGE

OUR_FOLDER = str(PACKAGE / 'legacy') + os.sep
FRONT_DOOR = str(PACKAGE / '__main__.py')
ROOM = str(PACKAGE / 'recursion.py')  # which compiling sources goes through


def clean(error: BaseException) -> BaseException:
    """Takes the frames of the runner and of Python's import system out of the tracebacks of an error and its causes."""
    seen = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        current.__traceback__ = _without_our_frames(current.__traceback__)
        waiting += [current.__cause__, current.__context__, *getattr(current, 'exceptions', ())]
    return error


def is_ours(error: BaseException) -> bool:
    """Whether an error came before any line of the user's."""
    return clean(error).__traceback__ is None


def show(error: BaseException) -> None:
    """Does with an uncaught error what Python does: `sys.last_value` and `sys.excepthook`."""
    clean(error)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    if sys.excepthook is not sys.__excepthook__:
        sys.excepthook(type(error), error, error.__traceback__)
    elif sys.stderr is not None:  # else `traceback` prints to standard output
        traceback.print_exception(error)  # the hook looks for lines in files only, and a notebook's are not there
    if sys.stderr is not None:
        sys.stderr.flush()


def wrapped_in(error: BaseException) -> BaseException:
    """What was raised, of an error that TensorFlow raises in its place in functions that AutoGraph has converted."""
    while type(error).__module__.startswith('tensorflow.python.autograph') and error.__context__:
        error = error.__context__
    return error


def place_of(error: BaseException) -> str:
    """Where the user's own code led to an error of this project: `FILE:LINE: `, or nothing."""
    own = [
        f'{frame.filename}:{frame.lineno}: '
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith((f'{PACKAGE}{os.sep}', '<frozen ')) and 'site-packages' not in frame.filename
    ]
    return own[-1] if own else ''


def _without_our_frames(entry):
    kept = []
    while entry is not None:
        if not _is_ours(entry.tb_frame.f_code.co_filename):
            kept.append(entry)
        entry = entry.tb_next
    result = None
    for entry in reversed(kept):
        result = types.TracebackType(result, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return result


def _is_ours(filename):
    return filename.startswith((OUR_FOLDER, '<frozen importlib')) or filename in (FRONT_DOOR, ROOM, '<frozen runpy>')
