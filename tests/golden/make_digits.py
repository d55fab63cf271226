"""Writes the embedded data set `tf1_ref/data/embedded/` out of scikit-learn's copy of UCI optdigits.

  python tests/golden/make_digits.py [FOLDER]

Needs scikit-learn, whose wheel carries the 1,797 images of optdigits' test set: 8x8 pixels of 17 levels. MNIST's own
layout is imitated: each digit is enlarged to 20x20 and its centre of mass put into the middle of 28x28. Everything is
integer arithmetic, so that every machine writes the same content.
"""

import fractions
import math
import os
import sys

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMBEDDED = os.path.join(ROOT, 'tf1_ref', 'data', 'embedded')
sys.path.insert(0, ROOT)

from tf1_ref.data import idx, mnist_files  # noqa: E402

NUM_TRAIN = 1500
LEVELS = 16  # the highest level, of the 8x8 images and of the enlarged ones alike

# The weights of cubic convolution are fractions of this number at every position that 8 to 20 pixels needs.
UNIT = 2000

# Ink below the first becomes paper, above the second full ink: MNIST's strokes have a dark middle and a soft edge.
PAPER, INK = fractions.Fraction(1, 5), fractions.Fraction(4, 5)


def cubic_weight(distance):
    """Keys' cubic convolution kernel (1981) with a = -1/2; `distance` in source pixels, a Fraction."""
    t = abs(distance)
    if t < 1:
        return (3 * t**3 - 5 * t**2 + 2) / 2
    if t < 2:
        return (-(t**3) + 5 * t**2 - 8 * t + 4) / 2
    return fractions.Fraction(0)


def enlarging_matrix(size, new_size):
    """Integers `[new_size, size]`, in units of `1 / UNIT`; outside the image there is paper."""
    half = fractions.Fraction(1, 2)
    rows = []
    for i in range(new_size):
        centre = (i + half) * size / new_size - half
        rows.append([cubic_weight(centre - k) * UNIT for k in range(size)])
    assert all(weight.denominator == 1 for row in rows for weight in row)
    return np.array([[int(weight) for weight in row] for row in rows])


def enlarge(images):
    """From `[n, 8, 8]` to `[n, 20, 20]`, levels 0 to `LEVELS`."""
    weights = enlarging_matrix(8, 20)
    sums = weights @ images.astype(np.int64) @ weights.T  # in units of 1 / scale of the highest level
    scale = LEVELS * UNIT * UNIT
    span = (INK - PAPER) * scale
    rounded = (2 * LEVELS * (sums - int(PAPER * scale)) + int(span)) // (2 * int(span))
    return np.clip(rounded, 0, LEVELS)


def centred(image, size=28):
    """Puts the centre of mass of a square image into the middle of a larger one."""
    mass, positions, room = int(image.sum()), np.arange(len(image)), size - len(image)
    starts = []
    for axis in (1, 0):
        moment = int((image.sum(axis) * positions).sum())
        middle = math.floor(fractions.Fraction(size, 2) - fractions.Fraction(moment, mass))
        starts.append(min(max(middle, 0), room))
    top, left = starts
    canvas = np.zeros([size, size], np.int64)
    canvas[top : top + len(image), left : left + len(image)] = image
    return canvas


def make_arrays():
    """The four arrays by file name."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.RandomState(0).permutation(len(digits.target))  # a stream that NumPy keeps for ever
    images = np.stack([centred(image) for image in enlarge(digits.images[order])])
    images = ((images * 255 + LEVELS // 2) // LEVELS).astype(np.uint8)
    labels = digits.target[order].astype(np.uint8)
    return {
        mnist_files.TRAIN_IMAGES: images[:NUM_TRAIN],
        mnist_files.TRAIN_LABELS: labels[:NUM_TRAIN],
        mnist_files.TEST_IMAGES: images[NUM_TRAIN:],
        mnist_files.TEST_LABELS: labels[NUM_TRAIN:],
    }


def main(folder=EMBEDDED):
    for name, array in make_arrays().items():
        idx.write(os.path.join(folder, name), array)


if __name__ == '__main__':
    main(*sys.argv[1:])
