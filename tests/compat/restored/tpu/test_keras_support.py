"""Keras models on a TPU that is not there."""

import pytest

from tests import needs
from tests.compat.contrib import parity
from tf1_ref.compat import tf
from tf1_ref.compat.names import unsupported

needs.modules('tf_keras')


@parity.programs_of('tf1_ref.compat.restored.tpu.keras_support')
def test_parity(family, title):
    parity.check(family, title)


def test_with_a_tpu_it_says_what_is_missing():
    class Resolver:
        def num_accelerators(self):
            return {'TPU': 8}

    with pytest.raises(unsupported.Unsupported, match='its kernels left TensorFlow; use tf.distribute.TPUStrategy'):
        tf.contrib.tpu.TPUDistributionStrategy(Resolver())
