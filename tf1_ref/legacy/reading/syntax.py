"""Syntax nodes out of text and out of others, and the lines on which nodes stand."""

from __future__ import annotations

import contextlib
import functools
import re
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

_LINE_END = re.compile(r'(\r?\n|\r)$')


@functools.lru_cache(maxsize=4096)
def expression(text: str) -> cst.BaseExpression:
    """The node of an expression. One that is asked for again is the same object, since nodes are never changed."""
    return cst.parse_expression(text)


@functools.lru_cache(maxsize=4096)
def statement(text: str) -> cst.BaseSmallStatement:
    """The node of a statement without a block, as it stands in a line."""
    return cst.ensure_type(cst.parse_statement(text), cst.SimpleStatementLine).body[0]


def with_keyword(argument: cst.Arg, keyword: str) -> cst.Arg:
    """An argument that is given by position, given by keyword."""
    equal = cst.AssignEqual(cst.SimpleWhitespace(''), cst.SimpleWhitespace(''))
    return argument.with_changes(keyword=cst.Name(keyword), equal=equal)


def imports_in(block: cst.BaseSuite) -> list[cst.Import | cst.ImportFrom]:
    """The import statements that stand in a block itself, not in what is nested in it."""
    lines: list[Any] = [block, *(line for line in block.body if isinstance(line, cst.SimpleStatementLine))]
    return [one for line in lines for one in line.body if isinstance(one, (cst.Import, cst.ImportFrom))]


def lines_of(module: cst.Module) -> dict[int, int]:
    """The line on which each expression and statement begins, from 1, by the id of the node.

    libcst's `PositionProvider` tells the columns and the ends too, and takes several times as long.
    """
    state = Lines(module.default_indent, module.default_newline)
    module._codegen(state)
    return state.lines


class Writing(CodegenState):
    """Generates code, and keeps no positions: libcst's own state makes a context for each node to do nothing in it."""

    _nothing = contextlib.nullcontext()

    def record_syntactic_position(self, node: cst.CSTNode, **_: Any) -> Any:
        """Does nothing."""
        return self._nothing

    def add_lines(self, lines: list[str]) -> None:
        """Adds whole lines; the last token is a line's end, since libcst may take that away from the module's last."""
        self.tokens += lines
        if not lines[-1].endswith(('\n', '\r')):
            self.tokens.append(self.default_newline)
        else:
            self.tokens[-1:] = _LINE_END.split(lines[-1])[:2]


class Lines(Writing):
    """Counts the lines of the code that is generated, and keeps nothing of it.

    Attributes:
        lines: the line on which each node begins, by its id.
    """

    def __init__(self, indent: str, newline: str, line: int = 1, around: str = ''):
        """Begins on a line, in a block that is indented as `around` is."""
        super().__init__(indent, newline, indent_tokens=[around] if around else [])
        self.lines: dict[int, int] = {}
        self._line = line

    def add_token(self, value: str) -> None:
        """Counts the lines in a token."""
        self._line += value.count('\n') or value.count('\r')

    def add_lines(self, lines: list[str]) -> None:
        """Counts lines."""
        self._line += len(lines)

    def record_syntactic_position(self, node: cst.CSTNode, **_: Any) -> Any:
        """Keeps the line of a node."""
        self.lines[id(node)] = self._line
        return self._nothing


def imports_of(node: cst.Import | cst.ImportFrom) -> dict[str, str]:
    """The names that an import statement binds, and the dotted name of each; `..` in front for a relative import."""
    if isinstance(node.names, cst.ImportStar):
        return {}
    if isinstance(node, cst.ImportFrom):
        module = '.' * len(node.relative) + (dotted(node.module) if node.module else '')
        separator = '' if module.endswith('.') else '.'
        return {bound_name(alias): f'{module}{separator}{dotted(alias.name)}' for alias in node.names}
    return {
        bound_name(alias): dotted(alias.name) if alias.asname else dotted(alias.name).partition('.')[0]
        for alias in node.names
    }


def imported_names(node: cst.Import | cst.ImportFrom) -> list[str]:
    """The dotted names that an import statement brings; of a star import the module, of a relative one none."""
    if isinstance(node, cst.Import):
        return [dotted(alias.name) for alias in node.names]
    if node.relative or node.module is None:
        return []
    if isinstance(node.names, cst.ImportStar):
        return [dotted(node.module)]
    return [f'{dotted(node.module)}.{dotted(alias.name)}' for alias in node.names]


def bound_name(alias: cst.ImportAlias) -> str:
    """The name that an alias of an import statement binds."""
    return dotted(alias.asname.name) if alias.asname else dotted(alias.name).partition('.')[0]


def dotted(node: cst.CSTNode) -> str:
    """The text of a dotted name, which a name or an attribute has; other nodes have none."""
    if isinstance(node, cst.Attribute):
        return f'{dotted(node.value)}.{node.attr.value}'
    return node.value if isinstance(node, cst.Name) else ''


def text_of(node: cst.CSTNode) -> str | None:
    """The value of a string literal without prefix or escapes; None for anything else."""
    if isinstance(node, cst.SimpleString) and not node.prefix and '\\' not in node.value:
        return node.raw_value
    return None
