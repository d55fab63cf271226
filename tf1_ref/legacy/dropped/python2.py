"""Python 2 sources, converted in memory: the syntax by fissix, the meaning of names and of `/` by what is given here.

The lines of a code object are those of the source, whatever the conversion added. What Python 2's built-in functions
did (lists from `range`, `zip` and `map`) comes from `BUILTINS`, its moved modules from `python2_modules`.
"""

from __future__ import annotations

import ast
import builtins
import functools
import importlib
import itertools
import operator
import re
import sys
import tokenize
from collections.abc import Callable
from io import BytesIO
from typing import Any

from tf1_ref.errors import InputError
from tf1_ref.legacy.dropped import python2_methods, python2_own, python2_syntax

FIXERS = (
    'apply dict except exec funcattrs has_key itertools metaclass methodattrs ne next nonzero '
    'numliterals operator paren print raise renames repr sys_exc throw tuple_params types unicode'
)
DIVIDE, DIVIDE_IN_PLACE = '__python2_divide__', '__python2_divide_in_place__'
SET_ENCODING = '__python2_setdefaultencoding__'


def to_tree(source: bytes, path: str) -> ast.Module:
    """The syntax tree of a Python 2 source as Python 3 means it.

    Args:
        source: the content of the file.
        path: its name in messages.

    Raises:
        InputError: it is not Python 2.
        SetupError: fissix is not installed.
    """
    text = _text(source)
    converted, lines = _convert(text, path)
    try:
        tree = _parsed(converted, path)
    except TabError:
        tree = _parsed(_without_tabs(converted), path)
    if not _has_future(tree, 'division'):
        tree = _Division().visit(tree)
    tree = python2_methods.adapt(_DefaultEncoding().visit(tree))
    for node in ast.walk(tree):
        for attribute in ('lineno', 'end_lineno'):
            if getattr(node, attribute, None):
                setattr(node, attribute, lines[min(getattr(node, attribute), len(lines)) - 1])
    return ast.fix_missing_locations(tree)


def _text(source):
    try:
        encoding = tokenize.detect_encoding(BytesIO(source).readline)[0]
        text = source.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text = source.decode('latin-1')
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    return text if text.endswith('\n') else text + '\n'


def _convert(text, path):
    """Returns the source for Python 3, and for each of its lines the line of `text` that it comes from."""
    try:
        tree = _tool(tuple(python2_own.without_own(FIXERS.split(), text))).refactor_string(text, path)
    except python2_syntax.TooDeep as error:
        raise InputError(f'{path}, line {error.lineno}: is {error.msg}; split its expressions') from None
    except (*_parse_errors(), ValueError) as error:
        line = getattr(error, 'context', ('', (0, 0)))[1][0]
        raise InputError(f'{path}, line {line}: is no Python 2 either: {getattr(error, "msg", error)}') from None
    if tree is None:
        raise InputError(f'{path}: is no Python 2 either')
    lines: list[int] = []
    current = 1
    for leaf in tree.leaves():
        text = str(leaf)
        if leaf.lineno:  # that of the token, behind the comments in its prefix
            current = leaf.lineno - leaf.prefix.count('\n')
        lines.extend(range(current, current + text.count('\n')))
        current += text.count('\n')
    return str(tree), [*lines, current]


@functools.cache
def _tool(names):
    import logging

    logging.getLogger('RefactoringTool').setLevel(logging.ERROR)
    return python2_syntax.tool([*names])


def _parse_errors():
    try:
        from fissix.pgen2.parse import ParseError
        from fissix.pgen2.tokenize import TokenError
    except ImportError:
        return ()
    return ParseError, TokenError


def _parsed(text, path):
    """The tree, not by `ast.parse`, whose frame would stand in the traceback of a syntax error."""
    return compile(text, path, 'exec', ast.PyCF_ONLY_AST, dont_inherit=True)


def _without_tabs(text):
    return re.sub(r'^[ \t]+', lambda indent: indent.group().expandtabs(8), text, flags=re.MULTILINE)


def _has_future(tree, name):
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == '__future__'
        and any(alias.name == name for alias in node.names)
        for node in tree.body
    )


