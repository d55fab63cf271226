"""Random ops within loops."""

import numpy as np

from tf1_ref.compat import tf


def frames():
    """`parallel_iterations` by loop."""
    ops = [op for op in tf.get_default_graph().get_operations() if op.type == 'Enter']
    return {op.get_attr('frame_name').decode(): op.get_attr('parallel_iterations') for op in ops}


def test_one_iteration_at_a_time_where_something_is_random():
    with tf.Graph().as_default():
        tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x + tf.random_normal([])), [0, 0.0], name='random')
        tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x + 1.0), [0, 0.0], name='plain')
        tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0], parallel_iterations=5, name='given')
        assert frames() == {'random/while_context': 1, 'plain/while_context': 10, 'given/while_context': 5}


def test_the_draws_come_in_the_order_of_the_iterations():
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(777)
        array = tf.TensorArray(tf.float32, 50)
        _, array = tf.while_loop(
            lambda i, _: i < 50, lambda i, a: (i + 1, a.write(i, tf.random_normal([], seed=5))), [0, array]
        )
        in_loop, one_by_one = array.stack(), tf.random_normal([], seed=5)
        np.testing.assert_array_equal(sess.run(in_loop), [sess.run(one_by_one) for _ in range(50)])


def test_losses_check_their_weights_where_xla_compiles_as_in_1_15():
    """Which ops those are is in the parity program 'xla.estimator_model_fn'."""
    with tf.Graph().as_default() as graph:
        tf.contrib.compiler.xla.compile(lambda x: tf.losses.mean_squared_error(x, x), [tf.ones([2])])
    scope, check = 'mean_squared_error', 'assert_broadcastable/static_scalar_check_success'
    checks = [op.name for op in graph.get_operations() if op.name.endswith(check)]
    assert checks == [f'{scope}/{check}', f'{scope}/num_present/broadcast_weights/{check}']
