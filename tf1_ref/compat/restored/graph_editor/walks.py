"""Ops and tensors of a graph, chosen by the way that leads to them.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (select.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import util


def check_cios(
    control_inputs: bool = False,
    control_outputs: util.ControlOutputs | None = None,
    control_ios: util.ControlOutputs | None = None,
) -> tuple[bool, util.ControlOutputs | None]:
    """Sorts out which control dependencies count.

    Args:
        control_inputs: whether those of ops on others do.
        control_outputs: a `ControlOutputs` if those of others on ops do.
        control_ios: a `ControlOutputs` if both do.

    Returns:
        `(control_inputs, control_outputs)`, brought up to date.

    Raises:
        TypeError: something else than a `ControlOutputs`.
        ValueError: both of the last two were given.
    """
    for one in (control_ios, control_outputs):
        if one is not None and not isinstance(one, util.ControlOutputs):
            raise TypeError(f'Expected a util.ControlOutputs, got: {type(one)}')
    if control_ios is not None:
        if control_outputs is not None:
            raise ValueError('control_outputs should be None when using control_ios.')
        control_inputs, control_outputs = True, control_ios
    if control_outputs is not None:
        control_outputs.update()
    return control_inputs, control_outputs


def get_ops_ios(
    ops: Any,
    control_inputs: bool = False,
    control_outputs: util.ControlOutputs | None = None,
    control_ios: util.ControlOutputs | None = None,
) -> list[tf1.Operation]:
    """Finds the ops that some take a tensor from, or give one to.

    Args:
        ops: ops, or a graph.
        control_inputs: whether the ops that they wait for count, too.
        control_outputs: a `ControlOutputs` if those that wait for them do.
        control_ios: a `ControlOutputs` if both do.

    Raises:
        TypeError: something else than a `ControlOutputs`.
        ValueError: both `control_outputs` and `control_ios` were given.
    """
    control_inputs, control_outputs = check_cios(control_inputs, control_outputs, control_ios)
    found: dict = {}
    for op in op_selector.make_list_of_op(ops):
        beside = [t.op for t in op.inputs] + [one for t in op.outputs for one in t.consumers()]
        if control_outputs is not None:
            beside += control_outputs.get(op)
        if control_inputs:
            beside += op.control_inputs
        found.update(dict.fromkeys(beside))
    return list(found)


def inputs_of(ops: list[tf1.Operation]) -> list[tf1.Tensor]:
    """Lists the tensors that ops take, each once."""
    return list(dict.fromkeys(t for op in ops for t in op.inputs))


def outputs_of(ops: list[tf1.Operation]) -> list[tf1.Tensor]:
    """Lists the tensors that ops give."""
    return [t for op in ops for t in op.outputs]


def compute_boundary_ts(ops: Any) -> tuple[list[tf1.Tensor], list[tf1.Tensor], list[tf1.Tensor]]:
    """Finds the tensors around some ops.

    Args:
        ops: the ops, or a graph.

    Returns:
        The tensors that the ops take from others; those that they give to others, or to nobody; and those between them.
        A tensor that goes to one of the ops and to another one is in both of the last two.
    """
    ops = op_selector.make_list_of_op(ops)
    taken, given, members = inputs_of(ops), outputs_of(ops), set(ops)
    made = set(given)
    inside = [t for t in taken if t in made]
    kept = {t for t in inside if members.issuperset(t.consumers())}
    return [t for t in taken if t not in made], [t for t in given if t not in kept], inside


def get_within_boundary_ops(
    ops: Any,
    seed_ops: Any,
    boundary_ops: Any = (),
    inclusive: bool = True,
    control_inputs: bool = False,
    control_outputs: util.ControlOutputs | None = None,
    control_ios: util.ControlOutputs | None = None,
) -> list[tf1.Operation]:
    """Finds the ops that can be reached from some, in either direction, without crossing others.

    Args:
        ops: the ops, or the graph, to choose from.
        seed_ops: where to start.
        boundary_ops: the ops not to cross.
        inclusive: whether those belong to it.
        control_inputs: as of `check_cios`, like the others.
        control_outputs: as of `check_cios`.
        control_ios: as of `check_cios`.

    Raises:
        ValueError: one of the ops not to cross is where to start.
    """
    control_inputs, control_outputs = check_cios(control_inputs, control_outputs, control_ios)
    ops = op_selector.make_list_of_op(ops)
    wave = set(op_selector.make_list_of_op(seed_ops, allow_graph=False))
    boundary = set(op_selector.make_list_of_op(boundary_ops))
    if boundary & wave:
        raise ValueError('Boundary is intersecting with the seeds.')
    found = set(wave)
    while wave:
        beside = set(get_ops_ios(list(wave), control_inputs, control_outputs)) - found
        wave = beside - boundary
        found |= beside if inclusive else wave
    return [op for op in ops if op in found]


def get_forward_walk_ops(
    seed_ops: Any,
    inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Callable[[tf1.Operation], bool] | None = None,
    stop_at_ts: Any = (),
    control_outputs: util.ControlOutputs | None = None,
) -> list[tf1.Operation]:
    """Finds the ops that depend on some.

    Args:
        seed_ops: those ops, or tensors, which stand for the ops that take them.
        inclusive: whether they belong to it.
        within_ops: the only ops to go to.
        within_ops_fn: a function that says of an op whether to go there.
        stop_at_ts: tensors behind which not to go on.
        control_outputs: a `ControlOutputs` to follow control dependencies, too.
    """
    _, control_outputs = check_cios(False, control_outputs)
    seeds = list(seed_ops) if op_selector.is_iterable(seed_ops) else [seed_ops]
    if not seeds:
        return []
    if isinstance(seeds[0], tf1.Tensor):
        seeds = op_selector.get_consuming_ops(seeds)
    else:
        seeds = op_selector.make_list_of_op(seeds, allow_graph=False)
    stop = set(op_selector.make_list_of_t(stop_at_ts))
    within = set(op_selector.make_list_of_op(within_ops, allow_graph=False)) if within_ops else None

    def is_within(op):
        return (within is None or op in within) and (within_ops_fn is None or within_ops_fn(op))

    start = wave = dict.fromkeys(op for op in seeds if within is None or op in within)
    found = dict(start)
    while wave:
        ahead = [one for op in wave for t in op.outputs if t not in stop for one in t.consumers()]
        if control_outputs is not None:
            ahead += [one for op in wave for one in control_outputs.get(op)]
        wave = dict.fromkeys(op for op in ahead if op not in found and is_within(op))
        found.update(wave)
    return [op for op in found if inclusive or op not in start]


def get_backward_walk_ops(
    seed_ops: Any,
    inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Callable[[tf1.Operation], bool] | None = None,
    stop_at_ts: Any = (),
    control_inputs: bool = False,
) -> list[tf1.Operation]:
    """Finds the ops that some depend on.

    Args:
        seed_ops: those ops, or tensors, which stand for the ops that give them.
        inclusive: whether they belong to it.
        within_ops: the only ops to go to.
        within_ops_fn: a function that says of an op whether to go there.
        stop_at_ts: tensors behind which not to go on.
        control_inputs: whether to follow control dependencies, too.
    """
    return op_selector.get_backward_walk_ops(seed_ops, inclusive, within_ops, within_ops_fn, stop_at_ts, control_inputs)


def get_walks_intersection_ops(
    forward_seed_ops: Any,
    backward_seed_ops: Any,
    forward_inclusive: bool = True,
    backward_inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Callable[[tf1.Operation], bool] | None = None,
    control_inputs: bool = False,
    control_outputs: util.ControlOutputs | None = None,
    control_ios: util.ControlOutputs | None = None,
) -> list[tf1.Operation]:
    """Finds the ops that depend on some and on which others depend.

    Args:
        forward_seed_ops: the ops on which they depend, or tensors, which stand for the ops that take them.
        backward_seed_ops: the ops that depend on them, or tensors, which stand for the ops that give them.
        forward_inclusive: whether the first belong to it.
        backward_inclusive: whether the second do.
        within_ops: the only ops to go to.
        within_ops_fn: a function that says of an op whether to go there.
        control_inputs: whether the ops that others wait for count, too.
        control_outputs: a `ControlOutputs` if those that wait for others do.
        control_ios: a `ControlOutputs` if both do.

    Raises:
        TypeError: something else than a `ControlOutputs`.
        ValueError: both `control_outputs` and `control_ios` were given.
    """
    inclusive = forward_inclusive, backward_inclusive
    controls = check_cios(control_inputs, control_outputs, control_ios)
    ahead, behind = _walks(forward_seed_ops, backward_seed_ops, inclusive, (within_ops, within_ops_fn), controls)
    behind = set(behind)
    return [op for op in ahead if op in behind]


def get_walks_union_ops(
    forward_seed_ops: Any,
    backward_seed_ops: Any,
    forward_inclusive: bool = True,
    backward_inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Callable[[tf1.Operation], bool] | None = None,
    control_inputs: bool = False,
    control_outputs: util.ControlOutputs | None = None,
    control_ios: util.ControlOutputs | None = None,
) -> list[tf1.Operation]:
    """Finds the ops that depend on some or on which others depend.

    Args:
        forward_seed_ops: the ops on which they depend, or tensors, which stand for the ops that take them.
        backward_seed_ops: the ops that depend on them, or tensors, which stand for the ops that give them.
        forward_inclusive: whether the first belong to it.
        backward_inclusive: whether the second do.
        within_ops: the only ops to go to.
        within_ops_fn: a function that says of an op whether to go there.
        control_inputs: whether the ops that others wait for count, too.
        control_outputs: a `ControlOutputs` if those that wait for others do.
        control_ios: a `ControlOutputs` if both do.

    Raises:
        TypeError: something else than a `ControlOutputs`.
        ValueError: both `control_outputs` and `control_ios` were given.
    """
    inclusive = forward_inclusive, backward_inclusive
    controls = check_cios(control_inputs, control_outputs, control_ios)
    ahead, behind = _walks(forward_seed_ops, backward_seed_ops, inclusive, (within_ops, within_ops_fn), controls)
    return list(dict.fromkeys([*ahead, *behind]))


def _walks(
    forward: Any, backward: Any, inclusive: tuple[bool, bool], within: tuple, controls: tuple
) -> tuple[list, list]:
    ahead = get_forward_walk_ops(forward, inclusive[0], *within, control_outputs=controls[1])
    return ahead, get_backward_walk_ops(backward, inclusive[1], *within, control_inputs=controls[0])
