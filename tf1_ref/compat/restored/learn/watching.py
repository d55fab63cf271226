"""Monitors of `tf.contrib.learn` that tell, keep or write what a training computes, or stop it.

Source: tf.contrib.learn of TensorFlow 1.15 (monitors.py).
"""

from __future__ import annotations

import os
import time
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated

from tf1_ref.compat.restored.learn.monitors import BaseMonitor, EveryN

log = tf1.logging


class NanLossDuringTrainingError(RuntimeError):
    """The loss is not a number."""

    def __str__(self):
        return 'NaN loss during training.'


class StopAtStep(BaseMonitor):
    """Stops after a number of steps, or at a step.

    Args:
        num_steps: how many steps to run.
        last_step: the last one; one of both.

    Raises:
        ValueError: there are both, or neither.
    """

    def __init__(self, num_steps: int | None = None, last_step: int | None = None):
        super().__init__()
        if num_steps is None and last_step is None:
            raise ValueError('One of num_steps or last_step must be specified.')
        if num_steps is not None and last_step is not None:
            raise ValueError('Only one of num_steps or last_step can be specified.')
        self._num_steps, self._last_step = num_steps, last_step

    @property
    def run_on_all_workers(self) -> bool:
        """True, since every worker has to stop."""
        return True

    def step_begin(self, step: int) -> list:
        """Finds the last step at the first one."""
        super().step_begin(step)
        if self._last_step is None:
            self._last_step = step + self._num_steps - 1
        return []

    def step_end(self, step: int, output: dict) -> bool:
        """Returns whether it was the last step."""
        super().step_end(step, output)
        return step >= self._last_step


class PrintTensor(EveryN):
    """Logs tensors every few steps.

    Args:
        tensor_names: names of tensors; or a dict of them, by what they are called in the log.
        every_n: how many steps from one time to the next.
        first_n: up to which step it is every one.
    """

    def __init__(self, tensor_names: list[str] | dict[str, str], every_n: int = 100, first_n: int = 1):
        super().__init__(every_n, first_n)
        named = isinstance(tensor_names, dict)
        self._tensor_names = tensor_names if named else {one: one for one in tensor_names}

    def every_n_step_begin(self, step: int) -> list:
        """Asks for the tensors."""
        super().every_n_step_begin(step)
        return list(self._tensor_names.values())

    def every_n_step_end(self, step: int, outputs: dict) -> None:
        """Logs them."""
        super().every_n_step_end(step, outputs)
        log.info('Step %d: %s', step, _told(self._tensor_names, outputs))


class LoggingTrainable(EveryN):
    """Logs the trainable variables every few steps.

    Args:
        scope: a regular expression that the beginnings of their names match, or None for all.
        every_n: how many steps from one time to the next.
        first_n: up to which step it is every one.
    """

    def __init__(self, scope: str | None = None, every_n: int = 100, first_n: int = 1):
        super().__init__(every_n, first_n)
        self._scope = scope

    def every_n_step_begin(self, step: int) -> list:
        """Asks for the variables' values."""
        super().every_n_step_begin(step)
        variables = tf1.get_collection(tf1.GraphKeys.TRAINABLE_VARIABLES, scope=self._scope)
        self._names = {variable.name: variable.value().name for variable in variables}
        return list(self._names.values())

    def every_n_step_end(self, step: int, outputs: dict) -> None:
        """Logs them."""
        super().every_n_step_end(step, outputs)
        log.info('Logging Trainable: Step %d: %s', step, _told(self._names, outputs))


