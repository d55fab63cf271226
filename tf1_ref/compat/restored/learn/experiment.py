"""`tf.contrib.learn.Experiment`: an estimator, what it is trained and evaluated on, and how often.

Source: tf.contrib.learn of TensorFlow 1.15 (experiment.py).
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.restored.learn import continuous, monitors, run_config, validation
from tf1_ref.compat.restored.learn.export_strategy import ExportStrategy
from tf1_ref.compat.restored.learn.interfaces import Evaluable, Trainable

log = tf1.logging
# A worker starts so many seconds after the one before it, or waits for steps: fewer more for each one.
SECONDS_OF_A_WORKER, MOST_SECONDS, STEPS_OF_WORKERS = 5, 60, 8000.0


class Experiment(continuous.Continuous):
    """What trains and evaluates an estimator.

    Args:
        estimator: a `tf.estimator.Estimator`, or one of `tf.contrib.learn`.
        train_input_fn: a function that returns features and labels to train on.
        eval_input_fn: one for evaluation.
        eval_metrics: a dict of MetricSpecs, for an estimator of `tf.contrib.learn`.
        train_steps: up to which global step to train; None for no end.
        eval_steps: how many batches to evaluate; None for all.
        train_monitors: hooks, and monitors, of the training.
        eval_hooks: hooks of the evaluation.
        local_eval_frequency: steps between two evaluations of `local_run`.
        eval_delay_secs: seconds to wait before an evaluation begins.
        continuous_eval_throttle_secs: seconds from the beginning of one evaluation to that of the next, at least.
        min_eval_frequency: steps from one look for a checkpoint to the next, by default 1; 0 for none.
        delay_workers_by_global_step: whether workers wait for steps, not for seconds.
        export_strategies: one ExportStrategy, or several.
        train_steps_per_iteration: how many steps `continuous_train_and_eval` trains at a time.
        checkpoint_and_export: whether `train_and_evaluate` evaluates and exports whenever the configuration saves.
        saving_listeners: CheckpointSaverListeners, for a `tf.estimator.Estimator`.
        check_interval_secs: seconds from one look for a checkpoint to the next, at least.

    Raises:
        ValueError: the estimator is of neither kind, or an argument is for the other one; or something is no
            ExportStrategy, or `train_steps_per_iteration` no integer.
    """

    @deprecated(
        None,
        'Please switch to tf.estimator.train_and_evaluate. You will also have to convert to a tf.estimator.Estimator.',
    )
    def __init__(
        self,
        estimator: Any,
        train_input_fn: Callable,
        eval_input_fn: Callable,
        eval_metrics: dict | None = None,
        train_steps: int | None = None,
        eval_steps: int | None = 100,
        train_monitors: list | None = None,
        eval_hooks: list[tf1.train.SessionRunHook] | None = None,
        local_eval_frequency: int | None = None,
        eval_delay_secs: float = 120,
        continuous_eval_throttle_secs: float = 60,
        min_eval_frequency: int | None = None,
        delay_workers_by_global_step: bool = False,
        export_strategies: ExportStrategy | Iterable[ExportStrategy] | None = None,
        train_steps_per_iteration: int | None = None,
        checkpoint_and_export: bool = False,
        saving_listeners: list[tf1.train.CheckpointSaverListener] | None = None,
        check_interval_secs: float = 5,
    ):
        self._core_estimator_used = _is_core(estimator, eval_metrics, saving_listeners)
        self._estimator = estimator
        self._train_input_fn, self._eval_input_fn = train_input_fn, eval_input_fn
        self._eval_metrics = eval_metrics
        self._train_steps, self._eval_steps = train_steps, eval_steps
        self._local_eval_frequency = local_eval_frequency
        self._eval_delay_secs = eval_delay_secs
        self._continuous_eval_throttle_secs = continuous_eval_throttle_secs
        self._checkpoint_and_export = checkpoint_and_export
        self._saving_listeners = saving_listeners
        self._min_eval_frequency = 1 if min_eval_frequency is None else min_eval_frequency
        self._check_interval_secs = check_interval_secs
        self._delay_workers_by_global_step = delay_workers_by_global_step
        self._train_monitors = list(train_monitors or [])
        self._eval_hooks = list(eval_hooks or [])
        self._export_strategies = _strategies(export_strategies)
        self._train_steps_per_iteration = train_steps_per_iteration
        if train_steps_per_iteration is not None and not isinstance(train_steps_per_iteration, int):
            raise ValueError('`train_steps_per_iteration` must be an integer.')

    @property
    def estimator(self) -> Any:
        """The estimator."""
        return self._estimator

    @property
    def eval_metrics(self) -> dict | None:
        """The metrics, or None."""
        return self._eval_metrics

    @property
    def train_steps(self) -> int | None:
        """Up to which global step it trains, or None."""
        return self._train_steps

    @property
    def eval_steps(self) -> int | None:
        """How many batches it evaluates, or None."""
        return self._eval_steps

    def extend_train_hooks(self, additional_hooks: list) -> None:
        """Adds hooks, or monitors, to those of the training."""
        self._train_monitors.extend(additional_hooks)

    def reset_export_strategies(
        self, new_export_strategies: ExportStrategy | Iterable[ExportStrategy] | None = None
    ) -> tuple[ExportStrategy, ...]:
        """Sets the export strategies, and returns those before."""
        before, self._export_strategies = self._export_strategies, _strategies(new_export_strategies)
        return before

    def train(self, delay_secs: float | None = None) -> Any:
        """Trains up to `train_steps`, and returns the estimator.

        Args:
            delay_secs: seconds to wait; by default more for each worker of a cluster.

        Raises:
            ValueError: the configuration names a cluster, and is not `tf.contrib.learn`'s.
        """
        hooks = self._train_monitors
        self._join_cluster()
        if delay_secs is None:
            worker = self._estimator.config.task_id or 0
            delay_secs = min(MOST_SECONDS, worker * SECONDS_OF_A_WORKER)
            if self._delay_workers_by_global_step:
                wait = tf1.train.GlobalStepWaiterHook(int(STEPS_OF_WORKERS * math.log(worker + 1)))
                hooks, delay_secs = [*hooks, wait], 0
        if delay_secs > 0:
            log.info('Waiting %d secs before starting training.', delay_secs)
            time.sleep(delay_secs)
        return self._call_train(
            input_fn=self._train_input_fn,
            max_steps=self._train_steps,
            hooks=hooks,
            saving_listeners=self._saving_listeners,
        )

    def _join_cluster(self):
        config = self._estimator.config
        if not (config.cluster_spec and config.master):
            return
        if not isinstance(config, run_config.RunConfig):
            raise ValueError(
                'For distributed runtime, Experiment class only works with tf.contrib.learn.RunConfig for now, but '
                f'provided {type(config)}'
            )
        if config.environment == run_config.Environment.LOCAL:
            log.warning(
                "ClusterSpec and master are provided, but environment is set to 'local'. Set environment to 'cloud' "
                'if you intend to use the distributed runtime.'
            )
        elif config.environment != run_config.Environment.GOOGLE:
            self._start_server()

    def evaluate(self, delay_secs: float | None = None, name: str | None = None) -> dict:
        """Evaluates, and returns what `evaluate` of the estimator does.

        Args:
            delay_secs: seconds to wait; by default `eval_delay_secs`.
            name: of the evaluation.
        """
        delay_secs = self._eval_delay_secs if delay_secs is None else delay_secs
        if delay_secs:
            log.info('Waiting %d secs before starting eval.', delay_secs)
            time.sleep(delay_secs)
        return self._call_evaluate(name=name or 'one_pass')

    @deprecated(
        '2016-10-23',
        'local_run will be renamed to train_and_evaluate and the new default behavior will be to run evaluation every '
        'time there is a new checkpoint.',
    )
    def local_run(self) -> tuple[dict | None, list | None]:
        """Trains and evaluates; on the way, every `local_eval_frequency` steps."""
        return self._train_and_evaluate(self._local_eval_frequency)

    def train_and_evaluate(self) -> tuple[dict | None, list | None]:
        """Trains, and evaluates what was saved on the way and at the end.

        Returns:
            What the last evaluation has found, and what the export strategies returned.
        """
        return self._train_and_evaluate(self._min_eval_frequency)

    def _train_and_evaluate(self, every_n_steps):
        config, more = self._estimator.config, []
        exports = self._checkpoint_and_export and (config.save_checkpoints_secs or config.save_checkpoints_steps)
        if exports:
            listener = _EvalAndExportListener(self._call_evaluate, self._maybe_export, self._estimator.model_dir)
            more = [
                tf1.train.CheckpointSaverHook(
                    checkpoint_dir=self._estimator.model_dir,
                    save_secs=config.save_checkpoints_secs,
                    save_steps=config.save_checkpoints_steps,
                    listeners=[listener],
                )
            ]
        elif every_n_steps:
            more = [
                validation.ValidationMonitor(
                    input_fn=self._eval_input_fn,
                    eval_steps=self._eval_steps,
                    metrics=self._eval_metrics,
                    every_n_steps=every_n_steps,
                    check_interval_secs=self._check_interval_secs,
                    hooks=self._eval_hooks,
                )
            ]
        before, self._train_monitors = self._train_monitors, self._train_monitors + more
        try:
            self.train(delay_secs=0)  # of a subclass, too
        finally:
            self._train_monitors = before
        if exports:
            return listener.eval_result, listener.export_results
        found = self._call_evaluate()
        return found, self._maybe_export(found)

    def _maybe_export(self, eval_result, checkpoint_path=None):
        base = os.path.join(os.fsencode(self._estimator.model_dir), b'export')
        return [
            strategy.export(
                self._estimator,
                os.path.join(base, os.fsencode(strategy.name)),
                checkpoint_path=checkpoint_path,
                eval_result=eval_result,
            )
            for strategy in self._export_strategies
        ]

    def run_std_server(self) -> None:
        """Serves a task of the cluster, and does not return.

        Raises:
            ValueError: the configuration says too little of the cluster.
        """
        self._start_server().join()

    def test(self) -> dict:
        """Trains and evaluates one step, exports, and returns what the evaluation has found."""
        self._call_train(
            input_fn=self._train_input_fn,
            steps=1,
            hooks=self._train_monitors,
            saving_listeners=self._saving_listeners,
        )
        found = self._call_evaluate(steps=1, name='one_pass', hooks=None)
        self._maybe_export(found)
        return found

    def _start_server(self):
        config = self._estimator.config
        if not config.cluster_spec or not config.task_type or not config.master or config.task_id is None:
            raise ValueError(
                'Could not start server; be sure to specify cluster_spec, task_type, master, and task in RunConfig or '
                'set the TF_CONFIG environment variable.'
            )
        return tf1.train.Server(
            config.cluster_spec, job_name=config.task_type, task_index=config.task_id, config=config.tf_config
        )

    def _call_train(
        self, input_fn: Callable, hooks: list, saving_listeners: list[tf1.train.CheckpointSaverListener] | None, **steps
    ) -> Any:
        hooks = monitors.replace_monitors_with_hooks(hooks, self._estimator)
        if self._core_estimator_used:
            return self._estimator.train(input_fn, hooks=hooks, saving_listeners=saving_listeners, **steps)
        return self._estimator.fit(input_fn=input_fn, monitors=hooks, **steps)

    def _call_evaluate(self, **given):
        """`evaluate` of the estimator, with this experiment's arguments where no other ones are given."""
        arguments = {
            'input_fn': self._eval_input_fn,
            'steps': self._eval_steps,
            'name': None,
            'checkpoint_path': None,
            'hooks': self._eval_hooks,
        }
        if not self._core_estimator_used:
            arguments['metrics'] = self._eval_metrics
        return self._estimator.evaluate(**{**arguments, **given})


