"""The metrics of tf_keras, computed by the ops that `tf.keras` of 1.15 computed them by."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import weights_broadcast_ops
from tensorflow.python.ops.losses import util as losses_util
from tf_keras.src import losses, metrics
from tf_keras.src.metrics import accuracy_metrics, base_metric
from tf_keras.src.utils import metrics_utils

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import replaces
from tf1_ref.compat.process.swapping import swapped

UTILS = 'tf_keras.src.utils.metrics_utils:'
CONFUSION = 'tf_keras.src.metrics.confusion_metrics:'
IOU = 'tf_keras.src.metrics.iou_metrics:'
# What 1.15 called the functions that TensorFlow 2 has renamed; the history of a training goes by these names.
NAMES = {
    metrics.cosine_similarity: 'cosine_proximity',
    losses.log_cosh: 'logcosh',
    losses.kl_divergence: 'kullback_leibler_divergence',
}


@replaces('tf_keras.src.metrics.accuracy_metrics:BinaryAccuracy.__init__')
def binary_accuracy(original, metric, *args, **named):
    """Averages over the last axis before it averages over the batch."""
    original(metric, *args, **named)
    metric._fn = accuracy_metrics.binary_accuracy


@replaces(CONFUSION + 'Precision.result')
def precision(original, metric):
    """Adds as variables are added, and not by a function with a scope of its own."""
    return _of_all_or_one(metric, _share(metric.true_positives, metric.false_positives))


@replaces(CONFUSION + 'Recall.result')
def recall(original, metric):
    """Adds as `precision` does."""
    return _of_all_or_one(metric, _share(metric.true_positives, metric.false_negatives))


@replaces(CONFUSION + 'SensitivityAtSpecificity.result')
def sensitivity_at_specificity(original, metric):
    """Takes the threshold of the nearest specificity; TensorFlow 2 takes the best of those that reach the value."""
    nearest = _nearest(metric, _share(metric.true_negatives, metric.false_positives))
    return _share(metric.true_positives, metric.false_negatives, nearest)


@replaces(CONFUSION + 'SpecificityAtSensitivity.result')
def specificity_at_sensitivity(original, metric):
    """Takes the threshold of the nearest sensitivity, as `sensitivity_at_specificity` does."""
    nearest = _nearest(metric, _share(metric.true_positives, metric.false_negatives))
    return _share(metric.true_negatives, metric.false_positives, nearest)


@replaces(IOU + '_IoUBase.__init__')
def overlap(original, metric, *args, **named):
    """Counts in float64, whatever the type of the metric."""
    add_weight = base_metric.Metric.add_weight

    def in_float64(metric, *args, **named):
        return add_weight(metric, *args, **{**named, 'dtype': tf1.float64})

    with swapped(base_metric.Metric, add_weight=in_float64):
        original(metric, *args, **named)


@replaces(IOU + '_IoUBase.update_state')
def count_overlap(original, metric, y_true, y_pred, sample_weight=None):
    """Adds to the counts in their type."""
    given = [y_true, y_pred] if sample_weight is None else [y_true, y_pred, sample_weight]
    given = [tf1.cast(one, metric._dtype) for one in given]
    y_true, y_pred, *weights = (tf1.reshape(one, [-1]) if one.shape.ndims > 1 else one for one in given)
    counts = tf1.confusion_matrix(
        y_true, y_pred, metric.num_classes, tf1.float64, weights=weights[0] if weights else None
    )
    return metric.total_cm.assign_add(counts)


@replaces(IOU + 'IoU.result')
def mean_overlap(original, metric):
    """Averages over all classes that there are, in the type of the metric."""
    counts = metric.total_cm
    rows, columns = (tf1.cast(tf1.reduce_sum(counts, axis=axis), metric._dtype) for axis in (0, 1))
    hits = tf1.cast(tf1.diag_part(counts), metric._dtype)
    union = rows + columns - hits
    number = tf1.reduce_sum(tf1.cast(tf1.not_equal(union, 0), metric._dtype))
    return tf1.div_no_nan(tf1.reduce_sum(tf1.div_no_nan(hits, union), name='mean_iou'), number)


@replaces(UTILS + '_filter_top_k')
def filter_top_k(original, x, k):
    """Takes the number of classes from the static shape."""
    _, best = tf1.nn.top_k(x, k, sorted=False)
    mask = tf1.reduce_sum(tf1.one_hot(best, x.shape[-1], axis=-1), axis=-2)
    return x * mask + metrics_utils.NEG_INF * (1 - mask)


@replaces(UTILS + 'sparse_categorical_matches')
def sparse_categorical_matches(original, y_true, y_pred):
    """Counts without the ops by which TensorFlow 2 gives its answer, which classes are right, the labels' shape."""
    matches = original(y_true, y_pred)
    op_counts.add(-2 if matches.op.type == 'Reshape' else -1)
    return matches


@replaces(UTILS + 'sparse_top_k_categorical_matches')
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


@replaces(UTILS + 'update_confusion_matrix_variables')
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


def _share(some, others, threshold=None):
    """Gives what share `some` are of both, at all thresholds or at the one of that number."""
    if threshold is None:
        return tf1.div_no_nan(some, some + others)
    return tf1.div_no_nan(some[threshold], some[threshold] + others[threshold])


def _of_all_or_one(metric, found):
    return found[0] if len(metric.thresholds) == 1 else found


def _nearest(metric, found):
    return tf1.cast(tf1.argmin(tf1.abs(found - metric.value), axis=0), tf1.int32)
