import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.opt import matrix_roots


def matrix(size):
    half = np.random.RandomState(size).uniform(-1, 1, [size, size])
    return (half @ half.T + np.eye(size)).astype(np.float32)


def computed(tensor):
    with tf.Session() as sess:
        return sess.run(tensor)


@pytest.mark.parametrize('size', [2, 3, 7])
def test_the_square_of_the_root_is_the_matrix_with_its_ridge(size):
    root = computed(matrix_roots.matrix_square_root(tf.constant(matrix(size)), size, ridge_epsilon=0.5))
    np.testing.assert_allclose(root @ root, matrix(size) + 0.5 * np.eye(size), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(('size', 'power'), [(3, 1), (3, 2), (5, 3), (7, 4), (1, 2)])
def test_the_power_of_the_inverse_root_is_the_inverse(size, power):
    root = computed(matrix_roots.matrix_inverse_pth_root(tf.constant(matrix(size)), size, -1.0 / power))
    np.testing.assert_allclose(np.linalg.matrix_power(root, power), np.linalg.inv(matrix(size)), rtol=1e-3, atol=1e-4)


def test_an_exponent_has_to_be_one_over_a_whole_number():
    with pytest.raises(AssertionError):
        matrix_roots.matrix_inverse_pth_root(tf.constant(matrix(3)), 3, -0.4)
