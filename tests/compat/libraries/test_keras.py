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


@pytest.mark.parametrize(
    ('gpus', 'message'),
    [
        (1, 'call `multi_gpu_model` with `gpus >= 2`. Received: `gpus=1`'),
        ([0], 'call `multi_gpu_model` with `len(gpus) >= 2`. Received: `gpus=[0]`'),
        (97, "to be available: ['/cpu:0', '/gpu:0', '/gpu:1'"),
        ([90, 91], "available: ['/cpu:0', '/gpu:90', '/gpu:91']. However this machine only has: ['/cpu:0'"),
    ],
)
def test_multi_gpu_model_says_what_1_15_said_without_gpus(tf_keras, gpus, message):
    model = tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,))])
    with pytest.raises(ValueError, match=re.escape(message)):
        tf.keras.utils.multi_gpu_model(model, gpus)
