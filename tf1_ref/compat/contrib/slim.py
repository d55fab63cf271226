"""`tf.contrib.slim`."""

from __future__ import annotations

from tf1_ref.compat.contrib import layers
from tf1_ref.compat.libraries import slim as slim_library
from tf1_ref.compat.names import lazy

OF_FRAMEWORK = (
    'VariableDeviceChooser',
    'add_arg_scope',
    'add_model_variable',
    'arg_scope',
    'arg_scoped_arguments',
    'assert_global_step',
    'assert_or_get_global_step',
    'assign_from_checkpoint',
    'assign_from_checkpoint_fn',
    'assign_from_values',
    'assign_from_values_fn',
    'create_global_step',
    'current_arg_scope',
    'filter_variables',
    'get_global_step',
    'get_local_variables',
    'get_model_variables',
    'get_or_create_global_step',
    'get_trainable_variables',
    'get_unique_variable',
    'get_variable_full_name',
    'get_variables',
    'get_variables_by_name',
    'get_variables_by_suffix',
    'get_variables_to_restore',
    'global_variable',
    'has_arg_scope',
    'local_variable',
    'model_variable',
    'variable',
)
SUPPORTED = {
    'tf1_ref.compat.contrib.framework': ' '.join(OF_FRAMEWORK),
    'tf1_ref.compat.contrib.layers': ' '.join(sorted({*layers.__all__} - {'summaries'})),
    'tf1_ref.compat.contrib.losses': 'losses=*',
    'tf1_ref.compat.contrib.metrics': 'metrics=*',
    'tf_slim.data.data_decoder': 'data_decoder=*',
    'tf_slim.data.data_provider': 'data_provider=*',
    'tf_slim.data.dataset': 'dataset=*',
    'tf_slim.data.dataset_data_provider': 'dataset_data_provider=*',
    'tf_slim.data.parallel_reader': 'parallel_reader=*',
    'tf_slim.data.prefetch_queue': 'prefetch_queue=*',
    'tf_slim.data.tfexample_decoder': 'tfexample_decoder=*',
    'tf_slim.evaluation': 'evaluation=*',
    'tf_slim.layers.layers': 'layers=* pool',
    'tf_slim.layers.initializers': 'initializers=*',
    'tf_slim.layers.optimizers': 'adaptive_clipping_fn optimizers=*',
    'tf_slim.layers.regularizers': 'regularizers=*',
    'tf_slim.layers.summaries': 'summarize_biases summarize_variables summarize_weights',
    'tf_slim.layers.utils': 'utils=*',
    'tf_slim.learning': 'learning=*',
    'tf_slim.model_analyzer': 'model_analyzer=*',
    'tf_slim.nets': 'nets=*',
    'tf_slim.ops.arg_scope': 'arg_scope_func_key',
    'tensorflow.python.ops.variables': 'variables=*',
    'tf_slim.queues': 'queues=*',
    'tf_slim.summaries': 'summaries=*',
}
# What wildcard imports had left in 1.15's module.
LEFT_BEHIND = (
    'DataFrameColumn InputLayer ProblemType binary_svm_target bucketization_op bucketize checkpoint_utils '
    'contrib_framework contrib_sparse_ops contrib_variables deprecated deprecated_arg_values '
    'embedding_lookup_sparse_with_distributed_aggregation embedding_ops encoders experimental fc feature_column_ops '
    'gen_sparse_feature_cross_op get_default_binary_metrics_for_eval loader lookup loss_ops make_all metric_ops nest '
    'normalization rev_block_lib scattered_embedding_lookup scattered_embedding_lookup_sparse sparse_feature_cross '
    'sparse_feature_cross_op target_column zero_initializer'
)
REFUSED = {
    **layers.__refused__,
    **dict.fromkeys(
        LEFT_BEHIND.split(),
        ('1.15 had it there by a wildcard import only', 'tf.contrib.layers.conv2d and what else tf.contrib.layers has'),
    ),
}

__getattr__, __dir__ = lazy.module('tf.contrib.slim', SUPPORTED, REFUSED, globals(), tf_slim=slim_library.module)
