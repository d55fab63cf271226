"""A graph from TensorFlow itself: a live `tf.Graph`, or a checkpoint (most of which are read without it)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

from tf1_ref.errors import InputError
from tf1_ref.files import is_odd, odd_part
from tf1_ref.graphs.graph import Graph, Variable
from tf1_ref.graphs.reading import bundle
from tf1_ref.graphs.reading.graph_def import from_graph_def
from tf1_ref.graphs.reading.quietly import tensorflow_1
from tf1_ref.terminal import one_line, printable


def from_graph(source: str, graph: Any, result: object = None) -> Graph:
    """Reads a live graph.

    Args:
        source: what the user calls it.
        graph: a `tf.Graph`.
        result: what the function that built it returned; the tensors and operations in it are named end points: by
            the keys of a dictionary, the fields of a named tuple, else by their own names.

    Raises:
        InputError: it is larger than a protocol buffer can be.
    """
    try:
        graph_def = graph.as_graph_def(add_shapes=True).SerializeToString()
    except ValueError as error:
        raise InputError(f'{source}: the graph is larger than 2 GB; feed large values, or load them') from error
    keys = sorted(key for key in graph.get_all_collection_keys() if isinstance(key, str))
    items = {key: graph.get_collection_ref(key) for key in keys}
    collections = {key: [_name(item) for item in found] for key, found in items.items() if found}
    initializers = {
        item.op.name: item.initializer.name
        for found in items.values()
        for item in found
        if getattr(item, 'initializer', None) is not None and hasattr(item, 'op')
    }
    return from_graph_def(source, graph_def, collections, dict(_end_points(result)), initializers)


def graph_of(result: object) -> Any:
    """The graph of the first tensor or operation in what a function returned; the graph itself if it returned one."""
    if hasattr(result, 'as_graph_def'):
        return result
    return next((item.graph for _, item in _items(result)), None)


def from_checkpoint(source: str, prefix: str) -> Graph:
    """Reads the variables of a checkpoint, in the order of their names, with digests of their values.

    Args:
        source: what the user calls it.
        prefix: such as `model.ckpt-1000`.

    Raises:
        InputError: it cannot be read.
    """
    odd = odd_part(prefix)
    if odd:
        raise InputError(f'{source}: {odd} is no regular file; copy the checkpoint anew')
    try:
        return Graph(source, bundle.Bundle(prefix).digested())
    except bundle.NotPlain:
        tf = tensorflow_1()
    try:
        reader = tf.train.load_checkpoint(prefix)
        shapes, dtypes = reader.get_variable_to_shape_map(), reader.get_variable_to_dtype_map()
        variables = [
            Variable(printable(name), tuple(shapes[name]), dtypes[name].name, value=digest(reader.get_tensor(name)))
            for name in sorted(shapes)
        ]
    except Exception as error:  # by what is damaged, TensorFlow raises one of many kinds
        raise InputError(f'{source}: the checkpoint cannot be read ({one_line(error)})') from error
    return Graph(source, variables)


def digest(value: Any) -> str:
    """SHA-256 of the bytes of an array, or of a single string; of strings each with its length before it."""
    if isinstance(value, bytes):
        content = b'%d %s' % (len(value), value)
    elif value.dtype == object:
        content = b''.join(b'%d %s' % (len(item), item) for item in value.ravel())
    else:
        content = value.tobytes()
    return hashlib.sha256(content).hexdigest()


def latest_checkpoint(folder: str) -> str | None:
    """The prefix of the newest checkpoint that the file `checkpoint` of a folder names."""
    if is_odd(os.path.join(folder, 'checkpoint')):  # TensorFlow would wait for somebody to write into it
        return None
    return tensorflow_1().train.latest_checkpoint(os.fspath(folder))


def _name(item):
    name = getattr(item, 'name', None)
    if not isinstance(name, str):
        name = str(item) if isinstance(item, str | int | float) else type(item).__name__
    return printable(name)


def _end_points(result) -> Iterator[tuple[str, str]]:
    for key, item in _items(result):
        yield printable(key or item.name.partition(':')[0]), item.name


def _items(result, key=''):
    """Yields (name, tensor or operation) for each one that is in what a function returned."""
    if hasattr(result, 'graph') and isinstance(getattr(result, 'name', None), str):
        yield key, result
    elif isinstance(result, Mapping):
        for name, item in result.items():
            yield from _items(item, f'{key}/{name}' if key else str(name))
    elif hasattr(result, '_asdict'):
        yield from _items(result._asdict(), key)
    elif isinstance(result, list | tuple):
        for index, item in enumerate(result):
            yield from _items(item, key and f'{key}/{index}')
