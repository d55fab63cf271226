"""What graphs are fed, and what is taken from them."""

import dataclasses

from tests.graphs.small_graphs import Sides, changed, dense, with_ops, without
from tf1_ref.graphs.diff.interface import InterfaceDiff
from tf1_ref.graphs.graph import Op


def compared(left, right):
    sides = Sides(left, right)
    interface = InterfaceDiff(sides.graphs, sides.findings, sides.missing)
    interface.compare_placeholders()
    interface.compare_end_points()
    return sides


def test_the_same():
    assert compared(dense(), dense()).found() == []


def test_shape_and_type_of_a_placeholder():
    wider = changed(dense(), 'x', shapes=((None, 4),))
    assert compared(dense(), wider).found() == [('interface', 'shape', 'x', '[?, 3]', '[?, 4]')]
    double = changed(dense(), 'x', attributes={'dtype': 'float64'})
    assert compared(dense(), double).found() == [('interface', 'dtype', 'x', 'float32', 'float64')]
    untold = changed(dense(), 'x', shapes=None)
    assert compared(dense(), untold).found() == []


def test_a_placeholder_more_or_less_takes_what_hangs_on_it_along():
    flag = Op('flag', 'Placeholder', attributes={'dtype': 'bool'})
    more = with_ops(dense(), 1, flag, Op('not', 'LogicalNot', ('flag:0',)))
    more = dataclasses.replace(more, placeholders=['x', 'flag'])
    sides = compared(dense(), more)
    assert sides.found() == [('interface', 'extra', 'flag', None, 'flag bool')]
    assert sides.findings.right == {1: sides.findings.all[0], 2: sides.findings.all[0]}
    assert compared(more, dense()).found() == [('interface', 'missing', 'flag', 'flag bool', None)]


def test_another_op_in_the_place_of_a_placeholder():
    constant = changed(dense(), 'x', type='Const')
    constant = dataclasses.replace(constant, placeholders=[])
    assert compared(dense(), constant).found() == [('interface', 'missing', 'x', 'Placeholder x', 'Const x')]
    assert compared(constant, dense()).found() == [('interface', 'extra', 'x', 'Const x', 'Placeholder x')]


def test_placeholders_in_another_order():
    two = with_ops(dense(), 1, Op('flag', 'Placeholder', attributes={'dtype': 'bool'}))
    one, other = (dataclasses.replace(two, placeholders=names) for names in (['x', 'flag'], ['flag', 'x']))
    assert compared(one, other).found() == [('interface', 'order', 'x', 'x, flag', 'flag, x')]


def test_end_points():
    named = dataclasses.replace(dense(), end_points={'pred': 'out:0'})
    other = dataclasses.replace(dense(), end_points={'prediction': 'out:0'})
    assert compared(named, other).found() == [('interface', 'renamed', 'pred', 'pred', 'prediction')]
    moved = dataclasses.replace(dense(), end_points={'pred': 'add:0'})
    assert compared(named, moved).found() == [('interface', 'output', 'pred', 'out:0', 'add:0')]
    more = dataclasses.replace(dense(), end_points={'pred': 'out:0', 'logit': 'add:0'})
    assert compared(named, more).found() == [('interface', 'extra', 'logit', None, 'add:0')]
    assert compared(more, named).found() == [('interface', 'missing', 'logit', 'add:0', None)]


def test_an_output_that_one_source_does_not_tell():
    silent = dataclasses.replace(dense(), end_points={})
    assert compared(dense(), silent).found() == []  # nothing uses it here or there
    assert compared(dense(), dataclasses.replace(dense(), end_points=None)).found() == []


def test_of_a_renamed_op_the_end_point_is_the_same():
    renamed = dataclasses.replace(changed(dense(), 'out', name='pred'), end_points={'pred': 'pred:0'})
    assert compared(dense(), renamed).found() == []


def test_an_end_point_that_is_gone_follows_from_its_op():
    gone = dataclasses.replace(without(dense(), 'out'), end_points={})
    left = dataclasses.replace(dense(), end_points={'pred': 'out:0'})
    sides = Sides(left, gone)
    sides.missing.report(late=False)
    InterfaceDiff(sides.graphs, sides.findings, sides.missing).compare_end_points()
    cause, follows = sides.findings.all
    assert (cause.layer, cause.kind, cause.name) == ('topology', 'missing', 'out')
    assert (follows.layer, follows.kind, follows.name) == ('interface', 'missing', 'pred') and follows.cause is cause
