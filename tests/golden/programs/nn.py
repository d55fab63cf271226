"""Neural network functions, losses, images, metrics."""

from __future__ import annotations

from tests.golden.programs.inputs import bools, image, ints, v, x
from tf1_ref.compat import tf

ACTIVATIONS = 'relu relu6 crelu elu selu softplus softsign sigmoid tanh softmax log_softmax leaky_relu swish'


def kernel(*shape):
    return v(*(shape or (3, 3, 3, 4)), name='kernel')


def labels():
    return tf.placeholder(tf.float32, [5, 3], name='labels')


def batch_norm_by_hand(rank=4):
    inputs = image() if rank == 4 else x(None, 3)
    mean, variance = tf.nn.moments(inputs, list(range(rank - 1)))
    return tf.nn.batch_normalization(inputs, mean, variance, v(3, name='beta'), v(3, name='gamma'), 1e-3)


PROGRAMS = {'nn.' + name: lambda name=name: getattr(tf.nn, name)(x(4, 3)) for name in ACTIVATIONS.split()}
PROGRAMS.update(
    {
        'nn.' + name + ', unknown batch': lambda name=name: getattr(tf.nn, name)(x(None, 3))
        for name in ('relu', 'softmax', 'log_softmax', 'crelu')
    }
)
PROGRAMS.update(
    {
        'bias_add': lambda: tf.nn.bias_add(x(None, 3), v(3)),
        'bias_add, 4D': lambda: tf.nn.bias_add(image(), v(3)),
        'bias_add, NCHW': lambda: tf.nn.bias_add(image(), v(9), 'NCHW'),
        'xw_plus_b': lambda: tf.nn.xw_plus_b(x(None, 3), v(3, 2), v(2, name='b')),
        'relu_layer': lambda: tf.nn.relu_layer(x(None, 3), v(3, 2), v(2, name='b')),
        'softmax, axis': lambda: tf.nn.softmax(x(4, 3, 2), 1),
        'softmax, dim': lambda: tf.nn.softmax(x(4, 3), dim=-1),
        'softmax, 3D': lambda: tf.nn.softmax(x(4, 3, 2)),
        'softmax, unknown 3D': lambda: tf.nn.softmax(x(None, 3, 2)),
        # Convolutions.
        'conv1d': lambda: tf.nn.conv1d(x(2, 9, 3), kernel(3, 3, 4), 1, 'SAME'),
        'conv2d': lambda: tf.nn.conv2d(image(), kernel(), [1, 1, 1, 1], 'SAME'),
        'conv2d, stride, VALID': lambda: tf.nn.conv2d(image(), kernel(), strides=[1, 2, 2, 1], padding='VALID'),
        'conv2d, unknown batch': lambda: tf.nn.conv2d(x(None, 9, 9, 3), kernel(), [1, 1, 1, 1], 'SAME'),
        'conv2d, dilations': lambda: tf.nn.conv2d(image(), kernel(), [1, 1, 1, 1], 'SAME', dilations=[1, 2, 2, 1]),
        'conv3d': lambda: tf.nn.conv3d(x(2, 5, 5, 5, 3), kernel(3, 3, 3, 3, 4), [1, 1, 1, 1, 1], 'SAME'),
        'conv2d_transpose': lambda: tf.nn.conv2d_transpose(image(), kernel(3, 3, 4, 3), [2, 18, 18, 4], [1, 2, 2, 1]),
        'conv2d_transpose, tensor': lambda: tf.nn.conv2d_transpose(
            x(None, 9, 9, 3), kernel(3, 3, 4, 3), tf.stack([tf.shape(x(None, 3))[0], 18, 18, 4]), [1, 2, 2, 1]
        ),
        'conv2d_transpose, list': lambda: tf.nn.conv2d_transpose(
            x(None, 9, 9, 3), kernel(3, 3, 4, 3), [tf.shape(x(None, 3))[0], 18, 18, 4], [1, 2, 2, 1], 'SAME'
        ),
        'conv3d_transpose': lambda: tf.nn.conv3d_transpose(
            x(2, 5, 5, 5, 3), kernel(3, 3, 3, 4, 3), [2, 10, 10, 10, 4], [1, 2, 2, 2, 1]
        ),
        'conv1d_transpose': lambda: tf.nn.conv1d_transpose(x(2, 9, 3), kernel(3, 4, 3), [2, 18, 4], 2),
        'conv_transpose': lambda: tf.nn.conv_transpose(image(), kernel(3, 3, 4, 3), [2, 18, 18, 4], 2),
        'atrous_conv2d': lambda: tf.nn.atrous_conv2d(image(), kernel(), 2, 'SAME'),
        'atrous_conv2d, VALID': lambda: tf.nn.atrous_conv2d(image(), kernel(), 2, 'VALID'),
        'atrous_conv2d, unknown': lambda: tf.nn.atrous_conv2d(x(None, None, None, 3), kernel(), 2, 'SAME'),
        'atrous_conv2d_transpose': lambda: tf.nn.atrous_conv2d_transpose(
            image(), kernel(3, 3, 4, 3), [2, 9, 9, 4], 2, 'SAME'
        ),
        'convolution': lambda: tf.nn.convolution(image(), kernel(), 'SAME'),
        'convolution, strides': lambda: tf.nn.convolution(image(), kernel(), 'SAME', strides=[2, 2]),
        'convolution, dilated': lambda: tf.nn.convolution(image(), kernel(), 'SAME', dilation_rate=[2, 2]),
        'convolution, dilated, VALID': lambda: tf.nn.convolution(image(), kernel(), 'VALID', dilation_rate=[2, 2]),
        'convolution, 1D': lambda: tf.nn.convolution(x(2, 9, 3), kernel(3, 3, 4), 'SAME'),
        'convolution, 1D dilated': lambda: tf.nn.convolution(x(2, 9, 3), kernel(3, 3, 4), 'VALID', dilation_rate=[2]),
        'depthwise_conv2d': lambda: tf.nn.depthwise_conv2d(image(), kernel(3, 3, 3, 2), [1, 1, 1, 1], 'SAME'),
        'depthwise_conv2d, rate': lambda: tf.nn.depthwise_conv2d(
            image(), kernel(3, 3, 3, 2), [1, 1, 1, 1], 'SAME', rate=[2, 2]
        ),
        'depthwise_conv2d_native': lambda: tf.nn.depthwise_conv2d_native(
            image(), kernel(3, 3, 3, 2), [1, 1, 1, 1], 'SAME'
        ),
        'separable_conv2d': lambda: tf.nn.separable_conv2d(
            image(), kernel(3, 3, 3, 2), v(1, 1, 6, 4), [1, 1, 1, 1], 'SAME'
        ),
        'dilation2d': lambda: tf.nn.dilation2d(image(), kernel(3, 3, 3), [1, 1, 1, 1], [1, 1, 1, 1], 'SAME'),
        'conv2d_backprop_input': lambda: tf.nn.conv2d_backprop_input(
            [2, 9, 9, 3], kernel(), x(2, 9, 9, 4), [1, 1, 1, 1], 'SAME'
        ),
        # Pooling and normalisation.
        'max_pool': lambda: tf.nn.max_pool(image(), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'),
        'max_pool, unknown batch': lambda: tf.nn.max_pool(
            x(None, 9, 9, 3), ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID'
        ),
        'max_pool3d': lambda: tf.nn.max_pool3d(x(2, 5, 5, 5, 3), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'SAME'),
        'max_pool1d': lambda: tf.nn.max_pool1d(x(2, 9, 3), 2, 2, 'SAME'),
        'max_pool_with_argmax': lambda: tf.nn.max_pool_with_argmax(image(), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')[0],
        'avg_pool': lambda: tf.nn.avg_pool(image(), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'),
        'avg_pool, unknown batch': lambda: tf.nn.avg_pool(x(None, 9, 9, 3), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'),
        'avg_pool1d': lambda: tf.nn.avg_pool1d(x(2, 9, 3), 2, 2, 'SAME'),
        'avg_pool3d': lambda: tf.nn.avg_pool3d(x(2, 5, 5, 5, 3), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'SAME'),
        'pool': lambda: tf.nn.pool(image(), [2, 2], 'MAX', 'SAME'),
        'pool, avg, strides': lambda: tf.nn.pool(image(), [2, 2], 'AVG', 'VALID', strides=[2, 2]),
        'fractional_max_pool': lambda: tf.nn.fractional_max_pool(image(), [1.0, 1.5, 1.5, 1.0])[0],
        'lrn': lambda: tf.nn.lrn(image()),
        'local_response_normalization': lambda: tf.nn.local_response_normalization(image(), 4, 1.0, 0.001 / 9.0, 0.75),
        'l2_loss': lambda: tf.nn.l2_loss(v(3, 4)),
        'l2_normalize': lambda: tf.nn.l2_normalize(x(4, 3), 1),
        'l2_normalize, dim': lambda: tf.nn.l2_normalize(x(4, 3), dim=1),
        'moments': lambda: tf.nn.moments(x(4, 3), [0])[1],
        'moments, unknown batch': lambda: tf.nn.moments(x(None, 3), [0])[1],
        'moments, 4D': lambda: tf.nn.moments(image(), [0, 1, 2])[0],
        'moments, keep_dims': lambda: tf.nn.moments(image(), [1, 2], keep_dims=True),
        'moments, half': lambda: tf.nn.moments(x(4, 3, dtype=tf.float16), [0])[1],
        'weighted_moments': lambda: tf.nn.weighted_moments(x(4, 3), [0], x(4, 1))[1],
        'sufficient_statistics': lambda: tf.nn.sufficient_statistics(x(4, 3), [0])[1],
        'batch_normalization': batch_norm_by_hand,
        'batch_normalization, rank 2': lambda: batch_norm_by_hand(2),
        'batch_normalization, no scale': lambda: tf.nn.batch_normalization(x(4, 3), x(3), x(3), v(3), None, 1e-3),
        'batch_norm_with_global_normalization': lambda: tf.nn.batch_norm_with_global_normalization(
            image(), x(3), x(3), v(3), v(3, name='w'), 1e-3, True
        ),
        'fused_batch_norm': lambda: tf.nn.fused_batch_norm(image(), v(3, name='a'), v(3))[0],
        'fused_batch_norm, inference': lambda: tf.nn.fused_batch_norm(
            image(), v(3, name='a'), v(3), x(3), x(3), is_training=False
        )[0],
        'zero_fraction': lambda: tf.nn.zero_fraction(x(4, 3)),
        'zero_fraction, unknown': lambda: tf.nn.zero_fraction(x(None, 3)),
        'dropout': lambda: tf.nn.dropout(x(5, 3), 0.7),
        'dropout, unknown batch': lambda: tf.nn.dropout(x(None, 3), 0.5),
        'dropout, fed': lambda: tf.nn.dropout(x(5, 3), tf.placeholder(tf.float32, [])),
        'dropout, unknown, fed': lambda: tf.nn.dropout(x(None, 3), keep_prob=tf.placeholder(tf.float32)),
        'dropout, noise shape': lambda: tf.nn.dropout(x(5, 3), 0.5, noise_shape=[5, 1]),
        'dropout, double': lambda: tf.nn.dropout(x(5, 3, dtype=tf.float64), 0.5),
        'fused nothing dropped': lambda: tf.nn.dropout(x(5, 3), 1.0),
        # Embeddings and sampling.
        'embedding_lookup': lambda: tf.nn.embedding_lookup(v(7, 3), ints(4)),
        'embedding_lookup, 2D': lambda: tf.nn.embedding_lookup(v(7, 3), ints(None, 4)),
        'embedding_lookup, resource': lambda: tf.nn.embedding_lookup(v(7, 3, use_resource=True), ints(4)),
        'embedding_lookup, two': lambda: tf.nn.embedding_lookup([v(7, 3), v(7, 3, name='w')], ints(4)),
        'embedding_lookup, tensor': lambda: tf.nn.embedding_lookup(x(7, 3), ints(4)),
        'embedding_lookup, max_norm': lambda: tf.nn.embedding_lookup(v(7, 3), ints(4), max_norm=1.0),
        'embedding_lookup_sparse': lambda: tf.nn.embedding_lookup_sparse(
            v(7, 3), tf.sparse_placeholder(tf.int64, [3, 4]), None, combiner='mean'
        ),
        'embedding_lookup_sparse, sum': lambda: tf.nn.embedding_lookup_sparse(
            v(7, 3), tf.sparse_placeholder(tf.int64, [3, 4]), tf.sparse_placeholder(tf.float32, [3, 4]), combiner='sum'
        ),
        'safe_embedding_lookup_sparse': lambda: tf.nn.safe_embedding_lookup_sparse(
            [v(7, 3)], tf.sparse_placeholder(tf.int64, [3, 4])
        ),
        'nce_loss': lambda: tf.nn.nce_loss(v(7, 3), v(7, name='b'), ints(5, 1), x(5, 3), 4, 7),
        'nce_loss, unknown batch': lambda: tf.reduce_mean(
            tf.nn.nce_loss(
                weights=v(7, 3),
                biases=v(7, name='b'),
                labels=ints(None, 1),
                inputs=x(None, 3),
                num_sampled=4,
                num_classes=7,
            )
        ),
        'sampled_softmax_loss': lambda: tf.nn.sampled_softmax_loss(v(7, 3), v(7, name='b'), ints(5, 1), x(5, 3), 4, 7),
        'log_uniform_candidate_sampler': lambda: tf.nn.log_uniform_candidate_sampler(
            tf.cast(ints(5, 1), tf.int64), 1, 4, True, 7
        )[0],
        'uniform_candidate_sampler': lambda: tf.random.uniform_candidate_sampler(
            tf.cast(ints(5, 1), tf.int64), 1, 4, True, 7
        )[0],
        'compute_accidental_hits': lambda: tf.nn.compute_accidental_hits(
            tf.cast(ints(5, 1), tf.int64), tf.cast(ints(4), tf.int64), 1
        ),
        # Cross entropies.
        'softmax_cross_entropy_with_logits': lambda: tf.nn.softmax_cross_entropy_with_logits(
            labels=labels(), logits=x(5, 3)
        ),
        'softmax_cross_entropy_with_logits, unknown batch': lambda: tf.reduce_mean(
            tf.nn.softmax_cross_entropy_with_logits(labels=x(None, 3), logits=x(None, 3))
        ),
        'softmax_cross_entropy_with_logits, 3D': lambda: tf.nn.softmax_cross_entropy_with_logits(
            labels=x(2, 5, 3), logits=x(2, 5, 3)
        ),
        'softmax_cross_entropy_with_logits_v2': lambda: tf.nn.softmax_cross_entropy_with_logits_v2(
            labels=labels(), logits=x(5, 3)
        ),
        'softmax_cross_entropy_with_logits_v2, unknown batch': lambda: tf.nn.softmax_cross_entropy_with_logits_v2(
            labels=x(None, 3), logits=x(None, 3)
        ),
        'sparse_softmax_cross_entropy_with_logits': lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(
            labels=ints(5), logits=x(5, 3)
        ),
        'sparse_softmax_cross_entropy_with_logits, unknown batch': lambda: (
            tf.nn.sparse_softmax_cross_entropy_with_logits(labels=ints(None), logits=x(None, 3))
        ),
        'sparse_softmax_cross_entropy_with_logits, 3D': lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(
            labels=ints(None, 5), logits=x(None, 5, 3)
        ),
        'sparse_softmax_cross_entropy_with_logits, constants': lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(
            labels=[0, 1], logits=x(2, 3)
        ),
        'sigmoid_cross_entropy_with_logits': lambda: tf.nn.sigmoid_cross_entropy_with_logits(
            labels=labels(), logits=x(5, 3)
        ),
        'sigmoid_cross_entropy_with_logits, unknown batch': lambda: tf.nn.sigmoid_cross_entropy_with_logits(
            labels=tf.ones_like(x(None, 1)), logits=x(None, 1)
        ),
        'weighted_cross_entropy_with_logits': lambda: tf.nn.weighted_cross_entropy_with_logits(
            labels(), x(5, 3), pos_weight=2.0
        ),
        'log_poisson_loss': lambda: tf.nn.log_poisson_loss(x(5, 3), x(5, 3)),
        'ctc_loss': lambda: tf.nn.ctc_loss(tf.sparse_placeholder(tf.int32, [2, 4]), x(7, 2, 5), ints(2)),
        'ctc_greedy_decoder': lambda: tf.nn.ctc_greedy_decoder(x(7, 2, 5), ints(2))[1],
        'ctc_beam_search_decoder': lambda: tf.nn.ctc_beam_search_decoder(x(7, 2, 5), ints(2))[1],
        'cross entropy by hand': lambda: tf.reduce_mean(
            -tf.reduce_sum(labels() * tf.log(tf.nn.softmax(x(5, 3))), reduction_indices=[1])
        ),
        'cross entropy by hand, unknown batch': lambda: -tf.reduce_sum(x(None, 3) * tf.log(x(None, 3) + 1e-8)),
        # Losses.
        'losses.absolute_difference': lambda: tf.losses.absolute_difference(labels(), x(5, 3)),
        'losses.compute_weighted_loss': lambda: tf.losses.compute_weighted_loss(x(5, 3)),
        'losses.compute_weighted_loss, weights': lambda: tf.losses.compute_weighted_loss(x(5, 3), x(5, 1)),
        'losses.cosine_distance': lambda: tf.losses.cosine_distance(labels(), x(5, 3), axis=1),
        'losses.hinge_loss': lambda: tf.losses.hinge_loss(labels(), x(5, 3)),
        'losses.huber_loss': lambda: tf.losses.huber_loss(labels(), x(5, 3)),
        'losses.log_loss': lambda: tf.losses.log_loss(labels(), x(5, 3)),
        'losses.mean_pairwise_squared_error': lambda: tf.losses.mean_pairwise_squared_error(labels(), x(5, 3)),
        'losses.mean_squared_error': lambda: tf.losses.mean_squared_error(labels(), x(5, 3)),
        'losses.mean_squared_error, unknown batch': lambda: tf.losses.mean_squared_error(x(None, 3), x(None, 3)),
        'losses.mean_squared_error, unknown rank': lambda: tf.losses.mean_squared_error(
            labels=tf.placeholder(tf.float32), predictions=x(None, 1)
        ),
        'losses.mean_squared_error, weights': lambda: tf.losses.mean_squared_error(labels(), x(5, 3), weights=2.0),
        'losses.mean_squared_error, no reduction': lambda: tf.losses.mean_squared_error(
            labels(), x(5, 3), reduction=tf.losses.Reduction.NONE
        ),
        'losses.mean_squared_error, sum': lambda: tf.losses.mean_squared_error(
            labels(), x(5, 3), reduction=tf.losses.Reduction.SUM
        ),
        'losses.mean_squared_error, mean': lambda: tf.losses.mean_squared_error(
            labels(), x(5, 3), reduction=tf.losses.Reduction.MEAN
        ),
        'losses.mean_squared_error, over batch': lambda: tf.losses.mean_squared_error(
            labels(), x(5, 3), reduction='weighted_sum_over_batch_size'
        ),
        'losses.sigmoid_cross_entropy': lambda: tf.losses.sigmoid_cross_entropy(labels(), x(5, 3)),
        'losses.sigmoid_cross_entropy, smoothing': lambda: tf.losses.sigmoid_cross_entropy(
            labels(), x(5, 3), label_smoothing=0.1
        ),
        'losses.softmax_cross_entropy': lambda: tf.losses.softmax_cross_entropy(labels(), x(5, 3)),
        'losses.softmax_cross_entropy, unknown batch': lambda: tf.losses.softmax_cross_entropy(x(None, 3), x(None, 3)),
        'losses.softmax_cross_entropy, smoothing': lambda: tf.losses.softmax_cross_entropy(
            labels(), x(5, 3), label_smoothing=0.1
        ),
        'losses.softmax_cross_entropy, weights': lambda: tf.losses.softmax_cross_entropy(
            labels(), x(5, 3), weights=x(5)
        ),
        'losses.sparse_softmax_cross_entropy': lambda: tf.losses.sparse_softmax_cross_entropy(ints(5), x(5, 3)),
        'losses.sparse_softmax_cross_entropy, unknown batch': lambda: tf.losses.sparse_softmax_cross_entropy(
            ints(None), x(None, 3)
        ),
        'losses.sparse_softmax_cross_entropy, 3D': lambda: tf.losses.sparse_softmax_cross_entropy(
            ints(2, 5), x(2, 5, 3)
        ),
        'losses.sparse_softmax_cross_entropy, column': lambda: tf.losses.sparse_softmax_cross_entropy(
            ints(5, 1), x(5, 3)
        ),
        'losses.get_total_loss': lambda: (tf.losses.mean_squared_error(labels(), x(5, 3)), tf.losses.get_total_loss())[
            1
        ],
        'losses.add_loss': lambda: (tf.losses.add_loss(x()), tf.losses.get_total_loss())[1],
        'losses.get_regularization_loss': lambda: tf.losses.get_regularization_loss(),
        'losses two': lambda: (
            tf.losses.mean_squared_error(labels(), x(5, 3)) + tf.losses.softmax_cross_entropy(labels(), x(5, 3))
        ),
        # Metrics.
        'metrics.accuracy': lambda: tf.metrics.accuracy(ints(5), ints(5)),
        'metrics.accuracy, argmax': lambda: tf.metrics.accuracy(
            labels=tf.argmax(x(None, 3), 1), predictions=tf.argmax(x(None, 3), 1)
        )[1],
        'metrics.mean': lambda: tf.metrics.mean(x(5)),
        'metrics.mean_squared_error': lambda: tf.metrics.mean_squared_error(x(5), x(5)),
        'metrics.mean_absolute_error': lambda: tf.metrics.mean_absolute_error(x(5), x(5)),
        'metrics.root_mean_squared_error': lambda: tf.metrics.root_mean_squared_error(x(5), x(5)),
        'metrics.precision': lambda: tf.metrics.precision(bools(5), bools(5)),
        'metrics.recall': lambda: tf.metrics.recall(bools(5), bools(5)),
        'metrics.auc': lambda: tf.metrics.auc(bools(5), x(5)),
        'metrics.mean_iou': lambda: tf.metrics.mean_iou(ints(5), ints(5), 3),
        'metrics.recall_at_k': lambda: tf.metrics.recall_at_k(tf.cast(ints(5, 1), tf.int64), x(5, 3), 2),
        'metrics.precision_at_k': lambda: tf.metrics.precision_at_k(tf.cast(ints(5, 1), tf.int64), x(5, 3), 2),
        'metrics.mean_per_class_accuracy': lambda: tf.metrics.mean_per_class_accuracy(ints(5), ints(5), 3),
        'metrics.true_positives': lambda: tf.metrics.true_positives(bools(5), bools(5)),
        'metrics.false_negatives': lambda: tf.metrics.false_negatives(bools(5), bools(5)),
        'metrics.mean_tensor': lambda: tf.metrics.mean_tensor(x(5)),
        'metrics.percentage_below': lambda: tf.metrics.percentage_below(x(5), 0.5),
    }
)
