"""Decoupled weight decay (Loshchilov and Hutter, 2019) in `tf.contrib.opt`.

Source: tf.contrib.opt of TensorFlow 1.15 (weight_decay_optimizers.py).
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_resource_variable_ops

from tf1_ref.compat.restored.opt.shampoo import Number, ShampooOptimizer


class DecoupledWeightDecayExtension:
    """Makes an optimizer subtract `weight_decay * variable` besides; stands before the optimizer among the bases."""

    def __init__(self, weight_decay: float | tf1.Tensor | Callable, **kwargs):
        """Makes an optimizer with weight decay.

        Args:
            weight_decay: a number, a scalar tensor, or a function that returns one; what variables lose of themselves
                in a step.
            **kwargs: the optimizer's arguments.
        """
        self._decay_var_list = None
        self._weight_decay = weight_decay
        super().__init__(**kwargs)

    def minimize(
        self, loss: tf1.Tensor, *args, decay_var_list: list[tf1.Variable] | None = None, **kwargs
    ) -> tf1.Operation:
        """Minimises as the optimizer does.

        Args:
            loss: as of the optimizer.
            *args: as of the optimizer.
            decay_var_list: the variables that decay; all by default.
            **kwargs: as of the optimizer.

        Returns:
            The training op.
        """
        self._set_decaying(decay_var_list)
        return super().minimize(loss, *args, **kwargs)

    def apply_gradients(
        self,
        grads_and_vars: list[tuple],
        global_step: tf1.Variable | None = None,
        name: str | None = None,
        decay_var_list: list[tf1.Variable] | None = None,
    ) -> tf1.Operation:
        """Applies gradients; without `decay_var_list` all variables decay, also within `minimize`.

        Args:
            grads_and_vars: list of pairs, as `compute_gradients` gives them.
            global_step: a variable that is increased by 1, or None.
            name: of the training op.
            decay_var_list: the variables that decay; all by default.

        Returns:
            The training op.
        """
        self._set_decaying(decay_var_list)
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _set_decaying(self, variables):
        self._decay_var_list = {variable.ref() for variable in variables} if variables else None

    def _prepare(self):
        weight_decay = self._weight_decay() if callable(self._weight_decay) else self._weight_decay
        self._weight_decay_tensor = tf1.convert_to_tensor(weight_decay, name='weight_decay')
        super()._prepare()

    def _decay(self, var: tf1.Variable) -> tf1.Operation | tf1.Tensor:
        """Subtracts from a variable what decays."""
        if self._decays(var):
            return var.assign_sub(self._weight_decay * var, self._use_locking)
        return tf1.no_op()

    def _decay_rows(self, var: tf1.Variable, rows: tf1.Tensor, add: Callable) -> tf1.Operation | tf1.Tensor:
        """The same of some rows; a row that is named twice decays twice."""
        if self._decays(var):
            return add(var, rows, -self._weight_decay * tf1.gather(var, rows))
        return tf1.no_op()

    def _decays(self, var):
        return self._decay_var_list is None or var.ref() in self._decay_var_list

    def _add_to_reference(self, var, rows, values):
        return tf1.scatter_add(var, rows, values, self._use_locking)

    def _add_to_resource(self, var, rows, values):
        with tf1.control_dependencies([gen_resource_variable_ops.resource_scatter_add(var.handle, rows, values)]):
            return var.value()

    def _apply_dense(self, grad, var):
        with tf1.control_dependencies([self._decay(var)]):
            return super()._apply_dense(grad, var)

    def _apply_sparse(self, grad, var):
        with tf1.control_dependencies([self._decay_rows(var, grad.indices, self._add_to_reference)]):
            return super()._apply_sparse(grad, var)

    # Nothing in 1.15's graph says whether a variable decays before or behind its reading for the loss. Of 40 first
    # steps, a reference variable decayed before it in 37 there; so it does here by itself. A resource decayed behind
    # it in 80 of 80 there, and before it here: so that has to be said.
    def _resource_apply_dense(self, grad, var):
        with tf1.control_dependencies([grad]):
            decay = self._decay(var)
        with tf1.control_dependencies([decay]):
            return super()._resource_apply_dense(grad, var)

    def _resource_apply_sparse(self, grad, var, indices):
        with tf1.control_dependencies([grad]):
            decay = self._decay_rows(var, indices, self._add_to_resource)
        with tf1.control_dependencies([decay]):
            return super()._resource_apply_sparse(grad, var, indices)


def extend_with_decoupled_weight_decay(base_optimizer: type) -> type:
    """Makes of a class of optimizers one with weight decay.

    Args:
        base_optimizer: a class of optimizers.

    Returns:
        A class whose constructor takes the weight decay, and the arguments of the optimizer by their names.
    """

    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        pass

    return OptimizerWithDecoupledWeightDecay


class MomentumWOptimizer(DecoupledWeightDecayExtension, tf1.train.MomentumOptimizer):
    """An optimizer with momentum and weight decay."""

    def __init__(
        self,
        weight_decay: float | tf1.Tensor | Callable,
        learning_rate: float | tf1.Tensor,
        momentum: float | tf1.Tensor,
        use_locking: bool = False,
        name: str = 'MomentumW',
        use_nesterov: bool = False,
    ):
        """Makes an optimizer.

        Args:
            weight_decay: a number, a scalar tensor, or a function that returns one; what variables lose of themselves
                in a step.
            learning_rate: a number or a scalar tensor.
            momentum: a number or a scalar tensor.
            use_locking: whether updates lock the variables.
            name: of the name scope, and of the slots.
            use_nesterov: whether the momentum is Nesterov's.
        """
        super().__init__(
            weight_decay,
            learning_rate=learning_rate,
            momentum=momentum,
            use_locking=use_locking,
            name=name,
            use_nesterov=use_nesterov,
        )


class AdamWOptimizer(DecoupledWeightDecayExtension, tf1.train.AdamOptimizer):
    """Adam with weight decay (Loshchilov and Hutter, 2019)."""

    def __init__(
        self,
        weight_decay: float | tf1.Tensor | Callable,
        learning_rate: float | tf1.Tensor = 0.001,
        beta1: float | tf1.Tensor = 0.9,
        beta2: float | tf1.Tensor = 0.999,
        epsilon: float | tf1.Tensor = 1e-8,
        use_locking: bool = False,
        name: str = 'AdamW',
    ):
        """Makes an optimizer.

        Args:
            weight_decay: a number, a scalar tensor, or a function that returns one; what variables lose of themselves
                in a step.
            learning_rate: a number or a scalar tensor.
            beta1: decay of the means of the gradients, from 0 to below 1.
            beta2: decay of the mean squares, from 0 to below 1.
            epsilon: a small number that keeps divisors from being 0.
            use_locking: whether updates lock the variables.
            name: of the name scope, and of the slots.
        """
        super().__init__(
            weight_decay,
            learning_rate=learning_rate,
            beta1=beta1,
            beta2=beta2,
            epsilon=epsilon,
            use_locking=use_locking,
            name=name,
        )


class ShampooWOptimizer(DecoupledWeightDecayExtension, ShampooOptimizer):
    """Shampoo with weight decay. Scripts import it by its module; `tf.contrib.opt` has it not."""

    def __init__(
        self,
        weight_decay: float | tf1.Tensor | Callable,
        global_step: int | tf1.Tensor | tf1.Variable,
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
        name: str = 'ShampooW',
    ):
        """Makes an optimizer.

        Args:
            weight_decay: a number, a scalar tensor, or a function that returns one; what variables lose of themselves
                in a step.
            global_step: as of `ShampooOptimizer`.
            max_matrix_size: as of `ShampooOptimizer`.
            gbar_decay: as of `ShampooOptimizer`.
            gbar_weight: as of `ShampooOptimizer`.
            mat_gbar_decay: as of `ShampooOptimizer`.
            mat_gbar_weight: as of `ShampooOptimizer`.
            learning_rate: as of `ShampooOptimizer`.
            svd_interval: as of `ShampooOptimizer`.
            precond_update_interval: as of `ShampooOptimizer`.
            epsilon: as of `ShampooOptimizer`.
            alpha: as of `ShampooOptimizer`.
            use_iterative_root: as of `ShampooOptimizer`.
            use_locking: whether the decay locks the variables.
            name: of the name scope, and of the slots.
        """
        super().__init__(
            weight_decay,
            global_step=global_step,
            max_matrix_size=max_matrix_size,
            gbar_decay=gbar_decay,
            gbar_weight=gbar_weight,
            mat_gbar_decay=mat_gbar_decay,
            mat_gbar_weight=mat_gbar_weight,
            learning_rate=learning_rate,
            svd_interval=svd_interval,
            precond_update_interval=precond_update_interval,
            epsilon=epsilon,
            alpha=alpha,
            use_iterative_root=use_iterative_root,
            use_locking=use_locking,
            name=name,
        )
