"""Ops and tensors of a graph, chosen by name, by a function, or by the way that leads to them."""

from __future__ import annotations

import re

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import util

# An expression that begins with one of these comments is for tensors only, or for ops only.
TENSORS, OPS = '(?#ts)', '(?#ops)'


def can_be_regex(obj) -> bool:
    """Whether an object is a regular expression, compiled or not."""
    return isinstance(obj, (str, re.Pattern))


def make_regex(obj) -> re.Pattern:
    """A regular expression, compiled.

    Raises:
        ValueError: `obj` is none.
    """
    if not can_be_regex(obj):
        raise ValueError(f'Expected a string or a regex, got: {type(obj)}')
    return re.compile(obj)


def filter_ts(ops, positive_filter) -> list:
    """Tensors that ops take or give.

    Args:
        ops: ops, or a graph.
        positive_filter: a function that says of a tensor whether it counts; True for all.
    """
    ops = op_selector.make_list_of_op(ops)
    found = list(dict.fromkeys([*_inputs(ops), *_outputs(ops)]))
    return [t for t in found if positive_filter is True or positive_filter(t)]


def filter_ts_from_regex(ops, regex) -> list:
    """Tensors that ops take or give, whose names have what the regular expression looks for."""
    found = make_regex(regex)
    return filter_ts(ops, lambda t: found.search(t.name))


def filter_ops(ops, positive_filter) -> list:
    """Ops of which a function says that they count.

    Args:
        ops: ops, or a graph.
        positive_filter: the function; True for all.
    """
    return [op for op in op_selector.make_list_of_op(ops) if positive_filter is True or positive_filter(op)]


def filter_ops_from_regex(ops, regex) -> list:
    """Ops whose names have what the regular expression looks for."""
    found = make_regex(regex)
    return filter_ops(ops, lambda op: found.search(op.name))


def get_name_scope_ops(ops, scope: str) -> list:
    """Ops in a name scope, and the op of its name."""
    return filter_ops_from_regex(ops, f'^{scope.removesuffix("/")}(/.*)?$')


def check_cios(control_inputs=False, control_outputs=None, control_ios=None) -> tuple:
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


def get_ops_ios(ops, control_inputs=False, control_outputs=None, control_ios=None) -> list:
    """The ops next to some; arguments as of `check_cios`."""
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


def compute_boundary_ts(ops) -> tuple[list, list, list]:
    """The tensors that some ops take from others, those that they give to others or to nobody, and those between them.

    A tensor that goes to one of the ops and to another one is in both of the last two.
    """
    ops = op_selector.make_list_of_op(ops)
    taken, given, members = _inputs(ops), _outputs(ops), set(ops)
    made = set(given)
    inside = [t for t in taken if t in made]
    kept = {t for t in inside if members.issuperset(t.consumers())}
    return [t for t in taken if t not in made], [t for t in given if t not in kept], inside


def get_within_boundary_ops(
    ops, seed_ops, boundary_ops=(), inclusive=True, control_inputs=False, control_outputs=None, control_ios=None
) -> list:
    """The ops that can be reached from some, in either direction, without crossing others.

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
    seed_ops, inclusive=True, within_ops=None, within_ops_fn=None, stop_at_ts=(), control_outputs=None
) -> list:
    """The ops that depend on some.

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
    seed_ops, inclusive=True, within_ops=None, within_ops_fn=None, stop_at_ts=(), control_inputs=False
) -> list:
    """The ops that some depend on; arguments as of `get_forward_walk_ops`, tensors stand for the ops that give them."""
    return op_selector.get_backward_walk_ops(seed_ops, inclusive, within_ops, within_ops_fn, stop_at_ts, control_inputs)


def get_walks_intersection_ops(
    forward_seed_ops,
    backward_seed_ops,
    forward_inclusive=True,
    backward_inclusive=True,
    within_ops=None,
    within_ops_fn=None,
    control_inputs=False,
    control_outputs=None,
    control_ios=None,
) -> list:
    """The ops that depend on some and on which others depend; arguments as of both walks and of `check_cios`."""
    inclusive = forward_inclusive, backward_inclusive
    controls = check_cios(control_inputs, control_outputs, control_ios)
    ahead, behind = _walks(forward_seed_ops, backward_seed_ops, inclusive, (within_ops, within_ops_fn), controls)
    behind = set(behind)
    return [op for op in ahead if op in behind]


