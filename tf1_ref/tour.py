"""`python -m tf1_ref tour`: run, port, verify and pin, shown on a small TensorFlow 1 script, in two minutes."""

from __future__ import annotations

import importlib.util
import os
import pathlib
import shlex
import subprocess
import sys

from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError, missing_extra

DESCRIPTION = """\
Shows on a small TensorFlow 1 script what this project does: runs it unmodified, ports it, verifies what was ported, and
pins its graph in a test. Where `python -m tf1_ref genuine` has made TensorFlow 1.15.5, verify compares the script with
that, too. Every command is printed before it is run, and can be repeated in the folder that is left behind. On a
terminal, Enter goes on to the next step.

Exit code: 0; 1 if a command did not do what is said of it; 2 for a folder that is there already or a
package that is not installed."""

FOLDER = 'tf1_ref_tour'
FILES = {
    'old.py': """\
import tensorflow as tf

tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 3], name='x')
y = tf.contrib.layers.fully_connected(x, 2, scope='out')
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(y, {x: [[1.0, 2.0, 3.0]]}))
""",
    'test_net.py': """\
from tf1_ref.compat import tf


def net(x):
    return tf.contrib.layers.fully_connected(x, 2, scope='out')


def test_net(tf1_graph_snapshot):
    net(tf.placeholder(tf.float32, [None, 3], name='x'))
    tf1_graph_snapshot()
""",
}
NEEDED = {'tf_slim': 'legacy', 'libcst': 'port'}  # by the steps; the extras that bring them
PLUGIN = '-p tf1_ref.graphs.pytest_plugin'  # for a checkout that is not installed; installing registers it
# What is said, the command, and what its output has to contain.
STEPS = (
    ('A script for TensorFlow 1.', 'cat old.py', 'tf.placeholder'),
    ('On the TensorFlow of today it fails.', 'python old.py', 'AttributeError'),
    ('Unmodified, by run, it prints what TensorFlow 1.15.5 prints.', 'python -m tf1_ref run old.py', '[[0.8174425'),
    ('doctor reads it without running it.', 'python -m tf1_ref doctor old.py', 'nothing is known'),
    (
        'port makes a script for current TensorFlow of it, runs both, and verifies that they compute the same.',
        'python -m tf1_ref port old.py -o new.py --verify',
        'verify: the same',
    ),
    ('That needs no runner, and has the same weights.', 'python new.py', '[[0.8174425'),
    ('verify compares it with TensorFlow 1.15.5 itself.', 'python -m tf1_ref verify old.py', 'old.py: same'),
    (
        'A test pins variables, scopes and seeds of a graph: the first time, the snapshot is written.',
        f'python -m pytest -q {PLUGIN} --tf1-update-snapshots test_net.py',
        '1 written',
    ),
    ('From then on it is compared.', f'python -m pytest -q {PLUGIN} test_net.py', '1 passed'),
    ('snapshot shows the same of any script.', 'python -m tf1_ref snapshot old.py --levels=variables', 'out/weights'),
)
END = """
This is all in the folder {folder}. `python -m tf1_ref` lists the commands."""
WITHOUT_1_15 = """
verify is left out. It compares with TensorFlow 1.15.5 itself, on a machine with a Python 3.7:
  python -m tf1_ref genuine
  python -m tf1_ref verify {folder}/old.py --html=verify.html"""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: the folder is there already, or cannot be made.
        SetupError: what run and port need here is not installed.
    """
    parser = Parser('tour', DESCRIPTION)
    parser.add_argument('folder', nargs='?', default=FOLDER, help=f'a new folder for its files ({FOLDER})')
    folder = pathlib.Path(parser.parse_args(arguments).folder)
    for module, extra in NEEDED.items():
        if importlib.util.find_spec(module) is None:
            raise missing_extra(module, extra)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise InputError(f'{folder}: cannot be made ({error.strerror}); name another folder') from error
    for name, text in FILES.items():
        (folder / name).write_text(text)
    waits = sys.stdin is not None and sys.stdin.isatty()
    has_pytest, has_1_15 = importlib.util.find_spec('pytest'), _has_1_15()
    left_out = [word for word, is_there in ((' pytest ', has_pytest), (' verify ', has_1_15)) if not is_there]
    steps = [step for step in STEPS if not any(word in step[1] for word in left_out)]
    for number, (said, command, expected) in enumerate(steps, 1):
        print(f'\n{number}. {said}\n$ {command}', flush=True)
        if expected not in _run(command, folder):
            print(f'tf1_ref tour: this command should have printed {expected}', file=sys.stderr)
            return FAILED
        if waits:
            input('(Enter) ')
    if not has_1_15:
        print(WITHOUT_1_15.format(folder=folder))
    if not has_pytest:
        print('\nHow a test pins a graph is left out: pytest is not installed (pip install pytest).')
    print(END.format(folder=folder))
    return DONE


def _run(command, folder):
    """Runs a command in the folder, and prints what it prints, its warnings aside; returns that."""
    done = _done(command, folder)
    lines = (done.stdout or '\n'.join(done.stderr.splitlines()[-1:])).splitlines()
    print('\n'.join(f'  {line}' for line in lines))
    return '\n'.join(lines)


def _has_1_15():
    return _done('python -m tf1_ref genuine --where', None).returncode == DONE


def _done(command, folder):
    words = [sys.executable if word == 'python' else word for word in shlex.split(command)]
    variables = {'TF_CPP_MIN_LOG_LEVEL': '3', **os.environ, 'PYTHONWARNINGS': 'ignore'}
    place = pathlib.Path(__file__).resolve().parent.parent
    if not place.name.endswith('-packages'):  # of a checkout; what is installed would go before Python's own library
        variables['PYTHONPATH'] = os.pathsep.join([str(place), *filter(None, [variables.get('PYTHONPATH')])])
    return subprocess.run(words, cwd=folder, env=variables, capture_output=True, text=True)
