"""Where names of TensorFlow 1.15's inner modules are since, and which are gone; found by walking both.

Modules are below `tensorflow.python`; a name is written `name=other` if the module that has it calls it `other`.
Written by `tests.compat.names.generate_moved`.
"""

from __future__ import annotations

MOVED = {
    'data.ops.dataset_ops': {
        'tensorflow.python.data.ops.options': 'AutotuneAlgorithm Options',
        'tensorflow.python.data.ops.readers': 'ParallelInterleaveDataset',
        'tensorflow.python.ops.gen_dataset_ops': (
            'CacheDataset ConcatenateDataset FilterDataset FlatMapDataset InterleaveDataset MapDataset '
            'PaddedBatchDataset ParallelMapDataset RangeDataset ShardDataset SkipDataset SparseTensorSliceDataset '
            'TakeDataset TensorDataset TensorSliceDataset WindowDataset ZipDataset'
        ),
    },
    'data.ops.iterator_ops': {
        'tensorflow.python.ops.gen_dataset_ops': 'IteratorV2',
    },
    'framework.common_shapes': {
        'tensorflow.python.framework.tensor_shape': 'unknown_shape',
        'tensorflow.python.ops.array_ops': 'rank',
    },
    'framework.graph_util': {
        'tensorflow.python.framework.convert_to_constants': 'convert_variables_to_constants',
    },
    'framework.graph_util_impl': {
        'tensorflow.python.framework.convert_to_constants': 'convert_variables_to_constants',
    },
    'framework.ops': {
        'builtins': 'xrange=range',
        'tensorflow.python.framework.indexed_slices': (
            'IndexedSlicesValue convert_n_to_tensor_or_indexed_slices convert_to_tensor_or_indexed_slices '
            'internal_convert_n_to_tensor_or_indexed_slices internal_convert_to_tensor_or_indexed_slices'
        ),
        'tensorflow.python.framework.stack': 'default_session',
        'tensorflow.python.framework.tensor': 'disable_tensor_equality enable_tensor_equality',
        'tensorflow.python.framework.tensor_conversion': 'convert_to_tensor_v2',
        'tensorflow.python.framework.tensor_conversion_registry': 'register_tensor_conversion_function',
        'tensorflow.python.util.lazy_loader': 'LazyLoader',
    },
    'framework.tensor_util': {
        'tensorflow.python.ops.shape_util': 'maybe_set_static_shape shape_tensor',
    },
    'layers.base': {
        'tensorflow.python.tf2': 'tf_export',
    },
    'layers.convolutional': {
        'tensorflow.python.tf2': 'tf_export',
    },
    'layers.core': {
        'tensorflow.python.tf2': 'tf_export',
    },
    'layers.layers': {
        'tensorflow.python.keras.engine.input_spec': 'InputSpec',
        'tf1_ref.compat.tf_layers': 'BatchNormalization batch_normalization',
    },
    'layers.normalization': {
        'tensorflow.python.tf2': 'tf_export',
        'tf1_ref.compat.tf_layers': (
            'BatchNorm=BatchNormalization BatchNormalization batch_norm=batch_normalization batch_normalization'
        ),
    },
    'layers.pooling': {
        'tensorflow.python.tf2': 'tf_export',
    },
    'layers.utils': {
        'tensorflow.python.keras.utils.tf_utils': 'get_reachable_from_inputs',
    },
    'ops.control_flow_ops': {
        'tensorflow.python.util.lazy_loader': 'LazyLoader',
    },
    'ops.embedding_ops': {
        'builtins': 'xrange=range',
    },
    'ops.functional_ops': {
        'tensorflow.python.ops.gen_functional_ops': 'partitioned_call',
    },
    'ops.math_ops': {
        'builtins': 'xrange=range',
        'tensorflow.python.ops.bincount_ops': 'bincount_v1',
        'tensorflow.python.ops.gen_special_math_ops': (
            'BesselI0e BesselI1e bessel_i0e_eager_fallback bessel_i1e_eager_fallback'
        ),
        'tensorflow.python.ops.special_math_ops': 'bessel_i0e bessel_i1e',
    },
    'ops.nn': {
        'builtins': 'xrange=range',
        'tensorflow.python.ops.rnn': 'bidirectional_dynamic_rnn dynamic_rnn raw_rnn static_rnn static_state_saving_rnn',
    },
    'ops.nn_impl': {
        'tensorflow.python.ops.nn_impl_distribute': 'compute_average_loss scale_regularization_loss',
    },
    'ops.random_ops': {
        'tensorflow.python.ops.random_crop_ops': 'random_crop',
    },
    'ops.resource_variable_ops': {
        'tensorflow.python.util.deprecation': 'deprecated_args',
    },
    'ops.rnn_cell': {
        'tensorflow.python.keras.layers.legacy_rnn.rnn_cell_impl': 'ASSERT_LIKE_RNNCELL_ERROR_REGEXP',
        'tensorflow.python.tf2': 'tf_export',
        'tensorflow.python.util.deprecation': 'deprecated',
    },
    'ops.rnn_cell_impl': {
        'tensorflow.python.keras.layers.legacy_rnn.rnn_cell_impl': 'ASSERT_LIKE_RNNCELL_ERROR_REGEXP',
        'tensorflow.python.tf2': 'tf_export',
        'tensorflow.python.util.deprecation': 'deprecated',
    },
    'ops.special_math_ops': {
        'builtins': 'xrange=range',
    },
    'ops.standard_ops': {
        'builtins': 'xrange=range',
        'tensorflow.python.ops.array_ops_stack': 'stack unstack',
        'tensorflow.python.ops.bincount_ops': 'bincount_v1',
        'tensorflow.python.ops.gen_functional_ops': 'partitioned_call',
        'tensorflow.python.ops.gen_special_math_ops': (
            'BesselI0e BesselI1e bessel_i0e_eager_fallback bessel_i1e_eager_fallback'
        ),
        'tensorflow.python.ops.random_crop_ops': 'random_crop',
        'tensorflow.python.ops.ref_variable': 'RefVariable default_variable_creator',
        'tensorflow.python.ops.variable_v1': 'VariableV1 is_variable_initialized',
    },
    'ops.variable_scope': {
        'builtins': 'xrange=range zip',
        'tensorflow.python.ops.ref_variable': 'default_variable_creator',
        'tensorflow.python.ops.resource_variable_ops': 'default_variable_creator_v2',
        'tensorflow.python.ops.resource_variables_toggle': (
            'disable_resource_variables enable_resource_variables resource_variables_enabled'
        ),
    },
    'ops.variables': {
        'tensorflow.python.ops.ref_variable': 'RefVariable default_variable_creator',
        'tensorflow.python.ops.variable_v1': 'VariableV1 is_variable_initialized',
    },
    'tools.freeze_graph': {
        'tensorflow.python.proto_exports': 'MetaGraphDef',
    },
    'training.input': {
        'builtins': 'xrange=range',
    },
    'training.learning_rate_decay': {
        'tensorflow.python.tf2': 'tf_export',
    },
    'training.training': {
        'builtins': 'xrange=range',
        'tensorflow.python.training.quantize_training': 'do_quantize_training_on_graphdef',
    },
}
# Names that are nowhere any more.
GONE = {
    'data.ops.iterator_ops': 'IteratorResourceDeleter',
    'framework.common_shapes': (
        'avg_pool_shape call_cpp_shape_fn conv2d_shape depthwise_conv2d_native_shape get2d_conv_output_size '
        'get_conv_output_size has_fully_defined_shape matmul_shape max_pool_shape no_outputs scalar_shape '
        'separable_conv2d_shape unchanged_shape unchanged_shape_with_rank unchanged_shape_with_rank_at_least '
        'unchanged_shape_with_rank_at_most'
    ),
    'framework.framework_lib': 'RegisterShape',
    'framework.function': 'function_def_from_tf_function',
    'framework.op_def_registry': 'get_registered_ops register_op_list',
    'framework.ops': 'RegisterShape enter_eager_name_scope register_dense_tensor_like_type',
    'framework.tensor_shape': 'matrix scalar vector',
    'layers.utils': 'object_list_uid static_shape',
    'ops.image_ops': 'resize_bicubic_deprecation resize_bilinear_deprecation resize_nearest_neighbor_deprecation',
    'ops.math_ops': 'CompareAndBitpack compare_and_bitpack compare_and_bitpack_eager_fallback',
    'ops.nn': 'l2_normalize_v2',
    'ops.nn_impl': 'l2_normalize_v2',
    'ops.parsing_ops': 'parse_single_example_v2_unoptimized',
    'ops.resource_variable_ops': 'variable_handle_from_shape_and_dtype',
    'ops.standard_ops': (
        'AbstractVariable AbstractVariableMetaclass CompareAndBitpack compare_and_bitpack '
        'compare_and_bitpack_eager_fallback parse_single_example_v2_unoptimized'
    ),
    'ops.variable_scope': 'iteritems',
    'ops.variables': 'AbstractVariable AbstractVariableMetaclass',
    'training.training': 'enable_mixed_precision_graph_rewrite',
    'util.deprecation': 'DeprecatedNamesAlreadySet',
}
