"""The table of known rewrites between versions, and graphs from which its entries are known."""

import pytest

from tf1_ref.graphs.diff import rewrites
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.graph import Graph, Op, Variable


def graph(*ops, initializer=None):
    variables = [Variable(op.name, (), 'float32', initializer=initializer) for op in ops if op.type.startswith('Var')]
    return Graph('g', variables, {}, [], {}, list(ops))


@pytest.mark.parametrize(
    ('edit', 'of'),
    [
        ('- Fill = Fill(Shape, grad_ys_0)', None),
        ('= Fill -> grad_ys_0', None),
        ('+ Size = Const()', 'Mean'),
        ('Prod: Prod(Shape_1, Const) -> (GatherV2, Const)', 'Sum'),
        ('Sum_1: keep_dims False -> True', 'AddV2'),
        ('tuple/group_deps: ^(Reshape, Reshape_1) -> (*, Reshape)', 'Mul'),
        ('Reshape: Reshape(*, Shape) -> (*, Reshape/shape)', 'Reshape'),
    ],
)
def test_an_edit_is_known_in_the_gradient_of_the_right_op_only(edit, of):
    assert rewrites.edit_cause(edit, of)
    assert rewrites.edit_cause(edit, 'Conv2D') is None
    assert rewrites.edit_cause(f'{edit} more', of) is None


def test_every_entry_says_since_when():
    for entry in rewrites.REWRITES:
        assert ' since ' in entry.cause and entry.edits
    assert all(' since ' in cause or ' before ' in cause for _, cause in rewrites.TYPES.values())
    assert all(' since ' in cause for cause in rewrites.GAINED.values())


def test_a_variable_of_before_1_0():
    old, new = graph(Op('v', 'Variable')), graph(Op('v', 'VariableV2'))
    comparison = compare(old, new)
    assert comparison.differences == [] and comparison.rewrites == {rewrites.TYPES['Variable'][1]: 1}
    assert compare(new, old).differences == []


def test_gained_attributes_count_only_where_the_older_graph_has_none():
    bare, full = Op('a', 'Conv2D'), Op('a', 'Conv2D', attributes={'dilations': '1 1 1 1'})
    assert compare(graph(bare), graph(full)).differences == []
    other = Op('b', 'Conv2D', attributes={'dilations': '1 1 1 1'})
    assert [d.kind for d in compare(graph(bare, other), graph(full, other)).differences] == ['dilations']
    dilated = Op('a', 'Conv2D', attributes={'dilations': '1 2 2 1'})
    assert [d.kind for d in compare(graph(bare), graph(dilated)).differences] == ['dilations']


def test_scopes():
    assert list(rewrites.scopes_of('a/b/c')) == [('a/b', 'c'), ('a', 'b/c'), ('', 'a/b/c')]
    assert rewrites.forward_name('train/gradients_1/conv1/add_grad') == 'conv1/add'
    assert rewrites.forward_name('conv1/add_grad') is None
