"""What was a list in Python 2: `map(...)`, `zip(...)`, `d.keys()`, `range(...)`, wherever it goes.

It is followed to where it is used (`reading/flows.py`). What only a list can do makes it one where it is made, as
nothing else ever worked. What Python 3 does as well, but otherwise, is noted: an iterator that is gone through again.
What leaves the module is followed to the other modules of the user's own (`reading/elsewhere.py`).
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import libcst as cst

from tf1_ref.legacy.port.rules.python_names import is_asked_for
from tf1_ref.legacy.port.writing import list_uses
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.syntax import dotted, expression

NODES = (cst.Call,)
MENTION = rb'\b(?:map|filter|zip)\(|\bx?range\(|\.(?:keys|values|items)\(\)'
CALLS = re.compile(MENTION)
CHANGING = ('clear', 'pop', 'popitem')
ONLY_IN_PYTHON_2 = ('basestring', 'long', 'raw_input', 'unichr', 'unicode', 'xrange')
METHODS_OF_PYTHON_2 = ('has_key', 'iteritems', 'iterkeys', 'itervalues')
ONCE = 'can be gone through once since Python 3, and may be more than once here'
LEFT = 'gives no list since Python 3, and what uses it is not seen here'
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
                kind = list_uses.kind_of(call, context.names)
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


def _verdict(call, kind, context):
    if kind == 'i' and call.func.value == 'map' and call.args and getattr(call.args[0].value, 'value', '') == 'None':
        return Verdict('pairs') if len(call.args) > 1 else None
    around = context.names.around(call)
    if kind == 'i' and isinstance(around, cst.Expr):
        return Verdict('list', 'what it does') if call.func.value in ('map', 'filter') else None
    found = _of_uses(call, kind, around, context, None)
    if context.elsewhere and not (found and found.becomes):
        found = _of_uses(call, kind, around, context, context.elsewhere)
    if found is None and kind == 'i' and _is_open(call, around, context):
        return Verdict('list')
    return found


def _of_uses(call, kind, around, context, elsewhere):
    """What becomes of a call by its uses, in other modules too where these are given."""
    uses = context.names.flows.uses(call, elsewhere)
    if isinstance(around, cst.Param):
        uses += context.names.flows.of_default(around)
    if kind == 'i' and call.func.value == 'filter' and list_uses.gives_text(call, uses, context.names):
        return Verdict('text')
    for use in uses:
        what = list_uses.as_list(use, kind, use.node is call)
        if what:
            return Verdict('list', what)
    if kind == 'i':
        return _of_iterator(uses)
    if kind == 'k' and any(map(list_uses.is_left, uses)):
        return Verdict('', LEFT)
    if kind == 'v' and any(map(list_uses.is_added, uses)):
        return Verdict('', ADDED)
    return _of_view(call, uses, context) if kind in 'kv' else None


def _is_open(call, around, context):
    """Whether it is `filter` in Python 2, which fissix leaves to this rule, and not gone through where it stands."""
    if not context.of_python_2 or call.func.value != 'filter' or isinstance(around, (cst.For, cst.CompFor)):
        return False
    return list_uses.name_of_call(around, context.names) not in list_uses.CONSUME


def _of_iterator(uses):
    """Whether it makes a difference for what is used as an iterator can be that it is one."""
    gone_through, partial, left = [], False, False
    for use in uses:
        around: Any = use.around
        name = list_uses.name_of_call(around, use.names)
        if name in list_uses.STEP_BY_STEP:
            return None
        left = left or list_uses.is_left(use)
        if list_uses.is_truth(use.node, around, use.names):
            if not use.partial and not use.inside:
                return Verdict('list', 'its truth value')
            partial = True
        elif name not in list_uses.ASK_NOTHING and not use.inside:
            gone_through.append(use)
    if any(one.again for one in gone_through) or _is_any_after_another(gone_through):
        return Verdict('', ONCE)
    if partial:
        return Verdict('', 'is true since Python 3, whatever is in it')
    return Verdict('', LEFT) if left else None


def _is_any_after_another(uses):
    """Whether two of the uses are reached in one run: not those in two branches of an `if`, nor in two modules."""
    paths = [[use.node, *use.names.flows.path(use.node)] for use in uses]
    return any(
        not _are_branches(one, other)
        for at, one in enumerate(paths)
        for other in paths[:at]
        if one[0] is not other[0] and one[-1] is other[-1]
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
    uses = [use for use in uses if use.names is context.names]
    for use in uses if changes else ():
        loop: Any = use.around
        if isinstance(loop, cst.For) and any(loop in flows.path(one) and _adds(one, loop, context) for one in changes):
            return Verdict('list', 'a loop that changes the dictionary')
    made, ends = flows.order(call), [flows.order(use.node) for use in uses if use.node is not call]
    if any(made < flows.order(one) < end for one in changes for end in ends):
        return Verdict('', SHOWS)
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
