"""What collections hold."""

import dataclasses

from tests.graphs.graph_changes import with_variable
from tests.graphs.small_graphs import Sides, changed, dense
from tf1_ref.graphs.diff.collected import CollectionDiff
from tf1_ref.graphs.diff.differences import MISSING, ORDER, Difference
from tf1_ref.graphs.diff.layers import VARIABLES


def compared(left, right, *differences):
    sides = Sides(left, right)
    for difference in differences:
        sides.findings.add(difference)
    names = {variable.name: variable for variable in right.variables}
    pairs = [(one, names[one.name], 1.0) for one in left.variables if one.name in names]
    CollectionDiff(sides.graphs, sides.findings, pairs).compare()
    return sides


def with_collections(**collections):
    return dataclasses.replace(dense(), collections={**dense().collections, **collections})


def test_the_same():
    assert compared(dense(), dense()).found() == []


def test_items_more_and_less():
    more = with_collections(losses=['out:0', 'add:0'])
    assert compared(dense(), more).found() == [('collections', 'extra', 'add:0', None, 'losses')]
    assert compared(more, dense()).found() == [('collections', 'missing', 'add:0', 'losses', None)]
    other = with_collections(summaries=['mul:0'])
    assert compared(dense(), other).found() == [('collections', 'extra', 'mul:0', None, 'summaries')]


def test_another_order_or_number():
    turned = with_collections(variables=['b:0', 'W:0'])
    text = '2 items', '2 items, in another order or number'
    assert compared(dense(), turned).found() == [('collections', 'order', 'variables', *text)]
    order = Difference(VARIABLES, ORDER, 'b')
    assert compared(dense(), turned, order).findings.all[-1].cause is order


def test_an_item_under_another_name_is_the_same():
    renamed = changed(dense(), 'out', name='pred')
    renamed = dataclasses.replace(renamed, collections={**dense().collections, 'losses': ['pred:0']})
    assert compared(dense(), renamed).found() == []


def test_what_is_no_longer_trainable_follows_from_that():
    frozen = with_variable(with_collections(trainable_variables=['W:0']), 1, trainable=False)
    cause = Difference(VARIABLES, 'trainable', 'b')
    (_, follows) = compared(dense(), frozen, cause).findings.all
    assert (follows.kind, follows.name, follows.left, follows.cause) == (MISSING, 'b:0', 'trainable_variables', cause)


def test_a_variable_that_is_gone_is_gone_from_its_collections():
    gone = with_collections(variables=['W:0'])
    cause = Difference(VARIABLES, MISSING, 'b', names=('b',))
    assert compared(dense(), gone, cause).findings.all[-1].cause is cause


def test_what_only_variables_tell():
    silent = dataclasses.replace(dense(), collections=None)
    special = with_variable(silent, 0, collections=('special', 'trainable_variables', 'variables'))
    assert compared(silent, special).found() == [('collections', 'extra', 'W', None, 'special')]
    assert compared(silent, with_variable(silent, 0, collections=None)).found() == []
