"""Static shapes: what 1.15's shape inference left open, and what it knew.

Most of what differs are sizes, `tf.shape(x)[1]` or `tf.unstack(tf.shape(x))[1]`. Where `x` is known in that dimension
and not in all others, TensorFlow 2 infers the number, and with it the shape of whatever is built from it; 1.15 knew the
elements of `tf.shape(x)` only where it knew all of them. Code that builds other ops for unknown dimensions
(`shape_list` of many models) therefore built other graphs, with other seeds.

The inference recognizes these ops by their attributes. So they get others here that mean the same: a bit of `end_mask`
for a second dimension, which the slice of a vector does not have, and the last axis of a vector for its first. Nothing
else has to be known then, neither here nor by whoever asks for a shape. What is shown of a graph and of its ops has the
usual attributes; a marker tells which ops are concerned.
"""

from __future__ import annotations

from tensorflow.core.framework import graph_pb2
from tensorflow.python.framework import tensor_util

from tf1_ref.compat.built.replacing import replaces

MARKER = '_size_that_1_15_left_open'
MASKS = ('begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask')
# Op: the attribute, its value as it is shown, and one of the same meaning that the inference does not recognize.
HIDDEN = {'StridedSlice': ('end_mask', 0, 2), 'Unpack': ('axis', 0, -1)}
ATTRIBUTES = {name: (shown, hidden) for name, shown, hidden in HIDDEN.values()}


@replaces('tensorflow.python.framework.ops:_reconstruct_sequence_inputs')
def inputs_of_new_op(original, op_def, inputs, attrs):
    """Hides sizes in graphs that are built; nothing later is handed all attributes before the op is made of them."""
    kind = op_def.name
    if kind in HIDDEN and inputs[0].op.type == 'Shape':
        _hide(kind, attrs)
    return original(op_def, inputs, attrs)


@replaces('tensorflow.python.framework.importer:_import_graph_def_internal')
def import_graph_def(original, graph_def, *others, **named):
    """Hides sizes in graphs that are read, while they are; the caller's GraphDef stays as it is."""
    nodes = []
    if isinstance(graph_def, graph_pb2.GraphDef):
        shapes = {node.name for node in graph_def.node if node.op == 'Shape'}
        nodes = [node for node in graph_def.node if node.op in HIDDEN and _producer(node) in shapes]
    for node in nodes:
        _hide(node.op, node.attr)
    try:
        return original(graph_def, *others, **named)
    finally:
        for node in nodes:
            _show(node)


@replaces('tensorflow.python.framework.ops:Graph._as_graph_def')
def as_graph_def(original, graph, *others, **named):
    """Shows the usual attributes, in functions too."""
    graph_def, version = original(graph, *others, **named)
    for nodes in [graph_def.node, *(function.node_def for function in graph_def.library.function)]:
        for node in nodes:
            _show(node)
    return graph_def, version


@replaces('tensorflow.python.framework.ops:Operation.node_def')
def node_def(original, op):
    """Shows the usual attributes."""
    node = original(op)
    _show(node)
    return node


@replaces('tensorflow.python.framework.ops:Operation.get_attr')
def get_attr(original, op, name):
    """Shows the usual attribute."""
    value = original(op, name)
    if name in ATTRIBUTES and value == ATTRIBUTES[name][1] and _is_marked(original, op):
        return ATTRIBUTES[name][0]
    return value


@replaces('tensorflow.python.ops.gen_nn_ops:conv2d_backprop_input')
def conv2d_backprop_input(original, input_sizes, *others, **named):
    """Takes the batch also from the sizes that are given; TensorFlow 2 only takes that of the gradients."""
    result = original(input_sizes, *others, **named)
    known = result.shape.as_list() if result.shape.ndims else [0]
    if known[0] is None:
        result.set_shape([_first(result.op.inputs[0]), *known[1:]])
    return result


def _first(sizes):
    """Tells the first of these sizes, if it can be told."""
    is_of_scalars = sizes.op.type == 'Pack'
    value = tensor_util.try_evaluate_constant(sizes.op.inputs[0] if is_of_scalars else sizes)
    first = None if value is None else int(value if is_of_scalars else value[0])
    return None if first is None or first < 0 else first


def _hide(kind, attrs):
    name, shown, hidden = HIDDEN[kind]
    values = {key: attrs[key].i for key in (*MASKS, 'shrink_axis_mask', name) if key in attrs}
    is_size = kind == 'Unpack' or (values.pop('shrink_axis_mask', 0) == 1 and not any(values.values()))
    if is_size and values.get(name, 0) == shown:
        attrs[name].i = hidden
        attrs[MARKER].b = True


def _show(node):
    if node.op in HIDDEN and MARKER in node.attr:
        name, shown, _ = HIDDEN[node.op]
        node.attr[name].i = shown
        del node.attr[MARKER]


def _is_marked(original, op):
    try:
        return op.type in HIDDEN and original(op, MARKER)
    except ValueError:
        return False


def _producer(node):
    return node.input[0].partition(':')[0]
