import numpy as np

from tests.graph_support import run
from tf1_ref.compat import tf


def test_an_op_seed_is_the_number_of_ops_in_the_graph():
    tf.set_random_seed(7)
    tf.constant(1)
    tf.constant(2)
    draw = tf.truncated_normal([3], name='draw')
    op = tf.get_default_graph().get_operation_by_name('draw/TruncatedNormal')
    # Before it: two constants, and the draw's own shape, mean and standard deviation.
    assert (op.get_attr('seed'), op.get_attr('seed2')) == (7, 5)
    assert draw.op.name == 'draw'


def test_each_graph_counts_its_own_ops():
    for _ in range(2):
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(7)
            tf.truncated_normal([3], name='draw')
            assert graph.get_operation_by_name('draw/TruncatedNormal').get_attr('seed2') == 3


def test_an_op_seed_of_its_own_is_kept():
    tf.truncated_normal([3], seed=11, name='draw')
    op = tf.get_default_graph().get_operation_by_name('draw/TruncatedNormal')
    assert (op.get_attr('seed'), op.get_attr('seed2')) == (87654321, 11)


def test_without_any_seed_two_runs_differ():
    draw = tf.random_normal([7])
    assert not np.array_equal(run(draw), run(draw))
