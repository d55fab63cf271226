"""`tf.contrib.losses`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed, x

PREFIX = 'tf.contrib.losses.'


def _classes(tf):
    return tf.constant([[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]])


def _of_numbers(name, **arguments):
    def program(tf):
        loss = getattr(tf.contrib.losses, name)(x(tf, 5, 3), tf.constant(fixed(3, 5).T), **arguments)
        return [loss, _totals(tf)]

    return program


def _of_classes(name, **arguments):
    def program(tf):
        labels = tf.argmax(_classes(tf), 1) if name.startswith('sparse') else _classes(tf)
        return [getattr(tf.contrib.losses, name)(x(tf, 5, 3), labels, **arguments), _totals(tf)]

    return program


def _totals(tf):
    return [one.op.name for one in tf.contrib.losses.get_losses()]


def _total(tf):
    losses = tf.contrib.losses
    tf.get_variable('w', [3], regularizer=tf.contrib.layers.l2_regularizer(0.1))
    losses.mean_squared_error(x(tf, 5, 3), tf.zeros([5, 3]), weights=2.0)
    losses.add_loss(tf.reduce_sum(x(tf, 3), name='own'))
    return [losses.get_total_loss(), losses.get_regularization_losses(), _totals(tf)]


def _learned(tf):
    learning = tf.contrib.losses.metric_learning
    labels = tf.constant([0, 1, 0, 1, 1])
    return [
        learning.triplet_semihard_loss(labels, x(tf, 5, 3)),
        learning.npairs_loss(labels, x(tf, 5, 3), x(tf, 5, 3)),
        learning.contrastive_loss(labels, x(tf, 5, 3), tf.constant(fixed(3, 5).T)),
        learning.lifted_struct_loss(labels, x(tf, 5, 3)),
    ]


PROGRAMS = {
    'absolute_difference': _of_numbers('absolute_difference'),
    'absolute_difference, weights': _of_numbers('absolute_difference', weights=[[1.0], [0.0], [2.0], [0.0], [3.0]]),
    'mean_squared_error': _of_numbers('mean_squared_error'),
    'mean_pairwise_squared_error': _of_numbers('mean_pairwise_squared_error'),
    'cosine_distance': _of_numbers('cosine_distance', axis=1),
    'log_loss': lambda tf: tf.contrib.losses.log_loss(tf.sigmoid(x(tf, 5, 3)), tf.to_float(_classes(tf))),
    'hinge_loss': lambda tf: tf.contrib.losses.hinge_loss(x(tf, 5, 3), tf.to_float(_classes(tf))),
    'softmax_cross_entropy': _of_classes('softmax_cross_entropy'),
    'softmax_cross_entropy, smoothed': _of_classes('softmax_cross_entropy', label_smoothing=0.1, weights=0.5),
    'sigmoid_cross_entropy': _of_classes('sigmoid_cross_entropy', label_smoothing=0.1),
    'sparse_softmax_cross_entropy': _of_classes('sparse_softmax_cross_entropy'),
    'compute_weighted_loss': lambda tf: tf.contrib.losses.compute_weighted_loss(x(tf, 5, 3), 2.0),
    'get_total_loss': _total,
    'add_loss': _total,
    'get_losses': _total,
    'get_regularization_losses': _total,
    'metric_learning': _learned,
}
