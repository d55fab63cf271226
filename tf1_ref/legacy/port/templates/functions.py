"""Functions that standalone modules get in the place of what TensorFlow no longer has, in plain tf.compat.v1.

`tf1_ref.legacy.port.standalone` copies them, with all that they use, into the ported module. Names of variables,
defaults and numerics are those of 1.15.5.
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


def flatten(inputs, outputs_collections=None, scope=None, name=None):
    """tf.contrib.layers.flatten and tf.layers.flatten of TensorFlow 1: everything but the batch in one axis."""
    with tf.name_scope(name or scope, 'Flatten', [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        sizes = inputs.get_shape().as_list()[1:]
        size = -1 if None in sizes else math.prod(sizes)
        outputs = tf.reshape(inputs, [-1 if size != -1 else tf.shape(inputs)[0], size])
        if outputs_collections:
            tf.add_to_collections(outputs_collections, outputs)
        return outputs


def dense(
    inputs,
    units,
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=None,
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    """tf.layers.dense of TensorFlow 1."""
    with tf.variable_scope(name, 'dense', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        shape = [int(inputs.get_shape()[-1]), units]
        kernel = tf.get_variable(
            'kernel',
            shape,
            inputs.dtype,
            kernel_initializer,
            kernel_regularizer,
            trainable,
            constraint=kernel_constraint,
        )
        rank = inputs.get_shape().ndims
        outputs = tf.matmul(inputs, kernel) if rank == 2 else tf.tensordot(inputs, kernel, [[rank - 1], [0]])
        if use_bias:
            initializer = bias_initializer or tf.zeros_initializer()
            bias = tf.get_variable(
                'bias', [units], inputs.dtype, initializer, bias_regularizer, trainable, constraint=bias_constraint
            )
            outputs = tf.nn.bias_add(outputs, bias)
        if activation is not None:
            outputs = activation(outputs)
        if activity_regularizer is not None:
            tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, activity_regularizer(outputs))
        return outputs


def conv2d(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding='valid',
    data_format='channels_last',
    dilation_rate=(1, 1),
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=None,
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    """tf.layers.conv2d of TensorFlow 1."""
    with tf.variable_scope(name, 'conv2d', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        layout = 'NHWC' if data_format == 'channels_last' else 'NCHW'
        channels = int(inputs.get_shape()[-1 if layout == 'NHWC' else 1])
        kernel = tf.get_variable(
            'kernel',
            [*pair_of(kernel_size), channels, filters],
            inputs.dtype,
            kernel_initializer,
            kernel_regularizer,
            trainable,
            constraint=kernel_constraint,
        )
        outputs = tf.nn.convolution(
            inputs, kernel, padding.upper(), pair_of(strides), pair_of(dilation_rate), data_format=layout
        )
        if use_bias:
            initializer = bias_initializer or tf.zeros_initializer()
            bias = tf.get_variable(
                'bias', [filters], inputs.dtype, initializer, bias_regularizer, trainable, constraint=bias_constraint
            )
            outputs = tf.nn.bias_add(outputs, bias, data_format=layout)
        if activation is not None:
            outputs = activation(outputs)
        if activity_regularizer is not None:
            tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, activity_regularizer(outputs))
        return outputs


def max_pooling2d(inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None):
    """tf.layers.max_pooling2d of TensorFlow 1."""
    return pool2d(tf.nn.max_pool, inputs, pool_size, strides, padding, data_format, name or 'max_pooling2d')


def average_pooling2d(inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None):
    """tf.layers.average_pooling2d of TensorFlow 1."""
    return pool2d(tf.nn.avg_pool, inputs, pool_size, strides, padding, data_format, name or 'average_pooling2d')


def pool2d(pool, inputs, pool_size, strides, padding, data_format, name):
    """What the two have in common."""
    last = data_format == 'channels_last'
    sizes, steps = ([1, *pair_of(pair), 1] if last else [1, 1, *pair_of(pair)] for pair in (pool_size, strides))
    with tf.name_scope(name):
        return pool(inputs, sizes, steps, padding.upper(), data_format='NHWC' if last else 'NCHW')


def pair_of(size):
    """A number for both axes, or one for each."""
    return [size, size] if isinstance(size, int) else list(size)


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    """tf.layers.dropout of TensorFlow 1."""
    with tf.name_scope(name, 'dropout', [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        if isinstance(training, (bool, int)):
            return tf.nn.dropout(inputs, rate=rate, noise_shape=noise_shape, seed=seed) if training else inputs
        return tf.cond(
            training,
            lambda: tf.nn.dropout(inputs, rate=rate, noise_shape=noise_shape, seed=seed),
            lambda: tf.identity(inputs),
        )


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
