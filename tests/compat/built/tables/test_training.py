"""Session hooks call Session.run as often as the genuine article's."""

import pytest

from tf1_ref.compat import tf


def test_a_step_without_a_checkpoint_is_one_call(tmp_path, monkeypatch):
    base = tf.Session.__mro__[1]
    run, calls = base.run, []

    def counted(self, *args, **named):
        calls.append(None)
        return run(self, *args, **named)

    train_op = tf.assign_add(tf.train.get_or_create_global_step(), 1)
    hook = tf.train.CheckpointSaverHook(str(tmp_path), save_steps=3)
    with tf.train.SingularMonitoredSession([hook]) as sess:
        monkeypatch.setattr(base, 'run', counted)
        numbers = []
        for _ in range(4):
            before = len(calls)
            sess.run(train_op)
            numbers.append(len(calls) - before)
        monkeypatch.undo()
    assert numbers[:2] == [1, 1] and numbers[3] == 1
    assert numbers[2] > 1  # the checkpoint is due


@pytest.mark.parametrize('cycle', [False, True])
def test_arguments_of_a_learning_rate_by_name_and_by_position(cycle):
    named = {'learning_rate': 0.5, 'global_step': 3, 'decay_steps': 7, 'end_learning_rate': 0.1, 'power': 2.0}
    by_name = tf.train.polynomial_decay(**named, cycle=cycle)
    by_position = tf.train.polynomial_decay(*named.values(), cycle)
    with tf.Session() as sess:
        assert sess.run(by_name) == sess.run(by_position)
