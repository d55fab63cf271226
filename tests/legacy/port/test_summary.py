"""The end of a long report: the same fault in many places is one line."""

from tf1_ref.legacy.port import summary
from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE, UNREADABLE, Finding


def gone(file, line, name):
    return Finding(file, line, BLOCKER, 'unknown', f'{name} is not supported: it left', 'use another')


def test_findings_that_differ_in_names_and_places_are_one_kind():
    found = [gone('a.py', 3, 'tf.contrib.x'), gone('a.py', 9, 'tf.contrib.y'), gone('b.py', 1, 'tf.contrib.y')]
    (kind,) = summary.kinds_of(found)
    assert (kind.findings, kind.files, kind.names) == (3, {'a.py', 'b.py'}, {'tf.contrib.x': 1, 'tf.contrib.y': 2})
    assert str(kind) == (
        '    3 x blocker: tf.contrib.x is not supported: it left (also tf.contrib.y); use another [unknown] '
        'in 2 files, the first at a.py:3'
    )


def test_the_worst_comes_first_and_changes_are_not_told():
    note = Finding('a.py', 1, NOTE, 'dynamic', 'getattr with a name')
    changed = Finding('a.py', 1, CHANGED, 'imports', 'import of tensorflow')
    broken = Finding('b.py', 1, UNREADABLE, 'source', 'cannot be parsed')
    kinds = summary.kinds_of([note, note, changed, gone('a.py', 2, 'tf.x'), broken])
    assert [(kind.first.kind, kind.findings) for kind in kinds] == [(UNREADABLE, 1), (BLOCKER, 1), (NOTE, 2)]


def test_a_short_report_has_no_summary():
    assert summary.lines_of([gone('a.py', line, 'tf.x') for line in range(summary.FROM - 1)]) == []
    lines = summary.lines_of([gone('a.py', line, 'tf.x') for line in range(summary.FROM)])
    assert 'port --explain CODE' in lines[1] and f'{summary.FROM:5} x blocker' in lines[2] and len(lines) == 4


def test_hundreds_of_lines_are_told_in_a_dozen():
    found = [Finding('a.py', line, NOTE, 'dynamic', 'abcdefghijklmnop'[line % 16] * 3) for line in range(400)]
    lines = summary.lines_of(found)
    assert len(lines) == summary.MOST_KINDS + 4 and lines[-2].endswith('others of 6 kinds')
