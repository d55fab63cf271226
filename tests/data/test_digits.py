"""The embedded digits: what they hold, and that their generator still makes them."""

import os
import pathlib

import numpy as np

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.data import digits, idx, input_data, mnist_files


def read(name):
    return idx.read(os.path.join(digits.path(), name))


def test_shapes_and_levels():
    mnist_files.check(digits.path())
    train, test = read(mnist_files.TRAIN_IMAGES), read(mnist_files.TEST_IMAGES)
    assert train.shape == (1500, 28, 28) and test.shape == (297, 28, 28)
    assert train.dtype == test.dtype == np.uint8
    assert np.unique(train).tolist() == [(level * 255 + 8) // 16 for level in range(17)]


def test_every_class_is_in_every_part():
    labels = read(mnist_files.TRAIN_LABELS)
    counts = np.bincount(labels[digits.VALIDATION_SIZE :], minlength=10)
    assert len(counts) == 10 and counts.min() >= 120 and counts.max() <= 150
    assert np.bincount(labels[: digits.VALIDATION_SIZE], minlength=10).min() >= 8
    assert np.bincount(read(mnist_files.TEST_LABELS), minlength=10).min() >= 20


def test_no_test_image_is_a_training_image():
    train = {image.tobytes() for image in read(mnist_files.TRAIN_IMAGES)}
    assert len(train) == 1500
    assert not train & {image.tobytes() for image in read(mnist_files.TEST_IMAGES)}


def test_digits_stand_where_those_of_mnist_do():
    images = read(mnist_files.TRAIN_IMAGES) / 255
    for positions in (images.sum(1), images.sum(2)):  # ink per column, per row
        centres = (positions * np.arange(28)).sum(1) / positions.sum(1)
        assert abs(centres - 13.5).max() <= 0.51
    assert 0.1 < images.mean() < 0.2  # MNIST: 0.13


def test_the_loader_reads_them():
    with tf.Graph().as_default():
        data = input_data.read_data_sets(digits.path(), one_hot=True, validation_size=digits.VALIDATION_SIZE)
    assert [part.num_examples for part in data] == [1350, 150, 297]
    assert data.train.images.shape == (1350, 784) and data.train.labels.shape == (1350, 10)


def test_small_and_credited():
    folder = pathlib.Path(digits.path())
    assert sum(file.stat().st_size for file in folder.iterdir()) < 300_000
    for text in (digits.__doc__, (folder / 'README.md').read_text()):
        assert 'Alpaydin' in text and 'Kaynak' in text and 'CC BY 4.0' in text and '10.24432/C50P49' in text


def test_the_generator_makes_them(digits_generator):
    needs.modules('sklearn')
    for name, array in digits_generator.make_arrays().items():
        np.testing.assert_array_equal(array, read(name))


def test_the_generator_writes_files(digits_generator, tmp_path, monkeypatch):
    arrays = {name: read(name)[:3] for name in mnist_files.NAMES}
    monkeypatch.setattr(digits_generator, 'make_arrays', lambda: arrays)
    digits_generator.main(tmp_path)
    mnist_files.check(tmp_path)
    assert sorted(os.listdir(tmp_path)) == sorted(mnist_files.NAMES)


def test_enlarging(digits_generator):
    matrix = digits_generator.enlarging_matrix(8, 20)
    assert matrix.shape == (20, 8)
    np.testing.assert_array_equal(
        matrix[5:15].sum(1), digits_generator.UNIT
    )  # away from the border all weight is inside
    np.testing.assert_array_equal(matrix, matrix[::-1, ::-1])
    full = digits_generator.enlarge(np.full([1, 8, 8], 16))
    assert full.shape == (1, 20, 20) and full[0, 5:15, 5:15].min() == 16
    assert digits_generator.enlarge(np.zeros([1, 8, 8], int)).max() == 0


def test_centring(digits_generator):
    image = np.zeros([20, 20], int)
    image[0:2, 18:20] = 7
    canvas = digits_generator.centred(image)
    assert canvas.shape == (28, 28) and canvas.sum() == 28
    assert canvas[8:10, 18:20].sum() == 28  # as far as the room of eight pixels lets it go
