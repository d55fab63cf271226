"""What no walk can tell about names of TensorFlow 1.15.5: places, successors, and reasons. By hand."""

from __future__ import annotations

_CELLS = ('contrib.rnn', 'contrib.rnn.python.ops.rnn_cell')
_DISTRIBUTIONS = 'contrib.distributions'
_ESTIMATOR = 'contrib.estimator'
_LEARN = (
    'contrib.learn',
    'contrib.learn.python',
    'contrib.learn.python.learn',
    'contrib.learn.python.learn.estimators',
)
_LAYERS = ('contrib.layers', 'contrib.layers.python.layers', 'contrib.slim')
_OPT = 'contrib.opt.python.training'
_IMAGE = 'contrib.image.python.ops.dense_image_warp'
# Modules of `tf1_ref.compat.restored`: some of their names, and the modules of 1.15.5 that had them.
_RESTORED = (
    (
        'learn.canned.estimators',
        'DNNClassifier DNNEstimator DNNRegressor',
        (*_LEARN, 'contrib.learn.python.learn.estimators.dnn'),
    ),
    (
        'learn.canned.combined',
        'DNNLinearCombinedClassifier DNNLinearCombinedRegressor',
        (*_LEARN, 'contrib.learn.python.learn.estimators.dnn_linear_combined'),
    ),
    (
        'learn.canned.estimators',
        'LinearClassifier LinearEstimator LinearRegressor',
        (*_LEARN, 'contrib.learn.python.learn.estimators.linear'),
    ),
    (
        'learn.canned.heads',
        'Head no_op_train_fn regression_head',
        (*_LEARN, 'contrib.learn.python.learn.estimators.head'),
    ),
    (
        'learn.canned.class_heads',
        'multi_class_head',
        (*_LEARN, 'contrib.learn.python.learn.estimators.head'),
    ),
    (
        'learn.canned.more_heads',
        'binary_svm_head loss_only_head multi_head multi_label_head poisson_regression_head',
        (*_LEARN, 'contrib.learn.python.learn.estimators.head'),
    ),
    (
        'learn.canned.logistic',
        'LogisticRegressor',
        (*_LEARN, 'contrib.learn.python.learn.estimators.logistic_regressor'),
    ),
    (
        'learn.canned.columns',
        'infer_real_valued_columns_from_input infer_real_valued_columns_from_input_fn',
        (*_LEARN, 'contrib.learn.python.learn.estimators.estimator'),
    ),
    ('learn.canned.columns', 'real_valued_column', (*_LAYERS, 'contrib.layers.python.layers.feature_column')),
    (
        'learn.canned.columns',
        'infer_real_valued_columns',
        (*_LAYERS, 'contrib.layers.python.layers.feature_column_ops'),
    ),
    (
        'distributions.categoricals',
        'ExpRelaxedOneHotCategorical RelaxedOneHotCategorical',
        (_DISTRIBUTIONS, f'{_DISTRIBUTIONS}.python.ops.relaxed_onehot_categorical'),
    ),
    (
        'distributions.categoricals',
        'OneHotCategorical',
        (_DISTRIBUTIONS, f'{_DISTRIBUTIONS}.python.ops.onehot_categorical'),
    ),
    ('distributions.mixtures', 'Mixture', (_DISTRIBUTIONS, f'{_DISTRIBUTIONS}.python.ops.mixture')),
    (
        'distributions.mixtures',
        'MixtureSameFamily',
        (_DISTRIBUTIONS, f'{_DISTRIBUTIONS}.python.ops.mixture_same_family'),
    ),
    ('distributions.percentiles', 'percentile', (_DISTRIBUTIONS, f'{_DISTRIBUTIONS}.python.ops.sample_stats')),
    ('distributions.poisson', 'Poisson', (_DISTRIBUTIONS, f'{_DISTRIBUTIONS}.python.ops.poisson')),
    (
        'estimator.heads',
        'binary_classification_head logistic_regression_head multi_class_head poisson_regression_head regression_head',
        (_ESTIMATOR, f'{_ESTIMATOR}.python.estimator.head'),
    ),
    ('estimator.multi_label', 'multi_label_head', (_ESTIMATOR, f'{_ESTIMATOR}.python.estimator.head')),
    ('estimator.multi_head', 'multi_head', (_ESTIMATOR, f'{_ESTIMATOR}.python.estimator.multi_head')),
    ('estimator.extending', 'forward_features', (_ESTIMATOR, f'{_ESTIMATOR}.python.estimator.extenders')),
    (
        'estimator.extending',
        'export_all_saved_models export_saved_model_for_mode',
        (_ESTIMATOR, f'{_ESTIMATOR}.python.estimator.export'),
    ),
    ('datasets', 'sliding_window_batch', ('contrib.data', 'contrib.data.python.ops.sliding')),
    ('datasets', 'reduce_dataset', ('contrib.data', 'contrib.data.python.ops.get_single_element')),
    (
        'lookup_tables',
        'index_to_string string_to_index string_to_index_table_from_file string_to_index_table_from_tensor',
        ('contrib.lookup', 'contrib.lookup.lookup_ops'),
    ),
    ('estimator.compiled_model', 'estimator_model_fn', ('contrib.compiler.xla',)),
    ('rnn.frequency_cells', 'BidirectionalGridLSTMCell GridLSTMCell TimeFreqLSTMCell', _CELLS),
    ('rnn.gated_cells', 'GLSTMCell IntersectionRNNCell PhasedLSTMCell', _CELLS),
    ('rnn.independent_cells', 'IndRNNCell IndyGRUCell IndyLSTMCell SRUCell', _CELLS),
    (
        'rnn.functional_rnn',
        'bidirectional_functional_rnn functional_rnn',
        ('contrib.recurrent.python.recurrent_api', 'contrib.recurrent.python.ops.functional_rnn'),
    ),
    (
        'rnn.recurrent',
        'Recurrent',
        ('contrib.recurrent.python.recurrent_api', 'contrib.recurrent.python.ops.recurrent'),
    ),
    (
        'memory_stats',
        'BytesInUse BytesLimit MaxBytesInUse',
        ('contrib.memory_stats.python.ops.memory_stats_ops',),
    ),
    ('profiling.profile_context', 'ProfileContext', ('contrib.tfprof', 'python.profiler.profile_context')),
    ('opt.layerwise', 'LARSOptimizer', ('contrib.opt', f'{_OPT}.lars_optimizer')),
    ('opt.matrix_roots', 'matrix_inverse_pth_root matrix_square_root', (f'{_OPT}.matrix_functions',)),
    (
        'opt.multitask',
        'MultitaskOptimizerWrapper clip_gradients_by_global_norm',
        ('contrib.opt', f'{_OPT}.multitask_optimizer_wrapper'),
    ),
    ('opt.regularized_adagrad', 'RegAdagradOptimizer', ('contrib.opt', f'{_OPT}.reg_adagrad_optimizer')),
    ('opt.shampoo', 'ShampooOptimizer', ('contrib.opt', f'{_OPT}.shampoo')),
    (
        'opt.sign_decay',
        'get_cosine_decay_fn get_linear_decay_fn get_restart_decay_fn',
        (f'{_OPT}.sign_decay',),
    ),
    ('opt.weight_decay', 'ShampooWOptimizer', (f'{_OPT}.weight_decay_optimizers',)),
    ('opt.sign_optimizers', 'AddSignOptimizer', ('contrib.opt', f'{_OPT}.addsign')),
    ('opt.sign_optimizers', 'PowerSignOptimizer', ('contrib.opt', f'{_OPT}.powersign')),
    (
        'opt.variable_clipping',
        'VariableClippingOptimizer',
        ('contrib.opt', f'{_OPT}.variable_clipping_optimizer'),
    ),
    ('warping', 'dense_image_warp', ('contrib.image', _IMAGE)),
    ('thread_pools', 'PrivateThreadPool override_threadpool', ('contrib.data.python.ops.threadpool',)),
    (
        'loss_scaling',
        'ExponentialUpdateLossScaleManager FixedLossScaleManager LossScaleManager',
        ('contrib.mixed_precision', 'contrib.mixed_precision.python.loss_scale_manager'),
    ),
    (
        'loss_scaling',
        'LossScaleOptimizer',
        ('contrib.mixed_precision', 'contrib.mixed_precision.python.loss_scale_optimizer'),
    ),
)
# 'module:name' below tensorflow, or ':name' in every module: 'module:name there', the name left out if it is the same.
PLACES = {
    **{
        f'{module}:{name}': f'tf1_ref.compat.restored.{there}:{name}'
        for there, names, modules in _RESTORED
        for module in modules
        for name in names.split()
    },
    f'{_IMAGE}:_interpolate_bilinear': 'tf1_ref.compat.restored.warping:interpolate_bilinear',
    # What six had under these names.
    ':xrange': 'builtins:range',
    ':zip': 'builtins:zip',
    ':map': 'builtins:map',
    ':filter': 'builtins:filter',
    # Bound everywhere, defined nowhere; the smallest of those modules.
    ':tf_export': 'tensorflow.python.tf2:tf_export',
    'python.ops.control_flow_ops:cond_v2': 'tensorflow.python.ops.cond_v2:cond_v2',
    'python.framework.ops:Tensor': 'tf:Tensor',
    'python.framework.ops:IndexedSlices': 'tf:IndexedSlices',
    'python.util.nest:is_sequence': 'tensorflow.python.util.nest:is_nested',
    # 1.15's class was Variable without the reference to either kind.
    'python.ops.variables:RefVariable': 'tensorflow.python.ops.ref_variable:RefVariable',
    'contrib.learn.python.learn.estimators.run_config:_DEFAULT_UID_WHITE_LIST': (
        'tf1_ref.compat.restored.learn.run_config:_DEFAULT_UID_WHITE_LIST'
    ),
    'contrib.distribute:TPUStrategy': 'tensorflow.python.distribute.tpu_strategy:TPUStrategyV1',
    'contrib.estimator:call_logit_fn': 'tf.estimator.experimental:call_logit_fn',
    'contrib.estimator.python.estimator.logit_fns:call_logit_fn': 'tf.estimator.experimental:call_logit_fn',
    **{
        f'contrib.tfprof.model_analyzer:{name}': f'tf.contrib.tfprof.model_analyzer:{name}'
        for name in (
            'ALL_ADVICE',
            'FLOAT_OPS_OPTIONS',
            'PRINT_ALL_TIMING_MEMORY',
            'TRAINABLE_VARS_PARAMS_STAT_OPTIONS',
            'advise',
            'print_model_analysis',
        )
    },
    # A function hid the module of its name, so that these could only be imported; nobody did.
    **{
        f'contrib.framework.python.ops.arg_scope:{name}': f'!:{name}'
        for name in ('_add_op', '_get_arg_stack', '_kwarg_names', '_name_op')
    },
    'contrib.rnn.python.ops.core_rnn_cell:_Linear': 'tf1_ref.compat.restored.rnn.linear:Linear',
    'contrib.rnn.python.ops.core_rnn_cell:_linear': 'tf1_ref.compat.restored.rnn.linear:linear',
    'contrib.rnn.python.ops.rnn_cell:_Linear': 'tf1_ref.compat.restored.rnn.linear:Linear',
    'python.pywrap_tensorflow:NewCheckpointReader': 'tf.train:NewCheckpointReader',
    'python.pywrap_tensorflow:EventsWriter': 'tensorflow.python.client._pywrap_events_writer:EventsWriter',
    'python.pywrap_tensorflow:EqualGraphDefWrapper': 'tensorflow.python.client.pywrap_tf_session:EqualGraphDefWrapper',
}
# Modules that this project answers itself, though TensorFlow still has one of that name.
REPLACED = ('python.layers', 'python.estimator')
# The roots of what belongs to TensorFlow.
OWN = ('python', 'contrib', 'core', 'lite', 'compiler', 'tools', 'keras', 'examples', '')
# Packages whose names 1.15.5 had taken in, and which are there today.
PACKAGES = (
    'abc',
    'ast',
    'builtins',
    'collections',
    'contextlib',
    'copy',
    'functools',
    'google.protobuf.message',
    'math',
)
# Modules of 1.15.5: the libraries, or this project's modules, that took their code over.
TAKEN_OVER = {
    'contrib.layers': ('tf_slim.layers', 'tf1_ref.compat.restored.layers'),
    'contrib.framework': ('tf_slim.ops', 'tf1_ref.compat.restored'),
    'contrib.slim': ('tf_slim',),
    'contrib.losses': ('tf_slim.losses',),
    'contrib.metrics': ('tf_slim.metrics', 'tf1_ref.compat.restored.metrics'),
    'contrib.training': ('tf_slim.training', 'tf_slim.evaluation', 'tf1_ref.compat.restored.training'),
    'contrib.rnn': ('tf1_ref.compat.restored.rnn',),
    'contrib.seq2seq': ('tf1_ref.compat.restored.seq2seq',),
    'contrib.legacy_seq2seq': ('tf1_ref.compat.restored.legacy_seq2seq',),
    'contrib.crf': ('tf1_ref.compat.restored.crf',),
    'contrib.opt': ('tf1_ref.compat.restored.opt',),
    'contrib.eager': ('tf1_ref.compat.restored.eager',),
    'contrib.learn': ('tf1_ref.compat.restored.learn',),
    'contrib.tpu': ('tensorflow_estimator.python.estimator.tpu', 'tf1_ref.compat.restored.tpu'),
    'python.tpu': ('tf1_ref.compat.restored.tpu',),
    'contrib.graph_editor': ('tf1_ref.compat.restored.graph_editor',),
    'contrib.cudnn_rnn': ('tf1_ref.compat.restored.cudnn_rnn',),
    'contrib.timeseries': ('tensorflow_estimator.python.estimator.canned.timeseries',),
    'python.estimator': ('tensorflow_estimator.python.estimator',),
    'python.keras': ('tf_keras.src',),
    'python.layers': ('tf_keras.src.legacy_tf_layers',),
    'python.ops.rnn_cell_impl': ('tf_keras.src.layers.rnn.legacy_cells',),
}
# Modules of contrib: where in TensorFlow their code went. What else contrib defined is nowhere in TensorFlow, even
# where a name is the same.
MOVED_TO = {
    'contrib.cluster_resolver': ('python.distribute.cluster_resolver.',),
    'contrib.data': ('python.data.',),
    'contrib.distribute': ('python.distribute.',),
    'contrib.eager': ('python.eager.',),
    'contrib.tfprof': ('python.profiler.',),
    'contrib.tpu': ('python.tpu.', 'core.protobuf.tpu.'),
    'contrib.compiler': ('python.compiler.',),
    'contrib.tensorrt': ('python.compiler.tensorrt.',),
    'contrib': (),
    'core': ('core.',),
    'lite': ('lite.', 'compiler.mlir.lite.'),
    'tools': ('python.tools.', 'tools.'),
    'compiler': ('compiler.', 'python.compiler.'),
}
ELSEWHERE = ('python.',)


def moved_to(module: str) -> tuple[str, ...]:
    """The modules of TensorFlow that may hold today what `module` defined."""
    while module:
        if module in MOVED_TO:
            return MOVED_TO[module]
        module = module.rpartition('.')[0]
    return ELSEWHERE
