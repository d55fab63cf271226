"""A script for several processes, under TensorFlow 1.15.5 and by `run`: what it prints and how it ends is the same."""

import concurrent.futures
import pathlib

import pytest

from tests import needs
from tests.scripts import clusters

SCRIPT = str(pathlib.Path(__file__).parents[1] / 'scripts' / 'distributed.py')
ENDED = {'ps 0': -9, 'worker 0': 0, 'worker 1': 0}  # nothing in the script ends the parameter server


def lines(found, beginning):
    return [line for line in found['printed']['worker 0'].splitlines() if line.startswith(beginning)]


@pytest.fixture
def both(tmp_path):
    """Runs a scenario under either, side by side; returns what came out of `run`, and of 1.15.5."""
    pythons = {'run': None, 'genuine': needs.oracle()}

    def run(scenario, *flags):
        with concurrent.futures.ThreadPoolExecutor() as threads:
            begun = [
                threads.submit(clusters.run, scenario, tmp_path / name, SCRIPT, *flags, python=python)
                for name, python in pythons.items()
            ]
            return [one.result() for one in begun]

    return run


def test_in_step_every_number_is_the_same(both):
    """With no token to spare: then no worker is ever ahead of the other."""
    ours, genuine = both('in_turn', '--sync_replicas', '--num_tokens=0', '--steps=200')
    assert ours['codes'] == genuine['codes'] == ENDED
    assert len(lines(genuine, 'Epoch: ')) == 9
    assert lines(ours, 'Epoch: ') == lines(genuine, 'Epoch: ')
    assert lines(ours, 'Ended') == lines(genuine, 'Ended') == ['Ended model.ckpt True w= 2.000 b= -1.000']


# Without the other in step, a worker goes on alone while that comes back.
@pytest.mark.parametrize(
    'flags', [('--nosync_replicas', '--steps=600', '--pause=0.02'), ('--sync_replicas', '--steps=300', '--pause=0.01')]
)
def test_a_worker_the_chief_and_the_parameter_server_are_killed_and_come_back(flags, both):
    ours, genuine = both('killed', *flags)
    assert ours['codes'] == genuine['codes'] == ENDED
    assert lines(ours, 'Ended') == lines(genuine, 'Ended') == ['Ended model.ckpt True w= 2.000 b= -1.000']
