"""What reading and porting a source have to say: changes, and what will not run or was not understood."""

from __future__ import annotations

import dataclasses

CHANGED, NOTE, BLOCKER, UNREADABLE = 'changed', 'note', 'blocker', 'unreadable'


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One line of the report.

    Attributes:
        file: what the user called the file.
        line: line number in the original, from 1; of a notebook, within the cell that `file` names.
        kind: `CHANGED`; `NOTE` (it runs, and something should be known); `BLOCKER` (it will not run, or was not
            understood); `UNREADABLE` (no Python, or no notebook: the whole file is left as it is).
        rule: the rule that found it, a module of `tf1_ref.legacy.port.rules`.
        what: the construct, and the reason.
        advice: what to do; '' where nothing is left to do.
    """

    file: str
    line: int
    kind: str
    rule: str
    what: str
    advice: str = ''

    def __str__(self):
        advice = f'; {self.advice}' if self.advice else ''
        return f'{self.file}:{self.line}: {self.kind}: {self.what}{advice} [{self.rule}]'
