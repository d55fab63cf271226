"""Arrays of rows that differ in length, as NumPy 1.18 made them."""

import numpy as np
import pytest

from tf1_ref.legacy.dropped import numpy1

X, Y = np.zeros([4, 3]), np.zeros([4, 2])


@pytest.mark.parametrize(
    ('rows', 'shape'),
    [
        (list(zip(X, Y, strict=True)), (4, 2)),
        ([[1], [2, 3]], (2,)),
        ([np.zeros([3, 2]), np.zeros([4, 2])], (2,)),
        ([[1, 2], 3], (2,)),
        ([[[1], [2, 3]], [[1], [2]]], (2, 2)),
        ([(X, 1), (Y, 2)], (2, 2)),
    ],
)
def test_rows_that_differ(rows, shape):
    for function in (numpy1.array, numpy1.asarray):
        assert (function(rows).shape, function(rows).dtype) == (shape, object)


def test_what_numpy_1_18_refused_is_refused():
    for rows in ([X, Y], [np.zeros([2]), np.zeros([2, 2])]):
        with pytest.raises(ValueError, match='broadcast'):
            numpy1.array(rows)
    with pytest.raises(ValueError, match='inhomogeneous'):
        numpy1.array([[1], [2, 3]], np.float32)


def test_all_else_is_numpy_s():
    assert numpy1.array([[1, 2], [3, 4]]).dtype == np.array([1]).dtype
    assert numpy1.array(X, copy=False) is X and numpy1.array(X) is not X and numpy1.asarray(X) is X
