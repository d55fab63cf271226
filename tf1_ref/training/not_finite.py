"""Numbers that are infinite or not numbers: noticed before they are saved, and traced to where they come from."""

from __future__ import annotations

import math

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.errors import NotFiniteError
from tf1_ref.training.random_ops import ancestors

# Operations that pass on what they get; where that is a variable it may be the very memory that the step changes.
_PASSING_ON = {
    'Assign', 'AssignAdd', 'AssignSub', 'AssignVariableOp', 'Bitcast', 'ExpandDims', 'Identity', 'IdentityN',
    'Placeholder', 'PlaceholderWithDefault', 'PreventGradient', 'ReadVariableOp', 'RefIdentity', 'Reshape', 'Squeeze',
    'StopGradient', 'Variable', 'VariableV2', 'VarHandleOp',
}  # fmt: skip


class Finite:
    """Looks at the numbers of a run; build it when the graph is complete, so that no op seed shifts."""

    def __init__(self, train_op, cost, check_ops=False):
        """Adds ops to the graph that tell of every variable, and of every operation, whether it is finite.

        Args:
            train_op: the op that runs one step of the optimizer.
            cost: scalar tensor.
            check_ops: whether to look at every operation of the forward and backward pass; a step takes longer so.
        """
        ops = ancestors([train_op, cost]) if check_ops else ()
        self._variables = [one for one in tf.global_variables() if one.dtype.base_dtype.is_floating]
        self._outputs = [
            output
            for op in ops
            if op.type not in _PASSING_ON and not op.type.startswith(('Apply', 'Resource', 'Scatter'))
            for output in op.outputs
            if output.dtype.is_floating and output.graph.is_fetchable(output)
        ]
        self._checks_ops = check_ops
        with tf.name_scope('finite'):
            self._of_variables = _all_finite(self._variables)
            # For `Session.run` beside the step's own fetches, and then for `check_step`.
            self.fetch = _all_finite(self._outputs)

    def is_fine(self, cost) -> bool:
        """Whether `check_step` has nothing to look at: most steps, which need not be given a name then."""
        return not self._checks_ops and math.isfinite(cost)

    def check_step(self, sess, where, cost, of_ops) -> None:
        """Looks at what a step has given; at the weights too where every operation is looked at.

        Args:
            sess: the session.
            where: what the step is called, such as 'step 3 of epoch 2'.
            cost: the step's cost.
            of_ops: what `fetch` has given.

        Raises:
            NotFiniteError: the cost is not finite.
        """
        first = next((output.op for output, good in zip(self._outputs, of_ops, strict=True) if not good), None)
        origin = f'; it comes from {first.name} ({first.type})' if first is not None else ''
        if not np.isfinite(cost):
            raise self._error(f'the cost of {where} is not finite', origin)
        if self._checks_ops:
            self.check_weights(sess, where, origin)

    def check_weights(self, sess, where, origin='') -> None:
        """Looks at all variables.

        Raises:
            NotFiniteError: one is not finite.
        """
        good = sess.run(self._of_variables)
        bad = [one.op.name for one, finite in zip(self._variables, good, strict=True) if not finite]
        if bad:
            others = f' and {len(bad) - 1} others are' if len(bad) > 1 else ' is'
            raise self._error(f'after {where} the variable {bad[0]}{others} not finite', origin)

    def check_measured(self, where, numbers) -> None:
        """Looks at what was measured after an epoch.

        Raises:
            NotFiniteError: one of the numbers is not finite.
        """
        for name, number in numbers.items():
            if not math.isfinite(number):
                raise self._error(f'{name} after {where} is {number}')

    def _error(self, what, origin=''):
        remedy = 'try a smaller --learning_rate, other initial weights, or a cost without log(0) or division by 0'
        if not self._checks_ops:
            remedy += '; --check_numerics names the operation that it comes from'
        return NotFiniteError(f'{what}{origin}; what was saved before is kept; {remedy}')


def _all_finite(tensors):
    """Tells of each tensor whether it is finite, bool `[tensors]`."""
    return tf.stack([tf.reduce_all(tf.is_finite(tensor)) for tensor in tensors]) if tensors else tf.constant([], bool)
