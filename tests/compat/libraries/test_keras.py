"""The version 1 side of tf_keras: what it has dropped says why."""

import importlib
import re
import sys

import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.libraries import keras
from tf1_ref.compat.names import unsupported

REFUSED = [(module, name) for module, names in keras.REFUSED.items() for name in names]


@pytest.fixture
def tf_keras():
    needs.modules('tf_keras')
    return importlib.import_module('tf_keras.api._v1.keras')


@pytest.mark.parametrize(('module', 'name'), REFUSED)
def test_what_it_has_dropped_says_why(tf_keras, module, name):
    """Also on a tf_keras that has it again: then it has to leave the table."""
    part = getattr(tf.keras, module) if module else tf.keras
    assert not hasattr(getattr(tf_keras, module) if module else tf_keras, name)
    why, substitute = keras.REFUSED[module][name]
    with pytest.raises(unsupported.Unsupported, match=f'is not supported: {re.escape(why)}; use ') as raised:
        getattr(part, name)
    assert raised.value.substitute == substitute
    assert raised.value.symbol == '.'.join(filter(None, ['tf.keras', module, name]))


def test_a_name_that_never_was(tf_keras):
    with pytest.raises(AttributeError, match="module 'tf.keras.utils' has no attribute 'no_such_name'"):
        tf.keras.utils.no_such_name  # noqa: B018


def test_a_module_comes_with_its_tables(tf_keras):
    assert keras.module('tf_keras.src.backend') is importlib.import_module('tf_keras.src.backend')
    assert 'tf1_ref.compat.built.tables.keras.layers' in sys.modules
