import os
import subprocess
import sys

import pytest

from tf1_ref.errors import InputError
from tf1_ref.training import run_folder

HOLD = """
import sys, time
from tf1_ref.training import run_folder
with run_folder.locked(sys.argv[1]):
    print('held', flush=True)
    time.sleep(600)
"""


def test_a_second_process_is_refused_until_the_first_is_killed(tmp_path):
    with subprocess.Popen([sys.executable, '-c', HOLD, tmp_path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == 'held\n'
        with pytest.raises(InputError, match='another process is at work in .*; wait until it has ended'):
            with run_folder.locked(tmp_path):
                raise AssertionError
        holder.kill()
        holder.wait()
    with run_folder.locked(tmp_path):
        pass
    assert os.listdir(tmp_path) == []


def test_the_lock_ends_with_its_block(tmp_path):
    with pytest.raises(ZeroDivisionError), run_folder.locked(tmp_path):
        raise ZeroDivisionError
    with run_folder.locked(tmp_path), pytest.raises(InputError), run_folder.locked(tmp_path):
        raise AssertionError


def test_where_it_cannot_be_locked_that_is_said(tmp_path, monkeypatch, capsys):
    import fcntl

    def refuse(*_):
        raise OSError(9, 'Bad file descriptor')

    monkeypatch.setattr(fcntl, 'flock', refuse)
    with run_folder.locked(tmp_path):
        pass
    assert 'cannot be locked (Bad file descriptor)' in capsys.readouterr().out


def test_half_written_files_of_the_dead_are_swept(tmp_path):
    with subprocess.Popen([sys.executable, '-c', '']) as ended:
        ended.wait()
    swept = [f'.history.json.{ended.pid}', f'.curves.png.{ended.pid}', '.metrics.json.99999999999999999999']
    kept = [f'.history.json.{os.getpid()}', '.profile', f'.mine.{ended.pid}', 'history.json', 'x.json.1']
    for name in (*swept, *kept):
        (tmp_path / name).touch()
    run_folder.sweep(tmp_path)
    assert sorted(os.listdir(tmp_path)) == sorted(kept)
