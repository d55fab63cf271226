"""One function for each of many files, on all cores where that pays."""

from __future__ import annotations

import concurrent.futures
import gc
import os
from collections.abc import Callable, Sequence
from typing import Any

from tf1_ref.compat.names import table
from tf1_ref.terminal import progress

MANY = 8  # files, from which on several processes are worth their start
COLLECT_AFTER = 500_000  # objects, before Python looks for cycles


def each(function: Callable[[Any], Any], paths: Sequence[Any], done: str) -> list[Any]:
    """Calls a function for each path; what it gives comes in the order of the paths.

    Args:
        function: can be sent to another process, and so can what it returns and raises.
        paths: of the files.
        done: what progress on a terminal calls it, such as 'ported'.

    Returns:
        A list, as long as `paths`.
    """
    if len(paths) < MANY:
        return [function(path) for path in paths]
    if (os.cpu_count() or 1) < 2:
        return list(progress(map(function, paths), len(paths), done))
    _ = table.load().inner  # read here, so that the processes, which are forked, share it
    # Syntax trees are many objects and no cycles: looking for these takes a third of the time that parsing does.
    with concurrent.futures.ProcessPoolExecutor(initializer=gc.set_threshold, initargs=(COLLECT_AFTER,)) as pool:
        found = pool.map(function, paths, chunksize=max(1, len(paths) // 64))
        return list(progress(found, len(paths), done))
