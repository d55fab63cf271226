"""`tf.contrib.layers`."""

from __future__ import annotations

from tf1_ref.compat.libraries import slim as slim_library
from tf1_ref.compat.names import lazy
from tf1_ref.compat.restored.layers import feature_columns

SUPPORTED = {
    'tf1_ref.compat.restored.layers.initializers': (
        'variance_scaling_initializer xavier_initializer xavier_initializer_conv2d=xavier_initializer'
    ),
    'tf1_ref.compat.restored.layers.embedding': (
        'bow_encoder embed_sequence embedding_lookup_unique safe_embedding_lookup_sparse'
    ),
    'tf1_ref.compat.restored.layers.scaled_gradient': 'scale_gradient',
    'tf_slim.layers.layers': (
        'GDN avg_pool2d avg_pool3d batch_norm bias_add conv1d conv2d conv2d_in_plane conv2d_transpose conv3d '
        'conv3d_transpose convolution convolution1d convolution2d convolution2d_in_plane convolution2d_transpose '
        'convolution3d convolution3d_transpose dense_to_sparse dropout elu flatten fully_connected gdn '
        'images_to_sequence layer_norm legacy_fully_connected legacy_linear legacy_relu linear max_pool2d max_pool3d '
        'maxout one_hot_encoding relu relu6 repeat separable_conv2d separable_convolution2d sequence_to_images '
        'softmax spatial_softmax stack unit_norm'
    ),
    'tf_slim.layers.normalization': 'group_norm instance_norm',
    'tf_slim.layers.optimizers': 'OPTIMIZER_CLS_NAMES OPTIMIZER_SUMMARIES optimize_loss',
    'tf_slim.layers.regularizers': (
        'apply_regularization l1_l2_regularizer l1_regularizer l2_regularizer sum_regularizer'
    ),
    'tf_slim.layers.rev_block_lib': 'RevBlock recompute_grad rev_block',
    'tf_slim.layers.summaries': (
        'summaries=* summarize_activation summarize_activations summarize_collection summarize_tensor summarize_tensors'
    ),
}
REFUSED = feature_columns.REFUSED

__getattr__, __dir__ = lazy.module('tf.contrib.layers', SUPPORTED, REFUSED, globals(), tf_slim=slim_library.module)
