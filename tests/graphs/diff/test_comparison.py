"""Two graphs compared: every change found, once, at the layer where it begins; what follows marked as following."""

import dataclasses
import functools
import random

import pytest

from tests.graphs import changed_models
from tests.graphs.graph_changes import changes_of_op, changes_of_variable, renamed, with_variable
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.graph import Graph, Variable
from tf1_ref.graphs.reading.from_tensorflow import from_graph
from tf1_ref.models import whole
from tf1_ref.training.optimizers import OPTIMIZERS


@functools.cache
def model(**changes):
    tf.reset_default_graph()
    tf.set_random_seed(1)
    return changed_models.build(**changes)


@functools.cache
def deck_cnn():
    """The deck's CNN with its training graph."""
    tf.reset_default_graph()
    tf.set_random_seed(1)
    end_points = whole.cnn()
    OPTIMIZERS['sgd'](end_points['cost'], 0.1)
    graph = from_graph('cnn', tf.get_default_graph(), end_points)
    return dataclasses.replace(graph, variables=[dataclasses.replace(v, value='some') for v in graph.variables])


def begins(comparison):
    return [(d.layer, d.kind, d.name, d.left, d.right) for d in comparison.differences]


def test_a_graph_is_the_same_as_itself():
    for graph in (model(), deck_cnn()):
        comparison = compare(graph, graph)
        assert (comparison.differences, comparison.following, comparison.rewrites) == ([], [], {})


