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
    return type(node.comparisons[0].operator) in (cst.In, cst.NotIn) and type(node.left) is cst.SimpleString


def rewrite(original: Any, updated: Any, context: Context) -> Rewritten:
    """Asks the module that has the names of TensorFlow 1, and notes answers that mean something else now."""
    if type(original) is cst.Comparison:
        return _listed(original, updated, context)
    if context.names.of(original.func) == CUDA:
        advice = 'ask tf.test.is_gpu_available() where a GPU is meant'
        context.note(original, f'{CUDA}: {WHEEL}', advice)
        return updated
    function = original.func.value if type(original.func) is cst.Name else ''
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
    """`'contrib' in dir(tf)`, `'contrib' in vars(tf)`, `'contrib' in tf.__dict__`."""
    if not concerns(original) or len(original.comparisons) != 1:
        return updated
    asked, name = original.comparisons[0].comparator, text_of(original.left)
    module = context.names.of(_listed_module(asked)) or ''
    if not _asks_tensorflow(module, context) or not name:
        return updated
    door = _door(original, module, name, f'{name!r} in {_shown(asked)}', context)
    if door is None:
        return updated
    target = updated.comparisons[0]
    listing = cst.Call(cst.Name('dir'), [cst.Arg(door)])  # what it has not looked up yet is in no dictionary
    return updated.with_changes(comparisons=[target.with_changes(comparator=listing)])


def _listed_module(node):
    """What `dir(...)`, `vars(...)` or `...__dict__` lists; the node itself where it is none of them."""
    if type(node) is cst.Call and type(node.func) is cst.Name and node.func.value in ('dir', 'vars'):
        return node.args[0].value if len(node.args) == 1 else node
    is_dictionary = type(node) is cst.Attribute and node.attr.value == '__dict__'
    if type(node) is cst.Call and type(node.func) is cst.Attribute and node.func.attr.value == 'keys':
        return _listed_module(node.func.value)
    return node.value if is_dictionary else node


def _shown(node):
    return cst.Module([]).code_for_node(node)


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
