"""What an estimator of `tf.contrib.learn` can do: be trained, and be evaluated.

Source: tf.contrib.learn of TensorFlow 1.15 (trainable.py, evaluable.py).
"""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any


class Trainable(metaclass=abc.ABCMeta):
    """Something that can be trained."""

    @abc.abstractmethod
    def fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable | None = None,
        steps: int | None = None,
        batch_size: int | None = None,
        monitors: list | None = None,
        max_steps: int | None = None,
    ) -> Trainable:
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
    def model_dir(self) -> str:
        """The folder of its checkpoints."""

    @abc.abstractmethod
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
        hooks: list | None = None,
    ) -> dict:
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
