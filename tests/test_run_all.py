"""run_all.sh, with an environment that is already there and no network: every script on the embedded digits."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

from tests import stand_in
from tests.scripts.running import REPOSITORY, is_drawn
from tf1_ref.compat.process import supported


@pytest.fixture
def environment(tmp_path):
    """A folder that run_all.sh takes for the environment it has made: this Python, and the stamp of the pins."""
    venv = tmp_path / 'venv'
    (venv / 'bin').mkdir(parents=True)
    python = venv / 'bin' / 'python'
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    # By run_all.sh's own words for it, so that it does take the folder for its environment.
    (command,) = re.findall(r'stamp=\$\((.+)\)', (REPOSITORY / 'run_all.sh').read_text())
    stamp = subprocess.run(command, shell=True, capture_output=True, cwd=REPOSITORY)
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
    with stand_in.python(f'{environment["VENV"]}/bin') as python:
        done = run_all(env=stand_in.environment(python, environment))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert 'Making the environment' not in done.stdout
    assert 'Taking the embedded digits instead of MNIST' in done.stdout
    runs = pathlib.Path(environment['LOG_DIR'])
    found = {path.name for path in runs.iterdir()}
    assert found >= {'train_mlp', 'train_cnn', 'compare_optimizers', 'compare_preprocessing', 'practice', 'sweep'}
    assert found >= {'srcnn', 'residual_srcnn', 'report.html'}
    assert is_drawn(runs / 'train_cnn' / 'curves.png')
    table = done.stdout[done.stdout.index('run  ') :].splitlines()
    accuracy = next(line for line in table if line.startswith('train_cnn') and 'test accuracy' in line)
    assert float(accuracy.split()[-2]) > 95
    assert 'All scripts ran in' in table[-1]


def test_bad_input(environment, tmp_path):
    for arguments, changes, message in (
        (['tets'], {}, "unknown argument 'tets'"),
        ([], {'DATA_DIR': str(tmp_path / 'none')}, 'is no folder'),
        ([], {'PYTHON': 'no-such-python', 'VENV': str(tmp_path / 'new')}, f'no Python {supported.PYTHON_RANGE} found'),
    ):
        done = run_all(*arguments, env={**environment, **changes})
        assert done.returncode == 2
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_the_files_that_go_first_are_there():
    from tests import conftest

    assert [name for name in conftest.LONGEST if not (REPOSITORY / name).is_file()] == []


def test_without_xdist_the_tests_run_on_one_core_and_it_says_so(environment, tmp_path):
    (tmp_path / 'sitecustomize.py').write_text('import sys\nsys.modules["xdist"] = None\n')
    without = {**environment, 'PYTHONPATH': str(tmp_path), 'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1'}
    done = run_all('test', '-q', 'tests/test_files.py', env=without)
    assert done.returncode == 0 and ' passed' in done.stdout, done.stdout + done.stderr
    said = "pytest-xdist is not installed, so the tests run on one core; install it with: pip install -e '.[dev]'\n"
    assert done.stderr == said
