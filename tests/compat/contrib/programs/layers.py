"""`tf.contrib.layers`."""

from __future__ import annotations

from tests.compat.contrib.programs import batch, x

PREFIX = 'tf.contrib.layers.'


def _plain(name, shape, *arguments, **named):
    """A program that applies a layer to fixed numbers of this shape."""
    return lambda tf: getattr(tf.contrib.layers, name)(x(tf, *shape), *arguments, **named)


def _unknown_batch(name, shape, *arguments, **named):
    return lambda tf: getattr(tf.contrib.layers, name)(batch(tf, *shape), *arguments, **named)


def _initializer(make):
    return lambda tf: tf.get_variable('w', [3, 3, 5, 7], initializer=make(tf.contrib.layers))


def _regularized(make):
    return lambda tf: make(tf.contrib.layers)(tf.get_variable('w', [5, 7]))


def _network(tf):
    layers = tf.contrib.layers
    with tf.contrib.framework.arg_scope(
        [layers.conv2d, layers.fully_connected], weights_regularizer=layers.l2_regularizer(0.1)
    ):
        h = layers.conv2d(tf.reshape(batch(tf, 5, 49), [-1, 7, 7, 1]), 3, 3, normalizer_fn=layers.batch_norm)
        h = layers.max_pool2d(h, 2)
        h = layers.dropout(layers.flatten(h), 0.6, is_training=tf.placeholder_with_default(True, []))
        h = layers.fully_connected(h, 11, scope='fc')
    return layers.fully_connected(h, 10, activation_fn=None)


def _optimize(**arguments):
    def program(tf):
        loss = tf.reduce_sum(tf.square(tf.get_variable('w', [5, 7]) - 1.0))
        tf.train.get_or_create_global_step()
        return tf.contrib.layers.optimize_loss(loss, tf.train.get_global_step(), **arguments)

    return program


def _stack_of_functions(tf):
    layers = tf.contrib.layers
    return layers.stack(x(tf, 5, 3), layers.fully_connected, [7, 11], scope='fc')


def _shared(tf):
    layers = tf.contrib.layers
    first = layers.fully_connected(x(tf, 5, 3), 7, scope='fc')
    return [first, layers.fully_connected(x(tf, 2, 3), 7, scope='fc', reuse=True)]


def _collected(tf):
    layers = tf.contrib.layers
    return layers.fully_connected(
        x(tf, 5, 3), 7, tf.nn.tanh, variables_collections=['mine'], outputs_collections='points', scope='fc'
    )


def _scaled_gradient(tf):
    w = tf.get_variable('w', [5])
    return tf.gradients(tf.contrib.layers.scale_gradient(w, 0.5) * 3.0, w)


def _recomputed(tf):
    layers = tf.contrib.layers
    with tf.variable_scope('of_resources', use_resource=True):
        h = layers.recompute_grad(lambda x: layers.fully_connected(x, 7))(x(tf, 5, 3))
    return [h] + [tf.identity(one) for one in tf.gradients(h, tf.trainable_variables())]


def _reversible(tf):
    layers = tf.contrib.layers
    y1, y2 = layers.rev_block(
        x(tf, 5, 3), x(tf, 5, 3), lambda x: layers.fully_connected(x, 3), lambda x: layers.linear(x, 3), 2
    )
    # In which order the gradients of a custom gradient are named is not determined, on 1.15 neither.
    return [y1, y2] + [tf.identity(one) for one in tf.gradients(y1 + y2, tf.trainable_variables())]


def _block(tf):
    with tf.variable_scope('of_resources', use_resource=True):
        block = tf.contrib.layers.RevBlock(lambda x: 2.0 * x, lambda x: x + 1.0, 2)
        outputs = block.forward(x(tf, 5, 3), x(tf, 5, 3))
        return [outputs, block.backward(*outputs)]


def _normalized(tf):
    layers = tf.contrib.layers
    training = tf.placeholder_with_default(True, [])
    return layers.batch_norm(batch(tf, 5, 3), is_training=training, updates_collections=None, scale=True)


