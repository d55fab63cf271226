"""Proof by graph."""

import pytest

from tests.legacy.port.porting import IMPORT
from tf1_ref.errors import InputError
from tf1_ref.legacy.port import command, verify
from tf1_ref.legacy.port.writing.context import Options

SCRIPT = (
    'from ops import *\n'
    + IMPORT
    + """\
x = tf.random_normal([5, 3])
init = tf.contrib.layers.xavier_initializer()
y = tf.layers.dense(tf.contrib.layers.flatten(x), 2, kernel_initializer=init)
cost = mean(tf.multiply(y, y))
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(cost)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run([train_op, cost]))
"""
)
OPS = 'import tensorflow as tf\n\ndef mean(x):\n    return tf.reduce_mean(x)\n'


pytestmark = pytest.mark.usefixtures('forked')


@pytest.fixture
def script(tmp_path):
    path = tmp_path / 'source' / 'script.py'
    path.parent.mkdir()
    path.write_text(SCRIPT)
    (path.parent / 'ops.py').write_text(OPS)
    return path


@pytest.mark.parametrize('target', ['compat', 'standalone'])
def test_the_same(script, target, capsys):
    assert command.main([str(script), '--verify', '--quiet', f'--target={target}']) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(' 0 blockers') and lines[-1] == 'verify: the same'
    assert lines[-2].startswith('graph diff: ') and 'error' not in lines[-2]
    assert script.read_text() == SCRIPT and (script.parent / 'ops.py').read_text() == OPS


def test_a_ported_file_that_does_not_run(script):
    script.write_text(SCRIPT + 'tf.no_such_name()\n')
    verdict = verify.verify(script, Options(), calls=99)
    assert not verdict.clean and verdict.lines[0] == 'the original does not run here:'


def test_ported_in_place(script):
    script.write_text('import tensorflow as tf\ntf.no_such_name()\n')
    (blocker,) = verify.port_in_place(script.parent, Options())
    assert blocker.startswith(f'{script}:2: blocker: tensorflow.no_such_name')
    assert 'tensorflow.compat.v1' in script.read_text()


def test_folders_are_refused(script):
    with pytest.raises(InputError, match='--verify runs one script'):
        command.main([str(script.parent), '--verify'])


def test_python_2_with_arguments(tmp_path, capsys):
    path = tmp_path / 'old.py'
    path.write_text(
        'import sys\nimport tensorflow as tf\nprint sys.argv[1:]\n'
        'x = tf.mul(tf.constant(int(sys.argv[1])), len(sys.argv) / 2)\nassert sys.argv[1] == "7"\n'
        'with tf.Session() as sess:\n    print sess.run(x)\n'
    )
    assert command.main([str(path), '--verify', '--quiet', '--', '7', '8']) == 1
    assert 'verify: not the same' in capsys.readouterr().out  # the division: 3 / 2 is 1 in Python 2
    path.write_text(path.read_text().replace('/ 2', '// 2'))
    assert command.main([str(path), '--verify', '--quiet', '--', '7', '8']) == 0
