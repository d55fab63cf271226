"""Graphs in files: GraphDef, MetaGraph and SavedModel, binary or text, and snapshots. TensorFlow is not needed."""

from __future__ import annotations

import re

from google.protobuf import text_format
from google.protobuf.message import DecodeError

from tf1_ref.errors import InputError
from tf1_ref.graphs import snapshot
from tf1_ref.graphs.attributes import printable
from tf1_ref.graphs.checks import one_line
from tf1_ref.graphs.graph import Graph
from tf1_ref.graphs.graph_def import from_graph_def
from tf1_ref.graphs.messages import BINARY, TEXT

# The fields that a text begins with, by the message that has them.
FIRST_FIELDS = {
    'GraphDef': ('node', 'versions', 'library', 'version'),
    'MetaGraphDef': (
        'meta_info_def', 'graph_def', 'saver_def', 'collection_def', 'signature_def', 'asset_file_def',
        'object_graph_def',
    ),
    'SavedModel': ('saved_model_schema_version', 'meta_graphs'),
}  # fmt: skip
FIRST_FIELD = re.compile(r'(?:\s|#[^\n]*\n)*(\w+)\s*[:{<]')


def from_bytes(source: str, content: bytes) -> Graph:
    """Reads a binary GraphDef, MetaGraph or SavedModel; which one it is, is told by what makes sense.

    Raises:
        InputError: it is none of them.
    """
    for kind in ('SavedModel', 'MetaGraphDef', 'GraphDef'):
        message = _parsed(kind, content)
        if kind == 'SavedModel' and message and message.saved_model_schema_version and message.meta_graphs:
            return _saved_model(source, message.meta_graphs)
        if kind == 'MetaGraphDef' and message and _is_graph(_parsed('GraphDef', message.graph_def)):
            return _meta_graph(source, message)
        if kind == 'GraphDef' and _is_graph(message):
            return from_graph_def(source, content)
    what = 'is no GraphDef, MetaGraph, SavedModel or snapshot, or only a part of one' if content else 'is empty'
    raise InputError(f'{source} {what}')


def from_text(source: str, text: str) -> Graph:
    """Reads a snapshot, or the text form of a GraphDef, MetaGraph or SavedModel.

    Raises:
        InputError: it is none of them.
    """
    if text.lstrip().startswith('{'):
        return snapshot.from_text(source, text)
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


def _parsed(kind, content):
    try:
        return getattr(BINARY, kind).FromString(content)
    except DecodeError:
        return None


def _is_graph(message):
    return message is not None and len(message.node) > 0 and bool(message.node[0].op)


def _saved_model(source, meta_graphs):
    """The graph for serving, else the first one."""
    serving = [meta_graph for meta_graph in meta_graphs if 'serve' in meta_graph.meta_info_def.tags]
    return _meta_graph(source, (serving or meta_graphs)[0])


def _meta_graph(source, meta_graph):
    collections, initializers = {}, {}
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
            variable = _parsed('VariableDef', value)
            if variable is None or not variable.variable_name:
                yield printable(value.decode('utf-8', 'backslashreplace'))
                continue
            if variable.initializer_name:
                initializers[variable.variable_name.partition(':')[0]] = variable.initializer_name
            value = variable.variable_name
        yield printable(str(value))
