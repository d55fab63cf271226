"""`tf.layers`."""

from __future__ import annotations

from tests.compat.contrib.programs import batch, x

PREFIX = 'tf.layers.'


def _dense_everything(tf):
    regularizer = tf.contrib.layers.l2_regularizer(0.1)
    return tf.layers.dense(
        x(tf, 5, 3),
        7,
        tf.nn.relu,
        kernel_initializer=tf.truncated_normal_initializer(stddev=0.1),
        bias_initializer=tf.constant_initializer(0.5),
        kernel_regularizer=regularizer,
        bias_regularizer=regularizer,
        activity_regularizer=regularizer,
        name='fc',
    )


def _dense_shared(tf):
    with tf.variable_scope('a'):
        first = tf.layers.dense(x(tf, 5, 3), 7, name='fc')
    with tf.variable_scope('a', reuse=True):
        second = tf.layers.dense(x(tf, 5, 3), 7, name='fc')
    return [first, second]


def _network(tf):
    h = tf.layers.conv2d(tf.reshape(batch(tf, 5, 49), [-1, 7, 7, 1]), 3, 3, activation=tf.nn.relu)
    h = tf.layers.max_pooling2d(h, 2, 2)
    h = tf.layers.dropout(tf.layers.flatten(h), 0.4, training=True)
    return tf.layers.dense(tf.layers.dense(h, 11, tf.nn.relu), 10)


def _dense_twice(tf):
    layer = tf.layers.Dense(7, name='fc')
    first = layer(x(tf, 5, 3))
    second = layer(x(tf, 2, 3))
    return [first, second, layer.name, layer.kernel, layer.bias]


def _batch_norm(**arguments):
    def program(tf):
        return tf.layers.batch_normalization(x(tf, 5, 3), **arguments)

    return program


def _own_layer(tf):
    class Scale(tf.layers.Layer):
        def build(self, input_shape):
            self.scale = self.add_variable('scale', [int(input_shape[-1])], initializer=tf.random_normal_initializer())
            super().build(input_shape)

        def call(self, inputs):
            return inputs * self.scale

    return Scale()(x(tf, 5, 3))


def _in_keras_style(tf):
    with tf.layers.experimental.keras_style_scope():
        layers = [tf.layers.Dense(7), tf.layers.Dense(3)]
        return layers[1](layers[0](x(tf, 5, 3)))


def _trained(tf):
    h = tf.layers.dense(x(tf, 5, 3), 7, tf.nn.relu)
    y = tf.layers.dense(h, 1)
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(y)))
    return y


