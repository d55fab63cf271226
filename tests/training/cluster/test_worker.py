"""Clusters of real processes, of the deck's CNN on the made-up set."""

import json

import numpy as np
import pytest

from tests.scripts import clusters
from tests.scripts.running import metrics, run_script
from tf1_ref.compat import tf

FLAGS = ['train_cnn', '--dataset=fake']


def values(log_dir, name):
    reader = tf.train.NewCheckpointReader(f'{log_dir}/checkpoints/{name}')
    return {name: reader.get_tensor(name) for name in reader.get_variable_to_shape_map()}


@pytest.fixture(scope='module')
def alone(tmp_path_factory):
    """What one process makes of batches of 32."""
    folder = tmp_path_factory.mktemp('alone')
    done = run_script(*FLAGS, '--training_epochs=12', '--batch_size=32', '--keep=12', f'--log_dir={folder}')
    assert done.returncode == 0, done.stderr
    return folder


def test_two_workers_in_step_are_one_process_of_the_double_batch(alone, tmp_path):
    found = clusters.run('whole', tmp_path, *FLAGS, '--training_epochs=3', '--batch_size=16', '--sync_replicas')
    assert found['codes'] == {'ps 0': 0, 'worker 0': 0, 'worker 1': 0}
    one, two = values(alone, 'model.ckpt-3'), values(tmp_path / 'log', 'model.ckpt-3')
    assert two.pop('global_step') == 3 * (600 // 32)
    assert one.keys() == two.keys()
    for name, value in one.items():
        np.testing.assert_allclose(two[name], value, rtol=0, atol=1e-5)
    costs = metrics(tmp_path / 'log')['results']['costs']
    np.testing.assert_allclose(costs, metrics(alone)['results']['costs'][:3], rtol=0, atol=1e-5)


def test_one_parameter_server_and_two_workers_reach_the_same_accuracy(alone, tmp_path):
    found = clusters.run('whole', tmp_path, *FLAGS, '--training_epochs=12', '--batch_size=16')
    assert found['codes'] == {'ps 0': 0, 'worker 0': 0, 'worker 1': 0}
    accuracy = metrics(tmp_path / 'log')['results']['test_accuracy']
    assert accuracy >= metrics(alone)['results']['test_accuracy'] - 0.02
    steps = [int(found['printed'][f'worker {index}'].split(' steps, ')[0].split()[-1]) for index in (0, 1)]
    assert min(steps) > 0 and sum(steps) in (432, 433)  # the last step of each may be under way together
    assert 'epochs' in json.loads((tmp_path / 'log' / 'history.json').read_text())
    assert not any('Epoch' in found['printed'][name] for name in ('ps 0', 'worker 1'))


@pytest.mark.parametrize('mode', ['--nosync_replicas', '--sync_replicas'])
def test_whoever_is_killed_comes_back_and_nobody_waits_for_ever(mode, tmp_path):
    found = clusters.run('killed', tmp_path, *FLAGS, '--training_epochs=40', '--learning_rate=0.3', mode)
    assert found['codes'] == {'ps 0': 0, 'worker 0': 0, 'worker 1': 0}
    chief = found['printed']['worker 0']
    assert chief.count('The parameter servers have the run; going on with it') == 1
    assert chief.count('Resuming after epoch ') == 1
    assert metrics(tmp_path / 'log')['results']['test_accuracy'] >= 0.99
    assert len(json.loads((tmp_path / 'log' / 'history.json').read_text())['epochs']) == 40
