"""What becomes of each op, tensor and collection when a part of a graph is copied; a `Transformer` calls these.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (transform.py).
"""

from __future__ import annotations

import copy as copying
from collections.abc import Callable

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops as tf_ops

from tf1_ref.compat.restored.graph_editor import subgraph, util


class Copying:
    """What is known while something is copied, and given to each handler: whatever ends in `_` is the copy's."""

    def __init__(self, sgv: subgraph.SubGraphView, dst_graph: tf1.Graph, dst_scope: str, src_scope: str):
        """Takes the view and the places.

        Args:
            sgv: the view that is copied.
            dst_graph: where to.
            dst_scope: the scope of the copies, with its slash.
            src_scope: the scope of the originals, with its slash.
        """
        self.sgv, self.ops, self.sgv_inputs_set = sgv, frozenset(sgv.ops), frozenset(sgv.inputs)
        self.control_outputs = util.ControlOutputs(sgv.graph)
        self.graph, self.graph_ = sgv.graph, dst_graph
        self.scope, self.scope_ = src_scope, dst_scope
        self.transformed_ops, self.transformed_ts = {}, {}
        self.collections = {key: self.graph.get_collection(key) for key in self.graph.get_all_collection_keys()}
        self.tmp_cyclic_ts = []  # (tensor that is made later, what is taken meanwhile, op that takes it)

    def new_name(self, name: str) -> str:
        """Gives the name of a copy.

        Raises:
            ValueError: the original is not in the scope that is copied.
        """
        if not name.startswith(self.scope):
            raise ValueError(f'{name} does not belong to source scope: {self.scope}.')
        return self.scope_ + name[len(self.scope) :]


def replace_t_with_placeholder_handler(info: Copying, t: tf1.Tensor) -> tf1.Tensor:
    """Makes a placeholder for an input.

    Args:
        info: what is being copied to where.
        t: the input.
    """
    with info.graph_.as_default():
        return util.make_placeholder_from_tensor(t, scope=info.scope_)


def keep_t_if_possible_handler(info: Copying, t: tf1.Tensor) -> tf1.Tensor:
    """Keeps an input in the same graph, and makes a placeholder for it in another.

    Args:
        info: what is being copied to where.
        t: the input.
    """
    return t if info.graph is info.graph_ else replace_t_with_placeholder_handler(info, t)


def assign_renamed_collections_handler(
    info: Copying, elem: tf1.Operation | tf1.Tensor, elem_: tf1.Operation | tf1.Tensor
) -> None:
    """Puts a copy into the collections of its original; those of one's own have the copy's scope before their names.

    Args:
        info: what is being copied to where.
        elem: an op or a tensor.
        elem_: its copy.
    """
    known = util.get_predefined_collection_names()
    for name, collection in info.collections.items():
        if elem in collection:
            info.graph_.add_to_collection(name if name in known else info.new_name(name), elem_)


def transform_op_if_inside_handler(
    info: Copying, op: tf1.Operation, keep_if_possible: bool = True
) -> tf1.Operation | None:
    """Finds what becomes of an op that another refers to: its copy, or itself in the same graph, or nothing.

    Args:
        info: what is being copied to where.
        op: the op.
        keep_if_possible: whether an op without a copy stays in the same graph.
    """
    if op in info.sgv.ops:
        return info.transformed_ops[op]
    return op if keep_if_possible and info.graph is info.graph_ else None


def copy_op_handler(
    info: Copying,
    op: tf1.Operation,
    new_inputs: list[tf1.Tensor],
    copy_shape: bool = False,
    nodedef_fn: Callable[[tf1.NodeDef], tf1.NodeDef] | None = None,
) -> tuple[tf1.Operation, list[tf1.Tensor]]:
    """Copies an op.

    Args:
        info: what is being copied to where.
        op: the op.
        new_inputs: the tensors that the copy takes.
        copy_shape: whether the copy's outputs get the shapes of the original's.
        nodedef_fn: a function that gives the copy another NodeDef.

    Returns:
        The copy, and its outputs.

    Raises:
        TypeError: a bool for `new_inputs`, whose place another argument once had.
    """
    if isinstance(new_inputs, bool):
        raise TypeError('the `new_inputs` argument must be an iterable.')
    node_def = copying.deepcopy(op.node_def)
    node_def.name = info.graph_.unique_name(info.new_name(op.name))
    if nodedef_fn is not None:
        node_def = nodedef_fn(node_def)
    new = tf_ops.Operation.from_node_def(
        node_def, info.graph_, new_inputs, control_inputs=[], input_types=op._input_types, op_def=op.op_def
    )
    if copy_shape:
        for t, t_ in zip(op.outputs, new.outputs, strict=True):
            t_.set_shape(t.get_shape())
    if op._original_op:
        new._original_op = op._original_op
    return new, new.outputs
