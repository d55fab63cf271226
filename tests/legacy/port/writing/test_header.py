"""The lines behind, or before, the import of TensorFlow."""

import pytest

from tests.legacy.port.porting import DOOR, IMPORT, TOP, V1, ported


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('"""Doc."""\n' + IMPORT, '"""Doc."""\n' + TOP),
        ('from __future__ import division\n' + IMPORT, 'from __future__ import division\n' + TOP),
        ('import os\n\nif os:\n    import tensorflow as tf\n', f'import os\n\n{DOOR}if os:\n    {V1}'),
        ('x = 1\ndef f():\n    import tensorflow as tf\n', f'{DOOR}x = 1\ndef f():\n    {V1}'),
        (TOP, TOP),
        ('from tf1_ref.compat import tf\nx = tf.zeros([1])\n', 'from tf1_ref.compat import tf\nx = tf.zeros([1])\n'),
    ],
)
def test_where_the_door_is_imported(before, after):
    assert ported(before) == after


def test_what_is_said_above_the_import_of_tensorflow():
    after = ported('import sys\nreload(sys)\nimport os\ndef f(x):\n    return reduce(max, x)\n' + IMPORT)
    assert after == (
        'import sys\nimport importlib\nimportlib.reload(sys)\nimport os\nimport functools\ndef f(x):\n'
        f'    return functools.reduce(max, x)\n{TOP}'
    )
    text = '# tensorflow\nimport inspect\nx = inspect.getargspec(f)\nfrom distutils.version import LooseVersion\n'
    lines = ported(text).splitlines()
    assert lines[2:4] == ['from tf1_ref.legacy.dropped.others import getargspec', 'x = getargspec(f)']


def test_standalone_turns_v2_off_once():
    off = 'tf.disable_v2_behavior()\n'
    assert ported(IMPORT, target='standalone') == V1 + off
    assert ported(V1 + off, target='standalone') == V1 + off


def test_a_module_without_a_name_for_tensorflow_gets_one():
    after = ported('from tensorflow import placeholder\nx = 1\n', target='standalone')
    expected = 'from tensorflow.compat.v1 import placeholder\n' + V1 + 'tf.disable_v2_behavior()\nx = 1\n'
    assert after == expected
    after = ported('from tensorflow import placeholder as tf\n', target='standalone')
    assert 'import tensorflow.compat.v1 as tf_\ntf_.disable_v2_behavior()\n' in after
