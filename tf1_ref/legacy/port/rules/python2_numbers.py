"""Where Python 2 had integers: `range(n / 2)`, `[0] * (n / 2)`, `x[: n / 2]`, `np.zeros([n / 2, 3])`.

Each of these is a TypeError in Python 3, so what is rewritten here has never been anything else than Python 2.
"""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten

NODES = (cst.BinaryOperation, cst.Call, cst.Subscript)
# Functions of NumPy whose first argument is a shape, or a number of rows.
OF_SHAPES = ('empty', 'eye', 'full', 'identity', 'ones', 'zeros')
# What a source says somewhere if this rule applies to it.
MENTION = rb'\brange\(|\b(?:keys|values|items)\(\)\s*\+|\+\s*[\w.]+\.(?:keys|values|items)\(\)|\]\s*\*\s*\('


def concerns_operation(node: cst.BinaryOperation) -> bool:
    """Whether it is a list that is repeated as often as a calculation says."""
    return (
        type(node.operator) is cst.Multiply and type(node.left) is cst.List and type(node.right) is cst.BinaryOperation
    )


def concerns_call(node: cst.Call) -> bool:
    """Whether it is `range(...)` of a calculation, or an array of such a shape."""
    if _calls(node) in OF_SHAPES:
        return bool(node.args) and any(type(one) is cst.BinaryOperation for one in _sizes(node.args[0].value))
    return _calls(node) in ('range', 'xrange') and any(type(one.value) is cst.BinaryOperation for one in node.args)


def concerns_subscript(node: cst.Subscript) -> bool:
    """Whether it is a part whose ends may be divided, or an element whose place may be."""
    for one in node.slice:
        part = one.slice
        if type(part) is cst.Index and type(part.value) is cst.BinaryOperation:
            return True
        if type(part) is cst.Slice and cst.BinaryOperation in (type(part.lower), type(part.upper), type(part.step)):
            return True
    return False


def _sizes(shape):
    """The numbers of a shape, which may be one number."""
    return [one.value for one in shape.elements] if type(shape) in (cst.Tuple, cst.List) else [shape]


def _calls(node):
    function = node.func if type(node) is cst.Call else None
    return (
        function.value if type(function) is cst.Name else function.attr.value if type(function) is cst.Attribute else ''
    )


def rewrite(original: Any, updated: Any, context: Context) -> Rewritten:
    """Makes integers where Python 3 needs to be told."""
    if type(original) is cst.BinaryOperation:
        return _operation(original, updated, context)
    if type(original) is cst.Call:
        return _call(original, updated, context)
    return _subscript(original, updated, context)


def _operation(original, updated, context):
    if concerns_operation(original) and _is_divided(original.right):
        return updated.with_changes(right=_whole(original, updated.right, context))
    return updated


def _call(original, updated, context):
    if (context.names.of(original.func) or '').removeprefix('numpy.') in OF_SHAPES:
        return _shape(original, updated, context)
    if not _is_range(original, context) or not any(_is_divided(one.value) for one in original.args):
        return updated
    arguments = [
        new.with_changes(value=_whole(original, new.value, context)) if _is_divided(old.value) else new
        for old, new in zip(original.args, updated.args, strict=True)
    ]
    return updated.with_changes(args=arguments)


def _shape(original, updated, context):
    """An array of a shape."""
    before = [_is_divided(one) for one in _sizes(original.args[0].value)] if original.args else []
    if not any(before):
        return updated
    first = updated.args[0].value
    if type(first) in (cst.Tuple, cst.List):
        elements = [
            one.with_changes(value=_whole(original, one.value, context)) if is_divided else one
            for one, is_divided in zip(first.elements, before, strict=True)
        ]
        made = first.with_changes(elements=elements)
    else:
        made = _whole(original, first, context)
    return updated.with_changes(args=[updated.args[0].with_changes(value=made), *updated.args[1:]])


def _subscript(original, updated, context):
    elements = []
    for old, new in zip(original.slice, updated.slice, strict=True):
        if type(old.slice) is cst.Slice:
            ends = {name: getattr(new.slice, name) for name in ('lower', 'upper', 'step')}
            ends = {name: end for name, end in ends.items() if _is_divided(end)}
            ends = {name: _whole(original, end, context) for name, end in ends.items()}
            new = new.with_changes(slice=new.slice.with_changes(**ends)) if ends else new
        elif _is_divided(old.slice.value):
            # Of a dictionary it may be a key; so it is said only.
            context.note(
                original, 'what is divided by / is no integer, and no place in a list', 'write // if it is one'
            )
        elements.append(new)
    same = all(one is other for one, other in zip(elements, updated.slice, strict=True))
    return updated if same else updated.with_changes(slice=elements)


def _is_range(node, context):
    return (
        type(node) is cst.Call
        and type(node.func) is cst.Name
        and node.func.value in ('range', 'xrange')
        and context.names.is_unbound(node.func)
    )


def _is_divided(node):
    """Whether a number is a quotient, or is calculated from one."""
    if type(node) is cst.UnaryOperation:
        return _is_divided(node.expression)
    if type(node) is not cst.BinaryOperation or type(node.operator) in (cst.FloorDivide, cst.Modulo):
        return False
    return type(node.operator) is cst.Divide or _is_divided(node.left) or _is_divided(node.right)


def _whole(where, node, context):
    context.changed(where, 'the division of two integers, / in Python 2, is // in Python 3')
    return node.visit(_Floors())


class _Floors(cst.CSTTransformer):
    """Makes each `/` of a calculation `//`; what is in calls and subscripts stays."""

    def visit_Call(self, node):
        return False

    def visit_Subscript(self, node):
        return False

    def leave_BinaryOperation(self, original_node, updated_node):
        operator = updated_node.operator
        if type(operator) is not cst.Divide:
            return updated_node
        spaces = {'whitespace_before': operator.whitespace_before, 'whitespace_after': operator.whitespace_after}
        return updated_node.with_changes(operator=cst.FloorDivide(**spaces))
