"""Zero mean and unit variance, and the mean image or colour taken away. Slides 'Do data preprocessing'.

The deck normalises the training set with the training set's statistics and the test set with its own. That puts the
two sets on two different scales, and divides 0 by 0 where a feature never varies, as 67 pixels of MNIST never do.
`normalize_per_set` does as the deck does; for use, `feature_statistics` of the training set and `normalize` give both
sets the same scale and stay finite. Nothing here needs TensorFlow.
"""

from __future__ import annotations

import collections

import numpy as np

from tf1_ref.errors import InputError

# Mean red, green and blue of ImageNet, 0 to 255, as on the slide 'Option 2) Subtract mean RGB values'.
MEAN_RGB = (123.68, 116.78, 103.94)

Statistics = collections.namedtuple('Statistics', ['mean', 'std'])


def normalize_per_set(X_train: np.ndarray, X_test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The slide's two lines: each set with its own statistics. A feature that never varies becomes NaN.

    Args:
        X_train: `[num_examples, ...]`.
        X_test: `[num_examples, ...]`, examples of the same shape.

    Returns:
        Both sets, each of zero mean and unit variance in every feature that varies.

    Raises:
        InputError: examples of the two sets have different shapes, or a set is empty.
    """
    _check_examples('X_train', X_train)
    _check_features('X_test', X_test, 'X_train', X_train.shape[1:])
    _check_examples('X_test', X_test)
    # Normalize features (zero mean, unit variance)
    X_train = (X_train - np.mean(X_train, axis=0)) / np.std(X_train, axis=0)
    X_test = (X_test - np.mean(X_test, axis=0)) / np.std(X_test, axis=0)
    return X_train, X_test


def feature_statistics(X_train: np.ndarray) -> Statistics:
    """Mean and standard deviation of every feature, to normalise any set with.

    Args:
        X_train: `[num_examples, ...]`.

    Returns:
        `Statistics(mean, std)`, float64, of the shape of one example. A feature that never varies has the standard
        deviation 1, so that dividing by it leaves the feature finite: 0 where it keeps its value.

    Raises:
        InputError: the set is empty.
    """
    _check_examples('X_train', X_train)
    # By its range and not by its standard deviation, which rounding can leave a little above 0.
    constant = X_train.max(axis=0) == X_train.min(axis=0)
    mean = np.where(constant, X_train[0], X_train.mean(axis=0, dtype=np.float64))
    return Statistics(mean, np.where(constant, 1.0, X_train.std(axis=0, dtype=np.float64)))


def normalize(X: np.ndarray, statistics: Statistics) -> np.ndarray:
    """Takes the mean away and divides by the standard deviation.

    Args:
        X: `[num_examples, ...]`: the training set, the test set, or one batch.
        statistics: of the training set, for every set.

    Returns:
        float32 `[num_examples, ...]`; float64 if X is.

    Raises:
        InputError: an example has not the shape of the statistics.
    """
    _check_features('X', X, 'statistics', statistics.mean.shape)
    X = _as_float(X)
    return (X - statistics.mean.astype(X.dtype)) / statistics.std.astype(X.dtype)


def denormalize(X: np.ndarray, statistics: Statistics) -> np.ndarray:
    """The inverse of `normalize`.

    Args:
        X: normalised, `[num_examples, ...]`.
        statistics: those that X was normalised with.

    Returns:
        float32 `[num_examples, ...]`; float64 if X is.

    Raises:
        InputError: an example has not the shape of the statistics.
    """
    _check_features('X', X, 'statistics', statistics.mean.shape)
    X = _as_float(X)
    return X * statistics.std.astype(X.dtype) + statistics.mean.astype(X.dtype)


def mean_image(X_train: np.ndarray) -> np.ndarray:
    """The mean of all training images. Slide 'Option 1) Subtract mean image'.

    Args:
        X_train: `[num_examples, ...]`.

    Returns:
        float64, of the shape of one image.

    Raises:
        InputError: the set is empty.
    """
    _check_examples('X_train', X_train)
    return X_train.mean(axis=0, dtype=np.float64)


def subtract_mean_image(X: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Centres images around zero.

    Args:
        X: `[num_examples, ...]`.
        mean: `mean_image` of the training set, for every set.

    Returns:
        float32 `[num_examples, ...]`; float64 if X is.

    Raises:
        InputError: an image has not the shape of the mean image.
    """
    _check_features('X', X, 'the mean image', mean.shape)
    X = _as_float(X)
    return X - mean.astype(X.dtype)


def add_mean_image(X: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The inverse of `subtract_mean_image`, with the same arguments."""
    return subtract_mean_image(X, -mean)


def subtract_mean_rgb(images: np.ndarray) -> np.ndarray:
    """Centres colour images around zero with ImageNet's mean colour. Slide 'Option 2) Subtract mean RGB values'.

    Args:
        images: `[batch, height, width, 3]`, red, green and blue from 0 to 255.

    Returns:
        float32 `[batch, height, width, 3]`; float64 if the images are.

    Raises:
        InputError: the images have another rank than 4, or another number of channels than 3.
    """
    _check_rgb(images)
    images = _as_float(images)
    return images - np.array(MEAN_RGB, images.dtype)


def add_mean_rgb(images: np.ndarray) -> np.ndarray:
    """The inverse of `subtract_mean_rgb`, with the same argument."""
    _check_rgb(images)
    images = _as_float(images)
    return images + np.array(MEAN_RGB, images.dtype)


def _check_examples(name, X):
    if X.ndim < 2 or not len(X):
        raise InputError(f'{name} {list(X.shape)} holds no examples with features; give an array [num_examples, ...]')


def _check_features(name, X, other, shape):
    if X.shape[1:] != shape:
        raise InputError(
            f'examples of {name} {list(X.shape)} have the shape {list(X.shape[1:])}, those of {other} {list(shape)}; '
            'reshape one of them'
        )


def _check_rgb(images):
    if images.ndim != 4 or images.shape[3] != 3:
        raise InputError(f'images {list(images.shape)} are not [batch, height, width, 3]; reshape or convert them')


def _as_float(X):
    return X if X.dtype == np.float64 else X.astype(np.float32)
