"""Import statements."""

import pytest

from tests.legacy.port.porting import DOOR, TOP, V1, blockers, ported


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('import tensorflow as tf\n', TOP),
        ('import tensorflow\n', DOOR + 'import tensorflow.compat.v1 as tensorflow\n'),
        ('import tensorflow as t, os\n', DOOR + 'import tensorflow.compat.v1 as t, os\n'),
        ('import tensorflow as tf; import os\n', DOOR + 'import tensorflow.compat.v1 as tf; import os\n'),
        ('from tensorflow import placeholder\n', DOOR + 'from tensorflow.compat.v1 import placeholder\n'),
        ('from tensorflow import nn as n, mul\n', DOOR + 'from tensorflow.compat.v1 import nn as n, multiply as mul\n'),
        ('from tensorflow import *\n', DOOR + 'from tensorflow.compat.v1 import *\n'),
        ('from tensorflow.contrib import layers\n', DOOR + 'from tf1_ref.compat.contrib import layers\n'),
        ('from tensorflow import contrib\n', DOOR + 'from tf1_ref.compat import contrib\n'),
        ('import tensorflow.contrib.layers as L\n', DOOR + 'import tf1_ref.compat.contrib.layers as L\n'),
        (
            'from tensorflow.contrib.layers import (\n    xavier_initializer,  # X\n)\n',
            DOOR + 'from tf1_ref.compat.contrib.layers import (\n    xavier_initializer,  # X\n)\n',
        ),
        (
            'from tensorflow import float32, contrib\n',
            DOOR + 'from tensorflow.compat.v1 import float32\nfrom tf1_ref.compat import contrib\n',
        ),
        (
            'from tensorflow.examples.tutorials.mnist import input_data\n',
            'from tf1_ref.data import input_data\n',
        ),
        (
            'import tensorflow.examples.tutorials.mnist.input_data as mnist_data\n',
            'import tf1_ref.data.input_data as mnist_data\n',
        ),
        (
            'from tensorflow.examples.tutorials.mnist.input_data import read_data_sets as read\n',
            'from tf1_ref.data.input_data import read_data_sets as read\n',
        ),
        (
            'from tensorflow.python.framework import ops\n',
            DOOR + 'from tensorflow.python.framework import ops\n',
        ),
    ],
)
def test_statements(before, after):
    assert ported(before) == after
    assert ported(after) == after


def test_the_comment_above_stays_above():
    text = '"""Doc."""\nimport os\n\n# The framework.\nimport tensorflow as tf  # here\n'
    expected = '"""Doc."""\nimport os\n\n# The framework.\n' + DOOR + V1.replace('\n', '  # here\n')
    assert ported(text) == expected


def test_imports_in_functions_and_in_try():
    text = (
        'def f():\n    import tensorflow as tf\n    return tf.zeros([1])\n\n\n'
        'try:\n    import tensorflow.compat.v1 as tf\nexcept ImportError:\n    import tensorflow as tf\n'
    )
    after = ported(text)
    assert '    import tensorflow.compat.v1 as tf\n    return' in after
    assert after.endswith('except ImportError:\n    import tensorflow.compat.v1 as tf\n')
    assert after.count(DOOR) == 1


@pytest.mark.parametrize('text', ['import tensorflow_hub as hub\n', 'import os  # tensorflow\n', 'x = "tensorflow"\n'])
def test_others_stay(text):
    assert ported(text) == text


def test_standalone():
    text = (
        'import tensorflow as tf\nfrom tensorflow.examples.tutorials.mnist import input_data\n'
        'from tensorflow.contrib.layers import flatten as f\n'
    )
    after = ported(text, target='standalone')
    assert after.startswith(V1 + 'import math\ntf.disable_v2_behavior()\n')
    assert '\n\ndef f(inputs' in after and after.endswith('\nimport input_data\n')
    assert 'contrib import' not in after and 'tf1_ref' not in after


def test_a_module_that_is_gone():
    (found,) = blockers('from tensorflow.contrib import tensorrt\n')
    assert found.startswith('1: tensorflow.contrib.tensorrt is not supported: it needs TensorRT, ')


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('from tensorflow.layers import dense, conv2d as c\n', 'dense = tf1.layers.dense\nc = tf1.layers.conv2d\n'),
        ('from tensorflow.nn import rnn_cell\n', 'rnn_cell = tf1.nn.rnn_cell\n'),
        ('from tensorflow import layers\n', 'from tf1_ref.compat.tf import layers\n'),
        ('from keras.layers import Dense\n', 'Dense = tf1.keras.layers.Dense\n'),
        ('import keras\nx = keras.backend.get_session()\n', None),
        (
            'from tensorflow.contrib.framework.python.ops import arg_scope\n',
            'from tf1_ref.compat.contrib.framework import arg_scope\n',
        ),
        ('import tensorflow.compat.v2 as tf2\n', 'import tensorflow.compat.v2 as tf2\n'),
        ('from tensorflow.contrib.autograph import convert\n', 'convert = tf1.contrib.autograph.convert\n'),
        ('import tensorflow.contrib.proto as p\n', 'from tf1_ref.compat.contrib import proto as p\n'),
        (
            'import tensorflow.contrib.framework.python.ops.arg_scope as a\n',  # a function, on 1.15.5 too
            'from tf1_ref.compat.contrib.framework import arg_scope as a\n',
        ),
        ('import tensorflow.contrib.slim.nets as n\n', 'from tf1_ref.compat.contrib.slim import nets as n\n'),
        ('from tensorflow.contrib import hooks\n', 'from tf1_ref.compat.contrib import hooks\n'),
    ],
)
def test_what_hangs_from_the_door_is_no_module(before, after):
    found = ported('import tensorflow as tf\n' + before)
    if after is None:
        after = 'from tf1_ref.compat.tf import keras\nx = keras.backend.get_session()\n'
    assert found == DOOR + V1 + after
    assert ported(found) == found


def test_of_an_import_and_its_fallback_the_one_that_1_15_took_counts():
    text = (
        'import tensorflow as tf\ntry:\n    from tensorflow.contrib import rnn\nexcept ImportError:\n'
        '    from tensorflow.models.rnn import rnn\nc = rnn.GRUCell(3)\nd = rnn.NoSuchCell(3)\n'
    )
    assert [one.partition(' is not known')[0] for one in blockers(text)] == ['7: tensorflow.contrib.rnn.NoSuchCell']
    swapped = text.replace('contrib import', 'x import').replace('models.rnn import', 'contrib import')
    assert [one.partition(':')[0] for one in blockers(swapped)] == ['7']


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        (
            'from tensorflow.python.debug.lib.session_debug_testlib import xrange\n',
            'from builtins import range as xrange\n',
        ),
        (
            'from tensorflow.python.util.compat_internal import as_str_any as text\n',
            'from tensorflow.compat import as_str_any as text\n',
        ),
        (
            'from tensorflow.python.framework.test_ops import _kwarg_only\n',
            'from tensorflow.python.util.tf_export import kwarg_only as _kwarg_only\n',
        ),
    ],
)
def test_what_has_moved_within_tensorflow_is_imported_from_where_it_is(before, after):
    found = ported(before)
    assert sorted(found.splitlines(keepends=True)) == sorted([DOOR, after])
    assert ported(found) == found
