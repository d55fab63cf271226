"""Room for what is nested deeply: sums of a thousand terms, long chains of attributes. Python itself compiles them."""

from __future__ import annotations

import functools
import sys
import threading

TYPE_CHECKING = False  # for type checkers alone: commands start in milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STACK = 1 << 29  # bytes; what is not used of it costs nothing
DEPTH = 60_000  # calls, which fit into it


def with_room(function: Callable) -> Callable:
    """A function that is called a second time, with room, where Python's recursion limit was in its way.

    Args:
        function: does nothing that cannot be done twice. An error that was caused by a RecursionError counts as one.
    """

    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception as error:
            if not isinstance(error, RecursionError) and not isinstance(error.__cause__, RecursionError):
                raise
        return _in_a_thread(functools.partial(function, *args, **kwargs))

    return call


def _in_a_thread(function: Callable[[], Any]) -> Any:
    """What a function returns, called in a thread with a stack of `STACK` bytes and a limit of `DEPTH` calls."""
    result: list[Any] = []
    errors: list[BaseException] = []

    def run():
        try:
            result.append(function())
        except BaseException as error:
            errors.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(STACK)
    sys.setrecursionlimit(max(limit, DEPTH))
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if errors:
        raise errors[0]
    return result[0]
