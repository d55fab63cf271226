"""`tf.contrib.distribute`: strategies of one machine, also under an Estimator."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.distribute.cross_device_ops': 'AllReduceCrossDeviceOps CrossDeviceOps',
    'tensorflow.python.distribute.distribute_config': 'DistributeConfig',
    'tensorflow.python.distribute.distribute_lib': (
        'DistributionStrategy=StrategyV1 ReplicaContext UpdateContext get_cross_replica_context '
        'get_distribution_strategy=get_strategy get_loss_reduction get_replica_context get_strategy '
        'has_distribution_strategy=has_strategy has_strategy in_cross_replica_context require_replica_context'
    ),
    'tensorflow.python.distribute.step_fn': 'StandardInputStep StandardSingleLossStep Step',
    'tensorflow.python.distribute.tpu_strategy': 'TPUStrategy=TPUStrategyV1',
    'tf1_ref.compat.restored.strategies': 'MirroredStrategy OneDeviceStrategy',
}
MACHINES = "it was written for 1.15's way of joining machines"
REFUSED = {
    'CollectiveAllReduceStrategy': (MACHINES, 'tf.distribute.experimental.MultiWorkerMirroredStrategy'),
    'Monitor': ('it was a loop over the steps of a strategy', 'tf.train.MonitoredTrainingSession'),
    'MultiWorkerAllReduce': (MACHINES, 'tf.distribute.experimental.MultiWorkerMirroredStrategy'),
    'ParameterServerStrategy': (MACHINES, 'tf.distribute.experimental.ParameterServerStrategy'),
    'initialize_tpu_system': (
        'it needs a TPU, and has become a part of tf.tpu',
        'tf.tpu.experimental.initialize_tpu_system',
    ),
    'run_standard_tensorflow_server': ('TensorFlow 2.16 dropped the coordinator that it is for', 'tf.train.Server'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.distribute', SUPPORTED, REFUSED, globals())
