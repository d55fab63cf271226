"""Standalone modules compute what the genuine TensorFlow 1.15.5 computed."""

import json
import os
import pathlib
import re
import subprocess
import sys

import numpy as np
import pytest

from tests import warm
from tests.golden import generate
from tests.legacy.port.porting import IMPORT, blockers, no_sibling, ported
from tf1_ref.data import digits
from tf1_ref.legacy.port import command
from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.writing import standalone
from tf1_ref.legacy.port.writing.context import STANDALONE, Options

HERE = pathlib.Path(__file__).parents[1]
SCRIPT = HERE / 'standalone_script.py'
GOLDEN = HERE / 'standalone.json'


def run(python, script, **environment):
    """What a script printed last, on the TensorFlow of `python`; it knows nothing of this project."""
    # oneDNN, which TensorFlow 2 has switched on, normalizes batches by another order of addition than 1.15's kernel.
    environment = {**os.environ, 'TF_ENABLE_ONEDNN_OPTS': '0', 'TF_CPP_MIN_LOG_LEVEL': '3', **environment}
    environment.update(MNIST=str(digits.path()), PYTHONWARNINGS='ignore')
    for name in ('PYTHONPATH', 'TF2_BEHAVIOR'):
        environment.pop(name, None)
    run = warm.run_or_fork(subprocess.run)  # 1.15.5 is started
    done = run([str(python), str(script)], capture_output=True, text=True, env=environment, cwd=script.parent)
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


@pytest.fixture(scope='module')
def genuine():
    """What 1.15.5 computes on this machine: its kernels add up otherwise on another processor (to 1.5e-6 here)."""
    python = generate.oracle_python()
    return (run(python, SCRIPT) if python else json.loads(GOLDEN.read_text()))['values']


def test_the_same_numbers(found, genuine):
    assert list(found['values']) == list(genuine)
    for name, expected in genuine.items():
        check(name, found['values'][name], expected)


def check(name, value, expected):
    if expected and isinstance(expected[0], list):
        assert len(value) == len(expected), name
        for one, other in zip(value, expected, strict=True):
            check(name, one, other)
        return
    np.testing.assert_allclose(value, expected, rtol=1e-6, atol=1e-7, err_msg=name)


def test_every_function_is_in_the_script():
    text = port_source('script.py', SCRIPT.read_bytes(), Options(STANDALONE), no_sibling)[0].decode()
    assert [
        name for name in standalone.FUNCTIONS.values() if not re.search(rf'^(def |class )?{name}\b', text, re.M)
    ] == []


def test_an_argument_that_a_function_does_not_take():
    (found,) = blockers(IMPORT + 'x = tf.layers.batch_normalization(x, renorm=True)\n', target='standalone')
    assert 'what stands for it takes no renorm' in found


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('y = tf.contrib.rnn.static_rnn(c, x)', 'y = tf.nn.static_rnn(c, x)'),
        ('y = tf.contrib.framework.nest.flatten(x)', 'y = tf.nest.flatten(x)'),
    ],
)
def test_what_is_in_tensorflow_under_another_name(before, after):
    assert ported(IMPORT + before + '\n', target='standalone').endswith(f'\n{after}\n')
    text = 'from tensorflow.contrib.rnn import static_rnn, static_bidirectional_rnn as b\n'
    expected = text.replace('contrib.rnn', 'compat.v1.nn')
    assert ported(text, target='standalone').startswith(expected)


def test_a_function_is_copied_under_other_names():
    text = standalone.source('xavier_initializer', {'tf': 't', 'xavier_initializer': 'x', 'math': 'm'})
    assert text.startswith('def x(uniform=True, seed=None, dtype=t.float32):\n')
    assert standalone.needed('xavier_initializer') == ['variance_scaling_initializer', 'xavier_initializer']
    assert standalone.needed('GRUCell') == ['RNNCell', 'GRUCell'] and standalone.imports('LSTMStateTuple') == [
        'collections'
    ]
    assert standalone.source('GRUCell', {'RNNCell': 'R', 'GRUCell': 'G'}).startswith('class G(R):\n')
    assert standalone.imports('variance_scaling_initializer') == ['math'] and standalone.imports('dense') == []


def write(recorded):
    """One line for each value."""
    values = ',\n'.join(f'  {json.dumps(name)}: {json.dumps(value)}' for name, value in recorded['values'].items())
    GOLDEN.write_text(f'{{"variables": {json.dumps(recorded["variables"])},\n "values": {{\n{values}\n}}}}\n')


if __name__ == '__main__':
    write(run(generate.oracle_python(), SCRIPT))
