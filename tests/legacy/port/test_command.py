"""The command."""

import io
import json
import os
import pathlib

import pytest

from tests.legacy.port.porting import TOP
from tf1_ref.__main__ import main
from tf1_ref.errors import InputError
from tf1_ref.legacy.port import command
from tf1_ref.legacy.reading import several

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
    assert first.startswith(f'{script}:3: blocker: ') and last.endswith('1 blocker')


def test_statistics(script, tmp_path, capsys):
    other = tmp_path / 'other.py'
    other.write_text(BEFORE + BEFORE)
    assert command.main([str(tmp_path), '--statistics']) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [
        [
            'imports',
            '3',
            'changed',
            '0',
            'note',
            '0',
            'blocker',
            'in',
            '2',
            'files,',
            'the',
            'first',
            'at',
            f'{other}:1',
        ],
        [
            'renamed',
            '3',
            'changed',
            '0',
            'note',
            '0',
            'blocker',
            'in',
            '2',
            'files,',
            'the',
            'first',
            'at',
            f'{other}:2',
        ],
    ]
    assert last == '2 files: 6 changes, 0 notes, 0 blockers'


def test_a_diff_is_coloured_on_a_terminal(script, capsys, monkeypatch):
    monkeypatch.setattr(command, 'wants_colour', lambda: True)
    command.main([str(script), '--diff'])
    out = capsys.readouterr().out
    assert '\033[31m-x = tf.mul(1, 2)\n\033[0m' in out and '\033[32m+x = tf.multiply(1, 2)\n\033[0m' in out


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


def test_check(script, capsys):
    assert command.main([str(script), '--check', '--quiet']) == 1
    assert capsys.readouterr().out == f'would change: {script}\n1 file: 2 changes, 0 notes, 0 blockers\n'
    assert script.read_text() == BEFORE and os.listdir(script.parent) == ['script.py']
    assert command.main([str(script), '--check', '--diff']) == 1
    printed = capsys.readouterr()
    assert printed.out.endswith('\n+x = tf.multiply(1, 2)\n') and f'would change: {script}\n' in printed.err
    script.write_text(AFTER)
    assert command.main([str(script), '--check', '--quiet']) == 0
    assert capsys.readouterr().out == '1 file: 0 changes, 0 notes, 0 blockers\n'
    script.write_text('import tensorflow as tf\ntf.no_such_name()\n')
    assert command.main([str(script), '--check']) == 1  # blocked


def test_several_sources(tmp_path, capsys):
    for name in ('a.py', 'one/b.py', 'two/b.py', 'two/old/c.py', 'two/x_pb2.py'):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(BEFORE)
    sources = [str(tmp_path / name) for name in ('a.py', 'one', 'two')]
    left_out = ['--exclude=*_pb2.py', '--exclude=old/']
    assert command.main([*sources, *left_out, '-o', str(tmp_path / 'out')]) == 0
    written = sorted(path.relative_to(tmp_path / 'out').as_posix() for path in (tmp_path / 'out').rglob('*.py'))
    assert written == ['a.py', 'one/b.py', 'two/b.py']
    assert capsys.readouterr().out.endswith('3 files: 6 changes, 0 notes, 0 blockers\n')
    with pytest.raises(InputError, match='b.py would be written twice; port these sources one after the other'):
        command.main([str(tmp_path / 'one' / 'b.py'), str(tmp_path / 'two' / 'b.py'), '-o', str(tmp_path / 'new')])
    assert not (tmp_path / 'new').exists()


def test_what_no_python_reads(script, capsys, monkeypatch):
    broken = script.with_name('broken.py')
    broken.write_text('def f():\n        x = 1\n    y = 2\n')
    for arguments in (['-o', str(script.with_name('new.py'))], ['--write'], ['--diff'], ['--check'], ['--verify']):
        with pytest.raises(InputError, match=r'broken\.py:3: cannot be parsed: unindent .*; mend the syntax$'):
            command.main([str(broken), *arguments])
    monkeypatch.setattr('sys.stdin', io.TextIOWrapper(io.BytesIO(broken.read_bytes())))
    with pytest.raises(InputError, match='<stdin>:3: cannot be parsed'):
        command.main(['-'])
    assert capsys.readouterr().out == '' and sorted(os.listdir(script.parent)) == ['broken.py', 'script.py']
    with pytest.raises(InputError, match='broken.py:3: '):
        command.main([str(broken), '--format=json'])
    found = json.loads(capsys.readouterr().out)
    assert (found['unreadable'], found['blocker'], found['findings'][0]['kind']) == (1, 0, 'unreadable')


