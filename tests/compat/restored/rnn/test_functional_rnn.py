import numpy as np

from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed
from tests.graph_support import run
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.rnn.functional_rnn')
def test_parity(family, title):
    parity.check(family, title)


def test_it_computes_what_dynamic_rnn_does_from_the_same_weights():
    x, lengths = tf.constant(fixed(3, 5, 7)), [5, 2, 3]
    cell = tf.nn.rnn_cell.GRUCell(4)
    found = tf.contrib.recurrent.functional_rnn(cell, x, lengths, dtype=tf.float32)
    with tf.variable_scope('', reuse=True):
        expected = tf.nn.dynamic_rnn(cell, x, lengths, dtype=tf.float32)
    for one, other in zip(*run([found, expected]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)
