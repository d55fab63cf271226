"""Names from before TensorFlow 1.0, which 1.15 had lost: `tf.mul` becomes `tf.multiply`."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.compat.names.pre_1_0 import RENAMED as NAMES
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.before_1_0 import new_name
from tf1_ref.legacy.reading.syntax import expression, with_keyword

NODES = (cst.Attribute, cst.Name, cst.Call)

# Keywords that were renamed with the function: {old name: {old keyword: new keyword}}.
KEYWORDS = {
    'audio_summary': {'tag': 'name'},
    'batch_matmul': {'x': 'a', 'y': 'b', 'adj_x': 'adjoint_a', 'adj_y': 'adjoint_b'},
    'histogram_summary': {'tag': 'name'},
    'image_summary': {'tag': 'name', 'max_images': 'max_outputs'},
    'scalar_summary': {'tags': 'name', 'values': 'tensor'},
    'select': {'t': 'x', 'e': 'y'},
    'split_v': {'size_splits': 'num_or_size_splits', 'split_dim': 'axis'},
}
# What is given by position behind these arguments would mean something else now.
POSITIONS = {'batch_matmul': ('a', 'b', 'adjoint_a', 'adjoint_b', 'name')}


def rewrite(original: cst.Attribute | cst.Name | cst.Call, updated: Any, context: Context) -> Rewritten:
    """Renames an expression, and the keywords of a call of what was renamed."""
    if type(original) is cst.Call and context.names.of(original) is None:
        return _keywords(original, updated, context)
    name = context.names.of(original)
    new = new_name(name) if name else None
    if new is None or (type(original) is cst.Name and not context.names.is_from_star(original)):
        return updated
    context.changed(original, f'{name} has been {new} since TensorFlow 1.0')
    is_moved = context.api.needs_door(new) or new.startswith('tensorflow.contrib.')
    if is_moved and context.options.target == 'compat':
        return expression(context.header.door(new.removeprefix('tensorflow.')))
    context.header.uses_tensorflow = True
    return expression(_expression(original, name, new, context))


def _expression(node, name, new, context):
    """The new name, by way of the same module as far as that leads to it."""
    base = node.value if type(node) is cst.Attribute else None
    while base is not None and context.names.of(base) != 'tensorflow':
        base = base.value if type(base) is cst.Attribute else None
    rest = new.removeprefix('tensorflow.')
    if base is not None:
        return f'{cst.Module([]).code_for_node(base)}.{rest}'
    parent = name.rpartition('.')[0]
    if type(node) is cst.Attribute and new.startswith(f'{parent}.'):
        return f'{cst.Module([]).code_for_node(node.value)}.{new[len(parent) + 1 :]}'
    return context.header.tensorflow(rest)


def _keywords(original, updated, context):
    name = (context.names.of(original.func) or '').removeprefix('tensorflow.')
    renamed, positions = KEYWORDS.get(name, {}), POSITIONS.get(name, ())
    if name not in NAMES or len([one for one in original.args if not one.keyword]) < 3:
        positions = ()
    if not renamed and not positions:
        return updated
    arguments = []
    for index, argument in enumerate(updated.args):
        keyword = argument.keyword.value if argument.keyword else ''
        if keyword in renamed:
            argument = argument.with_changes(keyword=cst.Name(renamed[keyword]))
        elif positions and not keyword and not argument.star:
            argument = with_keyword(argument, positions[index])
        arguments.append(argument)
    return updated.with_changes(args=arguments)
