"""`%load_ext tf1_ref` in IPython, in a process of its own."""

import subprocess
import sys

from tests import needs
from tests.legacy.running import ROOT, write

SESSION = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()

def cell(source):
    shell.run_cell(source).raise_error()

cell('import tensorflow as real; real.__version__')
cell('%load_ext tf1_ref')
cell('import tensorflow as tf; import numpy as np; import helper')
cell('x = tf.placeholder(tf.float32, []); y = x * np.float(2); display, get_ipython()')
cell('with tf.Session() as session: z = session.run(y, {x: 3})')
cell('same = helper.tf is tf; real_again = __import__("sys").modules["tensorflow"]; eager = tf.executing_eagerly()')
cell('%unload_ext tf1_ref')
cell('import tensorflow as after')
names = shell.user_ns
print(names['z'], names['same'], names['eager'], hasattr(names['real_again'], 'placeholder'),
      hasattr(names['after'], 'placeholder'), names['tf'].__version__)
"""


def test_cells_see_tensorflow_1(tmp_path):
    needs.modules('IPython')
    write(tmp_path, helper__py='import tensorflow as tf\n')
    done = subprocess.run(
        [sys.executable, '-c', SESSION], cwd=tmp_path, capture_output=True, text=True, timeout=900,
        env={'PYTHONPATH': str(ROOT), 'PATH': '', 'HOME': str(tmp_path), 'TF_CPP_MIN_LOG_LEVEL': '3'},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1:] == ['6.0 True False False False 1.15.5'], done.stdout + done.stderr[-2000:]