class _Division(ast.NodeTransformer):
    """Makes `/` floor between integers."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if not isinstance(node.op, ast.Div):
            return node
        return ast.copy_location(_call(DIVIDE, node.left, node.right), node)

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        if not isinstance(node.op, ast.Div):
            return node
        load = ast.parse(ast.unparse(node.target), mode='eval').body
        for part in ast.walk(load):
            ast.copy_location(part, node)
        value = ast.copy_location(_call(DIVIDE_IN_PLACE, load, node.value), node)
        return ast.copy_location(ast.Assign(targets=[node.target], value=value), node)


class _DefaultEncoding(ast.NodeTransformer):
    """Takes the place of `sys.setdefaultencoding`, which Python 3 neither has nor needs."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if node.attr == 'setdefaultencoding' and isinstance(node.value, ast.Name) and node.value.id == 'sys':
            return ast.copy_location(ast.Name(SET_ENCODING, ast.Load()), node)
        return node


def _call(function, *arguments):
    return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])


def divide(left: Any, right: Any, true_division: Callable[[Any, Any], Any] = operator.truediv) -> Any:
    """Python 2's `left / right`."""
    if isinstance(left, int) and isinstance(right, int):
        return left // right
    if isinstance(left, float) or isinstance(right, float):
        return true_division(left, right)
    for method, arguments in (('__div__', (left, right)), ('__rdiv__', (right, left))):
        function = getattr(type(arguments[0]), method, None)
        result = NotImplemented if function is None else function(*arguments)
        if result is not NotImplemented:
            return result
    kinds = [
        getattr(getattr(side, 'dtype', None), 'kind', 'i' if isinstance(side, int) else '') for side in (left, right)
    ]
    if all(kind and kind in 'iub' for kind in kinds):
        return operator.ifloordiv(left, right) if true_division is operator.itruediv else left // right
    return true_division(left, right)


def divide_in_place(left: Any, right: Any) -> Any:
    """Python 2's `left /= right`."""
    return divide(left, right, operator.itruediv)


def _listing(function):
    @functools.wraps(function)
    def returns_a_list(*arguments):
        return list(function(*arguments))

    return returns_a_list


def _filter(function, sequence):
    kept = filter(function, sequence)
    return ''.join(kept) if isinstance(sequence, str) else tuple(kept) if isinstance(sequence, tuple) else list(kept)


def _map(function, *sequences):
    if function is None:
        return list(sequences[0]) if len(sequences) == 1 else list(itertools.zip_longest(*sequences))
    if len(sequences) == 1:
        return list(map(function, *sequences))
    return list(itertools.starmap(function, itertools.zip_longest(*sequences)))


def _round(number, digits=0):
    scale = 10.0**digits
    return float(int(abs(number) * scale + 0.5) / scale) * (1 if number >= 0 else -1)


def _sorted(iterable, cmp=None, key=None, reverse=False):
    found = list(iterable)
    python2_methods.sort(found, cmp, key, reverse)
    return found


def _execfile(path, *scopes):
    with open(path, 'rb') as f:
        code = compile(to_tree(f.read(), path), path, 'exec')
    exec(code, *(scopes or [sys._getframe(1).f_globals]))


def _reload(module):
    return module if module.__name__ == 'sys' else importlib.reload(module)


BUILTINS = {
    DIVIDE: divide,
    DIVIDE_IN_PLACE: divide_in_place,
    SET_ENCODING: lambda name: None,
    **python2_methods.HELPERS,
    'StandardError': Exception,
    'apply': lambda function, arguments=(), keywords=None: function(*arguments, **(keywords or {})),
    'basestring': str,
    'buffer': memoryview,
    'cmp': lambda left, right: (left > right) - (left < right),
    'execfile': _execfile,
    'file': open,
    'filter': _filter,
    'input': lambda prompt='': eval(builtins.input(prompt)),
    'intern': str,
    'long': int,
    'map': _map,
    'range': _listing(range),
    'raw_input': input,
    'reduce': functools.reduce,
    'reload': _reload,
    'round': _round,
    'sorted': _sorted,
    'unichr': chr,
    'unicode': str,
    'xrange': range,
    'zip': _listing(zip),
}
