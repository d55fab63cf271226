"""Which binding a name refers to."""

from tests import needs

needs.modules('libcst')

import libcst as cst
import pytest

from tf1_ref.legacy.reading.scopes import Scopes

USE = 'USE'


def binding_of(text):
    """The type of what binds `x` where the text says `USE(x)`, or None."""
    module = cst.parse_module(text)
    scopes = Scopes(module)
    (name,) = [node.args[0].value for node in scopes.nodes if isinstance(node, cst.Call) and node.func.value == USE]
    found = scopes.of[id(name)].find('x')
    return [type(node).__name__ for node in found]


@pytest.mark.parametrize(
    ('text', 'kinds'),
    [
        ('import x\nUSE(x)', ['Import']),
        ('import x.y\nUSE(x)', ['Import']),
        ('from a import b as x\nUSE(x)', ['ImportFrom']),
        ('x = 1\nx = 2\nUSE(x)', ['Name', 'Name']),
        ('a, (x, *b) = c\nUSE(x)', ['Name']),
        ('*x, b = c\nUSE(x)', ['Name']),
        ('x: int = 3\nUSE(x)', ['Name']),
        ('x += 3\nUSE(x)', ['AugAssign']),
        ('if (x := 3): USE(x)', ['Name']),
        ('for x in y: USE(x)', ['For']),
        ('with y as x: USE(x)', ['AsName']),
        ('try: pass\nexcept E as x: USE(x)', ['AsName']),
        ('match y:\n    case [x, 3]: USE(x)', ['MatchAs']),
        ('match y:\n    case [3, *x]: USE(x)', ['MatchStar']),
        ('def x(): USE(x)', ['FunctionDef']),
        ('class x: pass\nUSE(x)', ['ClassDef']),
        ('import x\ndef f(x): USE(x)', ['Param']),
        ('import x\ndef f(*x): USE(x)', ['Param']),
        ('import x\ndef f(a=USE(x), x=1): pass', ['Import']),
        ('import x\ndef f(a: USE(x)): pass', ['Import']),
        ('import x\n@USE(x)\ndef f(x): pass', ['Import']),
        ('import x\nlambda x: USE(x)', ['Param']),
        ('import x\nlambda y: USE(x)', ['Import']),
        ('import x\n[USE(x) for x in y]', ['CompFor']),
        ('import x\n[1 for a in y for x in z if USE(x)]', ['CompFor']),
        ('import x\ndef f():\n    USE(x)\n    x = 1', ['Name']),
        ('import x\ndef f():\n    def g(): USE(x)', ['Import']),
        ('class A:\n    x = 1\n    USE(x)', ['Name']),
        ('class A:\n    x = 1\n    def f(self): USE(x)', []),
        ('import x\nclass A(USE(x)):\n    x = 1', ['Import']),
        ('import x\ndef f():\n    global x\n    x = 1\nUSE(x)', ['Import', 'Name']),
        ('def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    USE(x)', ['Name', 'Name']),
        ('y.x = 1\nUSE(x)', []),
        ('f(x=1)\nUSE(x)', []),
        ('from x import *\nUSE(x)', []),
    ],
)
def test_bindings(text, kinds):
    assert binding_of(text) == kinds


def test_attributes_that_are_asked_of_a_name():
    scopes = Scopes(cst.parse_module('tf.nn.relu(x.y, z)'))
    asked = {node.value: scopes.asked_of(node) for node in scopes.nodes if isinstance(node, cst.Name)}
    assert asked['tf'] == 'nn.relu' and asked['x'] == 'y' and asked['z'] == ''