UNIFORM = tf.random_uniform_initializer(-0.1, 0.1)
WIDER = tf.truncated_normal_initializer(stddev=0.2)
# What is changed; the one difference that is found; and of which layers something follows from it.
CHANGES = {
    'name of a variable': ({'leaf': 'weights'}, ('variables', 'renamed', 'W', 'W', 'weights'), set()),
    'scope': ({'scope': 'layer1'}, ('variables', 'renamed', 'conv1/*', 'conv1/*', 'layer1/*'), {'topology'}),
    'shape': ({'kernel': 5}, ('variables', 'shape', 'conv1/W', '[3, 3, 3, 7]', '[5, 5, 3, 7]'), {'attributes'}),
    'dtype': (
        {'dtype': tf.float64},
        ('variables', 'dtype', 'conv1/W', 'float32', 'float64'),
        {'attributes', 'seeds', 'topology'},
    ),
    'trainable': (
        {'trainable': False},
        ('variables', 'trainable', 'conv1/W', 'True', 'False'),
        {'collections', 'topology'},
    ),
    'collection of a variable': (
        {'collections': ('special', 'trainable_variables', 'variables')},
        ('collections', 'extra', 'conv1/W:0', None, 'special'),
        set(),
    ),
    'collection': ({'loss_collection': False}, ('collections', 'missing', 'Mean_1:0', 'losses', None), set()),
    'stride': ({'stride': 2}, ('attributes', 'strides', 'conv1/Conv2D', '1 1 1 1', '1 2 2 1'), {'attributes'}),
    'padding': ({'padding': 'VALID'}, ('attributes', 'padding', 'conv1/Conv2D', 'SAME', 'VALID'), {'attributes'}),
    'nesting of scopes': (
        {'outer': ('head', 'tower')},
        ('variables', 'renamed', 'tower/head/*', 'tower/head/*', 'head/tower/*'),
        {'topology'},
    ),
    'order of scopes': (
        {'order': ('right', 'left')},
        ('variables', 'renamed', 'left/*', 'left/*', 'right/*'),
        {'variables', 'topology'},
    ),
    'a dropped bias': (
        {'bias': False},
        ('variables', 'missing', 'conv1/b', 'conv1/b [7] float32', None),
        {'collections', 'topology', 'seeds'},
    ),
    'branches of cond': (
        {'swapped': True},
        ('topology', 'branches', 'cond/Merge', 'cond/add, cond/mul', 'cond/mul, cond/add'),
        {'topology'},
    ),
    'epsilon': ({'epsilon': 1e-2}, ('attributes', 'value', 'add_1/y', 'float32 [] 0.001', 'float32 [] 0.01'), set()),
    'decay': ({'decay': 0.99}, ('attributes', 'value', 'mul/y', 'float32 [] 0.9', 'float32 [] 0.99'), set()),
    'initializer': (
        {'initializer': UNIFORM},
        ('variables', 'initializer', 'conv1/W', 'TruncatedNormal', 'RandomUniform, Sub'),
        {'topology', 'attributes', 'seeds'},
    ),
    'spread of initial values': (
        {'initializer': WIDER},
        ('attributes', 'value', 'conv1/W/Initializer/truncated_normal/stddev', 'float32 [] 0.1', 'float32 [] 0.2'),
        set(),
    ),
    'activation': (
        {'activation': tf.nn.tanh},
        ('topology', 'type', 'Relu', 'Relu', 'Tanh'),
        {'topology', 'attributes'},
    ),
    'pooling': ({'pool': tf.nn.avg_pool}, ('topology', 'type', 'MaxPool', 'MaxPool', 'AvgPool'), {'topology'}),
    'an extra op': ({'extra': True}, ('topology', 'extra', 'Relu_1', None, 'Relu Relu_1'), {'topology', 'seeds'}),
    'a missing control dependency': (
        {'waits': False},
        ('topology', 'control inputs', 'used', 'update', None),
        {'attributes'},
    ),
    'optimizer': (
        {'optimizer': tf.train.AdamOptimizer},
        ('variables', 'optimizer', 'ApplyGradientDescent', 'ApplyGradientDescent', 'ApplyAdam'),
        {'collections', 'interface', 'topology'},
    ),
    'learning rate': (
        {'rate': 0.2},
        ('attributes', 'value', 'GradientDescent/learning_rate', 'float32 [] 0.1', 'float32 [] 0.2'),
        set(),
    ),
    'shape of a placeholder': (
        {'size': 16},
        ('interface', 'shape', 'x', '[?, 12, 12, 3]', '[?, 16, 16, 3]'),
        {'attributes'},
    ),
    'name of a placeholder': ({'input_name': 'images'}, ('interface', 'renamed', 'x', 'x', 'images'), set()),
    'name of an output': (
        {'output_name': 'probabilities'},
        ('interface', 'renamed', 'pred', 'pred', 'probabilities'),
        {'topology'},
    ),
    'reuse forgotten': (
        {'reuse': False},
        ('variables', 'extra', 'shared_again/W', None, 'shared_again/W [5, 5] float32'),
        {'collections', 'topology'},
    ),
    'an op seed': (
        {'seed': 3},
        ('seeds', 'seed2', 'left/W/Initializer/random_normal/RandomStandardNormal', '55', '3'),
        set(),
    ),
    'keep_dims': ({'keep_dims': True}, ('attributes', 'keep_dims', 'Mean_1', 'False', 'True'), {'attributes'}),
}


@pytest.mark.parametrize('change', CHANGES)
def test_a_change_is_reported_once_and_what_follows_is_marked(change):
    arguments, difference, following = CHANGES[change]
    comparison = compare(model(), model(**arguments))
    assert begins(comparison) == [difference]
    assert comparison.rewrites == {}
    assert {d.layer for d in comparison.following} == following
    assert all(d.cause is comparison.differences[0] for d in comparison.following)


@pytest.mark.parametrize('change', [name for name in CHANGES if name not in ('order of scopes',)])
def test_the_other_way_round_it_begins_at_the_same_layer(change):
    arguments, (layer, *_), _ = CHANGES[change]
    assert [d.layer for d in compare(model(**arguments), model()).differences] == [layer]


