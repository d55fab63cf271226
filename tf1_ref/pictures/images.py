"""Pictures that consist of images: filters, activation maps, mistakes, super-resolution."""

from __future__ import annotations

import math

import numpy as np

from tf1_ref.errors import InputError
from tf1_ref.pictures.canvas import canvas, hide_frame

MISTAKES = 24
MISTAKE_COLUMNS = 8


def draw_filters(path, W) -> None:
    """Draws a panel per filter of a convolution, blue for negative and red for positive weights.

    Args:
        path: the PNG file.
        W: weights `[height, width, in_channels, out_channels]`; rows are input channels, columns are filters.
    """
    W = _array('W', W, 4)
    in_channels, out_channels = W.shape[2:]
    largest = np.abs(W).max() or 1.0
    with canvas(path, in_channels, out_channels, max(5, 1.7 * out_channels), 1.4 + 1.7 * in_channels) as (
        figure,
        panels,
    ):
        for (row, column), axes in np.ndenumerate(panels):
            image = axes.imshow(W[:, :, row, column], cmap='RdBu_r', vmin=-largest, vmax=largest)
            hide_frame(axes)
            if row == 0:
                axes.set_title(f'filter {column + 1}', fontsize=10)
        figure.colorbar(image, ax=panels, label='weight', shrink=0.9)


def draw_activation_maps(path, image, layers) -> None:
    """Draws an image and, in a row per layer, what every channel of that layer makes of it, on one scale per layer.

    Args:
        path: the PNG file.
        image: `[height, width]`.
        layers: `{name: activations [height, width, channels]}`.
    """
    image = _array('image', image, 2)
    layers = {name: _array(name, maps, 3) for name, maps in layers.items()}
    columns = 1 + max(maps.shape[2] for maps in layers.values())
    with canvas(path, len(layers), columns, 1.2 * columns + 1, 1.35 * len(layers)) as (figure, panels):
        for axes in panels.flat:
            hide_frame(axes)
        panels[0, 0].imshow(image, cmap='gray')
        panels[0, 0].set_title('image', fontsize=9)
        for row, (name, maps) in zip(panels, layers.items(), strict=True):
            row[1].set_title(name, fontsize=9, loc='left')
            low, high = maps.min(), maps.max()
            for channel in range(maps.shape[2]):
                shown = row[1 + channel].imshow(maps[:, :, channel], cmap='viridis', vmin=low, vmax=high)
            scale = figure.colorbar(shown, ax=row, pad=0.01, aspect=10)
            scale.ax.tick_params(labelsize=8)


def draw_mistakes(path, images, labels, predictions, probabilities) -> None:
    """Draws the worst mistakes: the wrong predictions that the network was surest of.

    Args:
        path: the PNG file.
        images: wrongly classified images `[n, height, width]`; n may be 0.
        labels: their true classes `[n]`.
        predictions: what was predicted `[n]`.
        probabilities: of the predictions `[n]`, in `[0, 1]`.
    """
    images = _array('images', images, 3)
    surest = np.argsort(-np.asarray(probabilities), kind='stable')[:MISTAKES]
    rows = max(1, math.ceil(len(surest) / MISTAKE_COLUMNS))
    with canvas(path, rows, MISTAKE_COLUMNS, 10, 0.6 + 1.5 * rows) as (figure, panels):
        figure.suptitle(f'{len(images)} mistakes; the surest of them' if len(images) else 'no mistakes')
        for axes in panels.flat:
            hide_frame(axes)
        for axes, index in zip(panels.flat, surest, strict=False):
            axes.imshow(images[index], cmap='gray_r')
            percent = 100 * probabilities[index]
            axes.set_title(f'{predictions[index]} ({percent:.0f} %), is {labels[index]}', fontsize=9)


def draw_super_resolution_rows(path, rows, captions=None) -> None:
    """Draws the same images in rows, such as input, bicubic, prediction and truth. Slide: 'Results'.

    Args:
        path: the PNG file.
        rows: `{name: images [n, height, width] or [n, height, width, 3]}` in `[0, 1]`; what is outside is clipped.
        captions: `{name: a second line under the name}`, such as the PSNR.
    """
    columns = len(next(iter(rows.values())))
    with canvas(path, len(rows), columns, 1.6 + 1.05 * columns, 0.2 + 1.05 * len(rows)) as (_, panels):
        for row, (name, images) in zip(panels, rows.items(), strict=True):
            if len(images) != columns:
                raise InputError(f'draw_super_resolution_rows: {name} has {len(images)} images, expected {columns}')
            label = '\n'.join(part for part in (name, (captions or {}).get(name)) if part)
            row[0].set_ylabel(label, rotation=0, ha='right', va='center', fontsize=10)
            for axes, image in zip(row, images, strict=True):
                hide_frame(axes)
                axes.imshow(np.clip(image, 0, 1), cmap='gray', vmin=0, vmax=1)


def _array(name, array, rank):
    array = np.asarray(array)
    if array.ndim != rank:
        raise InputError(f'{name}: expected an array of rank {rank}, got shape {list(array.shape)}')
    return array
