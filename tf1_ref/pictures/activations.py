"""The curves of the activation functions. Slide: 'Activation function Or non-linearity function'."""

from __future__ import annotations

import math

from tf1_ref.pictures.canvas import PALETTE, canvas

COLUMNS = 3


def draw_activation_curves(path, curves) -> None:
    """Draws a panel per activation function, with lines through the origin, where the slide has its axes.

    Args:
        path: the PNG file.
        curves: `{name: (x [n], y [n])}`.
    """
    rows = math.ceil(len(curves) / COLUMNS)
    with canvas(path, rows, COLUMNS, 9, 2.8 * rows) as (_, panels):
        for axes, (name, (x, y)) in zip(panels.flat, curves.items(), strict=False):
            axes.axhline(0, color='#bbbbbb', linewidth=1)
            axes.axvline(0, color='#bbbbbb', linewidth=1)
            axes.plot(x, y, color=PALETTE[0], linewidth=2)
            axes.set_title(name.replace('_', ' '))
            # The numbers stand at the rim: beside the axes of the slide, the curve would run through them.
            axes.spines[['right', 'top']].set_visible(False)
            axes.tick_params(labelsize=8)
            axes.margins(y=0.15)
        for axes in panels.flat[len(curves) :]:
            axes.set_visible(False)
