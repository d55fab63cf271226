"""The benchmark of speed: what it runs in turns, what it says is missing, and its page."""

import json
import subprocess
import sys

import pytest

from tests import needs, warm
from tests.benchmarks.speed import __main__ as speed
from tests.benchmarks.speed import page, workloads
from tests.benchmarks.speed.__main__ import WAYS


@pytest.mark.parametrize('way', ['loop', 'long_run', 'callable', 'dataset', 'resident', 'inline', 'towers', 'bare'])
def test_a_way_trains_and_tells_its_seconds(way):
    done = warm.run(
        [sys.executable, '-m', 'tests.benchmarks.speed.tensorflow1', 'mlp', way, '2'], text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert len(found['seconds']) == 2 and all(seconds > 0 for seconds in found['seconds'])
    assert found['cost'] == pytest.approx(1.386, abs=2e-3)  # the logarithm of 4: its labels are drawn by lot


def test_ways_take_turns_and_what_is_missing_is_not_tried_again(monkeypatch):
    tried = []

    def run(name, way, epochs, pythons):
        tried.append(way)
        return {'missing': 'why'} if way == 'jax' else {'seconds': [9.0, 2.0, 4.0], 'whole': 12.0, 'cost': 0.5}

    monkeypatch.setattr(speed, 'run', run)
    found = speed.measure('cnn', ['loop', 'jax', 'bare'], 2, 2, {})
    assert tried == ['loop', 'jax', 'bare', 'loop', 'bare']
    assert found['loop'] == {'seconds': [3.0, 3.0], 'whole': [12.0, 12.0], 'cost': 0.5}  # without the first epoch
    assert found['jax'] == {'missing': 'why'}


def test_a_peer_without_an_environment_is_missing():
    assert speed.run('cnn', 'torch', 1, {}) == {'missing': 'there is no environment pytorch'}


def test_each_way_has_its_settings_and_a_name_on_the_page(monkeypatch):
    given = {}
    monkeypatch.setenv('TF_NUM_INTRAOP_THREADS', '2')
    failed = subprocess.CompletedProcess([], 1, '', '')
    monkeypatch.setattr(subprocess, 'run', lambda command, env, **rest: given.update({tuple(command): env}) or failed)
    for way in WAYS:
        speed.run('mlp', way, 1, dict.fromkeys(['here', 'genuine', 'pytorch', 'jax'], way))
    found = {python: env['TF_NUM_INTRAOP_THREADS'] for (python, *_), env in given.items()}
    assert found == {**dict.fromkeys(WAYS, '2'), 'one_thread': '1'}
    assert [*WAYS] == [*page.SHOWN]


def test_a_process_that_fails_is_missing_and_says_why():
    row = speed.run('no such workload', 'bare', 1, {'here': sys.executable})
    assert row['missing'].startswith('ended with 1: ') and 'no such workload' in row['missing']


def test_the_page(tmp_path):
    ways = {
        'loop': {'seconds': [2.0, 1.0, 1.5], 'whole': [5.0, 6.0, 7.0]},
        'bare': {'seconds': [1.0], 'whole': [4.0]},
        'jax': {'missing': 'there is no environment jax'},
    }
    page.write({'rounds': 3, 'epochs': 2, 'cores': 2, 'found': {'cnn': ways}}, tmp_path / 'speed.md')
    text = (tmp_path / 'speed.md').read_text()
    assert "| this project, the slide's loop | 1.500 | 1.000 to 2.000 | 1.00 | 1.50 | 6.0 |" in text
    assert '| the bare step: a callable on slices | 1.000 | 1.000 to 1.000 | 0.67 | 1.00 | 4.0 |' in text
    assert 'JAX, `jit`: not measured; there is no environment jax.' in text


def test_the_picture(tmp_path):
    needs.modules('matplotlib')
    assert page.draw({'cnn': {'loop': {'seconds': [2.0], 'whole': [5.0]}}}, tmp_path / 'speed.png')
    assert (tmp_path / 'speed.png').read_bytes().startswith(b'\x89PNG')


@pytest.mark.parametrize(
    ('flag', 'said'),
    [
        ('--only=cnn,vgg', 'vgg is not known; there are mlp, cnn'),
        ('--ways=slow', 'slow is not known; there are 1.15.5'),
        ('--rounds=0', 'are at least 1'),
    ],
)
def test_bad_flags(flag, said, monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', ['speed', flag])
    with pytest.raises(SystemExit) as ended:
        speed.main()
    assert ended.value.code == 2 and said in capsys.readouterr().err


def test_every_way_and_workload_is_shown():
    assert list(page.SHOWN) == list(WAYS)
    for name, workload in workloads.WORKLOADS.items():
        images, labels = workloads.examples(name)
        assert images.shape == (workload.examples, *workload.shape) and len(labels) == len(images)
        assert workload.examples % workloads.BATCH_SIZE == 0
