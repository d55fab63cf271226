import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.rnn import sharded


def test_rows_are_spread_and_joined_once():
    with tf.variable_scope('outer'):
        first = sharded.weights('W', [11, 3], tf.float32, 4)
    with tf.variable_scope('outer', reuse=True):
        assert sharded.weights('W', [11, 3], tf.float32, 4) is first
    rows = [(one.op.name, one.shape.as_list()) for one in tf.global_variables()]
    assert rows == [(f'outer/W_{part}', [3 if part < 3 else 2, 3]) for part in range(4)]
    assert tf.get_collection(tf.GraphKeys.CONCATENATED_VARIABLES) == [first]
    assert (first.op.name, first.shape.as_list()) == ('outer/W/concat', [11, 3])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        found, *parts = sess.run([first, *tf.global_variables()])
    np.testing.assert_array_equal(found, np.concatenate(parts))


def test_one_shard_is_a_variable():
    assert sharded.weights('W', [5, 3], tf.float64, 1) is tf.global_variables()[0]


def test_more_shards_than_rows():
    with pytest.raises(ValueError, match='Too many shards'):
        sharded.weights('W', [2, 3], tf.float32, 3)
