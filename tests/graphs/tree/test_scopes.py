"""What a scope holds is the sum of its parts, and TensorFlow's profiler counts the same."""

import pytest

from tests.graphs.genuine import models
from tf1_ref.compat import tf
from tf1_ref.graphs.graph import Graph, Op, Variable
from tf1_ref.graphs.reading import from_tensorflow
from tf1_ref.graphs.tree.costs import bytes_of
from tf1_ref.graphs.tree.scopes import SUMS, output_of, scope_tree


def tree_of(build, batch=1):
    graph = tf.Graph()
    with graph.as_default():
        build()
    return scope_tree(from_tensorflow.from_graph('model', graph), batch), graph


def part(scope, *path):
    for name in path:
        scope = next(one for one in scope.parts if one.name == name)
    return scope


def profiled_scopes(graph):
    """Trainable parameters by scope, as the profiler counts them."""
    options = {**tf.profiler.ProfileOptionBuilder.trainable_variables_parameter(), 'output': 'none', 'min_params': 0}
    waiting, found = list(tf.profiler.profile(graph, cmd='scope', options=options).children), {}
    while waiting:
        node = waiting.pop()
        found[node.name] = node.total_parameters
        waiting += node.children
    return found


@pytest.mark.parametrize('build', [models.deck_batch_norm_cnn, models.training_cnn], ids=lambda build: build.__name__)
def test_parameters_of_every_scope_are_those_of_the_profiler(build, capfd):
    root, graph = tree_of(build)
    profiled = profiled_scopes(graph)
    compared = []

    def compare(scope, path):
        for one in scope.parts:
            if one.name:
                name = f'{path}/{one.name}' if path else one.name
                assert one.parameters == profiled.get(name, 0), name
                compared.append(name)
                compare(one, name)

    compare(root, '')
    assert {'conv1', 'conv1/W', 'conv2', 'fc1/b'} <= set(compared)
    assert root.parameters == sum(v.shape.num_elements() for v in graph.get_collection('trainable_variables'))


def test_sums():
    root, _ = tree_of(models.training_batch_norm_cnn, 5)

    def check(scope):
        for one in scope.parts:
            check(one)
        if scope.kind == 'scope' and any(one.kind == 'operations' for one in scope.parts):
            for name in SUMS[:-2]:  # parts that have nothing are left out, but their operations are counted
                assert getattr(scope, name) == sum(getattr(one, name) for one in scope.parts), (scope.name, name)

    check(root)
    assert root.unknown == 0
    assert root.multiply_adds == 5 * tree_of(models.training_batch_norm_cnn)[0].multiply_adds


def test_the_deck_s_network():
    root, _ = tree_of(models.deck_cnn)
    assert [one.name or one.kind for one in root.parts] == ['conv1', 'conv2', 'fc1', 'operations', 'logistic_loss']
    conv2 = part(root, 'conv2')
    assert (conv2.shape, conv2.parameters, conv2.parameter_bytes) == ((1, 14, 14, 8), 3 * 3 * 4 * 8 + 8, 4 * 296)
    assert conv2.multiply_adds == 14 * 14 * 8 * 3 * 3 * 4
    assert conv2.activation_bytes == 2 * 14 * 14 * 8 * 4  # the convolution's, and with the bias added
    assert [(one.name, one.kind, one.shape) for one in conv2.parts] == [
        ('W', 'variable', (3, 3, 4, 8)),
        ('b', 'variable', (8,)),
    ]
    assert root.shape == ()  # the cost


def test_what_is_not_trainable_takes_memory_and_is_no_parameter():
    root, _ = tree_of(models.deck_batch_norm_cnn)
    moving_mean = part(root, 'bn1', 'moving_mean')
    assert (moving_mean.parameters, moving_mean.parameter_bytes) == (0, 16)
    biased = part(root, 'bn1', 'bn1', 'moving_mean', 'biased')
    assert (biased.kind, biased.parameter_bytes) == ('variable', 16)


def test_slots_are_parts_of_their_variable():
    root, _ = tree_of(models.training_cnn)
    weights = part(root, 'conv1', 'W')
    assert [one.name for one in weights.parts] == ['Adam', 'Adam_1']
    assert (weights.kind, weights.parameters, weights.parameter_bytes) == ('variable', 36, 3 * 36 * 4)


def test_a_checkpoint_has_variables_only():
    variables = [Variable('a/W', (3, 5), 'float64'), Variable('a/b', (5,), 'float64'), Variable('c', None, 'float32')]
    root = scope_tree(Graph('checkpoint', variables))
    assert (root.parameters, root.parameter_bytes, root.unknown) == (20, 160, 1)
    assert part(root, 'a').parameter_bytes == bytes_of((20,), 'float64')


def output(*ops):
    found = output_of(ops, ops)
    return found and found.name


def test_the_root_is_the_last_float_output_that_depends_on_a_placeholder():
    x, float32 = Op('x', 'Placeholder', attributes={'dtype': 'float32'}), {'T': 'float32'}
    logit = Op('logit', 'MatMul', ('x:0', 'W:0'), attributes=float32)
    model = (x, Op('W', 'VariableV2', attributes={'dtype': 'float32'}), logit)
    softmax = Op('pred', 'Softmax', ('logit:0',), attributes=float32)
    classes = Op('class', 'ArgMax', ('pred:0',), attributes={'output_type': 'int64', 'T': 'float32'})
    noise = Op('noise', 'RandomUniform', attributes={'dtype': 'float32'})
    cost = Op('cost', 'Mean', ('logit:0',), attributes=float32)
    gradient = Op('gradients/cost_grad/Mul', 'Mul', ('cost:0',), attributes=float32)
    step = Op('step', 'ApplyGradientDescent', ('W:0', 'gradients/cost_grad/Mul:0'), attributes=float32)
    summary = Op('summary', 'ScalarSummary', ('cost:0',), attributes=float32)
    assert output(*model) == 'logit'
    assert output(*model, softmax) == 'pred'
    assert output(*model, softmax, noise) == 'pred'  # it depends on nothing that is fed
    assert output(*model, classes) == 'logit'
    assert output(*model, softmax, cost, gradient, step, summary) == 'cost'
    assert output(*model[1:2], noise) is None


def test_what_the_operations_of_a_scope_are():
    root, _ = tree_of(models.deck_cnn)
    own = part(root, '')
    assert own.types['Relu'] == 2 and own.types['MaxPool'] == 2 and sum(own.types.values()) == own.operations


def test_an_empty_graph():
    assert scope_tree(Graph('nothing', [], ops=[])).parts == []
