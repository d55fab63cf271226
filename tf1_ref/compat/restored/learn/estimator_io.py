"""Parts of the estimators of `tf.contrib.learn`: parameters, savers, metrics, summaries and predictions.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/estimator.py, estimators/_sklearn.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.learn.metric_spec import MetricSpec

log = tf1.logging
# What stands on parameter servers.
PLACED = [
    'Variable',
    'VariableV2',
    'AutoReloadVariable',
    'MutableHashTable',
    'MutableHashTableV2',
    'MutableHashTableOfTensors',
    'MutableHashTableOfTensorsV2',
    'MutableDenseHashTable',
    'MutableDenseHashTableV2',
    'VarHandleOp',
]


class Parameters:
    """An object whose public attributes are its parameters, as scikit-learn has them."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Returns the parameters by name, `deep` also those of parameters."""
        found = {}
        for name, value in vars(self).items():
            if name.startswith('_') or callable(value):
                continue
            if deep and hasattr(value, 'get_params'):
                found.update({f'{name}__{below}': one for below, one in value.get_params().items()})
            found[name] = value
        return found

    def set_params(self, **params) -> Parameters:
        """Sets parameters, `name__below` one of a parameter, and returns itself.

        Args:
            **params: their values.

        Raises:
            ValueError: there is no such parameter.
        """
        known = self.get_params(deep=True)
        for key, value in params.items():
            name, _, below = key.partition('__')
            if name not in known:
                raise ValueError(
                    f'Invalid parameter {name} for estimator {type(self).__name__}. Check the list of available '
                    'parameters with `estimator.get_params().keys()`.'
                )
            if below:
                known[name].set_params(**{below: value})
            else:
                setattr(self, name, value)
        return self

    def __repr__(self):
        told = ', '.join(f'{name}={value!r}' for name, value in sorted(self.get_params(deep=False).items()))
        return f'{type(self).__name__}({told})'


def device_fn(config: Any) -> Callable | None:
    """Makes the function that places variables on parameter servers; None without any."""
    if not config.num_ps_replicas:
        return None
    place = f'/job:{config.task_type}/task:{config.task_id}' if config.task_type else '/job:worker'
    return tf1.train.replica_device_setter(
        ps_tasks=config.num_ps_replicas,
        worker_device=place,
        merge_devices=True,
        ps_ops=PLACED,
        cluster=config.cluster_spec,
    )


def add_saver(scaffold: tf1.train.Scaffold, config: Any) -> None:
    """Adds a saver to the graph, unless the scaffold or the graph has one.

    Args:
        scaffold: of the training.
        config: how many checkpoints are kept.
    """
    if scaffold.saver or tf1.get_collection(tf1.GraphKeys.SAVERS):
        return
    saver = tf1.train.Saver(
        sharded=True,
        max_to_keep=config.keep_checkpoint_max,
        keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
        defer_build=True,
        save_relative_paths=True,
    )
    tf1.add_to_collection(tf1.GraphKeys.SAVERS, saver)


def saver_hooks(
    config: Any, folder: str, scaffold: tf1.train.Scaffold, others: list[tf1.train.SessionRunHook]
) -> list[tf1.train.SessionRunHook]:
    """Makes the hook that saves, unless there is one or the configuration wants none.

    Args:
        config: how often.
        folder: where.
        scaffold: whose saver does.
        others: the hooks that there are.
    """
    every = {'save_secs': config.save_checkpoints_secs, 'save_steps': config.save_checkpoints_steps}
    if not any(every.values()) or any(isinstance(one, tf1.train.CheckpointSaverHook) for one in others):
        return []
    return [tf1.train.CheckpointSaverHook(folder, scaffold=scaffold, **every)]


def metric_ops(metrics: dict) -> tuple[tf1.Operation | None, dict]:
    """Takes metrics apart.

    Args:
        metrics: a dict of values, or of pairs of a value and an update op.

    Returns:
        One op that updates all, or None, and a dict of the values.
    """
    updates, values = [], {}
    for name, found in metrics.items():
        is_pair = isinstance(found, (list, tuple)) and len(found) == 2
        values[name] = found[0] if is_pair else found
        if is_pair:
            updates.append(found[1])
        elif isinstance(found, (list, tuple)):
            log.warning('Ignoring metric %s. It returned a list|tuple with len %d, expected 2', name, len(found))
    return tf1.group(*updates) if updates else None, values