class SummarySaver(EveryN):
    """Writes summaries every few steps.

    Args:
        summary_op: a tensor of them, or None for the scaffold's.
        save_steps: how many steps from one time to the next.
        output_dir: the folder; by default the estimator's.
        summary_writer: who writes; by default a new FileWriter of the folder.
        scaffold: whose `summary_op` is taken.
    """

    def __init__(
        self,
        summary_op: tf1.Tensor | None,
        save_steps: int = 100,
        output_dir: str | None = None,
        summary_writer: tf1.summary.FileWriter | None = None,
        scaffold: tf1.train.Scaffold | None = None,
    ):
        super().__init__(every_n_steps=save_steps)
        self._summary_op, self._scaffold = summary_op, scaffold
        self._summary_writer = summary_writer
        if summary_writer is None and output_dir:
            self._summary_writer = tf1.summary.FileWriter(output_dir)

    def set_estimator(self, estimator: Any) -> None:
        """Takes the estimator, in whose folder is written unless another one was given."""
        super().set_estimator(estimator)
        if self._summary_writer is None:
            self._summary_writer = tf1.summary.FileWriter(estimator.model_dir)

    def every_n_step_begin(self, step: int) -> list:
        """Asks for the summaries."""
        super().every_n_step_begin(step)
        if self._summary_op is None and self._scaffold is not None:
            self._summary_op = self._scaffold.summary_op
        return [] if self._summary_op is None else [self._summary_op]

    def every_n_step_end(self, step: int, outputs: dict) -> bool:
        """Writes them."""
        super().every_n_step_end(step, outputs)
        if self._summary_op is not None and self._summary_writer:
            self._summary_writer.add_summary(_value(outputs, self._summary_op), step)
        return False

    def end(self, session: tf1.Session | None = None) -> None:
        """Writes what is not on the disk yet."""
        super().end(session=session)
        if self._summary_writer:
            self._summary_writer.flush()


class CaptureVariable(EveryN):
    """Keeps the values of a variable.

    Args:
        var_name: its name, with `:0`.
        every_n: how many steps from one time to the next.
        first_n: up to which step it is every one.
    """

    def __init__(self, var_name: str, every_n: int = 100, first_n: int = 1):
        super().__init__(every_n, first_n)
        self._var_name, self._var_values = var_name, {}

    @property
    def values(self) -> dict[int, Any]:
        """The values, by the steps at which they were found."""
        return self._var_values

    def every_n_step_begin(self, step: int) -> list:
        """Asks for the value."""
        super().every_n_step_begin(step)
        return [self._var_name]

    def every_n_step_end(self, step: int, outputs: dict) -> None:
        """Keeps it."""
        super().every_n_step_end(step, outputs)
        self._var_values[step] = _value(outputs, self._var_name)


class CheckpointSaver(BaseMonitor):
    """Saves a checkpoint every few steps or seconds, after the first step, and at the end.

    Args:
        checkpoint_dir: the folder.
        save_secs: seconds between two of them.
        save_steps: steps between two of them; one of both.
        saver: who saves; by default the scaffold's.
        checkpoint_basename: how the files are called.
        scaffold: whose saver is taken.

    Raises:
        ValueError: there are neither seconds nor steps, or both.
    """

    def __init__(
        self,
        checkpoint_dir: str,
        save_secs: float | None = None,
        save_steps: int | None = None,
        saver: tf1.train.Saver | None = None,
        checkpoint_basename: str = 'model.ckpt',
        scaffold: tf1.train.Scaffold | None = None,
    ):
        log.info('Create CheckpointSaver.')
        super().__init__()
        self._saver, self._scaffold = saver, scaffold
        self._summary_writer = tf1.summary.FileWriterCache.get(checkpoint_dir)
        self._save_path = os.path.join(checkpoint_dir, checkpoint_basename)
        self._save_secs, self._save_steps = save_secs, save_steps
        self._last_saved_time = self._last_begin_step = self._last_saved_step = None
        if save_steps is None and save_secs is None:
            raise ValueError('Either save_steps or save_secs should be provided')
        if save_steps is not None and save_secs is not None:
            raise ValueError('Can not provide both save_steps and save_secs.')

    def begin(self, max_steps: int | None = None) -> None:
        """Begins with nothing saved."""
        super().begin(max_steps)
        self._last_saved_time = self._last_begin_step = self._last_saved_step = None

    def step_begin(self, step: int) -> None:
        """Remembers the step."""
        super().step_begin(step)
        self._last_begin_step = step

    def post_step(self, step: int, session: tf1.Session) -> None:
        """Saves, if it is time."""
        super().post_step(step, session)
        if self._last_saved_time is None:
            self._save(step, session)
        by_step = self._save_steps is not None and step >= self._last_saved_step + self._save_steps
        if by_step or (self._save_secs is not None and time.time() >= self._last_saved_time + self._save_secs):
            self._save(step, session)

    def end(self, session: tf1.Session | None = None) -> None:
        """Saves the last step."""
        super().end(session)
        self._save(self._last_begin_step, session)

    def _save(self, step, session):
        if step == self._last_saved_step:
            return
        log.info('Saving checkpoints for %d into %s.', step, self._save_path)
        self._last_saved_time, self._last_saved_step = time.time(), step
        saver = self._saver or self._scaffold.saver
        saver.save(session, self._save_path, global_step=step)
        entry = tf1.SessionLog(status=tf1.SessionLog.CHECKPOINT, checkpoint_path=self._save_path)
        self._summary_writer.add_session_log(entry, step)


