"""Ops of two graphs, once it is known which is which."""

import dataclasses

import pytest

from tests.graphs.small_graphs import Sides, changed, dense, with_ops
from tf1_ref.graphs.diff.ops import OpDiff
from tf1_ref.graphs.graph import Op


def compared(left, right):
    sides = Sides(left, right)
    OpDiff(sides.findings, sides.known, sides.missing).compare()
    return sides


def begins(sides):
    return [found for found, one in zip(sides.found(), sides.findings.all, strict=True) if one.cause is None]


def test_the_same():
    assert compared(dense(), dense()).found() == []


@pytest.mark.parametrize(
    ('change', 'layer', 'kind', 'left', 'right'),
    [
        ({'type': 'SparseMatMul'}, 'topology', 'type', 'MatMul', 'SparseMatMul'),
        ({'attributes': {'transpose_b': 'True'}}, 'attributes', 'transpose_b', 'False', 'True'),
        ({'attributes': {}}, 'attributes', 'transpose_b', 'False', None),
        ({'shapes': ((None, 7),)}, 'attributes', 'shape', '[?, 5]', '[?, 7]'),
        ({'device': '/cpu:0'}, 'attributes', 'device', '', '/cpu:0'),
        ({'inputs': ('x:0', 'b:0')}, 'topology', 'inputs', 'x, W', 'x, b'),
        ({'control_inputs': ('noise',)}, 'topology', 'control inputs', None, 'noise'),
    ],
)
def test_a_change_of_one_op(change, layer, kind, left, right):
    right_graph = changed(dense(), 'mul', **change)
    assert begins(compared(dense(), right_graph)) == [(layer, kind, 'mul', left, right)]
    assert begins(compared(right_graph, dense())) == [(layer, kind, 'mul', right, left)]


def test_shapes_that_are_not_told_are_not_compared():
    assert compared(dense(), changed(dense(), 'mul', shapes=None)).found() == []


@pytest.mark.parametrize(('taken_from', 'counts'), [('Shape', False), ('Const', True)])
def test_what_is_known_of_sizes_that_come_from_a_shape_may_differ(taken_from, counts):
    """1.15 did not know what such an op gives, TensorFlow 2 may; a size from elsewhere is a size."""
    sized = with_ops(
        dense(),
        10,
        Op('sizes', taken_from, ('x:0',), shapes=((2,),)),
        Op('size', 'StridedSlice', ('sizes:0',), shapes=((),)),
        Op('range', 'Range', ('size:0',), shapes=((3,),)),
    )
    sides = compared(sized, changed(sized, 'range', shapes=((None,),)))
    assert begins(sides) == ([('attributes', 'shape', 'range', '[3]', '[?]')] if counts else [])
    assert begins(compared(sized, changed(sized, 'range', shapes=((4,),)))) != []


def test_seeds_are_a_layer_of_their_own_and_touch_nothing():
    sides = compared(dense(), changed(dense(), 'noise', attributes={'seed': '1', 'seed2': '4'}))
    assert sides.found() == [('seeds', 'seed2', 'noise', '9', '4')]
    assert sides.findings.left == {} and sides.findings.right == {}


def test_what_reads_a_new_op_follows_from_it():
    more = changed(with_ops(dense(), 10, Op('extra', 'Sin', ('add:0',))), 'out', inputs=('extra:0',))
    sides = compared(dense(), more)
    assert begins(sides) == [('topology', 'extra', 'extra', None, 'Sin extra')]
    assert [(one.kind, one.name) for one in sides.findings.all if one.cause is sides.findings.all[0]] == [
        ('inputs', 'out')
    ]


def test_colocation_with_a_renamed_op_is_none():
    left = changed(dense(), 'mul', attributes={'_class': 'loc:@W'})
    right = changed(changed(dense(), 'W', name='kernel'), 'mul', attributes={'_class': 'loc:@kernel'})
    assert compared(left, right).found() == []
    elsewhere = changed(dense(), 'mul', attributes={'_class': 'loc:@b'})
    assert begins(compared(left, elsewhere)) == [('attributes', '_class', 'mul', 'loc:@W', 'loc:@b')]


def test_branches_that_are_swapped():
    def cond(*branches):
        ops = (Op('p', 'Sin', ('add:0',)), Op('q', 'Cos', ('add:0',)), Op('c/Merge', 'Merge', branches))
        return dataclasses.replace(with_ops(dense(), 10, *ops), end_points=None)

    sides = compared(cond('p:0', 'q:0'), cond('q:0', 'p:0'))
    assert begins(sides) == [('topology', 'branches', 'c/Merge', 'p, q', 'q, p')]
