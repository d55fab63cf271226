"""`tf.contrib.eager`: what TensorFlow has under another name, networks, metrics and iterators."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1': (
        'GradientTape TensorSpec custom_gradient enable_eager_execution executing_eagerly '
        'in_eager_mode=executing_eagerly make_template py_func'
    ),
    'tensorflow.compat.v1.app': 'run',
    'tensorflow.compat.v1.train': 'Checkpoint Checkpointable=Checkpoint',
    'tensorflow.compat.v2': 'function',
    'tensorflow.python.eager.backprop': (
        'gradients_function implicit_gradients=implicit_grad implicit_value_and_gradients=implicit_val_and_grad '
        'value_and_gradients_function=val_and_grad_function'
    ),
    'tensorflow.python.eager.context': 'ASYNC SYNC num_gpus',
    'tensorflow.python.ops.resource_variable_ops': 'Variable=ResourceVariable',
    'tensorflow.python.ops.variable_scope': 'EagerVariableStore',
    'tf1_ref.compat.restored.eager.metrics': (
        'metrics.Accuracy metrics.BinaryAccuracy metrics.CategoricalAccuracy metrics.Mean metrics.Metric '
        'metrics.SparseAccuracy'
    ),
    'tf1_ref.compat.restored.eager.iteration': 'Iterator defun',
    'tf1_ref.compat.restored.eager.network': 'Network Saver Sequential get_optimizer_variables',
}
CALLBACKS = ("contrib's execution callbacks left with it", 'tf.debugging.enable_check_numerics')
DEVICES = ('TensorFlow 2 has dropped it', 'tf.config.experimental.set_device_policy')
REMOTE = ("contrib's remote execution left with it", 'tf.train.Server')
NETWORK = ('1.15 had deprecated it', 'tf.contrib.eager.Saver')
TESTS = ("contrib's test decorators left with it", 'tf.test.TestCase')
REFUSED = {
    'DEVICE_PLACEMENT_EXPLICIT': DEVICES,
    'DEVICE_PLACEMENT_SILENT': DEVICES,
    'DEVICE_PLACEMENT_WARN': DEVICES,
    'ExecutionCallback': CALLBACKS,
    'add_execution_callback': CALLBACKS,
    'async_clear_error': REMOTE,
    'async_wait': REMOTE,
    'clear_execution_callbacks': CALLBACKS,
    'connect_to_remote_host': REMOTE,
    'enable_remote_eager_execution': REMOTE,
    'errstate': CALLBACKS,
    'execution_mode': REMOTE,
    'inf_callback': CALLBACKS,
    'inf_nan_callback': CALLBACKS,
    'list_devices': ('TensorFlow 2 has dropped it', 'tf.config.list_logical_devices'),
    'nan_callback': CALLBACKS,
    'restore_network_checkpoint': NETWORK,
    'restore_variables_on_create': NETWORK,
    'run_all_tests_in_graph_and_eager_modes': TESTS,
    'run_test_in_graph_and_eager_modes': TESTS,
    'save_network_checkpoint': NETWORK,
    'set_execution_mode': REMOTE,
    'set_server_def': REMOTE,
    'seterr': CALLBACKS,
}

__getattr__, __dir__ = lazy.module('tf.contrib.eager', SUPPORTED, REFUSED, globals())
