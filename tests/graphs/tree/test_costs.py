"""Costs agree with TensorFlow's profiler, of 1.15.5 and of today, and with its inference of shapes."""

import json
import pathlib

import numpy as np
import pytest

from tests.graphs.genuine import models, profile
from tf1_ref.compat import tf
from tf1_ref.graphs.graph import Graph, Op
from tf1_ref.graphs.reading import from_tensorflow
from tf1_ref.graphs.tree.costs import bytes_of, costs

GENUINE = json.loads((pathlib.Path(profile.__file__).parent / 'profiles.json').read_text())


@pytest.mark.parametrize('build', models.MODELS, ids=lambda build: build.__name__)
def test_every_operation_costs_what_tensorflow_says(build, capfd):
    found, graph, with_batch = profile.profile(tf, build)
    mine = {op.name: cost for op, cost in costs(from_tensorflow.from_graph('', graph), profile.BATCH)}
    # With the batch put in, TensorFlow infers every size; here they were followed from the placeholders.
    inferred = {op.name: cost for op, cost in costs(from_tensorflow.from_graph('', with_batch))}
    assert mine == inferred
    # The profiler counts a multiplication and an addition as two.
    float_ops = {name: 2 * cost.multiply_adds for name, cost in mine.items() if cost.multiply_adds}
    assert float_ops == found['float_ops']
    assert found == GENUINE[build.__name__]
    assert all(cost.is_known for cost in mine.values())


@pytest.mark.parametrize('build', [models.deck_cnn, models.deck_batch_norm_cnn], ids=lambda build: build.__name__)
def test_activations_are_the_bytes_that_a_run_puts_out(build, capfd):
    _, _, graph = profile.profile(tf, build)
    read = from_tensorflow.from_graph('', graph)
    mine = {op.name: (op.type, cost.activation_bytes) for op, cost in costs(read) if cost.activation_bytes}
    measured = _output_bytes(graph, [tensor.partition(':')[0] for tensor in read.end_points.values()])
    ran = {name: measured[name] for name in mine if measured.get(name)}
    assert len(ran) >= 20 and {'conv1/Conv2D', 'conv2/add', 'fc1/MatMul', 'Softmax'} <= set(ran)
    for name, count in ran.items():
        kind, own = mine[name]
        if kind == 'MaxPool':  # on a CPU it also puts out where each maximum was
            assert own <= count <= 2 * own
        else:
            assert own == count, name


def _output_bytes(graph, operations):
    """What each operation of a run has put out, as the profiler reports it; nothing is rewritten or folded."""
    options = tf.ConfigProto()
    options.graph_options.rewrite_options.disable_meta_optimizer = True
    options.graph_options.optimizer_options.opt_level = -1
    traced, feed = tf.RunMetadata(), {}
    for op in graph.get_operations():
        if op.type == 'Placeholder':
            feed[op.outputs[0]] = np.zeros(op.outputs[0].shape.as_list(), np.float32)
    with graph.as_default(), tf.Session(config=options) as sess:
        sess.run([op for op in graph.get_operations() if op.type == 'Assign' and '/cond/' not in op.name])
        trace = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
        sess.run([graph.get_operation_by_name(name) for name in operations], feed, trace, traced)
    show = {'output': 'none', 'min_bytes': 0, 'min_micros': 0}
    root = tf.profiler.profile(
        graph, traced, cmd='scope', options={**tf.profiler.ProfileOptionBuilder.time_and_memory(), **show}
    )
    found, waiting = {}, [root]
    while waiting:
        node = waiting.pop()
        found[node.name] = node.output_bytes
        waiting += node.children
    return found


def cost_of(kind, inputs, output, **attributes):
    """The multiply-adds of an operation on tensors of these shapes."""
    ops = [Op(f'i{number}', 'Const', shapes=(shape,)) for number, shape in enumerate(inputs)]
    names = tuple(f'{op.name}:0' for op in ops)
    ops.append(Op('op', kind, names, shapes=(output,), attributes=attributes))
    return {op.name: cost for op, cost in costs(Graph('', [], ops=ops))}['op'].multiply_adds


@pytest.mark.parametrize(
    ('kind', 'inputs', 'output', 'attributes', 'expected'),
    [
        ('MatMul', [(2, 3), (3, 5)], (2, 5), {}, 2 * 3 * 5),
        ('MatMul', [(3, 2), (3, 5)], (2, 5), {'transpose_a': 'True'}, 2 * 3 * 5),
        ('BatchMatMulV2', [(7, 2, 3), (7, 3, 5)], (7, 2, 5), {'adj_x': 'False'}, 7 * 2 * 3 * 5),
        ('BatchMatMulV2', [(7, 3, 2), (7, 3, 5)], (7, 2, 5), {'adj_x': 'True'}, 7 * 2 * 3 * 5),
        ('Conv3D', [(1, 5, 5, 5, 2), (3, 3, 3, 2, 7)], (1, 5, 5, 5, 7), {}, 5**3 * 7 * 3**3 * 2),
        ('DepthwiseConv2dNative', [(1, 5, 5, 3), (3, 3, 3, 2)], (1, 5, 5, 6), {}, 5 * 5 * 6 * 9),
        ('Conv2DBackpropInput', [(4,), (3, 3, 2, 7), (1, 5, 5, 7)], (1, 10, 10, 2), {}, 5 * 5 * 7 * 9 * 2),
        ('Relu', [(2, 3)], (2, 3), {}, 0),
    ],
)
def test_multiply_adds(kind, inputs, output, attributes, expected):
    assert cost_of(kind, inputs, output, **attributes) == expected


def test_what_is_not_known_is_told():
    tf.matmul(tf.placeholder(tf.float32, [None, None]), tf.placeholder(tf.float32, [None, 3]), name='product')
    tf.placeholder(tf.float32, name='any')
    found = {op.name: cost for op, cost in costs(from_tensorflow.from_graph('', tf.get_default_graph()))}
    assert not found['product'].is_known and not found['any'].is_known
    assert found['product'].multiply_adds == 0


def test_bytes():
    assert bytes_of((2, 3), 'float32') == 24 and bytes_of((), 'float64_ref') == 8 and bytes_of((5,), 'bool') == 5
    assert bytes_of((None, 3), 'float32') is None and bytes_of(None, 'float32') is None
    assert bytes_of((3,), 'string') == 0


def test_a_loop_is_no_cycle():
    x = tf.placeholder(tf.float32, [None, 3])
    tf.while_loop(lambda i, h: i < 5, lambda i, h: (i + 1, tf.matmul(h, tf.ones([3, 3]))), [0, x])
    found = [cost for _, cost in costs(from_tensorflow.from_graph('', tf.get_default_graph()), 7)]
    assert sum(cost.multiply_adds for cost in found) == 7 * 3 * 3  # of one turn
