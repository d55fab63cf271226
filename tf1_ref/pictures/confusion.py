"""The confusion matrix of a classifier."""

from __future__ import annotations

import numpy as np

from tf1_ref.errors import InputError
from tf1_ref.pictures.canvas import canvas


def draw_confusion_matrix(path, matrix) -> None:
    """Draws the counts; the colour of the cells off the diagonal says how often a class is taken for another.

    Args:
        path: the PNG file.
        matrix: counts `[classes, classes]`; row: true class, column: predicted class.
    """
    matrix = np.asarray(matrix)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise InputError(f'matrix: expected [classes, classes], got shape {list(matrix.shape)}')
    classes = len(matrix)
    shares = 100 * matrix / np.maximum(1, matrix.sum(1, keepdims=True))
    wrong = np.ma.masked_array(shares, np.eye(classes, dtype=bool))
    side = max(4.5, 0.65 * classes)
    with canvas(path, width=side + 1.5, height=side) as (figure, panels):
        axes = panels[0, 0]
        axes.set_facecolor('#d9e8f2')  # what the diagonal shows
        image = axes.imshow(wrong, cmap='Oranges', vmin=0, vmax=max(1.0, float(wrong.max())))
        for (row, column), count in np.ndenumerate(matrix):
            if count:
                weight = 'bold' if row == column else 'normal'
                colour = 'white' if row != column and shares[row, column] > 0.6 * wrong.max() else 'black'
                axes.text(
                    column, row, str(count), ha='center', va='center', fontsize=9, fontweight=weight, color=colour
                )
        axes.set(xlabel='predicted class', ylabel='true class', title='Confusion matrix')
        axes.set_xticks(range(classes))
        axes.set_yticks(range(classes))
        figure.colorbar(image, ax=axes, label='share of the true class, in %', shrink=0.8)
