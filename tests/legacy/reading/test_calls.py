"""Which function of a module a call calls."""

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading.calls import Calls
from tf1_ref.legacy.reading.reaching import Reaching
from tf1_ref.legacy.reading.scopes import Scopes


def calls_in(text):
    scopes = Scopes(cst.parse_module(text))
    return Calls(scopes, Reaching(scopes))


@pytest.mark.parametrize(
    ('text', 'called', 'skipped'),
    [
        ('def f(x):\n    pass\nf(1)', 'f', 0),
        ('class A:\n    def __init__(self, x):\n        pass\nA(1)', '__init__', 1),
        ('class A:\n    def f(self, x):\n        pass\n    def g(self):\n        self.f(1)', 'f', 1),
        ('class A:\n    @staticmethod\n    def f(x):\n        pass\n    def g(self):\n        self.f(1)', 'f', 0),
        ('class A:\n    def feed(self, x):\n        pass\na.feed(1)', 'feed', 1),
        ('class A:\n    def update(self, x):\n        pass\na.update(1)', '', 0),  # of any dictionary
        ('class A:\n    def f(self):\n        pass\nclass B:\n    def f(self):\n        pass\na.f(1)', '', 0),
        ('def f(x):\n    pass\nf = 3\nf(1)', '', 0),
        ('f(1)', '', 0),
    ],
)
def test_called(text, called, skipped):
    found = calls_in(f'{text}\n')
    function, count = found.called(found.all[-1])
    assert (function.name.value if function else '', count if function else 0) == (called, skipped)


def test_calls_of():
    found = calls_in('class A:\n    def f(self):\n        pass\n    def g(self):\n        self.f()\na.f()\nf()\n')
    (function,) = found.functions['f']
    assert len(found.calls_of(function)) == 2 and found.calls_of(None) == []


def test_more_often():
    found = calls_in('x = 1\nfor y in z:\n    a(x)\nb(x)\ndef f():\n    c(x)\nf()\ndef g():\n    d(x)\ng()\ng()\n')
    first = {call.func.value: call for call in found.all}
    assert [found.more_often(first[name], first['b']) for name in 'abcd'] == [True, False, False, True]
