"""What was a list in Python 2: `map(...)`, `zip(...)`, `d.keys()`, `range(...)`, wherever it goes.

It is followed to where it is used (`reading/flows.py`). What only a list can do makes it one where it is made, as
nothing else ever worked. What Python 3 does as well, but otherwise, is noted: an iterator that is gone through again.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import libcst as cst

from tf1_ref.legacy.port.rules.python_names import is_asked_for
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.flows import Use
from tf1_ref.legacy.reading.syntax import dotted, expression

NODES = (cst.Call,)
ITERATORS, VIEWS, RANGES = ('map', 'filter', 'zip'), ('keys', 'values', 'items'), ('range', 'xrange')
MENTION = rb'\b(?:map|filter|zip)\(|\bx?range\(|\.(?:keys|values|items)\(\)'
CALLS = re.compile(MENTION)
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
CHANGING = ('clear', 'pop', 'popitem')
ONLY_IN_PYTHON_2 = ('basestring', 'long', 'raw_input', 'unichr', 'unicode', 'xrange')
METHODS_OF_PYTHON_2 = ('has_key', 'iteritems', 'iterkeys', 'itervalues')
ONCE = 'can be gone through once since Python 3, and may be more than once here'
LEFT = 'gives no list since Python 3, and what uses it is not in this module'
ADDED = 'of a dictionary gives no list since Python 3, for +'
SHOWS = 'shows since Python 3 what the dictionary has become, and it is changed here before this is used'


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What becomes of a call that gave a list.

    Attributes:
        becomes: 'list', 'text' (what `filter` gave of a text), 'pairs' (`map(None, ...)`), or '' for what it is.
        why: what it is used for, or what has to be known.
    """

    becomes: str
    why: str = ''


def rewrite(original: cst.Call, updated: cst.Call, context: Context) -> Rewritten:
    """Makes a list of what is used as one."""
    verdict = verdicts(context).get(id(original))
    if verdict is None or is_asked_for(original, context):
        return updated
    called = _called(original)
    if not verdict.becomes:
        context.note(original, f'{called}() {verdict.why}', 'put list(...) around it if it was written for Python 2')
        return updated
    kind = 'text' if verdict.becomes == 'text' else 'list'
    context.changed(
        original, f'{called}() gives no {kind} since Python 3' + (f', for {verdict.why}' if verdict.why else '')
    )
    if verdict.becomes == 'text':
        return cst.Call(expression("''.join"), [cst.Arg(updated)])
    made: cst.BaseExpression = updated
    if verdict.becomes == 'pairs':
        rest = updated.args[1:]
        longest = f'{context.header.module("itertools")}.zip_longest' if len(rest) > 1 else ''
        made = updated.with_changes(func=expression(longest), args=rest) if longest else rest[0].value
    return cst.Call(cst.Name('list'), [cst.Arg(made)])


def verdicts(context: Context) -> dict[int, Verdict]:
    """What becomes of the calls of a module, by their ids; those that may stay are not in it."""
    if context.lists is None:
        context.lists = {}
        if CALLS.search(context.before):
            for call in context.names.flows.calls:
                kind = _kind(call, context)
                verdict = _verdict(call, kind, context) if kind else None
                if verdict is not None:
                    context.lists[id(call)] = verdict
        if not all(one.becomes for one in context.lists.values()) and _is_of_python_2(context):
            found = context.lists.items()
            context.lists = {key: one if one.becomes else Verdict('list', 'a further use') for key, one in found}
    return context.lists


def _is_of_python_2(context):
    """Whether a module was certainly written for Python 2 alone, as it would not run in Python 3 as it is."""
    if context.of_python_2 or any(one.becomes for one in context.lists.values()):
        return True
    for node in context.names.nodes():
        if isinstance(node, cst.Name):
            is_old = node.value in ONLY_IN_PYTHON_2 and context.names.is_unbound(node)
        else:
            is_old = isinstance(node, cst.Attribute) and node.attr.value in METHODS_OF_PYTHON_2
            is_old = is_old and not (isinstance(node.value, cst.Name) and node.value.value in ('six', 'self'))
        if is_old and not is_asked_for(node, context):
            return True
    return False


