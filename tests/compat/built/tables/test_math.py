"""Numbers that TensorFlow 2 gives otherwise. The graphs are compared in test_programs.py."""

import numpy as np
import pytest

from tf1_ref.compat import tf


def values(tensor):
    with tf.Session() as sess:
        return sess.run(tensor)


def test_a_real_number_has_no_angle():
    assert values(tf.angle(tf.constant([-1.0, 2.0, float('nan')]))).tolist() == [0, 0, 0]  # as TensorFlow 1.15.5
    np.testing.assert_allclose(values(tf.angle(tf.constant([-1.0 + 0j, 1j]))), [np.pi, np.pi / 2], rtol=1e-6)


def test_bessel_functions():
    assert values(tf.math.bessel_i0(tf.constant(1.0))) == pytest.approx(1.266066, abs=1e-6)
    assert values(tf.math.bessel_i1(tf.constant(-1.0))) == pytest.approx(-0.5651591, abs=1e-7)


def test_repeat():
    x = tf.constant([[1, 2], [3, 4]])
    assert values(tf.repeat(x, 2, 1)).tolist() == [[1, 1, 2, 2], [3, 3, 4, 4]]
    assert values(tf.repeat(x, [0, 2], 0)).tolist() == [[3, 4], [3, 4]]
    assert values(tf.repeat(x, [1, 2], -1)).tolist() == [[1, 2, 2], [3, 4, 4]]
    assert values(tf.repeat(5, 3)).tolist() == [5, 5, 5]


def test_sparse_cross():
    crossed = tf.sparse.cross([tf.constant([['a', 'b']]), tf.constant([['c']])])
    assert values(crossed.values).tolist() == [b'a_X_c', b'b_X_c']
