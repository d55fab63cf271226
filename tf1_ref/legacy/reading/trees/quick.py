"""What libcst's parser makes of a source, in half of its time or less.

That parser takes long for each node that it hands over, white space and commas above all. Here it gets the source with
a single name in the place of most statements and of what stands at the head of a block. What belongs there is made of
Python's own syntax tree and of the text. Punctuation and white space that is said again is the same object.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable
from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.trees.cursor import DEFAULT, NotMade
from tf1_ref.legacy.reading.trees.expressions import OPERATORS, Expressions
from tf1_ref.legacy.reading.trees.nodes import NONE, SET, between, empty, made, trailing

_END_OF_LINE = re.compile(r'[ \t\f]*(?:#|\n|\Z)')
# The end of a line, and lines without a statement; then comes the next one.
_BETWEEN_LINES = re.compile(r'([ \t\f]*(?:#[^\n]*)?)\n((?:[ \t\f]*(?:#[^\n]*)?\n)*)[ \t\f]*')
_WORD = re.compile(r'\w')
_AUGMENTED = {
    ast.Add: cst.AddAssign,
    ast.Sub: cst.SubtractAssign,
    ast.Mult: cst.MultiplyAssign,
    ast.Div: cst.DivideAssign,
    ast.FloorDiv: cst.FloorDivideAssign,
    ast.Mod: cst.ModuloAssign,
    ast.Pow: cst.PowerAssign,
}
# The fields of a statement that hold its blocks and clauses, in the order of the source.
_BLOCKS = ('body', 'handlers', 'cases', 'orelse', 'finalbody')
# Of what is at the head of a block, by both kinds of nodes: the field that is made.
_HEADS = {ast.If: 'test', ast.While: 'test', ast.For: 'iter'}
_FIELDS: dict[type, str] = {cst.If: 'test', cst.While: 'test', cst.For: 'iter', cst.WithItem: 'item'}


def parse(content: bytes, tree: ast.Module, parse_module: Callable[[bytes], cst.Module]) -> cst.Module:
    """The tree with white space of a source.

    Args:
        content: the source.
        tree: what Python makes of it.
        parse_module: libcst's parser.
    """
    if b'\r' in content or tokenize.detect_encoding(io.BytesIO(content).readline)[0] != 'utf-8':
        return parse_module(content)
    maker = _Statements(content.decode())
    for node, block in _statements(tree):
        maker.make(node, block)
    module = parse_module(maker.skeleton().encode())
    maker.fill(module)
    return module


def _statements(node):
    """The statements of a module and the clauses in them, in the order of the source, each with the block it is in."""
    for name in _BLOCKS:
        value = getattr(node, name, None)
        if type(value) is list:
            for one in value:
                yield one, value
                yield from _statements(one)


class _Statements(Expressions):
    """Makes statements, and puts names in their place."""

    def __init__(self, text):
        super().__init__(text)
        # By the name in their place: a statement and, behind it, those that follow, with what is in front of each.
        self._made: dict[str, list[Any]] = {}
        self._pieces: list[str] = []  # of the skeleton
        self._end = 0  # of what the pieces stand for
        self._block: list[ast.stmt] | None = None  # in which the last statement has been made
        self._run: list[Any] = []  # that statement, and those in front of it
        self._name = '_'
        while self._name in text:
            self._name += '_'

    def skeleton(self):
        """The text with names in the place of what has been made."""
        return ''.join([*self._pieces, self._text[self._end :]])

    def make(self, node, block):
        """Makes a statement or what is at its head, if it is of a kind that is known."""
        kind = type(node)
        make = _OF_STATEMENTS.get(kind)
        if make is not None:
            start, end = self._start(node), self._place(node.end_lineno, node.end_col_offset)
            if self._begins_line(node) and _END_OF_LINE.match(self._text, end):
                self._within = 0
                self._put(start, end, make, node, block)
        elif kind in _HEADS:
            self._make_head(node, getattr(node, _HEADS[kind]))
        elif kind is ast.With:
            for item in node.items:
                self._make_head(node, item.context_expr)
        elif kind is ast.FunctionDef and node.args.args and not node.args.posonlyargs and self._begins_line(node):
            self._within = 1
            self._put(self._start(node.args.args[0]), None, _Statements._parameters, node.args)

    def _begins_line(self, node):
        """Whether nothing is in front of a statement; keeps how it is indented."""
        start = self._starts[node.lineno - 1]
        self._indent = self._text[start : self._start(node)]
        return not self._indent.strip(' \t\f')

    def _make_head(self, statement, node):
        start, end = self._start(node), self._place(node.end_lineno, node.end_col_offset)
        if self._begins_line(statement) and not _WORD.match(self._text, start - 1) and not _WORD.match(self._text, end):
            self._within = int(node.end_lineno > node.lineno)  # what takes several lines is in parentheses
            self._put(start, end, Expressions._of, node)

    def _put(self, start, end, make, node, block=None):
        """Makes what is between two places, and puts a name there; one for all statements that follow each other."""
        self._at = start
        try:
            found = make(self, node)
        except NotMade:
            return
        if end is not None and self._at != end:
            return
        between = _BETWEEN_LINES.match(self._text, self._end) if block is self._block else None
        if block is not None and between and between.end() == start:
            self._run += *between.groups(), self._indent, found
        else:
            name = f'{self._name}{len(self._made)}'
            self._run = self._made[name] = [found]
            self._pieces += self._text[self._end : start], name
        self._block, self._end = block, self._at

    def fill(self, node):
        """Puts what has been made where its names are."""
        field = _FIELDS.get(type(node))
        if field:
            self._fill_head(node, field)
        elif type(node) is cst.With:
            for item in node.items:
                self._fill_head(item, 'item')
        elif type(node) is cst.FunctionDef and node.params.params:
            self._fill_parameters(node.params)
        for name in _BLOCKS:
            value: Any = getattr(node, name, None)
            if type(value) in (tuple, list):
                lines = [line for one in value for line in self._filled(one)]
                if len(lines) != len(value):
                    SET(node, name, tuple(lines))
            elif value is not None:
                self.fill(value)

    def _filled(self, line):
        """The lines in the place of a line, or of what has a block, which is filled."""
        if type(line) is not cst.SimpleStatementLine:
            self.fill(line)
            return (line,)
        found = self._in_place_of(line.body[0].value) if type(line.body[0]) is cst.Expr else None
        if found is None:
            return (line,)
        SET(line, 'body', (found[0],))
        lines, last = [line], line.trailing_whitespace
        for end, leading, indent, statement in zip(*(found[at::4] for at in range(1, 5)), strict=True):
            SET(lines[-1], 'trailing_whitespace', trailing(end))
            lines.append(made(cst.SimpleStatementLine, body=(statement,), leading_lines=empty(leading, indent)))
        SET(lines[-1], 'trailing_whitespace', last)
        return lines

    def _in_place_of(self, name):
        return self._made.get(name.value) if type(name) is cst.Name else None

    def _fill_head(self, node, field):
        name = getattr(node, field)
        found = self._in_place_of(name)
        if found is not None:
            SET(found[0], 'lpar', (*name.lpar, *found[0].lpar))
            SET(found[0], 'rpar', (*found[0].rpar, *name.rpar))
            SET(node, field, found[0])

    def _fill_parameters(self, parameters):
        first = parameters.params[0]
        found = self._in_place_of(first.name)
        if found is not None:
            SET(found[0][-1], 'comma', first.comma)
            SET(found[0][-1], 'whitespace_after_param', first.whitespace_after_param)
            SET(parameters, 'params', found[0])

    def _parameters(self, node):
        """The parameters that have no star; the comma behind the last one is not taken."""
        without = len(node.args) - len(node.defaults)
        return tuple(
            [
                self._parameter(one, node.defaults[at - without] if at >= without else None, one is node.args[-1])
                for at, one in enumerate(node.args)
            ]
        )

    def _parameter(self, node, default, is_last):
        if node.annotation:
            raise NotMade
        name = self._word(node.arg)
        equal = self._equal() if default else DEFAULT
        value = default and self._of(default)
        return made(
            cst.Param,
            name=name,
            annotation=None,
            equal=equal,
            default=value,
            comma=DEFAULT if is_last else self._comma(),
            star='',
            whitespace_after_star=NONE,
            whitespace_after_param=NONE,
        )

    # By the names of Python's nodes.

    def _Expr(self, node):
        return made(cst.Expr, value=self._of(node.value), semicolon=DEFAULT)

    def _Assign(self, node):
        targets = []
        for one in node.targets:
            target, before = self._of(one), self._space()
            self._take('=')
            after = self._space()
            targets.append(
                made(cst.AssignTarget, target=target, whitespace_before_equal=before, whitespace_after_equal=after)
            )
        return made(cst.Assign, targets=tuple(targets), value=self._of(node.value), semicolon=DEFAULT)

    def _AugAssign(self, node):
        kind = _AUGMENTED.get(type(node.op))
        if kind is None:
            raise NotMade
        target, before = self._of(node.target), self._space()
        self._take(OPERATORS[type(node.op)][0] + '=')
        operator = between(kind, before, self._space())
        return made(cst.AugAssign, target=target, operator=operator, value=self._of(node.value), semicolon=DEFAULT)

    def _Return(self, node):
        self._take('return')
        behind = self._space() if node.value else NONE
        value = node.value and self._of(node.value)
        return made(cst.Return, value=value, whitespace_after_return=behind, semicolon=DEFAULT)

    def _Raise(self, node):
        if node.exc is None or node.cause is not None:
            raise NotMade
        self._take('raise')
        behind = self._space()
        return made(cst.Raise, exc=self._of(node.exc), cause=None, whitespace_after_raise=behind, semicolon=DEFAULT)

    def _Assert(self, node):
        self._take('assert')
        behind, test = self._space(), self._of(node.test)
        comma = self._comma() if node.msg else DEFAULT
        message = node.msg and self._of(node.msg)
        return made(cst.Assert, test=test, msg=message, comma=comma, whitespace_after_assert=behind, semicolon=DEFAULT)

    def _Import(self, node):
        self._take('import')
        behind = self._space()
        return made(cst.Import, names=self._aliases(node.names), semicolon=DEFAULT, whitespace_after_import=behind)

    def _ImportFrom(self, node):
        if node.level or node.names[0].name == '*':
            raise NotMade
        self._take('from')
        after_from, module, before_import = self._space(), self._dotted(node.module), self._space()
        self._take('import')
        after_import = self._space()
        left = self._open('(', cst.LeftParen) if self._text.startswith('(', self._at) else None
        names = self._aliases(node.names)
        return made(
            cst.ImportFrom,
            module=module,
            names=names,
            relative=(),
            lpar=left,
            rpar=left and self._close(')', cst.RightParen),
            semicolon=DEFAULT,
            whitespace_after_from=after_from,
            whitespace_before_import=before_import,
            whitespace_after_import=after_import,
        )

    def _dotted(self, text):
        first, *others = text.split('.')
        found = self._word(first)
        for word in others:
            found = self._attribute(found, word)
        return found

    def _aliases(self, nodes):
        found = []
        for one in nodes:
            name, bound = self._dotted(one.name), None
            if one.asname:
                before = self._space()
                self._take('as')
                after = self._space()
                bound = made(
                    cst.AsName, name=self._word(one.asname), whitespace_before_as=before, whitespace_after_as=after
                )
            found.append(made(cst.ImportAlias, name=name, asname=bound, comma=self._comma()))
        return tuple(found)


_OF_STATEMENTS = {getattr(ast, name[1:]): one for name, one in vars(_Statements).items() if hasattr(ast, name[1:])}
