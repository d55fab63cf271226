"""Where each statement of a syntax tree stands in the text, so that what has not changed need not be written anew.

libcst knows no positions; its generator of code, which finds them, takes as long as all rules together. Python's own
syntax tree has the line of each statement, and both have the same statements in the same order.
"""

from __future__ import annotations

import ast
import io
from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.syntax import Lines, Writing
from tf1_ref.legacy.reading.trees.nodes import changed

# The fields of a statement, or of a clause of one, that hold its blocks and clauses, in the order of the source.
_BLOCKS = ('body', 'handlers', 'cases', 'orelse', 'finalbody')


class Spans:
    """The lines that each statement of a module takes, those in front of it that belong to it included."""

    def __init__(self, module: cst.Module, tree: ast.Module, text: str):
        """Finds them.

        Args:
            module: the syntax tree with white space.
            tree: that of the same source by Python itself.
            text: the source.

        Raises:
            ValueError: the statements do not cover the text without gap (form feeds, `;` before a line that goes on).
        """
        self._texts = list(io.StringIO(text, newline=''))
        self._lines: dict[int, tuple[int, int, str]] = {}  # first, one behind the last, indentation; by a node's id
        self._module = module
        self._heads: dict[int, int] = {}  # the line of what takes one line, but for the block in it; by its id
        self._found: dict[int, dict[int, int]] = {}
        end = self._block(module.body, tree.body, 1 + _newlines(module.header))
        if end + _newlines(module.footer) != len(self._texts) + 1:
            raise ValueError('the text has other lines than its statements')

    def code(self, module: cst.Module) -> str:
        """The text of what has become of the module; statements that are still the same object are copied."""
        state = Writing(module.default_indent, module.default_newline)
        changed(module, body=self._copied(module.body, {}))._codegen(state)
        return ''.join(state.tokens)

    def line(self, node: cst.CSTNode, ancestors: dict[int, cst.CSTNode]) -> int:
        """The line on which a node of the module begins.

        Args:
            node: the node.
            ancestors: the node around each, by id.
        """
        statement = node
        while id(statement) not in self._lines:
            if id(statement) not in ancestors:
                return 1
            statement = ancestors[id(statement)]
        if id(statement) in self._heads and type(node) is not cst.IndentedBlock:
            return self._heads[id(statement)]
        found = self._found.get(id(statement))
        if found is None:
            found = self._found[id(statement)] = self._lines_in(statement)
        return found.get(id(node), 1)

    def _lines_in(self, statement):
        """The line of each node of a statement, but for those in other statements in it."""
        copies: dict[int, int] = {}
        first, _, indent = self._lines[id(statement)]
        copy = self._with_copies(statement, copies)
        state = Lines(self._module.default_indent, self._module.default_newline, first, indent)
        copy._codegen(state)
        return {copies.get(key, key): line for key, line in state.lines.items()}

    def _copied(self, statements, copies):
        return [
            _Copy(self._texts, *self._lines[id(one)], one) if id(one) in self._lines else self._with_copies(one, copies)
            for one in statements
        ]

    def _with_copies(self, node, copies):
        """A statement or clause with copies of the statements in it.

        Args:
            node: the statement.
            copies: takes the id of each clause that is made, with the id of what it stands for.
        """
        changes: dict[str, Any] = {}
        for name in _BLOCKS:
            value = getattr(node, name, None)
            if type(value) is cst.IndentedBlock:
                changes[name] = changed(value, body=self._copied(value.body, copies))
                copies[id(changes[name])] = id(value)
            elif type(value) in (cst.If, cst.Else, cst.Finally):
                changes[name] = self._with_copies(value, copies)
            elif name in ('handlers', 'cases') and value:
                changes[name] = [self._with_copies(one, copies) for one in value]
        if not changes:
            return node
        copy = changed(node, **changes)
        copies[id(copy)] = id(node)
        return copy

    def _block(self, statements, nodes, end=None):
        """Finds the lines of the statements of a block; returns the first line behind them.

        Args:
            statements: as libcst has them: small ones in one line are one.
            nodes: as Python has them: each is one.
            end: the line on which the first one has to begin, where that is known.
        """
        number = 0
        for one in statements:
            node = nodes[number]
            count = len(one.body) if type(one) is cst.SimpleStatementLine else 1
            decorators = getattr(one, 'decorators', ())
            line = node.decorator_list[0].lineno if decorators else node.lineno
            first = line - _newlines(one.leading_lines) - sum(_newlines(two.leading_lines) for two in decorators[:1])
            if end is not None and first != end:
                raise ValueError(f'line {end} belongs to no statement')
            if type(one) is cst.SimpleStatementLine:
                end = nodes[number + count - 1].end_lineno + 1
            else:
                end = self._clause(one, node)
            number += count
            text = self._texts[line - 1]
            self._lines[id(one)] = first, end, text[: len(text) - len(text.lstrip(' \t\f'))]
            if end == line + 1 or self._is_head(one, line):
                self._heads[id(one)] = line
        if number != len(nodes):
            raise ValueError('a block has other statements')
        return end

    def _is_head(self, one, line):
        """Whether a compound statement has one block, which begins on the next line."""
        if getattr(one, 'orelse', None) or getattr(one, 'decorators', ()) or type(one) in (cst.Try, cst.TryStar):
            return False
        block = getattr(one, 'body', None)
        return type(block) is cst.IndentedBlock and self._lines[id(block.body[0])][0] == line + 1

    def _clause(self, one, node):
        """Finds the lines of the statements in a compound statement, or in a clause; returns the line behind it."""
        end = 0
        for name in _BLOCKS:
            value = getattr(one, name, None)
            nodes: Any = getattr(node, name, None)
            if not value:
                continue
            if name in ('handlers', 'cases'):
                for clause, of_clause in zip(value, nodes, strict=True):
                    end = self._clause(clause, of_clause)
            elif type(value) is cst.If:
                end = self._clause(value, nodes[0])
            else:
                end = self._suite(value if isinstance(value, cst.BaseSuite) else value.body, nodes)
        return end

    def _suite(self, suite, nodes):
        if type(suite) is cst.IndentedBlock:
            return self._block(suite.body, nodes) + _newlines(suite.footer)
        return nodes[-1].end_lineno + 1


class _Copy:
    """Stands in a block for a statement that is as it was, and is written as it was."""

    def __init__(self, texts, first, end, indent, node):
        self._texts, self._first, self._end, self._indent, self._node = texts, first, end, indent, node

    def _codegen(self, state, **options):
        if ''.join(state.indent_tokens) != self._indent:  # it stands in another block now
            self._node._codegen(state, **options)
            return
        state.add_lines(self._texts[self._first - 1 : self._end - 1])


def _newlines(lines):
    """How many lines some empty lines take; one with a backslash goes on in the next."""
    return len(lines) + sum(one.whitespace.value.count('\\') for one in lines if one.whitespace.value)
