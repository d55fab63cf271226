"""How the environment of the genuine article is made, with stand-ins; the one that is there is looked at as well."""

import fcntl
import os
import pathlib
import subprocess
import sys
import time

import pytest

from tests import needs
from tests.legacy.genuine.stand_ins import CONDA, PYTHON, UV
from tf1_ref.errors import InputError, SetupError
from tf1_ref.legacy.genuine import environment

ROOT = pathlib.Path(environment.__file__).parents[3]
COMMAND = [sys.executable, '-m', 'tf1_ref', 'genuine']
PINS = 'tensorflow==1.15.5 protobuf==3.20.3 numpy==1.18.5 h5py==2.10.0'
PIP = 'python -m pip install --disable-pip-version-check --progress-bar=off'
MADE = [f'{PIP} --upgrade pip', f'{PIP} {PINS}']


@pytest.fixture(autouse=True)
def on_x86(monkeypatch):
    monkeypatch.setattr(environment.platform, 'machine', lambda: 'x86_64')


def make(**options):
    said = []
    return environment.make(said.append, **options), said


def test_where_it_is_kept(machine, monkeypatch, tmp_path):
    assert environment.folder() == machine.place
    monkeypatch.delenv('TF1_REF_ORACLE')
    monkeypatch.setattr(environment.sys, 'platform', 'linux')
    assert environment.folder() == machine.home / '.local' / 'share' / 'tf1_ref' / 'genuine'
    monkeypatch.setenv('XDG_DATA_HOME', str(tmp_path / 'data'))
    assert environment.folder() == tmp_path / 'data' / 'tf1_ref' / 'genuine'
    monkeypatch.setenv('XDG_DATA_HOME', 'relative')  # which the convention says to ignore
    assert environment.folder() == machine.home / '.local' / 'share' / 'tf1_ref' / 'genuine'
    monkeypatch.setattr(environment.sys, 'platform', 'darwin')
    assert environment.folder() == machine.home / 'Library' / 'Application Support' / 'tf1_ref' / 'genuine'


def test_it_is_made_once(machine):
    machine.put(PYTHON, 'python3.7')
    assert environment.python() is None
    python, said = make()
    assert python == str(machine.place / 'bin' / 'python') == environment.python()
    assert machine.asked() == [f'python -m venv {machine.place}', *MADE]
    assert said == [
        f'[1/4] Python 3.7: {machine.path / "python3.7"}',
        f'[2/4] Its environment in {machine.place}',
        f'[3/4] Packages: {PINS.replace(" ", ", ")}',
        '      Downloading tensorflow-1.15.5.whl (110.5 MB)',
        '[4/4] A first run',
    ]
    assert make() == (python, []) and len(machine.asked()) == 3


def test_further_packages_keep_the_others(machine):
    machine.put(PYTHON, 'python3.7')
    make()
    _, said = make(further=['scipy', 'Pillow', 'gym==0.17'])
    assert said[0] == 'Installing scipy==1.4.1, Pillow==7.2.0, gym==0.17'
    assert machine.asked()[-1] == f'{PIP} {PINS} scipy==1.4.1 Pillow==7.2.0 gym==0.17'
    with pytest.raises(InputError, match='failed, and said: ERROR: no such package; once that is settled'):
        make(further=['FAILS'])
    assert environment.python() is not None  # what there was, stays


@pytest.mark.parametrize('step', ['venv', 'pip'])
def test_what_is_half_made_is_made_anew(machine, step):
    broken = {'venv': '"-m venv") mkdir -p "$3"; echo "disk full"; exit 1', 'pip': '"-m pip") echo "disk full"; exit 1'}
    machine.put(PYTHON.replace('case "$1 $2" in', f'case "$1 $2" in {broken[step]} ;;'), 'python3.7')
    with pytest.raises(SetupError, match='failed, and said: disk full; .* run `python -m tf1_ref genuine` again'):
        make()
    (machine.place / 'left_over').touch()
    assert environment.python() is None
    machine.put(PYTHON, 'python3.7')
    assert make()[0] == environment.python() and not (machine.place / 'left_over').exists()


def test_interrupted(machine):
    """A process that is killed in the middle leaves nothing that is taken for whole."""
    machine.put(PYTHON.replace('case "$1 $2" in', 'case "$1 $2" in "-m pip") sleep 60 ;;'), 'python3.7')
    process = subprocess.Popen(COMMAND, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True, text=True)
    while '[3/4]' not in process.stderr.readline():
        pass
    os.killpg(process.pid, 9)
    process.communicate()
    assert (machine.place / 'bin' / 'python').exists() and environment.python() is None
    machine.put(PYTHON, 'python3.7')
    assert make()[0] == environment.python()


