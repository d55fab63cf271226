"""A line of the report."""

from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE, Finding


def test_as_a_line():
    found = Finding('a.py', 3, BLOCKER, 'unknown', 'tf.nonsense is nowhere', 'replace it by hand')
    assert str(found) == 'a.py:3: blocker: tf.nonsense is nowhere; replace it by hand [unknown]'
    assert str(Finding('n.ipynb[2]', 1, CHANGED, 'imports', 'import')) == 'n.ipynb[2]:1: changed: import [imports]'


def test_by_file_and_line():
    found = [Finding('b.py', 1, NOTE, 'r', 'w'), Finding('a.py', 9, NOTE, 'r', 'w'), Finding('a.py', 2, NOTE, 'r', 'w')]
    assert [(one.file, one.line) for one in sorted(found)] == [('a.py', 2), ('a.py', 9), ('b.py', 1)]


def test_what_is_said_twice_is_the_same():
    assert Finding('a.py', 1, NOTE, 'r', 'w') == Finding('a.py', 1, NOTE, 'r', 'w', '')
    assert len({Finding('a.py', 1, NOTE, 'r', 'w'), Finding('a.py', 1, NOTE, 'r', 'w')}) == 1
