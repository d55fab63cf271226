import numpy as np

from tests.compat.contrib import parity
from tests.graph_support import run
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.graph_editor.transform')
def test_parity(family, title):
    parity.check(family, title)


def test_a_copy_computes_what_numpy_does_from_the_other_input():
    ge = tf.contrib.graph_editor
    x = tf.placeholder(tf.float32, [None, 3])
    y = tf.reduce_sum(tf.square(x) + 1.0, 1)
    other = np.arange(6, dtype=np.float32).reshape(2, 3)
    np.testing.assert_array_equal(run(ge.graph_replace(y, {x: tf.constant(other)})), (other**2 + 1).sum(1))


def test_a_variable_of_the_copy_is_the_original():
    """What is not copied is shared: both paths have one gradient, which counts twice."""
    w = tf.get_variable('w', initializer=2.0)
    x = tf.constant(3.0)
    y = tf.multiply(w.read_value(), x)
    again = tf.contrib.graph_editor.graph_replace(y, {x: tf.constant(5.0)})
    assert run(tf.gradients(y + again, w)) == [8.0]
    assert [v.op.name for v in tf.global_variables()] == ['w']


def test_it_can_be_copied_twice():
    ge = tf.contrib.graph_editor
    y = tf.square(tf.constant(3.0), name='y')
    names = [ge.copy_with_input_replacements(y.op, {}, dst_scope='again')[0].ops[0].name for _ in range(2)]
    assert names == ['again/y', 'again_1/y']
