"""The losses and metrics of tf_keras, computed by the ops that `tf.keras` of 1.15 computed them by."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import weights_broadcast_ops
from tensorflow.python.ops.losses import util as losses_util
from tf_keras.src import backend, losses, metrics
from tf_keras.src.utils import metrics_utils

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import replaces

LOSSES = 'tf_keras.src.losses'
UTILS = 'tf_keras.src.utils.losses_utils'
METRICS = 'tf_keras.src.utils.metrics_utils'
# What 1.15 called the functions that TensorFlow 2 has renamed; the history of a training goes by these names.
NAMES = {
    metrics.cosine_similarity: 'cosine_proximity',
    losses.log_cosh: 'logcosh',
    losses.kl_divergence: 'kullback_leibler_divergence',
}


@replaces(f'{UTILS}:get_mask')
def get_mask(original, y_p):
    """Gives none: losses and metrics that are called did not look for masks of what they are given."""
    return None


@replaces(f'{UTILS}:apply_valid_mask')
def apply_valid_mask(original, losses, sw, mask, reduction):
    """Weights by the mask, over all elements; today's mean is over those only that are not masked."""
    return sw if mask is None or sw is mask else sw * mask


@replaces(f'{LOSSES}:huber')
def huber(original, y_true, y_pred, delta=1.0):
    """Computes the loss of each element; TensorFlow 2 averages over the last axis."""
    y_pred, y_true = tf1.cast(y_pred, backend.floatx()), tf1.cast(y_true, backend.floatx())
    size = tf1.abs(tf1.subtract(y_pred, y_true))
    quadratic = tf1.minimum(size, delta)
    linear = tf1.subtract(size, quadratic)
    half = tf1.convert_to_tensor(0.5, dtype=quadratic.dtype)
    return tf1.add(tf1.multiply(half, tf1.multiply(quadratic, quadratic)), tf1.multiply(delta, linear))


@replaces(f'{LOSSES}:cosine_similarity')
def cosine_similarity(original, y_true, y_pred, axis=-1):
    """Gives 1 for what is alike; TensorFlow 2 gives -1."""
    y_true, y_pred = tf1.nn.l2_normalize(y_true, axis=axis), tf1.nn.l2_normalize(y_pred, axis=axis)
    return tf1.reduce_sum(y_true * y_pred, axis=axis)


@replaces(f'{LOSSES}:mean_absolute_percentage_error')
def mean_absolute_percentage_error(original, y_true, y_pred):
    """Divides by the labels' magnitudes, which are clipped to [epsilon, infinity]."""
    y_pred = tf1.convert_to_tensor(y_pred)
    y_true = tf1.cast(y_true, y_pred.dtype)
    error = tf1.abs((y_true - y_pred) / backend.clip(tf1.abs(y_true), backend.epsilon(), None))
    return 100.0 * backend.mean(error, axis=-1)


@replaces(f'{LOSSES}:mean_squared_logarithmic_error')
def mean_squared_logarithmic_error(original, y_true, y_pred):
    """Takes the logarithms of values that are clipped to [epsilon, infinity]."""
    y_pred = tf1.convert_to_tensor(y_pred)
    y_true = tf1.cast(y_true, y_pred.dtype)
    logarithms = [tf1.log(backend.clip(y, backend.epsilon(), None) + 1.0) for y in (y_pred, y_true)]
    return backend.mean(tf1.squared_difference(*logarithms), axis=-1)


@replaces(f'{METRICS}:sparse_categorical_matches')
def sparse_categorical_matches(original, y_true, y_pred):
    """Counts without the ops by which TensorFlow 2 gives its answer, which classes are right, the labels' shape."""
    matches = original(y_true, y_pred)
    op_counts.add(-2 if matches.op.type == 'Reshape' else -1)
    return matches


