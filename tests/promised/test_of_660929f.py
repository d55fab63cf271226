"""What commit 660929f promised is kept: its ported files print the same, its snapshots hold, its names are there."""

import importlib
import json
import os
import pathlib
import shutil
import sys

import pytest

from tests import needs, warm
from tests.promised import generate

HERE = pathlib.Path(__file__).with_name('of_660929f')
PRINTED = json.loads(HERE.joinpath('printed.json').read_text())
NAMES = json.loads(HERE.joinpath('names.json').read_text())
ROOT = pathlib.Path(__file__).parents[2]
# A script sees its own folder only, and this project may not be installed.
ENVIRONMENT = {**os.environ, 'PYTHONPATH': os.pathsep.join(filter(None, [str(ROOT), os.environ.get('PYTHONPATH')]))}


def test_every_ported_file_is_run():
    assert sorted(PRINTED) == [path.name for path, _ in generate.ported(HERE)]


@pytest.mark.parametrize(('path', 'arguments'), generate.ported(HERE), ids=lambda value: getattr(value, 'stem', ''))
def test_a_ported_file_prints_the_same(path, arguments):
    needs.modules('tf_keras', 'tf_slim')
    command = [sys.executable, str(path), *map(str, arguments)]
    lines = warm.run(command, cwd=HERE, env=ENVIRONMENT, text=True, check=True).stdout.splitlines()
    assert [line for line in lines if not line.startswith('Extracting ')] == PRINTED[path.name]


def test_the_snapshots_of_a_user_s_tests_hold(tmp_path):
    needs.modules('tf_slim')
    shutil.copy(HERE / 'pinned.py', tmp_path / 'test_pinned.py')
    shutil.copytree(HERE / '__snapshots__', tmp_path / '__snapshots__')
    command = [sys.executable, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-p', 'tf1_ref.graphs.pytest_plugin']
    done = warm.run([*command, 'test_pinned.py'], cwd=tmp_path, env=ENVIRONMENT, text=True)
    assert done.returncode == 0 and '3 passed' in done.stdout, done.stdout


@pytest.mark.parametrize('path', sorted(HERE.glob('snapshots/*.json')), ids=lambda path: path.stem)
def test_a_snapshot_is_what_is_built_today(path):
    command = [sys.executable, '-m', 'tf1_ref', 'diff', str(path), f'tf1_ref.models.whole:{path.stem}']
    done = warm.run(command, cwd=ROOT, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize('module', NAMES)
def test_the_public_names_are_still_there(module):
    found = importlib.import_module(module)
    with needs.what_is_told():
        assert [name for name in NAMES[module].split() if not hasattr(found, name)] == []
