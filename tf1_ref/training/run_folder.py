"""The folder of a run: one process at a time, and without what killed ones have left. Needs no TensorFlow."""

from __future__ import annotations

import contextlib
import os
import pathlib
import re

from tf1_ref.errors import InputError

# What `tf1_ref.files.written_beside` writes to before it renames.
_BESIDE = re.compile(r'\.[^/]+\.(?:json|png|csv)\.(\d+)')


@contextlib.contextmanager
def locked(folder):
    """Keeps other processes out of `folder` while the block runs; the system ends the lock of a process that is killed.

    Args:
        folder: path of an existing folder. Nothing is written in it.

    Raises:
        InputError: another run is in it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f'another process is at work in {folder}; wait until it has ended, or give another --log_dir'
            ) from error
        except OSError as error:  # some network file systems
            print(f'{folder} cannot be locked ({error.strerror}): see to it that no other process uses it', flush=True)
        yield
    finally:
        os.close(handle)


def sweep(folder) -> None:
    """Removes half-written files of processes that have ended without renaming them."""
    for path in pathlib.Path(folder).iterdir():
        found = _BESIDE.fullmatch(path.name)
        if found and path.is_file() and not _is_alive(int(found[1])):
            path.unlink(missing_ok=True)


def _is_alive(process):
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # of somebody else
        return True
    return True
