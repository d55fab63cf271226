"""Heads of `tf.contrib.estimator` that tensorflow-estimator still has within.

Source: tf.contrib.estimator of TensorFlow 1.15 (head.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import estimator as library

REDUCTION = tf1.losses.Reduction.SUM_OVER_BATCH_SIZE


def binary_classification_head(
    weight_column: Any = None,
    thresholds: Sequence[float] | None = None,
    label_vocabulary: Sequence[str] | None = None,
    loss_reduction: str = REDUCTION,
    loss_fn: Callable | None = None,
    name: str | None = None,
) -> Any:
    """Makes a head for two classes, of one logit.

    Args:
        weight_column: name or column of the examples' weights among the features; None for 1.
        thresholds: probabilities above 0 and below 1 at which metrics are taken besides.
        label_vocabulary: the two classes, if labels are strings; otherwise they are 0 and 1, or between.
        loss_reduction: a `tf.losses.Reduction` other than NONE.
        loss_fn: from labels and logits to losses `[batch, 1]`, in place of the sigmoid's cross entropy.
        name: what keys of metrics and summaries end with; a name scope.

    Returns:
        The head.

    Raises:
        ValueError: thresholds, reduction or loss_fn do not fit.
    """
    return _canned('_binary_logistic_head_with_sigmoid_cross_entropy_loss')(
        weight_column=weight_column,
        thresholds=thresholds,
        label_vocabulary=label_vocabulary,
        loss_reduction=loss_reduction,
        loss_fn=loss_fn,
        name=name,
    )


def multi_class_head(
    n_classes: int,
    weight_column: Any = None,
    label_vocabulary: Sequence[str] | None = None,
    loss_reduction: str = REDUCTION,
    loss_fn: Callable | None = None,
    name: str | None = None,
) -> Any:
    """Makes a head for three classes or more, of which an example has one.

    Args:
        n_classes: how many, more than 2.
        weight_column: name or column of the examples' weights among the features; None for 1.
        label_vocabulary: the classes, if labels are strings; otherwise they are 0 to `n_classes - 1`.
        loss_reduction: a `tf.losses.Reduction` other than NONE.
        loss_fn: from labels and logits to losses `[batch, 1]`, in place of the softmax's cross entropy.
        name: what keys of metrics and summaries end with; a name scope.

    Returns:
        The head.

    Raises:
        ValueError: n_classes, vocabulary, reduction or loss_fn do not fit.
    """
    return _canned('_multi_class_head_with_softmax_cross_entropy_loss')(
        n_classes=n_classes,
        weight_column=weight_column,
        label_vocabulary=label_vocabulary,
        loss_reduction=loss_reduction,
        loss_fn=loss_fn,
        name=name,
    )


def regression_head(
    weight_column: Any = None,
    label_dimension: int = 1,
    loss_reduction: str = REDUCTION,
    loss_fn: Callable | None = None,
    inverse_link_fn: Callable | None = None,
    name: str | None = None,
) -> Any:
    """Makes a head for numbers.

    Args:
        weight_column: name or column of the examples' weights among the features; None for 1.
        label_dimension: how many numbers an example has.
        loss_reduction: a `tf.losses.Reduction` other than NONE.
        loss_fn: from labels and logits to losses, in place of squared differences.
        inverse_link_fn: from logits to predictions; None if they are the same.
        name: what keys of metrics and summaries end with; a name scope.

    Returns:
        The head.

    Raises:
        ValueError: label_dimension, reduction or loss_fn do not fit.
    """
    return _canned('_regression_head')(
        weight_column=weight_column,
        label_dimension=label_dimension,
        loss_reduction=loss_reduction,
        loss_fn=loss_fn,
        inverse_link_fn=inverse_link_fn,
        name=name,
    )


def poisson_regression_head(
    weight_column: Any = None,
    label_dimension: int = 1,
    loss_reduction: str = REDUCTION,
    compute_full_loss: bool = True,
    name: str | None = None,
) -> Any:
    """Makes a head for counts: predictions are `exp(logits)`, the loss is that of a Poisson distribution.

    Args:
        weight_column: name or column of the examples' weights among the features; None for 1.
        label_dimension: how many counts an example has.
        loss_reduction: a `tf.losses.Reduction` other than NONE.
        compute_full_loss: whether the loss has its constant, Stirling's approximation.
        name: what keys of metrics and summaries end with; a name scope.

    Returns:
        The head.

    Raises:
        ValueError: label_dimension or reduction do not fit.
    """

    def loss(labels, logits):
        return tf1.nn.log_poisson_loss(labels, logits, compute_full_loss)

    return regression_head(weight_column, label_dimension, loss_reduction, loss, tf1.exp, name)


def logistic_regression_head(
    weight_column: Any = None, loss_reduction: str = REDUCTION, name: str | None = None
) -> Any:
    """Makes a head for numbers from 0 to 1: predictions are `sigmoid(logits)`, the loss is its cross entropy.

    Args:
        weight_column: name or column of the examples' weights among the features; None for 1.
        loss_reduction: a `tf.losses.Reduction` other than NONE.
        name: what keys of metrics and summaries end with; a name scope.

    Returns:
        The head.

    Raises:
        ValueError: the reduction does not fit.
    """

    def loss(labels, logits):
        labels = _canned('_assert_range')(labels, 2, message='Labels must be in range [0, 1]')
        return tf1.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    return regression_head(weight_column, 1, loss_reduction, loss, tf1.sigmoid, name)


def _canned(name):
    return getattr(library.module('tensorflow_estimator.python.estimator.canned.head'), name)
