"""Values of the wrong form in any place of what was read from JSON."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator
from typing import Any

# What is put in the place of a value.
VALUES = (None, True, -1, 1e308, float('nan'), [], {}, [[]], 'x', '\ud800', [1, 2], {'a': [None]}, 2**70, '<b>')


def places(value: Any, place: tuple = ()) -> Iterator[tuple]:
    """The keys and indices that lead to each part of a value, the whole of it left out."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*place, key)
        yield from places(part, (*place, key))


def damaged(content: Any, place: tuple, value: Any) -> Any:
    """A copy of the content with a value in one of its places."""
    changed = copy.deepcopy(content)
    *above, last = place
    functools.reduce(lambda part, key: part[key], above, changed)[last] = value
    return changed
