"""`tf.contrib.eager`: what TensorFlow has under another name, networks, metrics and iterators."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1': (
        'GradientTape TensorSpec custom_gradient enable_eager_execution executing_eagerly '
        'in_eager_mode=executing_eagerly py_func=py_function'
    ),
    'tensorflow.compat.v1.train': 'Checkpoint',
    'tensorflow.compat.v2': 'function',
    'tensorflow.python.eager.backprop': (
        'gradients_function implicit_gradients=implicit_grad implicit_value_and_gradients=implicit_val_and_grad '
        'value_and_gradients_function=val_and_grad_function'
    ),
    'tensorflow.python.eager.context': (
        'ASYNC DEVICE_PLACEMENT_EXPLICIT DEVICE_PLACEMENT_SILENT DEVICE_PLACEMENT_WARN SYNC async_clear_error '
        'async_wait execution_mode num_gpus set_execution_mode set_server_def'
    ),
    'tensorflow.python.eager.remote': 'connect_to_remote_host',
    'tensorflow.python.framework.ops': 'enable_remote_eager_execution=enable_eager_execution_internal run=eager_run',
    'tensorflow.python.framework.test_util': (
        'run_all_tests_in_graph_and_eager_modes=run_all_in_graph_and_eager_modes '
        'run_test_in_graph_and_eager_modes=run_in_graph_and_eager_modes'
    ),
    'tensorflow.python.ops.resource_variable_ops': 'Variable=ResourceVariable',
    'tensorflow.python.ops.template': 'make_template=make_template_internal',
    'tensorflow.python.ops.variable_scope': 'EagerVariableStore',
    'tensorflow.python.trackable.autotrackable': 'Checkpointable=AutoTrackable',
    'tf1_ref.compat.restored.eager.metrics': (
        'metrics.Accuracy metrics.BinaryAccuracy metrics.CategoricalAccuracy metrics.Mean metrics.Metric '
        'metrics.SparseAccuracy'
    ),
    'tf1_ref.compat.restored.eager.iteration': 'Iterator defun',
    'tf1_ref.compat.restored.eager.network': 'Network Saver Sequential get_optimizer_variables',
}
CALLBACKS = 'TensorFlow 2 has no callbacks for ops that run eagerly'
CHECKS = (CALLBACKS, 'tf.debugging.check_numerics')
NETWORK = ('1.15 had deprecated it for the class', 'tf.contrib.eager.Saver')
REFUSED = {
    'ExecutionCallback': CHECKS,
    'add_execution_callback': (CALLBACKS, 'tf.print'),
    'clear_execution_callbacks': (CALLBACKS, 'tf.print'),
    'errstate': CHECKS,
    'inf_callback': CHECKS,
    'inf_nan_callback': CHECKS,
    'list_devices': ('it has become a part of tf.config', 'tf.config.experimental.list_logical_devices'),
    'nan_callback': CHECKS,
    'restore_network_checkpoint': NETWORK,
    'restore_variables_on_create': NETWORK,
    'save_network_checkpoint': NETWORK,
    'seterr': CHECKS,
}

__getattr__, __dir__ = lazy.module('tf.contrib.eager', SUPPORTED, REFUSED, globals())
