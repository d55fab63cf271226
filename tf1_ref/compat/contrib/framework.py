"""`tf.contrib.framework`."""

from __future__ import annotations

from tf1_ref.compat.libraries import slim as slim_library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf_slim.ops.arg_scope': 'add_arg_scope arg_scope arg_scoped_arguments current_arg_scope has_arg_scope',
    'tf_slim.ops.framework_ops': 'get_graph_from_inputs get_name_scope',
    'tf_slim.ops.variables': (
        'VariableDeviceChooser add_model_variable assert_global_step assert_or_get_global_step assign_from_checkpoint '
        'assign_from_checkpoint_fn assign_from_values assign_from_values_fn create_global_step filter_variables '
        'get_global_step get_local_variables get_model_variables get_or_create_global_step get_trainable_variables '
        'get_unique_variable get_variable_full_name get_variables get_variables_by_name get_variables_by_suffix '
        'get_variables_to_restore global_variable local_variable model_variable variable'
    ),
    'tf1_ref.compat.restored.graph_queries': 'get_placeholders reduce_sum_n',
    'tf1_ref.compat.restored.shape_checks': 'assert_scalar_int with_same_shape with_shape',
    'tensorflow.compat.v1': ('TensorSpec argsort convert_to_tensor_or_sparse_tensor is_tensor sort'),
    'tensorflow.compat.v1.debugging': 'assert_same_float_dtype assert_scalar',
    'tensorflow.compat.v1.train': 'init_from_checkpoint list_variables load_checkpoint load_variable',
    'tensorflow.python.framework.ops': 'prepend_name_scope strip_name_scope',
    'tensorflow.python.framework.smart_cond': 'smart_case smart_cond smart_constant_value',
    'tensorflow.python.framework.tensor_spec': 'BoundedTensorSpec',
    'tensorflow.python.ops.confusion_matrix': 'remove_squeezable_dimensions',
    'tensorflow.python.ops.data_flow_ops': 'RecordInput',
    'tensorflow.python.ops.init_ops': (
        'convolutional_delta_orthogonal convolutional_orthogonal_1d convolutional_orthogonal_2d '
        'convolutional_orthogonal_3d'
    ),
    'tensorflow.python.util.deprecation': 'deprecated deprecated_arg_values deprecated_args',
    'tensorflow.python.util.nest': 'nest=*',
}
REMAPPING = 'it read rows of a checkpoint by another vocabulary'
REFUSED = {
    'fuse_op': ('it made one op of several for accelerators, which no kernel takes', 'tf.graph_util.extract_sub_graph'),
    'load_and_remap_matrix_initializer': (REMAPPING, 'tf.estimator.WarmStartSettings with tf.estimator.VocabInfo'),
    'load_embedding_initializer': (REMAPPING, 'tf.estimator.WarmStartSettings with tf.estimator.VocabInfo'),
    'load_linear_multiclass_bias_initializer': (
        REMAPPING,
        'tf.train.load_variable, whose rows NumPy puts into another order',
    ),
    'load_variable_slot_initializer': (REMAPPING, 'tf.train.load_variable, whose rows NumPy puts into another order'),
    'py_func': ('it took and gave structures', 'tf.py_func, and tf.nest.flatten around it'),
    'zero_initializer': ("its kernel was in contrib's own library", 'tf.zeros_initializer'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.framework', SUPPORTED, REFUSED, globals(), tf_slim=slim_library.module)
