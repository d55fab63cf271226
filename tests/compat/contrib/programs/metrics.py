"""`tf.contrib.metrics`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed, x

PREFIX = 'tf.contrib.metrics.'


def _measured(tf, pair):
    """A metric's value before and after its update."""
    value, update = pair
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        first = sess.run(update)
        return [_list(first), _list(sess.run(value))]


def _list(value):
    return list(value) if isinstance(value, tuple) else value


def _of(name, make, **arguments):
    return lambda tf: _measured(tf, getattr(tf.contrib.metrics, name)(*make(tf), **arguments))


def _numbers(tf):
    return x(tf, 5, 3), tf.constant(fixed(3, 5).T)


def _truths(tf):
    return tf.constant([1, 0, 1, 1, 0]), tf.constant([1, 1, 1, 0, 0])


def _scores(tf):
    return tf.constant([0.9, 0.6, 0.4, 0.3, 0.1]), tf.constant([1, 0, 1, 1, 0])


def _ranked(tf):
    return x(tf, 5, 3), tf.constant([[0], [1], [2], [0], [1]], tf.int64)


def _top(tf):
    return tf.constant([[0, 2], [1, 0]], tf.int64), tf.constant([[0], [2]], tf.int64)


def _sets(tf):
    return tf.constant([[1, 2], [3, 4]]), tf.constant([[2, 5], [4, 3]])


def _set(name):
    return lambda tf: getattr(tf.contrib.metrics, name)(*_sets(tf)).values


def _one(tf):
    return (x(tf, 5, 3),)


