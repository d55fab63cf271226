"""What watches over the workers of a TPU, where there are none. Expectations are not recorded on 1.15.5."""

import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.tpu import session_support


def test_the_hook_rests(tmp_path, caplog):
    step = tf.train.get_or_create_global_step()
    more = tf.assign_add(step, 1)
    hook = session_support.GracefulShutdownHook(
        checkpoint_prefix=str(tmp_path / 'model.ckpt'), on_shutdown_hooks=[session_support.ShutdownLameWorkers()]
    )
    # Scripts that another test has run in this process leave TensorFlow at errors only.
    with caplog.at_level('WARNING', 'tensorflow'), tf.train.MonitoredTrainingSession(hooks=[hook]) as sess:
        assert [sess.run(more) for _ in range(2)] == [1, 2]
    assert 'No workers support hearbeats. Failure handling will be disabled.' in caplog.text
    assert not list(tmp_path.iterdir())


def test_a_saver_needs_a_step():
    saver = tf.train.Saver([tf.get_variable('w', [2])])
    hook = session_support.GracefulShutdownHook('model.ckpt', saver)
    with tf.Session() as sess, pytest.raises(ValueError, match='Saver defined but no global step'):
        hook.after_create_session(sess, None)


def test_what_to_do_about_a_worker():
    class Workers:
        def __init__(self):
            self.down = False

        def shutdown(self):
            self.down = True

    for kind, expected in (
        (session_support.ShutdownLameWorkers, (False, True)),
        (session_support.ShutdownAllWorkers, (True, False)),
    ):
        everyone, lame = Workers(), Workers()
        kind()(None, everyone, lame)
        assert (everyone.down, lame.down) == expected
    with pytest.raises(tf.errors.AbortedError, match='Resetting session loop due to worker shutdown'):
        session_support.ResetComputation()(None, everyone, lame)
    assert everyone.down


def test_the_watchdog_has_nothing_to_watch():
    with tf.Session() as sess:
        assert session_support.start_worker_watchdog(sess, shutdown_timeout=60) is None
