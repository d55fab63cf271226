"""The deck's preprocessing: literally, and as it should be used."""

import numpy as np
import pytest

from tf1_ref.data import idx, mnist_files, preprocessing
from tf1_ref.errors import InputError


def sets(shape=(7, 5), dtype=np.float64):
    random = np.random.RandomState(0)
    X_train = random.uniform(0, 255, [101, *shape]).astype(dtype)
    return X_train, random.uniform(100, 255, [53, *shape]).astype(dtype)


def test_the_slide_gives_each_set_its_own_scale():
    X_train, X_test = sets()
    train, test = preprocessing.normalize_per_set(X_train, X_test)
    for X, X_before in ((train, X_train), (test, X_test)):
        np.testing.assert_allclose(X.mean(0), 0, atol=1e-12)
        np.testing.assert_allclose(X.std(0), 1)
        np.testing.assert_allclose(X, (X_before - X_before.mean(0)) / X_before.std(0))
    assert test.shape == (53, 7, 5)


def test_the_slide_divides_zero_by_zero():
    X_train, X_test = sets()
    X_train[:, 2, 3] = 0
    with pytest.warns(RuntimeWarning, match='invalid value'):
        train, _ = preprocessing.normalize_per_set(X_train, X_test)
    assert np.isnan(train[:, 2, 3]).all() and np.isnan(train).sum() == 101


