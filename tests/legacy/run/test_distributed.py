"""A script for several processes, under TensorFlow 1.15.5 and by `run`: what it prints and how it ends is the same."""

import pathlib

import pytest

from tests import needs
from tests.scripts import clusters

SCRIPT = str(pathlib.Path(__file__).parents[1] / 'scripts' / 'distributed.py')
ENDED = {'ps 0': -9, 'worker 0': 0, 'worker 1': 0}  # nothing in the script ends the parameter server


def lines(found, beginning):
    return [line for line in found['printed']['worker 0'].splitlines() if line.startswith(beginning)]


@pytest.fixture
def both(monkeypatch, tmp_path):
    """Runs a scenario under either; returns what came out of `run`, and of 1.15.5."""
    python = needs.oracle()

    def run(scenario, *flags):
        ours = clusters.run(scenario, tmp_path / 'run', SCRIPT, *flags)
        monkeypatch.setenv('CLUSTER_PYTHON', python)
        return ours, clusters.run(scenario, tmp_path / 'genuine', SCRIPT, *flags)

    return run


def test_in_step_every_number_is_the_same(both):
    """With no token to spare: then no worker is ever ahead of the other."""
    ours, genuine = both('whole', '--sync_replicas', '--num_tokens=0', '--steps=200')
    assert ours['codes'] == genuine['codes'] == ENDED
    assert len(lines(genuine, 'Epoch: ')) == 9
    assert lines(ours, 'Epoch: ') == lines(genuine, 'Epoch: ')
    assert lines(ours, 'Ended') == lines(genuine, 'Ended') == ['Ended model.ckpt True w= 2.000 b= -1.000']


@pytest.mark.parametrize('mode', ['--nosync_replicas', '--sync_replicas'])
def test_a_worker_the_chief_and_the_parameter_server_are_killed_and_come_back(mode, both):
    ours, genuine = both('killed', mode, '--steps=1000', '--pause=0.01')
    assert ours['codes'] == genuine['codes'] == ENDED
    assert lines(ours, 'Ended') == lines(genuine, 'Ended') == ['Ended model.ckpt True w= 2.000 b= -1.000']
