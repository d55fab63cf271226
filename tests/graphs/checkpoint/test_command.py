"""`python -m tf1_ref checkpoint`: the genuine article's checkpoints and today's, fitted to models under other names."""

import json
import pathlib
import shutil

import pytest

from tests.graphs.genuine import nets
from tests.scripts.running import REPOSITORY
from tf1_ref.__main__ import main
from tf1_ref.compat import tf

NETS = 'tests.graphs.genuine.nets'


@pytest.fixture
def ckpt(tmp_path, monkeypatch):
    """The folder of copies of the genuine article's checkpoints; the repository is the working folder."""
    shutil.copytree(pathlib.Path(nets.__file__).parent / 'checkpoints', tmp_path / 'ckpt')
    monkeypatch.chdir(REPOSITORY)
    return tmp_path / 'ckpt'


def checkpoint(capsys, *arguments):
    code = main(['checkpoint', *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_list(capsys, ckpt):
    code, out, _ = checkpoint(capsys, ckpt / 'v2')
    lines = out.splitlines()
    assert code == 0
    assert [line.split() for line in lines if 'conv1/weights ' in line] == [
        ['net/conv1/weights', '[3,', '3,', '1,', '2]', 'float32', '72', 'B']
    ]
    assert lines[-1] == f'{ckpt}/v2 (V2): 26 variables, 255 values, 1020 B'
    _, out, _ = checkpoint(capsys, ckpt / 'keras')
    assert 'layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE (conv2d/kernel)' in out
    assert out.splitlines()[-1] == f'{ckpt}/keras (V2, object-based): 17 variables, 236 values, 948 B'


def test_a_genuine_checkpoint_does_not_fit_as_it_is(capsys, ckpt):
    code, out, _ = checkpoint(capsys, ckpt / 'v2', f'--model={NETS}:plain')
    assert code == 1
    assert '  net/conv1/weights -> conv1/W  (high: outer scope net removed; weights is another spelling of W)\n' in out
    assert out.splitlines()[-1].endswith(
        f'has 0 of 26 variables of {NETS}:plain; the others after 26 renames: --write writes it so'
    )


@pytest.mark.parametrize('name', ['v2', 'shards', 'v1_shards'])
def test_a_genuine_checkpoint_is_renamed_and_proved(capsys, ckpt, name):
    before = {path.name: path.read_bytes() for path in ckpt.iterdir()}
    code, out, _ = checkpoint(capsys, ckpt / name, f'--model={NETS}:plain', '--write')
    assert code == 0
    assert out.splitlines()[-1] == (
        f'written: {ckpt}/{name}-renamed, 26 variables, 26 renamed; proved: {NETS}:plain was restored from it, '
        'all 26 variables equal bit for bit under their new names'
    )
    assert {path.name: path.read_bytes() for path in ckpt.iterdir() if 'renamed' not in path.name} == before


def test_the_renamed_checkpoint_trains_on_as_the_old_one(capsys, ckpt, tmp_path):
    """Optimizer slots and shadows included: the next step moves every variable to the same bits."""
    assert checkpoint(capsys, ckpt / 'v1', f'--model={NETS}:plain', f'--write={tmp_path}/new')[0] == 0
    after = []
    for build, prefix in ((nets.scoped, ckpt / 'v1'), (nets.plain, tmp_path / 'new')):
        with tf.Graph().as_default(), tf.Session() as sess:
            step = build()
            tf.train.Saver().restore(sess, str(prefix))
            sess.run(step)
            after.append([value.tobytes() for value in sess.run(tf.global_variables())])
    assert after[0] == after[1]


def test_todays_checkpoint_for_another_scope(capsys, ckpt, tmp_path):
    with tf.Graph().as_default(), tf.Session() as sess:
        nets.plain()
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / 'model'), global_step=3)
    code, out, _ = checkpoint(capsys, tmp_path / 'model-3.meta', f'--model={NETS}:scoped', '--write')
    assert code == 0 and f'written: {tmp_path}/model-3-renamed, 26 variables, 26 renamed; proved' in out
    code, out, _ = checkpoint(capsys, tmp_path / 'model-3-renamed', f'--model={NETS}:scoped', '--write')
    assert code == 0 and out.splitlines()[-1].endswith(f'has all 26 variables of {NETS}:scoped; nothing to write')


def test_a_genuine_keras_checkpoint(capsys, ckpt):
    code, out, _ = checkpoint(capsys, ckpt / 'keras', f'--model={NETS}:two_layers', '--write', '--format=json')
    content = json.loads(out)
    renames = {one['old'].partition('/.A')[0]: one['new'] for one in content['renames']}
    assert code == 0
    assert renames == {
        'layer_with_weights-0/kernel': 'conv1/W',
        'layer_with_weights-0/bias': 'conv1/b',
        'layer_with_weights-1/kernel': 'fc1/W',
        'layer_with_weights-1/bias': 'fc1/b',
    }
    assert content['written'] == {'checkpoint': f'{ckpt}/keras-renamed', 'variables': 17, 'proved': 4}
    assert content['fits'] is False and content['fits_renamed'] is True and len(content['extra']) == 13


def test_a_model_for_inference_needs_no_slots(capsys, ckpt):
    code, out, _ = checkpoint(capsys, ckpt / 'v2', f'--model={NETS}:for_inference', f'--write={ckpt}/out')
    assert code == 0 and 'the checkpoint has and the model lacks:\n  net/beta1_power  [] float32\n' in out
    assert 'written: ' in out and 'all 12 variables equal bit for bit' in out


