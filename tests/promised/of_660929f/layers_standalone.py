"""A network of tf.layers and contrib.layers, for a module that stands alone."""
import tensorflow.compat.v1 as tf
import math
tf.disable_v2_behavior()


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


def xavier_initializer(uniform=True, seed=None, dtype=tf.float32):
    """tf.contrib.layers.xavier_initializer of TensorFlow 1."""
    return variance_scaling_initializer(1.0, 'FAN_AVG', uniform, seed, dtype)


def activated(outputs, activation, regularizer):
    """Outputs behind their activation; what they cost is collected."""
    if activation is not None:
        outputs = activation(outputs)
    if regularizer is not None:
        tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, regularizer(outputs))
    return outputs


def biased(outputs, size, initializer, regularizer, trainable, constraint, layout=None):
    """Outputs and the variable that is their bias."""
    initializer = initializer or tf.zeros_initializer()
    bias = tf.get_variable('bias', [size], outputs.dtype, initializer, regularizer, trainable, constraint=constraint)
    return tf.nn.bias_add(outputs, bias, data_format=layout)


def pair_of(size):
    """A number for both axes, or one for each."""
    return [size, size] if isinstance(size, int) else list(size)


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


def pool2d(pool, inputs, pool_size, strides, padding, data_format, name):
    """What the two have in common."""
    last = data_format == 'channels_last'
    sizes, steps = ([1, *pair_of(pair), 1] if last else [1, 1, *pair_of(pair)] for pair in (pool_size, strides))
    with tf.name_scope(name):
        return pool(inputs, sizes, steps, padding.upper(), data_format='NHWC' if last else 'NCHW')


def max_pooling2d(inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None):
    """tf.layers.max_pooling2d of TensorFlow 1."""
    return pool2d(tf.nn.max_pool, inputs, pool_size, strides, padding, data_format, name or 'max_pooling2d')


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

tf.set_random_seed(6)
images = tf.placeholder(tf.float32, [None, 11, 11, 1])
init = xavier_initializer()
h = conv2d(images, 3, 5, activation=tf.nn.relu, kernel_initializer=init)
h = max_pooling2d(h, 2, 2)
h = flatten(h)
logits = dense(h, 7)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(['%.5f' % value for value in sess.run(logits, {images: [[[[0.1]] * 11] * 11]})[0]])
for variable in tf.trainable_variables():
    print(variable.name, variable.get_shape().as_list())
