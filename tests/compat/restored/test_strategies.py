import pytest

from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.strategies')
def test_parity(family, title):
    parity.check(family, title)


@pytest.mark.parametrize('make', [lambda d: d.MirroredStrategy(), lambda d: d.OneDeviceStrategy('/cpu:0')])
def test_a_batch_is_one_replica_s(make):
    strategy = make(tf.contrib.distribute)
    assert not strategy.extended._global_batch_size
    assert isinstance(strategy, tf.contrib.distribute.DistributionStrategy)
