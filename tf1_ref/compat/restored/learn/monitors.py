"""Monitors of `tf.contrib.learn`: what was called around every step of a training before there were hooks.

Source: tf.contrib.learn of TensorFlow 1.15 (monitors.py).
"""

from __future__ import annotations

import inspect
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated


class BaseMonitor:
    """What every monitor is: it can be called around a training, an epoch and a step."""

    @deprecated('2016-12-05', 'Monitors are deprecated. Please use tf.train.SessionRunHook.')
    def __init__(self):
        """Begins nothing yet."""
        self._begun = False
        self._current_epoch = self._current_step = self._max_steps = self._estimator = None

    @property
    def run_on_all_workers(self) -> bool:
        """Whether workers that are not the chief have it, too."""
        return False

    def set_estimator(self, estimator: Any) -> None:
        """Takes the estimator that is trained.

        Raises:
            ValueError: it is None.
        """
        if estimator is None:
            raise ValueError('Missing estimator.')
        self._estimator = estimator

    def begin(self, max_steps: int | None = None) -> None:
        """Begins a training of `max_steps`, if that is known.

        Raises:
            ValueError: it has begun before.
        """
        if self._begun:
            raise ValueError('begin called twice without end.')
        self._begun, self._max_steps = True, max_steps

    def end(self, session: tf1.Session | None = None) -> None:
        """Ends a training.

        Raises:
            ValueError: none has begun.
        """
        if not self._begun:
            raise ValueError('end called without begin.')
        self._begun, self._max_steps = False, None

    def epoch_begin(self, epoch: int) -> None:
        """Begins an epoch.

        Raises:
            ValueError: the last one has not ended, or the number is negative.
        """
        if self._current_epoch is not None:
            raise ValueError('epoch_begin called twice without epoch_end.')
        if epoch < 0:
            raise ValueError(f'Invalid epoch {epoch}.')
        self._current_epoch = epoch

    def epoch_end(self, epoch: int) -> None:
        """Ends an epoch.

        Raises:
            ValueError: another one had begun, or none.
        """
        if self._current_epoch != epoch:
            raise ValueError(f'epoch_end expected {self._current_epoch} but got {epoch}.')
        self._current_epoch = None

    def step_begin(self, step: int) -> list:
        """Returns a list of the tensors, or their names, that are to be run with this step.

        Raises:
            ValueError: the step is negative or behind the last one.
        """
        if step < 0 or (self._max_steps is not None and step > self._max_steps):
            raise ValueError(f'Invalid step {step}.')
        self._current_step = step
        return []

    def step_end(self, step: int, output: dict) -> bool | None:
        """Returns whether the training is to stop.

        Args:
            step: the global step.
            output: from what `step_begin` asked for to its value.

        Raises:
            ValueError: another step had begun, or none.
        """
        if self._current_step != step:
            raise ValueError(f'step_end expected {self._current_step} but got {step}.')
        self._current_step = None
        return False

    def post_step(self, step: int, session: tf1.Session) -> None:
        """Comes after `step_end`, with a session that may run more."""


class EveryN(BaseMonitor):
    """A monitor that does something every few steps, and in the first ones.

    Args:
        every_n_steps: how many steps from one time to the next.
        first_n_steps: up to which global step it is every one.
    """

    def __init__(self, every_n_steps: int = 100, first_n_steps: int = 1):
        super().__init__()
        self._every_n_steps, self._first_n_steps = every_n_steps, first_n_steps
        self._last_successful_step = None
        self._last_active_step = 0
        self._every_n_step_begin_called = False

    def every_n_step_begin(self, step: int) -> list:
        """Returns what is to be run with this step."""
        return []

    def every_n_step_end(self, step: int, outputs: dict) -> bool | None:
        """Returns whether to stop.

        Args:
            step: the global step.
            outputs: from what `every_n_step_begin` asked for to its value.
        """
        return False

    def every_n_post_step(self, step: int, session: tf1.Session) -> None:
        """Comes after `every_n_step_end`, and after the last step in any case."""

    def step_begin(self, step: int) -> list:
        """Returns what is to be run with this step."""
        super().step_begin(step)
        due = step >= self._last_active_step + self._every_n_steps
        self._every_n_step_begin_called = due or step <= self._first_n_steps or step == self._max_steps
        return self.every_n_step_begin(step) if self._every_n_step_begin_called else []

    def step_end(self, step: int, output: dict) -> bool | None:
        """Returns whether to stop."""
        super().step_end(step, output)
        return self.every_n_step_end(step, output) if self._every_n_step_begin_called else False

    def post_step(self, step: int, session: tf1.Session) -> None:
        """Runs what is due after this step."""
        super().post_step(step, session)
        if self._every_n_step_begin_called:
            self.every_n_post_step(step, session)
            self._last_active_step = step
        self._last_successful_step = step

    def end(self, session: tf1.Session | None = None) -> None:
        """Runs what has not been run after the last step."""
        super().end(session=session)
        if self._last_successful_step != self._last_active_step:
            self.every_n_post_step(self._last_successful_step, session)


