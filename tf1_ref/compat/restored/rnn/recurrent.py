"""`tf.contrib.recurrent.Recurrent`: a cell over a sequence, its loop and its gradient in functions of the graph.

Between the steps only the states are kept, in one tensor each, in which a step writes its row. The gradient runs a loop
of its own, backwards, and computes the cell anew. The functions are named as 1.15 named them: a graph calls
`Forward_DIGEST`, and its gradient `Backward_DIGEST`.

Source: tf.contrib.recurrent of TensorFlow 1.15 (recurrent.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import function
from tensorflow.python.ops import functional_ops, inplace_ops

nest = tf1.nest
Structure = Any
IMPURE = '{} is not pure with extra args: {}.'


def Recurrent(
    theta: Structure,
    state0: Structure,
    inputs: Structure,
    cell_fn: Callable,
    cell_grad: Callable | None = None,
    extras: Structure = None,
    max_input_length: tf1.Tensor | int | None = None,
    use_tpu: bool = False,
    aligned_end: bool = False,
) -> tuple[Structure, Structure]:
    """Runs a cell over a sequence: `state = cell_fn(theta, state, inputs[t])`, for each t.

    Args:
        theta: weights, tensors in any structure.
        state0: the first state, a structure of tensors.
        inputs: a structure of tensors `[time, ...]`.
        cell_fn: from `(theta, state, inputs of a step)` to `(state, extras)`; is called several times, and may use no
            other tensors of the graph.
        cell_grad: from `(theta, state, inputs of a step, extras, gradient of the new state)` to the gradients of the
            first three; by default that of `cell_fn`.
        extras: of the form that `cell_fn` gives, zeros; by default made of what it gives for the first step.
        max_input_length: after how many steps to stop, a scalar of int32; by default after all.
        use_tpu: whether the loop counts as a TPU can.
        aligned_end: whether it is the last steps that are run, not the first.

    Returns:
        `(states, state)`: each state, `[time, ...]`, zeros where no step was run; and the last one.

    Raises:
        AssertionError: `cell_fn` or `cell_grad` uses a tensor that it was not given.
    """
    if cell_grad is None and _is_one_step(inputs, max_input_length):
        state, _ = cell_fn(theta, state0, nest.map_structure(lambda x: tf1.squeeze(x, axis=0), inputs))
        return nest.map_structure(lambda x: tf1.expand_dims(x, axis=0), state), state
    _, found = cell_fn(theta, state0, _row(inputs, 0))
    if extras is None:
        extras = nest.map_structure(tf1.zeros_like, found)
    if max_input_length is None:
        max_input_length = tf1.reduce_max(_steps(inputs))
    loop = _Loop(theta, state0, inputs, extras, max_input_length, use_tpu, aligned_end)
    forward = loop.forward(cell_fn, loop.backward(cell_grad or gradient_of(cell_fn)))
    states, last, _ = _packed(forward(*_flat(theta, state0, inputs, max_input_length, extras)), state0, state0, extras)
    return states, last


def gradient_of(cell_fn: Callable) -> Callable:
    """Makes the gradient function of a cell, which computes the cell once more.

    Args:
        cell_fn: as `Recurrent` takes it.
    """

    def gradient(theta, state0, inputs, extras, d_state):
        del extras
        state, _ = cell_fn(theta, state0, inputs)
        found = tf1.gradients(_flat(state), _flat(theta, state0, inputs), grad_ys=_flat(d_state))
        return _packed(_zeros_for_none(_flat(theta, state0, inputs), found), theta, state0, inputs)

    return gradient


class _Loop:
    """The functions of the graph. Of what it is given it uses the forms and the types only."""

    def __init__(self, theta, state, inputs, extras, length, use_tpu, aligned_end):
        self._theta, self._state, self._inputs, self._extras, self._length = theta, state, inputs, extras, length
        self._use_tpu, self._aligned_end = use_tpu, aligned_end
        self._counter = tf1.int32 if use_tpu else tf1.int64

    def forward(self, cell_fn, backward):
        """The function of the whole sequence: every state, the last one, and all extras."""
        theta, state, inputs, extras = self._theta, self._state, self._inputs, self._extras

        def step(*given):
            new = _pure('cell_fn', cell_fn, _packed(given, theta, state, inputs))
            return _flat(*new)

        step = _function('Fwd', _types(theta, state, inputs), step)

        def body(t, counter, *given):
            weights, before, sequence, states, kept = _packed(given, theta, state, inputs, state, extras)
            new, more = _packed(step(*_flat(weights, before, _row(sequence, t))), state, extras)
            states, kept = _with_row(states, new, counter), _with_row(kept, more, counter)
            return [tf1.add(counter, 1), *_flat(weights, new, sequence, states, kept)]

        body = _function(
            'ForwardLoopBody', [tf1.int32, self._counter, *_types(theta, state, inputs, state, extras)], body
        )

        def whole(*given):
            weights, first, sequence, length, more = _packed(given, theta, state, inputs, self._length, extras)
            steps = _steps(sequence)
            states, kept = _room(steps, first), _room(steps, more)
            start = steps - length if self._aligned_end else 0
            limit = steps if self._aligned_end else length
            given = _flat(weights, first, sequence, states, kept)
            found = self._run(start, limit, 1, given, body)
            _, last, _, states, kept = _packed(found, theta, state, inputs, state, extras)
            return _flat(states, last, kept)

        def gradient(op, *given):
            given = [tf1.zeros_like(out) if one is None else one for one, out in zip(given, op.outputs, strict=True)]
            weights, first, sequence, length, _ = _packed(op.inputs, theta, state, inputs, self._length, extras)
            states, _, kept = _packed(op.outputs, state, state, extras)
            d_states, d_last, _ = _packed(given, state, state, extras)
            return backward(*_flat(weights, first, sequence, length, states, kept, d_states, d_last))

        types = _types(theta, state, inputs, self._length, extras)
        return _function('Forward', types, whole, python_grad_func=gradient, noinline=not self._use_tpu)

    def backward(self, cell_grad):
        """The function of the gradients of the weights, the first state, the inputs, the length and the extras."""
        theta, state, inputs, extras = self._theta, self._state, self._inputs, self._extras

        def step(*given):
            given = _packed(given, theta, state, inputs, extras, state)
            found = _flat(*_pure('cell_grad', cell_grad, given))
            return _zeros_for_none(_flat(*given[:3]), found)

        step = _function('Bak', _types(theta, state, inputs, extras, state), step)
        either = _types(state, state)
        first_one = _function('ReturnOrigState0', either, lambda *both: _flat(_packed(both, state, state)[1]))
        one_before = _function('ReturnAccState', either, lambda *both: _flat(_packed(both, state, state)[0]))
        carried = (theta, state, inputs, state, extras, theta, state, inputs, state)

        def body(t, counter, *given):
            weights, first, sequence, states, kept, d_weights, d_state, d_sequence, d_states = _packed(given, *carried)
            before = _row(states, tf1.maximum(0, t - 1))
            is_first = tf1.equal(t, tf1.constant(0, tf1.int32))
            before = functional_ops.If(is_first, _flat(before, first), first_one, one_before)
            at, more = _row(sequence, t), _row(kept, t)
            d_state = _sum(_row(d_states, t), d_state)
            found = step(*_flat(weights, _packed(before, first)[0], at, more, d_state))
            more_d_weights, d_state, d_at = _packed(found, theta, state, inputs)
            d_weights, d_sequence = _sum(d_weights, more_d_weights), _with_row(d_sequence, d_at, counter)
            after = (weights, first, sequence, states, kept, d_weights, d_state, d_sequence, d_states)
            return [tf1.subtract(counter, 1), *_flat(*after)]

        body = _function('BackwardLoopBody', [tf1.int32, self._counter, *_types(*carried)], body)
        signature = (theta, state, inputs, self._length, state, extras, state, state)

        def whole(*given):
            weights, first, sequence, length, states, kept, d_states, d_state = _packed(given, *signature)
            d_weights, d_sequence = _empty(weights), _empty(sequence)
            steps = _steps(sequence)
            start = steps - 1 if self._aligned_end else length - 1
            limit = steps - length - 1 if self._aligned_end else -1
            given = _flat(weights, first, sequence, states, kept, d_weights, d_state, d_sequence, d_states)
            found = _packed(self._run(start, limit, -1, given, body), *carried)
            return _flat(found[5], found[6], found[7], tf1.constant(0, dtype=length.dtype), found[4])

        return _function('Backward', _types(*signature), whole, noinline=not self._use_tpu)

    def _run(self, start, limit, delta, given, body):
        """What the loop carries at its end, but for the counter."""
        counter = tf1.cast(start, self._counter)
        return functional_ops.For(
            start=start, limit=limit, delta=delta, inputs=[counter, *given], body=body, rewrite_with_while=self._use_tpu
        )[1:]


def _function(name, types, body, **named):
    """A function of the graph, which is built when it is first called."""

    def function_of_graph(*given):
        return body(*given)

    function_of_graph.__name__ = name
    return function.Defun(*types, **named)(function_of_graph)


def _pure(name, cell, given):
    found = cell(*given)
    used = function.get_extra_args()
    assert not used, IMPURE.format(name, used)
    return found


def _flat(*structures):
    return nest.flatten(list(structures))


def _packed(flat, *structures):
    flat = list(flat) if isinstance(flat, (list, tuple)) or hasattr(flat, '_inputs') else [flat]
    return nest.pack_sequence_as(list(structures), flat)


def _types(*structures):
    return [one.dtype for one in _flat(*structures)]


def _row(structure, index):
    index = tf1.convert_to_tensor(index)
    index.get_shape().assert_has_rank(0)
    return nest.map_structure(lambda x: tf1.gather(x, index), structure)


def _with_row(structure, row, index):
    index = tf1.cast([index], tf1.int32)
    return nest.map_structure(
        lambda x, new: inplace_ops.alias_inplace_update(x, index, tf1.expand_dims(new, 0)), structure, row
    )


def _room(steps, structure):
    """Zeros for each step of what a structure holds."""

    def of(x):
        return inplace_ops.empty(tf1.concat([[steps], tf1.shape(x)], axis=0), x.dtype, init=True)

    return nest.map_structure(of, structure)


def _empty(structure):
    return nest.map_structure(lambda x: inplace_ops.empty_like(x, init=True), structure)


def _sum(one, other):
    return nest.map_structure(tf1.add, one, other)


def _steps(inputs):
    return tf1.shape(nest.flatten(inputs)[0])[0]


def _zeros_for_none(given, found):
    return [tf1.zeros_like(x) if one is None else one for x, one in zip(given, found, strict=True)]


def _is_one_step(inputs, length):
    if not isinstance(length, tf1.Tensor):
        return length == 1
    return all(one.shape.rank is not None and one.shape[0] == 1 for one in nest.flatten(inputs))
