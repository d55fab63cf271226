"""What a comparison keeps of its differences: which ops they touch, and known rewrites apart from them."""

from tests.graphs.small_graphs import dense
from tf1_ref.graphs.diff.differences import FOLLOWS_FROM_REWRITES, REWRITTEN, Difference, Findings
from tf1_ref.graphs.diff.layers import ATTRIBUTES, TOPOLOGY
from tf1_ref.graphs.diff.matching import match


def findings():
    return Findings(match(dense(), dense()))


def test_a_difference_is_about_its_name_at_least():
    assert Difference(TOPOLOGY, 'type', 'mul').names == ('mul',)
    assert Difference(TOPOLOGY, 'missing', 'mul', names=('mul', 'add')).names == ('mul', 'add')
    assert Difference(TOPOLOGY, 'type', 'mul') != Difference(TOPOLOGY, 'type', 'mul')  # each is one of its own


def test_the_first_that_touches_an_op_stays():
    found = findings()
    first, second = (Difference(TOPOLOGY, 'type', name) for name in ('mul', 'add'))
    assert found.add(first, 7, 7) is first
    found.add(second, 7, None)
    assert found.all == [first, second]
    assert found.left == {7: first} and found.right == {7: first}


def test_what_follows_touches_with_its_cause():
    found = findings()
    cause = Difference(TOPOLOGY, 'type', 'mul')
    found.add(Difference(ATTRIBUTES, 'shape', 'add', cause=cause), 8, 8)
    assert found.left == found.right == {8: cause}


def test_known_rewrites_are_counted_and_are_no_differences():
    found = findings()
    found.rewritten('AddV2', 8, 8)
    found.add(Difference(ATTRIBUTES, 'shape', 'out', cause=REWRITTEN), 10, None)
    assert found.all == [] and found.rewrites == {'AddV2': 1, FOLLOWS_FROM_REWRITES: 1}
    assert found.left == {8: REWRITTEN, 10: REWRITTEN} and found.right == {8: REWRITTEN}
