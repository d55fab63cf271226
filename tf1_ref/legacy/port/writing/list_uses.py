"""What is done with a value that was a list in Python 2: whether only a list can do it."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.flows import Use
from tf1_ref.legacy.reading.names import Names

ITERATORS, VIEWS, RANGES = ('map', 'filter', 'zip'), ('keys', 'values', 'items'), ('range', 'xrange')
LIST_METHODS = ('index', 'count', 'pop', 'append', 'extend', 'remove', 'sort', 'reverse', 'insert')
# `values()` of others than dictionaries, such as tf.contrib's HParams, may give a dictionary; ranges can look for one.
OTHERS_HAVE = {'v': ('pop',), 'r': ('index', 'count')}
OF_TEXTS = ('join', 'lower', 'replace', 'split', 'strip', 'upper')
# Functions that take no iterator, by the kinds that they do not take either.
WANT_LISTS = {
    **dict.fromkeys(('random.choice', 'random.sample', 'random.shuffle'), 'iv'),
    **dict.fromkeys(('json.dump', 'json.dumps'), 'ik'),
    **dict.fromkeys(('pickle.dump', 'pickle.dumps', 'cPickle.dump', 'cPickle.dumps'), 'ik'),
    **{f'tensorflow.{name}': 'iv' for name in ('add_n', 'concat', 'constant', 'pack', 'stack', 'Variable')},
    'tensorflow.convert_to_tensor': 'iv',
}
SHUFFLES = ('random.shuffle', 'numpy.random.shuffle')
NOT_OF_NUMPY = ('fromiter', 'iterable', 'nditer')
BUILT_IN = {'len': 'i', 'reversed': 'i', 'print': 'i', 'str': 'i', 'repr': 'i'}
STEP_BY_STEP = ('next', 'iter')
CONSUME = ('all', 'any', 'dict', 'enumerate', 'list', 'max', 'min', 'set', 'sorted', 'sum', 'tuple')
ASK_NOTHING = ('isinstance', 'type', 'id', 'callable', 'hasattr', 'getattr')
TRUTHS = (cst.If, cst.While, cst.Assert, cst.BooleanOperation)


def kind_of(node: cst.Call, names: Names) -> str:
    """What a call gives: 'i'terator, 'r'ange, 'k'eys, or another 'v'iew; '' for something else."""
    function = node.func
    if isinstance(function, cst.Name):
        name = function.value
        if name not in ITERATORS and name not in RANGES or not names.is_unbound(function):
            return ''
        return 'i' if name in ITERATORS else 'r'
    if not isinstance(function, cst.Attribute) or function.attr.value not in VIEWS or node.args:
        return ''
    name = function.attr.value
    if names.defines(name) or (names.of(function) or '').startswith('tensorflow'):
        return ''
    return 'k' if name == 'keys' else 'v'


def is_left(use: Use) -> bool:
    """Whether it is given, or kept, by itself or in a list, and nothing that is seen uses it: others do."""
    around: Any = use.around
    is_kept = isinstance(around, cst.Assign) and not any(isinstance(one.target, cst.Tuple) for one in around.targets)
    return is_kept or isinstance(around, (cst.Return, cst.Yield))


def is_added(use: Use) -> bool:
    """Whether something is added to it, of which nobody can see whether it is a list."""
    return isinstance(use.around, cst.BinaryOperation) and isinstance(use.around.operator, cst.Add) and not use.inside


def as_list(use: Use, kind: str, direct: bool) -> str:
    """What a use does that only a list can; '' for nothing.

    Args:
        use: one of those of a call.
        kind: what the call gives, as `kind_of` says it.
        direct: whether it is used where it is made.
    """
    around: Any = use.around
    names: Names = use.names
    if use.inside:
        return _of_several(around, kind, names)
    if isinstance(around, cst.Attribute):
        name = around.attr.value
        if name not in LIST_METHODS or not direct and name in OTHERS_HAVE.get(kind, ()):
            return ''
        return f'.{name}()'
    if isinstance(around, cst.Subscript):
        return '[]' if _is_element(around, kind, direct, names) else ''
    if isinstance(around, cst.Arg):
        return _of_argument(around, kind, names)
    if isinstance(around, cst.BinaryOperation):
        return _of_operation(use.node, around, kind, names)
    if isinstance(around, cst.AugAssign):
        is_target = use.node is around.target and isinstance(around.operator, (cst.AddAssign, cst.MultiplyAssign))
        return '+=' if is_target and kind in 'ir' else ''
    if isinstance(around, (cst.Comparison, cst.ComparisonTarget)):
        return _of_comparison(use.node, around, kind, names)
    if isinstance(around, cst.FormattedStringExpression):
        return 'a text' if kind == 'i' else ''
    return ''


def _of_several(around, kind, names):
    """What is done with a list of them: NumPy makes no array of iterators, `sum` no list."""
    if kind == 'i' and isinstance(around, cst.BinaryOperation) and isinstance(around.operator, cst.Modulo):
        return 'a text' if _is_text(around.left) else ''
    if kind != 'i' or not isinstance(around, cst.Arg) or around.star:
        return ''
    call = names.around(around)
    name = names.of(call.func) or ''
    if isinstance(call.func, cst.Name) and call.func.value == 'sum' and len(call.args) == 2 and call.args[0] is around:
        return 'sum()'
    return _short(name) if _is_of_numpy(name) or name in WANT_LISTS else ''


def _is_element(subscript, kind, direct, names):
    if len(subscript.slice) != 1:
        return False
    if kind == 'r':
        return _is_stored(subscript, names)
    if kind != 'v' or direct:
        return True
    part = subscript.slice[0].slice
    value = part.value if isinstance(part, cst.Index) else None
    return value is None or isinstance(value, (cst.Integer, cst.UnaryOperation))


def _is_stored(node, names):
    around = names.around(node)
    is_target = isinstance(around, cst.AugAssign) and around.target is node
    return isinstance(around, (cst.AssignTarget, cst.Del)) or is_target


def _of_argument(argument, kind, names):
    call = names.around(argument)
    function, first = call.func, call.args[0] is argument
    if argument.star:
        return ''
    if isinstance(function, cst.Name) and function.value in BUILT_IN and names.is_unbound(function):
        return f'{function.value}()' if kind in BUILT_IN[function.value] else ''
    if name_of_call(argument, names) == 'isinstance' and kind in 'ik':
        kinds = [one.value for one in call.args[1:]]
        kinds = [one.value for one in kinds[0].elements] if kinds and isinstance(kinds[0], cst.Tuple) else kinds
        return 'isinstance()' if any(isinstance(one, cst.Name) and one.value == 'list' for one in kinds) else ''
    name = names.of(function) or ''
    if name in SHUFFLES:
        return _short(name)
    taken = WANT_LISTS.get(name, '')
    if kind in taken or kind == 'k' and 'v' in taken:
        return _short(name)
    if first and kind != 'r' and _is_of_numpy(name):
        return _short(name)
    is_format = isinstance(function, cst.Attribute) and function.attr.value == 'format'
    return 'a text' if kind == 'i' and is_format and _is_text(function.value) else ''


def _is_of_numpy(name):
    return name.startswith('numpy.') and name.rpartition('.')[2] not in NOT_OF_NUMPY


def _short(name):
    return f'{name.rpartition(".")[2]}()'


def _of_operation(node, operation, kind, names):
    other = operation.right if node is operation.left else operation.left
    if isinstance(operation.operator, cst.Add):
        return '+' if kind in 'ir' or _is_list(other, names) else ''
    if isinstance(operation.operator, cst.Multiply):
        return '*' if kind == 'i' or kind == 'r' and isinstance(other, cst.Integer) else ''
    is_text = isinstance(operation.operator, cst.Modulo) and node is operation.right and _is_text(other)
    return 'a text' if is_text and kind == 'i' else ''


def _of_comparison(node, around, kind, names):
    comparison = names.around(around) if isinstance(around, cst.ComparisonTarget) else around
    if len(comparison.comparisons) != 1:
        return ''
    only = comparison.comparisons[0]
    other = only.comparator if node is comparison.left else comparison.left
    is_alike = isinstance(other, cst.Call) and kind != 'i' and kind_of(other, names) == kind
    if is_alike and (kind != 'v' or other.func.attr.value == 'items'):
        return ''  # keys are compared as sets are; Python 2 listed those of equal dictionaries in one order
    return '==' if isinstance(only.operator, (cst.Equal, cst.NotEqual)) and _is_list(other, names) else ''


def _is_list(node, names):
    if isinstance(node, (cst.List, cst.ListComp)):
        return True
    if not isinstance(node, cst.Call):
        return False
    is_made = isinstance(node.func, cst.Name) and node.func.value in ('list', 'sorted')
    return is_made or bool(kind_of(node, names))


def _is_text(node):
    return isinstance(node, (cst.SimpleString, cst.ConcatenatedString))


def gives_text(call: cst.Call, uses: list[Use], names: Names) -> bool:
    """Whether `filter` went through a text: it is one, or what comes out is used as one."""
    around: Any = names.around(call)
    outside: Any = names.around(around)
    method = outside.func.attr.value if isinstance(outside, cst.Call) and hasattr(outside.func, 'attr') else ''
    if method == 'join' or name_of_call(around, names) in CONSUME:
        return False
    if len(call.args) == 2 and isinstance(call.args[1].value, (cst.SimpleString, cst.FormattedString)):
        return True
    for use in uses:
        around = use.around
        if isinstance(around, cst.Attribute) and around.attr.value in OF_TEXTS and not use.inside:
            return True
    return False


def name_of_call(around: cst.CSTNode, names: Names) -> str:
    """The name of the function whose argument it is; '' for none, or one without a plain name."""
    call: Any = names.around(around) if isinstance(around, cst.Arg) else None
    return call.func.value if call is not None and isinstance(call.func, cst.Name) else ''


def is_truth(node: cst.CSTNode, around: Any, names: Names) -> bool:
    """Whether it is asked whether a value is true."""
    if isinstance(around, cst.UnaryOperation):
        return isinstance(around.operator, cst.Not)
    if isinstance(around, cst.IfExp):
        return node is around.test
    return isinstance(around, TRUTHS) or name_of_call(around, names) == 'bool'
