"""The ranking of a sweep."""

from __future__ import annotations

import numpy as np

from tf1_ref.pictures.canvas import PALETTE, canvas


def draw_sweep(path, ranked) -> None:
    """Draws a dot per cell of the grid, the best on top.

    Args:
        path: the PNG file.
        ranked: `[(settings as text, validation accuracy in [0, 1])]`, the best first.
    """
    labels, accuracies = zip(*ranked, strict=True)
    percent = 100 * np.array(accuracies)
    places = np.arange(len(ranked))
    with canvas(path, width=9, height=1.4 + 0.35 * len(ranked)) as (_, panels):
        axes = panels[0, 0]
        axes.scatter(percent, places, s=60, color=[PALETTE[1], *[PALETTE[0]] * (len(ranked) - 1)], zorder=3)
        for place, value in zip(places, percent, strict=True):
            axes.annotate(f'{value:.2f}', (value, place), xytext=(8, 0), textcoords='offset points', va='center')
        axes.set_yticks(places, labels)
        axes.invert_yaxis()
        axes.margins(x=0.15, y=0.5 / max(1, len(ranked)))
        axes.grid(axis='x', alpha=0.3)
        axes.set(xlabel='accuracy on the validation set, in %', title='Sweep: the best settings first')
