"""A picture of a handwritten digit made like MNIST's: white on black, 28x28, its ink in the middle.

MNIST's makers scaled every digit into a box of 20x20 pixels, and put its centre of mass into the middle of 28x28
(LeCun, Bottou, Bengio and Haffner, 1998, section III.A). Nothing here needs TensorFlow.
"""

from __future__ import annotations

import numpy as np

from tf1_ref.errors import InputError

SIZE, BOX = 28, 20
INK = 0.2  # from this share of the darkest ink on, a pixel belongs to the digit
LUMINANCE = np.array([0.299, 0.587, 0.114])  # of red, green and blue (ITU-R BT.601)


def as_digit(picture: np.ndarray, path: str) -> np.ndarray:
    """Makes an image like MNIST's of a picture.

    What is bright on average becomes its negative; transparency is white paper. A picture of 28x28 pixels is otherwise
    left as it is, a larger or smaller one is cut out, scaled and centred.

    Args:
        picture: uint8 `[height, width, channels]`: grey, grey and alpha, RGB, or RGB and alpha.
        path: where it is from, for the message.

    Returns:
        float32 `[28, 28, 1]`, in `[0, 1]`.

    Raises:
        InputError: it shows nothing, all its pixels are the same.
    """
    values = picture / 255
    grey = values[..., :3] @ LUMINANCE if values.shape[-1] > 2 else values[..., 0]
    if values.shape[-1] in (2, 4):
        grey = 1 - values[..., -1] * (1 - grey)
    if grey.mean() > 0.5:
        grey = 1 - grey
    if grey.shape != (SIZE, SIZE):
        grey = _centred(grey, path)
    return grey[..., np.newaxis].astype(np.float32)


def _centred(grey, path):
    darkest, brightest = grey.min(), grey.max()
    if brightest - darkest < 1 / 255:
        raise InputError(f'{path} shows nothing: all its pixels are the same; give a picture of one digit')
    grey = (grey - darkest) / (brightest - darkest)
    rows, columns = (np.flatnonzero((grey >= INK).any(axis)) for axis in (1, 0))
    cut = grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = (max(1, round(BOX * length / max(cut.shape))) for length in cut.shape)
    digit = _shares(cut.shape[0], height) @ cut @ _shares(cut.shape[1], width).T
    top, left = (
        _start(digit.sum(axis) @ np.arange(length) / digit.sum(), length) for axis, length in ((1, height), (0, width))
    )
    centred = np.zeros([SIZE, SIZE])
    centred[top : top + height, left : left + width] = digit
    return centred


def _shares(length, onto):
    """How much of each of `length` pixels each of `onto` pixels is made of, `[onto, length]`."""
    edges = np.linspace(0, length, onto + 1)[:, np.newaxis]
    pixels = np.arange(length)
    overlap = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
    return np.maximum(overlap, 0) * onto / length


def _start(centre, length):
    """Where `length` pixels begin so that their centre of mass is in the middle; all of them inside."""
    return int(np.clip(round((SIZE - 1) / 2 - centre), 0, SIZE - length))
