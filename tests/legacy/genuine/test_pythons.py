"""Where a Python is looked for. Another version's, this one's and pyenv's are real ones; uv is a stand-in."""

import os
import pathlib
import sys

import pytest

from tests.legacy.genuine.stand_ins import CONDA, PYTHON, UV
from tf1_ref.errors import InputError
from tf1_ref.legacy.genuine import pythons

HERE = '{}.{}'.format(*sys.version_info)


def test_the_variable_names_it(machine, monkeypatch):
    monkeypatch.setenv(f'PYTHON{HERE.replace(".", "")}', sys.executable)
    assert pythons.find_python(HERE) == sys.executable
    monkeypatch.setenv('PYTHON37', sys.executable)
    with pytest.raises(InputError, match=f'^PYTHON37={sys.executable} is no Python 3.7 that can make environments'):
        pythons.find_python('3.7')
    monkeypatch.setenv('PYTHON37', 'no-such-python')
    with pytest.raises(InputError, match='^PYTHON37=no-such-python is no Python 3.7'):
        pythons.find_python('3.7')


def test_python_2_has_no_venv():
    """`tests.legacy.dropped.generate_names` asks it what it had."""
    found = [str(path) for path in pathlib.Path.home().glob('.pyenv/versions/2.7.*/bin/python')]
    if not found:
        pytest.skip('needs a Python 2.7 of pyenv')
    assert pythons.find_python('2.7')


def test_on_the_path(machine):
    assert pythons.find_python(HERE) is None or os.path.dirname(pythons.find_python(HERE)) in ('/usr/bin', '/bin')
    link = machine.path / f'python{HERE}'
    link.symlink_to(sys.executable)
    assert pythons.find_python(HERE) == str(link)


def test_of_pyenv(machine, monkeypatch):
    root = machine.home / '.pyenv' / 'versions'
    machine.put('#!/bin/sh\nexit 127\n', 'python3.7')  # pyenv's shim, where no version is chosen
    machine.put('#!/bin/sh\nexit 1\n', root / '3.7.17' / 'bin' / 'python')  # broken
    found = machine.put(PYTHON, root / '3.7.16' / 'bin' / 'python')
    assert pythons.find_python('3.7') == str(found)
    monkeypatch.setenv('PYENV_ROOT', str(machine.home / 'elsewhere'))
    assert pythons.find_python('3.7') is None


def test_a_real_one_of_pyenv(monkeypatch):
    found = sorted((pathlib.Path.home() / '.pyenv' / 'versions').glob('3.7.*/bin/python'))
    if not found:
        pytest.skip('pyenv has no Python 3.7 here')
    monkeypatch.delenv('PYTHON37', raising=False)
    monkeypatch.setenv('PATH', '/nowhere')
    assert pythons.find_python('3.7') in map(str, found)


def test_of_uv(machine):
    assert pythons.install_by_uv('3.7') is None  # there is no uv
    machine.put(UV, 'uv')
    assert pythons.find_python('3.7') is None
    found = pythons.install_by_uv('3.7')
    assert found == str(machine.path / 'hidden') == pythons.find_python('3.7')
    assert machine.asked()[:2] == ['uv python find --no-project 3.7', 'uv python install 3.7']


def test_a_uv_that_has_none(machine):
    machine.put('#!/bin/sh\nexit 2\n', 'uv')
    assert pythons.install_by_uv('3.7') is None


def test_conda(machine):
    assert pythons.conda() is None
    machine.put(CONDA, 'micromamba')
    assert pythons.conda() == str(machine.path / 'micromamba')
    machine.put(CONDA, 'conda')
    assert pythons.conda() == str(machine.path / 'conda')
