"""What may befall a script that runs: signals, kills, a second one in its folder, bad numbers, bad disks."""

import json
import os
import pathlib
import shutil
import signal
import sys
import time

import pytest

from tests import warm
from tests.scripts import kills
from tests.scripts.running import (
    REPOSITORY,
    WITHOUT_PICTURES,
    assert_refused,
    interrupt_script,
    run_script,
    variables,
)
from tf1_ref.errors import InputError
from tf1_ref.scripts import sweep

SMALL = ['--num_points=200', '--training_epochs=150']


def test_sigterm_saves_at_once_and_a_second_process_is_refused_meanwhile(tmp_path):
    flags = ('--training_epochs=100000', f'--log_dir={tmp_path}')
    command = [sys.executable, '-m', 'tf1_ref.scripts.train_mlp', *flags]
    with (
        open(tmp_path / 'errors.txt', 'w+') as file,
        warm.start(command, cwd=REPOSITORY, env=variables(), imported=WITHOUT_PICTURES, errors=file) as process,
    ):
        assert process.output.readline().startswith('Epoch: 0001')
        second = run_script('train_mlp', *flags)
        process.send(signal.SIGTERM)
        sent = time.time()
        process.output.read()
        code, errors = process.wait(), (tmp_path / 'errors.txt').read_text()
    assert_refused(second, f'another process is at work in {tmp_path}; wait until it has ended')
    assert code == 143
    assert errors.startswith('Interrupted after epoch ') and f'--log_dir={tmp_path} it goes on there.' in errors
    newest = max(path.stat().st_mtime for path in (tmp_path / 'checkpoints').glob('*.index'))
    assert newest - sent < 5


@pytest.fixture(scope='module')
def whole(tmp_path_factory):
    """The folder of a run that was left alone."""
    folder = tmp_path_factory.mktemp('whole')
    done = run_script('train_mlp', *SMALL, f'--log_dir={folder}')
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize('number', [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_script_goes_on_bit_for_bit(number, whole, tmp_path):
    done = interrupt_script('train_mlp', 'Epoch: 0003', *SMALL, f'--log_dir={tmp_path}/parts', number=number)
    assert done.returncode == 128 + number
    resumed = run_script('train_mlp', *SMALL, f'--log_dir={tmp_path}/parts')
    assert 'Resuming after epoch' in resumed.stdout
    assert kills.numbers(whole) == kills.numbers(tmp_path / 'parts')


def test_a_killed_script_loses_nothing(capsys):
    assert kills.main(['--times=2', 'train_mlp']) == 0
    assert '| train_mlp | 2 | ' in capsys.readouterr().out


def test_numbers_that_are_not_finite_have_an_exit_code_of_their_own(tmp_path):
    done = run_script('train_mlp', '--learning_rate=1e30', '--check_numerics', f'--log_dir={tmp_path}')
    assert done.returncode == 3 and 'Traceback' not in done.stderr
    (line,) = done.stderr.splitlines()
    assert 'not finite; it comes from' in line and 'try a smaller --learning_rate' in line
    assert not (tmp_path / 'checkpoints').exists()


@pytest.mark.parametrize(
    'name', ['history.json', 'metrics.json', 'checkpoints/checkpoint', 'checkpoints/model.ckpt-9.index']
)
def test_a_pipe_in_the_folder_is_not_waited_for(whole, tmp_path, name):
    """It is passed over, or makes way for what is written there."""
    path = pathlib.Path(shutil.copytree(whole, tmp_path / 'run'), name)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    done = run_script('train_mlp', *SMALL, f'--log_dir={tmp_path}/run')
    assert (done.returncode, done.stderr) == (0, '')
    assert kills.numbers(whole) == kills.numbers(tmp_path / 'run')


def test_what_cannot_be_written_at_the_end_is_one_line(tmp_path):
    (tmp_path / 'metrics.json').mkdir()
    done = run_script('train_mlp', '--training_epochs=1', f'--log_dir={tmp_path}')
    assert_refused(done, 'Is a directory', 'see to it, and start again')


@pytest.mark.parametrize('flag', ['--keep=0', '--checkpoint_steps=0', '--checkpoint_secs=0', '--checkpoint_secs=nan'])
def test_bad_flags(flag):
    done = run_script('train_mlp', flag)
    assert done.returncode == 1 and 'Traceback' not in done.stderr


def test_damaged_metrics_of_a_cell(tmp_path):
    for content in (b'', b'\xff', b'[]', json.dumps({'results': {}}).encode(), b'[' * 100_000):
        (tmp_path / 'metrics.json').write_bytes(content)
        with pytest.raises(InputError, match='metrics.json is damaged; remove it'):
            sweep._measured(tmp_path)
