"""`np.array` of rows that may differ in length, which was an array of objects until NumPy 1.24.

Nobody can see of a list that is made when the program runs how long its rows are. Such a call goes through
`tf1_ref.legacy.dropped.numpy1`, which asks NumPy first and so gives the same in all other cases. In a source that
neither mentions TensorFlow nor serves code that does it is only noted: most of these are no older than their NumPy.
"""

from __future__ import annotations

import libcst as cst

from tf1_ref.legacy.port.writing.context import COMPAT, Context, Rewritten

NODES = (cst.Call,)

MODULE = 'tf1_ref.legacy.dropped.numpy1'
FUNCTIONS = ('numpy.array', 'numpy.asarray')
WHAT = 'rows that differ in length are no array since NumPy 1.24'
# Functions that give a number, a text or a list of them.
FLAT = [
    'abs',
    'bool',
    'bytearray',
    'bytes',
    'dict',
    'enumerate',
    'float',
    'int',
    'len',
    'max',
    'min',
    'ord',
    'pow',
    'range',
    'reversed',
    'round',
    'set',
    'sorted',
    'str',
    'sum',
    'xrange',
]
# Functions of NumPy that give an array of their own.
MAKE_ROWS = ('arange', 'array', 'asarray', 'concatenate', 'empty', 'full', 'linspace', 'ones', 'unique', 'zeros')
REGULAR, RAGGED, UNKNOWN = 'regular', 'ragged', 'unknown'


def rewrite(original: cst.Call, updated: cst.Call, context: Context) -> Rewritten:
    """Lets this project make arrays of lists whose rows nobody can see."""
    name = context.names.of(original.func)
    if name not in FUNCTIONS or not original.args or original.args[0].keyword or original.args[0].star:
        return updated
    argument = original.args[0].value
    if len(original.args) > 1:
        return updated
    shape = _rows(argument, context)
    if shape == REGULAR:
        return updated
    if context.options.target == COMPAT and (shape == RAGGED or context.of_that_time):
        context.changed(original, f'{name}: {WHAT}; this project makes what they were')
        helper = context.header.helper(MODULE)
        return updated.with_changes(func=cst.Attribute(cst.Name(helper), cst.Name(name.rpartition('.')[2])))
    if shape == RAGGED:
        context.blocker(original, f'{name}: {WHAT}', 'give it dtype=object')
    else:
        context.note(original, f'{name}: {WHAT}', 'give it dtype=object if they do')
    return updated


def _rows(node, context, depth=0):
    """Whether what an array is made of has rows of one length, of several, or of some that cannot be seen."""
    if isinstance(node, (cst.List, cst.Tuple)):
        return _of_elements([one.value for one in node.elements], context)
    if isinstance(node, (cst.ListComp, cst.GeneratorExp)):
        return REGULAR if _is_flat(node.elt) else UNKNOWN
    if isinstance(node, cst.Call):
        return _of_call(node, context)
    if isinstance(node, cst.Name) and depth < 2:
        return _of_name(node, context, depth)
    return REGULAR  # an attribute, an element, a sum: mostly an array, and nothing says otherwise


def _of_elements(elements, context):
    lengths = {
        len(one.elements) if isinstance(one, (cst.List, cst.Tuple)) else 0 if _is_number(one) else None
        for one in elements
    }
    if None in lengths or any(isinstance(one, cst.StarredElement) for one in elements):
        return UNKNOWN if len(elements) > 1 and any(_is_row(one, context) for one in elements) else REGULAR
    return REGULAR if len(lengths) < 2 else RAGGED


def _is_row(node, context, depth=0):
    """Whether an element is itself a list or an array, whose length is not written out."""
    if isinstance(node, cst.Name) and depth < 2:
        values = [context.names.value_of(one) for one in context.names.bindings(node)]
        return any(isinstance(one, cst.List) or _is_row(one, context, depth + 1) for one in values if one is not None)
    if isinstance(node, cst.Call):
        name = context.names.of(node.func) or ''
        is_list = isinstance(node.func, cst.Name) and node.func.value in ('list', 'range', 'sorted')
        return is_list or name.rpartition('.')[2] in MAKE_ROWS and name.startswith('numpy.')
    if isinstance(node, cst.Subscript):
        return any(isinstance(one.slice, cst.Slice) for one in node.slice)
    return isinstance(node, cst.ListComp)


def _of_call(call, context):
    function = call.func
    name = function.value if isinstance(function, cst.Name) else ''
    if name == 'list' and len(call.args) == 1:
        return _rows(call.args[0].value, context)
    if name in ('zip', 'map', 'filter') and context.names.is_unbound(function):
        return UNKNOWN
    return REGULAR


def _of_name(name, context, depth):
    """A parameter, or a list that begins empty and grows, may hold anything; so may what was seen to."""
    for one in context.names.bindings(name):
        if isinstance(one, cst.Param):
            return UNKNOWN
        value = context.names.value_of(one)
        if isinstance(value, cst.List) and not value.elements:
            return UNKNOWN
        if value is not None and _rows(value, context, depth + 1) != REGULAR:
            return UNKNOWN
    return REGULAR


def _is_number(node):
    return (
        isinstance(node, (cst.Integer, cst.Float))
        or isinstance(node, cst.UnaryOperation)
        and _is_number(node.expression)
    )


def _is_flat(node):
    """Whether an element is a number or a text for sure."""
    if isinstance(node, (cst.BinaryOperation, cst.Comparison, cst.BooleanOperation)):
        return isinstance(node, cst.Comparison) or _is_flat(node.left) or _is_flat(node.right)
    if isinstance(node, cst.Call):
        return isinstance(node.func, cst.Name) and node.func.value in FLAT
    return _is_number(node) or isinstance(node, cst.SimpleString)