def made(metrics: dict, features: dict, labels: Any, predictions: Any) -> dict:
    """Makes the ops of metrics.

    Args:
        metrics: from a name to a MetricSpec, or to a function of predictions and labels; of those of a dict of
            predictions from `(name, key)`.
        features: a dict of tensors.
        labels: a tensor, or a dict of them.
        predictions: a tensor, or a dict of them.

    Raises:
        ValueError: a name has no key and the predictions are a dict, or the other way round.
    """
    one = next(iter(labels.values())) if isinstance(labels, dict) and len(labels) == 1 else labels
    found = {}
    for name, metric in sorted(metrics.items()):
        if isinstance(metric, MetricSpec):
            found[name] = metric.create_metric_ops(features, labels, predictions)
            continue
        log.warning('Please specify metrics using MetricSpec. Using bare functions or (key, fn) tuples is deprecated.')
        if not isinstance(name, tuple):
            if isinstance(predictions, dict):
                raise ValueError(
                    f'Metrics passed provide only name, no prediction, but predictions are dict. Metrics: {metrics}.'
                )
            found[name] = metric(predictions, one)
            continue
        if len(name) != 2:
            raise ValueError(f'Invalid metric for {name}. It returned a tuple with len {len(name)}, expected 2.')
        if not isinstance(predictions, dict):
            raise ValueError(
                f'Metrics passed provide (name, prediction), but predictions are not dict. Metrics: {metrics}.'
            )
        of_key = isinstance(labels, dict) and name[1] in labels
        found[name[0]] = metric(predictions[name[1]], labels[name[1]] if of_key else one)
    return found


def write_summary(folder: str, values: dict, step: int) -> None:
    """Writes what an evaluation has found.

    Args:
        folder: where.
        values: numbers, arrays and serialized summaries by name.
        step: the global step.
    """
    log.info('Saving dict for global step %d: %s', step, ', '.join(f'{key} = {values[key]}' for key in sorted(values)))
    summary = tf1.Summary()
    for key, value in values.items():
        if value is None or key == 'global_step':
            continue
        if isinstance(value, (float, int, np.floating, np.integer)):
            summary.value.add(tag=key, simple_value=float(value))
        elif isinstance(value, np.ndarray):
            entry = summary.value.add(tag=key, node_name=key)
            entry.tensor.CopyFrom(tf1.make_tensor_proto(value))
        else:
            log.warning('Skipping summary for %s, must be a number or an array.', key)
    writer = tf1.summary.FileWriterCache.get(folder)
    writer.add_summary(summary, step)
    writer.flush()


def chosen(predictions: Any, outputs: list[str] | None) -> Any:
    """Returns the predictions with these keys.

    Args:
        predictions: a tensor, or a dict of them.
        outputs: the keys, or None for all.

    Raises:
        ValueError: the predictions are no dict, or have none of the keys.
    """
    if not outputs:
        return predictions
    if not isinstance(predictions, dict):
        raise ValueError('outputs argument is not valid in case of non-dict predictions.')
    found = {key: value for key, value in predictions.items() if key in outputs}
    if not found:
        raise ValueError(f'Expected to run at least one output from {predictions.keys()}, provided {outputs}.')
    return found


def predictions(
    session: tf1.train.MonitoredSession, tensors: Any, feed_fn: Callable | None, iterate_batches: bool
) -> Iterator:
    """Yields predictions until there are no more; of an input without queues and feeds those of one batch.

    Args:
        session: a MonitoredSession.
        tensors: a tensor, or a dict of them.
        feed_fn: a function that returns what to feed, or None.
        iterate_batches: whether to yield batches.
    """
    with session:
        while not session.should_stop():
            found = session.run(tensors, feed_fn() if feed_fn else None)
            if iterate_batches:
                yield found
            elif not isinstance(tensors, dict):
                yield from found
            else:
                for i in range(_rows(next(iter(found.values())))):
                    yield {key: value[i] for key, value in found.items()}
            if feed_fn is None and not session.graph.get_collection(tf1.GraphKeys.QUEUE_RUNNERS):
                return


def joined(batches: list) -> Any:
    """Joins the predictions of several batches, a list of arrays or of dicts of them."""
    if not isinstance(batches[0], dict):
        return np.concatenate(batches, axis=0)
    return {key: np.concatenate([batch[key] for batch in batches], axis=0) for key in batches[0]}


def _rows(value):
    return value.dense_shape[0] if isinstance(value, tf1.SparseTensorValue) else value.shape[0]
