"""Roots of matrices by iteration, for `tf.contrib.opt.ShampooOptimizer`.

Source: tf.contrib.opt of TensorFlow 1.15 (matrix_functions.py); Higham, "Stable iterations for the matrix square root",
1997; Guo and Higham, "A Schur-Newton Method for the Matrix p-th Root and its Inverse", 2006.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


def matrix_square_root(
    mat_a: tf1.Tensor, mat_a_size: int, iter_count: int = 100, ridge_epsilon: float = 1e-4
) -> tf1.Tensor:
    """Finds the square root of a matrix, by the coupled iteration of Newton.

    Args:
        mat_a: symmetric, with no eigenvalue below 0, `[size, size]`.
        mat_a_size: the number of its rows.
        iter_count: how many steps there are at most; it ends when the error grows.
        ridge_epsilon: added to the diagonal.

    Returns:
        The root, `[size, size]`.
    """
    identity = tf1.eye(tf1.cast(mat_a_size, tf1.int32))
    mat_a = mat_a + ridge_epsilon * identity
    norm = tf1.sqrt(tf1.reduce_sum(mat_a * mat_a))

    def gets_better(step, _y, _before_y, _z, _before_z, error, before):
        return tf1.logical_and(step < iter_count, error < before)

    def improve(step, y, _before_y, z, _before_z, error, _before):
        half = 0.5 * (3.0 * identity - tf1.matmul(z, y))
        new_y, new_z = tf1.matmul(y, half), tf1.matmul(half, z)
        root = new_y * tf1.sqrt(norm)
        rest = mat_a - tf1.matmul(root, root)
        new_error = tf1.sqrt(tf1.reduce_sum(rest * rest)) / norm
        return step + 1, new_y, y, new_z, z, new_error, error

    start = mat_a / norm
    found = tf1.while_loop(gets_better, improve, [0, start, start, identity, identity, norm, norm + 1.0])
    return found[2] * tf1.sqrt(norm)  # the last but one: behind it the error grew


def matrix_inverse_pth_root(
    mat_g: tf1.Tensor,
    mat_g_size: int,
    alpha: float,
    iter_count: int = 100,
    epsilon: float = 1e-6,
    ridge_epsilon: float = 1e-6,
) -> tf1.Tensor:
    """Finds a power of a matrix between -1 and 0, by the iteration of Schur and Newton.

    Args:
        mat_g: symmetric, with no eigenvalue below 0, `[size, size]`.
        mat_g_size: the number of its rows.
        alpha: the exponent, -1 / p for a whole number p.
        iter_count: how many steps there are at most.
        epsilon: how near to the identity an element has to come for the iteration to end.
        ridge_epsilon: added to the diagonal.

    Returns:
        The power, `[size, size]`.
    """
    identity = tf1.eye(tf1.cast(mat_g_size, tf1.int32))
    if mat_g_size == 1:
        return tf1.pow(mat_g + ridge_epsilon, alpha)

    def is_far(step, m, _):
        return tf1.logical_and(step < iter_count, tf1.reduce_max(tf1.abs(m - identity)) > epsilon)

    def improve(step, m, x):
        factor = (1 - alpha) * identity + alpha * m
        return step + 1, tf1.matmul(_power(factor, -1.0 / alpha), m), tf1.matmul(x, factor)

    damped = mat_g + ridge_epsilon * identity
    scale = (1 - 1 / alpha) / (2 * tf1.norm(damped))
    return tf1.while_loop(is_far, improve, [0, damped * scale, identity * tf1.pow(scale, -alpha)])[2]


def _power(matrix, exponent):
    """A power whose exponent is a whole number above 0; squares it once more than is needed, as 1.15 did."""
    assert exponent == int(exponent) and exponent > 0
    power = None
    while exponent > 0:
        if exponent % 2 == 1:
            power = matrix if power is None else tf1.matmul(matrix, power)
        exponent //= 2
        matrix = tf1.matmul(matrix, matrix)
    return power
