"""`tf.keras`: the version 1 side of tf_keras, which waits for its first use."""

import importlib
import sys

import pytest

from tests import needs, warm
from tf1_ref.compat import keras, tf


@pytest.fixture
def tf_keras():
    needs.modules('tf_keras')
    return importlib.import_module('tf_keras.api._v1.keras')


def test_it_is_tf_keras_as_of_version_1(tf_keras):
    assert tf.keras is keras and tf.keras.layers is tf_keras.layers
    assert tf.keras.utils.to_categorical is tf_keras.utils.to_categorical
    assert {'layers', 'Model', 'utils'} <= {*dir(tf.keras)} and not [name for name in dir(tf.keras) if name[0] == '_']


def test_tf_keras_waits_for_its_first_use():
    code = (
        'import sys; from tf1_ref.compat import tf; hasattr(tf.keras, "__path__"), hasattr(tf.keras, "wrappers"); '
        'print("tf_keras" in sys.modules)'
    )
    assert warm.run([sys.executable, '-c', code], text=True).stdout == 'False\n'
