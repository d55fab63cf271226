"""Scripts beside the genuine article, as a command."""

import copy
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

        def recorded(python, mode, script, arguments, **options):
            record.asked.append({'mode': mode, 'script': script, 'arguments': arguments, **options})
            return runs[mode]

        monkeypatch.setattr(recordings, 'record', recorded)
        monkeypatch.setattr(command, '_genuine', lambda python: 'python3.7')
        return str(script)

    record.asked = []
    return record


GOOD = Recording(0, ONE, '')
OTHER = Recording(0, {**ONE, 'seeds': []}, '')
TRACE, OTHER_TRACE = (
    [{'variables': {}, 'ops': [['a', 'Relu', [], [{'shape': [], 'values': [number]}]]]}] for number in (1.0, 3.0)
)
FAILED = Recording(1, {}, 'Traceback\nValueError: no')


def test_the_same(two_runs, capsys):
    script = two_runs(GOOD, GOOD)
    assert command.main([script]) == 0
    assert capsys.readouterr().out == f'{script}: same (2 variables, 1 seed, 2 results)\n'


def test_a_difference(two_runs, capsys):
    script = two_runs(GOOD, OTHER)
    assert command.main([script, script]) == 1
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[:2] == [f'{script}: different', '  seeds: 1 random ops became 0']
    assert lines[-1] == '2 programs: 0 the same, 2 different'
    assert printed.err.splitlines() == [f'[{number}/2] {script}' for number in (1, 2)]


def test_what_the_program_is_given(two_runs, monkeypatch, tmp_path):
    script = two_runs(GOOD, GOOD)
    assert command.main([script, '--calls=3', '--', '--epochs=1', 'data', '--', '-m']) == 0
    for asked in two_runs.asked:
        assert asked['arguments'] == ['--epochs=1', 'data', '--', '-m']
        assert (asked['calls'], asked['module'], asked['root']) == (3, None, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert command.main(['-m', 'script', '--', 'data']) == 0
    asked = two_runs.asked[-1]
    assert (asked['arguments'], asked['module'], asked['script']) == (['data'], 'script', tmp_path)


def test_a_page(two_runs, tmp_path, capsys):
    """Where results differ, both are run again, up to the first that does, to find the op."""
    worse = copy.deepcopy(ONE)
    worse['calls'][0][0]['values'][0] = 3.0
    written = {'tensorflow': '1.15.5', 'graph': str(tmp_path / 'none.meta')}
    one, other = ({**side, **written, 'traces': trace} for side, trace in ((ONE, TRACE), (worse, OTHER_TRACE)))
    script, file = two_runs(Recording(0, one, ''), Recording(0, other, '')), tmp_path / 'page.html'
    assert command.main([script, f'--html={file}']) == 1
    assert [(asked['mode'], asked['calls'], asked['traced']) for asked in two_runs.asked] == [
        (recordings.PLAIN, 10, False),
        (recordings.RUN, 10, False),
        (recordings.PLAIN, 1, True),
        (recordings.RUN, 1, True),
    ]
    assert 'call 1: a (Relu): 1.0 became 3.0' in file.read_text()
    assert capsys.readouterr().err == f'looking for the op that differs first, in call 1\nwritten to {file}\n'
    two_runs.asked.clear()
    script = two_runs(Recording(0, one, ''), Recording(0, one, ''))
    assert command.main([script, f'--html={file}']) == 0 and len(two_runs.asked) == 2


@pytest.mark.parametrize(
    ('runs', 'verdict', 'code'), [((FAILED, GOOD), 'does not run on 1.15', 1), ((GOOD, FAILED), 'different', 1)]
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
        (['x.py', f'--genuine={sys.executable}'], 'has no TensorFlow 1.15; `python -m tf1_ref genuine` makes'),
        (['x.py', '--calls=0'], '--calls=0 is less than 1'),
        ([], 'name a program; see python -m tf1_ref verify --help'),
        (['x.py', '-m', 'x'], '-m MODULE is the program: name no other; see'),
        (['x.py', '--html=/no/such/folder/page.html'], 'there is no such folder'),
    ],
)
def test_bad_input(arguments, said):
    with pytest.raises(InputError, match=said):
        command.main(arguments)


def test_without_the_genuine_article(monkeypatch, tmp_path):
    monkeypatch.setenv('TF1_REF_ORACLE', str(tmp_path / 'none'))
    with pytest.raises(InputError, match='the genuine TensorFlow 1.15 is needed; `python -m tf1_ref genuine` makes'):
        command.main(['x.py'])


def test_no_such_script(two_runs):
    two_runs(GOOD, GOOD)
    with pytest.raises(InputError, match='no such file'):
        command.main(['none.py'])
