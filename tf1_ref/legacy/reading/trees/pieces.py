"""Parses long chains in pieces: libcst's parser takes time that grows faster than the square of their depth.

`a.f(1).f(2)...` and `f(1) + f(2) + ...` are as deep as they are long, and at each level libcst copies what it has of
them. Python's own parser, which was there first, knows where every expression stands. So what is deep is cut out of
the text, leaves a list with a name of nobody's in its place, and is parsed for itself; then each takes its place
again. The tree is the one that libcst makes of the whole.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import itertools
import tokenize
from collections.abc import Iterator
from typing import Any

import libcst as cst
from libcst import parse_module

from tf1_ref.legacy.reading.trees import quick

# At each level all that is in it is copied. What is given to the parser as one may have so many levels on the average,
MOST_LEVELS = 8
# and more, if so few bytes are copied in all.
FEW_BYTES = 8_000
_LOAD = ast.Load()
# What may be cut out, since a list may stand where it stood.
_CUT = (
    ast.Attribute, ast.Call, ast.Subscript, ast.BinOp, ast.BoolOp, ast.Compare, ast.UnaryOp, ast.IfExp, ast.Lambda,
    ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp,
)  # fmt: skip


def parse(content: bytes, tree: ast.Module) -> cst.Module:
    """What `cst.parse_module` makes of a source.

    Args:
        content: the source.
        tree: its syntax tree by Python itself.
    """
    encoding, _ = tokenize.detect_encoding(iter(content.splitlines(keepends=True)).__next__)  # at `\r` too
    config = cst.PartialParserConfig(encoding=encoding)
    text = content.decode(encoding)
    orders = [order for root in _outermost(tree) if (order := _inside_out(root))]
    places = _Places(text.encode() if orders else b'')
    deep = [place for order in orders for place in _deep(order, places)]
    if not deep:
        return quick.parse(content, tree, lambda source: parse_module(source.decode(encoding), config))
    name = next(name for count in itertools.count(1) if (name := 'piece' + count * '_') not in text)
    rest, *pieces = _cut(text.encode(), deep, name)
    module = parse_module(rest, config)
    # On lines of one module, whose first line end tells libcst which is the usual one.
    lines: Any = parse_module(''.join(f'{module.default_newline}({piece})' for piece in pieces)).body
    parsed: list[Any] = [line.body[0].value for line in lines]
    for one in (module, *parsed):
        _put_back(one, name, parsed)
    return module


def _outermost(tree: ast.Module) -> Iterator[ast.expr]:
    """The expressions that are in no other, and have text enough to be deep; what is in a pattern is left whole."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        for field in node._fields:
            value = getattr(node, field)
            for one in value if type(value) is list else (value,):
                if isinstance(one, ast.expr):
                    if _is_long(one):
                        yield one
                elif isinstance(one, ast.AST) and not isinstance(one, ast.pattern):
                    waiting.append(one)


def _is_long(node: Any) -> bool:
    return node.end_lineno > node.lineno or node.end_col_offset - node.col_offset > 100


def _inside_out(root: ast.expr) -> list[tuple[ast.AST, list[ast.AST]]]:
    """All nodes, what is in a node before the node, each with what is in it; none if they have few levels."""
    order: list[tuple[ast.AST, list[ast.AST]]] = []
    level: list[ast.AST] = [root]
    levels = 0
    while level:
        levels += 1
        inner: list[ast.AST] = []
        for node in level:
            # Of an f-string, Python knows the places only since 3.12.
            nodes = () if isinstance(node, ast.JoinedStr) else ast.iter_child_nodes(node)
            within = [one for one in nodes if one._fields]  # without operators
            order.append((node, within))
            inner += within
        level = inner
    return order[::-1] if levels > MOST_LEVELS else []


class _Places:
    """Where expressions begin and end in a text, as Python says: by lines and bytes of UTF-8."""

    def __init__(self, text: bytes):
        self._lines = [0, 0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]

    def of(self, node: Any) -> tuple[int, int]:
        """The place of the first byte, and the one behind the last."""
        return self._lines[node.lineno] + node.col_offset, self._lines[node.end_lineno] + node.end_col_offset


def _deep(order: list[tuple[ast.AST, list[ast.AST]]], places: _Places) -> Iterator[tuple[int, int]]:
    """The places of the expressions to cut out, so that little is copied of them, and of what is left."""
    weights: dict[int, tuple[int, int]] = {}  # the bytes that are cut out of a node, and those of it that are copied
    for node, within in order:
        of_these = [weights.pop(id(one)) for one in within]
        cut, copies = sum(one for one, _ in of_these), sum(one for _, one in of_these)
        if isinstance(node, ast.expr):
            start, end = places.of(node)
            size = end - start - cut
            copies += size
            is_value = isinstance(node, _CUT) and isinstance(getattr(node, 'ctx', _LOAD), ast.Load)
            if is_value and copies > max(FEW_BYTES, MOST_LEVELS * size):
                yield start, end
                cut, copies = end - start, 0
        weights[id(node)] = cut, copies


def _cut(text: bytes, places: list[tuple[int, int]], name: str) -> list[str]:
    """What is left of a text, and the pieces that are cut out of it, out of which others may be cut in turn."""
    parts: list[list[str]] = [[]]
    around, at = [parts[0]], 0
    ends = [(end, False, 0) for _, end in places]
    for place, begins, _ in sorted([*ends, *((start, True, -end) for start, end in places)]):
        around[-1].append(text[at:place].decode())
        at = place
        if begins:
            around[-1].append(f'[{name}{len(parts) - 1}]')
            parts.append([])
            around.append(parts[-1])
        else:
            around.pop()
    parts[0].append(text[at:].decode())
    return [''.join(part) for part in parts]


def _put_back(whole: cst.CSTNode, name: str, pieces: list[Any]) -> None:
    """Puts pieces in the place of their names, in a tree that nobody else has seen yet."""
    waiting: list[Any] = [whole]
    while waiting:
        node = waiting.pop()
        for field in _fields(node.__class__):
            value = getattr(node, field)
            number = _number(value, name) if type(value) is cst.List else None
            if number is None:
                values = value if type(value) in (list, tuple) else (value,)
                waiting += [one for one in values if isinstance(one, cst.CSTNode)]
                continue
            piece = pieces[number]
            object.__setattr__(piece, 'lpar', value.lpar)  # in place of the parentheses that it was parsed in
            object.__setattr__(piece, 'rpar', value.rpar)
            object.__setattr__(node, field, piece)


@functools.cache
def _fields(kind: type) -> list[str]:
    """The names of the fields of a kind of node in which pieces may be."""
    names = [field.name for field in dataclasses.fields(kind)]
    return [name for name in names if not name.startswith(('whitespace', 'lpar', 'rpar', 'leading', 'trailing'))]


def _number(node: cst.List, name: str) -> int | None:
    """The number of the piece that a list stands for; None if it stands for itself."""
    if len(node.elements) == 1 and isinstance(node.elements[0].value, cst.Name):
        said = node.elements[0].value.value
        if said.startswith(name):
            return int(said[len(name) :])
    return None
