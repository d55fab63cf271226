"""Ops of a graph made to take other tensors, or to wait for other ops.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (reroute.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import subgraph


def swap_ts(ts0: Any, ts1: Any, can_modify: Any = None, cannot_modify: Any = None) -> int:
    """Gives the ops that take one tensor of a pair the other one, both ways.

    Args:
        ts0: tensors.
        ts1: as many other ones, of the same types and shapes.
        can_modify: the only ops that are changed; all by default.
        cannot_modify: ops that are not changed.

    Returns:
        The number of inputs that were changed.

    Raises:
        ValueError: types, shapes or numbers differ.
    """
    return _reroute(ts0, ts1, True, can_modify, cannot_modify)


def reroute_ts(ts0: Any, ts1: Any, can_modify: Any = None, cannot_modify: Any = None) -> int:
    """Gives the ops that take a tensor of `ts1` the one of `ts0` instead.

    Args:
        ts0: tensors.
        ts1: as many other ones, of the same types and shapes.
        can_modify: the only ops that are changed; all by default.
        cannot_modify: ops that are not changed.

    Returns:
        The number of inputs that were changed.

    Raises:
        ValueError: types, shapes or numbers differ.
    """
    return _reroute(ts0, ts1, False, can_modify, cannot_modify)


def swap_inputs(sgv0: Any, sgv1: Any) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Gives each of two views the inputs of the other.

    Args:
        sgv0: a view, or what `make_view` takes for one; a view's own inputs follow.
        sgv1: another one.

    Returns:
        Both views.

    Raises:
        ValueError: they are of two graphs, or their numbers of inputs, types or shapes differ.
    """
    return _reroute_inputs(sgv0, sgv1, True)


def reroute_inputs(sgv0: Any, sgv1: Any) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Gives the second of two views the inputs of the first, too.

    Args:
        sgv0: a view, or what `make_view` takes for one.
        sgv1: another one.

    Returns:
        Both views.

    Raises:
        ValueError: they are of two graphs, or their numbers of inputs, types or shapes differ.
    """
    return _reroute_inputs(sgv0, sgv1, False)


def swap_outputs(sgv0: Any, sgv1: Any) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Gives the ops outside of two views that take outputs of one those of the other.

    Args:
        sgv0: a view, or what `make_view` takes for one.
        sgv1: another one.

    Returns:
        Both views.

    Raises:
        ValueError: they are of two graphs, or their numbers of outputs, types or shapes differ.
    """
    return _reroute_outputs(sgv0, sgv1, True)


def reroute_outputs(sgv0: Any, sgv1: Any) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Gives the ops outside of two views that take outputs of the second those of the first.

    Args:
        sgv0: a view, or what `make_view` takes for one.
        sgv1: another one.

    Returns:
        Both views.

    Raises:
        ValueError: they are of two graphs, or their numbers of outputs, types or shapes differ.
    """
    return _reroute_outputs(sgv0, sgv1, False)


def swap_ios(sgv0: Any, sgv1: Any) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Swaps outputs of two views, and then their inputs.

    Args:
        sgv0: a view, or what `make_view` takes for one.
        sgv1: another one.

    Returns:
        Both views.

    Raises:
        ValueError: they are of two graphs, or their numbers of inputs or outputs, types or shapes differ.
    """
    return swap_inputs(*swap_outputs(sgv0, sgv1))