def _kind(node, context):
    """What a call gives: 'i'terator, 'r'ange, 'k'eys, or another 'v'iew; '' for something else."""
    function = node.func
    if isinstance(function, cst.Name):
        name = function.value
        if name not in ITERATORS and name not in RANGES or not context.names.is_unbound(function):
            return ''
        return 'i' if name in ITERATORS else 'r'
    if not isinstance(function, cst.Attribute) or function.attr.value not in VIEWS or node.args:
        return ''
    name = function.attr.value
    if context.names.defines(name) or (context.names.of(function) or '').startswith('tensorflow'):
        return ''
    return 'k' if name == 'keys' else 'v'


def _verdict(call, kind, context):
    if kind == 'i' and call.func.value == 'map' and call.args and getattr(call.args[0].value, 'value', '') == 'None':
        return Verdict('pairs') if len(call.args) > 1 else None
    around = context.names.around(call)
    if kind == 'i' and isinstance(around, cst.Expr):
        return Verdict('list', 'what it does') if call.func.value in ('map', 'filter') else None
    uses = context.names.flows.uses(call)
    if isinstance(around, cst.Param):
        uses += context.names.flows.of_default(around)
    if kind == 'i' and call.func.value == 'filter' and _gives_text(call, uses, context):
        return Verdict('text')
    for use in uses:
        what = _as_list(use, kind, use.node is call, context)
        if what:
            return Verdict('list', what)
    if kind == 'i':
        found = _of_iterator(uses, context)
        return Verdict('list') if found is None and _is_open(call, around, context) else found
    if kind == 'k' and any(_is_left(use) for use in uses):
        return Verdict('', LEFT)
    if kind == 'v' and any(_is_added(use) for use in uses):
        return Verdict('', ADDED)
    return _of_view(call, uses, context) if kind in 'kv' else None


def _is_left(use):
    """Whether it is returned, or kept, and nothing in the module uses it: others do."""
    around: Any = use.around
    is_kept = isinstance(around, cst.Assign) and not any(isinstance(one.target, cst.Tuple) for one in around.targets)
    return not use.inside and (is_kept or isinstance(around, cst.Return))


def _is_added(use):
    """Whether something is added to it, of which nobody can see whether it is a list."""
    return isinstance(use.around, cst.BinaryOperation) and isinstance(use.around.operator, cst.Add) and not use.inside


def _is_open(call, around, context):
    """Whether it is `filter` in Python 2, which fissix leaves to this rule, and not gone through where it stands."""
    if not context.of_python_2 or call.func.value != 'filter' or isinstance(around, (cst.For, cst.CompFor)):
        return False
    return _name_of_call(around, context) not in CONSUME


def _as_list(use: Use, kind: str, direct: bool, context: Context) -> str:
    """What a use does that only a list can; '' for nothing."""
    around: Any = use.around
    if use.inside:
        return _of_several(around, kind, context)
    if isinstance(around, cst.Attribute):
        name = around.attr.value
        if name not in LIST_METHODS or not direct and name in OTHERS_HAVE.get(kind, ()):
            return ''
        return f'.{name}()'
    if isinstance(around, cst.Subscript):
        return '[]' if _is_element(around, kind, direct, context) else ''
    if isinstance(around, cst.Arg):
        return _of_argument(around, kind, context)
    if isinstance(around, cst.BinaryOperation):
        return _of_operation(use.node, around, kind, context)
    if isinstance(around, cst.AugAssign):
        is_target = use.node is around.target and isinstance(around.operator, (cst.AddAssign, cst.MultiplyAssign))
        return '+=' if is_target and kind in 'ir' else ''
    if isinstance(around, (cst.Comparison, cst.ComparisonTarget)):
        return _of_comparison(use.node, around, kind, context)
    if isinstance(around, cst.FormattedStringExpression):
        return 'a text' if kind == 'i' else ''
    return ''


