"""A source file as text that Python 3 can parse, and back to the bytes it came from."""

from __future__ import annotations

import ast
import codecs
import contextlib
import dataclasses
import functools
import io
import re
import tokenize
from typing import Any

import libcst as cst

from tf1_ref.legacy.dropped import python2_own, python2_syntax
from tf1_ref.legacy.reading import divisions, python3
from tf1_ref.legacy.reading.findings import CHANGED, UNREADABLE, Finding
from tf1_ref.legacy.reading.spans import Spans
from tf1_ref.legacy.reading.syntax import lines_of
from tf1_ref.legacy.reading.trees import pieces
from tf1_ref.legacy.reading.trees.unspaced import NotRead, Unspaced

PYTHON_2_FIXES = [
    'apply',
    'basestring',
    'buffer',
    'dict',
    'except',
    'exec',
    'execfile',
    'exitfunc',
    'funcattrs',
    'getcwdu',
    'has_key',
    'imports',
    'imports2',
    'input',
    'intern',
    'itertools',
    'itertools_imports',
    'long',
    'map',
    'metaclass',
    'methodattrs',
    'ne',
    'next',
    'nonzero',
    'numliterals',
    'operator',
    'paren',
    'print',
    'raise',
    'raw_input',
    'reduce',
    'reload',
    'repr',
    'standarderror',
    'sys_exc',
    'throw',
    'tuple_params',
    'types',
    'unicode',
    'urllib',
    'xrange',
    'xreadlines',
    'zip',
]
REFUSALS = (SyntaxError, AttributeError, ValueError)  # what else a source that is neither leads to
DIVISION = re.compile(rb'^\s*from\s+__future__\s+import\s+.*\bdivision\b', re.M)


@dataclasses.dataclass(frozen=True)
class Source:
    """A parsed file.

    Attributes:
        content: its bytes.
        tree: Python's own syntax tree; None if the file cannot be parsed, or had to be converted.
        findings: what parsing has to say.
        of_python_2: the syntax tree with white space of what was Python 2; None of anything else.
    """

    content: bytes
    tree: ast.Module | None
    findings: list[Finding]
    of_python_2: cst.Module | None = None

    @property
    def converted(self) -> bool:
        """Whether it was Python 2."""
        return self.of_python_2 is not None

    @functools.cached_property
    def module(self) -> Any:
        """The `cst.Module` with white space, made when it is asked for; None if the file cannot be parsed."""
        if self.tree is None:
            return self.of_python_2
        with _unchecked():
            return pieces.parse(self.content, self.tree)

    @functools.cached_property
    def spans(self) -> Spans | None:
        """Where the statements of `module` stand; None if they have to be written to be found."""
        if self.tree is None or self.module is None or self.content.startswith(codecs.BOM_UTF8):
            return None
        try:
            return Spans(self.module, self.tree, self.content.decode(self.module.encoding))
        except ValueError:
            return None

    @functools.cached_property
    def to_read(self) -> Source | Unspaced:
        """What has the same names on the same lines, and may have no white space: for those who write nothing."""
        if self.tree is None:
            return self
        try:
            return Unspaced(self.tree)
        except NotRead:
            return self

    @functools.cached_property
    def _lines(self):
        return lines_of(self.module)

    def line(self, node: cst.CSTNode, ancestors: dict[int, cst.CSTNode]) -> int:
        """The line on which a node of `module` begins; for `ancestors` see `Spans.line`."""
        if self.spans is not None:
            return self.spans.line(node, ancestors)
        return self._lines.get(id(node), 1)

    def written(self, module: cst.Module) -> bytes:
        """The bytes of what has become of `module`."""
        if self.spans is None:
            return module.bytes
        return self.spans.code(module).encode(module.encoding)


@contextlib.contextmanager
def _unchecked():
    """Keeps libcst's nodes from checking themselves: its parser makes valid ones. Saves a sixth of its time."""
    node: Any = cst.CSTNode
    check, node.__post_init__ = node.__post_init__, lambda self: None
    try:
        yield
    finally:
        node.__post_init__ = check


def parse(file: str, content: bytes) -> Source:
    """Parses a file; one in Python 2 is converted first.

    Args:
        file: what the report calls it.
        content: its bytes, in the encoding that it declares.

    Raises:
        RecursionError: it is nested too deeply for Python's present limit.
    """
    tree, refusal = _tree(content)
    if refusal is None:
        # What Python refuses is kept from libcst's parser, which may overflow the stack.
        return Source(content, tree, [])
    try:
        converted = None if isinstance(refusal, python2_syntax.TooDeep) else _from_python_2(file, content)
    except python2_syntax.TooDeep as error:
        converted, refusal = None, error
    if converted is not None:
        return converted
    what = f'cannot be parsed: {refusal.msg}'
    return Source(content, None, [Finding(file, refusal.lineno or 1, UNREADABLE, 'source', what, 'mend the syntax')])


def _tree(content):
    """Python's own syntax tree of a source, and why it refuses it; None for either."""
    try:
        return python3.tree(content), None
    except SyntaxError as error:
        return None, error


def _from_python_2(file, content):
    from fissix import pgen2

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return None
    newline = '\r\n' if '\r\n' in text else '\n'
    fixes = python2_own.without_own(PYTHON_2_FIXES, text)
    try:
        tree = python2_syntax.tool(fixes).refactor_string(text.replace('\r\n', '\n').rstrip('\n') + '\n', file)
        converted = str(tree).replace('\n', newline).encode(encoding)
        of_python_3, _ = _tree(converted)
        if of_python_3 is None:
            return None
        module = pieces.parse(converted, of_python_3)
    except python2_syntax.TooDeep:
        raise
    except (pgen2.parse.ParseError, pgen2.tokenize.TokenError, cst.ParserSyntaxError, *REFUSALS):
        return None
    findings = [Finding(file, 1, CHANGED, 'source', 'Python 2 became Python 3')]
    if not DIVISION.search(content):
        module, found = divisions.settle(file, module)
        findings += found
    return Source(content, None, findings, module)