def test_a_graph_seed_is_reported_once():
    before = model()  # it makes a graph of its own the default one
    tf.reset_default_graph()
    tf.set_random_seed(2)
    comparison = compare(before, changed_models.build())
    assert [(d.layer, d.kind, d.left, d.right, len(d.names)) for d in comparison.differences] == [
        ('seeds', 'seed', '1', '2', 3)
    ]
    assert comparison.following == []


def test_every_change_of_a_variable_and_of_an_op_of_the_deck_s_cnn_is_found():
    """At every variable and op: each is found, and once."""
    graph, made = deck_cnn(), 0
    changes = [(v.name, *change) for n, v in enumerate(graph.variables) for change in changes_of_variable(graph, n)]
    changes += [(op.name, *change) for n, op in enumerate(graph.ops) for change in changes_of_op(graph, n)]
    for name, what, layers, changed in changes:
        found = compare(graph, changed).differences
        assert len(found) == 1, f'{what} of {name}: {[(d.layer, d.kind, d.name) for d in found]}'
        assert found[0].layer in layers, f'{what} of {name}: {found[0]}'
        made += 1
    assert made > 2500


@pytest.mark.parametrize('build', [deck_cnn, model])
def test_with_all_names_changed_it_is_the_same_up_to_names(build):
    graph = build()
    names = [f'n{number}' for number in range(len(graph.ops))]
    random.Random(0).shuffle(names)
    names = dict(zip([op.name for op in graph.ops], names, strict=True))
    comparison = compare(graph, renamed(graph, names))
    assert {d.kind for d in comparison.differences} == {'renamed'} and comparison.following == []
    found = {d.left: d.right for d in comparison.differences if d.layer == 'variables'}
    assert found == {variable.name: names[variable.name] for variable in graph.variables}
    assert all(d.confidence >= 0.8 for d in comparison.differences)
    assert [d.layer for d in comparison.differences].count('topology') == 1  # all other ops in one line


def test_a_scope_around_everything_is_one_rename():
    graph = model()
    comparison = compare(graph, renamed(graph, {op.name: f'net/{op.name}' for op in graph.ops}))
    assert [(d.layer, d.kind, d.left, d.right) for d in comparison.differences] == [
        ('variables', 'renamed', '*', 'net/*')
    ]


def test_layers_can_be_chosen():
    one, other = model(), model(bias=False)
    comparison = compare(one, other, ['seeds'])
    assert comparison.differences == [] and {d.layer for d in comparison.following} == {'seeds'}
    assert [d.layer for d in compare(one, other, ['variables', 'collections']).differences] == ['variables']


def test_checkpoints_are_compared_by_name_shape_and_values():
    one = Graph('a.ckpt', [Variable('W', (3, 5), 'float32', value='1'), Variable('b', (5,), 'float32', value='2')])
    comparison = compare(one, with_variable(one, 1, value='3'))
    assert begins(comparison) == [('values', 'value', 'b', '2', '3')]
    comparison = compare(one, with_variable(one, 0, name='kernel'))
    assert begins(comparison) == [('variables', 'renamed', 'W', 'W', 'kernel')]
    assert comparison.differences[0].confidence < 0.7
    assert any('only variables are compared' in note for note in comparison.notes)


def test_a_checkpoint_and_a_graph():
    graph = deck_cnn()
    checkpoint = Graph('c', [Variable(v.name, v.shape, v.dtype) for v in sorted(graph.variables, key=lambda v: v.name)])
    assert compare(graph, checkpoint).differences == []
    assert begins(compare(checkpoint, dataclasses.replace(graph, variables=graph.variables[1:]))) == [
        ('variables', 'missing', 'conv1/W', 'conv1/W [3, 3, 1, 4] float32', None)
    ]


def test_without_anything_in_common_there_is_nothing_to_say():
    with pytest.raises(InputError, match='a and b tell nothing in common'):
        compare(Graph('a', [Variable('v', (), 'float32')]), Graph('b', None, ops=[]))
