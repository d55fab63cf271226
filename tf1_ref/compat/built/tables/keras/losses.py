"""The losses of tf_keras, computed by the ops that `tf.keras` of 1.15 computed them by."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tf_keras.src import backend, losses

from tf1_ref.compat.built.replacing import replaces

LOSSES = 'tf_keras.src.losses'
UTILS = 'tf_keras.src.utils.losses_utils'
losses.cosine_proximity = losses.cosine_similarity  # the name that `compile` was given for it


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
