"""Divisions of a Python 2 source: between integers `/` gave an integer."""

from __future__ import annotations

import libcst as cst

from tf1_ref.legacy.reading.findings import CHANGED, NOTE, Finding
from tf1_ref.legacy.reading.syntax import lines_of

WHAT = 'in Python 2 this was an integer division, if both sides were integers'


def settle(file: str, module: cst.Module) -> tuple[cst.Module, list[Finding]]:
    """Settles the divisions of a module: `7 / 2` becomes `7 // 2`, `x / 2.0` stays, all others are marked.

    Args:
        file: what the report calls it.
        module: the module, in Python 3 by now.

    Returns:
        The module, and what there is to say, in the order of the lines.
    """
    divisions = _Divisions(file, lines_of(module))
    module = module.visit(divisions)
    return module, sorted(divisions.findings, key=lambda one: one.line)


class _Divisions(cst.CSTTransformer):
    def __init__(self, file, lines):
        super().__init__()
        self.findings, self._file, self._lines = [], file, lines

    def leave_BinaryOperation(self, original_node, updated_node):
        operator = updated_node.operator
        sides = (original_node.left, original_node.right)
        if not isinstance(operator, cst.Divide) or any(map(_is_float, sides)):
            return updated_node
        if not all(isinstance(side, cst.Integer) for side in sides):
            return self._marked(original_node, updated_node, '/')
        self._say(original_node, CHANGED, 'the division of two integers, / in Python 2, is // in Python 3')
        spaces = {'whitespace_before': operator.whitespace_before, 'whitespace_after': operator.whitespace_after}
        return updated_node.with_changes(operator=cst.FloorDivide(**spaces))

    def leave_AugAssign(self, original_node, updated_node):
        if not isinstance(updated_node.operator, cst.DivideAssign) or _is_float(original_node.value):
            return updated_node
        return self._marked(original_node, updated_node, '/=')

    def _marked(self, original, updated, text):
        self._say(original, NOTE, WHAT, f'make it {text.replace("/", "//")} where integers are meant')
        return updated

    def _say(self, node, kind, what, advice=''):
        self.findings.append(Finding(self._file, self._lines.get(id(node), 1), kind, 'source', what, advice))


def _is_float(node):
    """Whether an operand is a float for sure, by itself or by what it is calculated with."""
    if isinstance(node, cst.BinaryOperation):
        return _is_float(node.left) or _is_float(node.right)
    if isinstance(node, cst.UnaryOperation):
        return _is_float(node.expression)
    is_call = isinstance(node, cst.Call) and isinstance(node.func, cst.Name)
    return isinstance(node, cst.Float) or (is_call and node.func.value == 'float')
