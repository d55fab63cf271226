"""Random numbers."""

import numpy as np
import pytest

from tf1_ref.compat import tf


@pytest.mark.parametrize('seed', [np.int8(2), np.uint8(2), np.int64(2)])
def test_seeds_of_numpy(seed):
    with tf.Graph().as_default():
        tf.truncated_normal([2], seed=seed, name='drawn')
        op = tf.get_default_graph().get_operation_by_name('drawn/TruncatedNormal')
        assert op.get_attr('seed2') == 2
