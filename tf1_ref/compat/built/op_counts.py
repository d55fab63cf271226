"""How many ops a graph would hold in TensorFlow 1.15."""

from __future__ import annotations

import weakref

from tensorflow.python.framework import ops

_added = weakref.WeakKeyDictionary()  # per graph: how many ops 1.15 would have built besides


def count(graph: ops.Graph) -> int:
    """Tells how many ops `graph` would hold in TensorFlow 1.15."""
    return graph.version + _added.get(graph, 0)


def add(number: int, graph: ops.Graph | None = None) -> None:
    """Counts `number` ops that 1.15 would have built here besides (negative: that it would not have built)."""
    graph = ops.get_default_graph() if graph is None else graph
    _added[graph] = _added.get(graph, 0) + number
