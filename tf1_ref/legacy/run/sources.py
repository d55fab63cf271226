"""Makes of the bytes of a legacy source file a code object whose line numbers are the file's."""

from __future__ import annotations

import ast
import re
import tokenize
from io import BytesIO
from types import CodeType

from tf1_ref.errors import InputError
from tf1_ref.legacy.dropped import array_habits
from tf1_ref.legacy.options import NeedsFlag
from tf1_ref.recursion import with_room

# Lines that only Python 2 can read.
PYTHON_2 = re.compile(
    r'^\s*(print\s+[^=(\s]|print$|exec\s+[^=(\s]|raise\s+\w[\w.]*\s*,|except\b[^:#]*,\s*\w+\s*:)'
    r'|[;:]\s*print\s+[\w\'"]|<>|\b0[0-7]+\b|\b(\d+|0x[\da-f]+)[lL]\b|`[^`]+`|\bur[\'"]'
)


class Python2Error(NeedsFlag):
    """A source that only Python 2 can read."""


def to_code(source: bytes, path: str, py2: bool = False) -> CodeType:
    """Compiles a source.

    Args:
        source: the content of the file.
        path: its name in tracebacks.
        py2: the source is Python 2; see `tf1_ref.legacy.dropped.python2`.

    Raises:
        SyntaxError: it is not Python.
        Python2Error: it is Python 2, and `py2` is not set.
        InputError: `py2` is set, and it is not Python 2 either; or it is nested more deeply than Python takes.
    """
    try:
        return _to_code(source, path, py2)
    except (RecursionError, MemoryError):
        raise InputError(f'{path}: is nested more deeply than Python takes; split its expressions') from None


@with_room
def _to_code(source, path, py2):
    if py2:
        from tf1_ref.legacy.dropped import python2

        return compile(array_habits.adapt(python2.to_tree(source, path)), path, 'exec', dont_inherit=True)
    try:
        # Not by `ast.parse`, whose frame would stand in the traceback of a syntax error.
        tree = compile(source, path, 'exec', ast.PyCF_ONLY_AST, dont_inherit=True)
        assert isinstance(tree, ast.Module)
    except SyntaxError as error:
        line = _line(source, error.lineno)
        if isinstance(error, TabError) or PYTHON_2.search(line):
            raise _python_2_error(path, error.lineno, line) from None
        raise
    except ValueError as error:  # of null bytes, until Python 3.11.3
        raise SyntaxError(str(error)) from None
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Expr) and _prints_to_a_file(statement):
            raise _python_2_error(path, statement.lineno, _line(source, statement.lineno))
    return compile(array_habits.adapt(tree), path, 'exec', dont_inherit=True)


def _prints_to_a_file(statement):
    """Whether it is `print >>f, x`, which Python 3 reads as a shift and a comma."""
    value = statement.value.elts[0] if isinstance(statement.value, ast.Tuple) else statement.value
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.RShift) and _is_print(value.left)


def _is_print(node):
    return isinstance(node, ast.Name) and node.id == 'print'


def _python_2_error(path, number, line):
    return Python2Error(f'{path}, line {number}: {line.strip()!r} is Python 2; run it with --py2')


def _line(source, number):
    try:
        encoding = tokenize.detect_encoding(BytesIO(source).readline)[0]
        lines = source.decode(encoding, errors='replace').splitlines()
    except (SyntaxError, LookupError):
        lines = source.decode('latin-1').splitlines()
    return lines[number - 1] if number and number <= len(lines) else ''
