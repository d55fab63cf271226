"""How shapes and sizes are written for people."""

from __future__ import annotations

from tf1_ref.graphs.graph import Shape


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
