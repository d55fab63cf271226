"""A module to be read and not written: libcst's nodes, with what names are made of and nothing else, made in no time.

libcst's parser keeps white space and commas, and takes ten times as long as Python's own. Here its nodes are made of
Python's syntax tree. Constants, operators and the like are left out, and what is in such a node is put together in a
block; the names, attributes and imports are all there, in the same order.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.trees.nodes import NEW, SET, made

_NOTHING = cst.Ellipsis()  # stands for whatever has no name in it
# The fields of what is put together in a block, in the order of the fields of libcst's nodes.
_TOGETHER = {
    ast.Assert: ('test', 'msg'),
    ast.Await: ('value',),
    ast.BinOp: ('left', 'right'),
    ast.BoolOp: ('values',),
    ast.Break: (),
    ast.Compare: ('left', 'comparators'),
    ast.Continue: (),
    ast.Delete: ('targets',),
    ast.Expr: ('value',),
    ast.FormattedValue: ('value', 'format_spec'),
    ast.If: ('test', 'body', 'orelse'),
    ast.IfExp: ('test', 'body', 'orelse'),
    ast.Pass: (),
    ast.Raise: ('exc', 'cause'),
    ast.Return: ('value',),
    ast.Set: ('elts',),
    ast.Slice: ('lower', 'upper', 'step'),
    ast.Starred: ('value',),
    ast.Subscript: ('value', 'slice'),
    ast.UnaryOp: ('operand',),
    ast.While: ('test', 'body', 'orelse'),
    ast.With: ('items', 'body'),
    ast.AsyncWith: ('items', 'body'),
    ast.Yield: ('value',),
    ast.YieldFrom: ('value',),
}


class NotRead(Exception):
    """What is newer than TensorFlow 1, or stands where Python does not say on which line."""


class Unspaced:
    """A module without white space.

    Attributes:
        module: the module; its nodes have the fields that `reading` looks at.
    """

    def __init__(self, tree: ast.Module):
        """Makes it.

        Args:
            tree: Python's own syntax tree.

        Raises:
            NotRead: it has to be parsed by libcst.
        """
        self._lines: dict[int, int] = {}
        self.module = cst.Module([self._block(tree.body)])

    def line(self, node: cst.CSTNode, ancestors: object = None) -> int:
        """The line on which a name, an attribute or an import begins."""
        return self._lines.get(id(node), 1)

    def _of(self, node):
        make = MAKE.get(type(node))
        if make is None:
            raise NotRead(type(node).__name__)
        return make(self, node)

    def _or_none(self, node):
        return None if node is None else self._of(node)

    def _block(self, nodes):
        block = NEW(cst.IndentedBlock)
        SET(block, 'body', [self._of(node) for node in nodes])
        return block

    def _together(self, node, fields):
        parts: list[Any] = []
        for field in fields:
            value = getattr(node, field)
            if type(value) is list:
                parts += map(self._of, value)
            elif value is not None:
                parts.append(self._of(value))
        return _block_of(parts)

    # By the names of Python's nodes: expressions.

    def _Constant(self, node):
        return _NOTHING

    def _Name(self, node):
        name = NEW(cst.Name)
        SET(name, 'value', node.id)
        self._lines[id(name)] = node.lineno
        return name

    def _Attribute(self, node):
        attribute = NEW(cst.Attribute)
        SET(attribute, 'value', self._of(node.value))
        SET(attribute, 'attr', _word(node.attr))
        self._lines[id(attribute)] = node.lineno
        return attribute

    def _Call(self, node):
        given = [*node.args, *node.keywords]
        if node.args and node.keywords and _place(node.args[-1]) > _place(node.keywords[0]):
            given.sort(key=_place)
        return made(cst.Call, func=self._of(node.func), args=[self._argument(one) for one in given])

    def _argument(self, node):
        value, keyword, star = node, None, ''
        if type(node) is ast.keyword:
            value, keyword, star = node.value, node.arg and _word(node.arg), '' if node.arg else '**'
        elif type(node) is ast.Starred:
            value, star = node.value, '*'
        is_text = type(value) is ast.Constant and type(value.value) is str
        argument = NEW(cst.Arg)
        SET(argument, 'value', _text(value.value) if is_text else self._of(value))
        SET(argument, 'keyword', keyword)
        SET(argument, 'star', star)
        return argument

    def _JoinedStr(self, node):
        if node.end_lineno != node.lineno:
            raise NotRead('a text of several lines')  # where the names in it stand is wrong before Python 3.12
        return self._together(node, ('values',))

    def _Tuple(self, node):
        return made(cst.Tuple, elements=self._elements(node))

    def _List(self, node):
        return made(cst.List, elements=self._elements(node))

    def _elements(self, node):
        return [
            made(cst.StarredElement, value=self._of(one.value))
            if type(one) is ast.Starred
            else made(cst.Element, value=self._of(one))
            for one in node.elts
        ]

    def _Dict(self, node):
        pairs = zip(node.keys, node.values, strict=True)
        return _block_of([self._of(one) for pair in pairs for one in pair if one is not None])

    def _ListComp(self, node):
        return made(cst.ListComp, elt=self._of(node.elt), for_in=self._loop(node.generators))

    def _SetComp(self, node):
        return made(cst.SetComp, elt=self._of(node.elt), for_in=self._loop(node.generators))

    def _GeneratorExp(self, node):
        return made(cst.GeneratorExp, elt=self._of(node.elt), for_in=self._loop(node.generators))

    def _DictComp(self, node):
        key, value = self._of(node.key), self._of(node.value)
        return made(cst.DictComp, key=key, value=value, for_in=self._loop(node.generators))

    def _loop(self, loops):
        if not loops:
            return None
        first, *others = loops
        target, values, tests = self._of(first.target), self._of(first.iter), [self._of(one) for one in first.ifs]
        inner = self._loop(others)
        return made(cst.CompFor, target=target, iter=values, ifs=tests, inner_for_in=inner, asynchronous=None)

    def _NamedExpr(self, node):
        return made(cst.NamedExpr, target=self._of(node.target), value=self._of(node.value))

    def _Lambda(self, node):
        return made(cst.Lambda, params=self._parameters(node.args), body=self._of(node.body))

    def _parameters(self, node):
        places = [*node.posonlyargs, *node.args]
        defaults = [None] * (len(places) - len(node.defaults)) + node.defaults
        by_place = [self._parameter(*pair) for pair in zip(places, defaults, strict=True)]
        return made(
            cst.Parameters,
            posonly_params=by_place[: len(node.posonlyargs)],
            params=by_place[len(node.posonlyargs) :],
            kwonly_params=[self._parameter(*pair) for pair in zip(node.kwonlyargs, node.kw_defaults, strict=True)],
            star_arg=node.vararg and self._parameter(node.vararg),
            star_kwarg=node.kwarg and self._parameter(node.kwarg),
        )

    def _parameter(self, node, default=None):
        annotation, default = self._or_none(node.annotation), self._or_none(default)
        return made(cst.Param, name=_word(node.arg), annotation=annotation, default=default)

    # Statements, and what they consist of.

    def _FunctionDef(self, node):
        if getattr(node, 'type_params', None):
            raise NotRead('type parameters')
        return made(
            cst.FunctionDef,
            name=_word(node.name),
            params=self._parameters(node.args),
            body=self._block(node.body),
            decorators=[self._of(one) for one in node.decorator_list],
            returns=self._or_none(node.returns),
        )

    _AsyncFunctionDef = _FunctionDef

    def _ClassDef(self, node):
        if getattr(node, 'type_params', None):
            raise NotRead('type parameters')
        return made(
            cst.ClassDef,
            name=_word(node.name),
            body=self._block(node.body),
            bases=[self._of(one) for one in node.bases],
            keywords=[self._of(one.value) for one in node.keywords],
            decorators=[self._of(one) for one in node.decorator_list],
        )

    def _Import(self, node):
        return self._import(node, cst.Import)

    def _ImportFrom(self, node):
        found = self._import(node, cst.ImportFrom)
        SET(found, 'module', _dotted(node.module) if node.module else None)
        SET(found, 'relative', ('.',) * node.level)
        return found

    def _import(self, node, kind):
        is_star = node.names[0].name == '*'
        found = made(kind, names=cst.ImportStar() if is_star else [_alias(one.name, one.asname) for one in node.names])
        self._lines[id(found)] = node.lineno
        return found

    def _Assign(self, node):
        targets = [made(cst.AssignTarget, target=self._of(one)) for one in node.targets]
        return made(cst.Assign, targets=targets, value=self._of(node.value))

    def _AnnAssign(self, node):
        target, annotation = self._of(node.target), self._of(node.annotation)
        return made(cst.AnnAssign, target=target, annotation=annotation, value=self._or_none(node.value))

    def _AugAssign(self, node):
        return made(cst.AugAssign, target=self._of(node.target), value=self._of(node.value))

    def _For(self, node):
        return made(
            cst.For,
            target=self._of(node.target),
            iter=self._of(node.iter),
            body=self._block(node.body),
            orelse=self._block(node.orelse),
            asynchronous=None,
        )

    _AsyncFor = _For

    def _withitem(self, node):
        item, target = self._of(node.context_expr), self._or_none(node.optional_vars)
        return made(cst.WithItem, item=item, asname=target and made(cst.AsName, name=target))

    def _Try(self, node):
        return made(
            cst.Try,
            body=self._block(node.body),
            handlers=[self._of(one) for one in node.handlers],
            orelse=self._block(node.orelse),
            finalbody=self._block(node.finalbody),
        )

    def _ExceptHandler(self, node):
        name = None
        if node.name:
            name = made(cst.AsName, name=made(cst.Name, value=node.name))
            self._lines[id(name.name)] = node.lineno
        return made(cst.ExceptHandler, body=self._block(node.body), type=self._or_none(node.type), name=name)

    def _Global(self, node):
        return made(cst.Global, names=[made(cst.NameItem, name=_word(name)) for name in node.names])

    def _Nonlocal(self, node):
        return made(cst.Nonlocal, names=[made(cst.NameItem, name=_word(name)) for name in node.names])


MAKE: dict[type, Callable[[Unspaced, Any], Any]] = {
    **{kind: functools.partial(Unspaced._together, fields=fields) for kind, fields in _TOGETHER.items()},
    **{getattr(ast, name[1:]): made for name, made in vars(Unspaced).items() if hasattr(ast, name[1:])},
}


def _block_of(parts):
    """What stands for a node of which nobody asks more than what is in it."""
    parts = [one for one in parts if one is not _NOTHING]
    return made(cst.IndentedBlock, body=parts) if parts else _NOTHING


@functools.lru_cache(maxsize=65536)
def _word(text):
    """A name that stands for nothing by itself, such as an attribute's: all of them may be one."""
    return made(cst.Name, value=text)


def _dotted(text):
    value, _, attribute = text.rpartition('.')
    return made(cst.Attribute, value=_dotted(value), attr=_word(attribute)) if value else _word(text)


def _alias(name, bound):
    return made(cst.ImportAlias, name=_dotted(name), asname=made(cst.AsName, name=_word(bound)) if bound else None)


def _text(value):
    """The literal of a text, if it can be one without escapes."""
    is_plain = value.isprintable() and "'" not in value and '\\' not in value
    return made(cst.SimpleString, value=f"'{value}'") if is_plain else _NOTHING


def _place(node):
    """Where a node begins; a keyword argument with its keyword."""
    return node.lineno, node.col_offset
