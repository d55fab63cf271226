"""Parts of a graph cut off from the rest, connected with each other, or bypassed.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (edit.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import reroute, subgraph, util, walks


def detach_control_inputs(sgv: Any) -> None:
    """Lets the ops of a view, or of what `make_view` takes for one, no longer wait for others."""
    view = subgraph.make_view(sgv)
    for op in view.ops:
        reroute.remove_control_inputs(op, [one for one in op.control_inputs if one not in view.ops])


def detach_control_outputs(sgv: Any, control_outputs: util.ControlOutputs) -> None:
    """Lets others no longer wait for the ops of a view.

    Args:
        sgv: a view, or what `make_view` takes for one.
        control_outputs: who waits for the ops of the graph.

    Raises:
        TypeError: `control_outputs` is not a `ControlOutputs` of the graph.
    """
    if not isinstance(control_outputs, util.ControlOutputs):
        raise TypeError(f'Expected a util.ControlOutputs, got: {type(control_outputs)}')
    control_outputs.update()
    view = subgraph.make_view(sgv)
    for op in view.ops:
        for waiting in control_outputs.get(op):
            if waiting not in view.ops:
                reroute.remove_control_inputs(waiting, op)


def detach_inputs(sgv: Any, control_inputs: bool = False) -> tuple[subgraph.SubGraphView, list[tf1.Tensor]]:
    """Gives a view placeholders for inputs.

    Args:
        sgv: a view, or what `make_view` takes for one.
        control_inputs: whether its ops also no longer wait for others.

    Returns:
        The view, whose inputs are the placeholders, and a list of them.
    """
    view = subgraph.make_view(sgv)
    with view.graph.as_default():
        placeholders = [tf1.placeholder(t.dtype, name=util.placeholder_name(t)) for t in view.inputs]
    reroute.swap_inputs(view, placeholders)
    if control_inputs:
        detach_control_inputs(view)
    return view, placeholders


def detach_outputs(
    sgv: Any, control_outputs: util.ControlOutputs | None = None
) -> tuple[subgraph.SubGraphView, list[tf1.Tensor]]:
    """Gives the ops that take a view's outputs placeholders.

    Args:
        sgv: a view, or what `make_view` takes for one.
        control_outputs: a `ControlOutputs` if others also no longer wait for its ops.

    Returns:
        A view whose outputs are those that somebody took, and a list of the placeholders.
    """
    view = subgraph.make_view(sgv)
    view = view.remap_outputs([index for index, t in enumerate(view.outputs) if t.consumers()])
    takers = subgraph.SubGraphView(view.consumers())
    takers = takers.remap_inputs([index for index, t in enumerate(takers.inputs) if t in view.outputs])
    with view.graph.as_default():
        placeholders = [util.make_placeholder_from_tensor(t) for t in takers.inputs]
    reroute.swap_outputs(view, placeholders)
    if control_outputs is not None:
        detach_control_outputs(view, control_outputs)
    return view, placeholders


def detach(
    sgv: Any,
    control_inputs: bool = False,
    control_outputs: util.ControlOutputs | None = None,
    control_ios: util.ControlOutputs | None = None,
) -> tuple[Any, list[tf1.Tensor], list[tf1.Tensor]]:
    """Cuts off a view on both sides: it gets placeholders for inputs, and who takes its outputs gets others.

    Args:
        sgv: a view, or what `make_view` takes for one.
        control_inputs: whether control inputs are cut off, too.
        control_outputs: a `ControlOutputs` if control outputs are.
        control_ios: a `ControlOutputs` if both are.

    Returns:
        `sgv`, and the placeholders for inputs and for outputs.
    """
    control_inputs, control_outputs = walks.check_cios(control_inputs, control_outputs, control_ios)
    _, inputs = detach_inputs(sgv, control_inputs)
    _, outputs = detach_outputs(sgv, control_outputs)
    return sgv, inputs, outputs


def connect(
    sgv0: Any, sgv1: Any, disconnect_first: bool = False
) -> tuple[subgraph.SubGraphView, subgraph.SubGraphView]:
    """Gives the second of two views the outputs of the first for inputs.

    Args:
        sgv0: a view, or what `make_view` takes for one.
        sgv1: another one.
        disconnect_first: whether nobody else gets those outputs any longer.

    Returns:
        Both views.
    """
    sgv0, sgv1 = subgraph.make_view(sgv0), subgraph.make_view(sgv1)
    op_selector.check_graphs(sgv0, sgv1)
    if disconnect_first:
        detach_outputs(sgv0)
    reroute.reroute_inputs(subgraph.SubGraphView(passthrough_ts=sgv0.outputs), sgv1)
    return sgv0, sgv1


def bypass(sgv: Any) -> tuple[subgraph.SubGraphView, list[tf1.Tensor]]:
    """Gives who takes a view's outputs its inputs instead.

    Args:
        sgv: a view, or what `make_view` takes for one, with as many inputs as outputs.

    Returns:
        The view, and the placeholders that are its inputs now.
    """
    view = subgraph.make_view(sgv)
    before = list(view.inputs)
    view, placeholders = detach_inputs(view)
    reroute.reroute_ts(before, view.outputs)
    return view, placeholders
