"""An optimizer of `tf.contrib.opt` that clips variables behind each step.

Source: tf.contrib.opt of TensorFlow 1.15 (variable_clipping_optimizer.py).
"""

from __future__ import annotations

import contextlib
from typing import Any

import tensorflow.compat.v1 as tf1


class VariableClippingOptimizer(tf1.train.Optimizer):
    """Another optimizer, behind whose steps some variables are clipped to a norm; of rows, those with a gradient."""

    def __init__(
        self,
        opt: tf1.train.Optimizer,
        vars_to_clip_dims: dict[tf1.Variable, list[int]],
        max_norm: float | tf1.Tensor,
        use_locking: bool = False,
        colocate_clip_ops_with_vars: bool = False,
        name: str = 'VariableClipping',
    ):
        """Makes an optimizer.

        Args:
            opt: what computes and applies the gradients.
            vars_to_clip_dims: by variable the axes over which its norm is taken.
            max_norm: the largest norm.
            use_locking: whether the clipping locks the variables.
            colocate_clip_ops_with_vars: whether all of it is put on the variable's device.
            name: of the name scope.
        """
        super().__init__(use_locking, name)
        self._opt, self._max_norm = opt, max_norm
        self._axes = {var.ref(): axes[:] for var, axes in vars_to_clip_dims.items()}
        self._colocates = colocate_clip_ops_with_vars

    def compute_gradients(self, *args, **kwargs) -> list[tuple]:
        """Computes gradients as the optimizer within does.

        Args:
            *args: as of the optimizer within.
            **kwargs: as of the optimizer within.

        Returns:
            Pairs of gradient and variable.
        """
        return self._opt.compute_gradients(*args, **kwargs)

    def get_slot(self, *args, **kwargs) -> Any:
        """Gives a slot of the optimizer within."""
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs) -> list[str]:
        """Gives the names of the slots of the optimizer within."""
        return self._opt.get_slot_names(*args, **kwargs)

    def apply_gradients(
        self, grads_and_vars: list[tuple], global_step: tf1.Variable | None = None, name: str | None = None
    ) -> tf1.Operation:
        """Applies gradients, then clips.

        Args:
            grads_and_vars: pairs of gradient and variable.
            global_step: a variable that is increased by 1, or None.
            name: of the training op.

        Returns:
            The training op.
        """
        with tf1.name_scope(name, self._name) as scope:
            moved = self._opt.apply_gradients(grads_and_vars, global_step=global_step)
            with tf1.control_dependencies([moved]):
                clipped = [
                    self._clip(grad, var)
                    for grad, var in grads_and_vars
                    if grad is not None and var.ref() in self._axes
                ]
            return tf1.group(moved, *clipped, name=scope)

    def _clip(self, grad, var):
        axes = self._axes[var.ref()]
        with tf1.name_scope('clip_' + var.op.name):
            if not isinstance(grad, tf1.IndexedSlices):
                return self._clip_all(var, axes)
            if 0 in axes:
                tf1.logging.warning('Clipping %s over its rows, axes %s: all rows are read for it.', var.op.name, axes)
                return self._clip_all(var, axes)
            return self._clip_rows(grad, var, axes)

    def _clip_all(self, var, axes):
        with self._near(var):
            value = var.read_value()
            beyond = value - tf1.clip_by_norm(value, self._max_norm, axes)
        with tf1.colocate_with(var):
            return var.assign_sub(beyond, use_locking=self._use_locking)

    def _clip_rows(self, grad, var, axes):
        with tf1.colocate_with(var):
            rows = tf1.gather(var, grad.indices)
        with self._near(var):
            clipped = tf1.clip_by_norm(rows, self._max_norm, axes)
            beyond = tf1.IndexedSlices(rows - clipped, grad.indices, grad.dense_shape)
        with tf1.colocate_with(var):
            return var.scatter_sub(beyond, use_locking=self._use_locking)

    def _near(self, var):
        return tf1.colocate_with(var) if self._colocates else contextlib.nullcontext()
