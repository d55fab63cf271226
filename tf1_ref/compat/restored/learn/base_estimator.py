"""`tf.contrib.learn.BaseEstimator`: trains, evaluates and predicts with what a subclass builds.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/estimator.py).
"""

from __future__ import annotations

import abc
import copy
import os
import tempfile
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.training import evaluation, training_util
from tensorflow.python.util.deprecation import deprecated, deprecated_args

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn import estimator_io, feeding
from tf1_ref.compat.restored.learn.interfaces import Evaluable, Trainable
from tf1_ref.compat.restored.learn.keys import NotFittedError
from tf1_ref.compat.restored.learn.monitors import replace_monitors_with_hooks
from tf1_ref.compat.restored.learn.run_config import RunConfig

log = tf1.logging
DECOUPLED = (
    '2016-12-01',
    'Estimator is decoupled from Scikit Learn interface by moving into\n'
    'separate class SKCompat. Arguments x, y and batch_size are only\n'
    'available in the SKCompat class, Estimator will only accept input_fn.\n'
    'Example conversion:\n'
    '  est = Estimator(...) -> est = SKCompat(Estimator(...))',
)


class BaseEstimator(estimator_io.Parameters, Evaluable, Trainable):
    """What every estimator does with the ops that a subclass builds.

    Args:
        model_dir: the folder of the checkpoints; by default the configuration's, or a new one.
        config: a RunConfig.

    Raises:
        ValueError: the configuration has another folder.
    """

    _Config = RunConfig

    @deprecated(
        None, 'Please replace uses of any Estimator from tf.contrib.learn with an Estimator from tf.estimator.*'
    )
    def __init__(self, model_dir: str | None = None, config: RunConfig | None = None):
        if config is None:
            config = BaseEstimator._Config()
            log.info('Using default config.')
        self._config = config
        self._session_config = config.session_config or tf1.ConfigProto(allow_soft_placement=True)
        if None not in (model_dir, config.model_dir) and model_dir != config.model_dir:
            raise ValueError(
                'model_dir are set both in constructor and RunConfig, but with different values. In constructor: '
                f"'{model_dir}', in RunConfig: '{config.model_dir}' "
            )
        self._model_dir = model_dir or config.model_dir
        if self._model_dir is None:
            self._model_dir = tempfile.mkdtemp()
            log.warning('Using temporary folder as model directory: %s', self._model_dir)
        if config.model_dir is None:
            self._config = config.replace(model_dir=self._model_dir)
        log.info('Using config: %s', vars(self._config))
        self._device_fn = estimator_io.device_fn(self._config)
        self._features_info = self._labels_info = self._graph = None

    @property
    def config(self) -> RunConfig:
        """A copy of the configuration."""
        return copy.deepcopy(self._config)

    @property
    def model_fn(self) -> Callable:
        """The model function, of `features, labels, mode, config`."""
        return lambda features, labels, mode, config: self._call_model_fn(features, labels, mode, config=config)

    @property
    def model_dir(self) -> str:
        """The folder of the checkpoints."""
        return self._model_dir

    @deprecated_args(*DECOUPLED, ('x', None), ('y', None), ('batch_size', None))
    def fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable | None = None,
        steps: int | None = None,
        batch_size: int | None = None,
        monitors: list | None = None,
        max_steps: int | None = None,
    ) -> BaseEstimator:
        """Trains, and returns itself.

        Args:
            x: as Trainable has it.
            y: as Trainable has it.
            input_fn: as Trainable has it.
            steps: as Trainable has it.
            batch_size: as Trainable has it.
            monitors: as Trainable has it.
            max_steps: as Trainable has it; no training if a checkpoint has reached them.

        Raises:
            ValueError: there are both `steps` and `max_steps`, or both arrays and a function, or neither.
        """
        if steps is not None and max_steps is not None:
            raise ValueError('Can not provide both steps and max_steps.')
        feeding.verify(x, y, input_fn, None, batch_size)
        if x is not None:
            feeding.SKCompat(self).fit(x, y, batch_size, steps, max_steps, monitors)
            return self
        if max_steps is not None and max_steps <= self._saved_step():
            log.info('Skipping training since max_steps has already saved.')
            return self
        hooks = replace_monitors_with_hooks(monitors, self)
        if steps is not None or max_steps is not None:
            hooks.append(tf1.train.StopAtStepHook(steps, max_steps))
        loss = self._train_model(input_fn=input_fn, hooks=hooks)
        log.info('Loss for final step: %s.', loss)
        return self

    def _saved_step(self):
        if not tf1.train.latest_checkpoint(self._model_dir):
            return -1
        return int(tf1.train.load_variable(self._model_dir, tf1.GraphKeys.GLOBAL_STEP))

    @deprecated_args(*DECOUPLED, ('x', None), ('y', None), ('batch_size', None))
    def partial_fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable | None = None,
        steps: int | None = 1,
        batch_size: int | None = None,
        monitors: list | None = None,
    ) -> BaseEstimator:
        """Trains a step more, and returns itself.

        Args:
            x: as `fit` takes it.
            y: as `fit` takes it.
            input_fn: as `fit` takes it.
            steps: as `fit` takes it.
            batch_size: as `fit` takes it.
            monitors: as `fit` takes it.
        """
        log.warning(
            'The current implementation of partial_fit is not optimized for use in a loop. Consider using fit().'
        )
        return self.fit(x=x, y=y, input_fn=input_fn, steps=steps, batch_size=batch_size, monitors=monitors)

    @deprecated_args(*DECOUPLED, ('x', None), ('y', None), ('batch_size', None))
    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable | None = None,
        feed_fn: Callable | None = None,
        batch_size: int | None = None,
        steps: int | None = None,
        metrics: dict | None = None,
        name: str | None = None,
        checkpoint_path: str | None = None,
        hooks: list[tf1.train.SessionRunHook] | None = None,
        log_progress: bool = True,
    ) -> dict:
        """Computes metrics, and returns them by name, with `global_step`.

        Args:
            x: as Evaluable has it.
            y: as Evaluable has it.
            input_fn: as Evaluable has it.
            feed_fn: as Evaluable has it.
            batch_size: as Evaluable has it.
            steps: as Evaluable has it.
            metrics: as Evaluable has it.
            name: as Evaluable has it.
            checkpoint_path: as Evaluable has it.
            hooks: as Evaluable has it.
            log_progress: whether to log how far it is.

        Raises:
            ValueError: there are both arrays and a function, or neither; or the metrics are no dict.
            NotFittedError: there is no checkpoint.
        """
        feeding.verify(x, y, input_fn, feed_fn, batch_size)
        if x is not None:
            return feeding.SKCompat(self).score(x, y, batch_size, steps, metrics, name)
        return self._evaluate(
            metrics,
            input_fn=input_fn,
            feed_fn=feed_fn,
            steps=steps,
            name=name,
            checkpoint_path=checkpoint_path,
            hooks=hooks,
            log_progress=log_progress,
        )

    def _evaluate(self, metrics, **named):
        if metrics is not None and not isinstance(metrics, dict):
            raise ValueError(f'Metrics argument should be None or dict. Got {metrics}.')
        found, step = self._evaluate_model(metrics=metrics, **named)
        found.update({'global_step': step})
        return found

    @deprecated_args(*DECOUPLED, ('x', None), ('batch_size', None), ('as_iterable', True))
    def predict(
        self,
        x: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        outputs: list[str] | None = None,
        as_iterable: bool = True,
        iterate_batches: bool = False,
    ) -> Any:
        """Returns predictions: an iterator of those of each example, or arrays.

        Args:
            x: an array of features `[samples, ...]`.
            input_fn: or a function that returns them.
            batch_size: how many of `x` at a time.
            outputs: which predictions of a dict; None for all.
            as_iterable: whether to return an iterator.
            iterate_batches: whether it is one of batches.

        Raises:
            ValueError: there are both an array and a function, or neither; or no such outputs.
            NotFittedError: there is no checkpoint.
        """
        feeding.verify(x, None, input_fn, None, batch_size)
        if x is not None and not as_iterable:
            return feeding.SKCompat(self).predict(x, batch_size)
        feed_fn = None
        if x is not None:
            feeder = feeding.Feeder(x, None, batch_size)
            input_fn, feed_fn = feeder.input_fn, feeder.feed_fn
        return self._infer_model(input_fn, feed_fn, outputs, as_iterable, iterate_batches)

    def get_variable_value(self, name: str) -> Any:
        """Returns the value of a variable in the latest checkpoint."""
        return tf1.train.load_variable(self.model_dir, name)

    def get_variable_names(self) -> list[str]:
        """Returns the names of all variables in the latest checkpoint."""
        return [name for name, _ in tf1.train.list_variables(self.model_dir)]

    def export(self, export_dir: str, *positional, **named) -> None:
        """Raises what says that its format is gone.

        Args:
            export_dir: where to.
            *positional: as 1.15 took them.
            **named: as 1.15 took them.
        """
        raise unsupported.Unsupported(
            'tf.contrib.learn.Estimator.export', 'no TensorFlow 2 reads its format', 'tf.estimator.Estimator'
        )

    @abc.abstractmethod
    def _get_train_ops(self, features, labels):
        """The ModelFnOps of a training."""

    @abc.abstractmethod
    def _get_predict_ops(self, features):
        """The ModelFnOps of predictions."""

    def _get_eval_ops(self, features, labels, metrics):
        raise NotImplementedError('_get_eval_ops not implemented in BaseEstimator')

    def _check_inputs(self, features, labels):
        self._features_info = _checked('Features', features, self._features_info)
        if labels is not None:
            self._labels_info = _checked('Labels', labels, self._labels_info)

    def _checkpoint(self):
        found = tf1.train.latest_checkpoint(self._model_dir)
        if not found:
            raise NotFittedError(f"Couldn't find trained model at {self._model_dir}.")
        return found

    def _train_model(self, input_fn, hooks):
        config, self._graph = self._config, tf1.Graph()
        with self._graph.as_default() as graph, graph.device(self._device_fn):
            tf1.set_random_seed(config.tf_random_seed)
            step = tf1.train.create_global_step(graph)
            features, labels = input_fn()
            self._check_inputs(features, labels)
            training_util._get_or_create_global_step_read()
            built = self._get_train_ops(features, labels)
            tf1.add_to_collection(tf1.GraphKeys.LOSSES, built.loss)
            hooks = [
                *hooks,
                tf1.train.NanTensorHook(built.loss),
                tf1.train.LoggingTensorHook({'loss': built.loss, 'step': step}, every_n_iter=100),
            ]
            scaffold = built.scaffold or tf1.train.Scaffold()
            estimator_io.add_saver(scaffold, config)
            saving = estimator_io.saver_hooks(
                config, self._model_dir, scaffold, [*hooks, *built.training_hooks, *built.training_chief_hooks]
            )
            with tf1.train.MonitoredTrainingSession(
                master=config.master,
                is_chief=config.is_chief,
                checkpoint_dir=self._model_dir,
                scaffold=scaffold,
                hooks=[*hooks, *built.training_hooks],
                chief_only_hooks=[*saving, *built.training_chief_hooks],
                save_checkpoint_secs=0,
                save_summaries_steps=config.save_summary_steps,
                max_wait_secs=config.session_creation_timeout_secs,
                config=self._session_config,
            ) as session:
                loss = None
                while not session.should_stop():
                    _, loss = session.run([built.train_op, built.loss])
            return loss

    def _evaluate_model(
        self,
        input_fn,
        steps,
        feed_fn=None,
        metrics=None,
        name='',
        checkpoint_path=None,
        hooks=None,
        log_progress=True,
    ):
        checkpoint_path = checkpoint_path or self._checkpoint()
        with tf1.Graph().as_default() as graph:
            tf1.set_random_seed(self._config.tf_random_seed)
            step = tf1.train.create_global_step(graph)
            features, labels = input_fn()
            self._check_inputs(features, labels)
            built = self._get_eval_ops(features, labels, metrics)
            update, values = estimator_io.metric_ops(built.eval_metric_ops)
            hooks = list(hooks or [])
            if feed_fn:
                hooks.append(tf1.train.FeedFnHook(feed_fn))
            if steps == 0:
                log.warning('evaluation steps are 0. If `input_fn` raises no `OutOfRangeError`, it will never stop.')
            if steps:
                hooks.append(evaluation._StopAfterNEvalsHook(steps, log_progress=log_progress))
            key = 'global_step'
            while key in values:
                key = f'_{key}'
            values[key] = step
            found = evaluation._evaluate_once(
                checkpoint_path=checkpoint_path,
                master=self._config.evaluation_master,
                scaffold=built.scaffold,
                eval_ops=update,
                final_ops=values,
                hooks=hooks,
                config=self._session_config,
            )
            folder = os.path.join(self._model_dir, f'eval_{name}' if name else 'eval')
            estimator_io.write_summary(folder, found, found[key])
        return found, found[key]

    def _infer_model(self, input_fn, feed_fn=None, outputs=None, as_iterable=True, iterate_batches=False):
        checkpoint = self._checkpoint()
        with tf1.Graph().as_default() as graph:
            tf1.set_random_seed(self._config.tf_random_seed)
            tf1.train.create_global_step(graph)
            features = input_fn()
            features = features[0] if isinstance(features, (list, tuple)) else features
            built = self._get_predict_ops(features)
            predictions = estimator_io.chosen(built.predictions, outputs)
            session = tf1.train.MonitoredSession(
                session_creator=tf1.train.ChiefSessionCreator(
                    checkpoint_filename_with_path=checkpoint, scaffold=built.scaffold, config=self._session_config
                )
            )
            if as_iterable:
                return estimator_io.predictions(session, predictions, feed_fn, iterate_batches)
            with session:
                if not session.should_stop():
                    return session.run(predictions, feed_fn() if feed_fn else None)


def _checked(what, given, known):
    if known is None:
        return feeding.signatures(given)
    if not feeding.compatible(given, known):
        raise ValueError(
            f'{what} are incompatible with given information. Given {what.lower()}: {given}, required signatures: '
            f'{known}.'
        )
    return known
