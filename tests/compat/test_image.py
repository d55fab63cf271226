"""`tf.image`: TensorFlow's own functions, and the names from before 1.0."""

import numpy as np
import pytest
from tensorflow.compat import v1

from tf1_ref.compat import image, tf


def test_it_is_tensorflow_s_own():
    assert tf.image is image and dir(tf.image) == dir(v1.image)
    assert tf.image.rgb_to_grayscale is v1.image.rgb_to_grayscale


def test_resize_images_takes_its_sizes_as_0_x_did_too():
    assert tf.image.resize_images is not v1.image.resize_images
    images = tf.constant(np.arange(22, dtype=np.float32).reshape(1, 11, 2, 1))
    old, new = tf.image.resize_images(images, 7, 5), tf.image.resize_images(images, [7, 5])
    assert old.shape.as_list() == [1, 7, 5, 1]
    with tf.Session() as sess:
        np.testing.assert_array_equal(*sess.run([old, new]))


def test_a_name_that_never_was():
    with pytest.raises(AttributeError, match='no_such_name'):
        tf.image.no_such_name  # noqa: B018
