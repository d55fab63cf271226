"""The checker catches what it is there for: a change at any variable or op of the CNN and of a BatchNorm block."""

import json
import pathlib

import pytest

from tests.golden import cases, check, mutations, record
from tests.golden.generate import SEEDS
from tf1_ref.compat import tf

HERE = pathlib.Path(__file__).parent


def build_cnn():
    built = cases.MODELS['cnn'].build('sgd')
    return built.end_points, built.cost.op.name


def build_batch_norm():
    _, outputs = cases.build_layer('batch_norm_rank_4', 'alone')
    return {'0': outputs[0]}, None


# Changes with which TensorFlow itself does not build the graph.
REFUSED = {
    'cnn': [],
    'batch_norm_rank_4': [
        'shape of layer/layer/moving_mean/biased',
        'shape of layer/layer/moving_mean/local_step',
        'shape of layer/layer/moving_variance/biased',
        'shape of layer/layer/moving_variance/local_step',
    ],
}
BUILDS = {'cnn': build_cnn, 'batch_norm_rank_4': build_batch_norm}


@pytest.fixture(params=BUILDS)
def case(request):
    return request.param


@pytest.fixture
def genuine(case):
    """The golden file of the case, without outputs and all but the first seed."""
    found = json.loads((HERE / f'{case}.json').read_text())
    found = found.get('alone', found)
    first = str(SEEDS[0])
    return {**found, 'outputs': [], 'initial': {first: found['initial'][first]}}


def graph(end_points, last):
    """What `record` writes of the default graph, up to the op `last`."""
    ops = tf.get_default_graph().get_operations()
    names = [op.name for op in ops]
    return record.structure(end_points, ops[: names.index(last) + 1] if last else ops)


def layers_that_differ(genuine, here):
    return {difference.layer for difference in check.Checker().compare(genuine, here)}


def build_and_record(build):
    record.start(SEEDS[0])
    found = graph(*build())
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        values = sess.run({variable.op.name: variable for variable in tf.global_variables()})
    return {**found, 'initial': {str(SEEDS[0]): {name: record.digest(value) for name, value in values.items()}}}


def test_every_change_of_a_variable_is_caught(case, genuine):
    with mutations.changed_variable(None, None) as asked_for:
        assert layers_that_differ(genuine, build_and_record(BUILDS[case])) == set()
    assert asked_for == [name for name, *_ in genuine['variables']]
    refused = []
    for number, name in enumerate(asked_for):
        for change, layer in mutations.VARIABLE_CHANGES.items():
            try:
                with mutations.changed_variable(number, change):
                    here = build_and_record(BUILDS[case])
            except ValueError:
                refused.append(f'{change} of {name}')
                continue
            assert layer in layers_that_differ(genuine, here), f'{change} of {name}'
    assert refused == REFUSED[case]


def test_every_change_of_an_op_is_caught(case, genuine):
    record.start(SEEDS[0])
    end_points, last = BUILDS[case]()
    end_points = {name: tensor.name for name, tensor in end_points.items()}
    ops = [op.name for op in tf.get_default_graph().get_operations()]
    meta_graph = mutations.exported()
    assert [node.name for node in meta_graph.graph_def.node] == ops
    assert layers_that_differ(genuine, imported(meta_graph, end_points, last, genuine)) == set()
    for number, op in enumerate(ops[: ops.index(last) + 1] if last else ops):
        caught = []
        for what, layer, changed, name in mutations.changes_of_op(meta_graph, number):
            names = {key: tensor.replace(f'{op}:', f'{name}:') for key, tensor in end_points.items()}
            try:
                here = imported(changed, names, name if op == last else last, genuine)
            except (ValueError, TypeError, KeyError, tf.errors.OpError):
                continue  # TensorFlow itself refuses it
            caught.append(what)
            assert layer in layers_that_differ(genuine, here), f'{what} of {op}'
        assert caught, f'no change of {op} was possible'


def test_another_order_or_number_of_ops_is_caught(case, genuine):
    ops = genuine['ops']
    for number in range(1, len(ops)):
        before, one, other, after = ops[: number - 1], ops[number - 1], ops[number], ops[number + 1 :]
        for changed in ([other, one], [other], [one, {**one, 'name': 'extra'}, other]):
            assert 'ops' in layers_that_differ(genuine, {**genuine, 'ops': [*before, *changed, *after]})


def test_another_collection_is_caught(case, genuine):
    record.start(SEEDS[0])
    BUILDS[case]()
    tf.add_to_collection('losses', tf.get_default_graph().get_operations()[0])
    assert 'collections' in layers_that_differ(genuine, {**genuine, **graph({}, None)})


def imported(meta_graph, end_points, last, genuine):
    from tensorflow.python.framework.meta_graph import import_scoped_meta_graph

    tf.reset_default_graph()
    import_scoped_meta_graph(meta_graph)  # tf.train.import_meta_graph would add a Saver's ops
    tensors = {name: tf.get_default_graph().get_tensor_by_name(tensor) for name, tensor in end_points.items()}
    here = graph(tensors, last)
    # The import orders ops its own way; `test_another_order_or_number_of_ops_is_caught` looks after the order.
    place = {op['name']: number for number, op in enumerate(genuine['ops'])}
    ops = sorted(here['ops'], key=lambda op: place.get(op['name'], len(place)))
    return {**here, 'ops': ops, 'initial': genuine['initial']}


@pytest.mark.parametrize(
    ('case', 'op', 'change', 'layer'),
    [
        ('cnn', 'conv1/Conv2D', 'attribute strides', 'attributes'),
        ('cnn', 'MaxPool_1', 'attribute padding', 'attributes'),
        ('cnn', 'conv1/W/Initializer/truncated_normal/stddev', 'attribute value', 'attributes'),
        ('cnn', 'fc1/W/Initializer/truncated_normal/TruncatedNormal', 'attribute seed2', 'seeds'),
        ('cnn', 'logistic_loss/mul', 'type', 'ops'),
        ('batch_norm_rank_4', 'layer/batchnorm/add/y', 'attribute value', 'attributes'),
    ],
)
def test_the_changes_of_the_issue_are_among_them(case, op, change, layer):
    """Stride, padding, initializer factor, seed and epsilon, by name."""
    record.start(SEEDS[0])
    BUILDS[case]()
    number = [op.name for op in tf.get_default_graph().get_operations()].index(op)
    changes = mutations.changes_of_op(mutations.exported(), number)
    assert (change, layer) in [(what, found) for what, found, *_ in changes]
