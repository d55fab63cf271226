"""`tf.contrib.learn.monitors.ValidationMonitor`: an evaluation of every new checkpoint, which may end the training.

Source: tf.contrib.learn of TensorFlow 1.15 (monitors.py).
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.restored.learn.monitors import EveryN

log = tf1.logging


class ValidationMonitor(EveryN):
    """Evaluates an estimator's latest checkpoint every few steps, if there is a new one.

    Args:
        x: features, for an estimator that takes arrays.
        y: their labels.
        input_fn: or the function that gives both.
        batch_size: how many of `x` at a time.
        eval_steps: how many batches; None for all.
        every_n_steps: steps from one look for a checkpoint to the next.
        metrics: as `evaluate` takes them.
        hooks: of the evaluation.
        early_stopping_rounds: steps without progress after which the training ends; None for never.
        early_stopping_metric: what tells progress.
        early_stopping_metric_minimize: whether less of it is better.
        name: of the evaluation.
        check_interval_secs: seconds that there are at least from one look to the next, or None.

    Raises:
        ValueError: there is neither `x` nor `input_fn`.
    """

    def __init__(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        eval_steps: int | None = None,
        every_n_steps: int = 100,
        metrics: dict | None = None,
        hooks: list[tf1.train.SessionRunHook] | None = None,
        early_stopping_rounds: int | None = None,
        early_stopping_metric: str = 'loss',
        early_stopping_metric_minimize: bool = True,
        name: str | None = None,
        check_interval_secs: float | None = 5,
    ):
        super().__init__(every_n_steps=every_n_steps, first_n_steps=-1)
        if x is None and input_fn is None:
            raise ValueError('Either x or input_fn should be provided.')
        self.x, self.y, self.input_fn, self.batch_size = x, y, input_fn, batch_size
        self.eval_steps, self.metrics, self.hooks, self.name = eval_steps, metrics, hooks, name
        self.early_stopping_rounds = early_stopping_rounds
        self.early_stopping_metric = early_stopping_metric
        self.early_stopping_metric_minimize = early_stopping_metric_minimize
        self._best_value_step = self._best_value = self._best_metrics = None
        self._early_stopped = False
        self._latest_path = self._latest_path_step = self._last_checkpoint_check_time = None
        self._check_interval_secs = check_interval_secs

    @property
    def early_stopped(self) -> bool:
        """Whether it has ended the training."""
        return self._early_stopped

    @property
    def best_step(self) -> int | None:
        """The step of the best value."""
        return self._best_value_step

    @property
    def best_value(self) -> float | None:
        """The best value of the metric that tells progress."""
        return self._best_value

    @property
    def best_metrics(self) -> dict | None:
        """All metrics of the evaluation that found it."""
        return self._best_metrics

    def every_n_step_end(self, step: int, outputs: dict) -> bool:
        """Evaluates what is new, and returns whether to stop.

        Args:
            step: the global step.
            outputs: nothing that it uses.

        Raises:
            ValueError: it was given no estimator, or there is no such metric.
        """
        super().every_n_step_end(step, outputs)
        if self._estimator is None:
            raise ValueError('Missing call to set_estimator.')
        if not self._is_new(step):
            return False
        found = self._evaluate_estimator()
        log.info('Validation (step %d): %s', step, ', '.join(f'{name} = {found[name]}' for name in found))
        return self.early_stopping_rounds is not None and self._is_over(step, found)

    def _is_new(self, step):
        """Whether it is time, and there is a checkpoint that it has not evaluated."""
        now, last, interval = time.time(), self._last_checkpoint_check_time, self._check_interval_secs
        if interval is not None and last is not None and now - last <= interval:
            log.debug('Skipping evaluation since less than %d seconds have passed since last check.', interval)
            return False
        self._last_checkpoint_check_time = now
        latest = tf1.train.latest_checkpoint(self._estimator.model_dir)
        if latest is None:
            log.debug('Skipping evaluation since model has not been saved yet at step %d.', step)
            return False
        if latest == self._latest_path:
            log.debug('Skipping evaluation due to same checkpoint %s for step %d.', latest, step)
            return False
        self._latest_path, self._latest_path_step = latest, step
        return True

    def _evaluate_estimator(self):
        plain = {'input_fn': self.input_fn, 'steps': self.eval_steps, 'hooks': self.hooks, 'name': self.name}
        more = {'x': self.x, 'y': self.y, 'batch_size': self.batch_size, 'metrics': self.metrics}
        if not isinstance(self._estimator, library.module('tensorflow_estimator.python.estimator.estimator').Estimator):
            return self._estimator.evaluate(**plain, **more)
        if any(value is not None for value in more.values()):
            raise ValueError(
                'tf.estimator.Estimator does not support following arguments: x, y, batch_size, metrics. '
                'Should set as `None` in ValidationMonitor'
            )
        return self._estimator.evaluate(**plain)

    def _is_over(self, step, found):
        if self.early_stopping_metric not in found:
            raise ValueError(f'Metric {self.early_stopping_metric} missing from outputs {set(found)}.')
        value, best = found[self.early_stopping_metric], self._best_value
        if best is None or (value < best if self.early_stopping_metric_minimize else value > best):
            self._best_value, self._best_metrics, self._best_value_step = value, copy.deepcopy(found), step
        if step - self._best_value_step < self.early_stopping_rounds:
            return False
        log.info(
            'Stopping. Best step: %s with %s = %s.', self._best_value_step, self.early_stopping_metric, self._best_value
        )
        self._early_stopped = True
        return True
