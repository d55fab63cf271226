"""A graph from the bytes of a GraphDef, with what a MetaGraph tells besides: nothing is built, nothing is executed."""

from __future__ import annotations

import itertools
import re
import struct

from google.protobuf.message import DecodeError

from tf1_ref.errors import InputError
from tf1_ref.graphs.checks import check_ops
from tf1_ref.graphs.graph import Graph, Op, Variable
from tf1_ref.graphs.reading import attributes, functions
from tf1_ref.graphs.reading.messages import BINARY
from tf1_ref.graphs.reading.wire import records
from tf1_ref.terminal import one_line

VARIABLES = ('VariableV2', 'Variable', 'VarHandleOp')
PLACEHOLDERS = ('Placeholder', 'PlaceholderV2', 'PlaceholderWithDefault')
ASSIGNMENTS = ('Assign', 'AssignVariableOp')
# What nothing reads and yet is no end point: what belongs to a variable or a `cond`, what a gradient leaves behind.
NO_END_POINTS = (*VARIABLES, *PLACEHOLDERS, *ASSIGNMENTS, 'Const', 'ReadVariableOp', 'VarIsInitializedOp')
SWITCHES = ('Switch', 'RefSwitch')
GRADIENTS = re.compile(r'(^|/)gradients(_\d+)?/')
NO_OUTPUTS = ('NoOp', 'Assert', 'Save', 'SaveV2')
# Up to this producer of GraphDefs, a placeholder without a shape was written like a scalar.
SCALARS_AFTER = 23
# Fields of a GraphDef; what a node has at least (a name and a type); and how many are read, hostile ones too.
NODE, LIBRARY, VERSIONS = 1, 2, 4
SMALLEST_NODE, LARGE_NODE, MOST_NODES = 6, 2**16, 2_000_000


def from_graph_def(
    source: str,
    graph_def: bytes | memoryview,
    collections: dict[str, list[str]] | None = None,
    end_points: dict[str, str] | None = None,
    initializers: dict[str, str] | None = None,
) -> Graph:
    """Reads a graph.

    Args:
        source: what the user called it.
        graph_def: what a GraphDef is in a file.
        collections: names of their items, by collection; None if the source does not tell.
        end_points: tensors by the name of what they are, besides the outputs without consumer.
        initializers: by variable, the operation that initializes it, where that need not be its first Assign.

    Raises:
        InputError: it cannot be read, or is no graph: a name twice, an input that is not there, a cycle.
    """
    try:
        ops, shapes = _read_ops(memoryview(graph_def))
    except (DecodeError, struct.error, RecursionError) as error:
        raise InputError(f'{source}: the graph in it is damaged ({one_line(error)}); write it anew') from error
    check_ops(source, ops)
    end_points = end_points or {}
    return Graph(
        source,
        _variables(ops, shapes, collections, initializers or {}),
        collections,
        [op.name for op in ops if op.type in PLACEHOLDERS],
        {**end_points, **_outputs(ops, set(end_points.values()))},
        ops,
    )


def _read_ops(graph_def):
    """The operations; and the shapes of variables, by name."""
    producer, libraries = _check_size(graph_def)
    reader = _NodeReader(producer, functions.Functions(libraries))
    ops = [reader.read(node) for field, node in records(graph_def) if field == NODE]
    return ops, reader.variables


def _check_size(graph_def):
    """Makes sure, before a node is read, that there are not too many; returns their producer's version, libraries."""
    producer = parts = 0
    libraries = []
    for field, payload in records(graph_def):
        for more in _sizes(field, payload):
            parts += more
            if parts >= MOST_NODES:
                raise DecodeError(f'{MOST_NODES:,} nodes, or inputs and attributes, or more')
        if field == VERSIONS:
            producer = BINARY.VersionDef.FromString(payload).producer
        elif field == LIBRARY:
            libraries.append(payload)
    return producer, libraries


def _sizes(field, payload):
    """Yields how many parts there are in a node, or in every function of a library and in every node of it."""
    if field == NODE:
        yield _size_of_node(payload)
    elif field == LIBRARY:
        for function in functions.bodies(payload):
            yield _size(function)
            yield from map(_size_of_node, functions.nodes(function))


def _size_of_node(node):
    if len(node) < SMALLEST_NODE:
        raise DecodeError('a node without name and type')
    return _size(node)


