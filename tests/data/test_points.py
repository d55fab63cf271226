"""Points of four classes that no straight lines separate."""

import numpy as np
import pytest

from tf1_ref.data import points
from tf1_ref.errors import InputError


def test_shapes_and_classes():
    x, y = points.make_points(101, seed=3)
    assert x.shape == (101, 2) and x.dtype == np.float32
    assert y.shape == (101, 4) and y.dtype == np.float32
    np.testing.assert_array_equal(np.unique(y), [0, 1])
    np.testing.assert_array_equal(y.sum(1), 1)
    assert sorted(y.sum(0)) == [25, 25, 25, 26]
    assert abs(x).max() < 1.3


def test_the_arms_are_where_they_should_be_without_noise():
    x, y = points.make_points(1009, seed=1, noise=0.0)
    radius = np.hypot(*x.T)
    assert radius.min() >= 0.0999 and radius.max() <= 1.0001
    angle = np.arctan2(x[:, 1], x[:, 0]) - points.TURN * radius - np.pi / 2 * y.argmax(1)
    np.testing.assert_allclose(np.cos(angle), 1, atol=1e-5)


def test_noise_is_a_standard_deviation():
    noisy, labels = points.make_points(20011, seed=1, noise=0.07)
    straight, same = points.make_points(20011, seed=1, noise=0.0)
    np.testing.assert_array_equal(labels, same)
    np.testing.assert_allclose((noisy - straight).std(0), 0.07, rtol=0.03)


def test_a_linear_boundary_is_not_enough_and_the_nearest_neighbour_is():
    data = points.read_data_sets(1000, seed=0)

    def accuracy(features, test_features):
        W = np.linalg.lstsq(features, data.train.labels, rcond=None)[0]
        return ((test_features @ W).argmax(1) == data.test.labels.argmax(1)).mean()

    x, test_x = data.train.images, data.test.images
    linear = accuracy(np.c_[x, np.ones(len(x))], np.c_[test_x, np.ones(len(test_x))])
    assert 0.3 < linear < 0.65
    nearest = ((test_x[:, np.newaxis] - x) ** 2).sum(2).argmin(1)
    assert (data.train.labels[nearest] == data.test.labels).all(1).mean() > 0.97


def test_the_same_seed_gives_the_same_points_and_batches():
    first, again, other = (points.read_data_sets(101, seed=seed) for seed in (5, 5, 6))
    for _ in range(9):
        x, y = first.train.next_batch(37)
        assert x.shape == (37, 2) and y.shape == (37, 4)
        np.testing.assert_array_equal(x, again.train.next_batch(37)[0])
        assert not np.array_equal(x, other.train.next_batch(37)[0])
    assert first.train.epochs_completed == 3
    np.testing.assert_array_equal(first.test.images, again.test.images)


def test_the_three_parts_differ():
    data = points.read_data_sets(101)
    assert [part.num_examples for part in data] == [101, 25, 25]
    rows = [{tuple(row) for row in part.images.tolist()} for part in data]
    assert not rows[0] & rows[1] and not rows[0] & rows[2] and not rows[1] & rows[2]


@pytest.mark.parametrize(
    'arguments, words',
    [
        ({'num_examples': 0}, '0 points are too few'),
        ({'num_examples': -3}, '-3 points are too few'),
        ({'num_examples': 5, 'noise': -0.1}, 'noise -0.1'),
        ({'num_examples': 5, 'noise': float('nan')}, 'noise nan'),
        ({'num_examples': 5, 'noise': float('inf')}, 'noise inf'),
        ({'num_examples': 5, 'seed': -1}, 'seed -1'),
        ({'num_examples': 5, 'seed': 2**32}, 'seed 4294967296'),
    ],
)
def test_refusals(arguments, words):
    for function in (points.make_points, points.read_data_sets):
        with pytest.raises(InputError, match=words):
            function(**arguments)


def test_one_point_is_enough():
    assert points.make_points(1)[0].shape == (1, 2)
    assert [part.num_examples for part in points.read_data_sets(1)] == [1, 1, 1]


def test_no_tensorflow(run_python):
    code = 'import sys, tf1_ref.data.points; assert "tensorflow" not in sys.modules'
    run_python(code)
