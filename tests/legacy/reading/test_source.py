"""Python 3 and Python 2 sources."""

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading import source


def test_python_3_is_parsed_as_it_is():
    text = 'match x:\n    case {"a": [1, *_]}:\n        print(f"{x!r:>{3}}")\nasync def f(a, /, *, b=3): await g()\n'
    parsed = source.parse('a.py', text.encode())
    assert parsed.module.bytes == text.encode() and parsed.findings == [] and not parsed.converted


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('print "a", x\n', 'print("a", x)\n'),
        ('print "a"\nfor i in xrange(3): pass\n', 'print("a")\nfor i in range(3): pass\n'),
        ('print d.iteritems()\n', 'print(iter(d.items()))\n'),
        ('import cPickle\nprint 1\n', 'import pickle\nprint(1)\n'),
        ('try: pass\nexcept E, e: pass\n', 'try: pass\nexcept E as e: pass\n'),
        ('print x  # kept\r\n', 'print(x)  # kept\r\n'),
    ],
)
def test_python_2_is_converted(before, after):
    parsed = source.parse('a.py', before.encode())
    assert parsed.module.bytes.decode() == after
    assert parsed.converted and parsed.findings[0].what == 'Python 2 became Python 3'


def test_divisions_are_marked():
    _, *notes = source.parse('a.py', b'print 1\nx = a / b\ny = "/"\n').findings
    assert [(one.line, one.kind) for one in notes] == [(2, 'note')]
    assert len(source.parse('a.py', b'from __future__ import division\nprint 1\nx = a / b\n').findings) == 1


@pytest.mark.parametrize(
    'content', [b'def f(:\n', b'print "a\n', b'# coding: no-such\nx\n', b'\xff\xfe\n', b'x = 1\n  y\n']
)
def test_what_no_python_reads(content):
    parsed = source.parse('a.py', content)
    assert parsed.module is None
    assert [one.kind for one in parsed.findings] == ['unreadable']


@pytest.mark.parametrize(
    ('content', 'what'), [(b'-' * 100_000, 'nested too deeply'), (b'[' * 100_000, 'too many nested parentheses')]
)
def test_what_is_too_deep_for_python_is_not_tried_in_python_2(monkeypatch, content, what):
    monkeypatch.setattr(source, '_from_python_2', None)  # it would take minutes
    (finding,) = source.parse('a.py', b'\nx = ' + content + b'1').findings
    assert (finding.kind, finding.what) == ('unreadable', f'cannot be parsed: {what}')


@pytest.mark.parametrize('content', [b'x = 1\n\ny = $a\n', b'x = 1\n\n!ls\n', b'"""a\nb"""\nx = `a` ? b\n'])
def test_a_character_that_stands_for_nothing_is_found_where_it_is(content):
    (finding,) = source.parse('a.py', content).findings
    assert finding.line == 3


def test_the_tree_is_made_when_it_is_asked_for():
    parsed = source.parse('a.py', b'x = 1\n')
    check = cst.CSTNode.__post_init__
    assert 'module' not in vars(parsed) and parsed.module.code == 'x = 1\n'
    assert cst.CSTNode.__post_init__ is check


@pytest.mark.parametrize('start', [b'\xef\xbb\xbf', b'# coding: latin-1\n', b''])
def test_what_has_become_of_a_module_is_written_in_its_encoding(start):
    content = start + 'a = "ä"\nb = 1\n'.encode('latin-1' if b'latin' in start else 'utf-8')
    parsed = source.parse('a.py', content)
    module = parsed.module.with_changes(body=[*parsed.module.body[:-1], cst.parse_statement('c = 2\n')])
    assert parsed.written(module) == content.replace(b'b = 1', b'c = 2')
    assert (parsed.spans is None) == start.startswith(b'\xef')
