import numpy as np
import pytest
from tensorflow.python.framework import random_seed
from tensorflow.python.ops import nn_ops

from tests.graph_support import run
from tf1_ref.compat import tf
from tf1_ref.compat.built import op_counts, seeds


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


def build_in(graph):
    """The seeds of a draw, and how many ops dropout makes, in `graph`."""
    with graph.as_default():
        tf.set_random_seed(7)
        before = len(graph.get_operations())
        tf.nn.dropout(tf.placeholder(tf.float32, [5, 3], name='x'), 0.5)
        ops = len(graph.get_operations()) - before
        tf.truncated_normal([3], name='draw')
        op = graph.get_operation_by_name('draw/TruncatedNormal')
        return op.get_attr('seed2'), ops


def test_a_run_can_have_the_seeds_and_ops_of_tensorflow_2():
    with seeds.of_new_graphs('tf2'):
        graph = tf.Graph()
    assert build_in(graph) == (1, 9)
    assert build_in(tf.Graph()) == (20, 17)  # the door's rule holds for all others


def test_only_graphs_that_were_opted_in_and_nothing_left_behind():
    seeds.uninstall()
    try:
        counters, code, make = random_seed._graph_to_seed_dict, nn_ops.dropout.__wrapped__.__code__, tf.Graph.__init__
        host = tf.Graph()
        with seeds.of_new_graphs():
            guest = tf.Graph()
            assert seeds.follows_tf1(guest) and not seeds.follows_tf1(host)
            assert (build_in(guest), build_in(host)) == ((20, 17), (1, 9))
        assert random_seed._graph_to_seed_dict is counters and tf.Graph.__init__ is make
        assert nn_ops.dropout.__wrapped__.__code__ is code
        assert build_in(tf.Graph()) == (1, 9)
    finally:
        seeds.install()


def test_contexts_within_each_other_and_behind_an_error():
    with pytest.raises(RuntimeError), seeds.of_new_graphs('tf2'):
        with seeds.of_new_graphs('tf1'):
            inner = tf.Graph()
        outer = tf.Graph()
        raise RuntimeError
    assert (build_in(inner), build_in(outer), build_in(tf.Graph())) == ((20, 17), (1, 9), (20, 17))


def test_the_graph_of_a_function_goes_by_the_graph_around_it():
    with seeds.of_new_graphs('tf2'):
        graph = tf.Graph()
    with graph.as_default():
        mapped = []
        tf.data.Dataset.range(3).map(lambda x: mapped.append(tf.get_default_graph()) or x)
    assert not seeds.follows_tf1(mapped[0])


def test_another_rule_is_refused():
    with pytest.raises(ValueError, match="rule 'tf3': one of tf1, tf2"), seeds.of_new_graphs('tf3'):
        pass


def test_ops_that_are_only_counted():
    tf.set_random_seed(7)
    op_counts.add(2)
    tf.truncated_normal([3], name='draw')
    assert tf.get_default_graph().get_operation_by_name('draw/TruncatedNormal').get_attr('seed2') == 5
