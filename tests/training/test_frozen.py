"""A graph for prediction alone: the same numbers, no variables, no branch for training."""

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.layers.batch_norm import BatchNorm
from tf1_ref.training import frozen

X = np.random.RandomState(0).normal(size=[7, 5]).astype(np.float32)


def frozen_and_computed(build, is_train):
    """Freezes what `build` makes of x and a predicate; returns the nodes' types, and both results for X."""
    x = tf.placeholder(tf.float32, [None, 5], name='x')
    tf.identity(build(x, is_train), name='out')
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        expected = sess.run('out:0', {'x:0': X})
        graph_def = frozen.freeze(sess, ['out'])
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.import_graph_def(graph_def, name='')
        return {node.op for node in graph_def.node}, expected, sess.run('out:0', {'x:0': X})


@pytest.mark.parametrize('use_resource', [False, True])
def test_batch_norm_is_left_with_its_averages(use_resource):
    def build(x, is_train):
        with tf.variable_scope(tf.get_variable_scope(), use_resource=use_resource):
            return BatchNorm(x, is_train)

    ops, expected, found = frozen_and_computed(build, tf.constant(False))
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert not {op for op in ops if 'Assign' in op or 'Var' in op or op in ('Switch', 'Merge')}


@pytest.mark.parametrize('value', [False, True])
def test_the_branch_that_is_taken_is_left(value):
    def build(x, predicate):
        inner = tf.cond(predicate, lambda: tf.sin(x), lambda: tf.cos(x))
        return tf.cond(tf.identity(predicate), lambda: inner + 1, lambda: tf.cond(predicate, lambda: x, lambda: -inner))

    ops, expected, found = frozen_and_computed(build, tf.constant(value))
    np.testing.assert_array_equal(found, expected)
    assert ops & {'Sin', 'Cos'} == {'Sin' if value else 'Cos'} and not ops & {'Switch', 'Merge'}


def test_a_predicate_that_is_not_known_keeps_both():
    ops, expected, found = frozen_and_computed(
        lambda x, predicate: tf.cond(predicate, lambda: tf.sin(x), lambda: tf.cos(x)),
        tf.placeholder_with_default(True, []),
    )
    np.testing.assert_array_equal(found, expected)
    assert {'Sin', 'Cos', 'Switch', 'Merge'} <= ops
