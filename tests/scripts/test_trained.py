"""What a log_dir says of its network."""

import json

import pytest

from tests import damage
from tests.scripts.running import SETTINGS
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.scripts import trained


def write(folder, content):
    (folder / 'metrics.json').write_text(json.dumps(content))
    return str(folder)


@pytest.mark.parametrize('script', SETTINGS)
def test_what_is_built(tmp_path, script):
    run = trained.find(write(tmp_path, {'script': script, 'settings': SETTINGS[script]}))
    network = trained.build(run)
    assert {name: tensor.op.name for name, tensor in network.outputs.items()} == {n: n for n in network.outputs}
    assert network.input.op.name == {'train_mlp': 'points', 'train_srcnn': 'low'}.get(script, 'images')
    assert all(variable.handle.dtype == tf.resource for variable in tf.global_variables())


@pytest.mark.parametrize(
    ('content', 'said'),
    [
        ([], 'holds no run of train_mlp, train_cnn, practice, train_srcnn'),
        ({'script': 'sweep'}, 'holds no run of'),
        ({'script': ['sweep']}, 'holds no run of'),
        ({'script': 'practice'}, 'has no settings'),
    ],
)
def test_no_run(tmp_path, content, said):
    with pytest.raises(InputError, match=said):
        trained.find(write(tmp_path, content))


def test_no_folder(tmp_path):
    (tmp_path / 'metrics.json').write_bytes(b'\xff{')
    for log_dir, said in [
        (None, '--log_dir is missing'),
        (tmp_path / 'none', r'metrics.json cannot be read \(No such file or directory\)'),
        (tmp_path, r'metrics.json cannot be read \(damaged\)'),
    ]:
        with pytest.raises(InputError, match=said):
            trained.find(log_dir)


@pytest.mark.parametrize('script', SETTINGS)
def test_damaged_settings_are_one_line(tmp_path, script):
    used = set(trained.NUMBERS) | {'model'}
    for name in used & set(SETTINGS[script]):
        for value in damage.VALUES:
            run = trained.Run(tmp_path, script, {**SETTINGS[script], name: value})
            with tf.Graph().as_default(), pytest.raises(InputError, match=f'the settings of the run have no {name} '):
                trained.build(run)
