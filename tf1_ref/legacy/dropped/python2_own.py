"""Which of fissix's fixes would take a module's own names for Python 2's: its `def reduce`, its `class unicode`.

Fissix looks at the words alone. Where a source gives such a word a meaning of its own, the fix is left out, and what
looks at scopes (the rules of port, the built-in names of `run --py2`) does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Fix: the names that it replaces; of those in `METHODS` only a method of that name is the module's own.
NAMES = {
    'standarderror': ('StandardError',),
    'unicode': ('unicode', 'unichr'),
    'xrange': ('xrange', 'range'),
    **{
        name: (name,)
        for name in (
            'apply', 'basestring', 'buffer', 'execfile', 'filter', 'input', 'intern', 'long', 'map', 'raw_input',
            'reduce', 'reload', 'zip',
        )
    },
}  # fmt: skip
METHODS = {
    'has_key': ('has_key',),
    'dict': tuple(f'{kind}{name}' for kind in ('', 'iter', 'view') for name in ('items', 'keys', 'values')),
}
BOUND = (
    r'\b(?:def|class|import|as)\s+(?:{0})\b|\bfor\s[^\n:]*?\b(?:{0})\b[^\n:]*?\sin\b|\bimport\b[^\n]*\b(?:{0})\b'
    r'|\b(?:{0})\s*=(?!=)|\b(?:{0})\s*,[^\n=()]*=(?!=)|\b(?:def|lambda)\b[^\n:]*\b(?:{0})\b'
)
RAW = re.compile(r'\b[uU][rR][\'"]')


def without_own(fixes: Iterable[str], text: str) -> list[str]:
    """The fixes without those that would rename what a source means itself.

    Args:
        fixes: names of fixes of fissix, such as 'reduce'.
        text: the source.
    """
    return [name for name in fixes if not _is_own(name, text)]


def _is_own(fix, text):
    if fix == 'unicode' and RAW.search(text):
        return False  # such texts are nothing to Python 3
    if fix in METHODS:
        return re.search(rf'\bdef\s+(?:{"|".join(METHODS[fix])})\b', text) is not None
    names = '|'.join(NAMES.get(fix, ()))
    return bool(names) and re.search(names, text) is not None and re.search(BOUND.format(names), text) is not None