def test_two_at_once(machine):
    """The second waits, and finds what the first has made."""
    machine.put(PYTHON, 'python3.7')
    machine.place.parent.mkdir()
    with open(machine.place.with_name('genuine.lock'), 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(COMMAND, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        (machine.place / 'bin').mkdir(parents=True)
        machine.put(PYTHON, machine.place / 'bin' / 'python')
        (machine.place / 'complete').touch()
    out, _ = process.communicate(timeout=60)
    assert out.decode().strip() == environment.python() and machine.asked() == []


def test_what_is_anothers_is_left_alone(machine):
    machine.put(PYTHON, 'python3.7')
    machine.place.mkdir(parents=True)
    make()  # an empty folder is no hindrance
    (machine.place / 'complete').unlink()
    said = f'^{machine.place} is there, and was not made by `python -m tf1_ref genuine`; remove it, or'
    with pytest.raises(InputError, match=said):
        make()
    with pytest.raises(InputError, match=said):
        environment.remove()
    assert (machine.place / 'bin' / 'python').exists()
    # If it has TensorFlow 1.15, it will do.
    machine.put(PYTHON.replace('HAS', 'True'), machine.place / 'bin' / 'python')
    assert make()[0] == environment.python() == str(machine.place / 'bin' / 'python')


def test_remove(machine):
    machine.put(PYTHON, 'python3.7')
    assert environment.remove() is False
    make()
    assert environment.remove() is True and list(machine.place.parent.iterdir()) == []


def test_what_is_removed_in_part_is_half_made(machine, monkeypatch):
    machine.put(PYTHON, 'python3.7')
    make()

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment.shutil, 'rmtree', interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.remove()
    monkeypatch.undo()
    monkeypatch.setenv('TF1_REF_ORACLE', str(machine.place))
    assert machine.place.exists() and environment.python() is None
    assert environment.remove() is True and list(machine.place.parent.iterdir()) == []


def test_uv_is_asked_for_a_python(machine):
    machine.put(UV, 'uv')
    with pytest.raises(SetupError, match='needs a Python 3.7, and none was found; install one, by pyenv '):
        make(may_install=False)
    assert make()[0] == environment.python()
    assert 'uv python install 3.7' in machine.asked() and machine.asked()[-3:] == [
        f'python -m venv {machine.place}',
        *MADE,
    ]


def test_conda_is_asked_for_the_environment(machine):
    machine.put('#!/bin/sh\nexit 2\n', 'uv')  # one that has no Python 3.7
    machine.put(CONDA, 'conda')
    python, said = make()
    assert python == environment.python() and said[0] == f'[1/4] Python 3.7: from {machine.path / "conda"}'
    assert machine.asked() == [
        f'conda create --yes --quiet --override-channels --channel conda-forge --prefix {machine.place} python=3.7 pip',
        *MADE,
    ]


def test_without_any(machine):
    with pytest.raises(SetupError) as raised:
        make()
    for part in ('`pyenv install 3.7`', '`uv python install 3.7`', '`conda create ', 'PYTHON37=', 'TensorFlow 1.15.5 '):
        assert part in str(raised.value)
    assert '\n' not in str(raised.value) and not machine.place.exists()


@pytest.mark.parametrize(
    ('system', 'machine_name', 'said'),
    [('Darwin', 'arm64', 'for Apple silicon, only for x86-64'), ('Linux', 'aarch64', 'for Linux on aarch64, only')],
)
def test_machines_without_wheels(machine, monkeypatch, system, machine_name, said):
    machine.put(PYTHON, 'python3.7')
    monkeypatch.setattr(environment.platform, 'system', lambda: system)
    monkeypatch.setattr(environment.platform, 'machine', lambda: machine_name)
    with pytest.raises(SetupError, match=f'^there are no wheels of TensorFlow 1.15.5 {said}'):
        make()
    assert not machine.place.exists()


def test_a_place_that_cannot_be_written(machine, monkeypatch, tmp_path):
    machine.put(PYTHON, 'python3.7')
    (tmp_path / 'file').touch()
    monkeypatch.setenv('TF1_REF_ORACLE', str(tmp_path / 'file' / 'genuine'))
    with pytest.raises(InputError, match='file: cannot be written .*; name another folder: TF1_REF_ORACLE=FOLDER'):
        make()


def test_packages_of_others_are_kept_out(monkeypatch):
    monkeypatch.setenv('PYTHONPATH', '/somewhere')
    monkeypatch.setenv('PIP_TARGET', '/elsewhere')
    monkeypatch.setenv('TF2_BEHAVIOR', '1')  # by which even 1.15.5 has no Session
    assert not {'PYTHONPATH', 'PIP_TARGET', 'TF2_BEHAVIOR'} & set(environment._surroundings())


def test_the_one_that_is_there_is_what_was_meant():
    python = needs.oracle()
    assert environment.python() == python and environment.has_the_genuine(python)
    done = subprocess.run([python, '-m', 'pip', 'freeze'], capture_output=True, text=True)
    assert set(environment.PACKAGES) <= set(done.stdout.splitlines())
    surroundings = environment._surroundings()
    done = subprocess.run([python, '-c', environment.PROOF], capture_output=True, text=True, env=surroundings)
    assert done.stdout == '1.15.5 6.0\n', done.stderr
