"""The functions of a GraphDef (of datasets, `Defun`, SavedModels): a digest of each one's body.

A graph names its functions in attributes; beside the name stands there the digest, so that a function that computes
something else is another attribute. What a body calls is a part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tf1_ref.graphs.reading import attributes
from tf1_ref.graphs.reading.messages import BINARY
from tf1_ref.graphs.reading.wire import records

# Fields of a FunctionDefLibrary and of a FunctionDef.
FUNCTION, NODE = 1, 3
SHOWN_DIGITS = 16


def bodies(library: memoryview) -> Iterator[memoryview]:
    """Yields the functions of a library, as they stand there."""
    return (payload for field, payload in records(library) if field == FUNCTION)


def nodes(function: memoryview) -> Iterator[memoryview]:
    """Yields the nodes of a function, as they stand there."""
    return (payload for field, payload in records(function) if field == NODE)


class Functions:
    """The digests of a graph's functions, by name; a body is read when it is asked for.

    Args:
        libraries: the content of each FunctionDefLibrary of the graph.
    """

    def __init__(self, libraries: list[memoryview]):
        self._bodies = {
            BINARY.FunctionDef.FromString(body).signature.name: body for one in libraries for body in bodies(one)
        }
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str | None:
        """The digest of a function's body, what it calls included; None if the graph has no such function."""
        if name not in self._bodies:
            return None
        if name not in self._digests:
            self._digests[name] = 'itself'  # what a function that calls itself finds
            self._digests[name] = hashlib.sha256('\n'.join(self._lines(name)).encode()).hexdigest()[:SHOWN_DIGITS]
        return self._digests[name]

    def _lines(self, name):
        function = BINARY.FunctionDef.FromString(self._bodies[name])
        for one in (*function.signature.input_arg, *function.signature.output_arg):
            yield f'{one.name} {one.type} {one.type_attr} {one.number_attr} {one.type_list_attr}'
        yield from sorted(f'{name} = {tensor}' for name, tensor in function.ret.items())
        for content in nodes(self._bodies[name]):
            node = BINARY.NodeDef.FromString(content)
            found = map(attributes.entry, node.attr)
            texts = sorted(f'{key}={attributes.as_text(value, self.digest, False)}' for key, value in found)
            called = self.digest(node.op) or ''
            yield ' '.join([node.name, node.op, called, *node.input, node.device, *texts])
