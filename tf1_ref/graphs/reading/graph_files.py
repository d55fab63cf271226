"""Graphs in files: GraphDef, MetaGraph and SavedModel, binary or text, and snapshots. TensorFlow is not needed."""

from __future__ import annotations

import re

from google.protobuf import text_format
from google.protobuf.message import DecodeError

from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Graph
from tf1_ref.graphs.reading import snapshots, wire
from tf1_ref.graphs.reading.graph_def import from_graph_def
from tf1_ref.graphs.reading.messages import BINARY, TEXT
from tf1_ref.terminal import one_line, printable

# The fields that a text begins with, by the message that has them.
FIRST_FIELDS = {
    'GraphDef': ('node', 'versions', 'library', 'version'),
    'MetaGraphDef': (
        'meta_info_def', 'graph_def', 'saver_def', 'collection_def', 'signature_def', 'asset_file_def',
        'object_graph_def',
    ),
    'SavedModel': ('saved_model_schema_version', 'meta_graphs'),
}  # fmt: skip
# Fields by number, and how a binary SavedModel begins: with the version of its form.
NODE, GRAPH_DEF, META_GRAPH = 1, 2, 2
SCHEMA_VERSION, LARGEST_BESIDES = 0x08, 2**26
FIRST_FIELD = re.compile(r'(?:\s|#[^\n]*\n)*(\w+)\s*[:{<]')


def from_bytes(source: str, content: bytes | memoryview) -> Graph:
    """Reads a binary GraphDef, MetaGraph or SavedModel; which one it is, is told by what makes sense.

    Raises:
        InputError: it is none of them, or damaged.
    """
    content = memoryview(content)
    if not content:
        raise InputError(f'{source} is empty')
    try:
        if content[0] == SCHEMA_VERSION:
            return _saved_model(source, content)
        if _is_graph(wire.first(content, GRAPH_DEF, among=2)):  # behind what is told of the MetaGraph
            return _meta_graph(source, content)
        if _is_graph(content):
            return from_graph_def(source, content)
    except DecodeError as error:
        raise InputError(f'{source} is damaged, or no graph ({one_line(error)})') from error
    raise InputError(f'{source} is no GraphDef, MetaGraph, SavedModel or snapshot')


def from_text(source: str, text: str) -> Graph:
    """Reads a snapshot, or the text form of a GraphDef, MetaGraph or SavedModel.

    Raises:
        InputError: it is none of them.
    """
    if text.lstrip().startswith('{'):
        return snapshots.from_text(source, text)
    first = FIRST_FIELD.match(text)
    kind = next((kind for kind, fields in FIRST_FIELDS.items() if first and first[1] in fields), None)
    if kind is None:
        raise InputError(f'{source} is no GraphDef, MetaGraph, SavedModel or snapshot')
    message = getattr(TEXT, kind)()
    try:
        text_format.Parse(text, message, allow_unknown_field=True)
    except (text_format.ParseError, RecursionError, ValueError) as error:
        raise InputError(f'{source} is a damaged {kind} ({one_line(error)})') from error
    return from_bytes(source, message.SerializeToString(deterministic=True))


def _is_graph(content):
    """Whether the first node has a type."""
    try:
        node = wire.first(content or memoryview(b''), NODE, among=1)
        return bool(node and BINARY.NodeDef.FromString(node).op)
    except DecodeError:
        return False


def _saved_model(source, content):
    """The graph for serving, else the first one."""
    found = [payload for field, payload in wire.records(content) if field == META_GRAPH]
    serving = [one for one in found if 'serve' in _parsed(one).meta_info_def.tags]
    if not found:
        raise DecodeError('a SavedModel without a MetaGraph')
    return _meta_graph(source, (serving or found)[0])


def _parsed(content):
    if len(content) - len(wire.first(content, GRAPH_DEF, among=2) or b'') > LARGEST_BESIDES:
        raise DecodeError(f'beside its graph stand more than {LARGEST_BESIDES:,} bytes')
    return BINARY.MetaGraphDef.FromString(content)


def _meta_graph(source, content):
    meta_graph = _parsed(content)
    collections: dict[str, list[str]] = {}
    initializers: dict[str, str] = {}
    for key in sorted(meta_graph.collection_def):
        items = list(_items(meta_graph.collection_def[key], initializers))
        if items:
            collections[printable(key)] = items
    end_points = {
        f'{printable(key)}/{printable(name)}': printable(signature.outputs[name].name)
        for key, signature in sorted(meta_graph.signature_def.items())
        for name in sorted(signature.outputs)
    }
    return from_graph_def(source, meta_graph.graph_def, collections, end_points, initializers)


def _items(collection, initializers):
    """The names of a collection's items. Of what stands there as bytes, the name comes first, a variable's too."""
    kind = collection.WhichOneof('value')
    for value in getattr(collection, kind).value if kind else ():
        if kind == 'bytes_list':
            variable = _variable(value)
            if variable.initializer_name:
                initializers[variable.variable_name.partition(':')[0]] = variable.initializer_name
            value = variable.variable_name or value.decode('utf-8', 'backslashreplace')
        yield printable(str(value))


def _variable(value):
    try:
        return BINARY.VariableDef.FromString(value)
    except DecodeError:  # a string of the user's
        return BINARY.VariableDef()
