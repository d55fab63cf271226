"""What current TensorFlow no longer has and this project gives back: `tf.contrib.layers` becomes `tf1.contrib.layers`.

A standalone module gets a function of its own instead, see `tf1_ref.legacy.port.writing.standalone`.
"""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.compat.names import inner_table
from tf1_ref.compat.names.table import ROOTS
from tf1_ref.legacy.port.writing import standalone
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression

NODES = (cst.Attribute, cst.Name, cst.Call, cst.SimpleStatementLine)


def rewrite(original: cst.CSTNode, updated: Any, context: Context) -> Rewritten:
    """Replaces an expression that stands for a moved name, unless what it hangs from has moved already."""
    if type(original) is cst.SimpleStatementLine:
        return _without_module(original, updated, context)
    name = context.names.of(original)
    if name is None or not name.startswith('tensorflow.'):
        return updated
    if _is_package(original, name, context):
        return _package(original, updated, name, context)
    if context.options.target == 'standalone':
        return _standalone(original, updated, context, name)
    if not _has_left(original, context) and (not context.api.needs_door(name) or _has_moved(original, context)):
        return updated
    text = context.header.door(name.partition('.')[2])
    if cst.Module([]).code_for_node(original) == text:  # ported before
        return updated
    context.changed(original, f'{name} is no longer in TensorFlow; taken from tf1_ref')
    return expression(text)


def _is_package(node, name, context):
    """Whether it is `tf.python`, which 1.15 had as an attribute, and which has to be imported now."""
    if type(node) is not cst.Attribute or context.names.of(node.value) != 'tensorflow':
        return False
    return name.split('.')[1] in ROOTS and context.api.is_inner(name)


def _package(original, updated, name, context):
    what = f'{name} is no attribute of TensorFlow any more'
    if context.options.target == 'standalone':
        context.blocker(original, what, 'import the module: from tensorflow.python.ops import array_ops')
        return updated
    text = context.header.door(name.partition('.')[2])
    if cst.Module([]).code_for_node(original) == text:  # ported before
        return updated
    context.changed(original, f'{what}; taken from tf1_ref')
    return expression(text)


def _has_left(node, context):
    """Whether a name has left the module that it is said to be in, and that is still there."""
    base = context.names.of(node.value) if type(node) is cst.Attribute else None
    if base is None or context.api.needs_door(base):
        return False
    place = context.api.place(f'{base}.{node.attr.value}')
    return place is not None and place.module not in (inner_table.HERE, inner_table.GONE)


def _has_moved(node, context):
    """Whether the expression that a name hangs from has been replaced, or is bound by a statement that has been."""
    if type(node) is cst.Attribute:
        base = context.names.of(node.value)
    elif type(node) is cst.Call:
        base = context.names.of(node.args[0].value) if node.args else None
    else:
        return not context.names.is_from_star(node)
    return base is not None and context.api.needs_door(base)


def _standalone(original, updated, context, name):
    function = standalone.FUNCTIONS.get(name)
    if function is not None:
        _check_arguments(original, function, name, context)
    alias = standalone.ALIASES.get(name)
    is_bound = type(original) is cst.Name and not context.names.is_from_star(original)
    if is_bound or (function is None and alias is None):
        return updated
    if alias is not None:
        context.changed(original, f'{name} is {alias} now')
        return expression(context.header.tensorflow(alias.removeprefix('tensorflow.')))
    context.changed(original, f'{name} is no longer in TensorFlow; written out in this module')
    return cst.Name(context.header.function(function))


def _check_arguments(original, function, name, context):
    """Reports a call with an argument that the function of the templates does not take."""
    call = context.names.around(original)
    if type(call) is not cst.Call or call.func is not original:
        return
    known = standalone.parameters(function)
    for argument in call.args:
        if argument.keyword and argument.keyword.value not in known:
            what = f'{name} is no longer in TensorFlow, and what stands for it takes no {argument.keyword.value}'
            context.blocker(original, what, 'leave it out, or port with --target=compat, where this project has it')


def _without_module(original, updated, context):
    """A standalone module has no use for a variable that holds a module which is gone: `L = tf.contrib.layers`."""
    assign = original.body[0]
    if context.options.target != 'standalone' or len(original.body) != 1 or type(assign) is not cst.Assign:
        return updated
    name = context.names.of(assign.value)
    is_module = name and name.startswith('tensorflow.') and context.api.is_gone(name) and context.api.is_module(name)
    if not is_module or not all(type(target.target) is cst.Name for target in assign.targets):
        return updated
    if context.is_missed(name):
        return updated
    context.changed(original, f'{name} is no longer in TensorFlow; the line is left out')
    return cst.RemoveFromParent()