def _of_several(around, kind, context):
    """What is done with a list of them: NumPy makes no array of iterators, `sum` no list."""
    if kind == 'i' and isinstance(around, cst.BinaryOperation) and isinstance(around.operator, cst.Modulo):
        return 'a text' if _is_text(around.left) else ''
    if kind != 'i' or not isinstance(around, cst.Arg) or around.star:
        return ''
    call = context.names.around(around)
    name = context.names.of(call.func) or ''
    if isinstance(call.func, cst.Name) and call.func.value == 'sum' and len(call.args) == 2 and call.args[0] is around:
        return 'sum()'
    return _short(name) if _is_of_numpy(name) or name in WANT_LISTS else ''


def _is_element(subscript, kind, direct, context):
    if len(subscript.slice) != 1:
        return False
    if kind == 'r':
        return _is_stored(subscript, context)
    if kind != 'v' or direct:
        return True
    part = subscript.slice[0].slice
    value = part.value if isinstance(part, cst.Index) else None
    return value is None or isinstance(value, (cst.Integer, cst.UnaryOperation))


def _is_stored(node, context):
    around = context.names.around(node)
    is_target = isinstance(around, cst.AugAssign) and around.target is node
    return isinstance(around, (cst.AssignTarget, cst.Del)) or is_target


def _of_argument(argument, kind, context):
    call = context.names.around(argument)
    function, first = call.func, call.args[0] is argument
    if argument.star:
        return ''
    if isinstance(function, cst.Name) and function.value in BUILT_IN and context.names.is_unbound(function):
        return f'{function.value}()' if kind in BUILT_IN[function.value] else ''
    if _name_of_call(argument, context) == 'isinstance' and kind in 'ik':
        kinds = [one.value for one in call.args[1:]]
        kinds = [one.value for one in kinds[0].elements] if kinds and isinstance(kinds[0], cst.Tuple) else kinds
        return 'isinstance()' if any(isinstance(one, cst.Name) and one.value == 'list' for one in kinds) else ''
    name = context.names.of(function) or ''
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


def _of_operation(node, operation, kind, context):
    other = operation.right if node is operation.left else operation.left
    if isinstance(operation.operator, cst.Add):
        return '+' if kind in 'ir' or _is_list(other, context) else ''
    if isinstance(operation.operator, cst.Multiply):
        return '*' if kind == 'i' or kind == 'r' and isinstance(other, cst.Integer) else ''
    is_text = isinstance(operation.operator, cst.Modulo) and node is operation.right and _is_text(other)
    return 'a text' if is_text and kind == 'i' else ''


def _of_comparison(node, around, kind, context):
    comparison = context.names.around(around) if isinstance(around, cst.ComparisonTarget) else around
    if len(comparison.comparisons) != 1:
        return ''
    only = comparison.comparisons[0]
    other = only.comparator if node is comparison.left else comparison.left
    is_alike = isinstance(other, cst.Call) and kind != 'i' and _kind(other, context) == kind
    if is_alike and (kind != 'v' or other.func.attr.value == 'items'):
        return ''  # keys are compared as sets are; Python 2 listed those of equal dictionaries in one order
    return '==' if isinstance(only.operator, (cst.Equal, cst.NotEqual)) and _is_list(other, context) else ''


def _is_list(node, context):
    if isinstance(node, (cst.List, cst.ListComp)):
        return True
    if not isinstance(node, cst.Call):
        return False
    is_made = isinstance(node.func, cst.Name) and node.func.value in ('list', 'sorted')
    return is_made or bool(_kind(node, context))


def _is_text(node):
    return isinstance(node, (cst.SimpleString, cst.ConcatenatedString))