def _summarized(name):
    def program(tf):
        tensor = tf.nn.relu(tf.get_variable('w', [5, 7]), name='h')
        return getattr(tf.contrib.layers, name)(tensor)

    return program


def _summaries_of_collections(tf):
    layers = tf.contrib.layers
    layers.fully_connected(x(tf, 5, 3), 7, outputs_collections=tf.GraphKeys.ACTIVATIONS)
    return [
        [one.op.name for one in layers.summarize_collection(tf.GraphKeys.TRAINABLE_VARIABLES)],
        [one.op.name for one in layers.summarize_activations()],
        [one.op.name for one in layers.summarize_tensors(tf.trainable_variables())],
    ]


def _embedded(tf):
    ids = tf.constant([[1, 2, 0], [3, 1, 0]])
    return tf.contrib.layers.embed_sequence(ids, vocab_size=5, embed_dim=3, scope='words')


def _sparse_ids(tf):
    return tf.SparseTensor([[0, 0], [0, 2], [2, 1]], tf.constant([1, 0, 2], tf.int64), [4, 3])


def _legacy(name, **arguments):
    return lambda tf: getattr(tf.contrib.layers, name)(x(tf, 5, 3), 7, **arguments)


def _applied(tf):
    layers = tf.contrib.layers
    weights = [tf.get_variable(name, [5, 7]) for name in 'ab']
    return layers.apply_regularization(layers.l2_regularizer(0.1), weights)


