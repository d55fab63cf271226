"""Dimensions that are no whole numbers: what 1.15.5 took and current TensorFlow refuses, as was tried on both."""

import pytest

from tests.legacy.port.porting import IMPORT, V1, port


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ("v = tf.get_variable('v', [1, True, 4])", "v = tf.get_variable('v', [1, 1, 4])"),
        ("v = tf.get_variable('v', dtype=t, shape=(2.0, n))", "v = tf.get_variable('v', dtype=t, shape=(2, n))"),
        ('x = tf.placeholder(tf.float32, [None, False])', 'x = tf.placeholder(tf.float32, [None, 0])'),
        ('x.set_shape([None, 3.0])', 'x.set_shape([None, 3])'),
        ('s = tf.TensorShape([2., 3])', 's = tf.TensorShape([2, 3])'),
        ('d = tf.Dimension(4e1)', 'd = tf.Dimension(40)'),
    ],
)
def test_a_standalone_module_gets_whole_numbers(before, after):
    text, findings = port(f'{IMPORT}{before}\n', target='standalone')
    assert text == f'{V1}tf.disable_v2_behavior()\n{after}\n'
    assert [one.rule for one in findings if one.line == 2] == ['dimensions']


@pytest.mark.parametrize('target', ['compat', 'standalone'])
@pytest.mark.parametrize(
    'line',
    [
        "v = tf.get_variable('v', [1, n, 4], trainable=True)",
        'x = tf.zeros([2, True])',
        'x = tf.placeholder(tf.float32, [2.5])',
        'x = tf.constant(2.0, shape=[2])',
    ],
)
def test_others_stay(line, target):
    text, findings = port(f'{IMPORT}{line}\n', target=target)
    assert text.endswith(f'\n{line}\n') and [one for one in findings if one.rule == 'dimensions'] == []


def test_with_this_project_s_modules_they_are_taken():
    line = "v = tf.get_variable('v', [1, True, 4])\n"
    assert port(IMPORT + line)[0].endswith(line)
