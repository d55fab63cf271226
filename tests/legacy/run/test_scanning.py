"""Whether sources were written for TensorFlow 1, by the names that they use."""

import os
import subprocess
import sys

import pytest

from tests.legacy.running import ROOT, write
from tf1_ref.legacy.run import scanning

OF_1 = {
    'import tensorflow as tf\ntf.div(1, 2)\n': ('tf.div', 2),
    'import tensorflow\nx = tensorflow.placeholder(1)\n': ('tf.placeholder', 2),
    'import tensorflow as tf\nx = tf.nn.relu\ny = tf.train.AdamOptimizer(0.1).minimize\n': (
        'tf.train.AdamOptimizer',
        3,
    ),
    'import tensorflow.contrib.slim as slim\n': ('tf.contrib', 1),
    'import os\nfrom tensorflow.contrib import layers\n': ('tf.contrib', 2),
    'from tensorflow import placeholder as p\n': ('tf.placeholder', 1),
    'from tensorflow import train\ntrain.Saver()\n': ('tf.train.Saver', 2),
    'from tensorflow.examples.tutorials.mnist import input_data\n': ('tf.examples', 1),
    'def f():\n    import tensorflow as t\n    return t.layers.dense(1, 2)\n': ('tf.layers', 3),
    # Python 2.
    'import tensorflow as t\nprint t.get_variable("x")\n': ('tf.get_variable', 2),
    'from tensorflow.contrib import slim\nprint "x"\n': ('tf.contrib', 1),
    'import tensorflow.nn as nn\nnn.relu\nprint nn.rnn_cell\n': ('tf.nn.rnn_cell', 3),
}
NOT_OF_1 = [
    'import tensorflow as tf\n@tf.function\ndef f(x): return tf.matmul(x, x)\n',
    'import tensorflow as tf\ntf.compat.v1.placeholder\n',
    'import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\ntf.placeholder\n',
    'import tensorflow as tf\ntf = tf.compat.v1\ntf.placeholder\n',
    'try:\n    import tensorflow.compat.v1 as tf\nexcept ImportError:\n    import tensorflow as tf\ntf.Session()\n',
    'import tensorflow as tf\n"""Was tf.placeholder."""  # and tf.Session\n',
    'import tf\ntf.placeholder\n',
    'x = "tensorflow"\nself.tf.placeholder\n',
    'import tensorflow as tf\nmodel = tf.keras.losses.mean_squared_error\n',
    'import tensorflow as tf\nprint "x", tf.nn.relu\n',
    '\0tensorflow',
    '',
]


@pytest.mark.parametrize('source', OF_1)
def test_names_of_tensorflow_1(source):
    assert scanning.first_use(source.encode()) == OF_1[source]


@pytest.mark.parametrize('source', NOT_OF_1)
def test_names_of_others(source):
    assert scanning.first_use(source.encode()) is None


def test_the_names_are_those_that_this_tensorflow_has_not(forked):
    code = (
        'import operator, sys, tensorflow as tf\n'
        'def has(name):\n'
        '    try: return bool(operator.attrgetter(name)(tf)) or True\n'
        '    except AttributeError: return False\n'
        'print([name for name in sys.stdin.read().split() if has(name)], has("nn.relu"))'
    )
    names = (ROOT / 'tf1_ref' / 'legacy' / 'run' / 'only_in_1.txt').read_text()
    done = subprocess.run([sys.executable, '-c', code], input=names, capture_output=True, text=True, timeout=300)
    assert done.stdout == '[] True\n', done.stderr


def test_the_names_are_those_that_1_15_has():
    oracle = os.environ.get('TF1_REF_ORACLE')
    if not oracle:
        pytest.skip('TF1_REF_ORACLE does not name an environment with TensorFlow 1.15.5')
    from tests.legacy.run import generate_only_in_1

    listed = set((ROOT / 'tf1_ref' / 'legacy' / 'run' / 'only_in_1.txt').read_text().split())
    names = generate_only_in_1.names_of(f'{oracle}/bin/python')
    assert listed - names == generate_only_in_1.IMPORTED_ONLY


