"""Modules of TensorFlow as values: `self.tf = tf`, `build(tf.nn)`, `return tf.nn`.

Whoever gets one may ask it for anything. This project's door answers for all that 1.15 had, so it is the door's module
where TensorFlow's own has less. A standalone module can only be told.
"""

from __future__ import annotations

import libcst as cst

from tf1_ref.legacy.port.writing.context import COMPAT, Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression

NODES = (cst.Attribute, cst.Name)

HOLDERS = (cst.Return, cst.Yield, cst.Element, cst.DictElement, cst.Param, cst.Lambda, cst.IfExp, cst.BooleanOperation)
# Functions that ask a module for a name, change it or look at it as a whole.
LOOK = (
    'delattr', 'dir', 'getattr', 'getdoc', 'getfile', 'getmembers', 'getsource', 'hasattr', 'help', 'id', 'isinstance',
    'object', 'patch', 'print', 'reload', 'repr', 'setattr', 'str', 'type', 'vars',
)  # fmt: skip


def rewrite(original: cst.Attribute | cst.Name, updated: cst.Attribute | cst.Name, context: Context) -> Rewritten:
    """Lets the door's module be the value."""
    name = context.names.of(original) if context.outermost else None
    if not name or not context.api.has_less(name) or not _is_value(original, context):
        return updated
    if context.options.target != COMPAT:
        advice = 'name what is asked of it, or port with --target=compat, where this project has it'
        context.note(original, f'{name} as a value; TensorFlow has lost some of its names', advice)
        return updated
    text = context.header.door(name.partition('.')[2]).rstrip('.')
    if cst.Module([]).code_for_node(original) == text:  # ported before
        return updated
    context.changed(original, f'{name} as a value is that of tf1_ref, which has the names of TensorFlow 1')
    return expression(text)


def _is_value(node, context):
    around = context.names.around(node)
    if type(around) is cst.Arg:
        call = context.names.around(around)
        return type(call) is cst.Call and _last(call.func) not in LOOK
    if type(around) is cst.Assign:
        return any(type(target.target) is not cst.Name for target in around.targets)
    return type(around) in HOLDERS


def _last(function):
    if type(function) is cst.Attribute:
        return function.attr.value
    return function.value if type(function) is cst.Name else ''
