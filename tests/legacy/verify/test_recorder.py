"""What is recorded of a program's graph and results; that it is recorded at all is in test_recordings."""

import json
import types

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.legacy.verify import recorder


def test_the_leaves_of_what_was_fetched_have_a_fixed_order():
    fetched = {'b': [3, None, (4,)], 'a': (1, {2: 'two', 10: 'ten'})}
    assert recorder.leaves(fetched) == [1, 'ten', 'two', 3, 4]
    assert recorder.leaves(None) == [] and recorder.leaves(7) == [7]


def test_what_the_leaves_were_fetched_by():
    x, y = tf.constant(1.0, name='x'), tf.SparseTensor([[0]], [1.0], [1])
    fetches, values = {'b': [x, 'y:0', x.op], 'a': (x, y)}, {'b': [3, 4, None], 'a': (1, y)}
    assert recorder.names_of(fetches, values) == ['x:0', 'SparseTensor', 'x:0', 'y:0']
    assert recorder.names_of(fetches, None) == []
    three = {'b': [3, 4, None], 'a': (1, (5, 6, 7))}  # a sparse tensor has three arrays
    names = recorder.names_of(fetches, three)
    assert names == ['x:0', *['SparseTensor'] * 3, 'x:0', 'y:0'] and len(names) == len(recorder.leaves(three))


def test_a_sample_of_an_array():
    assert recorder.sample(np.float32(2.5)) == {'shape': [], 'values': [2.5]}
    assert recorder.sample([[True, False]]) == {'shape': [1, 2], 'values': [1.0, 0.0]}
    assert recorder.sample([3 + 4j]) == {'shape': [1], 'values': [5.0]}
    assert recorder.sample(b'text') == {'shape': [], 'type': 'S'}
    assert recorder.sample(np.arange(1000), 2)['values'] == [0.0, 500.0]
    large = recorder.sample(np.arange(1000))
    assert large['shape'] == [1000] and large['values'] == [float(one) for one in range(0, 1000, 5)]
    assert len(large['values']) == recorder.SAMPLES


def test_variables_and_seeds_of_a_graph():
    tf.set_random_seed(1)
    tf.get_variable('v', [3, 5])
    tf.get_variable('w', [], tf.int32, initializer=tf.zeros_initializer())
    tf.Variable(tf.placeholder(tf.float32), validate_shape=False, name='u')
    tf.random_normal([2], seed=4, name='noise')
    graph = tf.get_default_graph()
    assert recorder.variables_of(graph) == [
        ['v', [3, 5], 'float32'],
        ['w', [], 'int32'],
        ['u', None, 'float32'],
    ]
    assert recorder.seeds_of(graph) == [
        ['v/Initializer/random_uniform/RandomUniform', 'RandomUniform', 1, 3],
        ['noise/RandomStandardNormal', 'RandomStandardNormal', 1, 4],
    ]


@pytest.fixture
def out(tmp_path):
    return str(tmp_path / 'out.json')


def test_what_is_written(out):
    v = tf.get_variable('v', [], initializer=tf.ones_initializer())
    made = recorder.Recorder(out, 9)
    made.record(v.graph, [np.zeros(2), 3], [v, 'three:0'])
    made.write()
    with open(out) as file:
        content = json.load(file)
    assert content['calls'] == [
        [{'shape': [2], 'values': [0.0, 0.0], 'name': 'v:0'}, {'shape': [], 'values': [3.0], 'name': 'three:0'}]
    ]
    assert content['variables'] == [['v', [], 'float32']] and content['seeds'] == []
    assert content['graph'] == out.replace('.json', '.meta')
    made.calls.append('later')
    made.write()  # once only
    with open(out) as file:
        assert json.load(file) == content


def test_a_graph_whose_collections_cannot_be_written_is_written_without(out):
    def fails(*_, **__):
        raise TypeError("a collection of something of the user's own")

    graph = tf.constant(1, name='one').graph
    without = types.SimpleNamespace(
        train=types.SimpleNamespace(export_meta_graph=fails, write_graph=tf.train.write_graph)
    )
    path = recorder.Recorder(out, 1)._write_graph(without, graph)
    assert path == out.replace('.json', '.pb')
    with open(path, 'rb') as file:
        assert [node.name for node in tf.GraphDef.FromString(file.read()).node] == ['one']


def test_after_the_last_call_the_program_is_ended(out, monkeypatch):
    ended = []
    monkeypatch.setattr(recorder.os, '_exit', ended.append)
    made = recorder.Recorder(out, 2)
    graph = tf.get_default_graph()
    made.record(graph, 1, 'one')
    assert ended == []
    made.record(graph, 2, 'two')
    with open(out) as file:
        calls = json.load(file)['calls']
    assert ended == [0] and calls == [
        [{'shape': [], 'values': [1.0], 'name': 'one'}],
        [{'shape': [], 'values': [2.0], 'name': 'two'}],
    ]


def test_every_graph_that_was_run(out):
    graphs = [tf.Graph(), tf.Graph(), tf.Graph()]
    for number, graph in enumerate(graphs):
        with graph.as_default():
            tf.get_variable(f'v{number}', [])
    made = recorder.Recorder(out, 9)
    for number in (1, 0, 1):
        made.record(graphs[number], 1, 'one')
    made.write()
    with open(out) as file:
        content = json.load(file)
    assert [name for name, *_ in content['variables']] == ['v1', 'v0'] and len(content['seeds']) == 2


def test_static_shapes_that_the_programs_own_code_asks_for(tmp_path, monkeypatch):
    kind = next(kind for kind in tf.Tensor.__mro__ if 'get_shape' in vars(kind))
    for name in ('shape', 'get_shape'):
        monkeypatch.setattr(kind, name, vars(kind)[name])  # given back afterwards
    made = recorder.Recorder(str(tmp_path / 'out.json'), 1)
    made._watch_shapes()
    source = 'x.get_shape(), x.shape[1], y.shape, tf.zeros_like(x)'
    x, y = tf.placeholder(tf.float32, [None, 3], 'x'), tf.placeholder(tf.float32, name='y')
    eval(compile(source, str(tmp_path / 'program.py'), 'eval'), {'tf': tf, 'x': x, 'y': y})
    assert made.asked == [['x:0', [None, 3]], ['x:0', [None, 3]], ['y:0', None]]
    assert x.shape.as_list() == [None, 3] and len(made.asked) == 3
