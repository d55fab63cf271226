"""Decoupled weight decay (Loshchilov and Hutter, 2019) in `tf.contrib.opt`.

Source: tf.contrib.opt of TensorFlow 1.15 (weight_decay_optimizers.py).
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow.compat.v1 as tf1


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

    def _decay(self, grad: tf1.Tensor, var: tf1.Variable, rows: tf1.Tensor | None = None) -> tf1.Operation | tf1.Tensor:
        """Subtracts from a variable what decays.

        Behind its gradient: nothing but speed kept 1.15 from subtracting before the loss is computed.
        """
        if self._decay_var_list is not None and var.ref() not in self._decay_var_list:
            return tf1.no_op()
        with tf1.control_dependencies([grad]):
            if rows is None:
                return var.assign_sub(self._weight_decay * var, self._use_locking)
            return tf1.scatter_add(var, rows, -self._weight_decay * tf1.gather(var, rows), self._use_locking)

    def _apply_dense(self, grad, var):
        with tf1.control_dependencies([self._decay(grad, var)]):
            return super()._apply_dense(grad, var)

    def _resource_apply_dense(self, grad, var):
        with tf1.control_dependencies([self._decay(grad, var)]):
            return super()._resource_apply_dense(grad, var)

    def _apply_sparse(self, grad, var):
        with tf1.control_dependencies([self._decay(grad.values, var, grad.indices)]):
            return super()._apply_sparse(grad, var)

    def _resource_apply_sparse(self, grad, var, indices):
        with tf1.control_dependencies([self._decay(grad, var, indices)]):
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
