"""What a command line of Python's runs, and the command line that has `run` do it."""

import os
import sys

import pytest

from tests.legacy.running import write
from tf1_ref.legacy.run import started

OLD = 'import tensorflow as tf\ntf.Session()\n'


@pytest.mark.parametrize(
    ('line', 'flags', 'program'),
    [
        ('x.py', '', 'x.py'),
        ('x.py -m --a -c', '', 'x.py -m --a -c'),
        ('-u -W ignore x.py a', '-u -W ignore', 'x.py a'),
        ('-Wignore -um pack.age -x', '-W ignore -u', '-m pack.age -x'),
        ('-uc code a', '-u', '-c code a'),
        ('-mpack -x', '', '-m pack -x'),
        ('-X dev -- -x.py -y', '-X dev', '-x.py -y'),
        ('-Xfrozen_modules=off -OO x.py', '-X frozen_modules=off -OO', 'x.py'),
        ('--check-hash-based-pycs never x.py', '--check-hash-based-pycs never', 'x.py'),
        ('', '', ''),
        ('-', '', ''),
        ('- a', '', ''),
        ('-i x.py', '-i', ''),
        ('-ui x.py', '-ui', ''),
        ('-im pack', '-i', ''),
        ('-V', '-V', ''),
        ('-m', '', ''),
        ('-W', '-W', ''),
    ],
)
def test_a_command_line(line, flags, program):
    got = started.parted(['python', *line.split()])
    assert [[part for part in parts if part] for parts in got] == [flags.split(), program.split()]


def handed_over(folder, line, monkeypatch, folders=()):
    monkeypatch.chdir(folder)
    return started.handed_over(['python', *line], list(folders), ['--seeds=tf2'])


def test_code_for_tensorflow_1_is_handed_over(tmp_path, monkeypatch):
    write(tmp_path, old__py=OLD, pack___old__py=OLD, pack_______main____py=OLD)
    (tmp_path / 'pack' / '__main__.py').write_text(OLD)
    for program in (['old.py', '-x'], ['-m', 'old', '-x'], ['-m', 'pack.old'], ['-m', 'pack'], ['-c', OLD, '-x']):
        got = handed_over(tmp_path, ['-u', *program], monkeypatch)
        assert got == [sys.executable, '-u', '-c', started.ENTRANCE, 'run', '--seeds=tf2', *program]


def test_other_programs_are_not(tmp_path, monkeypatch):
    write(tmp_path, new__py='import tensorflow as tf\ntf.function\n')
    lines = [['new.py'], ['absent.py'], ['-m', 'absent'], ['-m', 'json.tool'], ['-m', 'pip'], ['-m', 'pytest']]
    lines += [['-c', 'import os'], ['-c', started.ENTRANCE, 'run', 'old.py'], []]
    lines += [['-c', 'from multiprocessing.spawn import spawn_main; spawn_main()', '--multiprocessing-fork']]
    assert [line for line in lines if handed_over(tmp_path, line, monkeypatch, [str(tmp_path)])] == [['new.py']]
    assert not handed_over(tmp_path, ['new.py'], monkeypatch)


def test_a_module_s_siblings_are_those_of_the_working_directory(tmp_path, monkeypatch):
    write(tmp_path, lib__py=OLD, pack___main__py='import lib\n')
    assert handed_over(tmp_path, ['-m', 'pack.main'], monkeypatch)
    assert not handed_over(tmp_path, [os.path.join('pack', 'main.py')], monkeypatch)


def test_it_is_said_what_was_handed_over(monkeypatch):
    from tf1_ref.legacy.run import saying

    said = []
    monkeypatch.setattr(saying, 'once', said.append)
    for line in (['-u', 'a b.py', 'x'], ['-m', 'pack.age', 'x'], ['-c', 'code', 'x']):
        started.say(['python', *line])
    assert [line.partition(', which')[0] for line in said] == ['a b.py', '-m pack.age', 'python -c']
    assert all('--no_children' in line for line in said)
