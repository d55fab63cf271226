"""`tf.contrib.tpu.AsyncCheckpointSaverHook`: checkpoints that are written while the training goes on.

Source: tf.contrib.tpu of TensorFlow 1.15, which was tensorflow.python.tpu (async_checkpoint.py).
"""

from __future__ import annotations

import logging
import os
import threading

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import meta_graph
from tensorflow.python.training import training_util

log = logging.getLogger('tensorflow')


class AsyncCheckpointSaverHook(tf1.train.CheckpointSaverHook):
    """A CheckpointSaverHook whose savers run in threads of their own; the last checkpoint is waited for."""

    def __init__(
        self,
        checkpoint_dir: str,
        save_secs: float | None = None,
        save_steps: int | None = None,
        saver: tf1.train.Saver | None = None,
        checkpoint_basename: str = 'model.ckpt',
        scaffold: tf1.train.Scaffold | None = None,
        listeners: list[tf1.train.CheckpointSaverListener] | None = None,
    ):
        """Takes what a CheckpointSaverHook takes.

        Args:
            checkpoint_dir: the folder of the checkpoints.
            save_secs: seconds between two of them.
            save_steps: steps between two of them; one of both.
            saver: who saves, by default the graph's only one.
            checkpoint_basename: the name of the files.
            scaffold: whose saver is taken; not together with `saver`.
            listeners: CheckpointSaverListeners.

        Raises:
            ValueError: there is both a saver and a scaffold, or neither seconds nor steps.
        """
        log.info('Create AsyncCheckpointSaverHook.')
        if saver is not None and scaffold is not None:
            raise ValueError('You cannot provide both saver and scaffold.')
        super().__init__(checkpoint_dir, save_secs, save_steps, saver, checkpoint_basename, scaffold, listeners)
        self._last_step = None
        self._saving = self._writing_graph = None

    def begin(self) -> None:
        """Begins the listeners and finds the step."""
        self._summary_writer = tf1.summary.FileWriterCache.get(self._checkpoint_dir)
        self._global_step_tensor = training_util._get_or_create_global_step_read()
        if self._global_step_tensor is None:
            raise RuntimeError('Global step should be created to use CheckpointSaverHook.')
        for listener in self._listeners:
            listener.begin()

    def after_create_session(self, session: tf1.Session, coord: tf1.train.Coordinator) -> None:
        """Writes the graph and the first checkpoint."""
        step = session.run(self._global_step_tensor)
        graph = tf1.get_default_graph()
        graph_def = graph.as_graph_def(add_shapes=True)
        self._writing_graph = threading.Thread(
            target=tf1.train.write_graph, args=(graph_def, self._checkpoint_dir, 'graph.pbtxt')
        )
        self._writing_graph.start()
        saver = self._get_saver()
        saver_def = saver.saver_def if saver else None
        self._summary_writer.add_graph(graph)
        self._summary_writer.add_meta_graph(meta_graph.create_meta_graph_def(graph_def=graph_def, saver_def=saver_def))
        self._save_beside(session, step)
        self._timer.update_last_triggered_step(step)

    def after_run(self, run_context: tf1.train.SessionRunContext, run_values: tf1.train.SessionRunValues) -> None:
        """Starts to save if it is time to."""
        step = run_context.session.run(self._global_step_tensor)
        if self._timer.should_trigger_for_step(step):
            self._timer.update_last_triggered_step(step)
            self._save_beside(run_context.session, step)

    def end(self, session: tf1.Session) -> None:
        """Waits for what is being written, and writes the last step."""
        for thread in (self._saving, self._writing_graph):
            if thread is not None:
                thread.join()
        step = session.run(self._global_step_tensor)
        if self._last_step != step:
            self._last_step = step
            self._save(session, step)
        for listener in self._listeners:
            listener.end(session, step)

    def _save_beside(self, session, step):
        if self._saving is not None:
            self._saving.join(timeout=0.1)
            if self._saving.is_alive():
                log.info('Saver thread still in progress, skipping checkpoint.')
                return
        self._last_step = step
        self._saving = threading.Thread(target=self._save, args=(session, step))
        self._saving.start()

    def _save(self, session, step):
        """Saves, whoever calls; what listeners return does not matter, since 1.15 dropped it here."""
        log.info('Saving checkpoints for %d into %s.', step, self._save_path)
        for listener in self._listeners:
            listener.before_save(session, step)
        self._get_saver().save(session, self._save_path, global_step=step)
        status = tf1.SessionLog(status=tf1.SessionLog.CHECKPOINT, checkpoint_path=os.fspath(self._save_path))
        self._summary_writer.add_session_log(status, step)
        for listener in self._listeners:
            listener.after_save(session, step)
