"""TensorFlow's import without what its C++ side says about GPUs and instruction sets."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def import_of_tensorflow(show: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Keeps standard error back, the file descriptor itself, while TensorFlow is imported for the first time.

    What was said is printed after all if the import fails.

    Args:
        show: function that says at the end whether to print it in any case.
    """
    if 'tensorflow' in sys.modules or sys.stderr is None:  # or it was closed before Python started
        yield
        return
    with tempfile.TemporaryFile() as chatter:
        sys.stderr.flush()
        standard_error = os.dup(2)
        os.dup2(chatter.fileno(), 2)
        loaded = False
        try:
            yield
            loaded = True
        finally:
            os.dup2(standard_error, 2)
            os.close(standard_error)
            if not loaded or show():
                chatter.seek(0)
                sys.stderr.write(chatter.read().decode(errors='replace'))
