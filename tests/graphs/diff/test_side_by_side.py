"""The tables of a page; that each difference has its row there is in test_page."""

import dataclasses

from tests.graphs.small_graphs import changed, dense, with_ops
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.side_by_side import MOST, Tables
from tf1_ref.graphs.graph import Graph, Op, Variable


def tables(left, right):
    comparison = compare(left, right)
    return Tables(comparison, {id(difference): n for n, difference in enumerate(comparison.differences, 1)})


def test_variables_in_the_order_of_the_left_with_their_partners():
    left = Graph('l', [Variable(name, (size,), 'float32') for size, name in enumerate(('a/x', 'a/y', 'b'), 3)])
    right = Graph('r', [Variable(name, (size,), 'float32') for size, name in ((3, 'c/x'), (4, 'c/y'), (7, 'd'))])
    text = tables(left, right).html()
    rows = [row.partition('</tr>')[0] for row in text.split('<tr')[1:]]
    shown = [[name for name in ('a/x', 'a/y', 'b ', 'c/x', 'c/y', 'd ') if f'>{name}' in row] for row in rows]
    assert shown == [['a/x', 'c/x'], ['a/y', 'c/y'], ['b '], ['d ']]
    assert all('class="changed"' in row for row in rows) and 'Operations' not in text


def test_operations_that_are_on_the_right_only_stand_behind_what_they_follow():
    found = tables(dense(), with_ops(dense(), 9, Op('new', 'Neg', ('add:0',))))
    body = found.html().partition('Operations')[2]
    assert body.index('>mul ') < body.index('>add ') < body.index('>new ') < body.index('>noise ') < body.index('>out ')
    assert '>x ' not in body and '<tr class="gap">' in body  # too far from any difference


def test_of_many_variables_those_that_differ():
    many = [Variable(f'v{number}', (number,), 'float32') for number in range(MOST + 200)]
    other = list(many)
    other[650] = dataclasses.replace(many[650], shape=(3,))
    text = tables(Graph('l', many), Graph('r', other)).html()
    assert text.count('<tr id=') == 5 and '>v650 ' in text and '>v652 ' in text and '>v653 ' not in text


def test_a_changed_op_has_one_row():
    found = tables(dense(), changed(dense(), 'out', type='Elu'))
    assert found.html().count('class="changed"') == 1 and [*found.places.values()] == ['o10']
