"""The confusion matrix of a classifier."""

from __future__ import annotations

import numpy as np

from tf1_ref.errors import InputError
from tf1_ref.pictures.canvas import canvas

SHARES = (0, 1, 5, 10, 25, 50, 100)  # in %, on the scale
WHITE_FROM = 51  # in %: of black and white, each is used where it has the greater contrast


def draw_confusion_matrix(path, matrix) -> None:
    """Draws the counts; the colour of a cell is its share of its row, that is of the images of that true class.

    The scale goes from 0 to 100 % along a square root, so that a mistake of 1 % can be seen beside 99 %.

    Args:
        path: the PNG file.
        matrix: counts `[classes, classes]`; row: true class, column: predicted class.
    """
    matrix = np.asarray(matrix)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise InputError(f'matrix: expected [classes, classes], got shape {list(matrix.shape)}')
    classes = len(matrix)
    shares = 100 * matrix / np.maximum(1, matrix.sum(1, keepdims=True))
    side = max(4.5, 0.65 * classes)
    with canvas(path, width=side + 1.8, height=side) as (figure, panels):
        from matplotlib.colors import PowerNorm

        axes = panels[0, 0]
        image = axes.imshow(shares, cmap='Blues', norm=PowerNorm(0.5, vmin=0, vmax=100))
        for (row, column), count in np.ndenumerate(matrix):
            if count:
                weight = 'bold' if row == column else 'normal'
                colour = 'white' if shares[row, column] > WHITE_FROM else 'black'
                axes.text(
                    column, row, str(count), ha='center', va='center', fontsize=9, fontweight=weight, color=colour
                )
        axes.set(xlabel='predicted class', ylabel='true class', title='Confusion matrix')
        axes.set_xticks(range(classes))
        axes.set_yticks(range(classes))
        scale = figure.colorbar(image, ax=axes, label='share of the true class (of the row), in %', shrink=0.8)
        scale.set_ticks(SHARES, labels=map(str, SHARES))
        scale.minorticks_off()
