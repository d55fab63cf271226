"""Where Python 2 had lists and integers: `d.values() + [1]`, `range(3) + [4]`, `range(n / 2)`, `[0] * (n / 2)`.

Each of these is a TypeError in Python 3, so what is rewritten here has never been anything else than Python 2.
"""

from __future__ import annotations

import re
from typing import Any

import libcst as cst

from tf1_ref.legacy.port.rules.python2_habits import is_iterator
from tf1_ref.legacy.port.writing.context import Context, Rewritten

NODES = (cst.BinaryOperation, cst.Call, cst.Subscript)
# What a source says somewhere if this rule applies to it.
MENTION = rb'\brange\(|\b(?:keys|values|items)\(\)\s*\+|\+\s*[\w.]+\.(?:keys|values|items)\(\)|\]\s*\*\s*\('
LISTS = (cst.List, cst.ListComp)
# What a source says somewhere if it holds an iterator, or a range, in a variable.
HELD = re.compile(rb'=\s*(?:map|filter|zip|x?range)\(|\.keys\(\)[ \t]*(?:#.*)?$', re.M)
CALLED = ('range', 'xrange', 'map', 'filter', 'zip', 'keys', 'values', 'items')


def concerns_operation(node: cst.BinaryOperation) -> bool:
    """Whether it is a sum or a product, of which one side may have been a list."""
    kind = type(node.operator)
    if kind is cst.Multiply:
        return type(node.left) is cst.List and type(node.right) is cst.BinaryOperation
    return kind is cst.Add and (_calls(node.left) in CALLED or _calls(node.right) in CALLED)


def concerns_call(node: cst.Call) -> bool:
    """Whether it is `range(...)` of a calculation."""
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


def concerns_element(node: cst.Subscript) -> bool:
    """Whether it is an element of a variable; asked in sources that `HELD` finds something in."""
    return type(node.value) is cst.Name


def _calls(node):
    function = node.func if type(node) is cst.Call else None
    return (
        function.value if type(function) is cst.Name else function.attr.value if type(function) is cst.Attribute else ''
    )


def rewrite(original: Any, updated: Any, context: Context) -> Rewritten:
    """Makes lists and integers where Python 3 needs to be told."""
    if type(original) is cst.BinaryOperation:
        return _operation(original, updated, context)
    if type(original) is cst.Call:
        return _call(original, updated, context)
    return _subscript(original, updated, context)


def _operation(original, updated, context):
    if isinstance(original.operator, cst.Multiply):
        if isinstance(original.left, cst.List) and _is_divided(original.right):
            return updated.with_changes(right=_whole(original, updated.right, context))
        return updated
    if not isinstance(original.operator, cst.Add):
        return updated
    sides = {'left': original.left, 'right': original.right}
    for name, side in sides.items():
        other = sides['left' if name == 'right' else 'right']
        if _is_range(side, context) or is_iterator(side, context) and _is_list(other, context):
            function = side.func
            called = function.value if isinstance(function, cst.Name) else function.attr.value
            context.changed(original, f'{called}() gives no list since Python 3')
            updated = updated.with_changes(
                **{name: cst.Call(cst.Name('list'), [cst.Arg(getattr(updated, name).with_changes(lpar=[], rpar=[]))])}
            )
    return updated


def _call(original, updated, context):
    if type(original.func) is not cst.Name or original.func.value not in ('len', 'range', 'xrange'):
        return updated
    if original.func.value == 'len' and len(original.args) == 1:
        _say_of_variable(original, original.args[0].value, 'len()', context)
    if not _is_range(original, context) or not any(_is_divided(one.value) for one in original.args):
        return updated
    arguments = [
        new.with_changes(value=_whole(original, new.value, context)) if _is_divided(old.value) else new
        for old, new in zip(original.args, updated.args, strict=True)
    ]
    return updated.with_changes(args=arguments)


def _subscript(original, updated, context):
    elements = []
    for old, new in zip(original.slice, updated.slice, strict=True):
        if isinstance(old.slice, cst.Slice):
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
    if isinstance(original.value, cst.Name):
        _say_of_variable(original, original.value, '[]', context)
    same = all(one is other for one, other in zip(elements, updated.slice, strict=True))
    return updated if same else updated.with_changes(slice=elements)


def _say_of_variable(node, variable, what, context):
    """`pairs = zip(a, b); len(pairs)`, `numbers = range(3); numbers[0] = 1`."""
    bindings = context.names.bindings(variable) if isinstance(variable, cst.Name) else []
    made = context.names.value_of(bindings[0]) if len(bindings) == 1 else None
    if made is None:
        return
    stored = what == '[]' and _is_stored(node, context)
    # Of the methods only keys(): what values() and items() of others than dictionaries give is not known.
    is_view = is_iterator(made, context) and (isinstance(made.func, cst.Name) or made.func.attr.value == 'keys')
    if stored and _is_range(made, context) or is_view and (what == '[]' or isinstance(made.func, cst.Name)):
        called = made.func.value if isinstance(made.func, cst.Name) else made.func.attr.value
        advice = f'write list({called}(...)) where it is made'
        context.blocker(node, f'{variable.value}: {called}() gives no list since Python 3, for {what}', advice)


def _is_stored(node, context):
    around = context.names.around(node)
    return (
        isinstance(around, (cst.AssignTarget, cst.Del)) or isinstance(around, cst.AugAssign) and around.target is node
    )


def _is_list(node, context):
    is_call = isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in ('list', 'sorted')
    return isinstance(node, LISTS) or is_call or is_iterator(node, context) or _is_range(node, context)


def _is_range(node, context):
    return (
        isinstance(node, cst.Call)
        and isinstance(node.func, cst.Name)
        and node.func.value in ('range', 'xrange')
        and context.names.is_unbound(node.func)
    )


def _is_divided(node):
    """Whether a number is a quotient, or is calculated from one."""
    if isinstance(node, cst.UnaryOperation):
        return _is_divided(node.expression)
    if not isinstance(node, cst.BinaryOperation) or isinstance(node.operator, (cst.FloorDivide, cst.Modulo)):
        return False
    return isinstance(node.operator, cst.Divide) or _is_divided(node.left) or _is_divided(node.right)


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
        if not isinstance(operator, cst.Divide):
            return updated_node
        spaces = {'whitespace_before': operator.whitespace_before, 'whitespace_after': operator.whitespace_after}
        return updated_node.with_changes(operator=cst.FloorDivide(**spaces))
