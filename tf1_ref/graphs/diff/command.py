"""`python -m tf1_ref diff`: holds Python code against a slide of the deck or other code, and graphs against graphs."""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import sys

from tf1_ref import listings
from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError
from tf1_ref.graphs.code import syntax_tree
from tf1_ref.graphs.code.listing_diff import EXTRA, MISSING, REPLACED, Comparison, Difference, compare, find

RED, GREEN, BOLD, PLAIN = '\033[31m', '\033[32m', '\033[1m', '\033[0m'

DESCRIPTION = """\
Compares two graphs in layers, or two pieces of Python code.

Code, where both are code: by syntax tree; formatting, comments, docstrings, type hints and the name under which
TensorFlow is imported do not count.

  deck:NAME               a listing of the deck (--list names them)
  FILE.py                 a file; beside a listing, the part of it that is most like the listing
  FILE.py::F,CLASS.G      functions of a file, and everything in them

Graphs, where one is no code, or with --as=graph: variables, collections, interface, topology up to renaming,
attributes, seeds, values. What follows from a difference and what TensorFlow builds otherwise in another version is
told apart from it.

  MODULE:FUNCTION         a function without arguments that builds a graph; it is called
  FILE.py                 a script; it is run up to its first Session.run
  FILE                    a GraphDef or MetaGraph, binary or text, or a snapshot
  FOLDER                  a SavedModel, or a folder with checkpoints
  PREFIX                  a checkpoint: variables only

Exit code: 0 same (but for known rewrites between versions), 1 different, 2 could not compare."""
LAYERS = ('variables', 'collections', 'interface', 'topology', 'attributes', 'seeds', 'values')


