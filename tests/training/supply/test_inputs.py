import numpy as np
import pytest

from tests.training.small_run import assert_same, small_data
from tf1_ref.compat import tf
from tf1_ref.training.supply.inputs import INPUTS, Feed


@pytest.mark.parametrize('name', INPUTS)
def test_batches_are_those_of_next_batch(name):
    """Over several epochs of 53 examples, which batches of 10 do not divide; some rows are drawn, and not used."""
    x, y = tf.placeholder(tf.float32, [None, 2, 3]), tf.placeholder(tf.float32, [None, 3])
    inputs, expected, train = INPUTS[name](x, y), small_data().train, small_data().train
    for data in (expected, train):
        data.next_batch(7)
    parts = inputs.parts([4, 3, 3])
    images, labels = zip(*parts, strict=True)
    fetches = [tf.no_op(), tf.concat(images, 0), tf.concat(labels, 0)]
    with tf.Session() as sess:
        inputs.open(sess, fetches, train, 10, [2, 3], None)
        for epoch in range(4):
            for _ in range(epoch):
                inputs.draw()
                expected.next_batch(10)
            inputs.begin_epoch(5)
            for _ in range(5):
                images, labels = expected.next_batch(10)
                assert_same(inputs.step()[1:], [images.reshape(10, 2, 3), labels.astype('f')])


def test_labels_may_be_absent_and_more_may_be_fed():
    for name, kind in INPUTS.items():
        tf.reset_default_graph()
        x, factor = tf.placeholder(tf.float32, [None, 6]), tf.placeholder(tf.float32, [])
        inputs = kind(x, None)
        ((images, labels),) = inputs.parts([10])
        with tf.Session() as sess:
            inputs.open(sess, [tf.no_op(), images * factor], small_data().train, 10, [6], {factor: 2})
            inputs.begin_epoch(1)
            assert labels is None
            np.testing.assert_array_equal(inputs.step()[1], 2 * small_data().train.next_batch(10)[0], name)


def test_the_slide_s_way_adds_nothing_to_the_graph():
    x = tf.placeholder(tf.float32, [None, 6])
    assert Feed(x, None).parts([10]) == [(x, None)]
    assert len(tf.get_default_graph().get_operations()) == 1
