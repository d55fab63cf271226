"""Where a value goes in a module."""

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading.flows import Flows
from tf1_ref.legacy.reading.scopes import Scopes


def uses(text):
    """The lines of what is done with `made()`, each with a mark where it may be done more often."""
    module = cst.parse_module(text)
    flows = Flows(Scopes(module))
    (made,) = (one for one in flows.calls if getattr(one.func, 'value', '') == 'made')
    found = flows.uses(made)
    return sorted(
        f'{type(one.around).__name__}{"*" * one.again}{"?" * one.partial}{"[]" * one.inside}' for one in found
    )


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('x = made()\nx[0]\nx.y', ['Attribute', 'Subscript']),
        ('x = y = made()\nx[0]\ny[1]', ['Subscript', 'Subscript']),
        ('x, (y, z) = 1, 2\nx, y = made(), 3\nx[0]\ny[0]', ['Subscript']),
        ('x = made() if y else 3\nx[0]', ['Subscript?']),
        ('x = made()\nwhile y:\n    x[0]', ['Subscript*']),
        ('def f():\n    return made()\nf()[0]\nfor x in f():\n    pass', ['For', 'Subscript']),
        ('def f(x, y):\n    return y[0]\nf(1, made())', ['Subscript']),
        ('def f(x):\n    return [x for y in z]\nf(made())', ['Expr*[]']),
        ('x = [made()]\nfor y in x:\n    y.z', ['Attribute']),
        ('x = {}\nx[1] = made()\nx[2].y', ['Attribute?']),
        ('class A:\n    def f(self):\n        self.x = made()\n    def g(self):\n        self.x[0]', ['Subscript*']),
        (
            'class A:\n    def f(self):\n        self.x = made()\nclass B:\n    x = 3\n    self.x = 3\n    self.x[0]',
            ['Assign'],
        ),
        ('def f():\n    yield made()\nfor x in f():\n    x[0]', ['Subscript']),
        ('def f():\n    yield made()\nx = f()\nnext(x)[0]\nx.next()[1]', ['Subscript', 'Subscript?']),
        ('def f():\n    yield 1, made()\nfor x, y in f():\n    y[0]', ['Subscript']),
        ('def f():\n    yield 1, made()\nz = f()\nfor x, y in z:\n    y[0]', ['Subscript']),
        ('def f():\n    yield made()\nfor i, x in enumerate(f()):\n    x[0]', ['Subscript']),
        ('def f():\n    yield made(), 1', ['Yield[]']),
        ('def f():\n    return made(), 1', ['Return[]']),
        ('def f():\n    return 1, made()\nx = f()\nx[1][0]', ['Subscript']),
        ('def f():\n    return {1: made()}', ['Return[]']),
        ('x = dict(a=made())\nx[1][0]', ['Subscript']),
        ('class A:\n    def feed(self, x):\n        return x[0]\na = A()\na.feed(made())', ['Subscript']),
        ('f(made())', ['Arg']),
        ('made()', ['Expr']),
    ],
)
def test_uses(text, found):
    assert uses(text + '\n') == found


def test_the_default_of_a_parameter():
    flows = Flows(Scopes(cst.parse_module('def f(x=made()):\n    return x[0]\n')))
    (parameter,) = (around for around in flows.path(flows.calls[0]) if isinstance(around, cst.Param))
    assert [(type(one.around), one.again) for one in flows.of_default(parameter)] == [(cst.Subscript, True)]


def test_changes():
    flows = Flows(Scopes(cst.parse_module('a.b[1] = 2\ndel a.b[3]\na.b.pop(4)\nb[1] = 2\na.b[5]\n')))
    assert len(flows.changes('a.b', ['pop'])) == 3
