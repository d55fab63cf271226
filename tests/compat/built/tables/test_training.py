"""Session hooks call Session.run as often as the genuine article's."""

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