class _EvalAndExportListener(tf1.train.CheckpointSaverListener):
    """Evaluates and exports every checkpoint once it is saved."""

    def __init__(self, evaluate, export, folder):
        self._evaluate, self._export, self._folder = evaluate, export, folder
        self._latest = self.eval_result = self.export_results = None

    def after_save(self, session, global_step_value):
        latest = tf1.train.latest_checkpoint(self._folder)
        if not latest:
            log.warning('Skipping evaluation and export since model has not been saved yet.')
        elif latest == self._latest:
            log.warning('Skipping evaluation due to same latest checkpoint %s.', latest)
        else:
            self._latest = latest
            self.eval_result = self._evaluate(name='intermediate_export', checkpoint_path=latest)
            self.export_results = self._export(self.eval_result, checkpoint_path=latest)


def _is_core(estimator: Any, eval_metrics: dict | None, saving_listeners: list | None) -> bool:
    """Whether it is a `tf.estimator.Estimator`."""
    if isinstance(estimator, library.module('tensorflow_estimator.python.estimator.estimator').Estimator):
        if eval_metrics is not None:
            raise ValueError(
                '`eval_metrics` must be `None` with `tf.estimator.Estimator`. Use `eval_metric_ops` in '
                '`tf.estimator.EstimatorSpec` instead.'
            )
        on_tpu = library.module('tensorflow_estimator.python.estimator.tpu.tpu_estimator')
        if isinstance(estimator, on_tpu.TPUEstimator):
            log.warning(
                '`Experiment` class cannot work with `tf.contrib.tpu.TPUEstimator`. Please call `TPUEstimator` '
                'train/evaluate directly.'
            )
        return True
    for kind in (Evaluable, Trainable):
        if not isinstance(estimator, kind):
            raise ValueError(
                f'`estimator` must implement `tf.contrib.learn.{kind.__name__}` or `tf.estimator.Estimator`.'
            )
    if saving_listeners is not None:
        raise ValueError('`saving_listeners` must be `None` with `tf.contrib.learn.Estimator`.')
    return False


def _strategies(given):
    found = (given,) if isinstance(given, ExportStrategy) else tuple(given or ())
    for one in found:
        if not isinstance(one, ExportStrategy):
            raise ValueError(
                f'`export_strategies` must be an ExportStrategy, an iterable of ExportStrategy, or `None`, found {one}.'
            )
    return found
