import numpy as np
import pytest

from tests.graph_support import run, variable_names
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.augmentation import random_shifts

IMAGES = np.random.RandomState(0).rand(101, 7, 11, 3).astype(np.float32)


def shifted(max_shift=2, seed=3, step=5, images=IMAGES):
    x = tf.placeholder(tf.float32, [None, 7, 11, 3])
    output = random_shifts(x, max_shift, seed, tf.constant(step, tf.int64))
    assert output.get_shape().as_list() == [None, 7, 11, 3]
    assert variable_names() == []
    return run(output, {x: images})


def shift(image, down, right):
    """numpy's shift of one image, with zeros coming in."""
    height, width, _ = image.shape
    padded = np.pad(image, [(5, 5), (5, 5), (0, 0)])
    return padded[5 - down : 5 - down + height, 5 - right : 5 - right + width]


def test_every_image_is_shifted_as_a_whole_and_every_shift_occurs():
    found = shifted()
    shifts = set()
    for image, moved in zip(IMAGES, found, strict=True):
        fitting = [
            (down, right)
            for down in range(-2, 3)
            for right in range(-2, 3)
            if np.array_equal(shift(image, down, right), moved)
        ]
        assert len(fitting) == 1
        shifts.update(fitting)
    assert len(shifts) > 20  # of 25


def test_seed_and_step_decide_whatever_else_was_drawn():
    first = shifted()
    tf.reset_default_graph()
    tf.set_random_seed(99)
    tf.random_normal([3])
    np.testing.assert_array_equal(shifted(), first)
    assert not np.array_equal(shifted(step=6), first)
    assert not np.array_equal(shifted(seed=4), first)


def test_no_shift():
    np.testing.assert_array_equal(shifted(max_shift=0), IMAGES)


def test_a_negative_shift_is_refused():
    with pytest.raises(InputError, match='max_shift is -1; give a number of pixels from 0'):
        random_shifts(tf.zeros([2, 3, 5, 1]), -1, 0, tf.constant(0))
