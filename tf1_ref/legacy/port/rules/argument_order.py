"""Calls whose positional arguments changed places with TensorFlow 1.0: they get keywords.

`tf.concat(1, [a, b])` becomes `tf.concat(axis=1, values=[a, b])`. Where both orders make sense, and the source does not
say which TensorFlow it was written for (`--api=0.12`), this project's door sorts the arguments out when it runs:
`tf1.concat(a, b)`. A standalone module cannot.
"""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression, with_keyword

NODES = (cst.Call,)

# Function: its positional parameters before 1.0 (under the names that they have now), and those since.
ORDERS = {
    'concat': (('axis', 'values', 'name'), ('values', 'axis', 'name')),
    'split': (('axis', 'num_or_size_splits', 'value', 'name'), ('value', 'num_or_size_splits', 'axis', 'num')),
}
# Since 1.0 these take keywords only, so what is given by position can only be meant as before.
KEYWORD_ONLY = {
    'nn.softmax_cross_entropy_with_logits': ('logits', 'labels', 'dim', 'name'),
    'nn.sigmoid_cross_entropy_with_logits': ('logits', 'labels', 'name'),
    'nn.sparse_softmax_cross_entropy_with_logits': ('logits', 'labels', 'name'),
}
OLD_KEYWORDS = {
    'concat': {'concat_dim': 'axis'},
    'split': {'split_dim': 'axis', 'num_split': 'num_or_size_splits'},
    'nn.softmax_cross_entropy_with_logits': {},
    'nn.sigmoid_cross_entropy_with_logits': {'targets': 'labels'},
    'nn.sparse_softmax_cross_entropy_with_logits': {},
}
# Since 1.0 labels come before inputs; only the values tell which is which.
LABELS_FIRST = {'nn.nce_loss': 4, 'nn.sampled_softmax_loss': 4, 'nn.ctc_loss': 2}
OLD_FIRST, NEW_FIRST, UNCLEAR = 'before 1.0', 'since 1.0', 'unclear'


def rewrite(original: cst.Call, updated: cst.Call, context: Context) -> Rewritten:
    """Gives the arguments their keywords, where they stand as before 1.0."""
    name = (context.names.of(original.func) or '').removeprefix('tensorflow.')
    if name in REWRITTEN:
        return REWRITTEN[name](original, updated, context)
    if len(original.args) >= LABELS_FIRST.get(name, 99) and context.is_old:
        given = [argument for argument in original.args[: LABELS_FIRST[name]] if argument.keyword is None]
        return (
            _sorted_later(original, updated, name, 'labels, inputs', context)
            if len(given) == LABELS_FIRST[name]
            else updated
        )
    if name not in OLD_KEYWORDS:
        return updated
    updated = _rename_keywords(original, updated, name, context)
    positional = [argument.value for argument in original.args if argument.keyword is None and not argument.star]
    if not positional or any(argument.star for argument in original.args):
        return updated
    if name in KEYWORD_ONLY:
        return _with_keywords(original, updated, KEYWORD_ONLY[name], name, context)
    order = _order(name, positional, context)
    if order == OLD_FIRST:
        return _with_keywords(original, updated, ORDERS[name][0], name, context)
    return (
        _sorted_later(original, updated, name, ', '.join(ORDERS[name][1][:3]), context) if order == UNCLEAR else updated
    )


def _sorted_later(original, updated, name, keywords, context):
    """Lets the door, which takes either order, look at the values."""
    what = f'tf.{name}: its arguments changed places with TensorFlow 1.0, and these could be meant either way'
    if context.options.target == 'standalone':
        context.blocker(original, what, f'give them keywords ({keywords}), or say --api=0.12')
        return updated
    context.note(original, what, 'tf1_ref looks at their values when it runs')
    return updated.with_changes(func=expression(context.header.door(name)))


def _reverse(original, updated, context):
    """`tf.reverse(x, [False, True])` said of each dimension whether it is reversed; 1.0 takes their numbers."""
    dims: Any = updated.args[1].value if len(updated.args) > 1 else None
    values = [one.value for one in dims.elements] if type(dims) in (cst.List, cst.Tuple) else []
    flags = [one.value for one in values if type(one) is cst.Name and one.value in ('True', 'False')]
    if not flags or len(flags) != len(values):
        return updated
    axis = ', '.join(str(index) for index, flag in enumerate(flags) if flag == 'True')
    keyword = {'keyword': cst.Name('axis')} if updated.args[1].keyword else {}
    argument = updated.args[1].with_changes(value=expression(f'[{axis}]'), **keyword)
    context.changed(original, 'tf.reverse: it has taken the numbers of the dimensions since TensorFlow 1.0')
    return updated.with_changes(args=[updated.args[0], argument, *updated.args[2:]])


def _resize_images(original, updated, context):
    """`tf.image.resize_images(images, height, width)` takes one size since 0.12."""
    if len(updated.args) < 3:
        return updated
    height, width = updated.args[1:3]
    given = not (height.keyword or width.keyword or height.star or width.star)
    is_one = given and (_is_number(height.value) or _is_number(width.value) or context.is_old)
    if not is_one or _is_list(height.value) or type(width.value) is cst.Attribute:
        return updated
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(' '))
    size = cst.List([cst.Element(height.value, comma=comma), cst.Element(width.value)])
    context.changed(original, 'tf.image.resize_images: height and width have been one argument since TensorFlow 0.12')
    return updated.with_changes(args=[updated.args[0], width.with_changes(value=size), *updated.args[3:]])


REWRITTEN = {'reverse': _reverse, 'image.resize_images': _resize_images}


def _order(name, arguments, context):
    """Which order of arguments a call was written for."""
    if len(arguments) < 2:
        return NEW_FIRST  # of what is given by keyword the parser has told which
    values, axis = (arguments[1], arguments[0]) if name == 'concat' else (arguments[-1], arguments[0])
    if _is_list(axis) or type(axis) is cst.Call or (name == 'concat' and _is_number(values)):
        return NEW_FIRST
    if name == 'split' and (len(arguments) < 3 or _is_number(values)):
        return NEW_FIRST
    if _is_number(axis) or (name == 'concat' and _is_list(values)) or context.options.old_api:
        return OLD_FIRST
    return UNCLEAR if context.is_old else NEW_FIRST


def _with_keywords(original, updated, parameters, name, context):
    arguments, names = [], iter(parameters)
    for argument in updated.args:
        if argument.keyword is None:
            argument = with_keyword(argument, next(names))
        arguments.append(argument)
    context.changed(original, f'tf.{name}: keywords for arguments that stand in the order from before TensorFlow 1.0')
    return updated.with_changes(args=arguments)


def _rename_keywords(original, updated, name, context):
    renamed = OLD_KEYWORDS[name]
    if not any(argument.keyword and argument.keyword.value in renamed for argument in updated.args):
        return updated
    arguments = []
    for argument in updated.args:
        if argument.keyword and argument.keyword.value in renamed:
            new = renamed[argument.keyword.value]
            context.changed(original, f'tf.{name}: {argument.keyword.value} has been {new} since TensorFlow 1.0')
            argument = argument.with_changes(keyword=cst.Name(new))
        arguments.append(argument)
    return updated.with_changes(args=arguments)


def _is_number(node):
    return type(node) is cst.Integer or (type(node) is cst.UnaryOperation and _is_number(node.expression))


def _is_list(node):
    return type(node) in (cst.List, cst.Tuple, cst.ListComp)
