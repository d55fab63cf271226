"""`%load_ext tf1_ref` in IPython, in a process of its own."""

import os
import subprocess
import sys

import pytest

from tests import needs
from tests.legacy.running import ROOT, write
from tf1_ref.legacy.run import ipython

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


def test_cells_see_tensorflow_1(tmp_path, forked):
    needs.modules('IPython')
    write(tmp_path, helper__py='import tensorflow as tf\n')
    done = subprocess.run(
        [sys.executable, '-c', SESSION], cwd=tmp_path, capture_output=True, text=True, timeout=900,
        env={'PYTHONPATH': str(ROOT), 'PATH': '', 'HOME': str(tmp_path), 'TF_CPP_MIN_LOG_LEVEL': '3'},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1:] == ['6.0 True False False False 1.15.5'], done.stdout + done.stderr[-2000:]


SCRIPT = """
import tensorflow as tf
tf.app.flags.DEFINE_integer('steps', 3, 'How many.')
FLAGS = tf.app.flags.FLAGS
print('of the script', tf.placeholder(tf.float32, []).name, __name__, FLAGS.steps)
"""
# What is run in each cell, and what it prints.
SCENES = (
    ('%load_ext tf1_ref', 'the flags of this notebook have their defaults'),
    ('import tensorflow as tf; print(tf.__version__)', '1.15.5'),
    ('%run script.py', 'of the script Placeholder:0 __main__ 3'),
    ('import tensorflow as again; print(again is tf, hasattr(again, "placeholder"))', 'True True'),
    ("tf.app.flags.DEFINE_float('rate', 0.5, 'How fast.'); print(tf.app.flags.FLAGS.rate)", '0.5'),
    ('%%time\nprint(tf.Session().run(tf.constant(2.0) * 3))', '6.0'),
    ('tf.nonsense', "AttributeError: module 'tensorflow' has no attribute 'nonsense'"),
    ('%unload_ext tf1_ref', ''),
    ('import tensorflow as real; print(hasattr(real, "placeholder"))', 'False'),
)


@pytest.mark.parametrize(
    ('argv', 'expected'),
    [
        (['ipykernel_launcher.py', '-f', '/run/kernel-1.json'], True),
        (['ipykernel_launcher.py', '--f=/run/user/kernel-v2-1.json'], True),  # of editors
        (['ipykernel_launcher.py', '--ip=127.0.0.1', '-f', '/my run/kernel-1.json'], True),
        (['notebook', '--steps=3'], False),
        (['train.py', '--conf=a.json'], False),
        ([''], False),
    ],
)
def test_which_arguments_are_those_of_a_kernel(argv, expected):
    assert ipython._is_of_a_kernel(argv) is expected


def test_scenes_in_a_kernel_of_jupyter(tmp_path, monkeypatch):
    needs.modules('ipykernel')
    for name in ('JUPYTER_DATA_DIR', 'JUPYTER_RUNTIME_DIR', 'JUPYTER_CONFIG_DIR'):  # not what else is installed
        monkeypatch.setenv(name, str(tmp_path / 'jupyter'))
    from jupyter_client.manager import start_new_kernel

    write(tmp_path, script__py=SCRIPT)
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3', 'IPYTHONDIR': str(tmp_path)}
    manager, client = start_new_kernel(kernel_name='python3', cwd=str(tmp_path), env=environment)
    try:
        for cell, expected in SCENES:
            said = []

            def note(message, said=said):
                content = message['content']
                said.append(content.get('text', '') + f'{content.get("ename", "")}: {content.get("evalue", "")}')

            client.execute_interactive(cell, output_hook=note, timeout=300)
            assert expected in ''.join(said), (cell, said)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
