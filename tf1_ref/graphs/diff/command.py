"""`python -m tf1_ref diff`: holds Python code against a slide of the deck or other code, and graphs against graphs."""

from __future__ import annotations

import contextlib
import gc
import json
import os

from tf1_ref import listings
from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError
from tf1_ref.files import written_beside
from tf1_ref.graphs.diff.layers import LAYERS
from tf1_ref.recursion import with_room
from tf1_ref.terminal import wants_colour

DESCRIPTION = """\
Compares two graphs in layers, or two pieces of Python code.

Code, if both are code: by syntax tree; formatting, comments, docstrings, type hints and the name under which
TensorFlow is imported do not count.

  deck:NAME               a listing of the deck (--list names them)
  FILE.py                 a file; beside a listing, the part of it that is most like the listing
  FILE.py::F,CLASS.G      functions of a file, and everything in them

Graphs, if one of them is not code, or with --as=graph: variables, collections, interface, topology up to renaming,
attributes, seeds, values. Consequences of another difference, and what another version of TensorFlow builds
differently by itself, are listed apart.

  MODULE:FUNCTION         a function without arguments that builds a graph; it is called
  FILE.py                 a script; it is run up to its first Session.run
  FILE                    a GraphDef or MetaGraph, binary or text, or a snapshot
  FOLDER                  a SavedModel, or a folder with checkpoints
  PREFIX                  a checkpoint: variables only

Exit code: 0 same (but for known rewrites between versions), 1 different, 2 could not compare."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: the two cannot be compared.
    """
    options = _parse(arguments)
    if options.list:
        print(_list(options.format))
        return DONE
    from tf1_ref.graphs.code.sides import is_code

    slides = any(operand.startswith('deck:') for operand in options.operands)
    if options.kind == 'graph' or not (options.kind or slides or all(map(is_code, options.operands))):
        return _diff_graphs(options)
    return _diff_code(options)


def _diff_code(options):
    from tf1_ref.graphs.code.sides import is_code

    if options.format == 'html' or options.variables or options.layers != ','.join(LAYERS):
        raise InputError('--format=html, --variables and --layers are for graphs; add --as=graph to run the files')
    for operand in options.operands:
        if not options.kind and not is_code(operand) and os.path.isfile(operand):
            raise InputError(f'{operand} is no Python file (.py), with which alone a slide can be compared')
    text, same = with_room(_compare_code)(options)
    return _put_out(options, text, same)


def _compare_code(options):
    from tf1_ref.graphs.code import report
    from tf1_ref.graphs.code.sides import compare_sides, open_side

    left, right = (open_side(operand) for operand in options.operands)
    comparison = compare_sides(left, right)
    if options.format == 'json':
        text = json.dumps(report.as_json(left, right, comparison), indent=1)
    else:
        text = report.as_text(left, right, comparison, options.output is None and wants_colour())
    return text, not comparison.differences


def _diff_graphs(options):
    layers = tuple(layer for layer in options.layers.split(',') if layer)
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown or not layers:
        raise InputError(
            f'--layers: {unknown[0] if unknown else "nothing"} is no layer; one or more of {", ".join(LAYERS)}'
        )
    for operand in options.operands:
        if operand.startswith('deck:') or '.py::' in operand:
            raise InputError(f'{operand} is a piece of code, which cannot be compared with a graph; give code for both')
    with _without_collection_of_garbage():
        left, right = options.operands
        text, same = _compare_graphs(left, right, options, layers)
    return _put_out(options, text, same)


def _put_out(options, text, same):
    """Prints the text, or writes it to the file of `--output`; returns the exit code."""
    if options.output is None:
        print(text)
    else:
        try:
            with written_beside(options.output, 'w') as file:
                file.write(text.rstrip('\n') + '\n')
        except OSError as error:
            raise InputError(
                f'--output: cannot write {options.output} ({error.strerror}); name another file'
            ) from error
        if not options.output.startswith('/dev/'):
            print(f'{"same" if same else "different"}; written to {options.output}')
    return DONE if same else FAILED


def _compare_graphs(left, right, options, layers):
    """What to print of the graphs of two operands, and whether they are the same but for known rewrites."""
    from tf1_ref.graphs.diff import comparison, page, report
    from tf1_ref.graphs.reading.sources import open_graph

    graphs = open_graph(left), open_graph(right)
    if options.variables:
        for graph in graphs:
            if graph.variables is None:
                raise InputError(f'{graph.source} tells no variables; compare it without --variables')
        lines = report.unified_variables(*graphs)
        return '\n'.join(lines) or f'same: the variables of {left} and {right}', not lines
    found = comparison.compare(*graphs, layers)
    if options.format == 'html':
        text = page.page(found)
    elif options.format == 'json':
        text = json.dumps(report.as_json(found), indent=1)
    else:
        text = report.as_text(found, options.output is None and wants_colour())
    return text, not found.differences


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


def _parse(arguments):
    parser = Parser('diff', DESCRIPTION)
    parser.add_argument('operands', nargs='*', metavar='A B', help='what to compare, the slide first')
    parser.add_argument('--list', action='store_true', help='name the listings, with the titles of their slides')
    parser.add_format('html', help='text for people, json for programs, one page')
    parser.add_argument(
        '--as', dest='kind', choices=('code', 'graph'), help='what to take two FILE.py for; code by default'
    )
    parser.add_argument(
        '-o', '--output', metavar='FILE', help='write the result to this file; as one page if its name ends in .html'
    )
    parser.add_argument('--variables', action='store_true', help='a plain unified diff of the two tables of variables')
    parser.add_argument(
        '--layers', default=','.join(LAYERS), help='comma-separated, which layers to report; all by default'
    )
    options = parser.parse_args(arguments)
    if len(options.operands) != 2 and not options.list:
        parser.error(f'expected two things to compare, got {len(options.operands)}')
    if options.list and options.output:
        parser.error('--list is printed; it takes no --output')
    if options.format == 'text' and str(options.output).endswith('.html') and not options.variables:
        options.format = 'html'
    return options


def _list(output_format):
    titles = {name: listings.title(name) for name in listings.NAMES}
    if output_format == 'json':
        return json.dumps(titles, indent=1)
    width = max(map(len, titles)) + len('deck:')
    return '\n'.join(f'{"deck:" + name:{width}}  {title}' for name, title in titles.items())
