"""What Python 2 did and Python 3 does not, in files that Python 3 can parse: `xrange`, `sorted(cmp=)`, `__div__`.

A file in Python 2 has come through fissix before, which knows the syntax, and not what is here.
"""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.rules.python_names import is_asked_for
from tf1_ref.legacy.port.writing.context import COMPAT, Context, Rewritten
from tf1_ref.legacy.reading.syntax import expression, statement, with_keyword

NODES = (cst.Attribute, cst.Call, cst.Name, cst.ClassDef)
HELPERS = 'tf1_ref.legacy.dropped.python2_habits'

# Built-in name of Python 2: what it was.
BUILTINS = {
    'StandardError': 'Exception',
    'basestring': 'str',
    'long': 'int',
    'raw_input': 'input',
    'unichr': 'chr',
    'unicode': 'str',
    'xrange': 'range',
}
# Built-in name: the module and the name that it has now.
MOVED = {'reduce': ('functools', 'reduce'), 'reload': ('importlib', 'reload'), 'intern': ('sys', 'intern')}
GONE = {
    'apply': 'function(*arguments)',
    'buffer': 'memoryview',
    'cmp': '(a > b) - (a < b)',
    'coerce': 'both numbers as they are',
    'execfile': 'exec(open(path).read())',
    'file': 'open(path), or io.IOBase for the type',
}
# Method: what it is called now.
METHODS = {'iteritems': 'items', 'iterkeys': 'keys', 'itervalues': 'values'}
METHODS.update(viewitems='items', viewkeys='keys', viewvalues='values')
CODECS = ('hex', 'base64', 'zlib', 'bz2', 'rot13', 'rot_13', 'uu', 'string_escape', 'string-escape')
# Method of a class: what Python 3 calls instead.
SPECIAL = {'__div__': '__truediv__', '__rdiv__': '__rtruediv__', '__idiv__': '__itruediv__', '__nonzero__': '__bool__'}
SPECIAL.update(__unicode__='__str__', __long__='__int__')
ORDERING = {'__lt__': '<', '__le__': '<=', '__eq__': '==', '__ne__': '!=', '__gt__': '>', '__ge__': '>='}
# Attribute of a function or method of Python: what it is called now.
FUNCTIONS = {
    f'func_{name}': f'__{name}__' for name in ('closure', 'code', 'defaults', 'dict', 'doc', 'globals', 'name')
}
FUNCTIONS.update(im_func='__func__', im_self='__self__')
# Methods that Python 3 does not call, and nothing of the same kind.
NOT_CALLED = {'__coerce__': 'the operators', '__getslice__': '__getitem__', '__setslice__': '__setitem__'}
NOT_CALLED.update(__delslice__='__delitem__', __hex__='__index__', __oct__='__index__')
# What a source says somewhere if this rule applies to it.
MENTION = (
    rb'\b(?:StandardError|basestring|coerce|file|message|func_(?:closure|code|defaults|dict|doc|globals|name)|im_func|'
    rb'im_self|__(?:coerce|getslice|setslice|delslice|hex|oct)__)\b|\bsorted\('
    rb'|\b(?:basestring|long|raw_input|unichr|unicode|xrange|reduce|reload|intern|apply|buffer|cmp|execfile|'
    rb'(?:iter|view)(?:items|keys|values)|has_key|__(?:r|i)?div__|__nonzero__|__unicode__|__cmp__|__metaclass__)\b'
    rb'|\.next\(\)|\.sort\(\w|\bcode\([\'"]'
)


def concerns_name(node: cst.Name) -> bool:
    """Whether a name is one that was built into Python 2."""
    return node.value in BUILTINS or node.value in MOVED or node.value in GONE


def concerns_call(node: cst.Call) -> bool:
    """Whether a call looks like one that Python 2 understood otherwise."""
    function = node.func
    if type(function) is cst.Name:
        return function.value == 'file' or function.value == 'sorted' and len(node.args) > 1
    if type(function) is not cst.Attribute:
        return False
    name = function.attr.value
    if name in METHODS or name in ('next', 'sort') or name == 'has_key':
        return True
    return name in ('encode', 'decode')


def concerns_attribute(node: cst.Attribute) -> bool:
    """Whether it is an attribute that functions or errors had."""
    return node.attr.value in FUNCTIONS or node.attr.value == 'message'


def concerns_class(node: cst.ClassDef) -> bool:
    """Whether a class has methods that Python 3 does not call."""
    return type(node.body) is cst.IndentedBlock


