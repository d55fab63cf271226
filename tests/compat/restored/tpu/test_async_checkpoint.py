"""Checkpoints that are written while the training goes on."""

import pytest

from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.tpu.async_checkpoint')
def test_parity(family, title):
    parity.check(family, title)


def test_what_is_saved_can_be_restored(tmp_path):
    step = tf.train.get_or_create_global_step()
    w = tf.get_variable('w', initializer=1.0)
    with tf.control_dependencies([tf.assign_add(step, 1)]):
        more = tf.assign_add(w, 1.0)
    hook = tf.contrib.tpu.AsyncCheckpointSaverHook(str(tmp_path), save_steps=100)
    with tf.train.MonitoredTrainingSession(hooks=[hook]) as sess:
        for _ in range(3):
            sess.run(more)
    assert tf.train.load_variable(str(tmp_path), 'w') == 4.0
    assert tf.train.latest_checkpoint(str(tmp_path)).endswith('model.ckpt-3')


def test_without_a_saver_it_says_so(tmp_path):
    tf.train.get_or_create_global_step()
    hook = tf.contrib.tpu.AsyncCheckpointSaverHook(str(tmp_path), save_steps=1)
    hook.begin()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        with pytest.raises(RuntimeError, match='No items in collection'):
            hook.after_create_session(sess, None)