class RunHookAdapterForMonitors(tf1.train.SessionRunHook):
    """A hook that calls monitors.

    Args:
        monitors: a list of them.
    """

    def __init__(self, monitors: list[BaseMonitor]):
        self._monitors = monitors

    def begin(self) -> None:
        """Begins them; when the training ends they do not know yet."""
        self._last_step = None
        self._global_step_tensor = tf1.train.get_global_step()
        for monitor in self._monitors:
            monitor.begin(max_steps=None)

    def before_run(self, run_context: tf1.train.SessionRunContext) -> tf1.train.SessionRunArgs:
        """Asks for the global step, and for what the monitors ask for.

        Raises:
            ValueError: a monitor asks for something that is no list, or for what the graph has not.
        """
        if self._last_step is None:
            self._last_step = run_context.session.run(self._global_step_tensor) + 1
        asked = []
        for monitor in self._monitors:
            more = monitor.step_begin(self._last_step)
            if more and not isinstance(more, list):
                raise ValueError('Monitor.step_begin should return a list.')
            asked += more or []
        request = {self._global_step_tensor: self._global_step_tensor}
        if asked:
            request['monitors'] = {one: _element(one) for one in asked}
        return tf1.train.SessionRunArgs(request)

    def after_run(self, run_context: tf1.train.SessionRunContext, run_values: tf1.train.SessionRunValues) -> None:
        """Hands over the values, and stops where a monitor wants to."""
        found = run_values.results.get('monitors', {})
        for monitor in self._monitors:
            if monitor.step_end(self._last_step, found):
                run_context.request_stop()
        for monitor in self._monitors:
            monitor.post_step(self._last_step, run_context.session)
        self._last_step = run_values.results[self._global_step_tensor] + 1

    def end(self, session: tf1.Session) -> None:
        """Ends them, with the session where they take one."""
        self._last_step = None
        for monitor in self._monitors:
            takes_it = 'session' in inspect.getfullargspec(monitor.end).args
            monitor.end(**({'session': session} if takes_it else {}))


def replace_monitors_with_hooks(monitors_or_hooks: list | None, estimator: Any) -> list[tf1.train.SessionRunHook]:
    """Makes a list of hooks, of which the last one calls the monitors, if there are any.

    Args:
        monitors_or_hooks: a list of both, or None.
        estimator: what is trained; unless it is the chief, only monitors that run on all workers are kept.
    """
    given = monitors_or_hooks or []
    hooks = [one for one in given if isinstance(one, tf1.train.SessionRunHook)]
    monitors = [one for one in given if not isinstance(one, tf1.train.SessionRunHook)]
    if not estimator.config.is_chief:
        monitors = [one for one in monitors if one.run_on_all_workers]
    for monitor in monitors:
        monitor.set_estimator(estimator)
    return [*hooks, RunHookAdapterForMonitors(monitors)] if monitors else hooks


def _element(asked):
    """The tensor of this graph that is asked for, or named; without a number, of an op with one output."""
    graph = tf1.get_default_graph()
    if not isinstance(asked, str):
        if getattr(asked, 'graph', None) is not graph:
            raise ValueError(f'Passed {asked} should have graph attribute that is equal to current graph {graph}.')
        return asked
    if ':' in asked:
        return graph.as_graph_element(asked)
    found = graph.as_graph_element(f'{asked}:0')
    if len(found.op.outputs) > 1:
        raise ValueError(f'Name {asked} is ambiguous, as this `Operation` has multiple outputs (at least 2).')
    return found
