"""`python -m tf1_ref doctor`."""

import json

import pytest

from tests import needs
from tf1_ref.errors import InputError
from tf1_ref.legacy.doctor import command, environment


@pytest.fixture
def sources(tmp_path):
    (tmp_path / 'good.py').write_text('import tensorflow as tf\nx = tf.placeholder(tf.float32)\n')
    (tmp_path / 'bad.py').write_text('import tensorflow as tf\ny = tf.nonsense\nz = tf.nonsense\n')
    return str(tmp_path / 'good.py'), str(tmp_path / 'bad.py')


def test_without_a_file_it_tells_what_is_installed(capsys, monkeypatch):
    monkeypatch.setenv('TF_ENABLE_ONEDNN_OPTS', '0')
    assert command.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ['tf1_ref', 'python', 'tensorflow', 'numpy']
    assert any(line.startswith('TF_ENABLE_ONEDNN_OPTS') and line.split()[1] == '0' for line in lines)


def test_extras_that_are_missing_or_do_not_fit(capsys, monkeypatch):
    installed = {'tensorflow': '2.21.0', 'tf_keras': '2.16.0'}
    monkeypatch.setattr(environment, '_version', installed.get)
    monkeypatch.setattr(environment.versions, 'check_tensorflow_version', lambda: '2.21.0')
    assert command.main([]) == 1
    said = capsys.readouterr().out
    assert "problem: tf_keras 2.16.0 does not fit TensorFlow 2.21.0; pip install 'tf_keras==2.21.*'" in said
    assert "tf_slim      not installed  (tf.contrib.slim, tf.contrib.layers): pip install 'tf1_ref[legacy]'" in said


def test_files(capsys, sources):
    needs.modules('libcst')
    good, bad = sources
    assert command.main([good]) == 0
    assert capsys.readouterr().out == (
        f'{good}: nothing is known that keeps it from running; 2 of 2 names of TensorFlow supported\n'
    )
    assert command.main([good, bad]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        f'{bad}: will not run as it is; 0 of 1 names of TensorFlow supported',
        '  line 2, 3: tf.nonsense is unknown: neither TensorFlow 1.15 nor the current one has it',
    ]
    command.main([good, '--all'])
    assert '  line 2: tf.placeholder is there as it is\n' in capsys.readouterr().out


def test_files_that_no_python_reads(capsys, sources, tmp_path):
    needs.modules('libcst')
    (tmp_path / 'broken.py').write_text('def f(:\n')
    (tmp_path / 'broken.ipynb').write_text('{"cells": [')
    broken = [str(tmp_path / 'broken.ipynb'), str(tmp_path / 'broken.py')]
    with pytest.raises(InputError, match=r'broken\.ipynb: is no Jupyter notebook; .* \(and 1 more file that cannot'):
        command.main([*sources, *broken, '--format=json'])
    found = json.loads(capsys.readouterr().out)['files']
    assert [one['will_run'] for one in found] == [True, False, False, False]
    assert found[3]['problems'] == ['line 1: cannot be parsed: invalid syntax; mend the syntax']
    with pytest.raises(InputError, match=r'broken\.py: line 1: cannot be parsed'):
        command.main(broken[1:])
    assert capsys.readouterr().out == ''


def test_json(capsys, sources):
    needs.modules('libcst')
    command.main([*sources, '--format=json'])
    found = json.loads(capsys.readouterr().out)
    assert found['tensorflow'] and set(found['extras']) == set(environment.EXTRAS)
    assert [one['will_run'] for one in found['files']] == [True, False]
    assert found['files'][1]['uses'][0]['lines'] == [2, 3]


def test_bad_input():
    needs.modules('libcst')
    with pytest.raises(InputError):
        command.main(['absent.py'])
    with pytest.raises(InputError):
        command.main(['--nonsense'])