MAINS = {
    'imports.py': 'import os\nif True: import tensorflow as tf\nprint(tf.__version__)\n',
    'old.py': 'import os, tensorflow as tf; tf.div(1, 2)\n',
    'new.py': 'import tensorflow as tf\nprint(tf.math.divide(1, 2))\n',
    'none.py': 'import os\nprint("tensorflow")\n',
    'by_sibling.py': 'from lib import (nets,\n  other)\n',
    'by_package.py': 'import package.inner\n',
    'package/__init__.py': 'from . import other\n',
    'package/inner.py': 'from .deep.old import x\n',
    'package/other.py': '',
    'package/deep/__init__.py': '',
    'package/deep/old.py': 'import tensorflow as tf\nx = tf.Session\n',
    'lib/__init__.py': '',
    'lib/nets.py': 'import tensorflow as tf\nx = tf.Session\n',
    'folder/__main__.py': 'import tensorflow as tf\ntf.Session()\n',
    'site-packages/old.py': 'import tensorflow as tf\ntf.Session()\n',
}


@pytest.fixture
def mains(tmp_path):
    for name, source in MAINS.items():
        write(tmp_path / name.rpartition('/')[0], **{name.rpartition('/')[2].replace('.py', '__py'): source})
        (tmp_path / name).write_text(source)
    return tmp_path


def test_a_main_file_in_the_user_s_folder(mains):
    """As with modules: whatever uses TensorFlow there."""
    found = [name for name in ['folder', *MAINS] if scanning.is_legacy(str(mains / name), [str(mains)])]
    assert set(found) == {
        'folder', 'imports.py', 'old.py', 'new.py', 'by_sibling.py', 'by_package.py', 'lib/nets.py',
        'package/inner.py', 'package/deep/old.py', 'folder/__main__.py',
    }  # fmt: skip


def test_a_main_file_elsewhere(mains):
    names = ('imports.py', 'old.py', 'new.py', 'none.py', 'by_sibling.py', 'by_package.py', 'folder', 'absent.py')
    found = [name for name in names if scanning.is_legacy(str(mains / name), ['/elsewhere'])]
    assert found == ['old.py', 'by_sibling.py', 'by_package.py', 'folder']


def test_never_an_installed_program(mains, monkeypatch):
    monkeypatch.setattr(sys, 'executable', str(mains / 'python'))
    assert not scanning.is_legacy(str(mains / 'old.py'), [str(mains)])


def test_code_without_a_file(mains):
    old = b'import tensorflow as tf; tf.Session()'
    assert scanning.is_legacy_source(old, str(mains), [])
    assert scanning.is_legacy_source(b'import by_sibling', str(mains), [])
    assert not scanning.is_legacy_source(b'import tensorflow', '/elsewhere', [str(mains)])
    assert scanning.is_legacy_source(b'import tensorflow', str(mains), [str(mains)])


def test_nothing_slow_is_imported_for_what_is_not_about_tensorflow(mains):
    code = (
        'import os, sys; sys.path.insert(0, sys.argv.pop()); before = {*sys.modules}\n'
        'from tf1_ref.legacy.run import scanning, started\n'
        'started.handed_over(["python", *sys.argv[1:]], ["/"], [])\n'
        'print(sorted({*sys.modules} - before))'
    )
    expected = ['__future__', 'tf1_ref', 'tf1_ref.legacy', 'tf1_ref.legacy.run']
    expected += [f'tf1_ref.legacy.run.{name}' for name in ('scanning', 'started')]
    # Without site-packages: an editable install has imported some of these before.
    command = [sys.executable, '-S', '-c', code, str(mains / 'none.py'), str(ROOT)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == f'{expected}\n'
