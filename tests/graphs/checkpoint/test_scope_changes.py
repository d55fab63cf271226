"""Each change alone: which names it takes for the same, and what it says of it."""

from tf1_ref.graphs.checkpoint.scope_changes import LEAVES, SCOPES, Change, Side, changes_of


def side(*names):
    return Side(dict.fromkeys(names, ((3, 5), 'float32')))


def test_no_change():
    assert Change().pairs(side('a/W', 'b/W'), side('a/W', 'c/W')) == {'a/W': 'a/W'}
    assert Change().pairs(side('conv_0/W'), side('conv/W')) == {}


def test_numbers_by_rank():
    change = Change(renumbered=True)
    assert change.pairs(side('d_1/W', 'd_2/W'), side('d/W', 'd_1/W')) == {'d/W': 'd_1/W', 'd_1/W': 'd_2/W'}
    assert change.reasons('d_2/W', 'd_1/W') == ['d_2 counts as d_1']
    # The rank is that among all, not among those that are left.
    left = side('d_1/W', 'd_2/W', 'd_3/W').without(['d_2/W', 'd_3/W'])
    right = side('d_2/W', 'd_3/W', 'd_4/W').without(['d_2/W', 'd_3/W'])
    assert change.pairs(left, right) == {}
    # Numbers without `_` are the user's own.
    assert change.pairs(side('block1/W'), side('block2/W')) == {}


def test_spellings():
    change = Change(respelled=SCOPES)
    assert change.pairs(side('conv_1/weights'), side('conv1/W')) == {'conv1/W': 'conv_1/weights'}
    assert change.pairs(side('conv_2/weights'), side('conv1/W')) == {}
    assert change.pairs(side('kernel/a'), side('W/a')) == {}  # only the last component says what it is
    assert change.pairs(side('a/W', 'a/w'), side('a/kernel')) == {}  # which of the two?
    assert Change(respelled=LEAVES).pairs(side('conv1_2/weights', 'fc/w'), side('conv1/W', 'fc/W')) == {'fc/W': 'fc/w'}
    both = Change(renumbered=True, respelled=LEAVES)
    assert both.pairs(side('conv1_2/weights'), side('conv1/W')) == {'conv1/W': 'conv1_2/weights'}
    assert change.reasons('a/weights', 'a/W') == ['weights is another spelling of W']


def test_outer_scopes():
    removed = Change(outer=(('net#0',), ()))
    assert removed.pairs(side('net/a/W', 'a/b'), side('a/W')) == {'a/W': 'net/a/W'}
    assert removed.reasons('net/a/W', 'a/W') == ['outer scope net removed'] and removed.confidence == 'high'
    added = Change(outer=((), ('net#0', 'x#2')))
    assert added.pairs(side('a/W'), side('net/x_2/a/W', 'a/W')) == {'net/x_2/a/W': 'a/W'}
    assert added.reasons('a/W', 'net/x_2/a/W') == ['outer scope net/x_2 added']
    other = Change(outer=(('p#0',), ('q#0',)))
    assert other.reasons('p/a/W', 'q/a/W') == ['scope p is q in the model'] and other.confidence == 'medium'
    assert Change().complexity < removed.complexity < other.complexity


def test_shape_and_dtype_have_to_agree():
    left = Side({'a/W': ((3, 5), 'float32'), 'b/W': ((3, 5), 'float32')})
    right = Side({'a/W': ((5, 3), 'float32'), 'b/W': ((3, 5), 'float64')})
    assert all(change.pairs(left, right) == {} for change in changes_of(left, right))


def test_the_scopes_that_are_tried_are_those_that_names_differ_by():
    outer = {change.outer for change in changes_of(side('net/a/W', 'net/b/W'), side('a/W', 'b/W'))}
    assert outer == {((), ()), (('net#0',), ())}