def _size(content):
    return 1 if len(content) < LARGE_NODE else sum(1 for _ in itertools.islice(records(content), MOST_NODES))


class _NodeReader:
    """Reads nodes one by one; what most of them have in common is put into words once."""

    def __init__(self, producer, graph_functions):
        self.variables = {}
        self._functions = graph_functions
        self._texts = {}
        self._lists_of_shapes = {}
        self._attributes = {}  # most nodes have the same as some other
        self._tensors = {}
        self._scalars_are_unknown = 0 < producer <= SCALARS_AFTER

    def read(self, content):
        node = BINARY.NodeDef.FromString(content)
        name, kind, shapes, found = node.name, node.op, None, {}
        for entry in node.attr:
            key, value = entry.key, entry.value
            if key == '_output_shapes':
                shapes = self._list_of_shapes(value)
                continue
            text = self._texts.get(value)
            if text is None:
                text = self._texts[value] = attributes.as_text(value, self._functions.digest)
            found[key if key.isprintable() else attributes.printable(key)] = text
            if key == 'shape' and kind in VARIABLES:
                self.variables[name] = attributes.one_shape(value)
            elif key == 'shape' and kind in PLACEHOLDERS and shapes is None:
                shape = attributes.one_shape(value)
                shapes = (None if shape == () and self._scalars_are_unknown else shape,)
        body = self._functions.digest(kind)
        if body:  # the node calls a function of the graph
            found['_function'] = body
        if shapes is None and name in self.variables:
            shapes = (self.variables[name] if kind != 'VarHandleOp' else (),)
        inputs, control_inputs = self._inputs(node.input)
        found = self._attributes.setdefault(tuple(found.items()), found)
        device = attributes.printable(node.device) if node.device else ''
        return Op(name, kind, inputs, control_inputs, shapes, found, device)

    def _inputs(self, names):
        inputs, control_inputs, tensors = [], [], self._tensors
        for name in names:
            tensor = tensors.get(name)
            if tensor is None:
                if name[0:1] == '^':
                    control_inputs.append(name[1:])
                    continue
                tensor = tensors[name] = name if ':' in name else f'{name}:0'
            inputs.append(tensor)
        return tuple(inputs), tuple(sorted(control_inputs))

    def _list_of_shapes(self, value):
        if value not in self._lists_of_shapes:
            self._lists_of_shapes[value] = attributes.list_of_shapes(value)
        return self._lists_of_shapes[value]


def _variables(ops, shapes, collections, initializers):
    types = {op.name: op.type for op in ops}
    holders: dict[str, list[str]] = {op.name: [] for op in ops if op.type in VARIABLES}
    for key, items in sorted((collections or {}).items()):
        for name in dict.fromkeys(item.partition(':')[0] for item in items):
            if name in holders:
                holders[name].append(key)
    assigned: dict[str, str] = {}
    for op in ops:
        if op.type in ASSIGNMENTS and len(op.inputs) > 1:
            variable, value = (tensor.partition(':')[0] for tensor in op.inputs[:2])
            if initializers.get(variable, op.name) == op.name:
                assigned.setdefault(variable, types[value])
    return [
        Variable(
            op.name,
            shapes.get(op.name),
            op.attributes.get('dtype', ''),
            None if collections is None else 'trainable_variables' in holders[op.name],
            None if collections is None else tuple(holders[op.name]),
            assigned.get(op.name),
        )
        for op in ops
        if op.type in VARIABLES
    ]


def _outputs(ops, named):
    """Tensors that nothing reads, by operation; of an operation without outputs, such as a training step, its name."""
    by_the_way = {op.name for op in ops if op.type in VARIABLES or op.type in SWITCHES}
    read = {tensor.partition(':')[0] for op in ops for tensor in op.inputs}
    read.update(name for op in ops for name in op.control_inputs)
    found = {}
    for op in ops:
        if op.name in read or op.type in NO_END_POINTS or GRADIENTS.search(op.name):
            continue
        if op.type == 'Identity' and op.inputs and op.inputs[0].partition(':')[0] in by_the_way:
            continue
        has_outputs = bool(op.shapes) if op.shapes is not None else op.type not in NO_OUTPUTS
        tensor = f'{op.name}:0' if has_outputs else op.name
        if tensor not in named:
            found[op.name] = tensor
    return found
