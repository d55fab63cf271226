import pytest

from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.placement')
def test_parity(family, title):
    parity.check(family, title)


def test_loads_stay_even():
    strategy = tf.contrib.training.GreedyLoadBalancingStrategy(2, lambda op: op)
    assert [strategy(load) for load in (5, 3, 1, 2)] == [0, 1, 1, 1]


def test_an_unknown_shape_is_an_error():
    with pytest.raises(ValueError):
        tf.contrib.training.byte_size_load_fn(tf.placeholder(tf.float32, [None]).op)
