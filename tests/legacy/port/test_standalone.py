"""Standalone modules compute what the genuine TensorFlow 1.15.5 computed."""

import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from tests.golden import generate
from tf1_ref.data import digits
from tf1_ref.legacy.port import command, standalone

HERE = pathlib.Path(__file__).parent
SCRIPT = HERE / 'standalone_script.py'
GOLDEN = HERE / 'standalone.json'


def run(python, script, **environment):
    """What a script printed last, on the TensorFlow of `python`; it knows nothing of this project."""
    environment = {**os.environ, 'MNIST': str(digits.path()), 'TF_CPP_MIN_LOG_LEVEL': '3', **environment}
    for name in ('PYTHONPATH', 'TF2_BEHAVIOR'):
        environment.pop(name, None)
    done = subprocess.run(
        [str(python), '-W', 'ignore', str(script)], capture_output=True, text=True, env=environment, cwd=script.parent
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope='module')
def found(tmp_path_factory):
    ported = tmp_path_factory.mktemp('standalone') / 'script.py'
    assert command.main([str(SCRIPT), '-o', str(ported), '--target=standalone', '--quiet']) == 0
    assert 'tf1_ref.' not in ported.read_text()
    return run(sys.executable, ported)


def test_the_same_variables(found):
    assert found['variables'] == json.loads(GOLDEN.read_text())['variables']


def test_the_same_numbers(found):
    genuine = json.loads(GOLDEN.read_text())['values']
    assert list(found['values']) == list(genuine)
    for name, expected in genuine.items():
        check(name, found['values'][name], expected)


def check(name, value, expected):
    if expected and isinstance(expected[0], list):
        assert len(value) == len(expected), name
        for one, other in zip(value, expected, strict=True):
            check(name, one, other)
    else:
        np.testing.assert_allclose(value, expected, rtol=1e-6, atol=1e-7, err_msg=name)


def test_every_function_is_in_the_script():
    text = SCRIPT.read_text().replace('L.', 'tf.contrib.layers.')
    assert [name for name in standalone.FUNCTIONS if name.replace('tensorflow', 'tf', 1) not in text] == []


def test_a_function_is_copied_under_other_names():
    text = standalone.source('xavier_initializer', {'tf': 't', 'xavier_initializer': 'x', 'math': 'm'})
    assert text.startswith('def x(uniform=True, seed=None, dtype=t.float32):\n')
    assert standalone.needed('xavier_initializer') == ['variance_scaling_initializer', 'xavier_initializer']
    assert standalone.imports('variance_scaling_initializer') == ['math'] and standalone.imports('dense') == []


if __name__ == '__main__':
    GOLDEN.write_text(json.dumps(run(generate.oracle_python(), SCRIPT), indent=1) + '\n')
