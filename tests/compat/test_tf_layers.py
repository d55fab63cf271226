"""`tf.layers`: its names are those of 1.15, and tf_keras waits for their first use."""

import json
import sys

from tests import warm
from tests.compat.contrib import generate
from tf1_ref.compat import tf, tf_layers

GENUINE = json.loads(generate.SYMBOLS.read_text())['tf.layers'].split()


def test_its_names_are_those_of_1_15():
    assert tf.layers is tf_layers and dir(tf.layers) == sorted(GENUINE)
    assert {source for source, _ in tf_layers.__supported__.values()} == {'tf1_ref.compat.libraries.layers'}


def test_tf_keras_waits_for_its_first_use():
    code = (
        'import sys; from tf1_ref.compat import tf; dir(tf.layers), hasattr(tf.layers, "no_such_layer"); '
        'print("tf_keras" in sys.modules)'
    )
    assert warm.run([sys.executable, '-c', code], text=True).stdout == 'False\n'
