"""`tf.contrib.tpu`: TPUEstimator and what comes with it on the CPU; what needs a TPU ends as it did without one."""

from __future__ import annotations

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.tpu.bfloat16': 'bfloat16_scope',
    'tensorflow.python.tpu.ops.tpu_ops': (
        'cross_replica_sum infeed_dequeue infeed_dequeue_tuple infeed_enqueue infeed_enqueue_tuple outfeed_dequeue '
        'outfeed_dequeue_tuple outfeed_enqueue outfeed_enqueue_tuple'
    ),
    'tensorflow.python.tpu.tpu': 'batch_parallel initialize_system replicate rewrite shard shutdown_system',
    'tensorflow.python.tpu.tpu_feed': 'InfeedQueue',
    'tensorflow.python.tpu.tpu_name_util': 'core',
    'tensorflow.python.tpu.tpu_optimizer': 'CrossShardOptimizer',
    'tensorflow.python.tpu.tpu_replication': 'outside_compilation',
    'tensorflow.python.tpu.training_loop': 'repeat while_loop',
    'tensorflow_estimator.python.estimator.tpu.tpu_config': 'InputPipelineConfig RunConfig TPUConfig',
    'tensorflow_estimator.python.estimator.tpu.tpu_estimator': (
        'TPUEstimator TPUEstimatorSpec export_estimator_savedmodel'
    ),
    'tf1_ref.compat.restored.tpu.async_checkpoint': 'AsyncCheckpointSaverHook',
    'tf1_ref.compat.restored.tpu.keras_support': 'TPUDistributionStrategy keras_to_tpu_model',
}
AXES = 'TensorFlow 2 counts the cores of a TPU along four axes, 1.15 along three'
REFUSED = {
    'DeviceAssignment': (AXES, 'tf.tpu.experimental.DeviceAssignment'),
    'Topology': (AXES, 'tf.tpu.experimental.initialize_tpu_system, which returns one'),
    'device_assignment': (AXES, 'tf.tpu.experimental.DeviceAssignment.build'),
    'profiler': ("the TPU's profiler has other messages today", 'tf.profiler.profile'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.tpu', SUPPORTED, REFUSED, globals(), tensorflow_estimator=library.module)
