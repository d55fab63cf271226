import re

import numpy as np

from tests.graph_support import variable_names
from tests.training.small_run import small_data, small_model
from tf1_ref.compat import tf
from tf1_ref.training.loop import training_loop


def train(epochs=3, display_step=1, testing=lambda sess: None, batch_size=10):
    arguments, _ = small_model()
    return training_loop(small_data(), *arguments, epochs, batch_size, display_step, [2, 3], testing)


def test_prints_the_deck_s_lines(capsys):
    train()
    lines = capsys.readouterr().out.splitlines()
    assert [re.sub(r'\d\.\d{9}$', 'COST', line) for line in lines] == [
        'Epoch: 0001 cost= COST',
        'Epoch: 0002 cost= COST',
        'Epoch: 0003 cost= COST',
        'Optimization Finished!',
    ]
    costs = [float(line.split()[-1]) for line in lines[:3]]
    assert costs[0] > costs[1] > costs[2] > 0


def test_display_step(capsys):
    train(epochs=5, display_step=2)
    assert re.findall(r'Epoch: (\d+)', capsys.readouterr().out) == ['0002', '0004']


def test_the_printed_cost_is_the_mean_over_the_batches(capsys):
    """One epoch of five batches of ten, its costs computed one step after the other."""
    train(epochs=1)
    printed = float(capsys.readouterr().out.split()[3])
    (x, y, train_op, cost), _ = small_model()
    data, costs = small_data(), []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(5):
            images, labels = data.train.next_batch(10)
            costs.append(sess.run([train_op, cost], {x: images.reshape(10, 2, 3), y: labels})[1])
    assert abs(printed - np.mean(costs)) < 1e-6


def test_testing_gets_the_trained_session():
    names = []
    weights = train(testing=lambda sess: [names.extend(variable_names()), sess.run('ih/W:0')][1])
    assert names == ['ih/W', 'ih/b', 'hl/W', 'hl/b']
    assert weights.shape == (6, 5)


def test_a_batch_of_one():
    assert train(epochs=1, batch_size=1, testing=lambda sess: 'tested') == 'tested'
