"""What is installed, told from its metadata: nothing of it is imported."""

import os
import subprocess
import sys

import pytest

import tf1_ref
from tests.arrows import ROOT
from tf1_ref.errors import SetupError
from tf1_ref.legacy.doctor import environment


@pytest.fixture
def installed(monkeypatch):
    """The packages that are installed, by name, which the test may change."""
    packages = {'tensorflow': '2.21.0', 'numpy': '2.2.6', **dict.fromkeys(environment.EXTRAS, '2.21.0')}
    monkeypatch.setattr(environment, '_version', packages.get)
    monkeypatch.setattr(environment.versions, 'check_tensorflow_version', lambda: packages['tensorflow'])
    return packages


def test_all_is_well(installed):
    found = environment.examine()
    assert found['problems'] == []
    assert (found['tf1_ref'], found['tensorflow'], found['numpy']) == (tf1_ref.__version__, '2.21.0', '2.2.6')
    assert found['python'] == '.'.join(map(str, sys.version_info[:3]))
    assert found['extras'] == dict.fromkeys(environment.EXTRAS, '2.21.0')


def test_a_tf_keras_of_another_tensorflow(installed):
    installed['tf_keras'] = '2.20.1'
    (problem,) = environment.examine()['problems']
    assert problem == "tf_keras 2.20.1 does not fit TensorFlow 2.21.0; pip install 'tf_keras==2.21.*'"
    installed['tf_keras'] = '2.21.3'
    assert environment.examine()['problems'] == []
    del installed['tf_keras']
    found = environment.examine()
    assert found['problems'] == [] and found['extras']['tf_keras'] is None


def test_a_wrong_tensorflow(installed, monkeypatch):
    def fails():
        raise SetupError('TensorFlow 2.15 is too old; install another')

    monkeypatch.setattr(environment.versions, 'check_tensorflow_version', fails)
    found = environment.examine()
    assert found['tensorflow'] is None and found['problems'] == ['TensorFlow 2.15 is too old; install another']


def test_toggles(monkeypatch):
    monkeypatch.setenv('TF2_BEHAVIOR', '0')
    monkeypatch.delenv('TF_DETERMINISTIC_OPS', raising=False)
    toggles = environment.examine()['toggles']
    assert list(toggles) == list(environment.TOGGLES)
    assert toggles['TF2_BEHAVIOR'] == '0' and toggles['TF_DETERMINISTIC_OPS'] is None


def test_nothing_is_imported():
    code = (
        'import sys\nfrom tf1_ref.legacy.doctor import environment\nenvironment.examine()\n'
        'print([name for name in ("tensorflow", "numpy", "tf_keras", "tf_slim", "libcst") if name in sys.modules])'
    )
    done = subprocess.run(
        [sys.executable, '-c', code], env={**os.environ, 'PYTHONPATH': str(ROOT)}, capture_output=True, text=True
    )
    assert done.stdout == '[]\n', done.stderr
