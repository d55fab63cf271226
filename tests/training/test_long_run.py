import json
import os

import numpy as np
import pytest

from tests.training.small_run import SETTINGS, assert_same, small_data, small_model, train
from tf1_ref.compat import tf
from tf1_ref.errors import InputError, NotFiniteError
from tf1_ref.training.long_run import long_run
from tf1_ref.training.loop import training_loop


def printed_costs(capsys):
    return [line for line in capsys.readouterr().out.splitlines() if 'cost=' in line]


@pytest.mark.parametrize('optimizer', ['sgd', 'adam'])
def test_costs_and_weights_are_those_of_the_slide_s_loop(optimizer, tmp_path, capsys):
    arguments, _ = small_model(optimizer)
    weights = training_loop(small_data(), *arguments, 4, 10, 1, [2, 3], lambda sess: sess.run(tf.global_variables()))
    slide = printed_costs(capsys)
    assert len(slide) == 4
    for log_dir in (None, tmp_path):
        _, found = train(log_dir, model={'optimizer': optimizer})
        assert printed_costs(capsys) == slide
        assert_same(found, weights)


@pytest.mark.parametrize('optimizer', ['sgd', 'adam'])
def test_a_resumed_run_is_the_run_that_was_not_interrupted(optimizer, tmp_path, capsys):
    model = {'optimizer': optimizer}
    whole, expected = train(epochs=5, model=model)
    train(tmp_path, epochs=2, model=model)
    capsys.readouterr()
    resumed, found = train(tmp_path, epochs=5, model=model)
    assert 'Resuming after epoch 2 of 5' in capsys.readouterr().out
    assert resumed.column('cost') == whole.column('cost')
    assert_same(found, expected)


def test_a_finished_run_is_not_trained_again(tmp_path, capsys):
    history, weights = train(tmp_path)
    capsys.readouterr()
    again, same = train(tmp_path)
    assert printed_costs(capsys) == []
    assert again == history
    assert_same(weights, same)


def test_an_epoch_without_its_checkpoint_is_trained_again(tmp_path):
    whole, expected = train(epochs=3)
    train(tmp_path, epochs=2)
    path = tmp_path / 'history.json'
    history = json.loads(path.read_text())
    history['epochs'].append({'cost': 99.0, 'seconds': 1.0})  # killed after the history, before the checkpoint
    path.write_text(json.dumps(history))
    resumed, found = train(tmp_path, epochs=3)
    assert resumed.column('cost') == whole.column('cost')
    assert_same(found, expected)


def test_what_is_written(tmp_path):
    train(tmp_path, measure=lambda sess: {'accuracy': 0.5})
    assert sorted(os.listdir(tmp_path)) == ['checkpoints', 'events', 'history.json']
    names = sorted(os.listdir(tmp_path / 'checkpoints'))
    assert [name for name in names if name.endswith('.index')] == [
        f'model.ckpt-{epoch}.index' for epoch in (1, 2, 3, 4)
    ]
    history = json.loads((tmp_path / 'history.json').read_text())
    assert history['settings'] == SETTINGS
    assert [sorted(epoch) for epoch in history['epochs']] == [['accuracy', 'cost', 'seconds']] * 4


def test_stop_ends_the_training_and_a_second_run_does_not_resume_it(tmp_path, capsys):
    history, _ = train(tmp_path, stop=lambda history: len(history.epochs) == 2)
    assert len(history.epochs) == 2
    capsys.readouterr()
    again, _ = train(tmp_path, stop=lambda history: len(history.epochs) == 2)
    assert again == history
    assert 'Resuming' not in capsys.readouterr().out


class Falling:
    """A number to measure after each epoch, lowest after the second; every epoch's weights are remembered."""

    def __init__(self, numbers=(5.0, 2.0, 3.0, 2.5)):
        self.numbers, self.weights = list(numbers), []

    def __call__(self, sess):
        self.weights.append(sess.run(tf.trainable_variables()))
        return {'error': self.numbers[len(self.weights) - 1]}


