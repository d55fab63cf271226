"""Monitors of `tf.contrib.learn`."""

from __future__ import annotations

import os
import tempfile

from tests.compat.contrib.programs.learn_experiments import batches, core, few, files, values

PREFIX = 'tf.contrib.learn.'


def _watched(make, steps=7, look=None):
    """Trains with monitors; `look` at them afterwards."""

    def program(tf):
        with tempfile.TemporaryDirectory() as folder:
            config = tf.contrib.learn.RunConfig(model_dir=folder, tf_random_seed=7, save_checkpoints_steps=2)
            estimator = core(tf, config)
            monitors = make(tf, folder)
            hooks = tf.contrib.learn.monitors.replace_monitors_with_hooks(monitors, estimator)
            estimator.train(lambda: batches(tf), hooks=hooks, max_steps=steps)
            kinds = [type(hook).__name__ for hook in hooks]
            return [kinds, look(monitors) if look else None, values(estimator), files(folder)]

    return program


def _validation(tf, **named):
    arguments = dict({'input_fn': lambda: few(tf), 'every_n_steps': 2, 'check_interval_secs': None}, **named)
    return tf.contrib.learn.monitors.ValidationMonitor(**arguments)


def _best(monitors):
    one = monitors[0]
    return [one.early_stopped, one.best_step, one.best_value, one.best_metrics]


def _calls(tf, base, seen, **named):
    class Monitor(getattr(tf.contrib.learn.monitors, base)):
        def begin(self, max_steps=None):
            super().begin(max_steps)
            seen.append(['begin', max_steps])

        def step_begin(self, step):
            asked = super().step_begin(step)
            return asked + ['fc/bias:0', 'fc/kernel/read'] if step % 2 else asked

        def step_end(self, step, output):
            seen.append([int(step), sorted(output)])
            return super().step_end(step, output)

        def every_n_step_end(self, step, outputs):
            seen.append(['every', int(step)])
            return step >= 6

        def every_n_post_step(self, step, session):
            seen.append(['post', int(step)])

        def end(self, session=None):
            seen.append('end')
            super().end(session)

    return Monitor(**named)


def _called(base, **named):
    seen = []
    return _watched(lambda tf, _: [_calls(tf, base, seen, **named)], 8, lambda _: [seen[:], seen.clear()][:1])


def _epochs(tf):
    monitor = tf.contrib.learn.monitors.BaseMonitor()
    monitor.epoch_begin(0)
    monitor.epoch_end(0)
    monitor.epoch_begin(-1)


def _defaults(tf):
    loss = tf.constant(1.0, name='loss')
    with tempfile.TemporaryDirectory() as folder:
        found = tf.contrib.learn.monitors.get_default_monitors(loss, tf.summary.scalar('s', loss), 2, folder)
    return [type(one).__name__ for one in found]


def _saver_of(tf, folder):
    return tf.contrib.learn.monitors.CheckpointSaver(os.path.join(folder, 'more'), save_steps=3, scaffold=_Scaffold(tf))


def _saver_of_neither(tf):
    with tempfile.TemporaryDirectory() as folder:
        tf.contrib.learn.monitors.CheckpointSaver(folder)


class _Scaffold:
    def __init__(self, tf):
        self._tf = tf

    @property
    def saver(self):
        return self._tf.get_collection(self._tf.GraphKeys.SAVERS)[0]


PROGRAMS = {
    'monitors, replace_monitors_with_hooks': _watched(
        lambda tf, _: [tf.train.StopAtStepHook(3), tf.contrib.learn.monitors.StopAtStep(2)]
    ),
    'monitors, replace_monitors_with_hooks, none': _watched(lambda tf, _: None),
    'monitors, RunHookAdapterForMonitors': _watched(
        lambda tf, _: [
            tf.contrib.learn.monitors.RunHookAdapterForMonitors([tf.contrib.learn.monitors.StopAtStep(last_step=4)])
        ]
    ),
    'monitors, BaseMonitor': _called('BaseMonitor'),
    'monitors, BaseMonitor, epochs': _epochs,
    'monitors, EveryN': _called('EveryN', every_n_steps=3, first_n_steps=2),
    'monitors, StopAtStep': _watched(lambda tf, _: [tf.contrib.learn.monitors.StopAtStep(num_steps=3)]),
    'monitors, StopAtStep, neither': lambda tf: tf.contrib.learn.monitors.StopAtStep(),
    'monitors, PrintTensor': _watched(lambda tf, _: [tf.contrib.learn.monitors.PrintTensor(['fc/bias:0'], 2)]),
    'monitors, PrintTensor, ambiguous': _watched(lambda tf, _: [tf.contrib.learn.monitors.PrintTensor(['nowhere'], 2)]),
    'monitors, LoggingTrainable': _watched(lambda tf, _: [tf.contrib.learn.monitors.LoggingTrainable('fc', 2)]),
    'monitors, SummarySaver': _watched(
        lambda tf, folder: [tf.contrib.learn.monitors.SummarySaver(None, 2, os.path.join(folder, 'said'))]
    ),
    'monitors, CaptureVariable': _watched(
        lambda tf, _: [tf.contrib.learn.monitors.CaptureVariable('fc/bias:0', 3)],
        look=lambda monitors: sorted([int(step), value] for step, value in monitors[0].values.items()),
    ),
    'monitors, CheckpointSaver': _watched(lambda tf, folder: [_saver_of(tf, folder)]),
    'monitors, CheckpointSaver, neither': _saver_of_neither,
    'monitors, StepCounter': _watched(lambda tf, folder: [tf.contrib.learn.monitors.StepCounter(2)]),
    'monitors, NanLoss': _watched(lambda tf, _: [tf.contrib.learn.monitors.NanLoss('mean_squared_error/value:0', 2)]),
    'monitors, NanLossDuringTrainingError': lambda tf: str(tf.contrib.learn.monitors.NanLossDuringTrainingError()),
    'monitors, get_default_monitors': _defaults,
    'monitors, ValidationMonitor': _watched(lambda tf, _: [_validation(tf)], look=_best),
    'monitors, ValidationMonitor, stopping': _watched(
        lambda tf, _: [_validation(tf, early_stopping_rounds=1, early_stopping_metric_minimize=False, name='v')],
        look=_best,
    ),
    'monitors, ValidationMonitor, no such metric': _watched(
        lambda tf, _: [_validation(tf, early_stopping_rounds=1, early_stopping_metric='score')]
    ),
    'monitors, ValidationMonitor, metrics': _watched(lambda tf, _: [_validation(tf, metrics={})]),
    'monitors, ValidationMonitor, neither': lambda tf: tf.contrib.learn.monitors.ValidationMonitor(),
}
