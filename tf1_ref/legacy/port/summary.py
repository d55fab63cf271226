"""The end of a long report: what was found, by kind, so that a repository's hundreds of lines are told in ten."""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Sequence

from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE, UNREADABLE, Finding
from tf1_ref.terminal import counted

MOST_KINDS, FROM = 10, 12  # lines of the summary, and findings from which on there is one
_WORST = (UNREADABLE, BLOCKER, NOTE)
_NAME = re.compile(r'\b[A-Za-z_]\w*(?:\.\w+)+')


@dataclasses.dataclass
class Kind:
    """Findings that differ in nothing but the names that they are about, and where they are.

    Attributes:
        first: the first of them.
        findings: how many there are.
        files: those that have some.
        names: what they are about, most often said first.
    """

    first: Finding
    findings: int = 0
    files: set[str] = dataclasses.field(default_factory=set)
    names: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)

    def __str__(self):
        text = self.first.what
        others = [name for name, _ in self.names.most_common() if name not in text]
        more = f' (also {", ".join(others[:3])}{", ..." if others[3:] else ""})' if others else ''
        advice = f'; {self.first.advice}' if self.first.advice else ''
        where = f', the first at {self.first.file}:{self.first.line}'
        files = f' in {len(self.files)} files' if len(self.files) > 1 else ''
        return f'{self.findings:5} x {self.first.kind}: {text}{more}{advice} [{self.first.rule}]{files}{where}'


def kinds_of(findings: Sequence[Finding]) -> list[Kind]:
    """The kinds of what is not a mere change: worst first, and what is most frequent first."""
    found: dict[tuple, Kind] = {}
    for one in findings:
        if one.kind == CHANGED:
            continue
        kind = found.setdefault((one.kind, one.rule, _NAME.sub('', one.what)), Kind(one))
        kind.findings += 1
        kind.files.add(one.file)
        kind.names.update(_NAME.findall(one.what)[:1])
    return sorted(found.values(), key=lambda kind: (_WORST.index(kind.first.kind), -kind.findings))


def lines_of(findings: Sequence[Finding]) -> list[str]:
    """The lines of the summary; none where the report is short anyway."""
    kinds = kinds_of(findings)
    if sum(kind.findings for kind in kinds) < FROM:
        return []
    lines = ['', 'By kind (port --explain CODE tells what a code in brackets means):', *map(str, kinds[:MOST_KINDS])]
    rest = sum(kind.findings for kind in kinds[MOST_KINDS:])
    return [*lines, *([f'{rest:5} others of {len(kinds) - MOST_KINDS} kinds'] if rest else []), '']


def statistics(findings: Sequence[Finding]) -> list[str]:
    """A line for each rule: how many findings of each kind it made, in how many files, and where the first is."""
    rules: dict[str, list[Finding]] = collections.defaultdict(list)
    for one in findings:
        rules[one.rule].append(one)
    width = max(map(len, rules), default=0)
    shown = [CHANGED, NOTE, BLOCKER, *([UNREADABLE] if any(one.kind == UNREADABLE for one in findings) else [])]
    lines = []
    for rule, found in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])):
        kinds = collections.Counter(one.kind for one in found)
        counts = '  '.join(f'{kinds[kind]:6} {kind}' for kind in shown)
        files = counted(len({one.file for one in found}), 'file')
        lines.append(f'{rule:{width}}  {counts}  in {files}, the first at {found[0].file}:{found[0].line}')
    return lines
