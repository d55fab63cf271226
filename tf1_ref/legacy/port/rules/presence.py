"""Questions about what TensorFlow has: `hasattr(tf, 'contrib')`, `'x' in dir(tf)`, `tf.test.is_built_with_cuda()`."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing.context import COMPAT, Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression, text_of

NODES = (cst.Call, cst.Comparison)

CUDA = 'tensorflow.test.is_built_with_cuda'
WHEEL = "today's TensorFlow for Linux is built with CUDA also where no GPU is; 1.15's for CPUs was not"


def concerns(node: cst.Comparison) -> bool:
    """Whether it may be `'contrib' in dir(tf)`."""
    return isinstance(node.comparisons[0].operator, (cst.In, cst.NotIn)) and isinstance(node.left, cst.SimpleString)


def rewrite(original: cst.Call | cst.Comparison, updated: Any, context: Context) -> Rewritten:
    """Asks the module that has the names of TensorFlow 1, and notes answers that mean something else now."""
    if isinstance(original, cst.Comparison):
        return _listed(original, updated, context)
    if context.names.of(original.func) == CUDA:
        advice = 'ask tf.test.is_gpu_available() where a GPU is meant'
        context.note(original, f'{CUDA}: {WHEEL}', advice)
        return updated
    function = original.func.value if isinstance(original.func, cst.Name) else ''
    if function != 'hasattr' or len(original.args) != 2 or context.names.of(original):
        return updated
    module, name = context.names.of(original.args[0].value) or '', text_of(original.args[1].value)
    if not _asks_tensorflow(module, context) or not name:
        return updated
    door = _door(original, module, name, f'hasattr({module}, {name!r})', context)
    if door is None:
        return updated
    first, second = updated.args
    return updated.with_changes(args=[first.with_changes(value=door), second])


def _listed(original, updated, context):
    """`'contrib' in dir(tf)`."""
    if not concerns(original) or len(original.comparisons) != 1:
        return updated
    call = original.comparisons[0].comparator
    is_dir = isinstance(call, cst.Call) and isinstance(call.func, cst.Name) and call.func.value == 'dir'
    if not is_dir or len(call.args) != 1:
        return updated
    module, name = context.names.of(call.args[0].value) or '', text_of(original.left)
    if not _asks_tensorflow(module, context) or not name:
        return updated
    door = _door(original, module, name, f'{name!r} in dir({module})', context)
    if door is None:
        return updated
    target = updated.comparisons[0]
    asked = target.comparator
    asked = asked.with_changes(args=[asked.args[0].with_changes(value=door)])
    return updated.with_changes(comparisons=[target.with_changes(comparator=asked)])


def _asks_tensorflow(module, context):
    return module.partition('.')[0] == 'tensorflow' and context.api.is_module(module)


def _door(original, module, name, what, context):
    """The module to ask; None where the answer stays the same, or cannot be given."""
    api = context.api
    if not api.is_gone(f'{module}.{name}') and not api.needs_door(module):
        return None
    if context.options.target != COMPAT:
        if api.is_gone(f'{module}.{name}') and (api.given_back(f'{module}.{name}') or name in api.children(module)):
            context.note(
                original, f'{what} is no longer true', 'make sure that the branch for TensorFlow 1.15 is taken'
            )
        return None
    if api.needs_door(module):
        return None  # it comes from there already
    context.changed(original, f'{what} asks tf1_ref, which has the names of TensorFlow 1')
    return expression(context.header.door(module.partition('.')[2]).rstrip('.'))
