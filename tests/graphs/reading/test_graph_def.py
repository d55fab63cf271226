import pytest

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Op, Variable
from tf1_ref.graphs.reading.graph_def import from_graph_def


def test_a_graph_def():
    graph = from_graph_def('g', as_bytes(ADDED))
    assert graph.variables == [Variable('W', (3,), 'float32', initializer='Const')]
    assert (graph.collections, graph.placeholders, graph.end_points) == (None, ['x'], {'sum': 'sum:0'})
    assert graph.ops == [
        Op('x', 'Placeholder', shapes=((None, 3),), attributes={'dtype': 'float32', 'shape': '[?, 3]'}),
        Op('W', 'VariableV2', shapes=((3,),), attributes={'dtype': 'float32', 'shape': '[3]'}),
        Op('W/zeros', 'Const', attributes={'dtype': 'float32', 'value': 'float32 [3] 0.1 0.1 0.1'}),
        Op('W/Assign', 'Assign', ('W:0', 'W/zeros:0')),
        Op('W/read', 'Identity', ('W:0',)),
        Op('sum', 'Add', ('x:0', 'W/read:0'), ('W/Assign',), device='/cpu:0'),
    ]


def test_collections_end_points_and_initializers_that_are_known_besides():
    text = (
        ADDED + 'node { name: "restored" op: "Restore" } node { name: "A2" op: "Assign" input: "W" input: "restored" }'
    )
    collections = {'variables': ['W:0'], 'losses': ['sum:0']}
    graph = from_graph_def('g', as_bytes(text), collections, {'logit': 'sum:0'}, {'W': 'A2'})
    assert graph.variables == [Variable('W', (3,), 'float32', False, ('variables',), 'Restore')]
    assert graph.collections == collections
    assert graph.end_points == {'logit': 'sum:0'}
    trainable = from_graph_def('g', as_bytes(text), {'trainable_variables': ['W:0'], 'variables': ['W:0']})
    assert trainable.variables[0].trainable and trainable.variables[0].collections == (
        'trainable_variables',
        'variables',
    )


def test_resource_variables():
    text = """
      node { name: "v" op: "VarHandleOp" attr { key: "dtype" value { type: DT_INT64 } }
             attr { key: "shape" value { shape { } } } }
      node { name: "zero" op: "Const" }
      node { name: "Assign" op: "AssignVariableOp" input: "v" input: "zero" }
      node { name: "read" op: "ReadVariableOp" input: "v" }"""
    graph = from_graph_def('g', as_bytes(text))
    assert graph.variables == [Variable('v', (), 'int64', initializer='Const')]
    assert graph.ops[0].shapes == ((),) and graph.end_points == {}


def test_output_shapes_come_first_and_are_no_attribute():
    shape = 'attr { key: "_output_shapes" value { list { shape { dim { size: 5 } } shape { unknown_rank: true } } } }'
    graph = from_graph_def('g', as_bytes(f'node {{ name: "a" op: "TopK" {shape} }}'))
    assert graph.ops == [Op('a', 'TopK', shapes=((5,), None))]


def test_before_1_6_the_shape_of_a_scalar_stood_for_no_shape():
    node = 'node { name: "x" op: "Placeholder" attr { key: "shape" value { shape { } } } }'
    for producer, shape in ((23, None), (24, ()), (0, ())):
        graph = from_graph_def('g', as_bytes(f'{node} versions {{ producer: {producer} }}'))
        assert graph.ops[0].shapes == (shape,)


def test_what_is_no_end_point():
    text = """
      node { name: "p" op: "Placeholder" } node { name: "c" op: "Const" } node { name: "train" op: "NoOp" }
      node { name: "cond/Switch" op: "Switch" input: "p" input: "p" }
      node { name: "cond/switch_f" op: "Identity" input: "cond/Switch" }
      node { name: "gradients/a" op: "Neg" input: "p" } node { name: "opt/gradients_1/a" op: "Neg" input: "p" }
      node { name: "out" op: "Split" input: "p" }"""
    assert from_graph_def('g', as_bytes(text)).end_points == {'train': 'train', 'out': 'out:0'}


@pytest.mark.parametrize(
    ('content', 'said'),
    [
        (as_bytes(ADDED)[:-3], 'g: the graph in it is damaged ('),
        (
            as_bytes('node { name: "a" op: "A" attr { key: "k" value { s: "x" } } }').replace(
                b'\x12\x01x', b'\x0a\x01x'
            ),
            'g: the',
        ),
        (as_bytes('node { name: "a" op: "A" input: "b" }'), 'g: a reads b, which is not there'),
    ],
)
def test_what_cannot_be_read(content, said):
    with pytest.raises(InputError) as raised:
        from_graph_def('g', content)
    assert str(raised.value).startswith(said) and '\n' not in str(raised.value)
