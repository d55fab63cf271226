"""The head of `tf.contrib.estimator` that is several heads at once.

Source: tf.contrib.estimator of TensorFlow 1.15 (multi_head.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.restored.estimator.multi_label import BELOW, Keys, ModeKeys, canned, train_op_of

EstimatorSpec = library.module(f'{BELOW}.model_fn').EstimatorSpec
PredictOutput = library.module(f'{BELOW}.export.export_output').PredictOutput


def multi_head(heads: Sequence[Any], head_weights: Sequence[float] | None = None) -> MultiHead:
    """Makes a head of several ones, each with logits and labels of its own.

    Args:
        heads: each has a name. The first one's output is served by default.
        head_weights: what each loss counts in the sum; None for 1.

    Returns:
        The head. Its logits are a dict by name, or one tensor with the logits of all side by side; its labels are a
        dict by name.

    Raises:
        ValueError: there are no heads, one has no name, or there are not as many weights.
    """
    if head_weights and len(head_weights) != len(heads):
        raise ValueError(
            'heads and head_weights must have the same size. '
            f'Given len(heads): {len(heads)}. Given len(head_weights): {len(head_weights)}.'
        )
    if not heads:
        raise ValueError(f'Must specify heads. Given: {heads}')
    for head in heads:
        if not head.name:
            raise ValueError(f'All given heads must have name specified. Given: {head}')
    return MultiHead(tuple(heads), tuple(head_weights or ()))


class MultiHead(canned._Head):
    """Several heads whose losses are added."""

    def __init__(self, heads: tuple, head_weights: tuple[float, ...]):
        """Takes the heads.

        Args:
            heads: each has a name.
            head_weights: as many numbers, or none.
        """
        self._heads, self._weights = heads, head_weights

    @property
    def name(self) -> str:
        """The heads' names, joined."""
        return '_'.join(head.name for head in self._heads)

    @property
    def logits_dimension(self) -> int:
        """How many logits an example needs for all heads."""
        return sum(head.logits_dimension for head in self._heads)

    def create_loss(self, features: Any, mode: str, logits: Any, labels: dict[str, Any]) -> Any:
        """Computes the sum of the losses.

        Args:
            features: by name.
            mode: a `tf.estimator.ModeKeys`.
            logits: `[..., logits_dimension]`, or a dict by the heads' names.
            labels: by the heads' names.

        Returns:
            A tuple: the loss, and by name losses by example, weights, and labels.
        """
        logits = self._by_head(logits)
        losses, by_example, weights, processed = [], {}, {}, {}
        for place, head in enumerate(self._heads):
            name = head.name
            loss, by_example[name], weights[name], processed[name] = head.create_loss(
                features, mode, logits[name], labels[name]
            )
            losses.append(loss)
            if self._weights:
                by_example[name] = tf1.multiply(by_example[name], self._weights[place])
                weights[name] = tf1.multiply(weights[name], self._weights[place])
        return canned.LossSpec(self._sum(losses), by_example, weights, processed)

    def create_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: dict[str, Any] | None = None,
        optimizer: Any = None,
        train_op_fn: Any = None,
    ) -> Any:
        """Builds what a model function returns.

        Args:
            features: by name.
            mode: a `tf.estimator.ModeKeys`.
            logits: `[..., logits_dimension]`, or a dict by the heads' names.
            labels: by the heads' names; None to predict.
            optimizer: who minimizes the sum of the losses.
            train_op_fn: from that sum to the training op, in place of an optimizer.

        Returns:
            A `tf.estimator.EstimatorSpec`. Its predictions are by head and name.

        Raises:
            ValueError: labels are no dict, or there are both or none of optimizer and train_op_fn.
        """
        logits = self._by_head(logits)
        if labels and not isinstance(labels, dict):
            raise ValueError(f'labels must be a dict. Given: {labels}')
        specs = {}
        for head in self._heads:
            specs[head.name] = head.create_estimator_spec(
                features=features,
                mode=mode,
                logits=logits[head.name],
                labels=labels[head.name] if labels else None,
                train_op_fn=_nothing,
            )
        if mode == ModeKeys.TRAIN:
            return self._training(specs, optimizer, train_op_fn)
        if mode == ModeKeys.PREDICT:
            return self._predicting(specs)
        if mode == ModeKeys.EVAL:
            return self._evaluating(specs)
        raise ValueError(f'mode={mode} unrecognized')

    def _by_head(self, logits):
        """The logits of each head, cut out of one tensor where they are side by side."""
        if isinstance(logits, dict):
            return logits
        found, begin = {}, 0
        with tf1.name_scope(None, 'split_logits', values=[logits]):
            logits = tf1.convert_to_tensor(logits)
            shape, sizes = logits.shape.as_list(), [head.logits_dimension for head in self._heads]
            if shape[-1] is not None and shape[-1] != sum(sizes):
                raise ValueError(
                    f'Could not split logits of shape {shape!r} among the heads with individual logits dimensions: '
                    f'{sizes!r}. The last dimension of the logits tensor should equal {sum(sizes)} but is {shape[-1]}.'
                )
            batch = tf1.shape(logits)[:-1]
            zeros, rest = tf1.zeros_like(batch), -1 * tf1.ones_like(batch)
            for head, size in zip(self._heads, sizes, strict=True):
                start = tf1.concat([zeros, [begin]], axis=0)
                found[head.name] = tf1.slice(logits, start, tf1.concat([rest, [size]], axis=0))
                begin += size
        return found

    def _sum(self, losses):
        with tf1.name_scope('merge_losses', values=(*losses, *self._weights)):
            if self._weights:
                losses = [tf1.multiply(*pair) for pair in zip(losses, self._weights, strict=True)]
            return tf1.add_n(list(losses))

    def _training(self, specs, optimizer, train_op_fn):
        loss = self._sum([spec.loss for spec in specs.values()])
        train_op = train_op_of(loss, optimizer, train_op_fn)
        metrics = {}
        for spec in specs.values():
            metrics.update(spec.eval_metric_ops or {})
        spec = EstimatorSpec(
            ModeKeys.TRAIN, loss=loss, train_op=train_op, predictions=_predictions(specs), eval_metric_ops=metrics
        )
        with tf1.name_scope(''):
            tf1.summary.scalar(Keys.LOSS, spec.loss)
        return spec

    def _predicting(self, specs):
        first = self._heads[0].name
        outputs, merged = {'serving_default': _served(specs[first].export_outputs, first)}, {}
        for name, spec in specs.items():
            for key, output in spec.export_outputs.items():
                outputs[name if key == 'serving_default' else f'{name}/{key}'] = output
                if key == 'predict' and isinstance(output, PredictOutput):
                    merged.update({f'{name}/{part}': value for part, value in output.outputs.items()})
        outputs['predict'] = PredictOutput(merged)
        return EstimatorSpec(ModeKeys.PREDICT, predictions=_predictions(specs), export_outputs=outputs)

    def _evaluating(self, specs):
        metrics = {}
        with tf1.name_scope('merge_eval'):
            for name, spec in specs.items():
                key = canned._summary_key(name, Keys.LOSS)
                metrics[key] = tf1.metrics.mean(spec.loss, name=key)
                metrics.update(spec.eval_metric_ops or {})
            loss = self._sum([spec.loss for spec in specs.values()])
        return EstimatorSpec(ModeKeys.EVAL, predictions=_predictions(specs), loss=loss, eval_metric_ops=metrics)


def _nothing(_):
    """Trains nothing: there is one training op for all heads."""
    return tf1.no_op()


def _predictions(specs):
    return {(name, key): value for name, spec in specs.items() for key, value in spec.predictions.items()}


def _served(outputs, name):
    """The output of a head that is served by default."""
    if len(outputs) == 1:
        return next(iter(outputs.values()))
    if 'serving_default' in outputs:
        return outputs['serving_default']
    raise ValueError(
        f'{name} did not specify default export_outputs. Given: {outputs} Suggested fix: Use one of the heads in '
        'tf.contrib.estimator, or include key serving_default in export_outputs.'
    )
