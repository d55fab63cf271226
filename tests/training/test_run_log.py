"""A log_dir is a folder that can be copied, moved and damaged."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from tests.training.small_run import assert_same, train
from tf1_ref.errors import InputError

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def content_of(folder):
    return {path: path.read_bytes() for path in folder.rglob('*') if path.is_file()}


def as_it_was(history):
    return [{**epoch, 'seconds': 0} for epoch in history.epochs]


@pytest.fixture(scope='module')
def whole():
    """Six epochs that nobody has interrupted."""
    return train(epochs=6)


@pytest.fixture(scope='module')
def three_epochs(tmp_path_factory):
    folder = tmp_path_factory.mktemp('runs') / 'original'
    folder.mkdir()
    train(folder, epochs=3)
    return folder


@pytest.fixture
def run(three_epochs, tmp_path):
    """A copy of the run; the original has to stay as it is."""
    before = content_of(three_epochs)
    shutil.copytree(three_epochs, tmp_path / 'copy')
    yield tmp_path / 'copy'
    assert content_of(three_epochs) == before


def assert_goes_on(run, whole, capsys, *said):
    capsys.readouterr()
    history, weights = train(run, epochs=6)
    printed = capsys.readouterr().out
    for text in said:
        assert text in printed
    assert_same(weights, whole[1])
    assert as_it_was(history) == as_it_was(whole[0])


def test_a_copy_goes_on_and_the_original_stays(run, whole, capsys):
    assert_goes_on(run, whole, capsys, 'Resuming after epoch 3 of 6')


def test_a_moved_run_goes_on(run, whole, capsys, tmp_path):
    run = run.rename(tmp_path / 'moved')
    assert_goes_on(run, whole, capsys, 'Resuming after epoch 3 of 6')


def test_a_damaged_checkpoint_is_passed_over(run, whole, capsys):
    (run / 'checkpoints' / 'model.ckpt-3.data-00000-of-00001').write_bytes(b'')
    assert_goes_on(run, whole, capsys, 'Passing over the damaged checkpoint', 'Resuming after epoch 2 of 6')
    assert not list((run / 'checkpoints').glob('model.ckpt-2.*'))  # epochs 3 to 6 are kept


@pytest.mark.parametrize('content', [None, b'', b'{"settings": {"learning', b'\xff\x00', b'[]'])
def test_a_lost_or_damaged_history_is_taken_from_the_checkpoint(run, whole, capsys, content):
    (run / 'history.json').unlink()
    said = 'history.json has 0 of 3 epochs; the checkpoint model.ckpt-3 has them all'
    if content is not None:
        (run / 'history.json').write_bytes(content)
        said = 'history.json is damaged; the checkpoint model.ckpt-3 has them all'
    assert_goes_on(run, whole, capsys, said, 'Resuming after epoch 3 of 6')


def test_a_shorter_history_is_taken_from_the_checkpoint(run, whole, capsys):
    history = json.loads((run / 'history.json').read_bytes())
    del history['epochs'][1:]
    (run / 'history.json').write_text(json.dumps(history))
    assert_goes_on(run, whole, capsys, 'history.json has 1 of 3 epochs; the checkpoint model.ckpt-3 has them all')


def test_what_is_lost_everywhere_is_said_and_the_epochs_keep_their_numbers(run, whole, capsys):
    for path in (run / 'checkpoints').glob('*.json'):
        path.unlink()
    history = json.loads((run / 'history.json').read_bytes())
    del history['epochs'][1:]
    (run / 'history.json').write_text(json.dumps(history))
    found, weights = train(run, epochs=6)
    assert 'history.json has 1 of 3 epochs; the numbers of the other epochs are lost' in capsys.readouterr().out
    assert_same(weights, whole[1])
    assert found.epochs[1:3] == [{}, {}] and len(found.epochs) == 6
    assert found.column('cost') == [whole[0].column('cost')[number] for number in (0, 3, 4, 5)]
    train(run, epochs=6)
    assert 'lost' not in capsys.readouterr().out.partition('Optimization Finished!')[2]


def test_a_damaged_history_that_no_checkpoint_has_is_named_and_nothing_changed(run):
    for path in (run / 'checkpoints').glob('*.json'):
        path.write_bytes(b'{')
    (run / 'history.json').write_bytes(b'{')
    before = content_of(run)
    with pytest.raises(InputError, match='history.json is not a history of a run, or damaged; remove it'):
        train(run, epochs=6)
    assert content_of(run) == before


def test_the_settings_in_the_checkpoint_hold_too(run):
    (run / 'history.json').unlink()
    with pytest.raises(InputError, match='holds a run with --seed=7, not 8'):
        train(run, epochs=6, settings={'learning_rate': 0.1, 'seed': 8})


def test_lost_checkpoints_are_named_and_nothing_changed(run):
    shutil.rmtree(run / 'checkpoints')
    before = content_of(run)
    with pytest.raises(
        InputError, match='has a history of 3 epochs and no checkpoint; put the folder checkpoints back'
    ):
        train(run, epochs=6)
    assert content_of(run) == before


def test_where_no_checkpoint_is_whole_nothing_is_changed(run):
    for path in (run / 'checkpoints').glob('*.index'):
        path.write_bytes(path.read_bytes()[:-1])
    before = content_of(run)
    with pytest.raises(InputError, match='no checkpoint in .* is whole .*; nothing was changed'):
        train(run, epochs=6)
    assert content_of(run) == before


def test_an_interrupted_first_epoch_begins_again(run, whole, capsys):
    """Killed after its history, before its checkpoint."""
    shutil.rmtree(run / 'checkpoints')
    history = json.loads((run / 'history.json').read_bytes())
    del history['epochs'][1:]
    (run / 'history.json').write_text(json.dumps(history))
    assert_goes_on(run, whole, capsys)


def test_leftovers_are_swept(run, whole, capsys):
    with subprocess.Popen([sys.executable, '-c', '']) as ended:
        ended.wait()
    (run / f'.history.json.{ended.pid}').write_bytes(b'{')
    (run / 'checkpoints' / '.saving').mkdir()
    (run / 'checkpoints' / 'model.ckpt-4.data-00000-of-00001').write_bytes(b'half')
    assert_goes_on(run, whole, capsys)
    assert sorted(os.listdir(run)) == ['checkpoints', 'events', 'history.json']
    assert '.saving' not in os.listdir(run / 'checkpoints')


# The second program's disk: what `measure` does to it after the third epoch.
FAILING = """
import os, pathlib, resource, subprocess, sys
from tests.training.small_run import train
from tf1_ref.errors import InputError
log_dir, how, epochs = pathlib.Path(sys.argv[1]), sys.argv[2], []