def reroute_ios(sgv0: Any, sgv1: Any) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Reroutes outputs of two views, and then their inputs.

    Args:
        sgv0: a view, or what `make_view` takes for one.
        sgv1: another one.

    Returns:
        Both views.

    Raises:
        ValueError: they are of two graphs, or their numbers of inputs or outputs, types or shapes differ.
    """
    return reroute_inputs(*reroute_outputs(sgv0, sgv1))


def remove_control_inputs(op: tf1.Operation, cops: Any) -> None:
    """Lets an op no longer wait for others.

    Args:
        op: the op.
        cops: the others.

    Raises:
        TypeError: `op` is no op.
        ValueError: it does not wait for one of them.
    """
    cops = _ops_for(op, cops)
    for one in cops:
        if one not in op.control_inputs:
            raise ValueError(f'{op.name} is not a control_input of {one.name}')  # 1.15 has them the wrong way round
    kept = [one for one in op.control_inputs if one not in cops]
    op._remove_all_control_inputs()
    op._add_control_inputs(kept)


def add_control_inputs(op: tf1.Operation, cops: Any) -> None:
    """Lets an op wait for others.

    Args:
        op: the op.
        cops: the others.

    Raises:
        TypeError: `op` is no op.
        ValueError: it waits for one of them.
    """
    cops = _ops_for(op, cops)
    for one in cops:
        if one in op.control_inputs:
            raise ValueError(f'{one.name} is already a control_input of {op.name}')
    op._add_control_inputs(cops)


def _ops_for(op, cops):
    if not isinstance(op, tf1.Operation):
        raise TypeError(f'Expected a tf.Operation, got: {type(op)}')
    return op_selector.make_list_of_op(cops, allow_graph=False)


def _reroute(ts0: Any, ts1: Any, both: bool, can_modify: Any, cannot_modify: Any) -> int:
    ts0, ts1 = op_selector.make_list_of_t(ts0), op_selector.make_list_of_t(ts1)
    _check_compatible(ts0, ts1)
    may = None if can_modify is None else set(op_selector.make_list_of_op(can_modify))
    may_not = set() if cannot_modify is None else set(op_selector.make_list_of_op(cannot_modify))

    def takers(t):
        return [op for op in dict.fromkeys(t.consumers()) if op not in may_not and (may is None or op in may)]

    changed = 0
    # A tensor can be there twice: who takes it now counts, not who takes it after the first change.
    for t0, t1, takers0, takers1 in [(t0, t1, takers(t0), takers(t1)) for t0, t1 in zip(ts0, ts1, strict=True)]:
        if t0 is t1:
            continue
        changed += _give(t0, t1, takers1) + (_give(t1, t0, takers0) if both else 0)
    return changed


def _give(new: tf1.Tensor, old: tf1.Tensor, takers: list[tf1.Operation]) -> int:
    """Ops that take `old` get `new`."""
    places = [(op, index) for op in takers for index, t in enumerate(op.inputs) if t is old]
    for op, index in places:
        op._update_input(index, new)
    return len(places)


def _check_compatible(ts0, ts1):
    if len(ts0) != len(ts1):
        raise ValueError(f'ts0 and ts1 have different sizes: {len(ts0)} != {len(ts1)}')
    for t0, t1 in zip(ts0, ts1, strict=True):
        if not t0.dtype.is_compatible_with(t1.dtype):
            raise ValueError(f'Dtypes {t0.dtype} and {t1.dtype} are not compatible.')
        if not t0.get_shape().is_compatible_with(t1.get_shape()):
            raise ValueError(f'Shapes {t0.get_shape()} and {t1.get_shape()} are not compatible.')


def _views(sgv0, sgv1):
    sgv0, sgv1 = subgraph.make_view(sgv0), subgraph.make_view(sgv1)
    op_selector.check_graphs(sgv0, sgv1)
    return sgv0, sgv1


def _reroute_inputs(sgv0: Any, sgv1: Any, both: bool) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    sgv0, sgv1 = _views(sgv0, sgv1)
    passing = [*sgv0.passthroughs, *sgv1.passthroughs]
    may = sgv0.ops + sgv1.ops + op_selector.get_consuming_ops(passing)
    _reroute(sgv0.inputs, sgv1.inputs, both, may, None)
    before0, before1 = sgv0.copy(), sgv1.copy()
    _take_inputs(sgv1, before0)
    if both:
        _take_inputs(sgv0, before1)
    _take_outputs(sgv1, sgv0)
    if both:
        _take_outputs(sgv0, sgv1)
    return sgv0, sgv1


def _take_inputs(view, other):
    view._input_ts, view._passthrough_ts = list(other._input_ts), list(other._passthrough_ts)


def _take_outputs(view, other):
    """Outputs of a view that pass through another one are the view's own inputs at those places."""
    view._output_ts = [
        view._input_ts[other._input_ts.index(t)] if t in other._passthrough_ts else t for t in view._output_ts
    ]


def _reroute_outputs(sgv0: Any, sgv1: Any, both: bool) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    sgv0, sgv1 = _views(sgv0, sgv1)
    _reroute(sgv0.outputs, sgv1.outputs, both, None, sgv0.ops + sgv1.ops)
    return sgv0, sgv1
