"""A source file as text that Python 3 can parse, and back to the bytes it came from."""

from __future__ import annotations

import dataclasses
import io
import re
import tokenize

import libcst as cst

from tf1_ref.legacy.reading import divisions, python3
from tf1_ref.legacy.reading.findings import CHANGED, UNREADABLE, Finding

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
    'filter',
]
REFUSALS = (SyntaxError, AttributeError, ValueError)  # what else a source that is neither leads to
DIVISION = re.compile(rb'^\s*from\s+__future__\s+import\s+.*\bdivision\b', re.M)


@dataclasses.dataclass(frozen=True)
class Source:
    """A parsed file.

    Attributes:
        module: the syntax tree; None if the file cannot be parsed.
        findings: what parsing has to say.
        converted: whether it was Python 2.
    """

    module: cst.Module | None
    findings: list[Finding]
    converted: bool = False


def parse(file: str, content: bytes) -> Source:
    """Parses a file; one in Python 2 is converted first.

    Args:
        file: what the report calls it.
        content: its bytes, in the encoding that it declares.

    Raises:
        RecursionError: it is nested too deeply for Python's present limit.
    """
    refusal = _refusal(content)
    if refusal is None:
        # What Python refuses is kept from the parser, which may overflow the stack.
        return Source(cst.parse_module(content), [])
    converted = None if isinstance(refusal, python3.TooDeep) else _from_python_2(file, content)
    if converted is not None:
        return converted
    what = f'cannot be parsed: {refusal.msg}'
    return Source(None, [Finding(file, refusal.lineno or 1, UNREADABLE, 'source', what, 'mend the syntax')])


def _refusal(content):
    """Why Python does not take a source; None if it does."""
    try:
        python3.tree(content)
    except SyntaxError as error:
        return error
    return None


def _from_python_2(file, content):
    from fissix import pgen2, refactor

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return None
    newline = '\r\n' if '\r\n' in text else '\n'
    tool = refactor.RefactoringTool([f'fissix.fixes.fix_{name}' for name in PYTHON_2_FIXES])
    try:
        tree = tool.refactor_string(text.replace('\r\n', '\n').rstrip('\n') + '\n', file)
        converted = str(tree).replace('\n', newline).encode(encoding)
        if _refusal(converted):
            return None
        module = cst.parse_module(converted)
    except (pgen2.parse.ParseError, pgen2.tokenize.TokenError, cst.ParserSyntaxError, *REFUSALS):
        return None
    findings = [Finding(file, 1, CHANGED, 'source', 'Python 2 became Python 3')]
    if not DIVISION.search(content):
        module, found = divisions.settle(file, module)
        findings += found
    return Source(module, findings, converted=True)
