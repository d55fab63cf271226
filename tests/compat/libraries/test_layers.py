"""`tf.layers` from tf_keras' copy of it."""

import sys
import warnings

import pytest

from tests import needs, warm
from tf1_ref.compat import tf

needs.modules('tf_keras')


def test_it_does_not_say_that_it_is_deprecated():
    from tf_keras.src.legacy_tf_layers import core

    x = tf.zeros([3, 7])
    with pytest.warns(UserWarning, match='`tf.layers.dense` is deprecated'):
        core.dense(x, 5)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        assert tf.layers.dense(x, 5).op.name == 'dense_1/BiasAdd'


def test_the_classes_are_tf_keras_s_and_the_functions_copies():
    from tf_keras.src.legacy_tf_layers import base, core

    assert tf.layers.Dense is core.Dense and tf.layers.Layer is base.Layer
    assert tf.layers.dense is not core.dense and tf.layers.dense.__code__ is core.dense.__code__
    assert tf.layers.experimental.keras_style_scope is base.keras_style_scope


def test_it_brings_what_keras_builds_otherwise():
    code = (
        'import sys; from tf1_ref.compat import tf; name = "tf1_ref.compat.built.tables.keras.layers"; '
        'print(name in sys.modules); tf.layers.dense; print(name in sys.modules)'
    )
    assert warm.run([sys.executable, '-c', code], text=True).stdout == 'False\nTrue\n'