THRESHOLDS = {'thresholds': [0.2, 0.5]}
PROGRAMS = {
    'accuracy': lambda tf: tf.contrib.metrics.accuracy(*_truths(tf)),
    'confusion_matrix': lambda tf: tf.contrib.metrics.confusion_matrix(*_truths(tf)),
    'set_difference': _set('set_difference'),
    'set_intersection': _set('set_intersection'),
    'set_union': _set('set_union'),
    'set_size': lambda tf: tf.contrib.metrics.set_size(tf.contrib.metrics.set_union(*_sets(tf))),
    'aggregate_metrics': lambda tf: [
        len(one)
        for one in tf.contrib.metrics.aggregate_metrics(
            tf.contrib.metrics.streaming_mean(x(tf, 3)), tf.contrib.metrics.streaming_accuracy(*_truths(tf))
        )
    ],
    'aggregate_metric_map': lambda tf: [
        sorted(one)
        for one in tf.contrib.metrics.aggregate_metric_map({'mean': tf.contrib.metrics.streaming_mean(x(tf, 3))})
    ],
    'auc_using_histogram': lambda tf: tf.contrib.metrics.auc_using_histogram(
        tf.constant([True, False, True, True, False]), _scores(tf)[0], [0.0, 1.0]
    ),
    'auc_with_confidence_intervals': lambda tf: [
        _list(one)
        for one in _measured(tf, tf.contrib.metrics.auc_with_confidence_intervals(_scores(tf)[1], _scores(tf)[0]))
    ],
    'cohen_kappa': _of('cohen_kappa', _truths, num_classes=2),
    'count': _of('count', _one),
    'f1_score': lambda tf: _measured(tf, tf.contrib.metrics.f1_score(*reversed(_scores(tf)))),
    'precision_at_recall': lambda tf: _measured(
        tf, tf.contrib.metrics.precision_at_recall(*reversed(_scores(tf)), 0.5)
    ),
    'recall_at_precision': lambda tf: _measured(
        tf, tf.contrib.metrics.recall_at_precision(*reversed(_scores(tf)), 0.5)
    ),
    'precision_recall_at_equal_thresholds': lambda tf: _measured(
        tf,
        tf.contrib.metrics.precision_recall_at_equal_thresholds(
            tf.cast(_scores(tf)[1], tf.bool), _scores(tf)[0], num_thresholds=3
        ),
    ),
    'sparse_recall_at_top_k': lambda tf: _measured(tf, tf.contrib.metrics.sparse_recall_at_top_k(*reversed(_top(tf)))),
    'streaming_accuracy': _of('streaming_accuracy', _truths),
    'streaming_auc': _of('streaming_auc', _scores, num_thresholds=5),
    'streaming_concat': _of('streaming_concat', _one),
    'streaming_covariance': _of('streaming_covariance', _numbers),
    'streaming_curve_points': lambda tf: _measured(
        tf, tf.contrib.metrics.streaming_curve_points(_scores(tf)[1], _scores(tf)[0], num_thresholds=5)
    ),
    'streaming_dynamic_auc': lambda tf: _measured(tf, tf.contrib.metrics.streaming_dynamic_auc(*reversed(_scores(tf)))),
    'streaming_false_negative_rate': _of('streaming_false_negative_rate', _truths),
    'streaming_false_negative_rate_at_thresholds': _of(
        'streaming_false_negative_rate_at_thresholds', _scores, **THRESHOLDS
    ),
    'streaming_false_negatives': _of('streaming_false_negatives', _truths),
    'streaming_false_negatives_at_thresholds': _of('streaming_false_negatives_at_thresholds', _scores, **THRESHOLDS),
    'streaming_false_positive_rate': _of('streaming_false_positive_rate', _truths),
    'streaming_false_positive_rate_at_thresholds': _of(
        'streaming_false_positive_rate_at_thresholds', _scores, **THRESHOLDS
    ),
    'streaming_false_positives': _of('streaming_false_positives', _truths),
    'streaming_false_positives_at_thresholds': _of('streaming_false_positives_at_thresholds', _scores, **THRESHOLDS),
    'streaming_mean': _of('streaming_mean', _one),
    'streaming_mean, weights': _of('streaming_mean', _one, weights=[[1.0], [0.0], [2.0], [0.0], [1.0]]),
    'streaming_mean_absolute_error': _of('streaming_mean_absolute_error', _numbers),
    'streaming_mean_cosine_distance': _of('streaming_mean_cosine_distance', _numbers, dim=1),
    'streaming_mean_iou': _of('streaming_mean_iou', _truths, num_classes=2),
    'streaming_mean_relative_error': lambda tf: _measured(
        tf, tf.contrib.metrics.streaming_mean_relative_error(*_numbers(tf), tf.ones([5, 3]))
    ),
    'streaming_mean_squared_error': _of('streaming_mean_squared_error', _numbers),
    'streaming_mean_tensor': _of('streaming_mean_tensor', _one),
    'streaming_pearson_correlation': _of('streaming_pearson_correlation', _numbers),
    'streaming_percentage_less': _of('streaming_percentage_less', _one, threshold=0.1),
    'streaming_precision': _of('streaming_precision', _truths),
    'streaming_precision_at_thresholds': _of('streaming_precision_at_thresholds', _scores, **THRESHOLDS),
    'streaming_recall': _of('streaming_recall', _truths),
    'streaming_recall_at_k': lambda tf: _measured(
        tf, tf.contrib.metrics.streaming_recall_at_k(x(tf, 5, 3), tf.constant([0, 1, 2, 0, 1], tf.int64), 2)
    ),
    'streaming_recall_at_thresholds': _of('streaming_recall_at_thresholds', _scores, **THRESHOLDS),
    'streaming_root_mean_squared_error': _of('streaming_root_mean_squared_error', _numbers),
    'streaming_sensitivity_at_specificity': _of('streaming_sensitivity_at_specificity', _scores, specificity=0.5),
    'streaming_sparse_average_precision_at_k': _of('streaming_sparse_average_precision_at_k', _ranked, k=2),
    'streaming_sparse_average_precision_at_top_k': _of('streaming_sparse_average_precision_at_top_k', _top),
    'streaming_sparse_precision_at_k': _of('streaming_sparse_precision_at_k', _ranked, k=2),
    'streaming_sparse_precision_at_top_k': _of('streaming_sparse_precision_at_top_k', _top),
    'streaming_sparse_recall_at_k': _of('streaming_sparse_recall_at_k', _ranked, k=2),
    'streaming_specificity_at_sensitivity': _of('streaming_specificity_at_sensitivity', _scores, sensitivity=0.5),
    'streaming_true_negatives': _of('streaming_true_negatives', _truths),
    'streaming_true_negatives_at_thresholds': _of('streaming_true_negatives_at_thresholds', _scores, **THRESHOLDS),
    'streaming_true_positives': _of('streaming_true_positives', _truths),
    'streaming_true_positives_at_thresholds': _of('streaming_true_positives_at_thresholds', _scores, **THRESHOLDS),
}
