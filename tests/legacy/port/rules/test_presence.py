"""Questions about what TensorFlow has."""

import pytest

from tests.legacy.port.porting import IMPORT, body, port


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ("x = hasattr(tf, 'contrib')", "x = hasattr(tf1, 'contrib')"),
        ("x = 'contrib' in dir(tf)", "x = 'contrib' in dir(tf1)"),
        ("x = 'contrib' not in vars(tf)", "x = 'contrib' not in dir(tf1)"),
        ("x = 'contrib' in tf.__dict__", "x = 'contrib' in dir(tf1)"),
        ("x = 'contrib' in tf.__dict__.keys()", "x = 'contrib' in dir(tf1)"),
        ("if not hasattr(tf.nn, 'rnn_cell'):\n    pass", "if not hasattr(tf1.nn, 'rnn_cell'):\n    pass"),
    ],
)
def test_asks_the_door(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    'text',
    ["x = hasattr(tf, 'Session')", "x = hasattr(y, 'contrib')", "x = 'a' in dir(y)", "x = hasattr(tf, 'nothing')"]
    + ["x = 'nothing' in tf.__dict__, 'Session' in vars(tf)"],
)
def test_others_stay(text):
    assert body(text + '\n') == text + '\n'


@pytest.mark.parametrize(
    ('text', 'target', 'what'),
    [
        ("x = hasattr(tf, 'contrib')", 'standalone', "hasattr(tensorflow, 'contrib') is no longer true"),
        ('x = tf.test.is_built_with_cuda()', 'compat', 'tensorflow.test.is_built_with_cuda: today'),
    ],
)
def test_notes(text, target, what):
    _, findings = port(IMPORT + text + '\n', target=target)
    assert [one.what.startswith(what) for one in findings if one.rule == 'presence'] == [True]
