"""The made-up data set: MNIST's shape, the same every time, and learnable."""

import os

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.data import fake, idx, mnist_files


def test_shapes_and_classes():
    arrays = fake.make_arrays(num_train=103, num_test=41)
    assert list(arrays) == list(mnist_files.NAMES)
    assert [array.shape for array in arrays.values()] == [(103, 28, 28), (103,), (41, 28, 28), (41,)]
    assert {array.dtype.name for array in arrays.values()} == {'uint8'}
    assert sorted(np.bincount(arrays[mnist_files.TRAIN_LABELS])) == [10] * 7 + [11] * 3
    assert arrays[mnist_files.TRAIN_IMAGES].max() > 200


def test_the_seed_decides():
    first, again, other = (fake.make_arrays(23, 11, seed) for seed in (3, 3, 4))
    for name in mnist_files.NAMES:
        np.testing.assert_array_equal(first[name], again[name])
        assert not np.array_equal(first[name], other[name])


def test_learnable_but_not_one_image_per_class():
    train_images, train_labels, test_images, test_labels = fake.make_arrays().values()
    assert len({image.tobytes() for image in train_images}) == fake.NUM_TRAIN
    x, test_x = (images.reshape(len(images), -1) / 255 for images in (train_images, test_images))
    nearest = ((test_x[:, np.newaxis] - x) ** 2).sum(2).argmin(1)
    assert (train_labels[nearest] == test_labels).mean() > 0.97


def test_every_digit_has_its_own_segments():
    assert len(set(fake.SEGMENTS_OF_DIGIT)) == 10
    assert [len(segments) for segments in fake.SEGMENTS_OF_DIGIT] == [6, 2, 5, 5, 4, 5, 6, 3, 7, 6]


def test_files(tmp_path):
    fake.write_files(tmp_path, num_train=23, num_test=11)
    assert sorted(os.listdir(tmp_path)) == sorted(mnist_files.NAMES)
    mnist_files.check(tmp_path)
    np.testing.assert_array_equal(
        idx.read(tmp_path / mnist_files.TEST_IMAGES), fake.make_arrays(23, 11)['t10k-images-idx3-ubyte.gz']
    )


def test_the_same_interface_as_the_loader():
    with tf.Graph().as_default():
        tf.set_random_seed(1)
        data = fake.read_data_sets(one_hot=True)
        raw = fake.read_data_sets(validation_size=7, dtype=tf.uint8, reshape=False)
    assert [part.num_examples for part in data] == [600, 100, 200]
    images, labels = data.train.next_batch(37)
    assert images.shape == (37, 784) and images.dtype == np.float32 and images.max() <= 1
    assert labels.shape == (37, 10) and labels.dtype == np.float64
    assert [part.num_examples for part in raw] == [693, 7, 200]
    assert raw.test.images.shape == (200, 28, 28, 1) and raw.test.images.dtype == np.uint8
    assert raw.test.labels.shape == (200,)


def test_making_files_needs_no_tensorflow(run_python):
    code = 'import sys; from tf1_ref.data import fake; fake.make_arrays(3, 2); assert "tensorflow" not in sys.modules'
    run_python(code)