IMAGES, VOLUMES = (2, 7, 7, 3), (2, 5, 5, 5, 3)
PROGRAMS = {
    'xavier_initializer': _initializer(lambda layers: layers.xavier_initializer()),
    'xavier_initializer, normal': _initializer(lambda layers: layers.xavier_initializer(uniform=False)),
    'xavier_initializer_conv2d': _initializer(lambda layers: layers.xavier_initializer_conv2d()),
    'variance_scaling_initializer': _initializer(lambda layers: layers.variance_scaling_initializer()),
    'variance_scaling_initializer, uniform': _initializer(
        lambda layers: layers.variance_scaling_initializer(1.0, 'FAN_OUT', True)
    ),
    'flatten': _plain('flatten', (2, 3, 5)),
    'flatten, unknown batch': _unknown_batch('flatten', (2, 3, 5)),
    'fully_connected': _plain('fully_connected', (5, 3), 7),
    'fully_connected, unknown batch': _unknown_batch('fully_connected', (5, 3), 7),
    'fully_connected, rank 3': _plain('fully_connected', (2, 5, 3), 7),
    'fully_connected, network': _network,
    'fully_connected, shared': _shared,
    'fully_connected, collected': _collected,
    'fully_connected, normalized': lambda tf: tf.contrib.layers.fully_connected(
        x(tf, 5, 3), 7, normalizer_fn=tf.contrib.layers.batch_norm, normalizer_params={'is_training': True}
    ),
    'fully_connected, everything': lambda tf: tf.contrib.layers.fully_connected(
        x(tf, 5, 3),
        7,
        tf.nn.sigmoid,
        weights_initializer=tf.truncated_normal_initializer(stddev=0.1),
        weights_regularizer=tf.contrib.layers.l1_regularizer(0.1),
        biases_initializer=tf.constant_initializer(0.5),
        biases_regularizer=tf.contrib.layers.l2_regularizer(0.1),
        trainable=False,
    ),
    'linear': _plain('linear', (5, 3), 7),
    'relu': _plain('relu', (5, 3), 7),
    'relu6': _plain('relu6', (5, 3), 7),
    'elu': _plain('elu', (5, 3), 7),
    'legacy_fully_connected': _legacy('legacy_fully_connected', activation_fn=None),
    'legacy_linear': _legacy('legacy_linear'),
    'legacy_relu': _legacy('legacy_relu'),
    'convolution': _plain('convolution', IMAGES, 5, 3),
    'convolution1d': _plain('convolution1d', (2, 11, 3), 5, 3),
    'convolution2d': _plain('convolution2d', IMAGES, 5, [3, 2], 2, 'VALID'),
    'convolution3d': _plain('convolution3d', VOLUMES, 2, 3),
    'conv1d': _plain('conv1d', (2, 11, 3), 5, 3),
    'conv2d': _plain('conv2d', IMAGES, 5, 3),
    'conv2d, rate': _plain('conv2d', IMAGES, 5, 3, rate=2, activation_fn=None),
    'conv2d, twice': lambda tf: tf.contrib.layers.conv2d(tf.contrib.layers.conv2d(x(tf, *IMAGES), 5, 3), 2, 3),
    'conv2d, normalized': lambda tf: tf.contrib.layers.conv2d(
        batch(tf, *IMAGES), 5, 3, normalizer_fn=tf.contrib.layers.batch_norm
    ),
    'conv3d': _plain('conv3d', VOLUMES, 2, 3),
    'conv2d_in_plane': _plain('conv2d_in_plane', IMAGES, 3),
    'convolution2d_in_plane': _plain('convolution2d_in_plane', IMAGES, 3),
    'conv2d_transpose': _plain('conv2d_transpose', (2, 5, 5, 3), 2, 3, 2),
    'conv2d_transpose, unknown batch': _unknown_batch('conv2d_transpose', (2, 5, 5, 3), 2, 3, 2, 'VALID'),
    'convolution2d_transpose': _plain('convolution2d_transpose', (2, 5, 5, 3), 2, 3),
    'conv3d_transpose': _plain('conv3d_transpose', (2, 3, 3, 3, 3), 2, 3, 2),
    'convolution3d_transpose': _plain('convolution3d_transpose', (2, 3, 3, 3, 3), 2, 3),
    'separable_conv2d': _plain('separable_conv2d', IMAGES, 5, 3, 2),
    'separable_conv2d, depthwise only': _plain('separable_conv2d', IMAGES, None, 3, 2),
    'separable_convolution2d': _plain('separable_convolution2d', IMAGES, 5, 3, 2),
    'max_pool2d': _plain('max_pool2d', IMAGES, 2),
    'max_pool2d, same': _plain('max_pool2d', IMAGES, [3, 3], 1, 'SAME'),
    'max_pool3d': _plain('max_pool3d', VOLUMES, 2),
    'avg_pool2d': _plain('avg_pool2d', IMAGES, 2),
    'avg_pool3d': _plain('avg_pool3d', VOLUMES, 2),
    'batch_norm': _plain('batch_norm', (5, 3)),
    'batch_norm, images': _plain('batch_norm', IMAGES),
    'batch_norm, testing': _plain('batch_norm', IMAGES, is_training=False, scale=True, activation_fn=None),
    'batch_norm, in place': _normalized,
    'batch_norm, images, fed': lambda tf: tf.contrib.layers.batch_norm(
        batch(tf, *IMAGES), 0.9, is_training=tf.placeholder_with_default(True, []), scope='bn'
    ),
    'batch_norm, not fused': _plain('batch_norm', IMAGES, fused=False, zero_debias_moving_mean=True),
    'batch_norm, unknown batch': _unknown_batch('batch_norm', (5, 3), 0.9, True, True, 0.01),
    'batch_norm, of volumes': _plain('batch_norm', (2, 3, 4, 4, 3)),
    'batch_norm, weights': lambda tf: tf.contrib.layers.batch_norm(
        x(tf, 5, 3), batch_weights=tf.constant([1.0, 2.0, 0.5, 0.0, 1.0])
    ),
    'dropout': _plain('dropout', (5, 3)),
    'dropout, keep_prob': _plain('dropout', (5, 3), 0.8, scope='drop'),
    'dropout, of nothing': lambda tf: tf.contrib.layers.dropout(
        x(tf, 5, 3), 1.0, is_training=tf.placeholder_with_default(True, [])
    ),
    'dropout, testing': _plain('dropout', (5, 3), 0.8, is_training=False),
    'dropout, fed': lambda tf: tf.contrib.layers.dropout(
        x(tf, 5, 3), tf.placeholder_with_default(0.7, []), is_training=tf.placeholder_with_default(True, [])
    ),
    'layer_norm': _plain('layer_norm', (5, 3)),
    'layer_norm, images': _unknown_batch('layer_norm', IMAGES, activation_fn=None, begin_norm_axis=1),
    'instance_norm': _plain('instance_norm', IMAGES),
    'group_norm': _plain('group_norm', (2, 7, 7, 8), 4),
    'l1_regularizer': _regularized(lambda layers: layers.l1_regularizer(0.1)),
    'l2_regularizer': _regularized(lambda layers: layers.l2_regularizer(0.1)),
    'l2_regularizer, of get_variable': lambda tf: tf.get_variable(
        'w', [5, 7], regularizer=tf.contrib.layers.l2_regularizer(0.1)
    ),
    'l1_l2_regularizer': _regularized(lambda layers: layers.l1_l2_regularizer(0.1, 0.2)),
    'sum_regularizer': _regularized(
        lambda layers: layers.sum_regularizer([layers.l1_regularizer(0.1), layers.l2_regularizer(0.2)])
    ),
    'apply_regularization': _applied,
    'embed_sequence': _embedded,
    'embedding_lookup_unique': lambda tf: tf.contrib.layers.embedding_lookup_unique(
        tf.get_variable('e', [5, 3]), tf.constant([[1, 2], [1, 4]])
    ),
    'safe_embedding_lookup_sparse': lambda tf: tf.contrib.layers.safe_embedding_lookup_sparse(
        [tf.get_variable('e', [5, 3])], _sparse_ids(tf)
    ),
    'bow_encoder': lambda tf: tf.contrib.layers.bow_encoder(tf.constant([[1, 2], [1, 4]]), 5, 3),
    'one_hot_encoding': lambda tf: tf.contrib.layers.one_hot_encoding(tf.constant([1, 0, 3]), 5),
    'optimize_loss': _optimize(learning_rate=0.1, optimizer='SGD'),
    'optimize_loss, everything': _optimize(
        learning_rate=0.1,
        optimizer='Adam',
        clip_gradients=0.5,
        gradient_noise_scale=0.1,
        learning_rate_decay_fn=lambda rate, step: rate * 0.5,
        summaries=['loss', 'learning_rate', 'gradients', 'gradient_norm', 'global_gradient_norm'],
    ),
    'OPTIMIZER_CLS_NAMES': lambda tf: sorted(tf.contrib.layers.OPTIMIZER_CLS_NAMES),
    'OPTIMIZER_SUMMARIES': lambda tf: tf.contrib.layers.OPTIMIZER_SUMMARIES,
    'summarize_activation': _summarized('summarize_activation'),
    'summarize_tensor': _summarized('summarize_tensor'),
    'summarize_tensors': _summaries_of_collections,
    'summarize_collection': _summaries_of_collections,
    'summarize_activations': _summaries_of_collections,
    'bias_add': _plain('bias_add', (5, 3)),
    'repeat': lambda tf: tf.contrib.layers.repeat(x(tf, *IMAGES), 2, tf.contrib.layers.conv2d, 3, [3, 3], scope='c'),
    'stack': _stack_of_functions,
    'unit_norm': _plain('unit_norm', (5, 3), 1),
    'maxout': _plain('maxout', (5, 6), 3),
    'softmax': _plain('softmax', (2, 5, 3)),
    'spatial_softmax': _plain('spatial_softmax', IMAGES),
    'gdn': _plain('gdn', IMAGES),
    'GDN': lambda tf: tf.contrib.layers.GDN(inverse=True)(x(tf, *IMAGES)),
    'images_to_sequence': _plain('images_to_sequence', IMAGES),
    'sequence_to_images': _plain('sequence_to_images', (7, 14, 3), 7),
    'dense_to_sparse': lambda tf: tf.contrib.layers.dense_to_sparse(tf.constant([[1, 0], [0, 3]])).values,
    'scale_gradient': _scaled_gradient,
    'recompute_grad': _recomputed,
    'rev_block': _reversible,
    'RevBlock': _block,
}
