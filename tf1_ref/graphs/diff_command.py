"""`python -m tf1_ref diff`: holds Python code against a slide of the deck, or against other Python code."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import json
import os
import sys

from tf1_ref import listings
from tf1_ref.errors import InputError
from tf1_ref.graphs import syntax_tree
from tf1_ref.graphs.listing_diff import EXTRA, MISSING, REPLACED, Comparison, Difference, compare, find

SAME, DIFFERENT = 0, 1
RED, GREEN, BOLD, PLAIN = '\033[31m', '\033[32m', '\033[1m', '\033[0m'

DESCRIPTION = """\
Holds Python code against a slide of the deck, or two pieces of code against each other, by syntax tree: formatting,
comments, docstrings, type hints and the name under which TensorFlow is imported do not count.

  deck:NAME               a listing of the deck (--list names them)
  FILE.py                 a file; beside a listing, the part of it that is most like the listing
  FILE.py::F,CLASS.G      functions of a file, and everything in them

Exit code: 0 same, 1 different, 2 could not compare."""


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
        return SAME
    left, right = (open_side(operand) for operand in options.operands)
    comparison = compare_sides(left, right)
    if options.format == 'json':
        print(json.dumps(_as_json(left, right, comparison), indent=1))
    else:
        print(_as_text(left, right, comparison, _wants_colour()))
    return DIFFERENT if comparison.differences else SAME


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
    parser = argparse.ArgumentParser(
        prog='python -m tf1_ref diff', description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.error = _refuse
    parser.add_argument('operands', nargs='*', metavar='A B', help='what to compare, the slide first')
    parser.add_argument('--list', action='store_true', help='name the listings, with the titles of their slides')
    parser.add_argument('--format', choices=('text', 'json'), default='text', help='text for people, json for programs')
    options = parser.parse_args(arguments)
    if len(options.operands) != 2 and not options.list:
        _refuse(f'expected two things to compare, got {len(options.operands)}')
    return options


def _refuse(message):
    raise InputError(f'{message}; see python -m tf1_ref diff --help')


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
