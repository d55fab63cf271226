"""What TensorFlow no longer has and this project gives back."""

import pytest

from tests.legacy.port.porting import IMPORT, TOP, V1, blockers, body, port, ported


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('init = tf.contrib.layers.xavier_initializer()', 'init = tf1.contrib.layers.xavier_initializer()'),
        (
            'L = tf.contrib.layers\ninit = L.xavier_initializer()',
            'L = tf1.contrib.layers\ninit = L.xavier_initializer()',
        ),
        (
            'init = getattr(tf.contrib.layers, "xavier_initializer")()',
            'init = getattr(tf1.contrib.layers, "xavier_initializer")()',
        ),
        (
            'def f(init=tf.contrib.layers.xavier_initializer()): pass',
            'def f(init=tf1.contrib.layers.xavier_initializer()): pass',
        ),
    ],
)
def test_rewrites(before, after):
    assert body(before + '\n') == after + '\n'


def test_what_is_imported_from_there_keeps_its_name():
    after = ported('from tensorflow.contrib import layers as L\ninit = L.xavier_initializer()\n')
    assert after.endswith('from tf1_ref.compat.contrib import layers as L\ninit = L.xavier_initializer()\n')


def test_a_name_of_the_users_own_is_not_taken():
    after = ported(IMPORT + 'tf1 = 3\ninit = tf.contrib.layers.xavier_initializer()\n')
    assert 'as tf1_  #' in after and 'init = tf1_.contrib.layers' in after


def test_others_stay():
    lines = 'y = tf.nn.relu(x)\nz = contrib.layers.flatten(y)\n'
    assert body(lines) == lines


def test_standalone():
    text = IMPORT + 'L = tf.contrib.layers\nx = L.flatten(y)\n'
    after = ported(text, target='standalone')
    assert after.startswith(V1 + 'import math\ntf.disable_v2_behavior()\n\n\ndef flatten(')
    assert after.endswith('\nx = flatten(y)\n') and 'contrib.layers\n' not in after
    assert ported(after, target='standalone') == after


@pytest.mark.parametrize(
    'text',
    [
        IMPORT + 'L = tf.contrib.layers\nx = L.flatten(L.batch_norm(y))\n',
        'from tensorflow.contrib import layers as L\nx = L.flatten(L.batch_norm(y))\n',
        'import tensorflow.contrib.layers as L\nx = L.flatten(L.batch_norm(y))\n',
        'from tensorflow.contrib.layers import flatten, batch_norm\nx = flatten(batch_norm(y))\n',
    ],
)
def test_a_standalone_module_keeps_what_it_cannot_go_without(text):
    """It fails there, and a second run reports it again."""
    after, findings = port(text, target='standalone')
    again, more = port(after, target='standalone')
    assert again == after and 'flatten(L.batch' in after or 'flatten(batch' in after
    assert [one.what for one in findings if one.kind == 'blocker'] == [one.what for one in more]
    assert len(more) == 1


def test_a_second_run_has_nothing_to_report():
    after, _ = port(IMPORT + 'x = tf.layers.dense(tf.contrib.layers.flatten(y), 3)\nz = tf.mul(x, tf.nn.rnn_cell)\n')
    assert port(after) == (after, [])


def test_standalone_without_a_plain_expression():
    text = IMPORT + 'c = tf.contrib.rnn.NASCell(3)\n'
    assert len(blockers(text, target='standalone')) == 1


def test_the_door_is_imported_once():
    assert ported(TOP + 'init = tf1.contrib.layers.xavier_initializer()\n').count('import') == 2


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('x = tf.python.ops.array_ops.ones', 'x = tf1.python.ops.array_ops.ones'),
        ('x = tf.core.framework.graph_pb2', 'x = tf1.core.framework.graph_pb2'),
        ('x = tf.pywrap_tensorflow', 'x = tf1.python.pywrap_tensorflow'),
        (
            'import tensorflow.python.ops.nn_ops\nx = tensorflow.python.ops.nn_ops.relu',
            'import tensorflow.python.ops.nn_ops\nx = tf1.python.ops.nn_ops.relu',
        ),
        ('from tensorflow import pywrap_tensorflow as p', 'from tensorflow.python import pywrap_tensorflow as p'),
        ('from tensorflow_core.python.ops import nn_ops', 'from tensorflow.python.ops import nn_ops'),
    ],
)
def test_packages_that_are_no_attributes_any_more(before, after):
    assert body(before + '\n') == after + '\n'


def test_a_standalone_module_has_to_import_them():
    (found,) = blockers(IMPORT + 'x = tf.python.ops.array_ops.ones\n', target='standalone')
    assert found.startswith('2: tensorflow.python is no attribute of TensorFlow any more; import the module: ')
