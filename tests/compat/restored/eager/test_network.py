import pytest

from tests.compat.contrib import parity
from tests.compat.restored.eager import recorded
from tf1_ref.compat import tf


@recorded.of('networks')
def test_gives_what_1_15_gave(title):
    assert parity.same(recorded.GENUINE[title], recorded.here()[title])


def test_a_saver_needs_eager_execution():
    with pytest.raises(RuntimeError, match='use tf.train.Saver'):
        tf.contrib.eager.Saver([])


def test_what_a_network_says_of_names():
    network = tf.contrib.eager.Sequential([tf.layers.Dense(3, name='first')])
    with pytest.raises(ValueError, match='gets its name when it is first called'):
        _ = network.name
    with pytest.raises(ValueError, match="two layers of the same network have the name 'first'"):
        network.add(tf.layers.Dense(5, name='first'))
    with tf.Graph().as_default():
        tf.contrib.eager.Sequential(name='only')(tf.zeros([2, 3]))
        with pytest.raises(ValueError, match="there is a network or a variable scope 'only' already"):
            tf.contrib.eager.Sequential(name='only')(tf.zeros([2, 3]))
