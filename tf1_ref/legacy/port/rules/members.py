"""What objects of other libraries have no longer: `frame.ix`, `axes.hold(True)`, `dataset.value`, `env.seed(0)`.

What class an object is of is known where it is made in sight: by its class, or by a function that gives one. What this
project gives back (`tf1_ref.legacy.dropped.members`) is taken from it; all else is a blocker. Where the class is not
known, a name that nothing has today tells itself, in a module that imports the library: that is given back too, which
leaves what the object has itself, or is a note.
"""

from __future__ import annotations

import re

import libcst as cst

from tf1_ref.legacy.dropped import members
from tf1_ref.legacy.port.rules.python2_habits import METHODS as OF_PYTHON_2
from tf1_ref.legacy.port.rules.python_names import is_asked_for
from tf1_ref.legacy.port.writing.context import COMPAT, Context, Rewritten
from tf1_ref.legacy.reading.syntax import text_of

NODES = (cst.Attribute,)

HELPERS = 'tf1_ref.legacy.dropped.members'
AXES = 'matplotlib.axes.Axes'
OTHERS = frozenset([*OF_PYTHON_2, 'tostring'])  # which have rules of their own
# Methods that give the same kind, of pandas' frames, NumPy's arrays and scikit-learn's estimators alike.
SAME = ('append', 'astype', 'copy', 'drop', 'dropna', 'fillna', 'fit', 'head', 'reset_index', 'set_index', 'tail')
ITSELF = '='  # of a variable that is made out of itself


def lost_in(content: bytes) -> frozenset[str]:
    """The members that a source may ask for in vain: those lost by the libraries that it mentions."""
    mentioned = (library for library in members.libraries() if library.encode() in content)
    return frozenset(name for library in mentioned for name in members.lost_by(library)) - OTHERS


def rewrite(original: cst.Attribute, updated: cst.Attribute, context: Context) -> Rewritten:
    """Replaces what is called otherwise or given back, and reports the rest."""
    if original.attr.value not in context.lost_members or context.names.of(original):
        return updated
    kind = kind_of(original.value, context)
    lost = members.of_class(kind, original.attr.value) if kind else _telling(original, context)
    if lost is None or is_asked_for(original, context):
        return updated
    is_target = isinstance(context.names.around(original), (cst.AssignTarget, cst.AugAssign, cst.Del))
    if lost.new and kind and not is_target:
        context.changed(original, f'{lost.what}; it is {lost.new} now')
        return updated.with_changes(attr=cst.Name(lost.new))
    if lost.given_back and not is_target and context.options.target == COMPAT:
        context.changed(original, f'{lost.what}; this project gives what it was')
        space = cst.Comma(whitespace_after=cst.SimpleWhitespace(' '))
        arguments = [cst.Arg(updated.value, comma=space), cst.Arg(cst.SimpleString(repr(lost.name)))]
        return cst.Call(cst.Name(context.header.helper(HELPERS, 'member')), arguments)
    say = context.blocker if kind or lost.given_back else context.note
    say(original, lost.what, lost.advice)
    return updated


def _telling(node, context):
    """What is known of an attribute of an object that may be any; None where it may well have it."""
    name = node.attr.value
    found = members.telling(name)
    if name == 'value' and isinstance(node.value, cst.Subscript) and _text_of_index(node.value):
        lost = members.of_class('h5py.Dataset', name)
        found = {'h5py': lost} if lost else {}
    if not found or _is_of_user(name, context):
        return None
    return next((lost for library, lost in found.items() if library in context.libraries), None)


def _is_of_user(name, context):
    """Whether the module gives anything such a member itself, or a flag is called so."""
    if context.names.defines(name):
        return True
    for node in context.names.attributes():
        if node.attr.value == name and isinstance(context.names.around(node), (cst.AssignTarget, cst.AnnAssign)):
            return True
    quoted = rf"""(['"])-*{name}\1"""
    return re.search(quoted.encode(), context.before) is not None


def kind_of(node: cst.CSTNode, context: Context, seen: frozenset[int] = frozenset()) -> str:
    """The dotted name of the class that an expression is of; '' where that cannot be seen."""
    if isinstance(node, cst.Call):
        return _of_call(node, context, seen)
    if isinstance(node, cst.Subscript):
        return _of_element(node, context, seen)
    if isinstance(node, cst.Name):
        kinds = {_of_binding(one, context, seen) for one in context.names.bindings(node)}
    elif isinstance(node, cst.Attribute):
        kinds = {_of_value(one, context, seen) for one in context.names.values_of_attribute(node)}
    else:
        return ''
    kinds.discard(ITSELF)
    return kinds.pop() if len(kinds) == 1 else ''


def _of_value(value, context, seen):
    return ITSELF if id(value) in seen else kind_of(value, context, seen | {id(value)})


def _of_call(node, context, seen):
    name = context.names.of(node.func) or ''
    if name in members.GIVES:
        return members.GIVES[name]
    if name in members.classes():
        return name
    method = node.func.attr.value if isinstance(node.func, cst.Attribute) and not name else ''
    if method in members.METHODS:
        return members.METHODS[method]
    if method == 'get' and kind_of(node.func.value, context, seen) in members.FILES:
        return 'h5py.Dataset'
    return kind_of(node.func.value, context, seen) if method in SAME else ''


def _of_element(node, context, seen):
    owner = kind_of(node.value, context, seen)
    if owner == 'pandas.DataFrame' and len(node.slice) == 1:
        index = node.slice[0].slice
        value = index.value if isinstance(index, cst.Index) else None
        return 'pandas.Series' if value is not None and text_of(value) else owner if isinstance(value, cst.List) else ''
    if owner not in members.FILES:
        return ''
    index = node.slice[0].slice
    is_part = not isinstance(index, cst.Index) or isinstance(index.value, (cst.Integer, cst.Tuple, cst.Ellipsis))
    return 'numpy.ndarray' if is_part else 'h5py.Dataset'


def _text_of_index(node):
    index = node.slice[0].slice
    return text_of(index.value) if isinstance(index, cst.Index) else None


def _of_binding(node, context, seen):
    value = context.names.value_of(node)
    if value is not None:
        return _of_value(value, context, seen)
    around = context.names.around(node)
    if isinstance(node, cst.AsName) and isinstance(around, cst.WithItem):
        return _of_value(around.item, context, seen)
    if not isinstance(around, cst.Element) or not isinstance(context.names.around(around), (cst.Tuple, cst.List)):
        return ''
    # `figure, axes = plt.subplots()`; of several axes it is an array.
    elements = context.names.around(around)
    assigned = context.names.around(context.names.around(elements))
    value = assigned.value if isinstance(assigned, cst.Assign) else None
    if not isinstance(value, cst.Call) or context.names.of(value.func) != 'matplotlib.pyplot.subplots':
        return ''
    given = {one.keyword.value if one.keyword else '' for one in value.args}
    return AXES if not given & {'', 'nrows', 'ncols'} and elements.elements[1] is around else ''
