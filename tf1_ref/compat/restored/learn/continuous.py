"""What an experiment of `tf.contrib.learn` does again and again: evaluate, or train and evaluate.

Source: tf.contrib.learn of TensorFlow 1.15 (experiment.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import tensorflow.compat.v1 as tf1
from tensorflow.python.util import function_utils

log = tf1.logging
STEPS_OF_AN_ITERATION = 1000
SECONDS_BETWEEN_WARNINGS = 600


class Continuous:
    """The part of an Experiment that goes on until `train_steps` are reached, or a function says so."""

    def continuous_eval(
        self,
        delay_secs: float | None = None,
        throttle_delay_secs: float | None = None,
        evaluate_checkpoint_only_once: bool = True,
        continuous_eval_predicate_fn: Callable | None = None,
        name: str = 'continuous',
    ) -> None:
        """Evaluates and exports every new checkpoint until one has reached `train_steps`.

        Args:
            delay_secs: seconds to wait before; by default `eval_delay_secs`.
            throttle_delay_secs: seconds from one evaluation to the next; by default `continuous_eval_throttle_secs`.
            evaluate_checkpoint_only_once: whether to wait for a new one.
            continuous_eval_predicate_fn: whether to go on, a function of what the last evaluation found, and of
                `checkpoint_path` if it has such a parameter.
            name: of the evaluation.

        Raises:
            ValueError: the predicate cannot be called.
        """
        self._continuous_eval(
            self._eval_input_fn,
            name,
            delay_secs,
            throttle_delay_secs,
            evaluate_checkpoint_only_once,
            continuous_eval_predicate_fn,
        )

    def continuous_eval_on_train_data(
        self,
        delay_secs: float | None = None,
        throttle_delay_secs: float | None = None,
        continuous_eval_predicate_fn: Callable | None = None,
        name: str = 'continuous_on_train_data',
    ) -> None:
        """Evaluates every new checkpoint on what it was trained on, and exports nothing.

        Args:
            delay_secs: as `continuous_eval` takes it.
            throttle_delay_secs: as `continuous_eval` takes it.
            continuous_eval_predicate_fn: as `continuous_eval` takes it.
            name: of the evaluation.

        Raises:
            ValueError: the predicate cannot be called.
        """
        self._continuous_eval(
            self._train_input_fn, name, delay_secs, throttle_delay_secs, True, continuous_eval_predicate_fn, False
        )

    def _continuous_eval(
        self,
        input_fn: Callable,
        name: str,
        delay: float | None,
        throttle: float | None,
        only_once: bool,
        predicate: Callable | None,
        export: bool = True,
    ) -> None:
        goes_on = _predicate(predicate)
        delay = self._eval_delay_secs if delay is None else delay
        throttle = self._continuous_eval_throttle_secs if throttle is None else throttle
        if delay:
            log.info('Waiting %f secs before starting eval.', delay)
            time.sleep(delay)
        previous = found = None
        warned = 0
        while goes_on(found, checkpoint_path=previous):
            if self._has_training_stopped(found):
                log.info('Exiting continuous eval, global_step=%s.', found[tf1.GraphKeys.GLOBAL_STEP])
                return
            start = time.time()
            latest = tf1.train.latest_checkpoint(self._estimator.model_dir)
            if latest and not (only_once and latest == previous):
                found = self._call_evaluate(input_fn=input_fn, name=name, checkpoint_path=latest) or {}
                if export:
                    self._maybe_export(found, checkpoint_path=latest)
                warned, previous = 0, latest
            else:
                found = {}
                if start - warned > SECONDS_BETWEEN_WARNINGS:
                    log.warning('No new checkpoint ready for evaluation.' if latest else 'Estimator is not fitted yet.')
                    warned = start
            left = throttle - (time.time() - start)
            if left > 0:
                log.info('Waiting %f secs before starting next eval run.', left)
                time.sleep(left)

    def continuous_train_and_eval(
        self, continuous_eval_predicate_fn: Callable | None = None
    ) -> tuple[dict | None, list | None]:
        """Trains for some steps and evaluates, in turns, until `train_steps` are reached.

        Args:
            continuous_eval_predicate_fn: as `continuous_eval` takes it.

        Returns:
            What the last evaluation has found, and what the export strategies returned.

        Raises:
            ValueError: the predicate cannot be called.
        """
        goes_on = _predicate(continuous_eval_predicate_fn)
        steps = self._train_steps_per_iteration
        if steps is None:
            steps = STEPS_OF_AN_ITERATION if self._train_steps is None else int(self._train_steps / 10)
        exported = latest = found = None
        while goes_on(found, checkpoint_path=latest if found else None):
            if self._has_training_stopped(found):
                log.info('Stop training model as max steps reached')
                break
            log.info('Training model for %s steps', steps)
            self._call_train(
                input_fn=self._train_input_fn,
                steps=steps,
                hooks=self._train_monitors,
                saving_listeners=self._saving_listeners,
            )
            log.info('Evaluating model now.')
            latest = tf1.train.latest_checkpoint(self._estimator.model_dir)
            found = self._call_evaluate(name='one_pass', checkpoint_path=latest)
            exported = self._maybe_export(found)
        return found, exported

    def _has_training_stopped(self, found):
        step = (found or {}).get(tf1.GraphKeys.GLOBAL_STEP)
        return bool(step and self._train_steps and step >= self._train_steps)


def _predicate(given):
    """A function of what was found and a checkpoint that tells whether to go on."""
    if given is None:
        return lambda found, checkpoint_path: True
    if not callable(given):
        raise ValueError('`continuous_eval_predicate_fn` must be a callable, or None.')
    if 'checkpoint_path' in function_utils.fn_args(given):
        return given
    return lambda found, checkpoint_path: given(found)
