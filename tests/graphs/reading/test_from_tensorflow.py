import collections
import os
import pathlib

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.reading import graph_files
from tf1_ref.graphs.reading.from_tensorflow import digest, from_checkpoint, from_graph, graph_of, latest_checkpoint
from tf1_ref.models import whole
from tf1_ref.training.optimizers import OPTIMIZERS

WEIGHT = ('trainable_variables', 'variables')


def read(result=None):
    return from_graph('g', tf.get_default_graph(), result)


def test_a_live_graph():
    tf.set_random_seed(7)
    graph = read(whole.cnn())
    assert graph.variables[:2] == [
        Variable('conv1/W', (3, 3, 1, 4), 'float32', True, WEIGHT, 'AddV2'),
        Variable('conv1/b', (4,), 'float32', True, WEIGHT, 'Const'),
    ]
    assert graph.placeholders == ['Placeholder', 'Placeholder_1']
    assert graph.end_points == {
        'conv1': 'conv1/add:0',
        'pool1': 'MaxPool:0',
        'conv2': 'conv2/add:0',
        'pool2': 'MaxPool_1:0',
        'logit': 'fc1/add:0',
        'pred': 'Softmax:0',
        'cost': 'Mean:0',
    }
    ops = {op.name: op for op in graph.ops}
    assert [op.name for op in graph.ops] == [op.name for op in tf.get_default_graph().get_operations()]
    assert ops['conv1/Conv2D'].inputs == ('Placeholder:0', 'conv1/W/read:0')
    assert ops['conv1/Conv2D'].shapes == ((None, 28, 28, 4),)
    assert ops['conv1/Conv2D'].attributes['strides'] == '1 1 1 1'
    drawn = ops['conv1/W/Initializer/truncated_normal/TruncatedNormal'].attributes
    assert (drawn['seed'], drawn['seed2']) == ('7', '5')  # as TensorFlow 1 counts


@pytest.mark.parametrize('resources', [False, True])
def test_a_meta_graph_tells_the_same(tmp_path, resources):
    with tf.variable_scope('', use_resource=resources):
        end_points = whole.batch_norm_cnn()
    OPTIMIZERS['adam'](end_points['cost'], 0.1)
    tf.get_variable('local', [2], collections=['local_variables'], trainable=False)
    i = tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0])
    tf.add_to_collection('counts', i)
    tf.add_to_collection('names', 'a name')
    tf.train.export_meta_graph(str(tmp_path / 'graph.meta'))
    live, exported = read(), graph_files.from_bytes('g', (tmp_path / 'graph.meta').read_bytes())
    assert live.variables == exported.variables and live.variables[-1].collections == ('local_variables',)
    assert live.collections == exported.collections
    assert live.ops == exported.ops
    assert live == exported


def test_end_points_are_named_by_what_was_returned():
    a, b = tf.constant(1, name='a'), tf.constant(2, name='b')
    step = tf.group(a, name='step')
    pair = collections.namedtuple('Pair', 'left right')(a, b)
    assert read(a).end_points['a'] == 'a:0'
    assert read([a, b]).end_points == {'a': 'a:0', 'b': 'b:0', 'step': 'step'}
    assert read(pair).end_points == {'left': 'a:0', 'right': 'b:0', 'step': 'step'}
    assert read({'x': {'y': a}, 'z': [b], 'train': step, 'rate': 0.1}).end_points == {
        'x/y': 'a:0',
        'z/0': 'b:0',
        'train': 'step',
    }
    assert graph_of({'a': [None, b]}) is graph_of(tf.get_default_graph()) is tf.get_default_graph()
    assert graph_of(None) is None


@pytest.mark.parametrize('ending', ['index', 'data-00000-of-00001'])
def test_a_pipe_is_no_part_of_a_checkpoint(tmp_path, ending):
    for name in {'index', 'data-00000-of-00001'} - {ending}:
        (tmp_path / f'model.{name}').touch()
    os.mkfifo(tmp_path / f'model.{ending}')
    os.mkfifo(tmp_path / 'checkpoint')
    with pytest.raises(InputError, match=rf'model: .*/model\.{ending} is no regular file'):
        from_checkpoint('model', str(tmp_path / 'model'))
    assert latest_checkpoint(tmp_path) is None


def test_a_checkpoint(tmp_path):
    tf.get_variable('b/W', initializer=np.arange(3, dtype=np.float32))
    tf.get_variable('a', initializer=np.int64(7))
    tf.get_variable('words', initializer=tf.constant(['x', 'yz']))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        prefix = tf.train.Saver().save(sess, str(tmp_path / 'model'), 5)
    graph = from_checkpoint('c', prefix)
    assert [(v.name, v.shape, v.dtype) for v in graph.variables] == [
        ('a', (), 'int64'),
        ('b/W', (3,), 'float32'),
        ('words', (2,), 'string'),
    ]
    assert graph.variables[1].value == digest(np.arange(3, dtype=np.float32))
    assert (graph.ops, graph.placeholders, graph.end_points, graph.collections) == (None, None, None, None)
    assert latest_checkpoint(tmp_path) == prefix
    data = pathlib.Path(f'{prefix}.data-00000-of-00001')
    data.write_bytes(data.read_bytes()[:5])
    with pytest.raises(InputError, match='c: the checkpoint cannot be read') as raised:
        from_checkpoint('c', prefix)
    assert '\n' not in str(raised.value)
