"""Dimensions that TensorFlow 1 took and current TensorFlow refuses: `[1, True, 4]`, `[2.0, 3]`.

By `run`, and where a ported module imports this project, they are taken as they were (`tf1_ref.compat.built.tables`).
A standalone module gets the whole number that was meant, where it is written out.
"""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing.context import STANDALONE, Context, Rewritten

NODES = (cst.Call,)

# Function: the place of its shape, and what it is called. What others take, they still take.
SHAPES = {
    'tensorflow.Dimension': (0, 'value'),
    'tensorflow.TensorShape': (0, 'dims'),
    'tensorflow.ensure_shape': (1, 'shape'),
    'tensorflow.get_variable': (1, 'shape'),
    'tensorflow.placeholder': (1, 'shape'),
    'tensorflow.placeholder_with_default': (1, 'shape'),
}
METHOD = 'set_shape'


def sets_shape(node: cst.CSTNode) -> bool:
    """Whether a node is `x.set_shape(...)`."""
    return type(node) is cst.Call and type(node.func) is cst.Attribute and node.func.attr.value == METHOD


def rewrite(original: cst.Call, updated: cst.Call, context: Context) -> Rewritten:
    """Writes whole numbers in a shape that is written out."""
    if context.options.target != STANDALONE:
        return updated
    name = context.names.of(original.func) or ''
    place, keyword = (0, 'shape') if sets_shape(original) else SHAPES.get(name, (-1, ''))
    arguments = list(updated.args)
    for index, argument in enumerate(arguments):
        if argument.keyword.value == keyword if argument.keyword else index == place:
            value = _whole(argument.value)
            if value is not argument.value:
                context.changed(original, f'{name or METHOD}: a dimension is a whole number')
                arguments[index] = argument.with_changes(value=value)
                return updated.with_changes(args=arguments)
    return updated


def _whole(value: Any) -> Any:
    """An expression, or a list of them, with numbers in the place of bools and of floats that are whole."""
    if type(value) in (cst.List, cst.Tuple):
        elements = [one.with_changes(value=_whole(one.value)) for one in value.elements]
        same = all(new.value is old.value for new, old in zip(elements, value.elements, strict=True))
        return value if same else value.with_changes(elements=elements)
    if type(value) is cst.Name and value.value in ('True', 'False'):
        return cst.Integer(str(int(value.value == 'True')))
    if type(value) is cst.Float and float(value.value).is_integer():
        return cst.Integer(str(int(float(value.value))))
    return value
