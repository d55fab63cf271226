"""Expressions and what they consist of, as libcst's parser makes them: out of Python's own nodes, and of the text.

Python's nodes have the structure. The text is gone through with them, and has the white space, the parentheses and how
literals are written.
"""

from __future__ import annotations

import ast
import re

import libcst as cst

from tf1_ref.legacy.reading.trees.cursor import DEFAULT, MORE, Cursor, NotMade
from tf1_ref.legacy.reading.trees.nodes import DOT, EQUAL, NEW, NONE, SET, between, made, name_of, opening

_STRING = re.compile(
    r"""[rRbBuU]{0,2}(?:\'{3}[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*\'{3}|"{3}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3}"""
    r"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")""",
    re.DOTALL,
)
_UNARY = {
    ast.Not: ('not', cst.Not),
    ast.USub: ('-', cst.Minus),
    ast.UAdd: ('+', cst.Plus),
    ast.Invert: ('~', cst.BitInvert),
}
OPERATORS = {
    ast.Add: ('+', cst.Add),
    ast.Sub: ('-', cst.Subtract),
    ast.Mult: ('*', cst.Multiply),
    ast.Div: ('/', cst.Divide),
    ast.FloorDiv: ('//', cst.FloorDivide),
    ast.Mod: ('%', cst.Modulo),
    ast.Pow: ('**', cst.Power),
    ast.MatMult: ('@', cst.MatrixMultiply),
    ast.LShift: ('<<', cst.LeftShift),
    ast.RShift: ('>>', cst.RightShift),
    ast.BitAnd: ('&', cst.BitAnd),
    ast.BitOr: ('|', cst.BitOr),
    ast.BitXor: ('^', cst.BitXor),
    ast.And: ('and', cst.And),
    ast.Or: ('or', cst.Or),
    ast.Lt: ('<', cst.LessThan),
    ast.LtE: ('<=', cst.LessThanEqual),
    ast.Gt: ('>', cst.GreaterThan),
    ast.GtE: ('>=', cst.GreaterThanEqual),
    ast.Eq: ('==', cst.Equal),
    ast.Is: ('is', cst.Is),
    ast.In: ('in', cst.In),
}
_OF_TWO_WORDS = {ast.IsNot: ('is', 'not', cst.IsNot), ast.NotIn: ('not', 'in', cst.NotIn)}
_NUMBERS = {int: cst.Integer, float: cst.Float, complex: cst.Imaginary}


class Expressions(Cursor):
    """Makes expressions, one behind the other in a text."""

    def _of(self, node):
        make = _OF_EXPRESSIONS.get(type(node))
        if make is None:
            raise NotMade
        if self._text.startswith('(', self._at):
            start = self._start(node)
            if start > self._at:
                return self._in_parentheses(node, make, start)
        return make(self, node)

    def _in_parentheses(self, node, make, start):
        left = []
        while self._at < start:
            left.append(self._open('(', cst.LeftParen))
        found = make(self, node)
        right = [self._close(')', cst.RightParen) for _ in left]
        SET(found, 'lpar', (*left, *found.lpar))
        SET(found, 'rpar', (*found.rpar, *right))
        return found

    def _word(self, text):
        self._take(text)
        return name_of(text)

    def _Name(self, node):
        return self._word(node.id)

    def _Attribute(self, node):
        return self._attribute(self._of(node.value), node.attr)

    def _attribute(self, value, name):
        text, at = self._text, self._at
        if text.startswith('.', at) and text[at + 1 : at + 2] not in MORE:
            self._at, dot = at + 1, DOT
        else:
            before = self._space()
            self._take('.')
            dot = between(cst.Dot, before, self._space())
        attribute = NEW(cst.Attribute)
        SET(attribute, 'value', value)
        SET(attribute, 'attr', self._word(name))
        SET(attribute, 'dot', dot)
        SET(attribute, 'lpar', ())
        SET(attribute, 'rpar', ())
        return attribute

    def _Constant(self, node):
        kind = type(node.value)
        start, end = self._at, self._place(node.end_lineno, node.end_col_offset)
        if kind is str or kind is bytes:
            return self._text_until(end)
        self._at = end
        text = self._text[start:end]
        if kind is bool or node.value is None:
            return name_of(text)
        number = _NUMBERS.get(kind)
        return made(number, value=text, lpar=(), rpar=()) if number else made(cst.Ellipsis, lpar=(), rpar=())

    def _text_until(self, end):
        """A text, or several behind each other."""
        found = _STRING.match(self._text, self._at)
        if not found or found.end() > end:
            raise NotMade
        text = made(cst.SimpleString, value=found.group(), lpar=(), rpar=())
        self._at = found.end()
        if self._at == end:
            return text
        between = self._space()
        right = self._text_until(end)
        return made(cst.ConcatenatedString, left=text, right=right, lpar=(), rpar=(), whitespace_between=between)

    def _Call(self, node):
        func, behind = self._of(node.func), self._space()
        self._take('(')
        self._within += 1
        before = self._space()
        given = [*node.args, *node.keywords]
        if node.args and node.keywords and _order(node.args[-1]) > _order(node.keywords[0]):
            given.sort(key=_order)
        arguments = [self._argument(one) for one in given]
        self._take(')')
        self._within -= 1
        call = NEW(cst.Call)
        SET(call, 'func', func)
        SET(call, 'args', tuple(arguments))
        SET(call, 'lpar', ())
        SET(call, 'rpar', ())
        SET(call, 'whitespace_after_func', behind)
        SET(call, 'whitespace_before_args', before)
        return call

    def _argument(self, node):
        kind = type(node)
        keyword, equal, star, after_star, value = None, DEFAULT, '', NONE, node
        if kind is ast.keyword and node.arg:
            keyword, value = self._word(node.arg), node.value
            equal = self._equal()
        elif kind is ast.keyword or kind is ast.Starred:
            star, value = '**' if kind is ast.keyword else '*', node.value
            self._take(star)
            after_star = self._space()
        argument = NEW(cst.Arg)
        SET(argument, 'value', self._of(value))
        comma = self._comma()
        SET(argument, 'keyword', keyword)
        SET(argument, 'equal', equal)
        SET(argument, 'comma', comma)
        SET(argument, 'star', star)
        SET(argument, 'whitespace_after_star', after_star)
        SET(argument, 'whitespace_after_arg', self._space() if comma is DEFAULT else NONE)
        return argument

    def _equal(self):
        text, at = self._text, self._at
        if text.startswith('=', at) and text[at + 1] not in MORE:
            self._at = at + 1
            return EQUAL
        before = self._space()
        self._take('=')
        return between(cst.AssignEqual, before, self._space())

    def _Tuple(self, node):
        if not self._has_own_parentheses(node):
            return made(cst.Tuple, elements=self._elements(node.elts), lpar=(), rpar=())
        left = self._open('(', cst.LeftParen)
        elements = self._elements(node.elts)
        return made(cst.Tuple, elements=elements, lpar=(left,), rpar=(self._close(')', cst.RightParen),))

    def _has_own_parentheses(self, node):
        if not self._text.startswith('(', self._at):
            return False
        if not node.elts:
            return True
        first = node.elts[0]
        before = self._text[self._at : self._start(first)]
        end = self._place(first.end_lineno, first.end_col_offset)
        behind = self._text[end : self._text.find(',', end)]
        if '#' in before or '#' in behind:
            raise NotMade
        return before.count('(') > behind.count(')')

    def _elements(self, nodes):
        last = len(nodes) - 1
        return tuple(
            [self._element(one, self._last_comma if at == last else self._comma) for at, one in enumerate(nodes)]
        )

    def _element(self, node, comma):
        if type(node) is ast.Starred:
            raise NotMade
        element = NEW(cst.Element)
        SET(element, 'value', self._of(node))
        SET(element, 'comma', comma())
        return element

    def _List(self, node):
        return self._in_brackets(cst.List, self._elements, node.elts)

    def _Set(self, node):
        left = self._open('{', cst.LeftCurlyBrace)
        elements = self._elements(node.elts)
        right = self._close('}', cst.RightCurlyBrace)
        return made(cst.Set, elements=elements, lbrace=left, rbrace=right, lpar=(), rpar=())

    def _in_brackets(self, kind, elements_of, nodes):
        left = self._open('[', cst.LeftSquareBracket)
        elements = elements_of(nodes)
        right = self._close(']', cst.RightSquareBracket)
        return made(kind, elements=elements, lbracket=left, rbracket=right, lpar=(), rpar=())

    def _Dict(self, node):
        left = self._open('{', cst.LeftCurlyBrace)
        last = len(node.keys) - 1
        pairs = enumerate(zip(node.keys, node.values, strict=True))
        elements = tuple([self._pair(*pair, self._last_comma if at == last else self._comma) for at, pair in pairs])
        right = self._close('}', cst.RightCurlyBrace)
        return made(cst.Dict, elements=elements, lbrace=left, rbrace=right, lpar=(), rpar=())

    def _pair(self, key, value, comma):
        if key is None:
            raise NotMade
        name, before = self._of(key), self._space()
        self._take(':')
        return made(
            cst.DictElement,
            key=name,
            whitespace_before_colon=before,
            whitespace_after_colon=self._space(),
            value=self._of(value),
            comma=comma(),
        )

    def _ListComp(self, node):
        left = self._open('[', cst.LeftSquareBracket)
        element, loop = self._of(node.elt), self._loop(node.generators)
        right = self._close(']', cst.RightSquareBracket)
        return made(cst.ListComp, elt=element, for_in=loop, lbracket=left, rbracket=right, lpar=(), rpar=())

    def _GeneratorExp(self, node):
        if self._start(node) < self._at:  # in the parentheses of a call
            return made(cst.GeneratorExp, elt=self._of(node.elt), for_in=self._loop(node.generators), lpar=(), rpar=())
        left = self._open('(', cst.LeftParen)
        element, loop = self._of(node.elt), self._loop(node.generators)
        right = self._close(')', cst.RightParen)
        return made(cst.GeneratorExp, elt=element, for_in=loop, lpar=(left,), rpar=(right,))

    def _loop(self, loops):
        if not loops:
            return None
        first = loops[0]
        if first.is_async:
            raise NotMade
        before = self._space()
        self._take('for')
        after_for, target, before_in = self._space(), self._of(first.target), self._space()
        self._take('in')
        return made(
            cst.CompFor,
            whitespace_before=before,
            whitespace_after_for=after_for,
            target=target,
            whitespace_before_in=before_in,
            whitespace_after_in=self._space(),
            iter=self._of(first.iter),
            ifs=tuple([self._test(test) for test in first.ifs]),
            inner_for_in=self._loop(loops[1:]),
            asynchronous=None,
        )

    def _test(self, node):
        before = self._space()
        self._take('if')
        between = self._space()
        return made(cst.CompIf, test=self._of(node), whitespace_before=before, whitespace_before_test=between)

    def _Subscript(self, node):
        value, behind = self._of(node.value), self._space()
        left = self._open('[', cst.LeftSquareBracket)
        part = node.slice
        several = type(part) is ast.Tuple and part.elts and not self._has_own_parentheses(part)
        slices = tuple([self._slice(one) for one in (part.elts if several else [part])])
        right = self._close(']', cst.RightSquareBracket)
        return made(
            cst.Subscript,
            value=value,
            slice=slices,
            lbracket=left,
            rbracket=right,
            lpar=(),
            rpar=(),
            whitespace_after_value=behind,
        )

    def _slice(self, node):
        if type(node) is not ast.Slice:
            part = made(cst.Index, value=self._of(node), star=None, whitespace_after_star=None)
            return made(cst.SubscriptElement, slice=part, comma=self._comma())
        lower = node.lower and self._of(node.lower)
        first = self._colon()
        upper = node.upper and self._of(node.upper)
        second = self._colon() if first is not DEFAULT else DEFAULT
        step = node.step and self._of(node.step)
        part = made(cst.Slice, lower=lower, upper=upper, step=step, first_colon=first, second_colon=second)
        return made(cst.SubscriptElement, slice=part, comma=self._comma())

    def _operator(self, operator):
        before = self._space()
        known = OPERATORS.get(type(operator))
        if known:
            self._take(known[0])
            return between(known[1], before, self._space())
        if type(operator) is ast.NotEq:
            self._take('!=')
            after = self._space()
            return made(cst.NotEqual, value='!=', whitespace_before=before, whitespace_after=after)
        first, second, kind = _OF_TWO_WORDS[type(operator)]
        self._take(first)
        middle = self._space()
        self._take(second)
        after = self._space()
        return made(kind, whitespace_before=before, whitespace_between=middle, whitespace_after=after)

    def _BinOp(self, node):
        left, operator = self._of(node.left), self._operator(node.op)
        return made(cst.BinaryOperation, left=left, operator=operator, right=self._of(node.right), lpar=(), rpar=())

    def _BoolOp(self, node):
        first, *others = node.values
        left = self._of(first)
        for one in others:
            operator = self._operator(node.op)
            left = made(cst.BooleanOperation, left=left, operator=operator, right=self._of(one), lpar=(), rpar=())
        return left

    def _UnaryOp(self, node):
        word, kind = _UNARY[type(node.op)]
        self._take(word)
        operator = opening(kind, self._space())
        return made(cst.UnaryOperation, operator=operator, expression=self._of(node.operand), lpar=(), rpar=())

    def _Compare(self, node):
        left, targets = self._of(node.left), []
        for one, other in zip(node.ops, node.comparators, strict=True):
            operator = self._operator(one)
            targets.append(made(cst.ComparisonTarget, operator=operator, comparator=self._of(other)))
        return made(cst.Comparison, left=left, comparisons=tuple(targets), lpar=(), rpar=())

    def _IfExp(self, node):
        body, before_if = self._of(node.body), self._space()
        self._take('if')
        after_if, test, before_else = self._space(), self._of(node.test), self._space()
        self._take('else')
        after_else = self._space()
        return made(
            cst.IfExp,
            test=test,
            body=body,
            orelse=self._of(node.orelse),
            lpar=(),
            rpar=(),
            whitespace_before_if=before_if,
            whitespace_after_if=after_if,
            whitespace_before_else=before_else,
            whitespace_after_else=after_else,
        )


_OF_EXPRESSIONS = {getattr(ast, name[1:]): one for name, one in vars(Expressions).items() if hasattr(ast, name[1:])}


def _order(node):
    return node.lineno, node.col_offset
