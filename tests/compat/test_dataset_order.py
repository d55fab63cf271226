"""Later epochs of what is shuffled and repeated; the first, and the seeds behind it, are in test_expansions."""

import pytest

from tests.golden.expansions import DATASETS
from tf1_ref.compat import tf

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


def test_as_often_as_a_tensor_says():
    assert len(elements(tf.data.Dataset.range(9).shuffle(9).repeat(tf.constant(2, tf.int64)))) == 18


def test_within_a_function_it_is_left_alone():
    nested = tf.data.Dataset.range(2).flat_map(lambda _: tf.data.Dataset.range(9).shuffle(9).repeat(2))
    assert sorted(elements(nested, 40)) == sorted([*range(9)] * 4)
    names = [
        node.name for function in tf.get_default_graph().as_graph_def().library.function for node in function.node_def
    ]
    assert names and not any('first_epoch' in name for name in names)
