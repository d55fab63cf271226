"""`python -m tf1_ref tree`: a model's scopes with shapes, parameters, multiply-adds and memory, as text or picture."""

from __future__ import annotations

import argparse
import json
import sys

from tf1_ref.commands import DONE, Parser
from tf1_ref.errors import InputError
from tf1_ref.graphs.reading.sources import OPERANDS, open_graph

DESCRIPTION = f"""\
Prints the scopes of a model as a tree, each with the shape of its output, the number of its trainable parameters, the
multiply-adds of its convolutions and matrix products, and the memory of its variables and of its activations (the
outputs that depend on what is fed). The shape of the model, in the first row, is that of its output: the last
floating-point tensor that depends on a placeholder and that no operation reads. A row such as `6 operations` stands for
what is directly in a scope and not in a scope below it. In the picture, each row has a tooltip with more.

{OPERANDS}

Exit code: 0 printed, 2 could not."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: there is no graph to be read, or the picture cannot be written.
    """
    options = _parse(arguments)
    graph = open_graph(options.source)
    from tf1_ref.graphs.tree import text as tree_text
    from tf1_ref.graphs.tree.scopes import scope_tree

    root = scope_tree(graph, options.batch)
    note = _note(graph, root, options.batch)
    if options.format == 'json':
        print(json.dumps({'source': options.source, 'batch': options.batch, **_as_json(root, options.depth)}, indent=1))
    else:
        print(tree_text.tree_text(root, options.depth, tree_text.BOXES if _can_print_boxes() else tree_text.ASCII))
        print(note)
    if options.svg:
        from tf1_ref.graphs.tree.picture import tree_picture

        _write(options.svg, tree_picture(root, list(tree_text.rows(root, options.depth)), note))
    return DONE


def _note(graph, root, batch):
    parts = [f'batch of {batch}'] if graph.ops else ['no operations: only variables are counted']
    if any(variable.trainable is None for variable in graph.variables or ()):
        parts.append('it is not known which variables are trainable: all are counted')
    if root.unknown:
        parts.append(f'{root.unknown} of {root.operations} operations not counted: a size is not known')
    return '; '.join(parts)


def _as_json(scope, depth):
    parts = [_as_json(part, None if depth is None else depth - 1) for part in scope.parts] if depth != 0 else []
    return {
        'name': scope.name,
        'kind': scope.kind,
        'shape': scope.shape,
        'parameters': scope.parameters,
        'multiply_adds': scope.multiply_adds,
        'parameter_bytes': scope.parameter_bytes,
        'activation_bytes': scope.activation_bytes,
        'operations': scope.operations,
        'unknown': scope.unknown,
        **({'parts': parts} if parts else {}),
    }


def _can_print_boxes():
    try:
        '├─└│'.encode(sys.stdout.encoding or 'ascii')
    except UnicodeEncodeError:
        return False
    return True


def _write(path, text):
    from tf1_ref.files import written_beside

    try:
        with written_beside(path, 'w') as file:
            file.write(text)
    except OSError as error:
        raise InputError(f'cannot write {path} ({error.strerror}); name another file') from error


def _parse(arguments):
    parser = Parser('tree', DESCRIPTION)
    parser.add_argument('source', metavar='SOURCE', help='what has the graph, see above')
    parser.add_argument('--svg', metavar='FILE', help='draw the tree into this file as well')
    parser.add_argument(
        '--depth', type=_at_least(0), metavar='N', help='print scopes down to this depth; all by default'
    )
    parser.add_argument(
        '--batch', type=_at_least(1), default=1, metavar='N', help='size of an unknown batch; 1 by default'
    )
    parser.add_format()
    return parser.parse_args(arguments)


def _at_least(least):
    def number(text):
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f'expected a whole number of at least {least}, got {text}')
        return int(text)

    return number
