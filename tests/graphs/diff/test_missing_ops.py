"""Ops of one graph only, in groups that hang together."""

import dataclasses

from tests.graphs.small_graphs import Sides, changed, dense, with_ops
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.differences import Difference
from tf1_ref.graphs.diff.layers import TOPOLOGY, VARIABLES
from tf1_ref.graphs.graph import Op

SUM = (Op('two', 'Const'), Op('double', 'Mul', ('out:0', 'two:0')))


def grown(place=11):
    return with_ops(dense(), place, *SUM)


def test_ops_that_hang_together_are_one_difference():
    sides = Sides(dense(), grown())
    sides.missing.report(late=False)
    (difference,) = sides.findings.all
    assert (difference.kind, difference.name, difference.right) == ('extra', 'two', 'Const two')
    assert difference.names == ('two', 'double')
    assert sides.missing.unmatched(11, True) == (11, 12) and sides.missing.unmatched(10, True) == ()
    other = Sides(grown(), dense())
    other.missing.report(late=False)
    assert other.found() == [('topology', 'missing', 'two', 'Const two', None)]


def test_groups_that_do_not_hang_together_are_several():
    more = with_ops(dense(), 11, Op('two', 'Const'), Op('three', 'Shape', ('x:0',)))
    sides = Sides(dense(), more)
    sides.missing.report(late=False)
    assert [name for _, _, name, _, _ in sides.found()] == ['two', 'three']


def test_gradients_and_updates_are_late_and_follow():
    ops = (
        Op('gradients/out_grad/ReluGrad', 'ReluGrad', ('out:0', 'add:0')),
        Op('update', 'ApplyGradientDescent', ('b:0', 'b/init:0', 'gradients/out_grad/ReluGrad:0')),
    )
    sides = Sides(dense(), with_ops(dense(), 11, *ops))
    right = sides.findings.matching.right
    assert [sides.missing.is_late(right, number) for number in (10, 11, 12)] == [False, True, True]
    assert sides.missing.is_gradient(right, 11) and not sides.missing.is_gradient(right, 12)
    assert sides.missing.forward(right, 11) == 10 and sides.missing.forward(right, 12) is None
    sides.missing.report(late=False)
    assert sides.found() == []
    sides.missing.report(late=True)
    assert [(kind, name) for _, kind, name, _, _ in sides.found()] == [('extra', 'gradients/out_grad/ReluGrad')]


def test_another_optimizer_is_one_difference():
    def trained(kind, *more):
        return with_ops(dense(), 11, Op('rate', 'Const'), Op('step', kind, ('b:0', *more, 'rate:0', 'add:0')))

    sides = Sides(trained('ApplyGradientDescent'), trained('ApplyMomentum', 'W:0'))
    sides.missing.optimizer([])
    assert sides.found() == [
        (TOPOLOGY, 'optimizer', 'ApplyGradientDescent', 'ApplyGradientDescent', 'ApplyMomentum'),
    ]
    same = Sides(trained('ApplyAdam'), trained('ApplyAdam'))
    same.missing.optimizer([])
    assert same.found() == []


def test_causes_nearby():
    sides = Sides(dense(), dense())
    difference = sides.findings.add(Difference(VARIABLES, 'shape', 'W'), 1, None)
    assert sides.missing.cause_near(7, None) is difference  # `mul` reads it
    assert sides.missing.cause_near(8, None) is None and sides.missing.cause_near(None, 7) is None
    assert sides.missing.cause_of_edges([1], [1]) is None  # both have it


def test_a_variable_is_not_replaced_by_an_operation():
    """What stands in its place follows from it; whether the names agree makes no difference."""
    for name in ('b', 'bias'):
        ops = [op for op in changed(dense(), 'b', name=name, type='Const').ops if not op.name.startswith('b/')]
        other = dataclasses.replace(dense(), variables=dense().variables[:1], ops=ops)
        there, back = compare(dense(), other, (VARIABLES, TOPOLOGY)), compare(other, dense(), (VARIABLES, TOPOLOGY))
        assert [(d.layer, d.kind, d.left, d.right) for d in there.differences] == [
            (VARIABLES, 'missing', 'b [5] float32', None)
        ]
        assert ('extra', f'Const {name}') in [(d.kind, d.right) for d in there.following]
        assert [(d.layer, d.kind, d.left, d.right) for d in back.differences] == [
            (VARIABLES, 'extra', None, 'b [5] float32'),
            (TOPOLOGY, 'missing', f'Const {name}', None),
        ]
