"""`tf.contrib.opt.MovingAverageOptimizer`.

Source: tf.contrib.opt of TensorFlow 1.15 (moving_average_optimizer.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


class MovingAverageOptimizer(tf1.train.Optimizer):
    """Another optimizer, which keeps moving averages of the variables that it trains besides."""

    def __init__(
        self,
        opt: tf1.train.Optimizer,
        average_decay: float = 0.9999,
        num_updates: int | tf1.Tensor | None = None,
        sequential_update: bool = True,
    ):
        """Takes an optimizer, and what `tf.train.ExponentialMovingAverage` needs.

        Args:
            opt: an optimizer.
            average_decay: decay of the averages.
            num_updates: number of updates, which makes the decay smaller at the start, or None.
            sequential_update: average behind the training step, else beside it.
        """
        self._optimizer = opt
        self._ema = tf1.train.ExponentialMovingAverage(average_decay, num_updates=num_updates)
        self._averages = None
        self._sequential_update = sequential_update

    def compute_gradients(self, *args, **kwargs) -> list[tuple]:
        """Computes the gradients as the optimizer does.

        Args:
            *args: as of the optimizer.
            **kwargs: as of the optimizer.

        Returns:
            List of pairs of a gradient and a variable.
        """
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(
        self, grads_and_vars: list[tuple], global_step: tf1.Variable | None = None, name: str | None = None
    ) -> tf1.Operation:
        """Trains, and averages the variables that have a gradient.

        Args:
            grads_and_vars: list of pairs, as `compute_gradients` gives them.
            global_step: a variable that is increased by 1, or None.
            name: of the training op.

        Returns:
            An op named 'train_with_avg'.
        """
        train_op = self._optimizer.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        variables = [variable for gradient, variable in grads_and_vars if gradient is not None]
        with tf1.control_dependencies([train_op] if self._sequential_update else []):
            average_op = self._ema.apply(variables)
        self._averages = {variable.op.name: self._ema.average(variable) for variable in variables}
        return tf1.group(train_op, average_op, name='train_with_avg')

    def swapping_saver(
        self, var_list: list[tf1.Variable] | None = None, name: str = 'swapping_saver', **kwargs
    ) -> tf1.train.Saver:
        """Makes a saver that writes the averages under the names of the variables, and the other way round.

        Args:
            var_list: variables, as a list or by name; all by default. Averages have to be among them.
            name: name of the saver's ops.
            **kwargs: of `tf.train.Saver`.

        Raises:
            RuntimeError: `apply_gradients` or `minimize` has not been called.
            ValueError: an average is not among the variables to save.
        """
        if self._averages is None:
            raise RuntimeError('Must call apply_gradients or minimize before creating the swapping_saver')
        variables = tf1.global_variables() if var_list is None else var_list
        if not isinstance(variables, dict):
            variables = {variable.op.name: variable for variable in variables}
        by_name = {variable.op.name: key for key, variable in variables.items()}
        swapped = dict(variables)
        for name_of_variable, average in self._averages.items():
            if name_of_variable not in by_name and average.op.name not in by_name:
                continue
            for one in (name_of_variable, average.op.name):
                if one not in by_name:
                    raise ValueError(f'Variable to swap {one} is not part of variables to save.')
            there, here = by_name[name_of_variable], by_name[average.op.name]
            swapped[there], swapped[here] = variables[here], variables[there]
        return tf1.train.Saver(swapped, name=name, **kwargs)