def _gives_text(call, uses, context):
    """Whether `filter` went through a text: it is one, or what comes out is used as one."""
    around = context.names.around(call)
    outside = context.names.around(around)
    method = outside.func.attr.value if isinstance(outside, cst.Call) and hasattr(outside.func, 'attr') else ''
    if method == 'join' or _name_of_call(around, context) in CONSUME:
        return False
    if len(call.args) == 2 and isinstance(call.args[1].value, (cst.SimpleString, cst.FormattedString)):
        return True
    for use in uses:
        around = use.around
        if isinstance(around, cst.Attribute) and around.attr.value in OF_TEXTS and not use.inside:
            return True
    return False


def _of_iterator(uses, context):
    """Whether it makes a difference for what is used as an iterator can be that it is one."""
    gone_through, partial, left = [], False, False
    for use in uses:
        around: Any = use.around
        name = _name_of_call(around, context)
        if name in STEP_BY_STEP:
            return None
        left = left or _is_left(use)
        if _is_truth(use.node, around, context):
            if not use.partial and not use.inside:
                return Verdict('list', 'its truth value')
            partial = True
        elif name not in ASK_NOTHING and not use.inside:
            gone_through.append(use)
    if any(one.again for one in gone_through) or _is_any_after_another(gone_through, context):
        return Verdict('', ONCE)
    if partial:
        return Verdict('', 'is true since Python 3, whatever is in it')
    return Verdict('', LEFT) if left else None


def _name_of_call(around, context):
    call = context.names.around(around) if isinstance(around, cst.Arg) else None
    return call.func.value if call is not None and isinstance(call.func, cst.Name) else ''


def _is_truth(node, around, context):
    if isinstance(around, cst.UnaryOperation):
        return isinstance(around.operator, cst.Not)
    if isinstance(around, cst.IfExp):
        return node is around.test
    return isinstance(around, TRUTHS) or _name_of_call(around, context) == 'bool'


def _is_any_after_another(uses, context):
    """Whether two of the uses are reached in one run: not those in two branches of an `if`."""
    paths = [[use.node, *context.names.flows.path(use.node)] for use in uses]
    return any(
        not _are_branches(one, other) for at, one in enumerate(paths) for other in paths[:at] if one[0] is not other[0]
    )


def _are_branches(path, other):
    around = {id(one): at for at, one in enumerate(other)}
    at = next((at for at, one in enumerate(path) if id(one) in around), 0)
    meeting: Any = path[at]
    if not isinstance(meeting, (cst.If, cst.IfExp)) or not at:
        return False
    return meeting.test not in (path[at - 1], other[around[id(meeting)] - 1])


def _of_view(call, uses, context):
    """Whether the `d` of `d.keys()` is changed while, or before, that is gone through."""
    flows, owner = context.names.flows, call.func.value
    function = flows.function_around(call)
    changes = flows.changes(dotted(owner), CHANGING) if isinstance(owner, (cst.Name, cst.Attribute)) else []
    changes = [one for one in changes if flows.function_around(one) is function]
    for use in uses if changes else ():
        loop: Any = use.around
        if isinstance(loop, cst.For) and any(loop in flows.path(one) and _adds(one, loop, context) for one in changes):
            return Verdict('list', 'a loop that changes the dictionary')
    made, ends = flows.order(call), [flows.order(use.node) for use in uses if use.node is not call]
    if any(made < flows.order(one) < end for one in changes for end in ends):
        return Verdict(
            '', 'shows since Python 3 what the dictionary has become, and this changes here before it is used'
        )
    return None


def _adds(change, loop, context):
    """Whether a change in a loop makes a dictionary larger or smaller: not where it is of the element of the loop."""
    if isinstance(change, cst.Call) or isinstance(context.names.around(change), cst.Del):
        return True
    part = change.slice[0].slice
    names = [one.value for one in loop.target.elements] if isinstance(loop.target, cst.Tuple) else [loop.target]
    key = part.value.value if isinstance(part, cst.Index) and isinstance(part.value, cst.Name) else ''
    return key not in [one.value for one in names if isinstance(one, cst.Name)]


def _called(call):
    return call.func.value if isinstance(call.func, cst.Name) else call.func.attr.value
