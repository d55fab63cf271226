"""Copies of a part of a graph, in the same graph or another one, with other inputs.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (transform.py).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import reroute, subgraph, util, walks
from tf1_ref.compat.restored.graph_editor.handlers import (
    Copying,
    assign_renamed_collections_handler,
    copy_op_handler,
    keep_t_if_possible_handler,
    replace_t_with_placeholder_handler,
    transform_op_if_inside_handler,
)

# An op whose inputs are made later, in a loop, takes this for the while.
TEMPORARY = 'geph_tmp'


class TransformerInfo:
    """Which copy is whose."""

    def __init__(self, info: Copying):
        """Takes it from what was known while it was copied.

        Args:
            info: a `Copying` that is done.
        """
        self._graph, self._graph_ = info.graph, info.graph_
        self._scope, self._scope_ = info.scope, info.scope_
        self._transformed_ops = info.transformed_ops
        self._transformed_ts = info.transformed_ts

    def transformed(self, original: Any, missing_fn: Callable | None = None) -> Any:
        """Finds the copies of ops and tensors.

        Args:
            original: an op, a tensor, or nested collections of them.
            missing_fn: a function of an original that says what stands for its copy if there is none; None by default.

        Raises:
            TypeError: something else.
        """

        def find(top):
            found = self._copies(top)
            return found[top] if top in found else _missing(missing_fn, top)

        return util.transform_tree(original, find)

    def original(self, transformed: Any, missing_fn: Callable | None = None) -> Any:
        """Finds the originals of ops and tensors; arguments and errors the other way round as of `transformed`."""

        def find(top):
            found = [one for one, other in self._copies(top).items() if other is top]
            return found[0] if found else _missing(missing_fn, top)

        return util.transform_tree(transformed, find)

    def _copies(self, top):
        if isinstance(top, tf1.Operation):
            return self._transformed_ops
        if isinstance(top, tf1.Tensor):
            return self._transformed_ts
        raise TypeError(f'Expected a tf.Tensor or a tf.Operation, got a {type(top)}')

    def __str__(self):
        lines = ['Transform result info:']
        if self._graph is self._graph_:
            lines.append(f'  Within graph[{id(self._graph)}]{"" if self._scope_ else " IN-PLACE"}')
        else:
            lines.append(f'  graph[{id(self._graph)}] => graph[{id(self._graph_)}]')
        if self._scope:
            lines.append(f'  Relative to source scope: {self._scope}')
        if self._scope_:
            lines.append(f'  Scope destination: {self._scope_}')
        pairs = [f'  {op.name} => {op_.name}' for op, op_ in self._transformed_ops.items()]
        return '\n'.join([*lines, 'Operations mapping:', *pairs, ''])


class Transformer:
    """Copies views. Each of its handlers can be replaced.

    `transform_op_handler` copies an op; `transform_control_input_handler` says what becomes of an op that another
    waits for, `transform_original_op_handler` of one that it was made from, `transform_external_input_handler` of an
    input, `transform_external_hidden_input_handler` of one that the view leaves out; `assign_collections_handler` puts
    copies into collections.
    """

    def __init__(self):
        """Takes the handlers of `copy`."""
        self.transform_op_handler = copy_op_handler
        self.transform_control_input_handler = transform_op_if_inside_handler
        self.assign_collections_handler = assign_renamed_collections_handler
        self.transform_external_input_handler = replace_t_with_placeholder_handler
        self.transform_external_hidden_input_handler = keep_t_if_possible_handler
        self.transform_original_op_handler = transform_op_if_inside_handler

    def __call__(
        self, sgv: Any, dst_graph: tf1.Graph, dst_scope: str, src_scope: str = '', reuse_dst_scope: bool = False
    ) -> tuple[subgraph.SubGraphView, TransformerInfo]:
        """Copies a view.

        Args:
            sgv: a view, or what `make_view` takes for one.
            dst_graph: where to.
            dst_scope: the scope of the copies.
            src_scope: the scope of the originals that it stands for.
            reuse_dst_scope: whether that scope may be there; if not, a number makes it another one.

        Returns:
            A view of the copies, and a `TransformerInfo`.

        Raises:
            TypeError: `dst_graph` is no graph.
            ValueError: an op is not in `src_scope`.
        """
        view = subgraph.make_view(sgv)
        _check_graph(dst_graph)
        src_scope, dst_scope = util.scope_finalize(src_scope), util.scope_finalize(dst_scope)
        if dst_scope and not reuse_dst_scope:
            dst_scope = util.scope_finalize(dst_graph.unique_name(dst_scope[:-1]))
        info = Copying(view, dst_graph, dst_scope, src_scope)
        self._copy_ops(info)
        for t, meanwhile, op in info.tmp_cyclic_ts:
            op_ = info.transformed_ops[op]
            op_._update_input([one is meanwhile for one in op_.inputs].index(True), info.transformed_ts[t])
        self._connect_control_inputs(info)
        return _view_of_copies(info), TransformerInfo(info)

    def _copy_ops(self, info):
        for op in sorted(info.sgv.ops, key=lambda op: op._id):
            op_, outputs_ = self.transform_op_handler(info, op, [self._input(info, t, op) for t in op.inputs])
            if op_ is op:
                raise ValueError('In-place transformation not allowed.')
            info.transformed_ops[op] = op_
            self.assign_collections_handler(info, op, op_)
            for t, t_ in zip(op.outputs, outputs_, strict=False):  # a handler may give fewer
                info.transformed_ts[t] = t_
                self.assign_collections_handler(info, t, t_)

    def _connect_control_inputs(self, info):
        for op in info.sgv.ops:
            op_ = info.transformed_ops[op]
            if op._original_op:
                original = self.transform_original_op_handler(info, op._original_op)
                if original is not None:
                    op_._original_op = original
            waits = [self.transform_control_input_handler(info, one) for one in op.control_inputs]
            reroute.add_control_inputs(op_, [one for one in waits if one is not None])

    def _input(self, info: Copying, t: tf1.Tensor, taker: tf1.Operation) -> tf1.Tensor:
        """What the copy of `taker` takes for `t`."""
        if t in info.transformed_ts:
            return info.transformed_ts[t]
        if t in info.sgv_inputs_set:
            return self.transform_external_input_handler(info, t)
        if t.op not in info.ops:
            return self.transform_external_hidden_input_handler(info, t)
        if taker.type == 'Merge':  # `t` comes back to it from the end of a loop
            meanwhile = self._input(info, taker.inputs[0], taker)
        elif t.op.type == 'Enter':
            meanwhile = self._input(info, t.op.inputs[0], taker)
        else:
            with info.graph_.as_default():
                meanwhile = util.make_placeholder_from_tensor(t, scope=info.scope_, prefix=TEMPORARY)
        info.tmp_cyclic_ts.append((t, meanwhile, taker))
        return meanwhile


def copy(
    sgv: Any,
    dst_graph: tf1.Graph | None = None,
    dst_scope: str = '',
    src_scope: str = '',
    reuse_dst_scope: bool = False,
) -> tuple[subgraph.SubGraphView, TransformerInfo]:
    """Copies a view, with placeholders for inputs.

    Args:
        sgv: a view, or what `make_view` takes for one.
        dst_graph: where to, the view's own graph by default.
        dst_scope: the scope of the copies.
        src_scope: the scope of the originals that it stands for.
        reuse_dst_scope: whether that scope may be there; if not, a number makes it another one.

    Returns:
        A view of the copies, and a `TransformerInfo`.

    Raises:
        TypeError: `dst_graph` is no graph.
        ValueError: an op is not in `src_scope`.
    """
    return _copy(Transformer(), sgv, dst_graph, dst_scope, src_scope, reuse_dst_scope)


def copy_with_input_replacements(
    sgv: Any,
    replacement_ts: dict[tf1.Tensor, tf1.Tensor],
    dst_graph: tf1.Graph | None = None,
    dst_scope: str = '',
    src_scope: str = '',
    reuse_dst_scope: bool = False,
) -> tuple[subgraph.SubGraphView, TransformerInfo]:
    """Copies a view, with other inputs.

    Args:
        sgv: a view, or what `make_view` takes for one.
        replacement_ts: a dictionary from inputs to what the copy takes instead.
        dst_graph: where to, the view's own graph by default.
        dst_scope: the scope of the copies.
        src_scope: the scope of the originals that it stands for.
        reuse_dst_scope: whether that scope may be there.

    Returns:
        A view of the copies, and a `TransformerInfo`.

    Raises:
        TypeError: `dst_graph` is no graph.
    """

    def replaced(info, t):
        return replacement_ts[t] if t in replacement_ts else keep_t_if_possible_handler(info, t)

    transformer = Transformer()
    transformer.transform_external_input_handler = replaced
    return _copy(transformer, sgv, dst_graph, dst_scope, src_scope, reuse_dst_scope)


def graph_replace(
    target_ts: Any,
    replacement_ts: dict[tf1.Tensor, tf1.Tensor],
    dst_scope: str = '',
    src_scope: str = '',
    reuse_dst_scope: bool = False,
) -> Any:
    """Computes tensors again from others, by copies of all ops between.

    Args:
        target_ts: a tensor, or nested collections of them.
        replacement_ts: a dictionary from tensors that they depend on to what is taken instead.
        dst_scope: the scope of the copies.
        src_scope: the scope of the originals that it stands for.
        reuse_dst_scope: whether that scope may be there.

    Returns:
        The copies of `target_ts`, collected alike; those that depend on nothing else are themselves.

    Raises:
        ValueError: none of them depends on what is replaced.
    """
    targets = util.flatten_tree(target_ts)
    controls = util.ControlOutputs(op_selector.get_unique_graph(targets, check_types=tf1.Tensor))
    ops = walks.get_walks_intersection_ops(list(replacement_ts), targets, control_ios=controls)
    if not ops:
        raise ValueError('Targets and replacements are not connected!')
    ops = _with_whole_loops(ops, controls)
    _, info = copy_with_input_replacements(ops, replacement_ts, None, dst_scope, src_scope, reuse_dst_scope)
    return info.transformed(target_ts, lambda original: original)


def _copy(
    transformer: Transformer, sgv: Any, dst_graph: tf1.Graph | None, *more
) -> tuple[subgraph.SubGraphView, TransformerInfo]:
    view = subgraph.make_view(sgv)
    return transformer(view, view.graph if dst_graph is None else dst_graph, *more)


def _check_graph(graph):
    if not isinstance(graph, tf1.Graph):
        raise TypeError(f'Expected a tf.Graph, got: {type(graph)}')


def _missing(missing_fn, top):
    return None if missing_fn is None else missing_fn(top)


def _with_whole_loops(ops, controls):
    """Ops, and the rest of each loop that one of them is in: half a loop would not be a graph."""
    contexts = dict.fromkeys(op._get_control_flow_context() for op in ops)
    found = dict.fromkeys(ops)
    for context in contexts:
        if context is not None and context.IsWhileContext():
            enters, exits = [t.op for t in context.loop_enters], [t.op for t in context.loop_exits]
            found.update(dict.fromkeys(walks.get_walks_intersection_ops(enters, exits, control_ios=controls)))
    return list(found)


def _view_of_copies(info):
    """A view of the copies, with inputs and outputs in the order of the originals'."""
    view = subgraph.SubGraphView(list(info.transformed_ops.values()))
    ordered = functools.partial(_in_order, info.transformed_ts)
    return view.remap(ordered(info.sgv.inputs, view.inputs), ordered(info.sgv.outputs, view.outputs))


def _in_order(copies: dict, originals: util.ListView, there: util.ListView) -> list[int]:
    there = list(there)
    found = [copies[t] for t in originals if t in copies]
    return [there.index(t) for t in found if t in there]
