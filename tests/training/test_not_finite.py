import os

import numpy as np
import pytest

from tests.training.small_run import CLASSES, INPUTS, assert_same, train, train_graph
from tf1_ref.compat import tf
from tf1_ref.errors import NotFiniteError
from tf1_ref.layers.dense import Dense
from tf1_ref.training.not_finite import Finite


def model(kind):
    """A classifier whose numbers go wrong once the second epoch is over, by a variable that counts the steps."""
    tf.reset_default_graph()
    tf.set_random_seed(7)
    x, y = tf.placeholder(tf.float32, [None, 2, 3]), tf.placeholder(tf.float32, [None, CLASSES])
    step = tf.train.get_or_create_global_step()
    left = tf.cast(10 - step, tf.float32)  # 0 at the eleventh step, the first of the third epoch
    logit = Dense(tf.reshape(x, [-1, INPUTS]), [INPUTS, CLASSES], 'logit')
    cost = tf.losses.softmax_cross_entropy(y, logit)
    if kind == 'forward':
        cost += 1e-3 * tf.multiply(cost, tf.log(left, name='of_zero'), name='scaled')
    elif kind == 'backward':  # the square root of 0 is 0, its slope is not finite
        cost += 1e-3 * tf.sqrt(left * left * tf.reduce_sum(logit**2), name='root')
    elif kind == 'weights':
        rate = tf.where(left > 0, 0.1, np.inf)
        return x, y, tf.train.GradientDescentOptimizer(rate).minimize(cost, global_step=step), cost
    return x, y, tf.train.GradientDescentOptimizer(0.1).minimize(cost, global_step=step), cost


@pytest.mark.parametrize(
    ('kind', 'check', 'said'),
    [
        ('forward', False, 'the cost of step 1 of epoch 3 is not finite; what was saved before is kept; try a smaller'),
        (
            'forward',
            True,
            r'the cost of step 1 of epoch 3 is not finite; it comes from of_zero \(Log\); what was saved',
        ),
        ('backward', False, 'the cost of step 2 of epoch 3 is not finite; .*--check_numerics names the operation'),
        (
            'backward',
            True,
            r'after step 1 of epoch 3 the variable logit/W and 1 others are not finite; it comes from '
            r'gradients/root_grad/\w+ \(SqrtGrad\)',
        ),
        ('weights', False, 'the cost of step 2 of epoch 3 is not finite'),
        ('weights', True, 'after step 1 of epoch 3 the variable logit/W'),
    ],
)
def test_the_run_ends_and_what_was_good_is_kept(kind, check, said, tmp_path):
    with pytest.raises(NotFiniteError, match=said) as found:
        train_graph(*model(kind), tmp_path, check_numerics=check)
    assert found.value.exit_code == 3
    kept = sorted(path.stem for path in (tmp_path / 'checkpoints').glob('*.index'))
    assert kept == ['model.ckpt-1', 'model.ckpt-2']
    # The same again: no resume fails in another way.
    with pytest.raises(NotFiniteError, match=said):
        train_graph(*model(kind), tmp_path, check_numerics=check)
    assert sorted(path.stem for path in (tmp_path / 'checkpoints').glob('*.index')) == kept


def test_weights_that_are_not_finite_though_the_cost_is(tmp_path):
    def graph():
        x, y, train_op, cost = model('')
        unused = tf.get_variable('unused', [3], initializer=tf.ones_initializer())
        with tf.control_dependencies([train_op]):
            return x, y, tf.assign(unused, unused * 1e30), cost

    with pytest.raises(NotFiniteError, match='after epoch 1 the variable unused is not finite'):
        train_graph(*graph(), tmp_path)
    assert not (tmp_path / 'checkpoints').exists()


def test_what_is_measured_is_looked_at(tmp_path):
    with pytest.raises(NotFiniteError, match='error after epoch 1 is nan'):
        train(tmp_path, measure=lambda sess: {'error': float('nan')}, lowest='error')
    assert not (tmp_path / 'history.json').exists() and os.listdir(tmp_path) == ['events']


def test_looking_changes_no_number():
    plain, weights = train()
    looked, same = train(check_numerics=True)
    assert looked.column('cost') == plain.column('cost')
    assert_same(weights, same)


def test_a_finite_cost_is_fine_unless_operations_are_looked_at():
    _, _, train_op, cost = model('cost')
    finite = Finite(train_op, cost)
    assert finite.is_fine(np.float32(1)) and not finite.is_fine(np.float32('nan')) and not finite.is_fine(-np.inf)
    assert not Finite(train_op, cost, check_ops=True).is_fine(np.float32(1))
