"""Small changes to a graph, made at every variable and at every op, for the checker to catch.

A variable is changed while the graph is built, an op in the finished graph. With every change comes the layer of the
verdict that has to name it.
"""

from __future__ import annotations

import contextlib
import re

from google.protobuf import text_format

from tf1_ref.compat import tf

# What is changed about a variable, and the layer that has to catch it.
VARIABLE_CHANGES = {
    'name': 'variables',
    'shape': 'variables',
    'trainable': 'variables',
    'initializer': 'initial values',
}
# Ops that take the same inputs and attributes as another.
OTHER_TYPES = {'AddV2': 'Sub', 'Sub': 'AddV2', 'Mul': 'AddV2', 'Relu': 'Tanh', 'Mean': 'Sum', 'Softmax': 'LogSoftmax'}
OTHER_WORDS = {'SAME': 'VALID', 'VALID': 'SAME', 'NHWC': 'NCHW'}


@contextlib.contextmanager
def changed_variable(number, change):
    """Within it, the variable asked for as number `number` is created otherwise; yields the names asked for."""
    from tensorflow.python.ops.variable_scope import VariableScope

    original, asked_for = VariableScope.get_variable, []

    def get_variable(scope, store, name, **given):
        asked_for.append(f'{scope.name}/{name}' if scope.name else name)
        if len(asked_for) - 1 != number:
            return original(scope, store, name, **given)
        return _create_otherwise(original, change, scope, store, name, given)

    VariableScope.get_variable = get_variable
    try:
        yield asked_for
    finally:
        VariableScope.get_variable = original


def _create_otherwise(original, change, scope, store, name, given):
    if change == 'name':
        return original(scope, store, f'{name}_other', **given)
    if change == 'trainable':
        return original(scope, store, name, **{**given, 'trainable': given.get('trainable') is False})
    if change == 'initializer':
        return original(scope, store, name, **{**given, 'initializer': _other_initializer(given['initializer'])})
    shape = [int(size) for size in given['shape']]
    variable = original(scope, store, name, **{**given, 'shape': [1, *shape]})
    return variable if len(shape) < 2 else tf.reshape(variable, shape)


def _other_initializer(initializer):
    if isinstance(initializer, type(tf.constant_initializer())):
        return tf.constant_initializer(0.01 + initializer.value)
    if isinstance(initializer, type(tf.zeros_initializer())):
        return tf.constant_initializer(0.01)
    return tf.contrib.layers.variance_scaling_initializer(factor=1.01, mode='FAN_AVG', uniform=False)


def exported():
    """The default graph with its collections, a `MetaGraphDef`; without the static shapes, which changes change."""
    meta_graph = tf.train.export_meta_graph()
    for node in meta_graph.graph_def.node:
        node.attr.pop('_output_shapes', None)
    return meta_graph


def changes_of_op(meta_graph, number):
    """Changes the op that is node `number` of a graph in every way known here.

    Args:
        meta_graph: a `MetaGraphDef`, left as it is.
        number: position of the node.

    Yields:
        `(what is changed, layer of the verdict, changed MetaGraphDef, name of the op)`.
    """
    node = meta_graph.graph_def.node[number]
    is_variable = node.op == 'VariableV2'
    yield 'name', 'variables' if is_variable else 'ops', _renamed(meta_graph, node.name), f'{node.name}_other'
    for what, layer, change in _changes_of_node(node):
        changed = type(meta_graph).FromString(meta_graph.SerializeToString())
        change(changed.graph_def.node[number])
        yield what, layer, changed, node.name


def _renamed(meta_graph, name):
    from tensorflow.python.framework import ops

    # Wherever it stands: as a node, an input, a place to be, in a collection.
    pattern = re.compile(rf'(\^|loc:@)?{re.escape(name)}(:\d+)?')

    def rename(text):
        return pattern.sub(rf'\g<1>{name}_other\g<2>', text) if pattern.fullmatch(text) else text

    def rename_in(message):
        text = text_format.MessageToString(message)
        text = re.sub(rf'(?<!op: )"{pattern.pattern}"', lambda found: f'"{rename(found[0][1:-1])}"', text)
        return text_format.Parse(text, type(message)())

    changed = type(meta_graph).FromString(meta_graph.SerializeToString())
    for node in changed.graph_def.node:
        node.name, node.input[:] = rename(node.name), map(rename, node.input)
        if '_class' in node.attr:
            places = node.attr['_class'].list.s
            places[:] = [rename(place.decode()).encode() for place in places]
    for key, collection in changed.collection_def.items():
        if collection.WhichOneof('kind') == 'node_list':
            collection.node_list.value[:] = map(rename, collection.node_list.value)
        kind = ops.get_collection_proto_type(key)
        values = collection.bytes_list.value
        for number, value in enumerate(values):
            if name.encode() in value:
                values[number] = rename_in(kind.FromString(value)).SerializeToString()
    return changed


def _changes_of_node(node):
    if node.op in OTHER_TYPES:
        yield 'type', 'ops', lambda n: setattr(n, 'op', OTHER_TYPES[n.op])
    if len(node.input) > 1 and node.input[0] != node.input[1] and not node.input[1].startswith('^'):
        yield 'order of inputs', 'ops', lambda n: n.input.extend([n.input.pop(1), n.input.pop(0), *_rest(n)])
    if node.input and node.input[-1].startswith('^'):
        yield 'control input', 'ops', lambda n: n.input.pop()
    for key in sorted(node.attr):
        layer = 'seeds' if key in ('seed', 'seed2') else 'attributes'
        yield f'attribute {key}', layer, lambda n, key=key: _change_attribute(n.attr[key])


def _rest(node):
    rest = list(node.input)
    del node.input[:]
    return rest


def _change_attribute(value):
    kind = value.WhichOneof('value')
    if kind == 'b':
        value.b = not value.b
    elif kind in ('i', 'f'):
        setattr(value, kind, getattr(value, kind) + 1)
    elif kind == 's':
        value.s = OTHER_WORDS.get(value.s.decode(), value.s.decode() + 'other').encode()
    elif kind == 'type':
        value.type = tf.float64.as_datatype_enum if value.type != tf.float64.as_datatype_enum else 1
    elif kind == 'shape':
        value.shape.dim.add(size=3)
    elif kind == 'tensor':
        array = tf.make_ndarray(value.tensor)
        changed = ~array if array.dtype == bool else array + array.dtype.type(1)
        value.tensor.CopyFrom(tf.make_tensor_proto(changed, dtype=array.dtype, shape=array.shape))
    elif value.list.i:
        value.list.i[len(value.list.i) // 2] += 1
    elif value.list.s:
        value.list.s[0] += b'other'
    else:
        value.list.i.append(1)
