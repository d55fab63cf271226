"""`tf.contrib.opt.ScipyOptimizerInterface`: minimises by SciPy what a graph computes, outside of the graph.

Source: tf.contrib.opt of TensorFlow 1.15 (external_optimizer.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1

from tf1_ref.errors import missing_extra


class ExternalOptimizerInterface:
    """What an optimizer outside of the graph needs; to be derived from, with a method `_minimize`."""

    def __init__(
        self,
        loss: tf1.Tensor,
        var_list: list[tf1.Variable] | None = None,
        equalities: list[tf1.Tensor] | None = None,
        inequalities: list[tf1.Tensor] | None = None,
        var_to_bounds: dict | None = None,
        **optimizer_kwargs,
    ):
        """Builds gradients, and what updates the variables.

        Args:
            loss: scalar.
            var_list: variables; those that are trainable by default.
            equalities: list of scalars that are to be 0.
            inequalities: list of scalars that are not to be negative.
            var_to_bounds: from a variable to `(low, high)`, numbers or arrays.
            **optimizer_kwargs: for `_minimize`.
        """
        self._loss, self._equalities, self._inequalities = loss, equalities or [], inequalities or []
        self._vars = tf1.trainable_variables() if var_list is None else list(var_list)
        self._packed_bounds = None if var_to_bounds is None else self._bounds(var_to_bounds)
        self._update_placeholders = [tf1.placeholder(var.dtype) for var in self._vars]
        self._var_updates = [
            var.assign(tf1.reshape(placeholder, _shape(var)))
            for var, placeholder in zip(self._vars, self._update_placeholders, strict=True)
        ]
        of_loss = self._gradients(loss)
        of_equalities, of_inequalities = (
            [self._gradients(one) for one in constraints] for constraints in (self._equalities, self._inequalities)
        )
        self.optimizer_kwargs = optimizer_kwargs
        self._packed_var = self._pack(self._vars)
        self._packed_loss_grad = self._pack(of_loss)
        self._packed_equality_grads = [self._pack(one) for one in of_equalities]
        self._packed_inequality_grads = [self._pack(one) for one in of_inequalities]
        ends = [0, *itertools.accumulate(int(np.prod(_shape(var), dtype=int)) for var in self._vars)]
        self._packing_slices = list(itertools.starmap(slice, itertools.pairwise(ends)))

    def minimize(
        self,
        session: tf1.Session | None = None,
        feed_dict: dict | None = None,
        fetches: list | None = None,
        step_callback: Callable | None = None,
        loss_callback: Callable | None = None,
        **run_kwargs,
    ) -> None:
        """Minimises the loss, and gives the variables their values at the minimum.

        Args:
            session: the default session if None.
            feed_dict: for each computation.
            fetches: what else is computed with the loss.
            step_callback: function of all variables as one vector, called after each step.
            loss_callback: function of the fetches, called after each computation of the loss.
            **run_kwargs: for the `Session.run` that updates the variables.
        """
        session, feed_dict, fetches = session or tf1.get_default_session(), feed_dict or {}, fetches or []

        def computed(tensors, callback=None):
            tensors = tensors if isinstance(tensors, list) else [tensors]

            def of_vector(x):
                given = {
                    var: x[part].reshape(_shape(var))
                    for var, part in zip(self._vars, self._packing_slices, strict=True)
                }
                values = session.run(tensors + fetches, feed_dict={**given, **feed_dict})
                if callable(callback):
                    callback(*values[len(tensors) :])
                return values[: len(tensors)]

            return of_vector

        found = self._minimize(
            loss_grad_func=computed([self._loss, self._packed_loss_grad], loss_callback or (lambda *fetches: None)),
            equality_funcs=[computed(one) for one in self._equalities],
            equality_grad_funcs=[computed(one) for one in self._packed_equality_grads],
            inequality_funcs=[computed(one) for one in self._inequalities],
            inequality_grad_funcs=[computed(one) for one in self._packed_inequality_grads],
            initial_val=session.run(self._packed_var),
            packed_bounds=self._packed_bounds,
            step_callback=step_callback or (lambda x: None),
            optimizer_kwargs=self.optimizer_kwargs,
        )
        values = [found[part] for part in self._packing_slices]
        updates = dict(zip(self._update_placeholders, values, strict=True))
        session.run(self._var_updates, feed_dict=updates, **run_kwargs)

    def _minimize(
        self,
        initial_val: np.ndarray,
        loss_grad_func: Callable,
        equality_funcs: list[Callable],
        equality_grad_funcs: list[Callable],
        inequality_funcs: list[Callable],
        inequality_grad_funcs: list[Callable],
        packed_bounds: list[tuple] | None,
        step_callback: Callable,
        optimizer_kwargs: dict[str, Any],
    ) -> np.ndarray:
        """The vector at the minimum; functions take a vector, `loss_grad_func` gives the loss and its gradient."""
        raise NotImplementedError('derive from ExternalOptimizerInterface, and give the class a method _minimize')

    def _bounds(self, given):
        sides = [], []
        for var in self._vars:
            bounds = given.get(var, (-np.inf, np.inf))
            for side, bound in zip(sides, bounds, strict=True):
                side.extend(np.broadcast_to(bound, _shape(var)).flat)
        return list(zip(*sides, strict=True))

    def _gradients(self, tensor):
        found = zip(self._vars, tf1.gradients(tensor, self._vars), strict=True)
        return [tf1.zeros_like(var) if grad is None else grad for var, grad in found]

    @classmethod
    def _pack(cls, tensors):
        """All tensors as one vector."""
        flat = [tf1.reshape(tensor, [-1]) for tensor in tensors]
        if not flat:
            return None
        return flat[0] if len(flat) == 1 else tf1.concat(flat, 0)


class ScipyOptimizerInterface(ExternalOptimizerInterface):
    """Minimises by `scipy.optimize.minimize`, L-BFGS-B unless `method` is another."""

    def _minimize(
        self,
        initial_val: np.ndarray,
        loss_grad_func: Callable,
        equality_funcs: list[Callable],
        equality_grad_funcs: list[Callable],
        inequality_funcs: list[Callable],
        inequality_grad_funcs: list[Callable],
        packed_bounds: list[tuple] | None,
        step_callback: Callable,
        optimizer_kwargs: dict[str, Any],
    ) -> np.ndarray:
        def loss_and_gradient(x):
            loss, gradient = loss_grad_func(x)
            return loss, gradient.astype('float64')

        options = {'method': 'L-BFGS-B', **optimizer_kwargs}
        kinds = ('eq', equality_funcs, equality_grad_funcs), ('ineq', inequality_funcs, inequality_grad_funcs)
        own = {
            'jac': True,
            'callback': step_callback,
            'constraints': [
                {'type': kind, 'fun': _in_double(function), 'jac': _in_double(gradient)}
                for kind, functions, gradients in kinds
                for function, gradient in zip(functions, gradients, strict=True)
            ],
            'bounds': packed_bounds,
        }
        for name in own:
            if name == 'bounds' and name in options:
                raise ValueError('Bounds must be set using the var_to_bounds argument')
            if name in options:
                raise ValueError(f'Optimizer keyword arg {name!r} is set automatically and cannot be injected manually')
        try:
            import scipy.optimize
        except ModuleNotFoundError as error:
            raise missing_extra('scipy', 'legacy') from error
        if options['method'] == 'SLSQP':  # it has come to insist on doubles
            initial_val = initial_val.astype('float64')
        found = scipy.optimize.minimize(loss_and_gradient, initial_val, **own, **options)
        lines = ['Optimization terminated with:', '  Message: %s', '  Objective function value: %f']
        values = [found.message, found.fun]
        for name, what in (('nit', 'iterations'), ('nfev', 'functions evaluations')):
            if hasattr(found, name):
                lines.append(f'  Number of {what}: %d')
                values.append(getattr(found, name))
        tf1.logging.info('\n'.join(lines), *values)
        return found['x']


def _in_double(function):
    """Values of type float64, which SciPy has come to insist on."""
    return lambda x: np.asarray(function(x), np.float64)


def _shape(tensor):
    return tuple(tensor.get_shape().as_list())
