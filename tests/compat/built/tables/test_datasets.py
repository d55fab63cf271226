"""What is shuffled and repeated, beside its order and the seeds behind it, which are in test_expansions."""

import numpy as np
import pytest

from tests.golden.expansions import DATASETS
from tf1_ref.compat import tf
from tf1_ref.compat.built.tables import datasets

FUSED = [name for name in DATASETS if 'twice' in name or name in ('shuffle, repeat', 'shuffle_and_repeat')]


def elements(dataset, most=27):
    following = tf.data.make_initializable_iterator(dataset)
    element, found = following.get_next(), []
    with tf.Session() as sess:
        sess.run(following.initializer)
        while len(found) < most:
            try:
                found.append(int(sess.run(element)))
            except tf.errors.OutOfRangeError:
                break
    return found


@pytest.mark.parametrize('name', FUSED)
def test_every_epoch_has_every_element_once_in_another_order(name):
    tf.set_random_seed(1)
    found = elements(DATASETS[name](tf.data.Dataset.range(9)))
    epochs = [found[start : start + 9] for start in range(0, len(found), 9)]
    assert len(epochs) == (2 if 'twice' in name else 3)
    assert all(sorted(epoch) == list(range(9)) for epoch in epochs)
    assert len(set(map(tuple, epochs))) == len(epochs)


def test_later_epochs_of_an_unknown_number_of_elements():
    tf.set_random_seed(1)
    found = elements(tf.data.Dataset.range(12).filter(lambda number: number < 9).shuffle(9).repeat(2))
    assert sorted(found[:9]) == sorted(found[9:]) == list(range(9))
    assert found[:9] != found[9:]


@pytest.mark.parametrize('name', ['MOST_ELEMENTS', 'MOST_BYTES'])
def test_large_epochs_are_not_held_at_once(name, monkeypatch):
    tf.set_random_seed(1)
    small = elements(tf.data.Dataset.range(9).shuffle(9).repeat(2))
    monkeypatch.setattr(datasets, name, 8)
    tf.reset_default_graph()
    tf.set_random_seed(1)
    large = elements(tf.data.Dataset.range(9).shuffle(9).repeat(2))
    assert large[:9] == small[:9] and large[9:] != small[9:]
    assert sorted(large[9:]) == list(range(9))


def test_batches_of_several_tensors_stay_together():
    tf.set_random_seed(1)
    pairs = tf.data.Dataset.from_tensor_slices((np.arange(9), {'double': 2 * np.arange(9)}))
    number, named = tf.data.make_one_shot_iterator(pairs.shuffle(9).repeat().batch(4)).get_next()
    with tf.Session() as sess:
        found = [sess.run([number, named['double']]) for _ in range(9)]
    assert all((2 * one == double).all() for one, double in found)
    assert sorted(np.concatenate([one for one, _ in found])) == sorted([*range(9)] * 4)


def test_what_has_no_seed_is_in_another_order_each_time():
    tf.reset_default_graph()
    dataset = tf.data.Dataset.range(30).shuffle(30).repeat(2)
    assert elements(dataset, 60) != elements(dataset, 60)


@pytest.mark.parametrize('number', [0, 1, 5])
def test_an_epoch_in_the_middle_draws_on(number):
    draws = datasets.philox(7, 9, 0, 60)
    assert (datasets.philox(7, 9, 10 * number, 10) == draws[10 * number : 10 * number + 10]).all()
    assert sorted(datasets.epoch_order(number, 7, 9, 10, 4)) == list(range(10))


def test_as_often_as_a_tensor_says():
    assert len(elements(tf.data.Dataset.range(9).shuffle(9).repeat(tf.constant(2, tf.int64)))) == 18


def test_within_a_function_it_is_left_alone():
    nested = tf.data.Dataset.range(2).flat_map(lambda _: tf.data.Dataset.range(9).shuffle(9).repeat(2))
    assert sorted(elements(nested, 40)) == sorted([*range(9)] * 4)
    names = [
        node.name for function in tf.get_default_graph().as_graph_def().library.function for node in function.node_def
    ]
    assert names and not any('epochs' in name for name in names)
