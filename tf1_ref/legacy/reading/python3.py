"""A syntax tree out of the bytes of a source, and one kind of error whatever it is that Python does not take."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from tf1_ref.legacy.dropped.python2_syntax import TooDeep


def tree(source: bytes) -> ast.Module:
    """What Python makes of a source; what it would warn of is the user's business.

    Args:
        source: the content of a file, in the encoding that it declares.

    Raises:
        SyntaxError: it is not Python 3, has null bytes, or (`TooDeep`) is nested more deeply than Python takes.
        RecursionError: it is nested too deeply for Python's present limit (see `tf1_ref.recursion`).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            return ast.parse(source)
    except SyntaxError as error:
        if error.msg.startswith('too many '):  # nested parentheses, levels of indentation
            raise TooDeep(*error.args) from None
        raise
    except ValueError as error:  # of null bytes, until Python 3.11.3
        raise SyntaxError(str(error)) from None
    except MemoryError:  # the parser's stack is full
        raise TooDeep('nested too deeply') from None


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements of a module and its clauses, in the order of `ast.walk`, which takes long over expressions."""
    level: list[ast.AST] = [tree]
    while level:
        inside: list[ast.AST] = []
        for node in level:
            for name in ('body', 'handlers', 'cases', 'orelse', 'finalbody'):
                inside += getattr(node, name, ())
        yield from inside
        level = inside
