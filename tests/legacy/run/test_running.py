"""`run_path`: what it gives back, and that the process is afterwards what it was."""

import json
import pathlib
import sys

import numpy as np
import pytest

from tests import needs, warm
from tests.legacy.running import ROOT, write
from tf1_ref.errors import InputError
from tf1_ref.legacy import run_path

SCRIPTS = pathlib.Path(__file__).parents[1] / 'scripts'

# In a process of its own that used TensorFlow 2 eagerly before, and does so afterwards.
HOST = """
import builtins, json, logging, os, random, signal, sys, warnings
import numpy as np
import tensorflow as tf
from absl import flags
flags.DEFINE_integer('verbose', 3, 'Of the host.')
flags.FLAGS(['host'])

def state():
    from tensorflow.python import tf2
    from tensorflow.python.framework import ops, random_seed, stack
    from tensorflow.python.client import session
    from tensorflow.python.ops import array_ops
    return {
        'session': str(session.BaseSession.__init__),
        'argv': list(sys.argv), 'path': list(sys.path), 'meta_path': list(map(str, sys.meta_path)),
        'excepthook': str(sys.excepthook), 'builtins': sorted(vars(builtins)), 'environ': dict(os.environ),
        'cwd': os.getcwd(), 'random': hash(random.getstate()), 'numpy': str(np.random.get_state()),
        'numpy names': [name for name in ('float', 'int', 'asscalar') if name in vars(np)],
        'errors': np.geterr(), 'print': str(np.get_printoptions()), 'filters': list(map(str, warnings.filters)),
        'logging': [logging.root.level, list(map(str, logging.root.handlers))],
        'signals': str(signal.getsignal(signal.SIGUSR1)), 'recursion': sys.getrecursionlimit(),
        'flags': {name: flags.FLAGS[name].value for name in flags.FLAGS}, 'parsed': flags.FLAGS.is_parsed(),
        'main': sys.modules['__main__'] is MAIN, 'importers': [str(builtins.__import__), str(__import__)],
        'user modules': sorted(name for name in sys.modules if 'changed' in name),
        'eager': [tf.executing_eagerly(), tf2.enabled()], 'tf log': tf.compat.v1.logging.get_verbosity(),
        'seeds': str(type(random_seed._graph_to_seed_dict)), 'split': str(array_ops.split.__code__),
        'graphs': [len(ops._default_graph_stack.stack), str(ops._default_graph_stack._global_default_graph)],
        'sessions': len(stack._default_session_stack.stack),
        'tensorflow': [hasattr(tf, 'placeholder'), hasattr(tf, 'contrib')],
    }

def eagerly():
    tf.random.set_seed(3)
    variable = tf.Variable([1.0, 2.0])
    shape = tf.zeros([2, 3]).shape
    function = tf.function(lambda x: tf.cond(x[0] > 0, lambda: x + 1, lambda: x))
    data = [int(x) for x in tf.data.Dataset.range(3)]
    return str([variable.numpy().tolist(), type(variable).__name__, shape[0] + 0, function(variable).numpy().tolist(),
                data, tf.random.uniform([2]).numpy().tolist(), tf.constant(1) == tf.constant(1)])

MAIN = sys.modules['__main__']
eager_before, before = eagerly(), state()
from tf1_ref.legacy import run_path
before['path'], before['meta_path'] = list(sys.path), list(map(str, sys.meta_path))
first = run_path('SCRIPTS/changes_everything.py', ['--rate=0.25'])
after, eager_after = state(), eagerly()
second = run_path('SCRIPTS/changes_everything.py')
third = run_path('SCRIPTS/another.py')
again = state()
print(json.dumps({
    'left': {key: [before[key], after[key], again[key]] for key in before
             if not before[key] == after[key] == again[key]},
    'eager': [eager_before, eager_after, eagerly()], 'at_end': first['at_end'],
    'results': [first['result'], second['result'], third['result']],
}))
"""


@pytest.fixture(scope='module')
def host():
    code = HOST.replace('SCRIPTS', str(SCRIPTS))
    done = warm.run([sys.executable, '-c', code], cwd=ROOT, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_of_the_process_is_left_changed(host):
    assert host['left'] == {}


def test_tensorflow_2_is_as_it_was(host):
    before, *after = host['eager']
    assert after == [before, before] and 'ResourceVariable' in before


def test_what_it_returns_and_twice_in_one_process(host):
    first, second, third = host['results']
    assert first[:3] == ['sibling', ['--rate=0.25'], 0.25] or first[:3] == ['sibling', [], 0.25]
    assert second[:3] == ['sibling', [], 0.5]
    assert first[3] == second[3]
    assert third == [[], ['weights:0'], False]
    assert host['at_end'] == ['ran']


def test_exceptions_and_exit_codes_pass_through(tmp_path):
    write(tmp_path, fails__py='import sys\nprint(sys.argv)\nif len(sys.argv) > 1: sys.exit(3)\n1 / 0\n')
    with pytest.raises(ZeroDivisionError):
        run_path(tmp_path / 'fails.py')
    with pytest.raises(SystemExit) as end:
        run_path(tmp_path / 'fails.py', ['x'])
    assert end.value.code == 3


def test_a_file_that_is_not_there():
    with pytest.raises(InputError, match='there is no such file'):
        run_path('absent.py')


def test_in_the_steady_state_none_of_this_project_s_python_runs():
    needs.modules('tf_keras', 'tf_slim')
    files = run_path(SCRIPTS / 'trains.py')['result']
    assert any(name.endswith('session.py') for name in files)
    assert [name for name in files if name.startswith(str(ROOT / 'tf1_ref'))] == []


def test_scalars_are_printed_as_they_were_before_numpy_2(tmp_path, capsys):
    before = np.get_printoptions()['legacy']
    write(tmp_path, one__py='import numpy as np\nprint([np.float32(1.5), np.bool_(True), np.int64(3)])\n')
    run_path(tmp_path / 'one.py')
    assert capsys.readouterr().out == '[1.5, True, 3]\n'
    assert np.get_printoptions()['legacy'] == before