class StepCounter(EveryN):
    """Writes how many steps a second were run.

    Args:
        every_n_steps: how many steps from one time to the next.
        output_dir: the folder; by default the estimator's.
        summary_writer: who writes; by default the FileWriter of the folder.
    """

    def __init__(
        self,
        every_n_steps: int = 100,
        output_dir: str | None = None,
        summary_writer: tf1.summary.FileWriter | None = None,
    ):
        super().__init__(every_n_steps=every_n_steps)
        self._last_reported_step = self._last_reported_time = None
        self._summary_writer = summary_writer
        if summary_writer is None and output_dir:
            self._summary_writer = tf1.summary.FileWriterCache.get(output_dir)

    def set_estimator(self, estimator: Any) -> None:
        """Takes the estimator, in whose folder is written unless another one was given."""
        super().set_estimator(estimator)
        if self._summary_writer is None:
            self._summary_writer = tf1.summary.FileWriterCache.get(estimator.model_dir)

    def every_n_step_end(self, current_step: int, outputs: dict) -> None:
        """Writes the speed since the last time."""
        now = time.time()
        if self._last_reported_time is not None and self._summary_writer:
            speed = (current_step - self._last_reported_step) / (now - self._last_reported_time)
            told = tf1.Summary(value=[tf1.Summary.Value(tag='global_step/sec', simple_value=speed)])
            self._summary_writer.add_summary(told, current_step)
        self._last_reported_step, self._last_reported_time = current_step, now


class NanLoss(EveryN):
    """Stops when the loss is not a number.

    Args:
        loss_tensor: the loss.
        every_n_steps: how many steps from one look to the next.
        fail_on_nan_loss: whether to stop with an error.

    Raises:
        NanLossDuringTrainingError: the loss is not a number, and that is to be an error.
    """

    def __init__(self, loss_tensor: tf1.Tensor, every_n_steps: int = 100, fail_on_nan_loss: bool = True):
        super().__init__(every_n_steps=every_n_steps)
        self._loss_tensor, self._fail_on_nan_loss = loss_tensor, fail_on_nan_loss

    def every_n_step_begin(self, step: int) -> list:
        """Asks for the loss."""
        super().every_n_step_begin(step)
        return [self._loss_tensor]

    def every_n_step_end(self, step: int, outputs: dict) -> bool | None:
        """Looks at it."""
        super().every_n_step_end(step, outputs)
        if not np.isnan(_value(outputs, self._loss_tensor)):
            return None
        if self._fail_on_nan_loss:
            log.error('Model diverged with loss = NaN.')
            raise NanLossDuringTrainingError
        log.warning('Model diverged with loss = NaN.')
        return True


@deprecated(None, 'Use tf.train.MonitoredTrainingSession.')
def get_default_monitors(
    loss_op: tf1.Tensor | None = None,
    summary_op: tf1.Tensor | None = None,
    save_summary_steps: int = 100,
    output_dir: str | None = None,
    summary_writer: tf1.summary.FileWriter | None = None,
) -> list[EveryN]:
    """Makes the monitors that a training usually has.

    Args:
        loss_op: the loss, if it is to be logged.
        summary_op: the summaries, if they are to be written.
        save_summary_steps: as in SummarySaver.
        output_dir: as in SummarySaver.
        summary_writer: as in SummarySaver.
    """
    monitors = []
    if loss_op is not None:
        monitors.append(PrintTensor(tensor_names={'loss': loss_op.name}))
    if summary_op is not None:
        monitors.append(SummarySaver(summary_op, save_summary_steps, output_dir, summary_writer))
    return monitors


def _value(outputs, asked):
    return outputs[asked] if asked in outputs else outputs[asked.name]


def _told(names, outputs):
    return ', '.join(f'{tag} = {_value(outputs, name)}' for tag, name in names.items() if name in outputs)
