"""The size of the batch is followed through reshapes and shapes that are computed; nothing is made up."""

import pytest

from tf1_ref.compat import tf
from tf1_ref.graphs.reading import from_tensorflow
from tf1_ref.graphs.tree.sizes import Sizes


def shape_of(tensor, batch=7):
    sizes = Sizes(batch)
    for op in from_tensorflow.from_graph('', tf.get_default_graph()).ops:
        sizes.add(op)
    return sizes.shapes[tensor.name]


def recurrent(x):
    """Time and batch in one dimension, as a recurrent network's last layer has them."""
    flat = tf.reshape(x, [-1, 4])
    return flat, tf.reshape(tf.matmul(flat, tf.ones([4, 2])), [-1, 5, 2])


@pytest.mark.parametrize(
    ('build', 'expected'),
    [
        (lambda x: x, (7, 5, 4)),
        (lambda x: tf.nn.relu(x) + 1.0, (7, 5, 4)),
        (lambda x: tf.reshape(x, [-1, 20]), (7, 20)),
        (lambda x: tf.transpose(x, [1, 0, 2]), (5, 7, 4)),
        (lambda x: recurrent(x)[0], (35, 4)),
        (lambda x: recurrent(x)[1], (7, 5, 2)),
        (lambda x: tf.zeros([tf.shape(x)[0], 11]), (7, 11)),
        (lambda x: tf.reduce_sum(x, [1, 2]), (7,)),
        (lambda x: tf.gradients(tf.nn.relu(x) * tf.ones([4]), x)[0], (7, 5, 4)),
        (lambda x: tf.ones([2, 3]), (2, 3)),
    ],
)
def test_the_batch_is_followed(build, expected):
    assert shape_of(build(tf.placeholder(tf.float32, [None, 5, 4]))) == expected


def test_other_sizes_stay_unknown():
    image = tf.placeholder(tf.float32, [None, None, None, 3])
    h = tf.nn.conv2d(image, tf.ones([3, 3, 3, 5]), strides=[1, 1, 1, 1], padding='SAME')
    assert shape_of(h) == (None, None, None, 5)
    assert shape_of(tf.placeholder(tf.float32)) is None


def test_two_batches_are_not_taken_for_one():
    x = tf.placeholder(tf.float32, [None, 3])
    both = tf.reshape(x, [-1])  # 21 of these, 7 of those
    assert shape_of(tf.concat([both, tf.placeholder(tf.float32, [None])], 0)) == (None,)
