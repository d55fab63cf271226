"""Which checkpoint is meant, and what is in it: the genuine article's, of every form, and what is broken."""

import json
import pathlib
import shutil

import pytest

from tests.graphs.genuine import nets
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.graphs.checkpoint.files import find_prefix, read_checkpoint

GENUINE = pathlib.Path(nets.__file__).parent
DIGESTS = json.loads((GENUINE / 'checkpoints.json').read_text())
WRITTEN = {'v2': 'v2', 'v1': 'v1', 'shards': 'shards', 'v1_shards': 'v1_shards-?????-of-00002', 'keras': 'keras'}


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The genuine article's checkpoints in the working folder."""
    shutil.copytree(GENUINE / 'checkpoints', tmp_path / 'ckpt')
    monkeypatch.chdir(tmp_path / 'ckpt')
    return tmp_path / 'ckpt'


@pytest.mark.parametrize('name', WRITTEN)
def test_the_genuine_article_s_values_in_every_form(copied, name):
    prefix = find_prefix(name)
    assert prefix == WRITTEN[name]
    checkpoint = read_checkpoint(prefix)
    assert checkpoint.format == ('V1' if 'v1' in name else 'V2')
    assert {one.name: one.value for one in checkpoint.variables} == DIGESTS[name]
    shapes = {one.name: (one.shape, one.dtype) for one in checkpoint.variables}
    if name == 'keras':
        key = 'layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE'
        assert checkpoint.spoken[key] == 'conv2d/kernel' and shapes[key] == ((3, 3, 1, 2), 'float32')
    else:
        assert shapes['net/conv1/weights'] == ((3, 3, 1, 2), 'float32') and checkpoint.spoken == {}


@pytest.mark.parametrize(
    ('operand', 'prefix'),
    [
        ('v2.index', 'v2'),
        ('v2.data-00000-of-00001', 'v2'),
        ('v2.meta', 'v2'),
        ('shards.data-00001-of-00002', 'shards'),
        ('./shards', './shards'),
        ('v1_shards-00001-of-00002', 'v1_shards-?????-of-00002'),
    ],
)
def test_any_of_its_files_means_the_checkpoint(copied, operand, prefix):
    assert find_prefix(operand) == prefix


def test_a_folder(copied):
    with pytest.raises(InputError, match=r'^\. has 3 checkpoints; name one of keras, shards, v2$'):
        find_prefix('.')
    (copied / 'checkpoint').write_text('model_checkpoint_path: "shards"\n')
    assert find_prefix('.') == './shards'
    assert find_prefix(str(copied)) == str(copied / 'shards')
    (copied / 'checkpoint').write_text('model_checkpoint_path: "gone"\n')
    with pytest.raises(
        InputError, match=r'what its file `checkpoint` names is not there; name one of keras, shards, v2'
    ):
        find_prefix('.')
    (copied / 'empty').mkdir()
    with pytest.raises(InputError, match='^empty has no checkpoint$'):
        find_prefix('empty')
    shutil.copy('v2.index', 'empty/model-5.index')
    shutil.copy('v2.data-00000-of-00001', 'empty/model-5.data-00000-of-00001')
    assert find_prefix('empty') == 'empty/model-5'


@pytest.mark.parametrize(
    ('remove', 'operand', 'said'),
    [
        ('v2.index', 'v2', 'v2: the checkpoint lacks its index, v2.index; copy it beside its data'),
        ('v2.index', 'v2.data-00000-of-00001', 'v2: the checkpoint lacks its index'),
        ('v2.data-00000-of-00001', 'v2', 'v2: the checkpoint lacks v2.data-00000-of-00001; copy it beside its index'),
        ('shards.data-00001-of-00002', 'shards', 'shards: the checkpoint lacks shards.data-00001-of-00002'),
        ('v1_shards-00000-of-00002', 'v1_shards', 'v1_shards: the checkpoint lacks v1_shards-00000-of-00002'),
        ('v2.index', 'nothing', 'nothing is no checkpoint: there is no nothing.index'),
        ('v1', 'v1', 'v1 is no checkpoint'),
    ],
)
def test_a_part_is_missing(copied, remove, operand, said):
    (copied / remove).unlink()
    with pytest.raises(InputError, match=said.replace('.', r'\.')):
        find_prefix(operand)


@pytest.mark.parametrize(
    'file', ['v2.index', 'v2.data-00000-of-00001', 'v1', 'shards.data-00001-of-00002', 'keras.index']
)
@pytest.mark.parametrize('kept', [0, 0.5, 0.99])
def test_a_file_that_was_cut_off(copied, file, kept):
    content = (copied / file).read_bytes()
    (copied / file).write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(InputError) as caught:
        read_checkpoint(find_prefix(file))
    assert '\n' not in str(caught.value) and file.split('.')[0] in str(caught.value)


def test_damage_within_a_value(copied):
    content = bytearray((copied / 'v2.data-00000-of-00001').read_bytes())
    content[500] ^= 1
    (copied / 'v2.data-00000-of-00001').write_bytes(content)
    with pytest.raises(InputError, match='v2: the checkpoint cannot be read'):
        read_checkpoint('v2')


def test_odd_operands(copied):
    for operand in ('\0', 'x' * 5000, '\x1b[31m', '.index'):
        with pytest.raises(InputError) as caught:
            find_prefix(operand)
        assert str(caught.value).isprintable()


def test_a_checkpoint_of_strings_and_half_floats(tmp_path):
    tf.get_variable('text', initializer=tf.constant(['a', 'bc']))
    tf.get_variable('half', initializer=tf.constant([1.5], tf.bfloat16))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / 'odd'), write_meta_graph=False)
    found = read_checkpoint(find_prefix(str(tmp_path)))
    assert [(one.name, one.dtype) for one in found.variables] == [('half', 'bfloat16'), ('text', 'string')]