def test_what_does_not_fit_is_not_written(capsys, ckpt):
    before = sorted(path.name for path in ckpt.iterdir())
    code, out, _ = checkpoint(capsys, ckpt / 'v2', f'--model={NETS}:with_momentum', '--write')
    lines = out.splitlines()
    assert code == 1
    assert '  fc1/W/Momentum  [18, 3] float32' in lines
    assert lines[-2] == 'note: the model trains with Momentum, the checkpoint was trained with Adam'
    assert lines[-1].endswith(f'has 0 of 18 variables of {NETS}:with_momentum, 12 after renames; nothing was written')
    assert sorted(path.name for path in ckpt.iterdir()) == before


def test_what_is_ambiguous_is_left_to_the_user(capsys, ckpt, tmp_path):
    with tf.Graph().as_default(), tf.Session() as sess:
        for name in ('left', 'right', 'conv1'):
            tf.get_variable(f'{name}/W', [5, 5, 1, 2] if name == 'conv1' else [7, 11])
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / 'two'))
    arguments = (tmp_path / 'two', f'--model={NETS}:another', '--write')
    code, out, _ = checkpoint(capsys, *arguments)
    assert code == 1
    assert '  embedding  [7, 11] float32  (ambiguous: left/W or right/W)\n' in out
    assert 'note: several variables would do as well, and nothing tells which; settle it with --rename=OLD=NEW\n' in out
    code, out, _ = checkpoint(capsys, *arguments, '--rename=right/W=embedding')
    assert code == 0 and '  right/W -> embedding  (given: given)\n' in out and 'proved' in out


def test_an_odd_shape_is_told(capsys, ckpt, tmp_path):
    code, out, _ = checkpoint(
        capsys, ckpt / 'v2', f'--model={NETS}:another', '--rename=net/conv1/biases=conv1/W', '--format=json'
    )
    assert (code, out) == (2, '')
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.get_variable('conv1/W', [3, 3, 1, 2])
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / 'odd'))
    code, out, _ = checkpoint(capsys, tmp_path / 'odd', f'--model={NETS}:another')
    assert code == 1
    assert 'of another shape or type:\n  conv1/W  [3, 3, 1, 2] float32, in the model [5, 5, 1, 2] float32\n' in out


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        ([], 'the following arguments are required: CKPT'),
        (['{}/none'], '{}/none is no checkpoint: there is no {}/none.index, and it is no V1'),
        (['{}'], '{} has 3 checkpoints; name one of {}/keras, {}/shards, {}/v2'),
        (['{}/v2', '--write'], '--rename and --write need --model'),
        (['{}/v2', f'--model={NETS}:nothing'], f'{NETS}:nothing: {NETS} has no function nothing'),
        (['{}/v2', f'--model={NETS}:build_nothing'], f'{NETS}:build_nothing builds no variables'),
        (['{}/v2', f'--model={NETS}:fails'], f'{NETS}:fails: ValueError: no such thing ('),
        (['{}/v2', f'--model={NETS}:plain', '--rename=x'], '--rename=x: expected OLD=NEW'),
        (
            ['{}/v2', f'--model={NETS}:plain', '--write={}/v2'],
            '{}/v2 is the old checkpoint, which is never overwritten',
        ),
        (['{}/v2', f'--model={NETS}:plain', '--write={}/keras'], '{}/keras is there already; name another place'),
        (['{}/v2', f'--model={NETS}:plain', '--write=/proc/x'], 'cannot write /proc/x ('),
    ],
)
def test_bad_input_gets_one_line(capsys, ckpt, arguments, said):
    code, out, err = checkpoint(capsys, *(argument.replace('{}', str(ckpt)) for argument in arguments))
    assert (code, out) == (2, '')
    assert err.splitlines()[-1].startswith(f'tf1_ref checkpoint: error: {said.replace("{}", str(ckpt))}')


def directions(prefix='encoder', cell='lstm_cell'):
    """One bidirectional LSTM: the four shapes are two, so that only the names tell the directions apart."""
    for direction in ('fw', 'bw'):
        with tf.variable_scope(f'{prefix}/bidirectional_rnn/{direction}/{cell}'):
            tf.get_variable('kernel', [5, 8], initializer=tf.random_normal_initializer())
            tf.get_variable('bias', [8], initializer=tf.random_normal_initializer())


def test_the_directions_of_an_lstm_are_not_exchanged(capsys, tmp_path):
    with tf.Graph().as_default(), tf.Session() as sess:
        directions('rnn', 'cudnn_compatible_lstm_cell')
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / 'm'))
    code, out, _ = checkpoint(capsys, tmp_path / 'm', f'--model={__name__}:directions', f'--write={tmp_path}/out')
    assert code == 0
    assert 'have the same shape: were they confused' in out
    for way in ('fw', 'bw'):
        for leaf in ('kernel', 'bias'):
            old = tf.train.load_variable(
                str(tmp_path / 'm'), f'rnn/bidirectional_rnn/{way}/cudnn_compatible_lstm_cell/{leaf}'
            )
            new = tf.train.load_variable(str(tmp_path / 'out'), f'encoder/bidirectional_rnn/{way}/lstm_cell/{leaf}')
            assert old.tobytes() == new.tobytes()
