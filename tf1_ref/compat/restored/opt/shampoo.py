"""Shampoo of `tf.contrib.opt` (Gupta, Koren, Singer, "Shampoo: Preconditioned Stochastic Tensor Optimization", 2018).

Source: tf.contrib.opt of TensorFlow 1.15 (shampoo.py).
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.opt import matrix_roots

Number = float | tf1.Tensor | Callable


class ShampooOptimizer(tf1.train.Optimizer):
    """Adagrad with a matrix for each axis of a variable: its gradient is multiplied by a root of each.

    Behind each step `gbar = gbar_decay * gbar + gbar_weight * gradient`, alike the matrix of each axis with the product
    of the gradient with itself over all other axes, and the variable loses `learning_rate * gbar` times the matrices to
    the power of `-alpha / rank`. Slots are `gbar`, `Gbar_0`, `Gbar_1`, ..., and `H_0`, ... for the powers if they are
    not computed in every step.
    """

    def __init__(
        self,
        global_step: int | tf1.Tensor | tf1.Variable = 0,
        max_matrix_size: int = 768,
        gbar_decay: Number = 0.0,
        gbar_weight: Number = 1.0,
        mat_gbar_decay: Number = 1.0,
        mat_gbar_weight: Number = 1.0,
        learning_rate: Number = 1.0,
        svd_interval: Number = 1,
        precond_update_interval: Number = 1,
        epsilon: float = 1e-4,
        alpha: Number = 0.5,
        use_iterative_root: bool = False,
        use_locking: bool = False,
        name: str = 'Shampoo',
    ):
        """Makes an optimizer. Of the numbers, many may be functions of the step, a scalar tensor.

        Args:
            global_step: the number of steps taken.
            max_matrix_size: an axis that is longer has the matrix's diagonal only.
            gbar_decay: what the mean of the gradients keeps.
            gbar_weight: what a gradient adds to their mean.
            mat_gbar_decay: what the matrices keep.
            mat_gbar_weight: what a gradient adds to the matrices.
            learning_rate: what a step is multiplied by.
            svd_interval: behind how many steps the powers of the matrices are computed.
            precond_update_interval: behind how many steps the matrices are.
            epsilon: added to the diagonal of a matrix.
            alpha: the sum of the powers, without its sign.
            use_iterative_root: whether powers are found by iteration; else by singular values.
            use_locking: not used, as in 1.15.
            name: of the name scope, and of the slots.
        """
        super().__init__(use_locking, name)
        self._global_step = tf1.cast(global_step, tf1.float32)
        self._max_matrix_size, self._epsilon, self._use_iterative_root = max_matrix_size, epsilon, use_iterative_root
        self._gbar_decay, self._gbar_weight = gbar_decay, gbar_weight
        self._mat_gbar_decay, self._mat_gbar_weight = mat_gbar_decay, mat_gbar_weight
        self._learning_rate, self._alpha = learning_rate, alpha
        self._svd_interval, self._precond_update_interval = svd_interval, precond_update_interval

    def _create_slots(self, var_list):
        for var in var_list:
            with tf1.colocate_with(var):
                self._zeros_slot(var, 'gbar', self._name)
                for axis, size in enumerate(var.shape.as_list()):
                    length = tf1.constant(size, name='shape_as_tensor')
                    start = self._start(var, axis, size, length)
                    self._get_or_make_slot(var, start, f'Gbar_{axis}', self._name)

    def _start(self, var, axis, size, length):
        """Where the matrix of an axis, or its diagonal, starts; makes the slot of its power."""
        if size > self._max_matrix_size:
            return tf1.zeros([length])
        start = tf1.zeros_like(tf1.eye(length))
        if self._svd_interval > 1:
            self._get_or_make_slot(var, tf1.eye(length), f'H_{axis}', self._name)
        return start

    def _apply_dense(self, grad, var):
        return self._move(grad, var)

    def _resource_apply_dense(self, grad, var):
        return self._move(grad, var)

    def _apply_sparse(self, grad, var):
        return self._move_rows(grad.values, var, grad.indices)

    def _resource_apply_sparse(self, grad, var, indices):
        return self._move_rows(grad, var, indices)

    def _move_rows(self, values, var, rows):
        if var.shape.as_list()[0] > self._max_matrix_size and self._gbar_decay == 0.0:
            return self._move(values, var, rows)
        places = tf1.expand_dims(rows, axis=1)
        return self._move(tf1.scatter_nd(places, values, tf1.shape(var, out_type=rows.dtype)), var)

    def _move(self, grad, var, rows=None):
        """Takes a step; a gradient with rows is of these only."""
        step = self._global_step + 1
        gbar = self.get_slot(var, 'gbar')
        decay, weight = _at(self._gbar_decay, step), _at(self._gbar_weight, step)
        moved = grad if rows is not None else _averaged(gbar, self._gbar_decay, decay, weight * grad)
        sizes = var.shape.as_list()
        slots = [self.get_slot(var, f'Gbar_{axis}') for axis in range(len(sizes))]
        numbers = _at(self._mat_gbar_decay, step), _at(self._mat_gbar_weight, step)
        power = -_at(self._alpha, step) / len(sizes)
        intervals = _at(self._svd_interval, step), _at(self._precond_update_interval, step)
        for axis, (size, slot) in enumerate(zip(sizes, slots, strict=True)):
            others = [other for other in range(len(sizes)) if other != axis]
            if size <= self._max_matrix_size:
                matrix = self._matrix(var, slot, grad, axis, size, others, numbers, power, step, intervals)
                moved = tf1.tensordot(moved, matrix, axes=([0], [0]), name=f'precond_{axis}')
            else:
                of_rows = rows if axis == 0 else None
                diagonal = self._diagonal(slot, grad, size, others, numbers, power, of_rows, rows is not None)
                moved = tf1.transpose(moved, perm=[*range(1, len(sizes)), 0]) * diagonal
        rate = _at(self._learning_rate, step)
        if rows is not None:
            return tf1.scatter_add(var, rows, -rate * moved)
        return tf1.assign_sub(var, rate * moved)

    def _matrix(self, var, slot, grad, axis, size, others, numbers, power, step, intervals):
        """The power of the matrix of an axis."""
        decay, weight = numbers
        svd_interval, interval = intervals

        def add():
            weight_now = weight * interval
            products = tf1.tensordot(grad, grad, axes=(others, others), name=f'grad_outer_{axis}')
            return _averaged(slot, self._mat_gbar_decay, decay, weight_now * products)

        matrix = tf1.cond(tf1.mod(step, interval) < 1, add, lambda: slot) / float(size)
        if self._svd_interval == 1:
            return self._power(matrix, size, power)
        kept = self.get_slot(var, f'H_{axis}')
        return tf1.cond(
            tf1.mod(step, svd_interval) < 1,
            lambda: self._power(matrix, size, power, kept),
            lambda: kept,
        )

    def _power(self, matrix, size, power, kept=None):
        with tf1.name_scope('matrix_iterative_power'):
            if self._use_iterative_root:
                root = matrix_roots.matrix_square_root(matrix, size, 100, self._epsilon)
                found = matrix_roots.matrix_inverse_pth_root(root, size, 2 * power, 100, 1e-6, ridge_epsilon=0.0)
            elif size == 1:
                found = tf1.pow(matrix + self._epsilon, power)
            else:
                damping = self._epsilon * tf1.eye(tf1.cast(size, tf1.int32))
                s, u, v = tf1.svd(matrix + damping, full_matrices=True)
                found = tf1.matmul(v * tf1.pow(tf1.maximum(s, self._epsilon), power), tf1.transpose(u))
            return found if kept is None else tf1.assign(kept, found)

    def _diagonal(self, slot, grad, size, others, numbers, power, rows, is_sparse):
        """The power of the diagonal of an axis that is too long for a matrix."""
        decay, weight = numbers
        squares = grad * grad
        if others:
            squares = tf1.reduce_sum(squares, axis=others) / (1.0 if is_sparse else float(size))
        if rows is not None:
            assert self._mat_gbar_decay == 1.0
            sums = tf1.gather(tf1.scatter_add(slot, rows, weight * squares), rows)
        else:
            sums = _averaged(slot, self._mat_gbar_decay, decay, weight * squares)
        return tf1.where(tf1.greater(sums, 0), tf1.pow(sums, power), tf1.zeros_like(sums))


def _at(number, step):
    return number(step) if callable(number) else number


def _averaged(slot, decay, decay_now, more):
    """Moves a slot: it keeps what a decay leaves, which is told apart as it was given where it is 0 or 1."""
    if decay == 0.0:
        return more
    if decay == 1.0:
        return tf1.assign_add(slot, more)
    return slot.assign_add((decay_now - 1) * slot + more)