def get_walks_union_ops(
    forward_seed_ops,
    backward_seed_ops,
    forward_inclusive=True,
    backward_inclusive=True,
    within_ops=None,
    within_ops_fn=None,
    control_inputs=False,
    control_outputs=None,
    control_ios=None,
) -> list:
    """The ops that depend on some or on which others depend; arguments as of both walks and of `check_cios`."""
    inclusive = forward_inclusive, backward_inclusive
    controls = check_cios(control_inputs, control_outputs, control_ios)
    ahead, behind = _walks(forward_seed_ops, backward_seed_ops, inclusive, (within_ops, within_ops_fn), controls)
    return list(dict.fromkeys([*ahead, *behind]))


def select_ops(*args, graph=None, positive_filter=None, restrict_ops_regex=False, restrict_ts_regex=None, **others):
    """Ops, by regular expression or as they are.

    Args:
        *args: regular expressions, ops, lists of them; tensors count for nothing.
        graph: where the regular expressions look.
        positive_filter: a function that says of an op whether it counts.
        restrict_ops_regex: whether only expressions that begin with '(?#ops)' count.
        restrict_ts_regex: not looked at.
        **others: there are no others.

    Raises:
        TypeError: an argument of another type.
        ValueError: another keyword, or a regular expression without a graph.
    """
    passes = _passes(graph, restrict_ops_regex, (OPS, TENSORS), others)

    def found(arg):
        return filter_ops_from_regex(graph, arg) if passes(arg) else []

    return _select(args, found, lambda arg: op_selector.make_list_of_op(arg, ignore_ts=True), positive_filter)


def select_ts(*args, graph=None, positive_filter=None, restrict_ts_regex=False, restrict_ops_regex=None, **others):
    """Tensors, by regular expression or as they are; arguments and errors as of `select_ops`."""
    passes = _passes(graph, restrict_ts_regex, (TENSORS, OPS), others)

    def found(arg):
        return filter_ts_from_regex(graph, arg) if passes(arg) else []

    return _select(args, found, lambda arg: op_selector.make_list_of_t(arg, ignore_ops=True), positive_filter)


def select_ops_and_ts(*args, **kwargs) -> tuple[list, list]:
    """Ops and tensors; arguments and errors as of `select_ops`, expressions for tensors begin with '(?#ts)'."""
    ops = select_ops(*args, restrict_ops_regex=False, **kwargs)
    return ops, select_ts(*args, restrict_ts_regex=True, **kwargs)


def _inputs(ops):
    return list(dict.fromkeys(t for op in ops for t in op.inputs))


def _outputs(ops):
    return [t for op in ops for t in op.outputs]


def _walks(forward, backward, inclusive, within, controls):
    ahead = get_forward_walk_ops(forward, inclusive[0], *within, control_outputs=controls[1])
    return ahead, get_backward_walk_ops(backward, inclusive[1], *within, control_inputs=controls[0])


def _passes(graph, restricted, comments, others):
    """What tells of an expression whether it is looked for."""
    for keyword in others:
        raise ValueError(f'Wrong keywords argument: {keyword}.')
    if graph is not None and not isinstance(graph, tf1.Graph):
        raise TypeError(f'Expected a tf.Graph, got: {type(graph)}')
    mine, other = comments

    def passes(arg):
        if graph is None:
            raise ValueError("Use the keyword argument 'graph' to use regex.")
        pattern = make_regex(arg).pattern
        return not pattern.startswith(other) and (not restricted or pattern.startswith(mine))

    return passes


def _select(args, by_regex, as_list, positive_filter):
    found = [one for arg in args for one in (by_regex(arg) if can_be_regex(arg) else as_list(arg))]
    return list(dict.fromkeys(one for one in found if positive_filter is None or positive_filter(one)))