def measure(sess):
    epochs.append(1)
    if len(epochs) == 3:
        if how == 'full':
            with open(log_dir / 'other', 'wb', buffering=0) as file:
                while True:
                    try:
                        file.write(bytes(512))
                    except OSError:
                        break
        elif how == 'read-only':
            subprocess.run(['mount', '--bind', log_dir, log_dir], check=True)
            subprocess.run(['mount', '-o', 'remount,bind,ro', log_dir], check=True)
        elif how == 'limited':
            resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        elif how == 'no-permission':
            os.chmod(log_dir / 'checkpoints', 0o500)
            os.chmod(log_dir / 'events', 0o500)
            os.chmod(log_dir, 0o500)
    return {}

if how in ('full', 'read-only'):
    subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', log_dir], check=True)
try:
    train(log_dir, measure=measure)
except InputError as error:
    print('refused:', error)
if how == 'full':
    os.unlink(log_dir / 'other')
if how == 'read-only':
    subprocess.run(['umount', log_dir], check=True)
if how in ('full', 'read-only'):
    history, _ = train(log_dir)
    print(len(history.epochs), 'epochs')
"""


def can_mount():
    return shutil.which('unshare') and subprocess.run(['unshare', '-m', 'true'], capture_output=True).returncode == 0


@pytest.mark.parametrize('how', ['full', 'read-only', 'limited', 'no-permission'])
def test_a_disk_that_fails_in_mid_run(how, tmp_path):
    command = [sys.executable, '-c', FAILING, tmp_path, how]
    if how in ('full', 'read-only'):
        if not can_mount():
            pytest.skip('a small disk needs the right to mount one')
        command = ['unshare', '-m', *command]
    elif how == 'no-permission' and os.getuid() == 0:
        pytest.skip('nothing is forbidden to root')
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, timeout=300)
    assert done.returncode == 0, done.stderr
    assert 'Traceback' not in done.stderr and 'writer thread' not in done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith('refused:')]
    assert f'cannot write in {tmp_path} (' in line and 'the checkpoint of epoch 2 stands: make room' in line
    if how in ('full', 'read-only'):
        assert 'Resuming after epoch 2 of 4' in done.stdout and '4 epochs' in done.stdout
