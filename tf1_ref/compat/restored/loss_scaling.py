"""The loss, made larger before its gradients are taken, and these smaller again: for floats of 16 bits.

Source: tf.contrib.mixed_precision of TensorFlow 1.15 (loss_scale_manager.py, loss_scale_optimizer.py).
"""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1


class LossScaleManager(metaclass=abc.ABCMeta):
    """Says by how much the loss is multiplied."""

    @abc.abstractmethod
    def get_loss_scale(self) -> tf1.Tensor:
        """Returns the factor, a scalar of float32."""

    @abc.abstractmethod
    def update_loss_scale(self, finite_grads: tf1.Tensor) -> tf1.Operation:
        """Makes the op that changes the factor after a step.

        Args:
            finite_grads: a scalar of bool, whether all gradients of the step were finite.
        """


class FixedLossScaleManager(LossScaleManager):
    """A factor that stays."""

    def __init__(self, loss_scale: float):
        """Takes the factor.

        Args:
            loss_scale: from 1 on.

        Raises:
            ValueError: it is below 1.
        """
        if loss_scale < 1:
            raise ValueError('loss scale must be at least 1.')
        self._loss_scale = tf1.convert_to_tensor(loss_scale, dtype=tf1.float32)

    def get_loss_scale(self) -> tf1.Tensor:
        """Returns the factor, a scalar of float32."""
        return self._loss_scale

    def update_loss_scale(self, finite_grads: tf1.Tensor) -> tf1.Operation:
        """Makes an op that does nothing.

        Args:
            finite_grads: not used.
        """
        del finite_grads
        return tf1.no_op()


class ExponentialUpdateLossScaleManager(LossScaleManager):
    """A factor that grows while gradients are finite, and shrinks when they are not."""

    def __init__(
        self,
        init_loss_scale: float,
        incr_every_n_steps: int,
        decr_every_n_nan_or_inf: int = 2,
        incr_ratio: float = 2,
        decr_ratio: float = 0.8,
    ):
        """Makes the variables `loss_scale`, `good_steps` and `bad_steps`.

        Args:
            init_loss_scale: the first factor.
            incr_every_n_steps: after how many steps in a row with finite gradients it grows.
            decr_every_n_nan_or_inf: after how many steps with others it shrinks; these need not follow each other.
            incr_ratio: by which it is multiplied when it grows.
            decr_ratio: by which it is multiplied when it shrinks, but never to less than 1.
        """
        self._increase_after, self._decrease_after = incr_every_n_steps, decr_every_n_nan_or_inf
        self._increase, self._decrease = incr_ratio, decr_ratio
        first = tf1.constant(init_loss_scale, dtype=tf1.float32)
        self._loss_scale = tf1.Variable(first, dtype=tf1.float32, name='loss_scale', trainable=False)
        self._good = tf1.Variable(0, dtype=tf1.int32, name='good_steps', trainable=False)
        self._bad = tf1.Variable(0, dtype=tf1.int32, name='bad_steps', trainable=False)

    def get_loss_scale(self) -> tf1.Tensor:
        """Returns the factor as it is now, a scalar of float32."""
        return self._loss_scale.value()

    def update_loss_scale(self, finite_grads: tf1.Tensor) -> tf1.Operation:
        """Makes the op that counts the step, and changes the factor where it is time.

        Args:
            finite_grads: a scalar of bool, whether all gradients of the step were finite.
        """
        return tf1.cond(finite_grads, self._after_good, self._after_bad)

    def _after_good(self):
        return tf1.cond(
            tf1.greater_equal(self._good + 1, self._increase_after),
            self._grow,
            lambda: tf1.assign_add(self._good, 1).op,
        )

    def _grow(self):
        larger = self._loss_scale * self._increase
        kept = tf1.cond(tf1.is_finite(larger), lambda: self._loss_scale * self._increase, lambda: self._loss_scale)
        return tf1.group(tf1.assign(self._loss_scale, kept), self._reset())

    def _after_bad(self):
        def count():
            return tf1.group(tf1.assign_add(self._bad, 1), tf1.assign(self._good, 0))

        def shrink():
            smaller = tf1.maximum(1.0, self._loss_scale * self._decrease)
            return tf1.group(tf1.assign(self._loss_scale, smaller), self._reset())

        return tf1.cond(tf1.greater_equal(self._bad + 1, self._decrease_after), shrink, count)

    def _reset(self):
        return tf1.group(tf1.assign(self._good, 0), tf1.assign(self._bad, 0))


class LossScaleOptimizer(tf1.train.Optimizer):
    """An optimizer that gives another one the gradients of a scaled loss, and leaves out steps with infinite ones."""

    def __init__(self, opt: tf1.train.Optimizer, loss_scale_manager: LossScaleManager):
        """Makes an optimizer.

        Args:
            opt: does the steps.
            loss_scale_manager: says the factor.
        """
        self._opt, self._loss_scale_manager = opt, loss_scale_manager

    def compute_gradients(
        self,
        loss: tf1.Tensor | Callable[[], tf1.Tensor],
        var_list: Any = None,
        gate_gradients: int = tf1.train.Optimizer.GATE_OP,
        aggregation_method: Any = None,
        colocate_gradients_with_ops: bool = False,
        grad_loss: tf1.Tensor | None = None,
    ) -> list[tuple[Any, tf1.Variable]]:
        """Computes gradients of the loss that is scaled, and scales them back.

        Args:
            loss: a scalar, or in eager execution a function that returns one.
            var_list: as Optimizer takes it.
            gate_gradients: as Optimizer takes it.
            aggregation_method: as Optimizer takes it.
            colocate_gradients_with_ops: as Optimizer takes it.
            grad_loss: as Optimizer takes it.

        Returns:
            Pairs of a gradient, or None, and a variable.
        """
        scale = self._loss_scale_manager.get_loss_scale()
        if tf1.executing_eagerly():

            def scaled():
                return loss() * tf1.cast(scale, loss().dtype.base_dtype)
        else:
            scaled = loss * tf1.cast(scale, loss.dtype.base_dtype)
        found = self._opt.compute_gradients(
            scaled,
            var_list=var_list,
            gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
            grad_loss=grad_loss,
        )
        back = tf1.reciprocal(scale)
        # Slices of a gradient become a whole one, as in 1.15.
        return [
            (None if one is None else tf1.multiply(one, tf1.cast(back, one.dtype.base_dtype)), variable)
            for one, variable in found
        ]

    def apply_gradients(
        self,
        grads_and_vars: list[tuple[Any, tf1.Variable]],
        global_step: tf1.Variable | None = None,
        name: str | None = None,
    ) -> tf1.Operation:
        """Makes the op that does the step if all gradients are finite, and changes the factor.

        Args:
            grads_and_vars: what `compute_gradients` returns.
            global_step: is increased by 1 if the step is done.
            name: as Optimizer takes it.
        """
        grads_and_vars = list(grads_and_vars)
        finite = [tf1.reduce_all(tf1.is_finite(one)) for one, _ in grads_and_vars if one is not None]
        all_finite = tf1.reduce_all(finite)
        step = tf1.cond(all_finite, lambda: self._opt.apply_gradients(grads_and_vars, global_step, name), tf1.no_op)
        return tf1.group(step, self._loss_scale_manager.update_loss_scale(all_finite))
