"""Where a TPU is."""

import copy

from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.tpu.cluster_resolver')
def test_parity(family, title):
    parity.check(family, title)


def test_the_environment_says_where(monkeypatch):
    monkeypatch.setenv('TPU_NAME', 'grpc://10.0.0.1:8470')
    assert tf.contrib.cluster_resolver.TPUClusterResolver().master() == 'grpc://10.0.0.1:8470'
    monkeypatch.setenv('KUBE_GOOGLE_CLOUD_TPU_ENDPOINTS', 'grpc://10.0.0.2:8470,grpc://10.0.0.3:8470')
    resolver = tf.contrib.cluster_resolver.TPUClusterResolver()
    assert resolver.cluster_spec().as_dict() == {'worker': ['10.0.0.2:8470', '10.0.0.3:8470']}
    assert resolver.master() == 'grpc://10.0.0.2:8470'


def test_it_is_taken_where_tensorflow_s_own_is():
    resolver = tf.contrib.cluster_resolver.TPUClusterResolver('grpc://10.0.0.1:8470')
    assert isinstance(resolver, tf.distribute.cluster_resolver.TPUClusterResolver)
    assert copy.deepcopy(resolver) is resolver


def test_the_cpu_has_no_cores_of_a_tpu():
    assert tf.contrib.cluster_resolver.TPUClusterResolver('').num_accelerators() == {'TPU': 0}
