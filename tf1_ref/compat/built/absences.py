"""Functions to be replaced that some supported TensorFlow does not have, and why their absence does no harm there."""

from __future__ import annotations

from tf1_ref.compat.process import supported

# Function: the first and the last minor version without it, and the cause.
ABSENT: dict[str, tuple[str, str, str]] = {}


def is_known(key: str, version: str) -> bool:
    """Tells whether a version of TensorFlow, such as '2.16.2', is known not to have the function `key`."""
    if key not in ABSENT:
        return False
    first, last, _ = ABSENT[key]
    return supported.minor_of(first) <= supported.minor_of(version) <= supported.minor_of(last)


def of(version: str) -> set[str]:
    """Lists all functions that a version of TensorFlow is known not to have."""
    return {key for key in ABSENT if is_known(key, version)}
