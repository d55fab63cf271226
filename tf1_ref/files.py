"""Files that are never half written: written beside, then renamed."""

from __future__ import annotations

import contextlib
import errno
import glob
import json
import os
import pathlib
import stat
from collections.abc import Iterator

from tf1_ref.errors import InputError

# The folder of this package; its parent is what has to be on `sys.path`.
PACKAGE = pathlib.Path(__file__).resolve().parent


def is_odd(path: str | os.PathLike) -> bool:
    """Whether it is a pipe, a socket or a device: who opens one may wait for ever, or read for ever."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # what is not there, or cannot be
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def odd_part(prefix: str | os.PathLike) -> pathlib.Path | None:
    """The file of a checkpoint, `prefix` itself or `prefix.*`, that is odd (see `is_odd`); None where none is."""
    path = pathlib.Path(prefix)
    parts = [path, *path.parent.glob(f'{glob.escape(path.name)}.*')]
    return next((part for part in parts if is_odd(part)), None)


def read_bytes(path: str | os.PathLike) -> bytes:
    """The content of a file that was found in a folder, not named by the user.

    Raises:
        OSError: it cannot be read, or is odd.
    """
    if is_odd(path):
        raise OSError(errno.EINVAL, 'is no regular file', os.fspath(path))
    return pathlib.Path(path).read_bytes()


@contextlib.contextmanager
def written_beside(path: str | os.PathLike, mode: str = 'wb', replaces: bool = False) -> Iterator:
    """Opens a temporary file beside `path` and renames it to `path` once the block has ended without an exception.

    A pipe or a device that is there already, such as `/dev/stdout`, is written to as it is.

    Args:
        path: where the file shall be; its folder has to exist.
        mode: 'wb', or 'w' for UTF-8 text.
        replaces: a pipe or a device makes way as well: the user has not named it.

    Yields:
        The open file.
    """
    path = pathlib.Path(path)
    encoding = None if 'b' in mode else 'utf-8'
    if (
        not replaces and path.exists() and (not path.is_file() or path.is_relative_to('/dev'))
    ):  # standard output may be a file
        with open(path, mode.replace('w', 'a'), encoding=encoding) as file:
            yield file
        return
    beside = path.with_name(f'.{path.name}.{os.getpid()}')
    try:
        with open(beside, mode, encoding=encoding) as file:
            yield file
        os.replace(beside, path)
    except BaseException:  # Ctrl-C too leaves nothing half written
        beside.unlink(missing_ok=True)
        raise


def write_json(path: str | os.PathLike, content: object) -> None:
    """Writes `content` as readable JSON, in a folder of this project's."""
    with written_beside(path, 'w', replaces=True) as file:
        json.dump(content, file, indent=1)
        file.write('\n')


def make_writable_folder(folder: str | os.PathLike, flag: str) -> pathlib.Path:
    """Makes `folder` if it is not there, and makes sure that files can be written in it.

    Args:
        folder: path of the folder.
        flag: what the user calls it, such as '--log_dir'.

    Returns:
        The folder.

    Raises:
        InputError: it cannot be made or written.
    """
    import tempfile  # every command imports this module, few write

    folder = pathlib.Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise InputError(f'{flag}: cannot write in {folder} ({error.strerror}); give another folder') from error
