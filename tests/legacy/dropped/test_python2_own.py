"""What a source means itself is not taken for Python 2's."""

import pytest

from tf1_ref.legacy.dropped.python2_own import without_own


@pytest.mark.parametrize(
    'text',
    [
        'def reduce(f, x):\n    return f(x)',
        'class reduce(object):\n    pass',
        'from operator import add as reduce',
        'import functools, reduce',
        'reduce = 3',
        'x, reduce = 3, 4',
        'for x, reduce in y:\n    pass',
        'def f(x, reduce=3):\n    pass',
        'f = lambda reduce: 3',
    ],
)
def test_own(text):
    assert without_own(['print', 'reduce'], text) == ['print']


@pytest.mark.parametrize('text', ['x = reduce(f, y)', 'if reduce == x:\n    pass', 'def reduced(x):\n    pass', 'x'])
def test_of_python(text):
    assert without_own(['print', 'reduce'], text) == ['print', 'reduce']


def test_methods():
    assert without_own(['dict', 'has_key'], 'class A:\n    def iteritems(self):\n        pass') == ['has_key']
    assert without_own(['dict'], 'items = d.iteritems()') == ['dict']


def test_texts_that_python_3_cannot_read_are_rewritten_all_the_same():
    assert without_own(['unicode'], "class unicode(object):\n    pass\nx = ur'a'") == ['unicode']
