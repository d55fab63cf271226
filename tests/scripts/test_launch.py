"""What all scripts have in common: quick answers before TensorFlow, one line for bad input, tracebacks on request."""

import pathlib
import subprocess
import sys

import pytest

from tests.scripts.running import REPOSITORY, run_script

NOT_SCRIPTS = ('__init__', 'cluster_flags', 'launch', 'training_flags', 'results', 'trained')
SCRIPTS = sorted(
    path.stem for path in pathlib.Path(REPOSITORY, 'tf1_ref', 'scripts').glob('*.py') if path.stem not in NOT_SCRIPTS
)


@pytest.mark.parametrize('script', SCRIPTS)
def test_help_teaches_and_loads_no_tensorflow(script):
    done = run_script(script, '--help')
    assert done.returncode in (0, 1)  # absl's --help exits with 1
    assert f'python -m tf1_ref.scripts.{script}' in done.stdout
    assert '--log_dir' in done.stdout
    imported = subprocess.run(
        [sys.executable, '-X', 'importtime', '-m', f'tf1_ref.scripts.{script}', '--help'],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
    ).stderr
    modules = {line.rpartition('|')[2].strip() for line in imported.splitlines()}
    assert 'absl.flags' in modules
    assert not modules & {'tensorflow', 'matplotlib', 'keras'}


@pytest.mark.parametrize('script', SCRIPTS)
def test_bad_flags_load_no_tensorflow(script):
    imported = subprocess.run(
        [sys.executable, '-X', 'importtime', '-m', f'tf1_ref.scripts.{script}', '--no_such_flag'],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
    )
    assert imported.returncode == 1
    assert 'Unknown command line flag' in imported.stderr
    assert not {line.rpartition('|')[2].strip() for line in imported.stderr.splitlines()} & {'tensorflow'}


def test_debug_shows_the_traceback(tmp_path):
    flags = ['--dataset=fake', '--batch_size=100000', f'--log_dir={tmp_path}']
    assert 'Traceback' not in run_script('train_cnn', *flags).stderr
    assert 'Traceback' in run_script('train_cnn', *flags, '--debug').stderr


def test_a_reader_that_goes_away_gets_no_traceback(tmp_path):
    command = f'{sys.executable} -u -m tf1_ref.scripts.train_mlp --training_epochs=50 --log_dir={tmp_path} | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.stdout.startswith('Epoch: 0001')
    assert done.stderr == ''


def test_without_the_extras_the_run_ends_well_and_says_what_to_install(tmp_path):
    (tmp_path / 'sitecustomize.py').write_text(
        'import sys\nsys.modules["matplotlib"] = None\n'
        'import importlib.util as util\nfound = util.find_spec\n'
        'util.find_spec = lambda name, *of: None if name == "tensorboard" else found(name, *of)\n'
    )
    done = subprocess.run(
        [sys.executable, '-m', 'tf1_ref.scripts.train_cnn', '--dataset=fake', '--training_epochs=1', '--log_dir=log'],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={'PYTHONPATH': f'{tmp_path}:{REPOSITORY}', 'PATH': '/usr/bin:/bin', 'HOME': str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "No pictures: matplotlib is not installed; install it with: pip install 'tf1_ref[plots]'" in done.stdout
    assert 'Curves: tensorboard --logdir=log\n' in done.stdout
    assert "tensorboard is not installed; install it with: pip install 'tf1_ref[tensorboard]'" in done.stdout
    assert not (tmp_path / 'log' / 'curves.png').exists()
    assert (tmp_path / 'log' / 'metrics.json').exists()