def rewrite(original: Any, updated: Any, context: Context) -> Rewritten:
    """Says in Python 3 what was Python 2."""
    if type(original) is cst.Name:
        return _name(original, updated, context)
    if type(original) is cst.Call:
        return _call(original, updated, context)
    if type(original) is cst.Attribute:
        return _attribute(original, updated, context) if concerns_attribute(original) else updated
    return _class(original, updated, context)


def _name(original, updated, context):
    name = original.value
    is_old = name in BUILTINS or name in MOVED or name in GONE
    around = context.names.around(original)
    if name == 'file' and type(around) is cst.Call and around.func is original and around.args:
        return updated  # the call is what is looked at
    if not is_old or not context.names.is_unbound(original) or is_asked_for(original, context):
        return updated
    if name in BUILTINS:
        context.changed(original, f'{name} is gone since Python 3; it is {BUILTINS[name]} now')
        return updated.with_changes(value=BUILTINS[name])
    if name in MOVED:
        module, new = MOVED[name]
        context.changed(original, f'{name} is in {module} since Python 3')
        return expression(f'{context.header.module(module)}.{new}')
    if name == 'cmp' and context.options.target == COMPAT:
        context.changed(original, 'cmp is gone since Python 3')
        return cst.Name(context.header.helper(HELPERS, 'cmp'))
    context.blocker(original, f'{name} is gone since Python 3', f'use {GONE[name]}')
    return updated


def _attribute(original, updated, context):
    """`f.func_name` of a function that is seen, `e.message` of what an `except` caught."""
    name, owner = original.attr.value, original.value
    bindings = context.names.bindings(owner) if type(owner) is cst.Name else []
    if not bindings or is_asked_for(original, context):
        return updated
    if name in FUNCTIONS and all(type(one) is cst.FunctionDef for one in bindings):
        context.changed(original, f'{name} is gone since Python 3; it is {FUNCTIONS[name]} now')
        return updated.with_changes(attr=cst.Name(FUNCTIONS[name]))
    if name == 'message' and all(
        type(one) is cst.AsName and isinstance(context.names.around(one), cst.ExceptHandler) for one in bindings
    ):
        context.changed(original, "Python's own errors have no message since Python 3; it is their text then")
        return expression(f"getattr({owner.value}, 'message', str({owner.value}))")
    return updated


def _call(original, updated, context):
    if is_asked_for(original, context):
        return updated
    function = original.func
    if type(function) is cst.Name:
        if function.value == 'file' and original.args and context.names.is_unbound(function):
            context.changed(original, 'file is gone since Python 3; it is open now')
            return updated.with_changes(func=cst.Name('open'))
        compares = _keyword(original, 'cmp') is not None or [one.keyword for one in original.args[1:2]] == [None]
        if function.value == 'sorted' and compares and context.names.is_unbound(function) and not _starred(original):
            return _with_key(original, updated, context)
        return updated
    if type(function) is not cst.Attribute or context.names.of(function):
        return updated
    name, count = function.attr.value, len(original.args)
    if name in METHODS and not count:
        if name.startswith('iter') and _has_own(name, context):
            return updated
        context.changed(original, f'{name}() is gone since Python 3; it is {METHODS[name]}() now')
        return updated.with_changes(func=updated.func.with_changes(attr=cst.Name(METHODS[name])))
    if name == 'has_key' and count == 1 and not _has_own(name, context):
        context.changed(original, 'has_key() is gone since Python 3; it is in now')
        inner = cst.Comparison(updated.args[0].value, [cst.ComparisonTarget(cst.In(), updated.func.value)])
        return inner.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    if name == 'next' and not count and not _has_own(name, context):
        if _calls_of_tensorflow(function.value, context):
            return updated
        # A class in another module may well have a method of this name, and no __next__.
        context.note(original, "Python's own iterators have no next() since Python 3", 'say next(x) where x is one')
        return updated
    if name == 'sort' and (_keyword(original, 'cmp') is not None or _is_comparing(original, context)):
        return _with_key(original, updated, context)
    if name in ('encode', 'decode') and count and _text(original.args[0].value) in CODECS:
        return _recoded(original, updated, context)
    return updated


def _starred(call):
    return any(one.star for one in call.args)


def _has_own(name, context):
    """Whether the module defines a method of that name, which may be what is called."""
    return context.names.defines(name)


def _calls_of_tensorflow(node, context):
    """Whether it is an iterator or reader of TensorFlow's, which has such a method."""
    found = context.names.of(node.func) if type(node) is cst.Call else context.names.of(node)
    return bool(found) and found.startswith('tensorflow')


