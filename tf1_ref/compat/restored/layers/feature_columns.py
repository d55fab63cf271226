"""What `tf.contrib.layers` had of feature columns: refused, since they were not those of `tf.feature_column`."""

from __future__ import annotations

WHY = "contrib's own feature columns left with it"
# Name: its successor in tf.feature_column.
SUCCESSORS = {
    'bucketized_column': 'bucketized_column',
    'check_feature_columns': 'input_layer, which checks them',
    'create_feature_spec_for_parsing': 'make_parse_example_spec',
    'crossed_column': 'crossed_column',
    'embedding_column': 'embedding_column',
    'infer_real_valued_columns': 'numeric_column',
    'input_from_feature_columns': 'input_layer',
    'joint_weighted_sum_from_feature_columns': 'linear_model',
    'make_place_holder_tensors_for_base_features': 'make_parse_example_spec',
    'one_hot_column': 'indicator_column',
    'parse_feature_columns_from_examples': 'make_parse_example_spec and tf.parse_example',
    'parse_feature_columns_from_sequence_examples': 'make_parse_example_spec and tf.io.parse_sequence_example',
    'real_valued_column': 'numeric_column',
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
    **{name: (WHY, f'tf.feature_column.{successor}') for name, successor in SUCCESSORS.items()},
    'SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY': (WHY, 'tf.feature_column.crossed_column(hash_key=...)'),
    'feature_column': (WHY, 'tf.feature_column'),
    'multi_class_target': ('contrib.learn left with it', 'tf.losses.sparse_softmax_cross_entropy'),
    'regression_target': ('contrib.learn left with it', 'tf.losses.mean_squared_error'),
}
