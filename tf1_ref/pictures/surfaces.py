"""Paths of optimizers on a loss surface of two parameters. Slide: 'Use more efficient Optimizer'."""

from __future__ import annotations

import numpy as np

from tf1_ref.pictures.canvas import PALETTE, canvas

LEVELS, GRID = 25, 301


def draw_loss_surface_paths(path, surfaces) -> None:
    """Draws the contours of each surface and on them the path of every optimizer.

    Args:
        path: the PNG file.
        surfaces: `{title: (loss, (x_low, x_high), (y_low, y_high), {label: points [steps, 2]})}`; `loss` takes arrays
            x and y of the same shape.
    """
    with canvas(path, 1, len(surfaces), 6.2 * len(surfaces) + 1.5, 5) as (figure, panels):
        for axes, (title, (loss, x_range, y_range, paths)) in zip(panels[0], surfaces.items(), strict=True):
            x, y = np.meshgrid(np.linspace(*x_range, GRID), np.linspace(*y_range, GRID))
            filled = axes.contourf(x, y, loss(x, y), LEVELS, cmap='Greys', alpha=0.6)
            figure.colorbar(filled, ax=axes, label='loss', shrink=0.8)
            for number, (label, points) in enumerate(paths.items()):
                points = np.asarray(points)
                colour = PALETTE[number % len(PALETTE)]
                axes.plot(points[:, 0], points[:, 1], color=colour, linewidth=2, marker='.', markersize=3, label=label)
                axes.plot(*points[-1], color=colour, marker='o', markersize=8)
            axes.plot(*points[0], color='black', marker='x', markersize=9, linestyle='none', label='start')
            axes.set(xlim=x_range, ylim=y_range, xlabel='first parameter', ylabel='second parameter', title=title)
        figure.legend(*panels[0, -1].get_legend_handles_labels(), loc='outside right center', frameon=False)
