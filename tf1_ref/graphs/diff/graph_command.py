"""`python -m tf1_ref diff` for graphs: reads two, compares them, and says what it has found."""

from __future__ import annotations

import contextlib
import gc
import json

from tf1_ref.errors import InputError
from tf1_ref.graphs.diff.graph_diff import compare
from tf1_ref.graphs.diff.graph_page import page
from tf1_ref.graphs.diff.graph_report import as_json, as_text, unified_variables
from tf1_ref.graphs.reading.sources import open_graph


def diff(left: str, right: str, output_format: str, layers: tuple[str, ...], variables: bool, colour: bool):
    """Compares the graphs of two operands.

    Args:
        left, right: what `open_graph` reads.
        output_format: 'text', 'json' or 'html'.
        layers: the layers to report.
        variables: whether to print a unified diff of the tables of variables instead.
        colour: whether text is coloured.

    Returns:
        What to print, and whether the graphs are the same but for known rewrites.

    Raises:
        InputError: a graph cannot be read, or the two have nothing in common.
    """
    with _without_collection_of_garbage():
        graphs = open_graph(left), open_graph(right)
        if variables:
            lines = _unified(*graphs)
            return '\n'.join(lines) or f'same: the variables of {left} and {right}', not lines
        comparison = compare(*graphs, layers)
        if output_format == 'html':
            text = page(comparison)
        elif output_format == 'json':
            text = json.dumps(as_json(comparison), indent=1)
        else:
            text = as_text(comparison, colour)
        return text, not comparison.differences


def _unified(left, right):
    for graph in (left, right):
        if graph.variables is None:
            raise InputError(f'{graph.source} tells no variables; compare it without --variables')
    return unified_variables(left, right)


@contextlib.contextmanager
def _without_collection_of_garbage():
    """Graphs are large and hold no cycles: looking for cycles would take half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
