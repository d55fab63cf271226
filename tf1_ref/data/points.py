"""Points in the plane, of four classes that no straight lines separate. Slide 'Result: Non-linear decision boundary'.

The deck's network takes two numbers and tells four classes, `2-64-64-4`; what its points were, the deck does not say.
These lie on the four arms of a spiral. Nothing here needs TensorFlow.
"""

from __future__ import annotations

import numpy as np

from tf1_ref.data.batches import Batches, Datasets
from tf1_ref.errors import InputError

NUM_CLASSES = 4
TURN = np.pi  # radians by which an arm turns on its way out


def make_points(num_examples: int, seed: int = 0, noise: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Makes points on the four arms of a spiral around the origin.

    Args:
        num_examples: number of points, at least 1; the classes get equally many, give or take one.
        seed: 0 to 2**32 - 1; the same seed gives the same points.
        noise: standard deviation of the distance from the arm, in each coordinate; the arms are 1 long. At least 0.

    Returns:
        Points, float32 `[num_examples, 2]`, about -1 to 1, and one-hot labels, float32 `[num_examples, 4]`, in random
        order.

    Raises:
        InputError: an argument is out of its range.
    """
    return _make_points(num_examples, _random_state(seed), noise)


def read_data_sets(num_examples: int = 2000, seed: int = 0, noise: float = 0.05) -> Datasets:
    """Makes three sets of points with the interface of `input_data.read_data_sets`.

    Args:
        num_examples: number of training points; a quarter as many are for validation, and a quarter for testing.
        seed: 0 to 2**32 - 1, for the points and for the order of the batches.
        noise: see `make_points`.

    Returns:
        `Datasets(train, validation, test)`, each with `images` `[n, 2]`, `labels` `[n, 4]` and `next_batch`.

    Raises:
        InputError: an argument is out of its range.
    """
    random = _random_state(seed)
    quarter = max(1, num_examples // 4)
    parts = [_make_points(size, random, noise) for size in (num_examples, quarter, quarter)]
    return Datasets(*(Batches(*part, np.random.RandomState(random.randint(2**31))) for part in parts))


def _make_points(num_examples, random, noise):
    if num_examples < 1:
        raise InputError(f'{num_examples} points are too few; ask for at least 1')
    if not 0 <= noise < np.inf:
        raise InputError(f'noise {noise} is not a length; give a number from 0 up')
    classes = random.permutation(num_examples) % NUM_CLASSES
    radius = random.uniform(0.1, 1.0, num_examples)
    angle = 2 * np.pi * classes / NUM_CLASSES + TURN * radius
    points = radius * np.array([np.cos(angle), np.sin(angle)]) + noise * random.standard_normal([2, num_examples])
    return points.T.astype(np.float32), np.eye(NUM_CLASSES, dtype=np.float32)[classes]


def _random_state(seed):
    if not 0 <= seed < 2**32:
        raise InputError(f'seed {seed} is not within 0 and {2**32 - 1}; choose another')
    return np.random.RandomState(seed)
