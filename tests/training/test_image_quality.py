import math

import numpy as np
import pytest

from tests.graph_support import run
from tf1_ref.compat import tf
from tf1_ref.data.batches import Batches
from tf1_ref.training.history import History
from tf1_ref.training.image_quality import ImageQuality, no_longer_falls, psnr

HEIGHT, WIDTH, NUM_IMAGES = 13, 17, 23
IMAGES = np.random.RandomState(0).rand(NUM_IMAGES, HEIGHT, WIDTH, 1).astype(np.float32)


def measure(batch_size=500):
    """Quality of four images made from the truth: itself, beyond [0, 1], noisy, and dimmed."""
    H = tf.placeholder(tf.float32, [None, HEIGHT, WIDTH, 1])
    noise = 0.1 * np.random.RandomState(1).randn(HEIGHT, WIDTH, 1).astype(np.float32)
    images = {'same': H + 0.0, 'beyond': 3 * H - 1, 'noisy': H + noise, 'dimmed': 0.5 * H}
    data_set = Batches(IMAGES.reshape(NUM_IMAGES, -1), np.zeros([NUM_IMAGES, 10]))
    quality = ImageQuality(H, images, batch_size)
    with tf.Session() as sess:
        found = quality(sess, data_set)
        errors = {name: quality.mean_squared_error(sess, data_set, name) for name in images}
        made = {name: np.clip(image, 0, 1) for name, image in sess.run(images, {H: IMAGES}).items()}
    return found, errors, made


def test_the_measures_are_those_of_numpy():
    found, errors, made = measure()
    for name, image in made.items():
        mse = np.mean((image.astype(float) - IMAGES) ** 2)
        assert found[name].mse == pytest.approx(mse, rel=1e-5)
        assert errors[name] == pytest.approx(found[name].mse, rel=1e-6)
        expected = np.mean([ssim(one[..., 0], other[..., 0]) for one, other in zip(image, IMAGES, strict=True)])
        assert found[name].ssim == pytest.approx(expected, abs=1e-4)


def test_the_truth_itself_is_perfect_and_the_others_are_not():
    found, *_ = measure()
    assert (found['same'].mse, found['same'].psnr) == (0, math.inf)
    assert found['same'].ssim == pytest.approx(1, abs=1e-6)
    assert all(found[name].ssim < 0.99 and found[name].mse > 0.005 for name in ('beyond', 'noisy', 'dimmed'))


def test_batches_do_not_change_the_result():
    whole, errors, _ = measure()
    parts, errors_of_parts, _ = measure(batch_size=7)
    for name in whole:
        assert parts[name].mse == pytest.approx(whole[name].mse, rel=1e-6)
        assert parts[name].ssim == pytest.approx(whole[name].ssim, rel=1e-6)
        assert errors_of_parts[name] == pytest.approx(errors[name], rel=1e-6)


def test_adds_no_variable():
    measure()
    assert tf.global_variables() == []


def test_ssim_holds_up_on_its_own():
    """`tf.image.ssim` against the formula, on a pair that has everything: contrast, shift, noise."""
    random = np.random.RandomState(2)
    one = random.rand(HEIGHT, WIDTH).astype(np.float32)
    other = np.clip(0.7 * one + 0.2 + 0.05 * random.randn(HEIGHT, WIDTH), 0, 1).astype(np.float32)
    found = run(tf.image.ssim(one[..., np.newaxis], other[..., np.newaxis], max_val=1.0))
    assert found == pytest.approx(ssim(one, other), abs=1e-5)


def test_psnr():
    assert psnr(1.0) == 0
    assert psnr(0.01) == pytest.approx(20)
    assert psnr(0.05103) == pytest.approx(12.92, abs=0.005)
    assert psnr(0.0) == math.inf


@pytest.mark.parametrize(
    ('errors', 'expected'),
    [([], False), ([3.0], False), ([3.0, 3.0], False), ([3.0, 3.1, 3.0], True), ([3.0, 3.1, 2.9], False)],
)
def test_no_longer_falls(errors, expected):
    history = History({}, [{'cost': 1.0, 'error': error} for error in errors])
    assert no_longer_falls('error', patience=2)(history) is expected


def ssim(one, other):
    """Wang et al., 2004: the mean over all windows of 11x11 pixels inside the images."""
    x = np.arange(11) - 5
    window = np.exp(-(x**2) / (2 * 1.5**2))
    window = np.outer(window, window) / window.sum() ** 2
    values = []
    for top in range(one.shape[0] - 10):
        for left in range(one.shape[1] - 10):
            a, b = (image[top : top + 11, left : left + 11].astype(float) for image in (one, other))
            mean_a, mean_b = (window * a).sum(), (window * b).sum()
            variance_a, variance_b = (window * a**2).sum() - mean_a**2, (window * b**2).sum() - mean_b**2
            covariance = (window * a * b).sum() - mean_a * mean_b
            luminance = (2 * mean_a * mean_b + 0.01**2) / (mean_a**2 + mean_b**2 + 0.01**2)
            values.append(luminance * (2 * covariance + 0.03**2) / (variance_a + variance_b + 0.03**2))
    return np.mean(values)
