"""What the user names is recognised by what is in it; what has no graph in it gets one line."""

import os
import subprocess
import sys

import pytest

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.files import PACKAGE
from tf1_ref.graphs.reading import snapshots
from tf1_ref.graphs.reading.graph_def import from_graph_def
from tf1_ref.graphs.reading.sources import LARGEST, LARGEST_TEXT, open_graph


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_are_told_apart_by_what_is_in_them(here):
    expected = from_graph_def('any.name', as_bytes(ADDED))
    for content in (
        as_bytes(ADDED),
        ADDED.encode(),
        snapshots.to_text(expected).encode(),
        b'\xef\xbb\xbf' + ADDED.encode(),
    ):
        (here / 'any.name').write_bytes(content)
        assert open_graph('any.name') == expected


def test_a_saved_model(here):
    a = tf.placeholder(tf.float32, [3], 'a')
    b = tf.multiply(a, tf.get_variable('W', [3]), 'b')
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.saved_model.simple_save(sess, 'model', {'a': a}, {'b': b})
    graph = open_graph('model')
    assert graph.end_points['serving_default/b'] == 'b:0'
    assert graph.variables[0].name == 'W' and graph.variables[0].trainable


def test_a_checkpoint_by_its_prefix_its_files_and_its_folder(here):
    tf.get_variable('W', [3])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, 'runs/model', 5, write_meta_graph=False)
    names = ['runs/model-5', 'runs/model-5.index', 'runs/model-5.data-00000-of-00001', 'runs', 'runs/']
    graphs = [open_graph(name) for name in names]
    assert all(graph.variables == graphs[0].variables for graph in graphs) and graphs[0].variables[0].shape == (3,)
    os.remove('runs/model-5.index')
    for name in ('runs/model-5', 'runs/model-5.data-00000-of-00001'):
        with pytest.raises(InputError, match='runs/model-5: the checkpoint lacks its index, runs/model-5.index'):
            open_graph(name)
    with pytest.raises(InputError, match='runs: what its file `checkpoint` names is not there'):
        open_graph('runs')


def test_code(here):
    (here / 'net_in_a_file.py').write_text("import tensorflow as tf\ntf.square(1, name='a')\n")
    assert open_graph('net_in_a_file.py').end_points == {'a': 'a:0'}
    assert open_graph('tf1_ref.models.whole:cnn').end_points['pred'] == 'Softmax:0'


def sparse(path, size, start=b''):
    with open(path, 'wb') as file:
        file.write(start)
        file.truncate(size)


@pytest.mark.parametrize(
    ('operand', 'said'),
    [
        ('none.pb', "'none.pb' is neither a file or folder, nor a checkpoint, nor a MODULE:FUNCTION"),
        ('not\x1b[31m', "'not\\x1b[31m' is neither"),
        ('x' * 5000, 'cannot read '),
        ('nul\x00byte', "'nul\\x00byte' is neither"),
        ('folder', 'folder is no SavedModel and has no checkpoints'),
        ('pipe', 'pipe is no regular file'),
        ('/dev/zero', '/dev/zero is no regular file'),
        ('empty', 'empty is empty'),
        ('large', 'large has 2,147,483,648 bytes; more than 2,147,483,647 cannot be read'),
        ('large.txt', 'large.txt has 134,217,729 bytes; more than 134,217,728 cannot be read'),
        ('zeros', 'zeros is no GraphDef, MetaGraph, SavedModel or snapshot'),
        ('latin1', 'latin1 is no UTF-8 text (byte 14)'),
        ('truncated.pb', 'truncated.pb: the graph in it is damaged (it ends within the record that begins at byte '),
        ('a.index', 'a.index: the checkpoint cannot be read'),
        ('loop.pbtxt', 'loop.pbtxt: a cycle, each reads the one before it: b, a'),
        ('other.json', 'other.json is a snapshot of version 7, this is for version 1; write it anew'),
    ],
)
def test_what_has_no_graph_in_it(here, operand, said):
    (here / 'folder').mkdir()
    os.mkfifo('pipe')
    (here / 'empty').touch()
    sparse('large', LARGEST + 1)
    sparse('large.txt', LARGEST_TEXT + 1, b'node {' + b' ' * 5000)
    sparse('zeros', 1000)
    (here / 'latin1').write_bytes('node { name: "ä" }'.encode('latin-1'))
    (here / 'truncated.pb').write_bytes(as_bytes(ADDED)[:-2])
    (here / 'a.index').write_bytes(b'x' * 100 + (0xDB4775248B80FB57).to_bytes(8, 'little'))
    (here / 'loop.pbtxt').write_text('node { name: "a" op: "A" input: "b" } node { name: "b" op: "A" input: "a" }')
    (here / 'other.json').write_text('{"tf1_ref_snapshot": 7}')
    with pytest.raises(InputError) as raised:
        open_graph(operand)
    message = str(raised.value)
    assert message.startswith(said) and message.isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason='root may read everything')
def test_a_file_that_may_not_be_read(here):
    (here / 'secret.pb').write_bytes(as_bytes(ADDED))
    (here / 'secret.pb').chmod(0)
    with pytest.raises(InputError, match="cannot read 'secret.pb': Permission denied"):
        open_graph('secret.pb')


def test_files_need_no_tensorflow(here):
    (here / 'graph.pb').write_bytes(as_bytes(ADDED))
    (here / 'graph.pbtxt').write_text(ADDED)
    (here / 'graph.meta').write_bytes(as_bytes(f'graph_def {{ {ADDED} }}', 'MetaGraphDef'))
    (here / 'graph.json').write_text(snapshots.to_text(from_graph_def('', as_bytes(ADDED))))
    code = """
import sys
from tf1_ref.graphs.reading.sources import open_graph
for end in ('pb', 'pbtxt', 'meta', 'json'):
    assert len(open_graph(f'graph.{end}').ops) == 6
print([name for name in ('tensorflow', 'numpy') if name in sys.modules])
"""
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, env=environment())
    assert done.stdout == '[]\n', done.stderr


def environment():
    return {**os.environ, 'PYTHONPATH': str(PACKAGE.parent)}