def _with_key(original, updated, context):
    """`sorted(x, cmp=f)` and `x.sort(f)` become `key=functools.cmp_to_key(f)`."""
    arguments = []
    own = 0 if type(original.func) is cst.Attribute else 1  # what is sorted is the first argument of `sorted`
    for index, argument in enumerate(updated.args):
        keyword = argument.keyword.value if argument.keyword else ('cmp', 'key', 'reverse', '')[min(index - own, 3)]
        if index < own:
            keyword = ''
        if keyword and not argument.keyword:
            argument = with_keyword(argument, keyword)
        if keyword == 'cmp':
            value = argument.value
            if type(value) is cst.Name and value.value == 'None':
                continue
            text = f'{context.header.module("functools")}.cmp_to_key'
            call = cst.Call(expression(text), [cst.Arg(value)])
            argument = with_keyword(argument, 'key').with_changes(value=call)
        arguments.append(argument)
    context.changed(original, 'sorting by a function that compares is gone since Python 3; it is a key now')
    return updated.with_changes(args=arguments)


def _is_comparing(call, context):
    """Whether the first argument of a `sort` is a function of two arguments."""
    if not call.args or call.args[0].keyword:
        return False
    value = call.args[0].value
    if type(value) is cst.Lambda:
        return len(value.params.params) == 2
    if type(value) is not cst.Name:
        return False
    if value.value == 'cmp':
        return True
    bindings = context.names.bindings(value)
    return len(bindings) == 1 and type(bindings[0]) is cst.FunctionDef and len(bindings[0].params.params) == 2


def _recoded(original, updated, context):
    """`text.encode('hex')`: neither text nor bytes are encoded that way."""
    codec, verb = _text(original.args[0].value), original.func.attr.value
    if context.options.target != COMPAT:
        context.blocker(original, f"{verb}('{codec}') is gone since Python 3", 'use codecs, or binascii')
        return updated
    context.changed(original, f"{verb}('{codec}') is gone since Python 3")
    helper = context.header.helper(HELPERS, f'{verb}_text')
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace(' '))
    return cst.Call(cst.Name(helper), [cst.Arg(updated.func.value, comma=space), *updated.args])


def _class(original, updated, context):
    """Adds the methods that Python 3 calls, beside those that Python 2 called."""
    if type(original.body) is not cst.IndentedBlock:
        return updated
    methods = {one.name.value: one for one in original.body.body if type(one) is cst.FunctionDef}
    held = {
        target.target.value
        for line in original.body.body
        if type(line) is cst.SimpleStatementLine
        for one in line.body
        if type(one) is cst.Assign
        for target in one.targets
        if type(target.target) is cst.Name
    }
    has, added = {*methods, *held}, []
    for old, new in SPECIAL.items():
        if old in methods and new not in has:
            context.changed(methods[old], f'Python 3 calls {new}, not {old}')
            is_number = old == '__nonzero__'  # which may give one
            added.append(f'{new} = lambda self: bool(self.{old}())' if is_number else f'{new} = {old}')
    if 'next' in methods and '__iter__' in methods and '__next__' not in has:
        context.changed(methods['next'], 'Python 3 calls __next__, not next')
        added.append('__next__ = next')
    if '__cmp__' in methods and not has & {*ORDERING}:
        context.changed(methods['__cmp__'], 'Python 3 does not call __cmp__')
        added += [f'{name} = lambda self, other: self.__cmp__(other) {sign} 0' for name, sign in ORDERING.items()]
        added += [] if '__hash__' in has else ['__hash__ = object.__hash__']
    for old, new in NOT_CALLED.items():
        if old in methods:
            context.note(methods[old], f'Python 3 does not call {old}', f'see that {new} does what it did')
    if '__metaclass__' in held:
        context.note(original, '__metaclass__ means nothing in Python 3', 'write class NAME(metaclass=TYPE)')
    if not added:
        return updated
    lines = [cst.SimpleStatementLine([statement(text)]) for text in added]
    lines[0] = lines[0].with_changes(leading_lines=[cst.EmptyLine(indent=False)])
    return updated.with_changes(body=updated.body.with_changes(body=[*updated.body.body, *lines]))


def _keyword(call, name):
    return next((one for one in call.args if one.keyword and one.keyword.value == name), None)


def _text(node):
    return node.raw_value if type(node) is cst.SimpleString else ''
