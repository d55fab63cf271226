"""The front door: which commands there are, and how they end."""

import os
import pathlib
import subprocess
import sys

import pytest

import tf1_ref
from tests import needs
from tf1_ref import __main__
from tf1_ref.__main__ import COMMANDS, EXAMPLES, GROUPS, main
from tf1_ref.errors import InputError

ROOT = pathlib.Path(tf1_ref.__file__).parents[1]


def run(code, **options):
    environment = {**os.environ, 'PYTHONPATH': str(ROOT)}
    return subprocess.run([sys.executable, *code], env=environment, capture_output=True, text=True, **options)


@pytest.mark.parametrize('arguments', [[], ['--help'], ['-h'], ['help']])
def test_the_commands_are_listed(capsys, arguments):
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith('usage: python -m tf1_ref COMMAND')
    listed = lines[2 : lines.index('Examples:')]
    assert [line.split()[0] for line in listed if line.startswith('  ')] == list(COMMANDS)
    assert [line.rstrip(':') for line in listed if line and not line.startswith('  ')] == list(GROUPS)


def test_every_example_names_a_command():
    assert [example.split()[0] for example in EXAMPLES if example.split()[0] not in COMMANDS] == []


def test_it_is_named_as_it_was_called(capsys, monkeypatch):
    monkeypatch.setattr(sys, 'argv', ['/somewhere/bin/tf1-ref'])
    main(['--help'])
    assert capsys.readouterr().out.startswith('usage: tf1-ref COMMAND')
    assert main(['tree', '--no-such-option']) == 2
    assert capsys.readouterr().err.endswith('; see tf1-ref tree --help\n')


@pytest.mark.parametrize('flag', ['--version', '-V'])
def test_version(capsys, flag):
    assert main([flag]) == 0
    assert capsys.readouterr().out == f'tf1_ref {tf1_ref.__version__}\n'


@pytest.mark.parametrize(
    ('command', 'said'),
    [('dif', 'unknown command dif; did you mean diff?'), ('xyzzy', 'unknown command xyzzy; one of ')],
)
def test_an_unknown_command_gets_one_line(capsys, command, said):
    assert main([command]) == 2
    printed = capsys.readouterr()
    assert printed.out == ''
    assert printed.err.startswith(f'tf1_ref: error: {said}') and printed.err.count('\n') == 1


@pytest.mark.parametrize('command', COMMANDS)
def test_help_of_a_command_loads_neither_tensorflow_nor_numpy(command):
    code = (
        'import sys\nfrom tf1_ref.__main__ import main\n'
        f'try: main([{command!r}, "--help"])\nexcept SystemExit as end: assert not end.code\n'
        'print([name for name in ("tensorflow", "numpy", "absl", "rich") if name in sys.modules])'
    )
    done = run(['-c', code])
    assert done.returncode == 0, done.stderr
    assert f'python -m tf1_ref {command}' in done.stdout and done.stdout.endswith('\n[]\n')


def test_as_a_module():
    done = run(['-m', 'tf1_ref', 'diff', 'deck:cnn', 'deck:cost'])
    assert done.returncode == 1 and done.stdout.endswith('replaced)\n') and done.stderr == ''
    assert run(['-m', 'tf1_ref', 'diff', 'deck:none', 'deck:cost']).returncode == 2


def test_errors_and_ctrl_c(capsys, monkeypatch):
    def command(error):
        def fails(arguments):
            raise error

        return type(sys)('command'), fails

    for error, code, said in [
        (InputError('no such thing'), 2, 'tf1_ref diff: error: no such thing\n'),
        (KeyboardInterrupt(), 130, ''),
    ]:
        module, module.main = command(error)
        monkeypatch.setattr(__main__.importlib, 'import_module', lambda name, module=module: module)
        assert main(['diff']) == code
        assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    'arguments',
    ['port - <&-', 'run - <&-', 'tree cnn.meta >&-', 'snapshot cnn.meta >&-', 'symbols tf.nn <&- >&- 2>&-'],
)
def test_streams_that_were_closed_are_no_error(arguments):
    if arguments.startswith('port'):
        needs.modules('libcst')
    command = f'exec "{sys.executable}" -m tf1_ref {arguments}'
    environment = {**os.environ, 'PYTHONPATH': str(ROOT)}
    folder = ROOT / 'tests' / 'graphs' / 'golden'
    done = subprocess.run(['bash', '-c', command], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and 'Traceback' not in done.stderr, done.stderr


def test_a_reader_that_has_had_enough_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, '-m', 'tf1_ref', 'diff', '--list']
    done = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert done.stderr == b''
