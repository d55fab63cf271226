"""`tf.keras`: the version 1 side of tf_keras, what it refuses, and that it waits for its first use."""

import importlib
import sys

import pytest

from tests import needs, warm
from tf1_ref.compat import keras, tf
from tf1_ref.compat.names import unsupported

REFUSED = [(module, name) for module, names in keras.REFUSED.items() for name in names]


@pytest.fixture
def tf_keras():
    needs.modules('tf_keras')
    return importlib.import_module('tf_keras.api._v1.keras')


def test_it_is_tf_keras_as_of_version_1(tf_keras):
    assert tf.keras is keras and tf.keras.layers is tf_keras.layers
    assert tf.keras.utils.to_categorical is tf_keras.utils.to_categorical
    assert {'layers', 'Model', 'utils'} <= {*dir(tf.keras)} and not [name for name in dir(tf.keras) if name[0] == '_']


@pytest.mark.parametrize(('module', 'name'), REFUSED)
def test_what_it_has_dropped_says_why(tf_keras, module, name):
    """Also on a tf_keras that has it again: then it has to leave the table."""
    part = getattr(tf.keras, module) if module else tf.keras
    assert not hasattr(getattr(tf_keras, module) if module else tf_keras, name)
    with pytest.raises(unsupported.Unsupported, match='is not supported: tf_keras has dropped it; use ') as raised:
        getattr(part, name)
    assert raised.value.symbol == '.'.join(filter(None, ['tf.keras', module, name]))


def test_a_name_that_never_was(tf_keras):
    with pytest.raises(AttributeError, match="module 'tf.keras.utils' has no attribute 'no_such_name'"):
        tf.keras.utils.no_such_name  # noqa: B018


def test_tf_keras_waits_for_its_first_use():
    code = (
        'import sys; from tf1_ref.compat import tf; hasattr(tf.keras, "__path__"), hasattr(tf.keras, "wrappers"); '
        'print("tf_keras" in sys.modules)'
    )
    assert warm.run([sys.executable, '-c', code], text=True).stdout == 'False\n'
