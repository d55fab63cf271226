"""`tf.contrib.losses`."""

from __future__ import annotations

from tf1_ref.compat.libraries import slim as slim_library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf_slim.losses.loss_ops': (
        'absolute_difference add_loss compute_weighted_loss cosine_distance get_losses get_regularization_losses '
        'get_total_loss hinge_loss log_loss mean_pairwise_squared_error mean_squared_error sigmoid_cross_entropy '
        'softmax_cross_entropy sparse_softmax_cross_entropy'
    ),
    'tf_slim.losses.metric_learning': 'metric_learning=*',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.losses', SUPPORTED, REFUSED, globals(), tf_slim=slim_library.module)
