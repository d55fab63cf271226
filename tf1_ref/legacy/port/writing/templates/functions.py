"""Initializers, regularizers and losses of tf.contrib that standalone modules get, in plain tf.compat.v1.

`tf1_ref.legacy.port.writing.standalone` copies what a module needs of `templates/`, with all that that uses, into the
ported module. Names of variables, defaults and numerics are those of 1.15.5.
"""

import math

import tensorflow.compat.v1 as tf


def xavier_initializer(uniform=True, seed=None, dtype=tf.float32):
    """tf.contrib.layers.xavier_initializer of TensorFlow 1."""
    return variance_scaling_initializer(1.0, 'FAN_AVG', uniform, seed, dtype)


def variance_scaling_initializer(factor=2.0, mode='FAN_IN', uniform=False, seed=None, dtype=tf.float32):
    """tf.contrib.layers.variance_scaling_initializer of TensorFlow 1."""

    def initializer(shape, dtype=dtype, partition_info=None):
        receptive_field = math.prod(float(size) for size in shape[:-2])
        fans = receptive_field * float(shape[-2 if len(shape) > 1 else -1]), receptive_field * float(shape[-1])
        n = {'FAN_IN': fans[0], 'FAN_OUT': fans[1], 'FAN_AVG': sum(fans) / 2.0}[mode]
        if uniform:
            limit = math.sqrt(3.0 * factor / n)
            return tf.random_uniform(shape, -limit, limit, dtype, seed=seed)
        return tf.truncated_normal(shape, 0.0, math.sqrt(1.3 * factor / n), dtype, seed=seed)

    return initializer


def l2_regularizer(scale, scope=None):
    """tf.contrib.layers.l2_regularizer of TensorFlow 1."""

    def regularizer(weights):
        with tf.name_scope(scope, 'l2_regularizer', [weights]) as name:
            return tf.multiply(tf.convert_to_tensor(scale, weights.dtype.base_dtype), tf.nn.l2_loss(weights), name=name)

    return regularizer if scale else lambda weights: None


def l1_regularizer(scale, scope=None):
    """tf.contrib.layers.l1_regularizer of TensorFlow 1."""

    def regularizer(weights):
        with tf.name_scope(scope, 'l1_regularizer', [weights]) as name:
            total = tf.reduce_sum(tf.abs(weights))
            return tf.multiply(tf.convert_to_tensor(scale, weights.dtype.base_dtype), total, name=name)

    return regularizer if scale else lambda weights: None


def sequence_loss(
    logits,
    targets,
    weights,
    average_across_timesteps=True,
    average_across_batch=True,
    softmax_loss_function=None,
    name=None,
):
    """tf.contrib.seq2seq.sequence_loss of TensorFlow 1."""
    with tf.name_scope(name, 'sequence_loss', [logits, targets, weights]):
        classes = tf.shape(logits)[2]
        logits_flat, targets_flat = tf.reshape(logits, [-1, classes]), tf.reshape(targets, [-1])
        loss = softmax_loss_function or tf.nn.sparse_softmax_cross_entropy_with_logits
        crossent = loss(labels=targets_flat, logits=logits_flat) * tf.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            return tf.reduce_sum(crossent) / (tf.reduce_sum(weights) + 1e-12)
        crossent = tf.reshape(crossent, tf.shape(logits)[0:2])
        axis = [axis for axis, average in ((0, average_across_batch), (1, average_across_timesteps)) if average]
        if axis:
            crossent = tf.reduce_sum(crossent, axis) / (tf.reduce_sum(weights, axis) + 1e-12)
        return crossent
