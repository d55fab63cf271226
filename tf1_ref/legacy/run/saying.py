"""What a run tells beside the script's own output: each line once, however many processes the script has."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import tempfile

# Names a file that has what was said; a run names it, the first process that has something to say makes it.
VARIABLE = 'TF1_REF_SAID'


def share() -> None:
    """Has the processes that this one starts from now on know what was said; forgotten when this one ends."""
    if VARIABLE not in os.environ:
        # By a name that nobody can guess, or link to somewhere else.
        path = os.path.join(tempfile.gettempdir(), f'tf1_ref-{os.urandom(8).hex()}')
        os.environ[VARIABLE] = path
        atexit.register(_forget, path, os.getpid())


def _forget(path, process):
    if os.getpid() == process:  # not a fork of it
        with contextlib.suppress(OSError):
            os.unlink(path)


def once(line: str) -> None:
    """Prints a line to standard error, unless it was said before."""
    path = os.environ.get(VARIABLE)
    if path and not _is_new(path, line) or line in _said:
        return
    _said.add(line)
    if sys.stderr is not None:
        print(f'tf1_ref run: {line}', file=sys.stderr, flush=True)


_said: set[str] = set()


def _is_new(path, line):
    """Enters a line into the file; says whether it was not there."""
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, 'O_NOFOLLOW', 0)
        with os.fdopen(os.open(path, flags, 0o600), 'r+', encoding='utf-8', errors='surrogateescape') as file:
            if line in file.read().splitlines():
                return False
            file.write(line + '\n')
    except OSError:  # twice is better than never
        pass
    return True
