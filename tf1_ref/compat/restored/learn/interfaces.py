"""What an estimator of `tf.contrib.learn` can do: be trained, and be evaluated.

Source: tf.contrib.learn of TensorFlow 1.15 (trainable.py, evaluable.py).
"""

from __future__ import annotations

import abc


class Trainable(metaclass=abc.ABCMeta):
    """Something that can be trained."""

    @abc.abstractmethod
    def fit(self, x=None, y=None, input_fn=None, steps=None, batch_size=None, monitors=None, max_steps=None):
        """Trains on arrays or on what a function gives, and returns itself.

        Args:
            x: features, an array of `[samples, ...]`.
            y: their labels.
            input_fn: or a function that returns both as tensors.
            steps: how many steps more.
            batch_size: how many of `x` at a time.
            monitors: monitors and hooks.
            max_steps: or up to which global step.
        """


class Evaluable(metaclass=abc.ABCMeta):
    """Something that can be evaluated."""

    @property
    @abc.abstractmethod
    def model_dir(self):
        """The folder of its checkpoints."""

    @abc.abstractmethod
    def evaluate(
        self,
        x=None,
        y=None,
        input_fn=None,
        feed_fn=None,
        batch_size=None,
        steps=None,
        metrics=None,
        name=None,
        checkpoint_path=None,
        hooks=None,
    ):
        """Computes metrics, and returns them by name.

        Args:
            x: features, an array of `[samples, ...]`.
            y: their labels.
            input_fn: or a function that returns both as tensors.
            feed_fn: a function that returns what is fed in every step.
            batch_size: how many of `x` at a time.
            steps: how many batches; None for all.
            metrics: a dict of MetricSpecs.
            name: of the evaluation, for the folder of its summaries.
            checkpoint_path: which checkpoint; by default the latest.
            hooks: SessionRunHooks.
        """
