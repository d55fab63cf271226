"""What NumPy's arrays did when they were NumPy 1.18's, and other libraries' objects, for the user's code only.

Methods cannot be given back to arrays, which are everybody's. So where a source asks for one of them, takes an array of
one element for a number, or stores it in an element, its syntax tree calls a helper instead, which does what was meant
when NumPy of today refuses. Lines and columns stay the source's.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from typing import Any

from tf1_ref.legacy.dropped import members

NUMBERS = ('float', 'int', 'complex')


def number(kind: Callable[[Any], Any], value: Any) -> Any:
    """Returns `kind(value)`, where `kind` is called float, int or complex; an array of one element is a number."""
    return kind(_single(value) if kind in (float, int, complex) else value)


def shown(text: str, values: Any) -> str:
    """Returns `text % values`; arrays of one element are numbers where numbers are asked for."""
    try:
        return text % values
    except TypeError:
        return text % (tuple(map(_single, values)) if isinstance(values, tuple) else _single(values))


def store(value: Any, owner: Any, index: Any) -> None:
    """Does `owner[index] = value`; an array of one element can be an element."""
    try:
        owner[index] = value
    except ValueError:
        if not _is_array(owner) or _single(value) is value:
            raise
        owner[index] = _single(value)


HELPERS = {f'_tf1_ref_{function.__name__}': function for function in (members.member, number, shown, store)}


def adapt(tree: ast.Module) -> ast.Module:
    """The tree, changed in place, with calls of the helpers; they are to be among the builtins of who runs it."""
    return ast.fix_missing_locations(_Adapter(members.to_give(_imported(tree))).visit(tree))


def _imported(tree):
    """The libraries that a source imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition('.')[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition('.')[0])
    return found


class _Adapter(ast.NodeTransformer):
    def __init__(self, members):
        self._members = members

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if node.attr not in self._members or not isinstance(node.ctx, ast.Load):
            return node
        return _call('member', node, node.value, ast.Constant(node.attr))

    def visit_Call(self, node):
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Name) and function.id in NUMBERS and _is_of_one(node):
            return _call('number', node, function, node.args[0])
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            return _call('shown', node, node.left, node.right)
        return node

    def visit_Assign(self, node):
        self.generic_visit(node)
        target = node.targets[0]
        if len(node.targets) > 1 or not isinstance(target, ast.Subscript) or isinstance(node.value, ast.Constant):
            return node
        parts = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
        if any(isinstance(part, ast.Slice | ast.Starred) for part in parts):
            return node
        return ast.copy_location(ast.Expr(_call('store', node, node.value, target.value, target.slice)), node)


def _is_of_one(call):
    return len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred | ast.Constant)


def _call(helper, where, *arguments):
    return ast.copy_location(ast.Call(ast.Name(f'_tf1_ref_{helper}', ast.Load()), list(arguments), []), where)


def _is_array(value):
    np = sys.modules.get('numpy')  # without which nothing is one: a script without NumPy does not wait for it
    return np is not None and isinstance(value, np.ndarray | np.generic)


def _single(value):
    """The number in an array of one element; anything else as it is."""
    return value.reshape(())[()] if _is_array(value) and value.ndim and value.size == 1 else value
