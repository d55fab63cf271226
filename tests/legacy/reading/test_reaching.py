"""Which assignment a name has its value from."""

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading.reaching import Reaching
from tf1_ref.legacy.reading.scopes import Scopes


def reached(text):
    """How many uses of `x`, or of `self.x`, may have their value from the assignment that gives `made`."""
    scopes = Scopes(cst.parse_module(text))
    reaching = Reaching(scopes)
    (assignment,) = (
        one for one in scopes.nodes if isinstance(one, cst.Assign) and getattr(one.value, 'value', '') == 'made'
    )
    target = assignment.targets[0].target
    found = reaching.from_name(target) if isinstance(target, cst.Name) else reaching.from_attribute(target)
    return len(found)


@pytest.mark.parametrize(
    ('text', 'count'),
    [
        ('x = made\nf(x)\nx = 3\nf(x)', 1),
        ('x = 3\nf(x)\nx = made\nf(x)', 1),
        ('if a:\n    x = made\nelse:\n    x = 3\nf(x)', 1),
        ('x = made\nif a:\n    x = 3\nf(x)', 1),
        ('x = made\nx = f(x)\nf(x)', 1),
        ('x = 3\nwhile a:\n    f(x)\n    x = made', 1),
        ('while a:\n    x = 3\n    f(x)\n    x = made', 0),
        ('x = made\ndef f():\n    return x', 1),
        ('x = made\nx = 3\ndef f():\n    return x', 0),
        ('x = made\ndef f(x):\n    return x', 0),
        ('class A:\n    def f(self):\n        self.x = made\n    def g(self):\n        return self.x', 1),
        (
            'class A:\n    def f(self):\n        self.x = made\n        self.x = 3\n    def g(self):\n        self.x',
            0,
        ),
        ('class A:\n    def f(self):\n        self.x = made\nf(a.x)', 1),
    ],
)
def test_reached(text, count):
    assert reached(text + '\n') == count


def test_order_and_path():
    scopes = Scopes(cst.parse_module('class A:\n    x = 3\n    y = x\n'))
    reaching = Reaching(scopes)
    first, second = (one for one in scopes.nodes if isinstance(one, cst.Name) and one.value == 'x')
    assert reaching.order(first) < reaching.order(second)
    assert reaching.class_around(first).name.value == 'A' and isinstance([*reaching.path(first)][-1], cst.Module)
    assert reaching.all_of(second) == [second]