@dataclasses.dataclass(frozen=True)
class Side:
    """One of the two things to compare.

    Attributes:
        name: what it is called before a line number.
        module: the whole file.
        functions: those that the user named.
        is_listing: whether it is a slide.
    """

    name: str
    module: syntax_tree.Node
    functions: tuple = ()
    is_listing: bool = False

    def statements(self, whole_functions: bool):
        """What to compare: the functions, or what is in them; the whole file if none was named."""
        if whole_functions or not self.functions:
            return list(self.functions) or self.module.field('body')
        return [statement for function in self.functions for statement in function.field('body')]


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: the two cannot be compared.
    """
    options = _parse(arguments)
    if options.list:
        print(_list(options.format))
        return DONE
    slides = any(operand.startswith('deck:') for operand in options.operands)
    if options.kind == 'graph' or not (options.kind or slides or all(map(is_code, options.operands))):
        return _diff_graphs(options)
    return _diff_code(options)


def is_code(operand: str) -> bool:
    """Whether an operand names Python code: a slide, or a file whose name ends in `.py`."""
    return operand.startswith('deck:') or operand.partition('::')[0].endswith('.py')


def _diff_code(options):
    if options.format == 'html' or options.variables or options.layers != ','.join(LAYERS):
        raise InputError('--format=html, --variables and --layers are for graphs; add --as=graph to run the files')
    for operand in options.operands:
        if not options.kind and not is_code(operand) and os.path.isfile(operand):
            raise InputError(f'{operand} is no Python file (.py), with which alone a slide can be compared')
    left, right = (open_side(operand) for operand in options.operands)
    comparison = compare_sides(left, right)
    if options.format == 'json':
        print(json.dumps(_as_json(left, right, comparison), indent=1))
    else:
        print(_as_text(left, right, comparison, _wants_colour()))
    return FAILED if comparison.differences else DONE


def _diff_graphs(options):
    from tf1_ref.graphs.diff import graph_command

    layers = tuple(layer for layer in options.layers.split(',') if layer)
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown or not layers:
        raise InputError(
            f'--layers: {unknown[0] if unknown else "nothing"} is no layer; one or more of {", ".join(LAYERS)}'
        )
    for operand in options.operands:
        if operand.startswith('deck:') or '.py::' in operand:
            raise InputError(f'{operand} is a piece of code, which cannot be compared with a graph; give code for both')
    text, same = graph_command.diff(*options.operands, options.format, layers, options.variables, _wants_colour())
    print(text)
    return DONE if same else FAILED


def open_side(operand: str) -> Side:
    """Reads `deck:NAME`, `FILE.py` or `FILE.py::FUNCTION,...`.

    Raises:
        InputError: there is no such listing, file or function, or the file is not Python.
    """
    if operand.startswith('deck:'):
        path = listings.path(operand[len('deck:') :])
        return Side(operand, syntax_tree.read(str(path)), is_listing=True)
    path, _, names = operand.partition('::')
    module = syntax_tree.read(path)
    return Side(path, module, tuple(find_function(module, path, name) for name in names.split(',') if name))


def find_function(module: syntax_tree.Node, path: str, name: str) -> syntax_tree.Node:
    """The function `name`, or `CLASS.METHOD`, of a module read from `path`.

    Raises:
        InputError: there is none; the message suggests the nearest name.
    """
    found = {}

    def collect(node, prefix):
        for statement in node.statements():
            if statement.kind in ('FunctionDef', 'AsyncFunctionDef', 'ClassDef'):
                full_name = f'{prefix}{statement.value[0]}'
                found.setdefault(full_name, statement)
                collect(statement, f'{full_name}.')
            else:
                collect(statement, prefix)

    collect(module, '')
    if name not in found:
        nearest = difflib.get_close_matches(name, found, n=1)
        raise InputError(f'{path} has no function {name}' + (f'; did you mean {nearest[0]}?' if nearest else ''))
    return found[name]


def compare_sides(left: Side, right: Side) -> Comparison:
    """Compares what the user named; a listing and a whole file by looking for the listing in the file."""
    if right.is_listing and not left.is_listing:
        comparison = compare_sides(right, left)
        return Comparison([difference.swapped() for difference in comparison.differences], comparison.notes)
    if left.is_listing and not right.is_listing and not right.functions:
        return find(left.module.field('body'), right.module)
    if left.functions and right.functions:
        whole_functions = len(left.functions) == len(right.functions)
    else:
        plain = left if right.functions else right
        whole_functions = all(node.kind == 'FunctionDef' for node in plain.module.field('body'))
    return compare(left.statements(whole_functions), right.statements(whole_functions))


def _parse(arguments):
    parser = Parser('diff', DESCRIPTION)
    parser.add_argument('operands', nargs='*', metavar='A B', help='what to compare, the slide first')
    parser.add_argument('--list', action='store_true', help='name the listings, with the titles of their slides')
    parser.add_format('html', help='text for people, json for programs, one page')
    parser.add_argument(
        '--as', dest='kind', choices=('code', 'graph'), help='what to take two FILE.py for; code by default'
    )
    parser.add_argument('--variables', action='store_true', help='a plain unified diff of the two tables of variables')
    parser.add_argument(
        '--layers', default=','.join(LAYERS), help='comma-separated, which layers to report; all by default'
    )
    options = parser.parse_args(arguments)
    if len(options.operands) != 2 and not options.list:
        parser.error(f'expected two things to compare, got {len(options.operands)}')
    return options


def _list(output_format):
    titles = {name: listings.title(name) for name in listings.NAMES}
    if output_format == 'json':
        return json.dumps(titles, indent=1)
    width = max(map(len, titles)) + len('deck:')
    return '\n'.join(f'{"deck:" + name:{width}}  {title}' for name, title in titles.items())


def _as_json(left, right, comparison):
    return {
        'left': left.name,
        'right': right.name,
        'same': not comparison.differences,
        'differences': [dataclasses.asdict(difference) for difference in comparison.differences],
        'notes': comparison.notes,
    }


def _as_text(left, right, comparison, colour):
    paint = (lambda code, text: f'{code}{text}{PLAIN}') if colour else (lambda code, text: text)
    lines = []
    for difference, others in _group_renames(comparison.differences):
        where = f'{left.name}:{difference.left_line} | {right.name}:{difference.right_line}'
        lines.append(paint(BOLD, f'{where}  {difference.kind} {difference.node}'))
        if difference.left is not None:
            lines.append(paint(RED, f'  - {difference.left}'))
        if difference.right is not None:
            lines.append(paint(GREEN, f'  + {difference.right}'))
        if others:
            lines.append(f'    and again in lines {", ".join(str(other.right_line) for other in others)}')
    lines.extend(f'note: {note}' for note in comparison.notes)
    return '\n'.join([*lines, _verdict(left, right, comparison.differences)])


def _group_renames(differences: list[Difference]):
    """Yields each difference with the further places where the same name stands for the same other name."""
    groups: dict = {}
    for index, difference in enumerate(differences):
        is_rename = difference.kind == REPLACED and difference.node == 'Name'
        groups.setdefault((difference.left, difference.right) if is_rename else index, []).append(difference)
    for first, *others in groups.values():
        yield first, others


def _verdict(left, right, differences):
    if not differences:
        return f'same: {left.name} and {right.name}'
    counts = {kind: sum(difference.kind == kind for difference in differences) for kind in (MISSING, EXTRA, REPLACED)}
    parts = ', '.join(f'{count} {kind}' for kind, count in counts.items() if count)
    return f'different: {left.name} and {right.name} ({parts})'


def _wants_colour():
    return sys.stdout.isatty() and 'NO_COLOR' not in os.environ
