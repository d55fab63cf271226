"""Methods that objects had in Python 2, for sources that are converted in memory: `x.sort(f)`, `e.message`, `__cmp__`.

Where a source asks for one, its syntax tree calls a helper instead, which does what was meant for objects of Python's
own, and leaves all others alone.
"""

from __future__ import annotations

import ast
import functools
from typing import Any

from tf1_ref.legacy.dropped.python2_habits import decode_text, encode_text

MESSAGE, SORT, RECODE = '__python2_message__', '__python2_sort__', '__python2_recode__'
CODECS = ('hex', 'base64', 'zlib', 'bz2', 'rot13', 'rot_13', 'uu', 'string_escape', 'string-escape')
SIGNS = {'__lt__': '<', '__le__': '<=', '__eq__': '==', '__ne__': '!=', '__gt__': '>', '__ge__': '>='}


def adapt(tree: ast.Module) -> ast.Module:
    """The tree, changed in place, with calls of the helpers, which are in `HELPERS`."""
    return _Methods().visit(tree)


class _Methods(ast.NodeTransformer):
    def __init__(self):
        self._caught = []

    def visit_ExceptHandler(self, node):
        self._caught.append(node.name)
        self.generic_visit(node)
        self._caught.pop()
        return node

    def visit_Attribute(self, node):
        self.generic_visit(node)
        is_message = node.attr == 'message' and isinstance(node.ctx, ast.Load)
        if not is_message or not isinstance(node.value, ast.Name) or node.value.id not in self._caught:
            return node
        return _call(MESSAGE, node, [node.value])

    def visit_Call(self, node):
        self.generic_visit(node)
        function = node.func
        if not isinstance(function, ast.Attribute):
            return node
        if function.attr == 'sort' and (node.args or any(one.arg == 'cmp' for one in node.keywords)):
            return _call(SORT, node, [function.value, *node.args], node.keywords)
        first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if function.attr in ('encode', 'decode') and first in CODECS:
            return _call(RECODE, node, [function.value, ast.Constant(function.attr), *node.args], node.keywords)
        return node

    def visit_ClassDef(self, node):
        self.generic_visit(node)
        methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
        if '__cmp__' in methods and not methods & {*SIGNS}:
            lines = [f'{name} = lambda self, other: self.__cmp__(other) {sign} 0' for name, sign in SIGNS.items()]
            lines += [] if '__hash__' in methods else ['__hash__ = object.__hash__']
            for line in ast.parse('\n'.join(lines)).body:
                for part in ast.walk(line):
                    ast.copy_location(part, node)
                node.body.append(line)
        return node


def _call(helper, where, arguments, keywords=()):
    return ast.copy_location(ast.Call(ast.Name(helper, ast.Load()), list(arguments), list(keywords)), where)


def message(error: Any) -> Any:
    """The `message` of an error: its own, or what it says."""
    return getattr(error, 'message', str(error))


def sort(owner: Any, *arguments: Any, **named: Any) -> Any:
    """`owner.sort(...)`; a list's may compare, as Python 2's did: `x.sort(cmp, key, reverse)`."""
    if not isinstance(owner, list):
        return owner.sort(*arguments, **named)
    options = {**dict(zip(('cmp', 'key', 'reverse'), arguments, strict=False)), **named}
    compare = options.pop('cmp', None)
    key = options.get('key')
    if compare is not None and key is not None:
        options['key'] = lambda one: functools.cmp_to_key(compare)(key(one))
    elif compare is not None:
        options['key'] = functools.cmp_to_key(compare)
    return owner.sort(**options)


def recode(owner: Any, verb: str, codec: str, *arguments: Any) -> Any:
    """`owner.encode('hex')` and the like of text, which neither text nor bytes have any more."""
    if not isinstance(owner, (str, bytes)):
        return getattr(owner, verb)(codec, *arguments)
    return (encode_text if verb == 'encode' else decode_text)(owner, codec)


HELPERS = {MESSAGE: message, SORT: sort, RECODE: recode}
