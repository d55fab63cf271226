"""One table of exit codes for all commands: an example of each code of each command; the table where people look."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests import needs
from tests.arrows import ROOT
from tests.legacy.genuine.conftest import machine  # noqa: F401
from tests.legacy.genuine.stand_ins import PYTHON
from tests.legacy.verify.test_recordings import ONE
from tf1_ref import __main__, tour
from tf1_ref.__main__ import COMMANDS, main
from tf1_ref.commands import BAD_INPUT, DONE, EXIT_CODES, FAILED, INTERRUPTED, UNREAD
from tf1_ref.legacy.genuine import environment
from tf1_ref.legacy.verify import command as verify
from tf1_ref.legacy.verify import recordings

GOLDEN = ROOT / 'tests' / 'graphs' / 'golden'
NETS = 'tests.graphs.genuine.nets'
FILES = {
    'good.py': 'import tensorflow as tf\nx = tf.constant(1)\n',
    'same.py': 'import numpy as np\nx = np.zeros(3)\n',
    'blocked.py': 'import tensorflow as tf\ntf.contrib.bayesflow.entropy.elbo_ratio(1)\n',
    'fails.py': 'raise ValueError("no")\n',
    'broken.py': 'def f(:\n',
}
# By command and code: arguments. Names of `FILES` lie in the working folder. A code that a command cannot have is
# absent: what only shows or writes has no 1.
EXAMPLES = {
    'port': {DONE: ['good.py', '-o', 'ported.py'], FAILED: ['blocked.py'], BAD_INPUT: ['broken.py', '-o', 'ported.py']},
    'diff': {
        DONE: ['good.py', 'good.py'],
        FAILED: [str(GOLDEN / 'cnn_training.meta'), str(GOLDEN / 'srcnn_training.meta')],
        BAD_INPUT: ['deck:none', 'good.py'],
    },
    'snapshot': {DONE: [str(GOLDEN / 'cnn.meta'), '-o', 'out.json'], BAD_INPUT: ['none.meta']},
    'doctor': {DONE: ['good.py'], FAILED: ['blocked.py'], BAD_INPUT: ['good.py', 'broken.py']},
    'symbols': {DONE: ['tf.nn.relu'], BAD_INPUT: ['tf.no_such_name']},
    'verify': {DONE: ['good.py'], FAILED: ['fails.py'], BAD_INPUT: ['none.py']},
    'genuine': {DONE: [], FAILED: ['--where'], BAD_INPUT: ['--where', '--remove']},
    'run': {DONE: ['same.py'], FAILED: ['fails.py'], BAD_INPUT: ['none.py']},
    'checkpoint': {
        DONE: ['checkpoints/v2'],
        FAILED: ['checkpoints/v2', f'--model={NETS}:plain'],
        BAD_INPUT: ['checkpoints/none'],
    },
    'tree': {DONE: [str(GOLDEN / 'cnn.meta')], BAD_INPUT: ['none.meta']},
    'tour': {DONE: ['tour'], BAD_INPUT: ['good.py/tour']},
}
CASES = [(command, code) for command, codes in EXAMPLES.items() for code in codes]


@pytest.fixture
def folder(tmp_path, monkeypatch, machine):  # noqa: F811
    """A working folder with what the examples name; programs are taken to fail everywhere, or to compute the same."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    shutil.copytree(ROOT / 'tests' / 'graphs' / 'genuine' / 'checkpoints', tmp_path / 'checkpoints')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment.platform, 'machine', lambda: 'x86_64')
    machine.put(PYTHON, 'python3.7')
    monkeypatch.setattr(verify, '_genuine', lambda python: 'python3.7')

    def record(python, mode, script, arguments, **options):
        failed = script.name == 'fails.py'
        return recordings.Recording(1, {}, 'ValueError: no') if failed else recordings.Recording(0, ONE, '')

    monkeypatch.setattr(recordings, 'record', record)
    monkeypatch.setattr(tour, 'STEPS', tour.STEPS[:1])  # all of them: tests/test_tour.py
    return tmp_path


def test_there_are_examples_of_every_command():
    assert {*EXAMPLES} == {*COMMANDS}
    for codes in EXAMPLES.values():
        assert {DONE, BAD_INPUT} <= set(codes) <= set(EXIT_CODES)


@pytest.mark.parametrize(('command', 'code'), CASES, ids=[f'{command}-{code}' for command, code in CASES])
def test_an_example_of_each_code(command, code, folder, capfd):
    if command in ('port', 'doctor', 'tour'):
        needs.modules('libcst')
    if command == 'tour':
        needs.modules('tf_slim')
    arguments = EXAMPLES[command][code]
    if command == 'run':  # which does not leave the process as it was
        program = [sys.executable, '-m', 'tf1_ref', 'run', *arguments]
        done = subprocess.run(program, cwd=folder, env=_with_this_project(), capture_output=True, text=True)
        found, errors = done.returncode, done.stderr
    else:
        found = main([command, *arguments])
        errors = capfd.readouterr().err
    assert found == code, errors
    is_a_line = errors.startswith(f'tf1_ref {command}: error: ') and errors.count('\n') == 1
    assert is_a_line == (code == BAD_INPUT), errors


def test_of_a_script_that_is_run_the_code_is_its_own(folder):
    (folder / 'ends.py').write_text('import sys; sys.exit(7)\n')
    program = [sys.executable, '-m', 'tf1_ref', 'run', 'ends.py']
    assert subprocess.run(program, cwd=folder, env=_with_this_project(), capture_output=True).returncode == 7


def test_a_reader_that_has_gone():
    program = [sys.executable, '-m', 'tf1_ref', 'symbols']
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b''
    assert process.returncode == UNREAD


@pytest.mark.parametrize('command', COMMANDS)
def test_interrupted(command, monkeypatch):
    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__.importlib, 'import_module', lambda name: type('module', (), {'main': interrupted}))
    assert main([command]) == INTERRUPTED


def test_the_front_door_shows_the_table(capsys, monkeypatch):
    monkeypatch.setenv('COLUMNS', '200')
    main(['--help'])
    lines = capsys.readouterr().out.splitlines()
    shown = dict(line.split(maxsplit=1) for line in lines if re.match(r'  \d', line))
    assert shown == {str(code): meaning for code, meaning in EXIT_CODES.items()}


def test_the_readme_shows_the_table():
    text = (ROOT / 'README.md').read_text(encoding='utf-8')
    section = text.partition('## Exit codes\n')[2].partition('\n## ')[0]
    assert re.findall(r'^\| (\d+) \| (.+) \|$', section, re.M) == [
        (str(code), what) for code, what in EXIT_CODES.items()
    ]


def _with_this_project():
    return {**os.environ, 'PYTHONPATH': str(ROOT)}
