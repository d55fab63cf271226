"""The door: graph mode, what TensorFlow 2 dropped, and what a wrong TensorFlow is told."""

import subprocess
import sys

import pytest

from tests import warm
from tf1_ref.compat import tf


def python(code):
    """Runs `code`, which imports TensorFlow, in a Python of its own."""
    return warm.run([sys.executable, '-c', code], text=True)


def test_graph_mode_is_tensorflow_1_s():
    x = tf.placeholder(tf.float32, [None, 3])
    variable = tf.get_variable('v', [3])
    assert not tf.executing_eagerly()
    assert isinstance(x.shape[1], tf.Dimension)
    assert variable.dtype._is_ref_dtype
    branch = tf.cond(tf.placeholder(tf.bool, []), lambda: x, lambda: x + 1)
    assert branch.op.type == 'Merge'


def test_moved_names_are_back_in_control_flow_ops():
    from tensorflow.python.ops import control_flow_ops

    for name in ('Assert', 'case', 'cond', 'switch_case', 'while_loop'):
        assert callable(getattr(control_flow_ops, name))
    i = control_flow_ops.while_loop(lambda i: i < 7, lambda i: i + 2, [tf.constant(0)])
    two = control_flow_ops.switch_case(tf.constant(1), [lambda: tf.constant(1), lambda: tf.constant(2)])
    with tf.Session() as sess:
        assert sess.run([i, two]) == [8, 2]


def test_every_name_of_compat_v1_is_there_and_contrib_besides():
    from tensorflow.compat import v1

    assert tf.placeholder is v1.placeholder
    assert {'contrib', 'Session', 'train', 'variable_scope'} <= set(dir(tf))
    with pytest.raises(AttributeError):
        _ = tf.no_such_name


def test_tensorflow_s_own_module_is_not_written_into():
    from tensorflow.compat import v1

    assert not hasattr(v1, 'contrib')


def test_a_tensorflow_used_eagerly_gets_one_line():
    done = python('import tensorflow as t; t.constant(1); from tf1_ref.compat import tf')
    assert done.returncode != 0
    assert (
        'SetupError: TensorFlow has already been used eagerly in this process; '
        'put `from tf1_ref.compat import tf` before the first use of TensorFlow'
    ) in done.stderr


def test_a_tensorflow_imported_but_not_used_is_fine():
    done = python('import tensorflow as t; from tf1_ref.compat import tf; print(tf.placeholder(tf.float32).op.name)')
    assert done.stdout == 'Placeholder\n', done.stderr


def test_a_graph_mode_of_the_user_s_own_is_fine():
    done = python(
        'import tensorflow.compat.v1 as t; t.disable_v2_behavior(); s = t.Session(); s.run(t.constant(1))\n'
        'from tf1_ref.compat import tf; print(tf.constant(2).op.name)'
    )
    assert done.stdout == 'Const_1\n', done.stderr


def test_a_tensorflow_that_was_asked_for_its_devices_only_is_fine():
    done = python(
        'import tensorflow as t; t.config.list_physical_devices()\n'
        'from tf1_ref.compat import tf; print(tf.placeholder(tf.float32).op.name)'
    )
    assert done.stdout == 'Placeholder\n', done.stderr


def test_importing_the_package_loads_no_tensorflow_and_no_numpy():
    code = (
        'import sys, tf1_ref, tf1_ref.compat, tf1_ref.errors\n'
        'print([name for name in ("tensorflow", "numpy", "absl") if name in sys.modules])'
    )
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)
    assert done.stdout == '[]\n', done.stderr
