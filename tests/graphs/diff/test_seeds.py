"""Op seeds that others have shifted."""

from tests.graphs.small_graphs import Sides, changed, dense, with_ops
from tf1_ref.graphs.diff.ops import OpDiff
from tf1_ref.graphs.diff.seeds import SeedDiff
from tf1_ref.graphs.graph import Op


def compared(left, right):
    sides = Sides(left, right)
    OpDiff(sides.findings, sides.known, sides.missing).compare()
    SeedDiff(sides.findings).explain()
    return sides.findings.all


def seeds(seed, seed2):
    return {'attributes': {'seed': seed, 'seed2': seed2}}


def test_a_seed_by_itself_begins_here():
    (difference,) = compared(dense(), changed(dense(), 'noise', **seeds('1', '4')))
    assert (difference.kind, difference.name, difference.cause) == ('seed2', 'noise', None)


def test_ops_before_it_have_shifted_a_seed():
    more = changed(with_ops(dense(), 4, Op('extra', 'Sin', ('x:0',))), 'noise', **seeds('1', '10'))
    extra, shifted = compared(dense(), more)
    assert (extra.kind, shifted.layer, shifted.cause) == ('extra', 'seeds', extra)


def test_by_another_number_than_there_are_ops_more_it_begins_here():
    more = changed(with_ops(dense(), 4, Op('extra', 'Sin', ('x:0',))), 'noise', **seeds('1', '11'))
    assert [one.cause for one in compared(dense(), more)] == [None, None]


def test_ops_behind_it_shift_nothing():
    more = changed(with_ops(dense(), 11, Op('extra', 'Sin', ('x:0',))), 'noise', **seeds('1', '10'))
    assert [(one.layer, one.cause) for one in compared(dense(), more)] == [('topology', None), ('seeds', None)]


def test_a_graph_seed_is_one_difference():
    other = changed(changed(dense(), 'noise', **seeds('3', '9')), 'W/init', **seeds('3', '2'))
    (difference,) = compared(dense(), other)
    assert (difference.kind, difference.left, difference.right) == ('seed', '1', '3')
    assert difference.names == ('W/init', 'noise')