def test_the_weights_of_the_lowest_number_are_kept(tmp_path):
    falling = Falling()
    _, found = train(tmp_path, measure=falling, lowest='error')
    assert_same(found, falling.weights[1])
    assert not np.array_equal(found[0], falling.weights[3][0])
    names = os.listdir(tmp_path / 'best')
    assert [name for name in names if name.endswith('.index')] == ['model.ckpt-2.index']


def test_a_resumed_run_knows_its_lowest_number(tmp_path):
    train(tmp_path, epochs=3, measure=Falling(), lowest='error')
    for later, best in ((2.5, 'model.ckpt-2'), (1.5, 'model.ckpt-5')):
        epochs = 4 if later == 2.5 else 5
        train(tmp_path, epochs=epochs, measure=Falling([later]), lowest='error')
        assert [path.stem for path in (tmp_path / 'best').glob('*.index')] == [best]


def test_a_lost_best_checkpoint_is_named(tmp_path):
    train(tmp_path, measure=Falling(), lowest='error')
    for path in (tmp_path / 'best').iterdir():
        path.unlink()
    with pytest.raises(InputError, match='has lost its best checkpoint'):
        train(tmp_path, measure=Falling(), lowest='error')


def test_labels_may_be_absent():
    tf.reset_default_graph()
    x = tf.placeholder(tf.float32, [None, 6])
    w = tf.get_variable('w', [6], initializer=tf.constant_initializer(9.0))
    cost = tf.reduce_mean((x - w) ** 2)
    history, _ = long_run(
        small_data(),
        x,
        None,
        tf.train.GradientDescentOptimizer(0.1).minimize(cost),
        cost,
        training_epochs=3,
        batch_size=10,
        image_shape=[6],
    )
    costs = history.column('cost')
    assert costs[0] > costs[1] > costs[2]


def test_a_run_of_other_settings_is_refused_and_left_as_it_was(tmp_path):
    train(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob('*') if path.is_file()}
    with pytest.raises(InputError, match='holds a run with --learning_rate=0.1, not 0.2; .*or give another --log_dir'):
        train(tmp_path, settings={'learning_rate': 0.2, 'seed': 7})
    assert {path: path.read_bytes() for path in tmp_path.rglob('*') if path.is_file()} == before


def test_the_checkpoint_of_another_model_is_refused(tmp_path):
    train(tmp_path)
    with pytest.raises(
        InputError, match=r'is of another model: this one has ih/W of shape \[6, 4\].* has shape \[6, 5\]'
    ):
        train(tmp_path, model={'hidden': 4})
    with pytest.raises(InputError, match='is of another model: this one has beta1_power .*does not have it'):
        train(tmp_path, model={'optimizer': 'adam'})


def test_a_broken_checkpoint_is_named(tmp_path):
    train(tmp_path)
    for path in (tmp_path / 'checkpoints').glob('*.index'):
        path.write_bytes(b'broken')
    with pytest.raises(InputError, match='no checkpoint in .* is whole .model.ckpt-4: '):
        train(tmp_path)


def test_a_broken_history_is_named(tmp_path):
    (tmp_path / 'history.json').write_text('{"settings": ')
    with pytest.raises(InputError, match='history.json is not a history of a run'):
        train(tmp_path)


def test_a_batch_larger_than_the_data_set_is_refused():
    (x, y, train_op, cost), _ = small_model()
    with pytest.raises(InputError, match='--batch_size=54 is larger than the training set of 53'):
        long_run(small_data(), x, y, train_op, cost, training_epochs=1, batch_size=54, image_shape=[2, 3])


def test_a_cost_that_is_not_finite_ends_the_run(tmp_path):
    with pytest.raises(
        NotFiniteError, match='the cost of step 2 of epoch 1 is not finite; .*try a smaller --learning_rate'
    ):
        train(tmp_path, model={'learning_rate': 1e30})
    assert not (tmp_path / 'history.json').exists()
