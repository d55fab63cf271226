"""That commands on graphs say on standard error what is theirs, and nothing of TensorFlow's."""

import os
import subprocess
import sys

import pytest

from tests.arrows import ROOT


@pytest.mark.parametrize('command', ['snapshot', 'tree'])
def test_nothing_of_tensorflow_is_on_standard_error(command, tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != 'TF_CPP_MIN_LOG_LEVEL'}
    environment['PYTHONPATH'] = str(ROOT)
    command = [sys.executable, '-m', 'tf1_ref', command, 'tf1_ref.models.whole:cnn']
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, '')
    assert 'conv1' in done.stdout


def test_a_user_s_own_level_of_tensorflow_s_log_stays(monkeypatch):
    from tf1_ref.graphs.reading import quietly

    monkeypatch.setenv('TF_CPP_MIN_LOG_LEVEL', '1')
    assert quietly.tensorflow_1().__name__ == 'tf1_ref.compat.tf'
    assert os.environ['TF_CPP_MIN_LOG_LEVEL'] == '1'
