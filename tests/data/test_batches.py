"""Batches without TensorFlow: order, epoch ends, and the random numbers that they use."""

import numpy as np
import pytest

from tf1_ref.data.batches import Batches
from tf1_ref.errors import InputError


def make(num_examples=11, seed=None):
    random = np.random if seed is None else np.random.RandomState(seed)
    return Batches(np.arange(num_examples) * 10, np.arange(num_examples), random)


def test_by_hand_without_shuffling():
    data = make(5)
    drawn = [data.next_batch(3, shuffle=False)[1].tolist() for _ in range(4)]
    assert drawn == [[0, 1, 2], [3, 4, 0], [1, 2, 3], [4, 0, 1]]
    assert data.epochs_completed == 2


def test_the_epoch_ends_only_when_more_is_asked_for():
    data = make(6)
    data.next_batch(3)
    data.next_batch(3)
    assert data.epochs_completed == 0
    data.next_batch(3)
    assert data.epochs_completed == 1


def test_a_batch_joins_the_rest_of_the_old_epoch_with_the_new_one():
    data = make(11, seed=3)
    order = np.arange(11)
    random = np.random.RandomState(3)
    random.shuffle(order)
    np.testing.assert_array_equal(data.next_batch(7)[1], order[:7])
    images, labels = data.next_batch(7)
    again = np.arange(11)
    random.shuffle(again)
    np.testing.assert_array_equal(labels, np.concatenate([order[7:], order[again][:3]]))
    np.testing.assert_array_equal(images, labels * 10)
    np.testing.assert_array_equal(data.labels, order[again])


def as_in_1_15(images, labels, sizes, random, change=lambda batch: None):
    """The batches of TensorFlow 1's loader, which moves all examples when it shuffles, changed in place by `change`."""
    place, completed = 0, 0
    for size in sizes:
        if place == completed == 0:
            order = np.arange(len(images))
            random.shuffle(order)
            images, labels = images[order], labels[order]
        if place + size <= len(images):
            batch = images[place : place + size], labels[place : place + size]
            place += size
        else:
            rest = images[place:], labels[place:]
            order = np.arange(len(images))
            random.shuffle(order)
            images, labels = images[order], labels[order]
            completed, place = completed + 1, place + size - len(images)
            batch = np.concatenate([rest[0], images[:place]]), np.concatenate([rest[1], labels[:place]])
        change(batch)
        yield [array.copy() for array in batch]
    yield images, labels


def halve(batch):
    batch[0][:] //= 2


@pytest.mark.parametrize('change', [lambda batch: None, halve])
def test_the_same_bytes_as_a_loader_that_moves_the_examples(change):
    """Over six epochs, whose ends lie within batches and between them; written batches are part of the data."""
    images, labels = np.arange(110).reshape(11, 5, 2) * 1000, np.arange(11)
    sizes = [3, 5, 4, 11, 0, 1, 11, 2, 8, 1, 9, 11]
    data = Batches(images, labels, np.random.RandomState(8))
    *expected, last = as_in_1_15(images.copy(), labels.copy(), sizes, np.random.RandomState(8), change)
    for size, batch in zip(sizes, expected, strict=True):
        drawn = data.next_batch(size)
        change(drawn)
        for one, other in zip(drawn, batch, strict=True):
            assert one.dtype == other.dtype and one.tobytes() == other.tobytes()
    for one, other in zip((data.images, data.labels), last, strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(images, np.arange(110).reshape(11, 5, 2) * 1000)  # the caller's own


def test_a_batch_may_be_given_another_shape_in_place():
    data = Batches(np.arange(20).reshape(10, 2), np.arange(10), np.random.RandomState(1))
    images, labels = data.next_batch(4)
    images.shape = -1
    images[:] = -1
    data.next_batch(4)
    np.testing.assert_array_equal(data.images[data.labels == labels[0]], [[-1, -1]])


def test_arrays_that_replace_the_examples_stay_as_they_are():
    data = Batches(np.arange(10), np.arange(10), np.random.RandomState(1))
    data.next_batch(4)
    assert len(data.images) == 10  # which moves them
    own = np.arange(10)
    data._images = own
    data.next_batch(6)
    data.next_batch(4)  # of the next epoch, and so the first that is no part of the array itself
    data.next_batch(4)[0][:] = -1
    assert sorted(data.images)[:4] == [-1] * 4 and own.tolist() == [*range(10)]


def test_the_examples_are_moved_when_they_are_asked_for_only():
    images = np.arange(20).reshape(10, 2)
    data = Batches(images, np.arange(10), np.random.RandomState(1))
    data.next_batch(4)
    assert data._stored[0] is images
    moved = data.images
    assert moved is data.images is data._images and moved is not images
    np.testing.assert_array_equal(moved[:, 0] // 2, data.labels)
    following = data.next_batch(3)[0]
    np.testing.assert_array_equal(following, moved[4:7])


def test_numbers_are_drawn_as_the_examples_would_be():
    data, other = make(11, seed=3), make(11, seed=3)
    for one in (data, other):
        one.next_batch(7)
    numbers = data.numbered()
    for size in (4, 3, 11, 0, 9):
        rows, places = numbers.next_batch(size)
        np.testing.assert_array_equal(rows, places)
        np.testing.assert_array_equal(data.images[rows], other.next_batch(size)[0])


def test_numpys_global_random_numbers_by_default():
    np.random.seed(5)
    first = make().next_batch(11)[1]
    np.random.seed(5)
    np.testing.assert_array_equal(make().next_batch(11)[1], first)


def test_a_random_state_of_ones_own_leaves_the_global_one_alone():
    np.random.seed(5)
    expected = np.random.RandomState(5).randint(1000)
    make(seed=1).next_batch(3)
    assert np.random.randint(1000) == expected


def test_the_attributes_can_only_be_read():
    data = make(11)
    assert data.num_examples == 11 and data.epochs_completed == 0
    for name in ('images', 'labels', 'num_examples', 'epochs_completed'):
        with pytest.raises(AttributeError):
            setattr(data, name, 0)


def test_refusals():
    with pytest.raises(InputError, match='5 images but 4 labels'):
        Batches(np.zeros(5), np.zeros(4))
    with pytest.raises(InputError, match='batch size 12 does not fit a data set of 11'):
        make(11).next_batch(12)


def test_no_tensorflow(run_python):
    code = 'import sys, tf1_ref.data.batches; assert "tensorflow" not in sys.modules'
    run_python(code)
