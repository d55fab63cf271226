"""What the nodes of a module bind."""

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading.bindings import Bindings
from tf1_ref.legacy.reading.scopes import Scopes

TEXT = """
from a import *
import b.c
x, (y, self.z) = 1, (2, b)
def f(p, /, q): g(x)
class K: w: int = 3
"""


def test_bindings():
    bindings = Bindings(Scopes(cst.parse_module(TEXT)).nodes)
    assert sorted(value.value for value in bindings.values.values()) == ['1', '2', '3']
    assert [value.value for value in bindings.attributes['z']['self']] == ['b']
    assert sorted(bindings.parameters.values()) == [('f', 0), ('f', 1)]
    assert list(bindings.calls) == ['g'] and len(bindings.stars) == 1 and bindings.functions == {'f'}
    assert bindings.all_names == {'b', 'x', 'y', 'self', 'p', 'q', 'f', 'g', 'K', 'w', 'int'}
    assert [node.attr.value for node in bindings.attribute_nodes] == ['z']
