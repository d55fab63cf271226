"""Calls whose positional arguments changed places with TensorFlow 1.0: they get keywords.

`tf.concat(1, [a, b])` becomes `tf.concat(axis=1, values=[a, b])`. Where both orders make sense, the source has to say
which TensorFlow it was written for (`--api=0.12`, or names that only that one had).
"""

from __future__ import annotations

import libcst as cst

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
OLD_FIRST, NEW_FIRST, UNCLEAR = 'before 1.0', 'since 1.0', 'unclear'


def rewrite(original, updated, context):
    """Gives the arguments their keywords, where they stand as before 1.0."""
    name = context.names.of(original.func)
    if name is None or name.removeprefix('tensorflow.') not in OLD_KEYWORDS:
        return updated
    name = name.removeprefix('tensorflow.')
    updated = _rename_keywords(original, updated, name, context)
    positional = [argument.value for argument in original.args if argument.keyword is None and not argument.star]
    if not positional or any(argument.star for argument in original.args):
        return updated
    if name in KEYWORD_ONLY:
        return _with_keywords(original, updated, KEYWORD_ONLY[name], name, context)
    order = _order(name, positional, context)
    if order == OLD_FIRST:
        return _with_keywords(original, updated, ORDERS[name][0], name, context)
    if order == UNCLEAR:
        context.blocker(
            original,
            f'tf.{name}: its arguments changed places with TensorFlow 1.0, and these could be meant either way',
            f'give them keywords ({", ".join(ORDERS[name][1][:3])}), or say --api=0.12',
        )
    return updated


def _order(name, arguments, context):
    """Which order of arguments a call was written for."""
    if len(arguments) < 2:
        return NEW_FIRST  # of what is given by keyword the parser has told which
    values, axis = (arguments[1], arguments[0]) if name == 'concat' else (arguments[-1], arguments[0])
    if _is_list(axis) or isinstance(axis, cst.Call) or (name == 'concat' and _is_number(values)):
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
            equal = cst.AssignEqual(cst.SimpleWhitespace(''), cst.SimpleWhitespace(''))
            argument = argument.with_changes(keyword=cst.Name(next(names)), equal=equal)
        arguments.append(argument)
    context.changed(original, f'tf.{name}: keywords for arguments that stand in the order from before TensorFlow 1.0')
    return updated.with_changes(args=arguments)


def _rename_keywords(original, updated, name, context):
    renamed = OLD_KEYWORDS[name]
    arguments = []
    for argument in updated.args:
        if argument.keyword and argument.keyword.value in renamed:
            new = renamed[argument.keyword.value]
            context.changed(original, f'tf.{name}: {argument.keyword.value} has been {new} since TensorFlow 1.0')
            argument = argument.with_changes(keyword=cst.Name(new))
        arguments.append(argument)
    return updated.with_changes(args=arguments)


def _is_number(node):
    return isinstance(node, cst.Integer) or (isinstance(node, cst.UnaryOperation) and _is_number(node.expression))


def _is_list(node):
    return isinstance(node, (cst.List, cst.Tuple, cst.ListComp))
