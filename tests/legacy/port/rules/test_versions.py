"""Code that asks for TensorFlow's version."""

import pytest

from tests.legacy.port.porting import IMPORT, port


@pytest.mark.parametrize(
    'line',
    [
        'old = tf.__version__ < "1.0"',
        'old = tf.VERSION.startswith("0.")',
        'major = tf.__version__.split(".")[0]',
        'v = LooseVersion(tf.__version__)',
        'old = tf.__version__[0] == "0"',
    ],
)
def test_it_is_noted(line):
    _, findings = port(IMPORT + line + '\n')
    assert [(one.line, one.rule) for one in findings if one.kind == 'note'] == [(2, 'versions')]


def test_printing_it_is_not():
    _, findings = port(IMPORT + 'print(tf.__version__)\n')
    assert [one for one in findings if one.kind == 'note'] == []
