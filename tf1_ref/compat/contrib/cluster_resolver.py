"""`tf.contrib.cluster_resolver`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.distribute.cluster_resolver.cluster_resolver': (
        'ClusterResolver SimpleClusterResolver UnionClusterResolver'
    ),
    'tensorflow.python.distribute.cluster_resolver.gce_cluster_resolver': 'GCEClusterResolver',
    'tensorflow.python.distribute.cluster_resolver.kubernetes_cluster_resolver': 'KubernetesClusterResolver',
    'tensorflow.python.distribute.cluster_resolver.slurm_cluster_resolver': 'SlurmClusterResolver',
    'tensorflow.python.distribute.cluster_resolver.tfconfig_cluster_resolver': 'TFConfigClusterResolver',
    'tf1_ref.compat.restored.tpu.cluster_resolver': 'TPUClusterResolver',
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.cluster_resolver', SUPPORTED, REFUSED, globals())
