import numpy as np
import pytest

from tests import needs
from tests.training.small_run import CLASSES, INPUTS, assert_same, small_model, train_graph
from tests.training.small_run import Interrupted as InterruptedData
from tf1_ref.compat import tf
from tf1_ref.errors import Interrupted
from tf1_ref.training import random_ops
from tf1_ref.training.long_run import Saving

needs.modules('tf_keras')  # tf.layers


def random_model(kind):
    """A classifier that draws while it trains, and while it is measured."""
    tf.reset_default_graph()
    tf.set_random_seed(7)
    x, y = tf.placeholder(tf.float32, [None, 2, 3]), tf.placeholder(tf.float32, [None, CLASSES])
    training = tf.placeholder_with_default(True, [])
    h = tf.layers.dense(tf.reshape(x, [-1, INPUTS]), 17, tf.nn.relu)
    if kind == 'dropout':
        h = tf.nn.dropout(h, keep_prob=0.5)
    elif kind == 'cond':
        h = tf.layers.dropout(h, 0.5, training=training)
    elif kind == 'noise':
        h += tf.random_normal(tf.shape(h), stddev=0.1) * tf.truncated_normal([17]) * tf.random_gamma([], 1.5)
    elif kind == 'function':
        # One after the other: else their order is not the same in any two runs.
        h = tf.map_fn(lambda row: row * tf.random_uniform([]), h, parallel_iterations=1)
    logit = tf.layers.dense(h, CLASSES)
    cost = tf.losses.softmax_cross_entropy(y, logit)
    optimizer = tf.train.AdamOptimizer(0.01)
    gradients = optimizer.compute_gradients(cost)
    if kind == 'gradients':
        gradients = [(gradient + tf.random_normal(gradient.shape, stddev=0.1), one) for gradient, one in gradients]
    if kind == 'gradients-cond':
        gradients = [
            (tf.cond(training, lambda g=gradient: g + tf.random_normal(g.shape), lambda g=gradient: g), one)
            for gradient, one in gradients
        ]
    return x, y, optimizer.apply_gradients(gradients), cost


KINDS = ['dropout', 'cond', 'noise', 'gradients', 'gradients-cond', 'function']


def train(kind, *arguments, measuring=True, **options):
    x, y, train_op, cost = random_model(kind)
    feed = {x: np.ones([4, 2, 3]), y: np.eye(CLASSES)[[0, 1, 2, 0]]}
    measure = (lambda sess: {'measured': float(sess.run(cost, feed))}) if measuring else None
    return train_graph(x, y, train_op, cost, *arguments, measure=measure, **options)


@pytest.mark.parametrize('kind', KINDS)
def test_it_draws_while_it_trains(kind):
    x, y, train_op, cost = random_model(kind)
    assert random_ops.fetches_that_draw(train_op, cost)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        feed = {x: np.ones([4, 2, 3]), y: np.eye(CLASSES)[[0, 1, 2, 0]]}
        if not kind.startswith('gradients'):
            assert sess.run(cost, feed) != sess.run(cost, feed)


def test_what_is_run_to_draw_again():
    x, y, train_op, cost = random_model('dropout')
    (op,) = random_ops.fetches_that_draw(train_op, cost)
    assert op.type == 'RandomUniform'
    _, _, train_op, cost = random_model('cond')
    assert random_ops.fetches_that_draw(train_op, cost) == [cost]
    _, _, train_op, cost = random_model('gradients-cond')
    assert random_ops.fetches_that_draw(train_op, cost) == [train_op]
    (_, _, train_op, cost), _ = small_model()  # the initial values are drawn, but not in a step
    assert random_ops.fetches_that_draw(train_op, cost) == []


def test_what_has_no_seed_does_not_repeat_itself():
    tf.reset_default_graph()
    w = tf.get_variable('w', [3])
    cost = tf.reduce_sum(tf.nn.dropout(w, 0.5))
    assert random_ops.fetches_that_draw(tf.train.GradientDescentOptimizer(0.1).minimize(cost), cost) == []


@pytest.mark.parametrize('kind', KINDS)
def test_a_resumed_run_draws_what_the_whole_one_draws(kind, tmp_path):
    whole, expected = train(kind, epochs=4)
    with pytest.raises(Interrupted):
        train(kind, tmp_path, 4, InterruptedData(13, lambda: signal_me()))
    history, weights = train(kind, tmp_path, 4)
    for name in ('cost', 'measured'):
        assert history.column(name) == whole.column(name)
    assert_same(weights, expected)


def test_at_the_end_of_an_epoch_and_by_the_number_of_steps_too(tmp_path):
    whole, expected = train('dropout', epochs=4)
    train('dropout', tmp_path, 2, saving=Saving(steps=2))
    assert (tmp_path / 'checkpoints' / 'model.ckpt-1-3.index').exists()  # step 8 of the run
    history, weights = train('dropout', tmp_path, 4)
    assert history.column('cost') == whole.column('cost')
    assert_same(weights, expected)


def signal_me():
    import os
    import signal

    os.kill(os.getpid(), signal.SIGTERM)
