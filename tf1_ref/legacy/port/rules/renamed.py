"""Names from before TensorFlow 1.0, which 1.15 had lost: `tf.mul` becomes `tf.multiply`."""

from __future__ import annotations

import libcst as cst

from tf1_ref.legacy.names_before_1_0 import KEYWORDS, NAMES

NODES = (cst.Attribute, cst.Name, cst.Call)


def new_name(name: str) -> str | None:
    """What `tensorflow.NAME` has been called since 1.0; None where it has not been renamed."""
    new = NAMES.get(name.removeprefix('tensorflow.')) if name.startswith('tensorflow.') else None
    return f'tensorflow.{new}' if new else None


def rewrite(original, updated, context):
    """Renames an expression, and the keywords of a call of what was renamed."""
    if isinstance(original, cst.Call) and context.names.of(original) is None:
        return _keywords(original, updated, context)
    name = context.names.of(original)
    new = new_name(name) if name else None
    if new is None or (isinstance(original, cst.Name) and not context.names.is_from_star(original)):
        return updated
    context.changed(original, f'{name} has been {new} since TensorFlow 1.0')
    context.header.uses_tensorflow = True
    return cst.parse_expression(_expression(original, name, new, context))


def _expression(node, name, new, context):
    """The new name, by way of the same module as far as that leads to it."""
    base = node.value if isinstance(node, cst.Attribute) else None
    while base is not None and context.names.of(base) != 'tensorflow':
        base = base.value if isinstance(base, cst.Attribute) else None
    rest = new.removeprefix('tensorflow.')
    if base is not None:
        return f'{cst.Module([]).code_for_node(base)}.{rest}'
    parent = name.rpartition('.')[0]
    if isinstance(node, cst.Attribute) and new.startswith(f'{parent}.'):
        return f'{cst.Module([]).code_for_node(node.value)}.{new[len(parent) + 1 :]}'
    return context.header.tensorflow(rest)


def _keywords(original, updated, context):
    name = context.names.of(original.func)
    new = new_name(name) if name else None
    renamed = KEYWORDS.get(new.removeprefix('tensorflow.'), {}) if new else {}
    arguments = [
        argument.with_changes(keyword=cst.Name(renamed[argument.keyword.value]))
        if argument.keyword and argument.keyword.value in renamed
        else argument
        for argument in updated.args
    ]
    return updated.with_changes(args=arguments)