PROGRAMS = {
    'dense': lambda tf: tf.layers.dense(x(tf, 5, 3), 7),
    'dense, activation': lambda tf: tf.layers.dense(batch(tf, 5, 3), 7, tf.nn.relu),
    'dense, everything': _dense_everything,
    'dense, no bias': lambda tf: tf.layers.dense(x(tf, 5, 3), 7, use_bias=False, trainable=False),
    'dense, rank 3': lambda tf: tf.layers.dense(x(tf, 2, 5, 3), 7),
    'dense, rank 3 of unknown batch': lambda tf: tf.layers.dense(batch(tf, 2, 5, 3), 7),
    'dense, shared': _dense_shared,
    'dense, network': _network,
    'dense, trained': _trained,
    'Dense': _dense_twice,
    'conv1d': lambda tf: tf.layers.conv1d(x(tf, 2, 11, 3), 5, 3),
    'conv1d, causal-like': lambda tf: tf.layers.conv1d(x(tf, 2, 11, 3), 5, 3, padding='same', dilation_rate=2),
    'conv2d': lambda tf: tf.layers.conv2d(x(tf, 2, 7, 7, 3), 5, 3),
    'conv2d, same, strided': lambda tf: tf.layers.conv2d(
        batch(tf, 2, 7, 7, 3), 5, [3, 2], 2, 'same', activation=tf.nn.relu, name='c'
    ),
    'conv2d, dilated': lambda tf: tf.layers.conv2d(x(tf, 2, 7, 7, 3), 5, 3, dilation_rate=2),
    'conv2d, regularized': lambda tf: tf.layers.conv2d(
        x(tf, 2, 7, 7, 3), 5, 3, kernel_regularizer=tf.contrib.layers.l2_regularizer(0.1), use_bias=False
    ),
    'conv3d': lambda tf: tf.layers.conv3d(x(tf, 2, 5, 5, 5, 3), 2, 3),
    'separable_conv1d': lambda tf: tf.layers.separable_conv1d(x(tf, 2, 11, 3), 5, 3),
    'separable_conv2d': lambda tf: tf.layers.separable_conv2d(x(tf, 2, 7, 7, 3), 5, 3),
    'conv2d_transpose': lambda tf: tf.layers.conv2d_transpose(x(tf, 2, 5, 5, 3), 2, 3, 2),
    'conv2d_transpose, same': lambda tf: tf.layers.conv2d_transpose(
        batch(tf, 2, 5, 5, 3), 2, 3, 2, 'same', activation=tf.nn.relu
    ),
    'conv3d_transpose': lambda tf: tf.layers.conv3d_transpose(x(tf, 2, 3, 3, 3, 3), 2, 3, 2),
    'Conv1D': lambda tf: tf.layers.Conv1D(5, 3)(x(tf, 2, 11, 3)),
    'Conv2D': lambda tf: tf.layers.Conv2D(5, 3)(x(tf, 2, 7, 7, 3)),
    'Conv3D': lambda tf: tf.layers.Conv3D(2, 3)(x(tf, 2, 5, 5, 5, 3)),
    'Conv2DTranspose': lambda tf: tf.layers.Conv2DTranspose(2, 3)(x(tf, 2, 5, 5, 3)),
    'Conv3DTranspose': lambda tf: tf.layers.Conv3DTranspose(2, 3)(x(tf, 2, 3, 3, 3, 3)),
    'SeparableConv1D': lambda tf: tf.layers.SeparableConv1D(5, 3)(x(tf, 2, 11, 3)),
    'SeparableConv2D': lambda tf: tf.layers.SeparableConv2D(5, 3)(x(tf, 2, 7, 7, 3)),
    'average_pooling1d': lambda tf: tf.layers.average_pooling1d(x(tf, 2, 11, 3), 3, 2),
    'average_pooling2d': lambda tf: tf.layers.average_pooling2d(x(tf, 2, 7, 7, 3), 3, 2, 'same'),
    'average_pooling3d': lambda tf: tf.layers.average_pooling3d(x(tf, 2, 5, 5, 5, 3), 3, 2),
    'max_pooling1d': lambda tf: tf.layers.max_pooling1d(x(tf, 2, 11, 3), 3, 2),
    'max_pooling2d': lambda tf: tf.layers.max_pooling2d(x(tf, 2, 7, 7, 3), [2, 2], 2),
    'max_pooling3d': lambda tf: tf.layers.max_pooling3d(x(tf, 2, 5, 5, 5, 3), 3, 2),
    'AveragePooling1D': lambda tf: tf.layers.AveragePooling1D(3, 2)(x(tf, 2, 11, 3)),
    'AveragePooling2D': lambda tf: tf.layers.AveragePooling2D(3, 2)(x(tf, 2, 7, 7, 3)),
    'AveragePooling3D': lambda tf: tf.layers.AveragePooling3D(3, 2)(x(tf, 2, 5, 5, 5, 3)),
    'MaxPooling1D': lambda tf: tf.layers.MaxPooling1D(3, 2)(x(tf, 2, 11, 3)),
    'MaxPooling2D': lambda tf: tf.layers.MaxPooling2D(3, 2)(x(tf, 2, 7, 7, 3)),
    'MaxPooling3D': lambda tf: tf.layers.MaxPooling3D(3, 2)(x(tf, 2, 5, 5, 5, 3)),
    'dropout': lambda tf: tf.layers.dropout(x(tf, 5, 3)),
    'dropout, in training': lambda tf: tf.layers.dropout(x(tf, 5, 3), 0.4, training=True),
    'dropout, of nothing': lambda tf: tf.layers.dropout(
        x(tf, 5, 3), 0.0, training=tf.placeholder_with_default(True, [])
    ),
    'dropout, of nothing, in training': lambda tf: tf.layers.dropout(x(tf, 5, 3), 0, training=True),
    'dropout, fed': lambda tf: tf.layers.dropout(
        batch(tf, 5, 3), tf.placeholder_with_default(0.4, []), training=tf.placeholder_with_default(True, [])
    ),
    'dropout, noise shape': lambda tf: tf.layers.dropout(x(tf, 5, 3), 0.4, [5, 1], training=True, name='drop'),
    'Dropout': lambda tf: tf.layers.Dropout(0.4)(x(tf, 5, 3), training=True),
    'flatten': lambda tf: tf.layers.flatten(x(tf, 2, 3, 5)),
    'flatten, unknown batch': lambda tf: tf.layers.flatten(batch(tf, 2, 3, 5)),
    'flatten, of a vector': lambda tf: tf.layers.flatten(x(tf, 5)),
    'Flatten': lambda tf: tf.layers.Flatten()(batch(tf, 2, 3, 5)),
    'batch_normalization': _batch_norm(),
    'batch_normalization, training': _batch_norm(training=True),
    'batch_normalization, fed': lambda tf: tf.layers.batch_normalization(
        batch(tf, 5, 3), training=tf.placeholder_with_default(True, [])
    ),
    'batch_normalization, fused': lambda tf: tf.layers.batch_normalization(x(tf, 2, 5, 5, 3), training=True, name='bn'),
    'batch_normalization, fused, fed': lambda tf: tf.layers.batch_normalization(
        batch(tf, 2, 5, 5, 3), training=tf.placeholder_with_default(True, [])
    ),
    'batch_normalization, fused, testing': lambda tf: tf.layers.batch_normalization(x(tf, 2, 5, 5, 3)),
    'batch_normalization, everything': _batch_norm(
        momentum=0.9, epsilon=0.01, center=False, scale=True, training=True, renorm=True
    ),
    'batch_normalization, neither': lambda tf: tf.layers.batch_normalization(
        x(tf, 2, 5, 5, 3), center=False, scale=False, training=True
    ),
    'batch_normalization, of volumes': lambda tf: tf.layers.batch_normalization(x(tf, 2, 3, 4, 4, 3), training=True),
    'batch_normalization, of volumes, fed': lambda tf: tf.layers.batch_normalization(
        batch(tf, 2, 3, 4, 4, 3), training=tf.placeholder_with_default(True, [])
    ),
    'BatchNormalization': lambda tf: tf.layers.BatchNormalization()(x(tf, 5, 3), training=True),
    'Layer': _own_layer,
    'experimental': _in_keras_style,
    'InputSpec': lambda tf: [tf.layers.InputSpec(ndim=2).ndim],
}