def test_beside_what_no_python_reads_the_rest_is_ported(script, tmp_path, capsys):
    (tmp_path / 'broken.py').write_text('def f(:\n')
    (tmp_path / 'broken.ipynb').write_text('{}')
    with pytest.raises(InputError, match=r'broken\.ipynb:1: is no notebook .* \(and 1 more file that cannot'):
        command.main([str(tmp_path), '-o', str(tmp_path / 'out')])
    assert os.listdir(tmp_path / 'out') == ['script.py'] and (tmp_path / 'out' / 'script.py').read_text() == AFTER
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == '3 files: 2 changes, 0 notes, 0 blockers, 2 unreadable'
    assert lines[1] == f'{tmp_path}/broken.py:1: unreadable: cannot be parsed: invalid syntax; mend the syntax [source]'
    (tmp_path / 'pyproject.toml').write_text('[tool.tf1_ref]\nignore = {"broken.*" = ["source", "notebook"]}\n')
    assert command.main([str(tmp_path), '--diff']) == 0


def test_standard_input(capsysbinary, monkeypatch, tmp_path):
    def port(*arguments):
        monkeypatch.setattr('sys.stdin', io.TextIOWrapper(io.BytesIO(BEFORE.encode())))
        code = command.main(['-', *arguments])
        return code, *(stream.decode() for stream in capsysbinary.readouterr())

    code, out, err = port()
    assert (code, out) == (0, AFTER) and err.startswith('<stdin>:1: changed: ') and '1 file: 2 changes' in err
    code, out, err = port('--format=json')
    assert (code, out) == (0, AFTER) and json.loads(err)['changed'] == 2
    code, out, err = port('--check', '--quiet')
    assert (code, out) == (1, '') and err == 'would change: <stdin>\n1 file: 2 changes, 0 notes, 0 blockers\n'
    code, out, _ = port('--diff')
    assert code == 0 and out.endswith('\n+x = tf.multiply(1, 2)\n')
    code, out, _ = port('-o', str(tmp_path / 'new.py'))
    assert code == 0 and (tmp_path / 'new.py').read_text() == AFTER and AFTER not in out


def test_another_file_is_overwritten_only_if_one_says_so(script, tmp_path):
    target = tmp_path / 'new.py'
    target.write_text('mine\n')
    with pytest.raises(InputError, match='new.py is there already, and is another; --overwrite replaces it'):
        command.main([str(script), '-o', str(target)])
    assert target.read_text() == 'mine\n'
    assert command.main([str(script), '-o', str(target), '--overwrite']) == 0 and target.read_text() == AFTER
    assert command.main([str(script), '-o', str(target)]) == 0  # the same once more
    source = tmp_path / 'source'
    source.mkdir()
    (source / 'a.py').write_text(BEFORE)
    (source / 'new.py').write_text('import tensorflow as tf\n')
    with pytest.raises(InputError, match='new.py is there already'):
        command.main([str(source), '-o', str(tmp_path)])
    assert not (tmp_path / 'a.py').exists()  # before the first is written


def test_a_folder_in_several_processes(tmp_path):
    source = tmp_path / 'source'
    (source / 'package').mkdir(parents=True)
    for number in range(several.MANY + 1):
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
        (['{}/script.py', '--check', '--write'], '--check writes nothing: leave out -o and --write'),
        (['-', '--write'], '- is standard input, alone and without --write'),
        (['-', '{}/script.py'], '- is standard input, alone and without --write'),
        (['{}/script.py', '-', '--verify'], '--verify runs one script'),
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
