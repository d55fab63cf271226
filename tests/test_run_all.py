"""run_all.sh, with an environment that is already there and no network: every script on the embedded digits."""

import os
import pathlib
import subprocess
import sys

import pytest

from tests.scripts.running import REPOSITORY, is_png


@pytest.fixture
def environment(tmp_path):
    """A folder that run_all.sh takes for the environment it has made: this Python, and the stamp of the pins."""
    venv = tmp_path / 'venv'
    (venv / 'bin').mkdir(parents=True)
    python = venv / 'bin' / 'python'
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    stamp = subprocess.run('cat setup.py .ci/constraints.txt | cksum', shell=True, capture_output=True, cwd=REPOSITORY)
    (venv / 'stamp').write_bytes(stamp.stdout)
    variables = {name: value for name, value in os.environ.items() if name != 'DATA_DIR'}
    no_network = dict.fromkeys(('http_proxy', 'https_proxy'), 'http://127.0.0.1:9')
    return {**variables, **no_network, 'VENV': str(venv), 'LOG_DIR': str(tmp_path / 'runs')}


def run_all(*arguments, env):
    command = ['bash', str(REPOSITORY / 'run_all.sh'), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=1200)


def test_every_script_and_a_table(environment, tmp_path):
    if (REPOSITORY / 'data').exists():
        pytest.skip('there is a folder ./data, so the run would not be on the embedded digits')
    done = run_all(env=environment)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert 'Taking the embedded digits instead of MNIST' in done.stdout
    runs = pathlib.Path(environment['LOG_DIR'])
    found = {path.name for path in runs.iterdir()}
    assert found >= {'train_mlp', 'train_cnn', 'compare_optimizers', 'compare_preprocessing', 'practice', 'sweep'}
    assert found >= {'srcnn', 'residual_srcnn', 'report.html'}
    assert is_png(runs / 'train_cnn' / 'curves.png')
    table = done.stdout[done.stdout.index('run  ') :].splitlines()
    accuracy = next(line for line in table if line.startswith('train_cnn') and 'test accuracy' in line)
    assert float(accuracy.split()[-2]) > 95
    assert 'All scripts ran in' in table[-1]


def test_bad_input(environment, tmp_path):
    for arguments, changes, message in (
        (['tets'], {}, "unknown argument 'tets'"),
        ([], {'DATA_DIR': str(tmp_path / 'none')}, 'is no folder'),
        ([], {'PYTHON': 'no-such-python', 'VENV': str(tmp_path / 'new')}, 'no Python 3.10 to 3.13 found'),
    ):
        done = run_all(*arguments, env={**environment, **changes})
        assert done.returncode == 2
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1
