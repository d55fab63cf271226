"""Files that are either whole or not there: written beside their name, then renamed onto it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import BinaryIO


@contextlib.contextmanager
def written_beside(path: str | os.PathLike) -> Iterator[BinaryIO]:
    """Opens a new binary file that takes the name `path` only when the block ends well.

    Args:
        path: the name the file shall have; an older file of that name stays until the new one is complete.

    Yields:
        The open file; its own `name` is that of the unfinished file beside `path`.

    Raises:
        OSError: the file cannot be made, written or renamed.
    """
    path = os.fspath(path)
    folder, name = os.path.split(path)
    unfinished = os.path.join(folder, f'.{name}.{os.getpid()}.part')
    try:
        with open(unfinished, 'wb') as f:
            yield f
        os.replace(unfinished, path)
    except BaseException:  # Ctrl-C too: nothing half-written stays behind
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
        raise
