"""What names stand for."""

from tests import needs

needs.modules('libcst')

import libcst as cst
import pytest

from tests.legacy.port.porting import no_sibling
from tf1_ref.compat.names import table as api
from tf1_ref.legacy.reading import source
from tf1_ref.legacy.reading.names import Names


def last_expression(text, sibling=no_sibling):
    """What the expression in the last line of a module stands for."""
    parsed = source.parse('a.py', text.encode())
    names = Names(parsed, api.load(), sibling)
    statement = parsed.module.body[-1]
    while not isinstance(statement, cst.SimpleStatementLine):
        statement = statement.body.body[-1]
    return names.of(statement.body[0].value)


@pytest.mark.parametrize(
    ('text', 'name'),
    [
        ('import tensorflow as t\nt.nn.relu', 'tensorflow.nn.relu'),
        ('import tensorflow\ntensorflow.nn', 'tensorflow.nn'),
        ('import tensorflow as tf\nt = tf\nu = t\nu.nn', 'tensorflow.nn'),
        ('import tensorflow as tf\na, b = tf.nn, tf.train\nb.Saver', 'tensorflow.train.Saver'),
        ('from tensorflow import nn as n\nn.relu', 'tensorflow.nn.relu'),
        ('from tensorflow import *\nplaceholder', 'tensorflow.placeholder'),
        ('import tensorflow.contrib.slim as slim\nslim.conv2d', 'tensorflow.contrib.slim.conv2d'),
        ('import tensorflow.compat.v1 as tf\ntf.nn', 'tensorflow.nn'),
        ('from tf1_ref.compat import tf\ntf.contrib', 'tensorflow.contrib'),
        ('import tensorflow as tf\ngetattr(tf.nn, "relu")', 'tensorflow.nn.relu'),
        ('import importlib\nimportlib.import_module("tensorflow.nn")', 'tensorflow.nn'),
        ('__import__("tensorflow")', 'tensorflow'),
        (
            'try:\n    import tensorflow.compat.v1 as tf\nexcept ImportError:\n    import tensorflow as tf\ntf.nn',
            'tensorflow.nn',
        ),
        ('try:\n    import tensorflow as tf\nexcept ImportError:\n    tf = None\ntf.nn', 'tensorflow.nn'),
        ('def f():\n    import tensorflow as tf\n    tf.nn', 'tensorflow.nn'),
        ('import tensorflow as tf\ndef f(t):\n    t.nn\nf(tf)\ndef g():\n    pass\nf(tf).x', None),
        (
            'import tensorflow as tf\nclass A:\n    def f(self):\n        self.t = tf\n        self.t.nn',
            'tensorflow.nn',
        ),
        ('import tensorflow as tf\nif (nn := tf.nn):\n    nn.relu', 'tensorflow.nn.relu'),
        ('import numpy as np\nnp.float', 'numpy.float'),
        ('import glob\nglob.glob', None),
        ('tf.nn', None),
        ('import tensorflow as tf\nx.tf', None),
        ('import tensorflow as tf\ndef f(tf):\n    tf.nn', None),
        ('tf = tf\ntf.nn', None),
    ],
)
def test_names(text, name):
    assert last_expression(text) == name


def test_a_parameter_that_every_call_gives_the_same():
    text = 'import tensorflow as tf\nf(tf)\nf(t=tf)\ndef f(t):\n    t.mul'
    assert last_expression(text) == 'tensorflow.mul'
    assert last_expression(text.replace('f(t=tf)', 'f(os)')) is None


def test_modules_of_the_users_own():
    def sibling(module, level):
        return {'tf': 'tensorflow'} if (module, level) in (('ops', 0), ('ops', 1)) else {}

    assert last_expression('from ops import *\ntf.nn', sibling) == 'tensorflow.nn'
    assert last_expression('from .ops import tf as t\nt.nn', sibling) == 'tensorflow.nn'
    assert last_expression('from others import *\ntf.nn', sibling) is None


def test_a_name_with_two_meanings_is_remembered():
    parsed = source.parse('a.py', b'import tensorflow as tf\nif x:\n    m = tf.nn\nelse:\n    m = tf.train\nm.relu')
    names = Names(parsed, api.load(), no_sibling)
    assert names.of(parsed.module.body[-1].body[0].value) is None
    assert names.ambiguous == {'m stands for tensorflow.nn and tensorflow.train': 6}


def ambiguous(text, has_door=True):
    """The names of several meanings for which a port cannot write one thing."""
    parsed = source.parse('a.py', ('import tensorflow as tf\n' + text).encode())
    names = Names(parsed, api.load(), no_sibling, has_door)
    names.nodes_that_matter()
    return [what.split()[0] for what in names.ambiguous]


@pytest.mark.parametrize(
    'text',
    [
        # Nothing is asked of it, and what is bound to it is rewritten where that is done.
        'def f(a):\n    m = tf.keras.layers if a else 0\n    if a:\n        m = tf.layers\n    return m',
        # Each of the modules has it where it was.
        'if x:\n    m = tf.nn\nelse:\n    m = tf.math\nm.softplus',
        # All that is asked of modules of the door is theirs.
        'if x:\n    m = tf.contrib.rnn\nelse:\n    m = tf.nn.rnn_cell\nm.GRUCell(3)',
        # One of the branches is never reached.
        'try:\n    from tensorflow.python.ops.rnn import rnn_cell_impl as r\n    m = r\nexcept ImportError:\n'
        '    from tensorflow.contrib.rnn.python.ops import core_rnn_cell as m\nm.LSTMStateTuple',
        'from tensorflow.python.ops import summary_op_util as s\ntry:\n'
        '    from tensorflow.python.distribute import summary_op_util as m\nexcept ImportError:\n'
        '    m = s\nm.skip_summary()',
    ],
)
def test_a_name_with_two_meanings_that_may_stay(text):
    assert ambiguous(text) == []


@pytest.mark.parametrize(
    'text',
    [
        'if x:\n    m = tf.nn\nelse:\n    m = tf.train\nm.rnn_cell.GRUCell',  # of the door, which m is not
        'if x:\n    m = tf.nn\nelse:\n    m = tf.contrib.rnn\nm.no_such_name',
        'if x:\n    m = tf\nelse:\n    m = tf.math\nm.mul',  # before 1.0
        # Whether the branch is reached is for another library to say.
        'try:\n    import other\n    m = tf.contrib.layers\nexcept ImportError:\n    m = tf\nm.rnn',
    ],
)
def test_a_name_with_two_meanings_that_may_not_stay(text):
    assert ambiguous(text) == ['m']


def test_without_the_door_what_is_gone_may_not_stay():
    text = 'if x:\n    m = tf.contrib.rnn\nelse:\n    m = tf.nn.rnn_cell\nm.GRUCell(3)'
    assert ambiguous(text, has_door=False) == ['m']
