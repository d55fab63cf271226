"""Decoupled weight decay (Loshchilov and Hutter, 2019) in `tf.contrib.opt`."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


class DecoupledWeightDecayExtension:
    """Makes an optimizer subtract `weight_decay * variable` besides; stands before the optimizer among the bases."""

    def __init__(self, weight_decay, **kwargs):
        """Takes a number, a tensor or a function that returns one, and the optimizer's arguments."""
        self._decay_var_list = None
        self._weight_decay = weight_decay
        super().__init__(**kwargs)

    def minimize(self, loss, *args, decay_var_list=None, **kwargs):
        """The optimizer's `minimize`; only the variables of `decay_var_list`, by default all, decay."""
        self._set_decaying(decay_var_list)
        return super().minimize(loss, *args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None, decay_var_list=None):
        """The optimizer's `apply_gradients`; without `decay_var_list` all variables decay, also within `minimize`."""
        self._set_decaying(decay_var_list)
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _set_decaying(self, variables):
        self._decay_var_list = {variable.ref() for variable in variables} if variables else None

    def _prepare(self):
        weight_decay = self._weight_decay() if callable(self._weight_decay) else self._weight_decay
        self._weight_decay_tensor = tf1.convert_to_tensor(weight_decay, name='weight_decay')
        super()._prepare()

    def _decay(self, grad, var, rows=None):
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


def extend_with_decoupled_weight_decay(base_optimizer):
    """Makes of a class of optimizers one with weight decay, whose first argument is the weight decay."""

    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        pass

    return OptimizerWithDecoupledWeightDecay


class MomentumWOptimizer(DecoupledWeightDecayExtension, tf1.train.MomentumOptimizer):
    """Momentum with weight decay."""

    def __init__(self, weight_decay, learning_rate, momentum, use_locking=False, name='MomentumW', use_nesterov=False):
        """Takes the weight decay, and the arguments of `tf.train.MomentumOptimizer`."""
        super().__init__(
            weight_decay,
            learning_rate=learning_rate,
            momentum=momentum,
            use_locking=use_locking,
            name=name,
            use_nesterov=use_nesterov,
        )


class AdamWOptimizer(DecoupledWeightDecayExtension, tf1.train.AdamOptimizer):
    """Adam with weight decay."""

    def __init__(
        self, weight_decay, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name='AdamW'
    ):
        """Takes the weight decay, and the arguments of `tf.train.AdamOptimizer`."""
        super().__init__(
            weight_decay,
            learning_rate=learning_rate,
            beta1=beta1,
            beta2=beta2,
            epsilon=epsilon,
            use_locking=use_locking,
            name=name,
        )
