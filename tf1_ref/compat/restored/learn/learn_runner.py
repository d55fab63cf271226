"""`tf.contrib.learn.learn_runner`: makes an experiment and calls one of its methods.

Source: tf.contrib.learn of TensorFlow 1.15 (learn_runner.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated

from tf1_ref.compat.restored.hparams import HParams
from tf1_ref.compat.restored.learn.experiment import Experiment
from tf1_ref.compat.restored.learn.run_config import RunConfig, TaskType

log = tf1.logging
SCHEDULES = {TaskType.MASTER: 'train_and_evaluate', TaskType.PS: 'run_std_server', TaskType.WORKER: 'train'}


@deprecated(None, 'Use tf.estimator.train_and_evaluate.')
def run(
    experiment_fn: Callable,
    output_dir: str | None = None,
    schedule: str | None = None,
    run_config: RunConfig | None = None,
    hparams: HParams | None = None,
) -> Any:
    """Makes an experiment, runs it, and returns what its method does.

    Args:
        experiment_fn: a function of `run_config` and `hparams`, or of `output_dir`, that returns an Experiment.
        output_dir: the model's folder.
        schedule: the method's name; by default `train_and_evaluate`, or what the task of a cluster does.
        run_config: a `tf.contrib.learn.RunConfig` with a `model_dir`; one of both.
        hparams: HParams, with a `run_config`.

    Raises:
        ValueError: there are both, or neither; the configuration is of another kind or has no folder; `hparams` are
            none; or no such method is there.
        TypeError: the function cannot be called, or returns something else; or the method cannot be called.
        RuntimeError: the experiment's estimator has another configuration.
    """
    if output_dir is not None and run_config is not None:
        raise ValueError('Cannot provide both `output_dir` and `run_config`')
    if output_dir is None and run_config is None:
        raise ValueError('Must set value for `output_dir` or `run_config`')
    if not callable(experiment_fn):
        raise TypeError(f'Experiment builder "{experiment_fn}" is not callable.')
    if run_config is not None:
        experiment = _checked(experiment_fn)(run_config=run_config, hparams=hparams)
    else:
        if not output_dir:
            raise ValueError('Must specify an output directory')
        if hparams is not None:
            raise ValueError('Must set `hparams` as None for `experiment_fn` with `output_dir`.')
        experiment = _experiment(experiment_fn(output_dir=output_dir))
    schedule = schedule or _default_schedule(run_config or experiment.estimator.config)
    return _method(experiment, schedule)()


@deprecated(None, 'Use tf.estimator.train_and_evaluate.')
def tune(experiment_fn: Callable, tuner: Any) -> None:
    """Runs experiments for as long as there are trials.

    Args:
        experiment_fn: a function of `run_config` and `hparams` that returns an Experiment.
        tuner: has `next_trial()`, whether there is another one, and `run_experiment(experiment_fn)`.
    """
    while tuner.next_trial():
        tuner.run_experiment(_checked(experiment_fn, require_hparams=True))


def _checked(experiment_fn, require_hparams=False):
    """The function, whose arguments are looked at, and whose estimator has to have the configuration it was given."""

    def checked(run_config, hparams):
        if not isinstance(run_config, RunConfig):
            raise ValueError('`run_config` must be `tf.contrib.learn.RunConfig` instance')
        if not run_config.model_dir:
            raise ValueError('Must specify a model directory `model_dir` in `run_config`.')
        if hparams is not None and not isinstance(hparams, HParams):
            raise ValueError('`hparams` must be `HParams` instance')
        if require_hparams and hparams is None:
            raise ValueError('`hparams` cannot be `None`.')
        expected = run_config.uid()
        experiment = _experiment(experiment_fn(run_config, hparams))
        config = experiment.estimator.config
        if not hasattr(config, 'uid'):
            raise RuntimeError(
                'Pass `run_config` argument of the `experiment_fn` to the Estimator in Experiment. It is likely a '
                'different `RunConfig` is passed to `Estimator` or the `config` constructor argument in `Estimator` '
                'is not set.'
            )
        if config.uid() != expected:
            raise RuntimeError(
                '`RunConfig` instance is expected to be used by the `Estimator` inside the `Experiment`. expected '
                f'{expected}, but got {config.uid()}'
            )
        return experiment

    return checked


def _experiment(made):
    if not isinstance(made, Experiment):
        raise TypeError(f'Experiment builder did not return an Experiment instance, got {type(made)} instead.')
    return made


def _default_schedule(config):
    jobs = config.cluster_spec.as_dict() if config and config.cluster_spec else {}
    if sum(len(tasks) for tasks in jobs.values()) < 2:
        return 'train_and_evaluate'
    if not config.task_type:
        raise ValueError('Must specify a schedule')
    if config.task_type not in SCHEDULES:
        raise ValueError(f'No default schedule for task type: {config.task_type}')
    return SCHEDULES[config.task_type]


def _method(experiment, schedule):
    found = getattr(experiment, schedule, None)
    if callable(found):
        return found
    allowed = [name for name in dir(experiment) if not name.startswith('_') and callable(getattr(experiment, name))]
    no_method = 'non-callable member', TypeError
    what, error = no_method if hasattr(experiment, schedule) else ('non-existent task', ValueError)
    log.error('Schedule references %s %s', what, schedule)
    log.error('Allowed values for this experiment are: %s', allowed)
    raise error(f'Schedule references {what} {schedule}')
