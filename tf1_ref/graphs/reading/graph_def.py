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
from tf1_ref.graphs.reading.wire import records, spans
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
    edges = check_ops(source, ops)
    end_points = end_points or {}
    return Graph(
        source,
        _variables(ops, edges, shapes, collections, initializers or {}),
        collections,
        [op.name for op in ops if op.type in PLACEHOLDERS],
        {**end_points, **_outputs(ops, edges, set(end_points.values()))},
        ops,
    ).with_edges(edges)


def _read_ops(graph_def):
    """The operations; and the shapes of variables, by name."""
    pieces, producer, libraries = _pieces(graph_def)
    reader = _NodeReader(producer, functions.Functions(libraries))
    ops = [reader.read(node) for start, end in pieces for node in BINARY.GraphDef.FromString(graph_def[start:end]).node]
    return ops, reader.variables


def _pieces(graph_def):
    """Makes sure, before a node is read, that there are not too many.

    Returns:
        Where nodes stand, some hundred together, as (start, end); their producer's version; and the libraries.
    """
    pieces, libraries = [], []
    producer = parts = start = last = 0
    for field, begin, end in spans(graph_def):
        is_usual = field == NODE and SMALLEST_NODE <= end - begin < LARGE_NODE  # nearly all
        for more in (1,) if is_usual else _sizes(field, graph_def[begin:end]):
            parts += more
            if parts >= MOST_NODES:
                raise DecodeError(f'{MOST_NODES:,} nodes, or inputs and attributes, or more')
        if field != NODE or end - start > LARGE_NODE:
            pieces.append((start, end if field == NODE else last))
            start = end
        if field == VERSIONS:
            producer = BINARY.VersionDef.FromString(graph_def[begin:end]).producer
        elif field == LIBRARY:
            libraries.append(graph_def[begin:end])
        last = end
    return [*pieces, (start, last)], producer, libraries


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
        self._kinds = {}
        self._entries = {}  # what each attribute says
        self._read = {}  # what all attributes of a node say; most nodes have the same as some other
        self._attributes = {}
        self._tensors = {}
        self._scalars_are_unknown = 0 < producer <= SCALARS_AFTER

    def read(self, node):
        name, kind, entries = node.name, node.op, tuple(node.attr)
        kind = self._kinds.setdefault(kind, kind)
        found, shapes, shape = self._read.get(entries) or self._read_attributes(entries)
        if shape is not None and kind in VARIABLES:
            self.variables[name] = attributes.one_shape(shape)
            if shapes is None:
                shapes = (self.variables[name] if kind != 'VarHandleOp' else (),)
        elif shape is not None and shapes is None and kind in PLACEHOLDERS:
            one = attributes.one_shape(shape)
            shapes = (None if one == () and self._scalars_are_unknown else one,)
        body = self._functions.digest(kind)
        if body:  # the node calls a function of the graph
            found = self._shared({**found, '_function': body})
        known: tuple = tuple(map(self._tensors.get, node.input))
        inputs, control_inputs = self._inputs(node.input) if None in known else (known, ())
        device = attributes.printable(node.device) if node.device else ''
        return Op(name, kind, inputs, control_inputs, shapes, found, device)

    def _read_attributes(self, entries):
        """The attributes as text, the shapes of the outputs, the bytes of the attribute `shape`; None if not there."""
        found, shapes, shape, kept = {}, None, None, []
        for content in entries:
            if content not in self._entries:
                self._entries[content] = content, *self._read_entry(content)
            content, key, value = self._entries[content]
            kept.append(content)
            if key is None:
                shapes = value
            else:
                found[key] = value
                if key == 'shape':
                    shape = attributes.entry(content)[1]
        read = self._read[tuple(kept)] = self._shared(found), shapes, shape
        return read

    def _read_entry(self, content):
        """The name of an attribute and its text; without a name, the shapes of the outputs."""
        key, value = attributes.entry(content)
        if key == '_output_shapes':
            return None, attributes.list_of_shapes(value)
        return attributes.printable(key), attributes.as_text(value, self._functions.digest)

    def _shared(self, found):
        return self._attributes.setdefault(tuple(found.items()), found)

    def _inputs(self, names):
        inputs, control_inputs, tensors = [], [], self._tensors
        for name in names:
            if name[0:1] == '^':
                control_inputs.append(name[1:])
                continue
            tensor = tensors.get(name)
            if tensor is None:
                tensor = tensors[name] = name if ':' in name else f'{name}:0'
            inputs.append(tensor)
        return tuple(inputs), tuple(sorted(control_inputs))


def _variables(ops, edges, shapes, collections, initializers):
    holders: dict[str, list[str]] = {op.name: [] for op in ops if op.type in VARIABLES}
    for key, items in sorted((collections or {}).items()):
        for name in dict.fromkeys(item.partition(':')[0] for item in items):
            if name in holders:
                holders[name].append(key)
    assigned: dict[str, str] = {}
    for number, op in enumerate(ops):
        if op.type in ASSIGNMENTS and len(op.inputs) > 1:
            variable, value = (ops[producer] for producer, _ in edges.inputs[number][:2])
            if initializers.get(variable.name, op.name) == op.name:
                assigned.setdefault(variable.name, value.type)
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


def _outputs(ops, edges, named):
    """Tensors that nothing reads, by operation; of an operation without outputs, such as a training step, its name."""
    read = bytearray(len(ops))
    for inputs in edges.inputs:
        for producer, _ in inputs:
            read[producer] = 1
    for controls in edges.controls:
        for number in controls:
            read[number] = 1
    found = {}
    for number, op in enumerate(ops):
        if read[number] or op.type in NO_END_POINTS or GRADIENTS.search(op.name):
            continue
        inputs = edges.inputs[number]
        if op.type == 'Identity' and inputs and ops[inputs[0][0]].type in (*VARIABLES, *SWITCHES):
            continue
        has_outputs = bool(op.shapes) if op.shapes is not None else op.type not in NO_OUTPUTS
        tensor = f'{op.name}:0' if has_outputs else op.name
        if tensor not in named:
            found[op.name] = tensor
    return found
