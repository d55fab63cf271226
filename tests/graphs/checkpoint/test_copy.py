"""The renamed checkpoint: all values bit for bit, proved, nothing half written and nothing overwritten."""

import os

import pytest

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.graphs.checkpoint import copy
from tf1_ref.graphs.checkpoint.copy import ProofError, variables_of, write_renamed

PARTS = tf.fixed_size_partitioner(3)


def build(scope, seed=1):
    """A graph with a partitioned variable, a resource, a string, integers and a half float."""
    graph = tf.Graph()
    with graph.as_default(), tf.variable_scope(scope):
        tf.set_random_seed(seed)
        tf.get_variable('parts', [7, 3], partitioner=PARTS, initializer=tf.random_normal_initializer())
        tf.get_variable('resource', [5], use_resource=True, initializer=tf.random_normal_initializer())
        tf.get_variable('text', initializer=tf.constant(['a', 'bc']))
        tf.get_variable('step', initializer=tf.constant(7, tf.int64))
        tf.get_variable('half', initializer=tf.constant([1.5, float('nan')], tf.bfloat16))
    return graph


NAMES = ('parts', 'resource', 'text', 'step', 'half')
RENAMED = {f'old/{name}': f'new/{name}' for name in NAMES}


@pytest.fixture
def saved(tmp_path):
    with build('old').as_default(), tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / 'model'), write_meta_graph=False, write_state=False)
    return str(tmp_path / 'model')


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_partitioned_variable_is_one():
    found = variables_of(build('a'))
    assert [(one.name, one.shape, one.dtype) for one in found] == [
        ('a/parts', (7, 3), 'float32'),
        ('a/resource', (5,), 'float32'),
        ('a/text', (2,), 'string'),
        ('a/step', (), 'int64'),
        ('a/half', (2,), 'bfloat16'),
    ]


def test_values_of_every_kind(saved, tmp_path):
    before = content(tmp_path)
    assert write_renamed(saved, RENAMED, f'{saved}-renamed', build('new', seed=2)) == 5
    assert {name: value for name, value in content(tmp_path).items() if 'renamed' not in name} == before
    assert sorted(set(content(tmp_path)) - set(before)) == ['model-renamed.data-00000-of-00001', 'model-renamed.index']
    old, new = tf.train.load_checkpoint(saved), tf.train.load_checkpoint(f'{saved}-renamed')
    for name in NAMES:
        assert repr(old.get_tensor(f'old/{name}')) == repr(new.get_tensor(f'new/{name}'))


def test_nothing_is_overwritten_unless_told(saved, tmp_path):
    graph = build('new')
    write_renamed(saved, RENAMED, f'{saved}-renamed', graph)
    before = content(tmp_path)
    with pytest.raises(InputError, match='model-renamed is there already; name another place'):
        write_renamed(saved, RENAMED, f'{saved}-renamed', graph)
    for out in (saved, f'{tmp_path}/../{tmp_path.name}/model'):
        with pytest.raises(InputError, match='is the old checkpoint, which is never overwritten'):
            write_renamed(saved, RENAMED, out, graph, overwrite=True)
    assert content(tmp_path) == before
    write_renamed(saved, RENAMED, f'{saved}-renamed', build('new'), overwrite=True)
    assert content(tmp_path) == before


def test_nothing_is_left_when_the_proof_fails(saved, tmp_path, monkeypatch):
    before = content(tmp_path)
    seen = []

    def differs(restored, expected):
        seen.append(sorted(path.name for path in tmp_path.glob('model-renamed*')))
        return False

    monkeypatch.setattr(copy, '_equal', differs)
    with pytest.raises(ProofError, match='new/parts/part_0 was restored otherwise than saved; nothing was written'):
        write_renamed(saved, RENAMED, f'{saved}-renamed', build('new'))
    assert seen == [[]] and content(tmp_path) == before


def test_the_proof_can_fail(saved):
    """A model that restores something else than it was given is found out."""
    graph = build('new')
    with graph.as_default():
        swapped = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES)[0]
        reader = tf.train.load_checkpoint(saved)
    value = reader.get_tensor('old/parts')
    assert copy._equal(value, value.copy())
    value_of_another_sign = value.copy()
    value_of_another_sign[0, 0] = -value_of_another_sign[0, 0]
    assert not copy._equal(value, value_of_another_sign)
    assert not copy._equal(value, value.astype('float64')) and swapped is not None
    assert copy._equal(b'a', b'a') and not copy._equal(b'a', b'b')


def test_no_place_to_write(saved, tmp_path):
    with pytest.raises(InputError, match=r'cannot write .*nowhere/x \(No such file or directory\); name another place'):
        write_renamed(saved, RENAMED, str(tmp_path / 'nowhere' / 'x'), build('new'))


@pytest.mark.skipif(os.geteuid() == 0, reason='root may write everywhere')
def test_a_folder_that_is_read_only(saved, tmp_path):
    (tmp_path / 'closed').mkdir(mode=0o500)
    with pytest.raises(InputError, match='Permission denied'):
        write_renamed(saved, RENAMED, str(tmp_path / 'closed' / 'x'), build('new'))
