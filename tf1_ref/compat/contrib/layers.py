"""`tf.contrib.layers`."""

from __future__ import annotations

from tf1_ref.compat.libraries import slim as slim_library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.layers.initializers': (
        'variance_scaling_initializer xavier_initializer xavier_initializer_conv2d=xavier_initializer'
    ),
    'tf1_ref.compat.restored.layers.embedding': (
        'bow_encoder embed_sequence embedding_lookup_unique safe_embedding_lookup_sparse'
    ),
    'tf1_ref.compat.restored.layers.scaled_gradient': 'scale_gradient',
    'tf1_ref.compat.restored.learn.canned.columns': 'infer_real_valued_columns real_valued_column',
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
COLUMNS = "contrib's feature columns were those of contrib.learn"
# Of feature columns, which were not those of tf.feature_column: name, and its successor there.
SUCCESSORS = {
    'bucketized_column': 'bucketized_column',
    'check_feature_columns': 'input_layer, which checks them',
    'create_feature_spec_for_parsing': 'make_parse_example_spec',
    'crossed_column': 'crossed_column',
    'embedding_column': 'embedding_column',
    'input_from_feature_columns': 'input_layer',
    'joint_weighted_sum_from_feature_columns': 'linear_model',
    'make_place_holder_tensors_for_base_features': 'make_parse_example_spec',
    'one_hot_column': 'indicator_column',
    'parse_feature_columns_from_examples': 'make_parse_example_spec and tf.parse_example',
    'parse_feature_columns_from_sequence_examples': 'make_parse_example_spec and tf.io.parse_sequence_example',
    'scattered_embedding_column': 'embedding_column',
    'sequence_input_from_feature_columns': 'sequence_numeric_column',
    'shared_embedding_columns': 'shared_embedding_columns',
    'sparse_column_with_hash_bucket': 'categorical_column_with_hash_bucket',
    'sparse_column_with_integerized_feature': 'categorical_column_with_identity',
    'sparse_column_with_keys': 'categorical_column_with_vocabulary_list',
    'sparse_column_with_vocabulary_file': 'categorical_column_with_vocabulary_file',
    'transform_features': 'input_layer',
    'weighted_sparse_column': 'weighted_categorical_column',
    'weighted_sum_from_feature_columns': 'linear_model',
}
REFUSED = {
    **{name: (COLUMNS, f'tf.feature_column.{successor}') for name, successor in SUCCESSORS.items()},
    'SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY': (COLUMNS, 'tf.feature_column.crossed_column(hash_key=...)'),
    'feature_column': (COLUMNS, 'tf.feature_column.numeric_column and the other columns of tf.feature_column'),
    'multi_class_target': ("it was for contrib.learn's heads", 'tf.losses.sparse_softmax_cross_entropy'),
    'regression_target': ("it was for contrib.learn's heads", 'tf.losses.mean_squared_error'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.layers', SUPPORTED, REFUSED, globals(), tf_slim=slim_library.module)
