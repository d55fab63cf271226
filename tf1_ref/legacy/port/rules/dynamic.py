"""Names that are only known when the program runs: `getattr(tf.nn, name)`, and source text that is evaluated.

This project's door answers any name that 1.15 had, so `getattr(tf.nn, name)` becomes `getattr(tf1.nn, name)`. A
standalone module can be sure only where TensorFlow has lost nothing of the module that is asked.
"""

from __future__ import annotations

import re

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression

NODES = (cst.Call,)

ASKS = ('getattr', 'hasattr', 'setattr', 'delattr')


def rewrite(original: cst.Call, updated: cst.Call, context: Context) -> Rewritten:
    """Lets the door answer, and reports what nobody can look up beforehand."""
    function = original.func.value if type(original.func) is cst.Name else ''
    if evaluates(original):
        return _evaluated(original, updated, context)
    if function not in ASKS or len(original.args) < 2 or context.names.of(original):
        return updated
    base = context.names.of(original.args[0].value) or ''
    is_literal = type(original.args[1].value) is cst.SimpleString
    if is_literal or base.split('.')[0] != 'tensorflow' or not context.api.is_module(base):
        return updated
    what = f'{function}({base}, ...) with a name that is only known when it runs'
    if context.options.target == 'standalone':
        return _standalone(original, updated, context, base, what)
    context.note(original, what, 'it is looked up in tf1_ref, which has the names of TensorFlow 1')
    if context.api.needs_door(base):  # it comes from there already
        return updated
    door = context.header.door(base.partition('.')[2]).rstrip('.')
    first, *others = updated.args
    return updated.with_changes(args=[first.with_changes(value=expression(door)), *others])


def evaluates(node: cst.CSTNode) -> bool:
    """Whether a node runs source text: `eval('tf.nn.relu')`."""
    return type(node) is cst.Call and type(node.func) is cst.Name and node.func.value in ('eval', 'exec')


def _standalone(original, updated, context, base, what):
    gone = sorted(
        name
        for name in context.api.children(base)
        if context.api.is_gone(f'{base}.{name}') and not context.api.is_module(f'{base}.{name}')
    )
    if gone or context.api.is_gone(base):
        lost = f'{base} has lost {", ".join(gone[:3])}' if gone else f'{base} is gone'
        context.blocker(original, f'{what}; {lost}', 'name what it can be, or port with --target=compat')
    else:
        context.note(original, what, f'TensorFlow still has all that was in {base}')
    return updated


def _evaluated(original, updated, context):
    """Notes source text that says a name which stands for a module of TensorFlow."""
    text = cst.Module([]).code_for_node(original)
    for name in set(re.findall(r'(?<![\w.])(\w+)\s*\.\s*\w', text)):
        if context.names.means_tensorflow(name):
            function = original.func.value
            context.note(original, f'{function} of text that says {name}', 'see that the text suits the ported module')
            break
    return updated
