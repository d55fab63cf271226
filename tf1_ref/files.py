"""Files that are never half written: written beside, then renamed."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
from collections.abc import Iterator

from tf1_ref.errors import InputError

# The folder of this package; its parent is what has to be on `sys.path`.
PACKAGE = pathlib.Path(__file__).resolve().parent


@contextlib.contextmanager
def written_beside(path: str | os.PathLike, mode: str = 'wb') -> Iterator:
    """Opens a temporary file beside `path` and renames it to `path` once the block has ended without an exception.

    A pipe or a device that is there already, such as `/dev/stdout`, is written to as it is.

    Args:
        path: where the file shall be; its folder has to exist.
        mode: 'wb', or 'w' for UTF-8 text.

    Yields:
        The open file.
    """
    path = pathlib.Path(path)
    encoding = None if 'b' in mode else 'utf-8'
    if path.exists() and (not path.is_file() or path.is_relative_to('/dev')):  # standard output may be a file
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
    """Writes `content` as readable JSON."""
    with written_beside(path, 'w') as file:
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
