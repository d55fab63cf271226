"""The tour: each command is run, does what is said of it, and can be repeated afterwards."""

import os

import pytest

from tests import needs
from tf1_ref import tour
from tf1_ref.errors import InputError, SetupError
from tf1_ref.legacy.genuine import environment


def test_every_step(tmp_path, monkeypatch, capsys, forked_throughout):
    needs.modules('libcst', 'tf_slim')
    monkeypatch.chdir(tmp_path)
    assert tour.main([]) == 0
    out = capsys.readouterr().out
    commands = [line[2:] for line in out.splitlines() if line.startswith('$ ')]
    without = [] if 'verify is left out' not in out else ['python -m tf1_ref verify old.py']
    assert [*commands, *without] == sorted((command for _, command, _ in tour.STEPS), key=without.__contains__)
    assert bool(without) == (environment.python() is None)
    assert out.count('[[0.8174425  0.09143949]]') == 2
    assert {*os.listdir(tour.FOLDER)} >= {'old.py', 'new.py', 'test_net.py', '__snapshots__'}


def test_without_an_extra_it_says_which_and_makes_no_folder(tmp_path, monkeypatch):
    for missing, extra in tour.NEEDED.items():
        monkeypatch.setattr(
            tour.importlib.util, 'find_spec', lambda name, missing=missing: None if name == missing else 1
        )
        with pytest.raises(SetupError, match=rf"{missing} is not installed; install it with: .*\[{extra}\]'"):
            tour.main([str(tmp_path / 'tour')])
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(tour, 'NEEDED', {})
    with pytest.raises(InputError, match='cannot be made .File exists.; name another folder'):
        tour.main([str(tmp_path)])
    assert os.listdir(tmp_path) == []


def test_without_pytest_its_steps_are_left_out(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tour.importlib.util, 'find_spec', lambda name: None if name == 'pytest' else name)
    steps = (('First.', 'echo 1', '1'), ('Pinned.', 'echo pytest ', 'pytest'), ('Verified.', 'echo verify ', 'verify'))
    monkeypatch.setattr(tour, 'STEPS', steps)
    monkeypatch.setattr(tour, '_has_1_15', lambda: False)
    assert tour.main([str(tmp_path / 'tour')]) == 0
    out = capsys.readouterr().out
    assert 'Pinned' not in out and 'pytest is not installed (pip install pytest)' in out
    assert 'Verified' not in out and 'python -m tf1_ref genuine' in out


def test_a_step_that_fails_is_exit_code_1(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tour, 'NEEDED', {})
    monkeypatch.setattr(tour, 'STEPS', (('It fails.', 'cat none', 'something'), ('Never.', 'false', '')))
    assert tour.main([str(tmp_path / 'tour')]) == 1
    printed = capsys.readouterr()
    assert 'Never' not in printed.out and 'should have printed something' in printed.err
