"""NumPy's functions as they were in NumPy 1.18: what they took and take no longer. For `run` and for ported modules.

from tf1_ref.legacy.dropped import numpy1
numpy1.array([[1], [2, 3]])        # an array of two lists
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

NEW_COPY = np.lib.NumpyVersion(np.__version__) >= '2.0.0'


def ragged(function: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """A function such as `numpy.array` that makes an array of objects of rows that differ in length.

    NumPy did so until 1.24. A type that is given stays what it was: rows that do not fit are an error.
    """

    @functools.wraps(function)
    def array(object: Any, *others: Any, **options: Any) -> np.ndarray:
        try:
            return function(object, *others, **options)
        except ValueError as error:
            if 'inhomogeneous shape' not in str(error) or others or options.get('dtype') is not None:
                raise
        return function(object, **{**options, 'dtype': 'object'})

    return array


def copying_if_needed(function: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """`numpy.array` whose `copy=False` copies where it has to, as until NumPy 2."""

    @functools.wraps(function)
    def array(object: Any, dtype: Any = None, *, copy: bool | None = True, **options: Any) -> np.ndarray:
        return function(object, dtype, copy=copy or None, **options)

    return array if NEW_COPY else function


array = ragged(copying_if_needed(np.array))
asarray = ragged(np.asarray)
