"""Scripts beside the genuine article, as a command."""

import json
import sys

import pytest

from tests.legacy.verify.test_recordings import ONE
from tf1_ref.errors import InputError
from tf1_ref.legacy.verify import command, recordings
from tf1_ref.legacy.verify.recordings import Recording


@pytest.fixture
def two_runs(monkeypatch, tmp_path):
    """Puts two recordings in the place of two runs; returns the script."""
    script = tmp_path / 'script.py'
    script.write_text('')

    def record(one, other):
        runs = {recordings.PLAIN: one, recordings.RUN: other}
        monkeypatch.setattr(recordings, 'record', lambda python, mode, script, **options: runs[mode])
        monkeypatch.setattr(command, '_genuine', lambda python: 'python3.7')
        return str(script)

    return record


GOOD = Recording(0, ONE, '')
OTHER = Recording(0, {**ONE, 'seeds': []}, '')
FAILED = Recording(1, {}, 'Traceback\nValueError: no')


def test_the_same(two_runs, capsys):
    script = two_runs(GOOD, GOOD)
    assert command.main([script]) == 0
    assert capsys.readouterr().out == f'{script}: same (2 variables, 1 seeds, 2 values)\n'


def test_a_difference(two_runs, capsys):
    script = two_runs(GOOD, OTHER)
    assert command.main([script, script]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f'{script}: different', '  seeds: 1 random ops became 0']
    assert lines[-1] == '2 scripts: 0 the same, 2 different'


@pytest.mark.parametrize(
    ('runs', 'verdict', 'code'), [((FAILED, GOOD), 'does not run on 1.15', 0), ((GOOD, FAILED), 'different', 1)]
)
def test_what_does_not_run(two_runs, capsys, runs, verdict, code):
    script = two_runs(*runs)
    assert command.main([script, '--format=json']) == code
    (row,) = json.loads(capsys.readouterr().out)
    assert row['verdict'] == verdict and row['differences'] == {'errors': ['Traceback\nValueError: no']}


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        (['x.py', '--genuine=no-such-python'], 'no-such-python: cannot be started'),
        (['x.py', f'--genuine={sys.executable}'], 'has no TensorFlow 1.15; name the Python'),
        (['x.py', '--calls=0'], '--calls=0 is less than 1'),
        ([], 'see python -m tf1_ref verify --help'),
    ],
)
def test_bad_input(arguments, said):
    with pytest.raises(InputError, match=said):
        command.main(arguments)


def test_without_the_genuine_article(monkeypatch):
    monkeypatch.delenv('TF1_REF_ORACLE', raising=False)
    with pytest.raises(InputError, match='the genuine TensorFlow 1.15 is needed; name the Python'):
        command.main(['x.py'])


def test_no_such_script(two_runs):
    two_runs(GOOD, GOOD)
    with pytest.raises(InputError, match='no such file'):
        command.main(['none.py'])
