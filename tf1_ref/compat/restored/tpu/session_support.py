"""`tensorflow.python.tpu.session_support` of 1.15 where no worker has a heartbeat, which only workers of TPUs have.

Source: tf.contrib.tpu of TensorFlow 1.15, which was tensorflow.python.tpu (session_support.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

log = logging.getLogger('tensorflow')


class CoordinatorResetError(tf1.errors.AbortedError):
    """Says that the training is to start again."""

    def __init__(self):
        """Makes the error, whose text is always the same."""
        super().__init__(None, None, 'Resetting session loop due to worker shutdown.')


class GracefulShutdownHook(tf1.train.SessionRunHook):
    """Watches for workers that shut down; there are none here, and the hook says so and rests."""

    def __init__(
        self,
        checkpoint_prefix: str,
        saver: tf1.train.Saver | None = None,
        on_shutdown_hooks: list[Callable] | None = None,
    ):
        """Takes what to do when a worker shuts down.

        Args:
            checkpoint_prefix: the path to save to.
            saver: who saves, by default the graph's only one.
            on_shutdown_hooks: functions to call, of a run context and two sets of workers.
        """
        self._saver = saver

    def after_create_session(self, training_session: tf1.Session, coord: tf1.train.Coordinator) -> None:
        """Asks for a step to save.

        Raises:
            ValueError: there is a saver, and no global step.
        """
        if tf1.train.get_global_step() is None and self.saver() is not None:
            raise ValueError(
                'Saver defined but no global step.  Run `get_or_create_global_step()` in your model definition to '
                'allow checkpointing.'
            )
        log.warning('No workers support hearbeats. Failure handling will be disabled.')  # 1.15's spelling

    def saver(self) -> tf1.train.Saver | None:
        """Returns the saver: the one given, else the graph's only one, else None."""
        savers = tf1.get_collection(tf1.GraphKeys.SAVERS)
        return self._saver or (savers[0] if len(savers) == 1 else None)


class ResetComputation:
    """What to do about a worker that shuts down: shut down all, and start the training again."""

    def __call__(self, run_context: tf1.train.SessionRunContext, all_workers: Any, lame_workers: Any) -> None:
        """Shuts down all workers, and starts the training again.

        Args:
            run_context: of the hook.
            all_workers: all workers.
            lame_workers: those that shut down.

        Raises:
            CoordinatorResetError: always.
        """
        all_workers.shutdown()
        raise CoordinatorResetError


class ShutdownLameWorkers:
    """What to do about a worker that shuts down: wait for it to be back."""

    def __call__(self, run_context: tf1.train.SessionRunContext, all_workers: Any, lame_workers: Any) -> None:
        """Shuts down the workers that are to shut down.

        Args:
            run_context: of the hook.
            all_workers: all workers.
            lame_workers: those that shut down.
        """
        lame_workers.shutdown()


class ShutdownAllWorkers:
    """What to do about a worker that shuts down: shut down all."""

    def __call__(self, run_context: tf1.train.SessionRunContext, all_workers: Any, lame_workers: Any) -> None:
        """Shuts down all workers.

        Args:
            run_context: of the hook.
            all_workers: all workers.
            lame_workers: those that shut down.
        """
        all_workers.shutdown()


def start_worker_watchdog(
    session: tf1.Session, devices: list[str] | None = None, ping_interval: int = 60, shutdown_timeout: int = 3600
) -> None:
    """Watches over the workers of a session; without a TPU there are none to watch.

    Args:
        session: the session.
        devices: devices of workers, by default all that have a TPU.
        ping_interval: seconds between two looks.
        shutdown_timeout: seconds after which a worker that is not looked at shuts down.
    """
    log.info(
        'Enabling watchdog timer with %d second timeout and %d second ping interval.', shutdown_timeout, ping_interval
    )
