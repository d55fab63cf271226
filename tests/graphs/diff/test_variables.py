"""Variables of two graphs: which is which, what differs, and what it touches."""

import dataclasses

import pytest

from tests.graphs.graph_changes import with_variable
from tests.graphs.small_graphs import Sides, changed, dense, without
from tf1_ref.graphs.diff.matching import SAME_PLACE
from tf1_ref.graphs.diff.variables import VariableDiff
from tf1_ref.graphs.graph import Graph, Variable


def compared(left, right):
    sides = Sides(left, right)
    variables = VariableDiff(sides.graphs, sides.findings, sides.known, sides.missing)
    variables.compare()
    return sides, variables


def names(pairs):
    return [(one.name, other.name) for one, other, _ in pairs]


def test_the_same():
    sides, variables = compared(dense(), dense())
    assert sides.found() == [] and variables.renames == []
    assert names(variables.pairs) == [('W', 'W'), ('b', 'b')]


@pytest.mark.parametrize(
    ('change', 'found'),
    [
        ({'shape': (3, 7)}, ('shape', '[3, 5]', '[3, 7]')),
        ({'dtype': 'float64'}, ('dtype', 'float32', 'float64')),
        ({'trainable': False}, ('trainable', 'True', 'False')),
        ({'initializer': 'TruncatedNormal'}, ('initializer', 'RandomUniform', 'TruncatedNormal')),
    ],
)
def test_what_a_variable_is(change, found):
    sides, _ = compared(dense(), with_variable(dense(), 0, **change))
    kind, left, right = found
    assert sides.found() == [('variables', kind, 'W', left, right)]
    untold = with_variable(dense(), 0, **dict.fromkeys(change)) if kind != 'shape' and kind != 'dtype' else dense()
    assert compared(dense(), untold)[0].found() == []


def test_what_computes_the_initial_value_follows():
    sides, _ = compared(dense(), with_variable(dense(), 0, initializer='TruncatedNormal'))
    (difference,) = sides.findings.all
    touched = [sides.findings.matching.left.name(number) for number, one in sides.findings.left.items()]
    assert sorted(touched) == ['W/Assign', 'W/init'] and set(sides.findings.left.values()) == {difference}


def test_another_name_is_a_rename_and_less_sure_where_the_shape_is_another():
    renamed = with_variable(changed(dense(), 'W', name='kernel'), 0, name='kernel')
    sides, variables = compared(dense(), renamed)
    assert sides.found() == [] and names(variables.pairs) == [('W', 'kernel'), ('b', 'b')]
    (rename,) = variables.renames
    assert (rename.left, rename.right) == ('W', 'kernel')
    (unsure,) = compared(dense(), with_variable(renamed, 0, shape=(3, 7)))[1].renames
    assert unsure.confidence < rename.confidence


def test_a_variable_less_takes_its_ops_along():
    gone = without(changed(dense(), 'out', inputs=('mul:0',)), 'add', 'b', 'b/init', 'b/Assign')
    gone = dataclasses.replace(gone, variables=gone.variables[:1])
    sides, _ = compared(dense(), gone)
    assert sides.found() == [('variables', 'missing', 'b', 'b [5] float32', None)]
    touched = {sides.findings.matching.left.name(number) for number in sides.findings.left}
    assert touched == {'add', 'b', 'b/init', 'b/Assign'}
    assert compared(gone, dense())[0].found() == [('variables', 'extra', 'b', None, 'b [5] float32')]


def test_another_order_of_creation():
    turned = dataclasses.replace(dense(), variables=dense().variables[::-1])
    sides, _ = compared(dense(), turned)
    texts = 'is created as number 2', 'is created as number 1'
    assert sides.found() == [('variables', 'order', 'b', *texts)]


def test_without_ops_by_name_then_by_shape_and_last_name():
    def checkpoint(*variables):
        return Graph('c', [Variable(name, shape, 'float32') for name, shape in variables], ops=None)

    left = checkpoint(('a/W', (3, 5)), ('a/b', (5,)), ('a/c', (5,)), ('same', ()))
    right = checkpoint(('n/W', (3, 5)), ('n/b', (5,)), ('n/d', (5,)), ('same', ()))
    sides, variables = compared(left, right)
    assert names(variables.pairs) == [('a/W', 'n/W'), ('a/b', 'n/b'), ('a/c', 'n/d'), ('same', 'same')]
    sure = {one.name: round(confidence, 2) for one, _, confidence in variables.pairs}
    assert sure['a/b'] == round(SAME_PLACE + 0.2, 2) and sure['a/c'] == SAME_PLACE
