"""The two sides of a comparison of code: a slide, a file, or functions of a file; and what of each is compared."""

from __future__ import annotations

import dataclasses
import difflib

from tf1_ref import listings
from tf1_ref.errors import InputError
from tf1_ref.graphs.code import syntax_tree
from tf1_ref.graphs.code.comparison import Comparison, compare, find


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

    def statements(self, whole_functions: bool) -> list[syntax_tree.Node]:
        """What to compare: the functions, or what is in them; the whole file if none was named."""
        if whole_functions or not self.functions:
            return list(self.functions) or self.module.field('body')
        return [statement for function in self.functions for statement in function.field('body')]


def is_code(operand: str) -> bool:
    """Whether an operand names Python code: a slide, or a file whose name ends in `.py`."""
    return operand.startswith('deck:') or operand.partition('::')[0].endswith('.py')


def open_side(operand: str) -> Side:
    """Reads `deck:NAME`, `FILE.py` or `FILE.py::FUNCTION,...`.

    Raises:
        InputError: there is no such listing, file or function, or the file is not Python.
    """
    if operand.startswith('deck:'):
        listing = listings.path(operand[len('deck:') :])
        return Side(operand, syntax_tree.read(str(listing)), is_listing=True)
    path, _, names = operand.partition('::')
    module = syntax_tree.read(path)
    return Side(path, module, tuple(find_function(module, path, name) for name in names.split(',') if name))


def find_function(module: syntax_tree.Node, path: str, name: str) -> syntax_tree.Node:
    """The function `name`, or `CLASS.METHOD`, of a module read from `path`.

    Raises:
        InputError: there is none; the message suggests the nearest name.
    """
    found: dict[str, syntax_tree.Node] = {}

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
