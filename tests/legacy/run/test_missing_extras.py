"""An installation without extras: what a script uses and lacks is one line that says what to install, exit code 2."""

import os
import sys

import pytest

from tests import warm
from tests.legacy.running import ROOT, write

# In a function that TensorFlow 2 converts, it raises an error of its own in the place of others.
CONVERTED = (
    'cell = tf.contrib.rnn.LayerNormBasicLSTMCell(3); tf.nn.dynamic_rnn(cell, tf.zeros([1, 5, 2]), dtype=tf.float32)'
)
# Every process has imported it before all else.
WITHOUT = 'tests.legacy.run.extras_blocked'


@pytest.fixture
def bare(tmp_path):
    """Runs a command in a folder of its own, in an installation without extras."""

    def run(*arguments, **files):
        write(tmp_path, **files)
        environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3'}
        command = [sys.executable, '-m', *arguments]
        return warm.run(command, cwd=tmp_path, env=environment, text=True, imported=(WITHOUT, *warm.TENSORFLOW))

    return run


@pytest.mark.parametrize(
    ('line', 'package'),
    [
        ('tf.layers.dense(tf.zeros([1, 2]), 3)', 'tf_keras'),
        ('tf.keras.layers.Dense(3)', 'tf_keras'),
        ('tf.estimator.Estimator', 'tf_keras'),
        ('tf.contrib.slim.conv2d', 'tf_slim'),
        ('tf.contrib.layers.fully_connected(tf.zeros([1, 2]), 3)', 'tf_slim'),
        (CONVERTED, 'tf_slim'),
    ],
)
def test_a_script_that_needs_an_extra(bare, line, package):
    done = bare('tf1_ref', 'run', 'a.py', a__py=f'import tensorflow as tf\n{line}\n')
    said = f"{package} is not installed; install it with: pip install 'tf1_ref[legacy]'"
    assert (done.returncode, done.stdout) == (2, '')
    assert done.stderr.splitlines()[-1].endswith(f'a.py:2: {said}') and 'Traceback' not in done.stderr


def test_a_script_that_does_without_goes_on(bare):
    code = 'import tensorflow as tf\ntry:\n    tf.layers.dense\nexcept ImportError as error:\n    print(error.name)\n'
    done = bare('tf1_ref', 'run', 'a.py', a__py=code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ('arguments', 'package', 'extra'),
    [
        (['run', '--py2', 'a.py'], 'fissix', 'legacy'),
        (['port', 'a.py'], 'libcst', 'port'),
        (['doctor', 'a.py'], 'libcst', 'port'),
        (['snapshot', 'b.py'], 'tf_keras', 'legacy'),
    ],
)
def test_a_command_that_needs_an_extra(bare, arguments, package, extra):
    scripts = {'a__py': 'print "old"\n', 'b__py': 'import tensorflow as tf\ntf.keras.layers.Dense(3)\n'}
    done = bare('tf1_ref', *arguments, **scripts)
    said = f"{package} is not installed; install it with: pip install 'tf1_ref[{extra}]'"
    assert (done.returncode, done.stdout) == (2, '')
    assert done.stderr.splitlines()[-1].endswith(said) and done.stderr.startswith(f'tf1_ref {arguments[0]}: error: ')


def test_commands_that_need_none(bare):
    for arguments in (['tree', 'tf1_ref.models.whole:cnn'], ['symbols', 'tf.nn.relu'], ['diff', '--list']):
        done = bare('tf1_ref', *arguments, a__py='')
        assert (done.returncode, done.stderr) == (0, ''), arguments
    done = bare('tf1_ref.scripts.train_mlp', '--training_epochs=1', '--log_dir=mlp', a__py='')
    assert done.returncode == 0, done.stderr
    assert "No pictures: matplotlib is not installed; install it with: pip install 'tf1_ref[plots]'" in done.stdout