@pytest.mark.parametrize('dtype', [np.float32, np.float64, np.uint8])
def test_training_statistics_for_both_sets(dtype):
    X_train, X_test = sets(dtype=dtype)
    statistics = preprocessing.feature_statistics(X_train)
    train, test = (preprocessing.normalize(X, statistics) for X in (X_train, X_test))
    assert train.dtype == test.dtype == (np.float64 if dtype == np.float64 else np.float32)
    np.testing.assert_allclose(train.mean(0), 0, atol=1e-5)
    np.testing.assert_allclose(train.std(0), 1, rtol=1e-5)
    mean, std = X_train.astype(float).mean(0), X_train.astype(float).std(0)
    np.testing.assert_allclose(test, (X_test - mean) / std, rtol=1e-4, atol=1e-5)
    assert abs(test.mean()) > 0.3  # the test set is brighter, and stays so
    np.testing.assert_allclose(preprocessing.denormalize(test, statistics), X_test, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize('value', [0.0, 0.1, 255.0])
def test_a_feature_that_never_varies_stays_finite(value):
    X_train, X_test = sets(dtype=np.float32)
    X_train[:, 2, 3] = value
    X_test[:7, 2, 3] = value
    statistics = preprocessing.feature_statistics(X_train)
    assert statistics.std[2, 3] == 1 and (statistics.std > 0).all()
    train, test = (preprocessing.normalize(X, statistics) for X in (X_train, X_test))
    assert np.isfinite(train).all() and np.isfinite(test).all()
    np.testing.assert_array_equal(train[:, 2, 3], 0)
    np.testing.assert_array_equal(test[:7, 2, 3], 0)
    np.testing.assert_allclose(test[7:, 2, 3], X_test[7:, 2, 3] - np.float32(value))


def test_67_pixels_of_mnist_never_vary(mnist_dir):
    images = idx.read(mnist_dir / mnist_files.TRAIN_IMAGES).reshape(60000, 784)
    statistics = preprocessing.feature_statistics(images)
    constant = images.max(0) == images.min(0)
    assert constant.sum() == 67 and (statistics.std[constant] == 1).all()
    assert np.isfinite(preprocessing.normalize(images[:1009], statistics)).all()
    with pytest.warns(RuntimeWarning, match='invalid value'):
        literal, _ = preprocessing.normalize_per_set(images[:5003], images[:7] + np.arange(7)[:, np.newaxis])
    assert np.isnan(literal).any()


@pytest.mark.parametrize('dtype', [np.float32, np.float64, np.uint8])
def test_mean_image(dtype):
    X_train, X_test = sets((7, 5, 3), dtype)
    mean = preprocessing.mean_image(X_train)
    assert mean.shape == (7, 5, 3)
    np.testing.assert_allclose(mean, X_train.astype(float).sum(0) / 101)
    centred = preprocessing.subtract_mean_image(X_train, mean)
    np.testing.assert_allclose(centred.mean(0), 0, atol=1e-4)
    assert centred.dtype == (np.float64 if dtype == np.float64 else np.float32)
    test = preprocessing.subtract_mean_image(X_test, mean)
    np.testing.assert_allclose(test, X_test - mean, rtol=1e-5, atol=1e-4)
    np.testing.assert_allclose(preprocessing.add_mean_image(test, mean), X_test, rtol=1e-5)


def test_mean_rgb_by_hand():
    assert preprocessing.MEAN_RGB == (123.68, 116.78, 103.94)
    images = np.zeros([2, 5, 7, 3], np.uint8)
    images[1, 4, 6] = [255, 1, 104]
    centred = preprocessing.subtract_mean_rgb(images)
    assert centred.dtype == np.float32 and centred.shape == (2, 5, 7, 3)
    np.testing.assert_allclose(centred[0, 0, 0], [-123.68, -116.78, -103.94], rtol=1e-6)
    np.testing.assert_allclose(centred[1, 4, 6], [131.32, -115.78, 0.06], rtol=1e-4)
    np.testing.assert_allclose(preprocessing.add_mean_rgb(centred), images, atol=1e-4)
    assert images.max() == 255  # the caller's array is as it was


def test_the_callers_arrays_stay_as_they_are():
    X_train, X_test = sets(dtype=np.float32)
    before = X_train.copy(), X_test.copy()
    statistics = preprocessing.feature_statistics(X_train)
    preprocessing.normalize(X_train, statistics)
    preprocessing.denormalize(X_test, statistics)
    preprocessing.normalize_per_set(X_train, X_test)
    preprocessing.subtract_mean_image(X_train, preprocessing.mean_image(X_train))
    np.testing.assert_array_equal(X_train, before[0])
    np.testing.assert_array_equal(X_test, before[1])


@pytest.mark.parametrize('shape', [(5, 7, 3), (2, 5, 7, 1), (2, 3, 5, 7), (2, 5, 7, 3, 1)])
def test_images_without_three_channels(shape):
    for function in (preprocessing.subtract_mean_rgb, preprocessing.add_mean_rgb):
        with pytest.raises(InputError, match=r'not \[batch, height, width, 3\]') as error:
            function(np.zeros(shape))
        assert str(list(shape)) in str(error.value)


def test_shapes_that_do_not_fit_are_named():
    X_train, _ = sets()
    other = np.zeros([53, 5, 7])
    statistics, mean = preprocessing.feature_statistics(X_train), preprocessing.mean_image(X_train)
    for function, arguments in (
        (preprocessing.normalize_per_set, (X_train, other)),
        (preprocessing.normalize, (other, statistics)),
        (preprocessing.denormalize, (other, statistics)),
        (preprocessing.subtract_mean_image, (other, mean)),
        (preprocessing.add_mean_image, (other, mean)),
    ):
        with pytest.raises(InputError, match=r'\[5, 7\].*\[7, 5\]; reshape'):
            function(*arguments)


@pytest.mark.parametrize('X', [np.zeros([0, 7]), np.zeros([7])])
def test_no_examples(X):
    for function in (preprocessing.feature_statistics, preprocessing.mean_image):
        with pytest.raises(InputError, match='X_train .* holds no examples'):
            function(X)
    with pytest.raises(InputError, match='holds no examples'):
        preprocessing.normalize_per_set(X, X)
    with pytest.raises(InputError, match='X_test .* holds no examples'):
        preprocessing.normalize_per_set(np.zeros([3, 7]), np.zeros([0, 7]))


def test_no_tensorflow(run_python):
    code = 'import sys, tf1_ref.data.preprocessing; assert "tensorflow" not in sys.modules'
    run_python(code)
