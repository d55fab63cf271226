"""The part of two graphs around a difference."""

import dataclasses

import pytest

from tests.graphs.small_graphs import changed, dense, with_ops
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.surroundings import MOST_NODES, around, ops_of
from tf1_ref.graphs.graph import Graph, Op, Variable


def part(left, right, number=0):
    comparison = compare(left, right)
    return around(comparison, comparison.differences[number])


def nodes(found):
    return {'/'.join(node.names): (node.mark, '/'.join(node.types)) for node in found.nodes}


def edges(found):
    return {(found.nodes[e.source].names[0], found.nodes[e.target].names[0], e.mark, e.is_control) for e in found.edges}


def test_what_is_the_same_is_one_node():
    found = part(dense(), changed(dense(), 'out', type='Elu'))
    assert nodes(found) == {
        'out': ('changed', 'Relu/Elu'),
        'add': ('both', 'BiasAdd'),
        'noise': ('both', 'RandomUniform'),
        'mul': ('both', 'MatMul'),
        'b': ('both', 'VariableV2'),
    }
    assert edges(found) == {
        ('add', 'out', 'both', False),
        ('noise', 'out', 'both', True),
        ('mul', 'add', 'both', False),
        ('b', 'add', 'both', False),
    }
    hidden = {node.names[0]: node.hidden for node in found.nodes}
    assert hidden == {'out': 0, 'add': 0, 'noise': 0, 'mul': 2, 'b': 1}  # x and W, b/Assign


def test_what_is_on_one_side_only():
    tripled = with_ops(dense(), 9, Op('three', 'Const'), Op('triple', 'Mul', ('add:0', 'three:0')))
    other = changed(tripled, 'out', inputs=('triple:0',))
    for left, right, mark, opposite in ((dense(), other, 'right', 'left'), (other, dense(), 'left', 'right')):
        found = part(left, right)
        assert {name for name, (of, _) in nodes(found).items() if of == mark} == {'three', 'triple'}
        assert {
            ('add', 'triple', 'both', False),
            ('triple', 'out', 'both', False),
            ('add', 'out', opposite, False),
        } <= edges(found)


def test_a_renamed_op_has_both_names():
    found = part(dense(), changed(dense(), 'mul', name='product'))
    assert nodes(found)['mul/product'] == ('changed', 'MatMul')


def test_a_large_difference_is_shown_where_it_meets_the_rest():
    ops = [Op('n0', 'Tanh', ('add:0',)), *(Op(f'n{n}', 'Tanh', (f'n{n - 1}:0',)) for n in range(1, 200))]
    ops[150] = Op('n150', 'Tanh', ('n149:0', 'mul:0'))
    found = part(dense(), with_ops(dense(), 9, *ops))
    assert len(found.nodes) == MOST_NODES
    assert {'add', 'n0', 'n150', 'mul'} <= {*nodes(found)}


def test_without_operations_there_is_none():
    one, other = (Graph(name, [Variable(name, (3,), 'float32')]) for name in 'ab')
    comparison = compare(one, other)
    assert around(comparison, comparison.differences[0]) is None
    assert ops_of(comparison, comparison.differences[0]) == ([], [])


def test_an_item_of_a_collection_and_an_end_point_are_where_their_operation_is():
    without = {name: items for name, items in dense().collections.items() if name != 'losses'}
    one = dataclasses.replace(dense(), end_points={'prediction': 'out:0', 'other': 'add:0'})
    for other in (
        dataclasses.replace(one, collections=without),
        dataclasses.replace(one, end_points={'prediction': 'mul:0', 'other': 'add:0'}),
        dataclasses.replace(one, end_points={'other': 'add:0'}),
    ):
        comparison = compare(one, other)
        assert comparison.differences
        for difference in comparison.differences:
            left, _ = ops_of(comparison, difference)
            assert [comparison.left.ops[number].name for number in left] == ['out'], difference


@pytest.mark.parametrize('loops', [1, 5])
def test_a_loop_ends(loops):
    ops = [Op('x', 'Placeholder')]
    for number in range(loops):
        inside = 'x:0' if not number else f'next{number - 1}:0'
        ops.append(Op(f'merge{number}', 'Merge', (inside, f'next{number}:0')))
        ops.append(Op(f'next{number}', 'Tanh', (f'merge{number}:0',)))
    left = Graph('l', [], {}, ['x'], {}, ops)
    assert len(part(left, changed(left, 'next0', type='Elu')).nodes) >= 3
