"""A figure that becomes a PNG: matplotlib asked for late, one palette, the same bytes for the same input."""

from __future__ import annotations

import contextlib

from tf1_ref.errors import missing_extra
from tf1_ref.files import written_beside

# Okabe and Ito's colours, which colour-blind readers can tell apart; the darker ones first.
PALETTE = ('#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000')
DOTS_PER_INCH = 160  # sharp where a page opens it large


@contextlib.contextmanager
def canvas(path, rows=1, columns=1, width=8.0, height=5.0, **options):
    """Opens a figure and writes it to `path` at the end.

    Args:
        path: the PNG file.
        rows: rows of axes.
        columns: columns of axes.
        width: of the picture, in inches of `DOTS_PER_INCH` pixels.
        height: of the picture, likewise.
        **options: of matplotlib's `Figure.subplots`.

    Yields:
        The figure, and its axes as an array `[rows, columns]`.

    Raises:
        SetupError: matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise missing_extra('matplotlib', 'plots') from error

    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH, layout='constrained')
    FigureCanvasAgg(figure)
    yield figure, figure.subplots(rows, columns, squeeze=False, **options)
    with written_beside(path, replaces=True) as file:
        # Without the version of matplotlib in it, the same input gives the same bytes.
        figure.savefig(file, format='png', metadata={'Software': None})


def hide_frame(axes) -> None:
    """Leaves of `axes` only what is drawn on it."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
