"""Modules of TensorFlow as values."""

import pytest

from tests import needs
from tests.legacy.port.porting import IMPORT, TOP, body, port


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('build(tf.nn)', 'build(tf1.nn)'),
        ('build(module=tf)', 'build(module=tf1)'),
        ('def f():\n    return tf.nn', 'def f():\n    return tf1.nn'),
        ('self.tf = tf', 'self.tf = tf1'),
        ('all = [tf.nn, {"it": tf}]', 'all = [tf1.nn, {"it": tf1}]'),
        ('def f(api=tf): pass', 'def f(api=tf1): pass'),
        ('n = tf.nn\nbuild(n)', 'n = tf.nn\nbuild(tf1.nn)'),
    ],
)
def test_the_door_s_module_is_the_value(before, after):
    assert body(f'{before}\n') == f'{after}\n'
    assert port(TOP + after + '\n') == (TOP + after + '\n', [])


@pytest.mark.parametrize(
    'line',
    [
        'build(tf.train)',  # of which TensorFlow has lost nothing
        'n = tf.nn',
        'build(tf.nn.relu, n)',
        'print(hasattr(tf.nn, "relu"))',
        'with mock.patch.object(tf.nn, "relu"): pass',
        'help(tf)',
    ],
)
def test_others_stay(line):
    text, findings = port(f'{IMPORT}{line}\n')
    assert text == f'{TOP}{line}\n' and [one for one in findings if one.rule == 'held'] == []


def test_a_standalone_module_is_told():
    text, findings = port(f'{IMPORT}build(tf.nn)\n', target='standalone')
    assert text.endswith('\nbuild(tf.nn)\n')
    assert [(one.line, one.kind) for one in findings if one.rule == 'held'] == [(2, 'note')]


def test_what_is_asked_of_the_value_is_there():
    """By the ported module; TensorFlow's own `tf.nn` has no cells."""
    needs.modules('tf_keras')
    names = {}
    exec(port(IMPORT + 'def f(nn):\n    return nn.rnn_cell.LSTMCell\n\n\ncell = f(tf.nn)\n')[0], names)
    assert names['cell'].__name__ == 'LSTMCell'