@replaces(f'{METRICS}:sparse_top_k_categorical_matches')
def sparse_top_k_categorical_matches(original, y_true, y_pred, k=5):
    """Counts without the ops by which TensorFlow 2 gives its answer, which are the likeliest, the labels' shape."""
    matches = original(y_true, y_pred, k)
    already_integers = y_true.dtype == tf1.int64
    op_counts.add(-3 if matches.op.type == 'Reshape' else -2 if already_integers else -1)
    return matches


@replaces('tf_keras.src.engine.training_utils_v1:get_metric_name')
def get_metric_name(original, metric, weighted=False):
    """Names a metric in the history of a training as 1.15 did."""
    name = original(metric, weighted)
    if isinstance(metric, str) and metric in ('accuracy', 'acc', 'crossentropy', 'ce'):
        return name
    function = metrics.get(metric)
    before = getattr(function, '__name__', None)
    return name[: -len(before)] + NAMES[function] if function in NAMES else name


@replaces(f'{METRICS}:update_confusion_matrix_variables')
def update_confusion_matrix_variables(
    original,
    variables_to_update,
    y_true,
    y_pred,
    thresholds,
    top_k=None,
    class_id=None,
    sample_weight=None,
    multi_label=False,
    label_weights=None,
    thresholds_distributed_evenly=False,
):
    """Compares each prediction, which must be between 0 and 1, with each threshold."""
    y_true, y_pred = tf1.cast(y_true, tf1.float32), tf1.cast(y_pred, tf1.float32)
    between = [
        tf1.assert_greater_equal(y_pred, tf1.cast(0.0, y_pred.dtype), message='predictions must be >= 0'),
        tf1.assert_less_equal(y_pred, tf1.cast(1.0, y_pred.dtype), message='predictions must be <= 1'),
    ]
    with tf1.control_dependencies(between):
        weights = () if sample_weight is None else (sample_weight,)
        y_pred, y_true, *weights = losses_util.squeeze_or_expand_dimensions(y_pred, y_true, *weights)
    if top_k is not None:
        y_pred = metrics_utils._filter_top_k(y_pred, top_k)
    if class_id is not None:
        y_true, y_pred = y_true[..., class_id], y_pred[..., class_id]
    thresholds = np.ravel(thresholds).astype(np.float32)
    count = tf1.size(y_pred)
    row = tf1.reshape(y_pred, [1, -1])
    labels = tf1.reshape(tf1.cast(y_true, tf1.bool), [1, -1])
    limits = tf1.tile(tf1.expand_dims(tf1.constant(thresholds), 1), tf1.stack([1, count]))
    positive = tf1.greater(tf1.tile(row, [len(thresholds), 1]), limits)
    right = tf1.tile(labels, [len(thresholds), 1])
    for i, weight in enumerate(weights):
        weight = weights_broadcast_ops.broadcast_weights(tf1.cast(weight, tf1.float32), y_pred)
        weights[i] = tf1.tile(tf1.reshape(weight, [1, -1]), [len(thresholds), 1])
    return tf1.group(*_counts(variables_to_update, right, positive, weights))


def _counts(variables, right, positive, weights):
    cells = metrics_utils.ConfusionMatrix
    pairs = {cells.TRUE_POSITIVES: (right, positive)}
    if {cells.FALSE_NEGATIVES, cells.TRUE_NEGATIVES} & set(variables):
        negative = tf1.logical_not(positive)
        pairs[cells.FALSE_NEGATIVES] = right, negative
    if {cells.FALSE_POSITIVES, cells.TRUE_NEGATIVES} & set(variables):
        wrong = tf1.logical_not(right)
        pairs[cells.FALSE_POSITIVES] = wrong, positive
        if cells.TRUE_NEGATIVES in variables:
            pairs[cells.TRUE_NEGATIVES] = wrong, negative
    for cell, pair in pairs.items():
        if cell in variables:
            count = tf1.cast(tf1.logical_and(*pair), tf1.float32)
            for weight in weights:
                count *= weight
            yield variables[cell].assign_add(tf1.reduce_sum(count, 1))
