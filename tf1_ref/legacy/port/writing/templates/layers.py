"""Layers that standalone modules get in the place of tf.layers, see `functions.py`."""

import math

import tensorflow.compat.v1 as tf


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
            outputs = biased(outputs, units, bias_initializer, bias_regularizer, trainable, bias_constraint)
        return activated(outputs, activation, activity_regularizer)


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
            outputs = biased(outputs, filters, bias_initializer, bias_regularizer, trainable, bias_constraint, layout)
        return activated(outputs, activation, activity_regularizer)


def biased(outputs, size, initializer, regularizer, trainable, constraint, layout=None):
    """Outputs and the variable that is their bias."""
    initializer = initializer or tf.zeros_initializer()
    bias = tf.get_variable('bias', [size], outputs.dtype, initializer, regularizer, trainable, constraint=constraint)
    return tf.nn.bias_add(outputs, bias, data_format=layout)


def activated(outputs, activation, regularizer):
    """Outputs behind their activation; what they cost is collected."""
    if activation is not None:
        outputs = activation(outputs)
    if regularizer is not None:
        tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, regularizer(outputs))
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


def conv2d_transpose(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding='valid',
    data_format='channels_last',
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
    """tf.layers.conv2d_transpose of TensorFlow 1."""
    with tf.variable_scope(name, 'conv2d_transpose', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        layout = 'NHWC' if data_format == 'channels_last' else 'NCHW'
        channels, rows = (3, 1) if layout == 'NHWC' else (1, 2)
        sizes, steps = pair_of(kernel_size), pair_of(strides)
        kernel = tf.get_variable(
            'kernel',
            [*sizes, filters, int(inputs.get_shape()[channels])],
            inputs.dtype,
            kernel_initializer,
            kernel_regularizer,
            trainable,
            constraint=kernel_constraint,
        )
        static, shape = inputs.get_shape().as_list(), tf.unstack(tf.shape(inputs))
        shape = [dynamic if size is None else size for size, dynamic in zip(static, shape, strict=True)]
        for index, (size, step) in enumerate(zip(sizes, steps, strict=True)):
            beyond = max(size - step, 0) if padding.lower() == 'valid' else 0
            shape[rows + index] = shape[rows + index] * step + beyond
        shape[channels] = filters
        stride = [1, *steps, 1] if layout == 'NHWC' else [1, 1, *steps]
        outputs = tf.nn.conv2d_transpose(inputs, kernel, tf.stack(shape), stride, padding.upper(), layout)
        outputs.set_shape([size if isinstance(size, int) else None for size in shape])
        if use_bias:
            outputs = biased(outputs, filters, bias_initializer, bias_regularizer, trainable, bias_constraint, layout)
        return activated(outputs, activation, activity_regularizer)


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    """tf.layers.dropout of TensorFlow 1."""
    with tf.name_scope(name, 'dropout', [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        return either(
            training,
            lambda: tf.nn.dropout(inputs, rate=rate, noise_shape=noise_shape, seed=seed),
            lambda: tf.identity(inputs),
        )


def batch_normalization(
    inputs,
    axis=-1,
    momentum=0.99,
    epsilon=1e-3,
    center=True,
    scale=True,
    beta_initializer=None,
    gamma_initializer=None,
    moving_mean_initializer=None,
    moving_variance_initializer=None,
    beta_regularizer=None,
    gamma_regularizer=None,
    beta_constraint=None,
    gamma_constraint=None,
    training=False,
    trainable=True,
    name=None,
    reuse=None,
    fused=None,
):
    """tf.layers.batch_normalization of TensorFlow 1; its updates are in tf.GraphKeys.UPDATE_OPS."""
    with tf.variable_scope(name, 'batch_normalization', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        rank, size = inputs.get_shape().ndims, int(inputs.get_shape()[axis])
        zeros, ones = tf.zeros_initializer(), tf.ones_initializer()

        def variable(name, initializer, trainable, regularizer=None, constraint=None):
            options = {'regularizer': regularizer, 'constraint': constraint}
            return tf.get_variable(name, [size], tf.float32, initializer, trainable=trainable, **options)

        gamma = beta = None
        if scale:
            gamma = variable('gamma', gamma_initializer or ones, trainable, gamma_regularizer, gamma_constraint)
        if center:
            beta = variable('beta', beta_initializer or zeros, trainable, beta_regularizer, beta_constraint)
        moving_mean = variable('moving_mean', moving_mean_initializer or zeros, False)
        moving_variance = variable('moving_variance', moving_variance_initializer or ones, False)
        if fused is not False and rank == 4 and axis % rank in (1, 3):
            layout = 'NHWC' if axis % rank == 3 else 'NCHW'
            factor, offset = tf.ones([size]) if gamma is None else gamma, tf.zeros([size]) if beta is None else beta

            def normalized(is_training):
                given = (None, None) if is_training else (moving_mean, moving_variance)
                return tf.nn.fused_batch_norm(inputs, factor, offset, *given, epsilon, layout, is_training)

            outputs, mean, variance = either(training, lambda: normalized(True), lambda: normalized(False))
        else:
            axes = [index for index in range(rank) if index != axis % rank]
            shape = [size if index == axis % rank else 1 for index in range(rank)]
            mean, variance = either(
                training,
                lambda: tf.nn.moments(inputs, axes),
                lambda: (tf.identity(moving_mean), tf.identity(moving_variance)),
            )
            values = (None if one is None else tf.reshape(one, shape) for one in (mean, variance, beta, gamma))
            outputs = tf.nn.batch_normalization(inputs, *values, epsilon)
        if known_value(training) is None or known_value(training):
            decay = either(training, lambda: 1.0 - momentum, lambda: 0.0)
            for moving, value in ((moving_mean, mean), (moving_variance, variance)):
                update = tf.assign_sub(moving, (moving - value) * tf.cast(decay, tf.float32))
                tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)
        return outputs


def either(condition, true, false):
    """What one of two functions gives: now where the condition is known, else when the graph runs."""
    known = known_value(condition)
    if known is not None:
        return true() if known else false()
    return tf.cond(tf.cast(condition, tf.bool), true, false)


def known_value(condition):
    """The value of a Python or constant condition; None for one that is fed."""
    return condition if isinstance(condition, (bool, int)) else tf.get_static_value(condition)
