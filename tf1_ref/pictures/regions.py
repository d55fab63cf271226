"""Decision regions of a classifier of points. Slide: 'Result: Non-linear decision boundary'."""

from __future__ import annotations

import numpy as np

from tf1_ref.errors import InputError
from tf1_ref.pictures.canvas import PALETTE, canvas


def draw_decision_regions(path, points, labels, grid_x, grid_y, grid_classes) -> None:
    """Colours the plane by predicted class and draws the points over it in the colour of their true class.

    Args:
        path: the PNG file.
        points: `[n, 2]`.
        labels: true classes `[n]`, integers from 0.
        grid_x: coordinates `[k]` of the columns of the grid.
        grid_y: coordinates `[m]` of its rows.
        grid_classes: predicted classes `[m, k]`.
    """
    points, labels, grid_classes = np.asarray(points), np.asarray(labels), np.asarray(grid_classes)
    if grid_classes.shape != (len(grid_y), len(grid_x)):
        raise InputError(f'grid_classes: expected shape {[len(grid_y), len(grid_x)]}, got {list(grid_classes.shape)}')
    classes = int(max(labels.max(), grid_classes.max())) + 1
    with canvas(path, width=7, height=6) as (_, panels):
        axes = panels[0, 0]
        axes.contourf(
            grid_x, grid_y, grid_classes, levels=np.arange(classes + 1) - 0.5, colors=PALETTE[:classes], alpha=0.3
        )
        for number in range(classes):
            chosen = points[labels == number]
            axes.scatter(*chosen.T, s=12, color=PALETTE[number], edgecolor='white', linewidth=0.3, label=f'{number}')
        axes.set(xlabel='first coordinate', ylabel='second coordinate', title='Decision regions')
        axes.set_aspect('equal')
        axes.legend(title='class', loc='center left', bbox_to_anchor=(1, 0.5), frameon=False)
