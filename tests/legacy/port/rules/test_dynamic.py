"""Names that are only known when the program runs."""

import pytest

from tests.legacy.port.porting import IMPORT, TOP, blockers, body, port


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('act = getattr(tf.nn, name)', 'act = getattr(tf1.nn, name)'),
        ('f = getattr(tf, "reduce_" + kind, None)', 'f = getattr(tf1, "reduce_" + kind, None)'),
        ('if hasattr(tf.layers, name): pass', 'if hasattr(tf1.layers, name): pass'),
        ('t = tf.train\nopt = getattr(t, FLAGS.opt)', 't = tf.train\nopt = getattr(tf1.train, FLAGS.opt)'),
    ],
)
def test_the_door_is_asked(before, after):
    assert body(f'{before}\n') == f'{after}\n'
    _, findings = port(f'{IMPORT}{before}\n')
    assert [one.kind for one in findings if one.rule == 'dynamic'] == ['note']


@pytest.mark.parametrize(
    'line', ['a = getattr(tf.nn, "relu")', 'a = getattr(x, name)', 'a = getattr(np.random, name)', 'a = eval("x.y")']
)
def test_others_stay(line):
    after, findings = port(f'{IMPORT}{line}\n')
    assert after == f'{TOP}{line}\n' and [one for one in findings if one.rule == 'dynamic'] == []


def test_standalone_where_something_is_gone():
    found = blockers(IMPORT + 'cell = getattr(tf.nn.rnn_cell, name)\n', target='standalone')
    assert any('tensorflow.nn.rnn_cell has lost BasicLSTMCell, BasicRNNCell, DeviceWrapper' in one for one in found)
    assert blockers(IMPORT + 'act = getattr(tf.nn, name)\n', target='standalone') == []


@pytest.mark.parametrize('line', ['a = eval("tf.nn." + name)', 'exec("y = tf.zeros([1])")'])
def test_text_that_is_evaluated_is_noted(line):
    _, findings = port(f'{IMPORT}{line}\n')
    assert [(one.line, one.kind) for one in findings if one.rule == 'dynamic'] == [(2, 'note')]
