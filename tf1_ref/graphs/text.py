"""How names, shapes and sizes are written for people, without anything that a terminal would obey."""

from __future__ import annotations

from tf1_ref.graphs.graph import Shape


def printable(text: str) -> str:
    """`text` with escapes for what a terminal would obey."""
    return text if text.isprintable() else ascii(text)[1:-1]


def one_line(text: object, length: int = 200) -> str:
    """What an exception or a file says, on one line that is not too long and has nothing that a terminal would obey."""
    text = ' '.join(str(text).split())
    return ascii(text if len(text) <= length else f'{text[:length]}...')[1:-1]


def shape_text(shape: Shape, unknown: str = 'unknown rank') -> str:
    """A shape as `[?, 28, 28, 1]`; one that is not known at all is said as `unknown`."""
    return unknown if shape is None else f'[{", ".join("?" if size is None else str(size) for size in shape)}]'


def bytes_text(count: float) -> str:
    """A size in bytes for people, such as `15.4 KiB`."""
    for unit in ('B', 'KiB', 'MiB', 'GiB'):
        if count < 1024:
            return f'{count} B' if unit == 'B' else f'{count:.1f} {unit}'
        count /= 1024
    return f'{count:.1f} TiB'
