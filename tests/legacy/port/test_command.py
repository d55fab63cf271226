"""The command."""

import json
import os
import pathlib

import pytest

from tests import needs

needs.modules('libcst')

from tests.legacy.port.porting import TOP
from tf1_ref.__main__ import main
from tf1_ref.errors import InputError
from tf1_ref.legacy.port import command

BEFORE = 'import tensorflow as tf\nx = tf.mul(1, 2)\n'
AFTER = TOP + 'x = tf.multiply(1, 2)\n'


@pytest.fixture
def script(tmp_path):
    path = tmp_path / 'script.py'
    path.write_text(BEFORE)
    return path


def test_report_only(script, capsys):
    assert command.main([str(script)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f'{script}:1: changed: import of tensorflow [imports]',
        f'{script}:2: changed: tensorflow.mul has been tensorflow.multiply since TensorFlow 1.0 [renamed]',
        '1 file: 2 changes, 0 notes, 0 blockers',
    ]
    assert script.read_text() == BEFORE and os.listdir(script.parent) == ['script.py']


def test_a_blocker_is_exit_code_1(script, capsys):
    script.write_text(BEFORE + 'tf.no_such_name()\n')
    assert command.main([str(script), '--quiet']) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f'{script}:3: blocker: ') and last.endswith('1 blockers')


def test_json(script, capsys):
    assert command.main([str(script), '--format=json']) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found['files'], found['changed'], found['blocker']) == (1, 2, 0)
    assert found['findings'][1] == {
        'file': str(script),
        'line': 2,
        'kind': 'changed',
        'rule': 'renamed',
        'what': 'tensorflow.mul has been tensorflow.multiply since TensorFlow 1.0',
        'advice': '',
    }


def test_diff(script, capsys):
    assert command.main([str(script), '--diff']) == 0
    printed = capsys.readouterr()
    assert '\n-x = tf.mul(1, 2)\n+' in printed.out and printed.out.endswith('\n+x = tf.multiply(1, 2)\n')
    assert '2 changes' in printed.err and script.read_text() == BEFORE


def test_write_keeps_a_backup(script):
    script.chmod(0o755)
    assert command.main([str(script), '--write']) == 0
    assert script.read_text() == AFTER and script.stat().st_mode & 0o777 == 0o755
    backup = pathlib.Path(f'{script}.tf1')
    assert backup.read_text() == BEFORE
    assert command.main([str(script), '--write']) == 0  # a second run changes nothing
    assert script.read_text() == AFTER and backup.read_text() == BEFORE


@pytest.mark.parametrize('after', [0, 1])
def test_write_that_is_ended_leaves_no_half_file(script, monkeypatch, after):
    """Ended before the backup, or before the source itself, is in its place."""
    replace, done = os.replace, []

    def end_after(source, target):
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    monkeypatch.setattr(os, 'replace', end_after)
    with pytest.raises(KeyboardInterrupt):
        command.main([str(script), '--write'])
    assert script.read_text() == BEFORE
    assert sorted(os.listdir(script.parent)) == ['script.py', 'script.py.tf1'][: after + 1]
    monkeypatch.undo()
    assert command.main([str(script), '--write']) == 0
    assert script.read_text() == AFTER and pathlib.Path(f'{script}.tf1').read_text() == BEFORE


def test_arguments_of_the_script_need_verify(script):
    with pytest.raises(InputError, match='are for --verify only'):
        command.main([str(script), '--', '--epochs=1'])


def test_to_another_file_or_folder(script, tmp_path):
    assert command.main([str(script), '-o', str(tmp_path / 'new.py')]) == 0
    (tmp_path / 'out').mkdir()
    assert command.main([str(script), '-o', str(tmp_path / 'out')]) == 0
    assert (tmp_path / 'new.py').read_text() == (tmp_path / 'out' / 'script.py').read_text() == AFTER
    assert script.read_text() == BEFORE


def test_a_folder_in_several_processes(tmp_path):
    source = tmp_path / 'source'
    (source / 'package').mkdir(parents=True)
    for number in range(command.MANY + 1):
        (source / 'package' / f'm{number}.py').write_text(BEFORE)
    assert command.main([str(source), '-o', str(tmp_path / 'out')]) == 0
    assert {path.read_text() for path in (tmp_path / 'out' / 'package').iterdir()} == {AFTER}


def test_a_standalone_module_gets_what_it_needs_beside_it(tmp_path):
    path = tmp_path / 'a.py'
    path.write_text('from tensorflow.examples.tutorials.mnist import input_data\n')
    assert command.main([str(path), '-o', str(tmp_path / 'out' / 'a.py'), '--target=standalone']) == 0
    assert sorted(os.listdir(tmp_path / 'out')) == ['a.py', 'input_data.py']
    assert (tmp_path / 'out' / 'a.py').read_text() == 'import input_data\n'


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        (['{}/none.py'], 'no Python file or notebook there'),
        (['{}/script.py', '-o', '{}/script.py'], 'is the source itself; use --write'),
        (['{}/script.py', '-o', '{}/script.py/x.py'], 'give another folder'),
        (['{}/script.py', '--write', '--diff'], 'see python -m tf1_ref port --help'),
        ([], 'see python -m tf1_ref port --help'),
    ],
)
def test_bad_input(script, arguments, said):
    with pytest.raises(InputError, match=said):
        command.main([argument.format(script.parent) for argument in arguments])
    assert script.read_text() == BEFORE


def test_without_libcst(script, capsys, monkeypatch):
    monkeypatch.setitem(__import__('sys').modules, 'libcst', None)
    assert main(['port', str(script)]) == 2
    assert capsys.readouterr().err == (
        "tf1_ref port: error: libcst is not installed; install it with: pip install 'tf1_ref[port]'\n"
    )
