"""A progress line with the time left, on a terminal; nothing when the output is piped."""

from __future__ import annotations

import contextlib
import sys


@contextlib.contextmanager
def progress_line(description, total, done=0):
    """Draws a progress line on standard output, if that is a terminal.

    Args:
        description: what is under way.
        total: number of steps.
        done: number of steps that an earlier run has made.

    Yields:
        A function without arguments, to be called after each step.
    """
    if not sys.stdout.isatty():
        yield lambda: None
        return
    # rich arrives with TensorFlow, through Keras.
    from rich import progress

    columns = (
        progress.TextColumn('{task.description}'),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TextColumn('left'),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, transient=True) as line:
        task = line.add_task(description, total=total, completed=done)
        yield lambda: line.advance(task)
