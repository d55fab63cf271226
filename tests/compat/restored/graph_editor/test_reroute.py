from tests.compat.contrib import parity
from tests.graph_support import run
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.graph_editor.reroute')
def test_parity(family, title):
    parity.check(family, title)


def test_two_inputs_of_one_op_change_both():
    a, b = tf.constant(2.0), tf.constant(5.0)
    product = tf.multiply(b, b)
    assert tf.contrib.graph_editor.reroute_ts([a], [b]) == 2
    assert run(product) == 4.0


def test_a_session_that_ran_before_sees_the_change():
    a, b = tf.constant(2.0), tf.constant(5.0)
    doubled = tf.multiply(b, 2.0)
    assert run(doubled) == 10.0
    tf.contrib.graph_editor.swap_ts([a], [b])
    assert run(doubled) == 4.0
