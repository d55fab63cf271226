"""Names from before TensorFlow 1.0."""

import pytest

from tests.legacy.port.porting import body, ported
from tf1_ref.compat.names import table as api
from tf1_ref.legacy.port.rules import renamed


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('tf.mul(a, b)', 'tf.multiply(a, b)'),
        ('tf.train.SummaryWriter("d", g)', 'tf.summary.FileWriter("d", g)'),
        ('tf.nn.rnn(c, x)', 'tf.nn.static_rnn(c, x)'),
        ('tf.scalar_summary(tags="t", values=v)', 'tf.summary.scalar(name="t", tensor=v)'),
        ('map(tf.neg, xs)', 'map(tf.negative, xs)'),
        ('getattr(tf, "pack")(a)', 'tf.stack(a)'),
        ('tf.select(c, t=a, e=b)', 'tf.where(c, x=a, y=b)'),
        ('tf.batch_matmul(a, b)', 'tf.matmul(a, b)'),
        ('tf.batch_matmul(a, b, adj_y=True)', 'tf.matmul(a, b, adjoint_b=True)'),
        ('tf.batch_matmul(a, b, False, True)', 'tf.matmul(a=a, b=b, adjoint_a=False, adjoint_b=True)'),
        ('tf.split_v(x, size_splits=[1, 2], split_dim=1)', 'tf.split(x, num_or_size_splits=[1, 2], axis=1)'),
        ('tf.types.float32', 'tf.dtypes.float32'),
        ('tf.nn.seq2seq.sequence_loss(a, b, c)', 'tf1.contrib.legacy_seq2seq.sequence_loss(a, b, c)'),
        ('tf.nn.rnn_cell.linear(a, 3, True)', 'tf1.contrib.rnn._linear(a, 3, True)'),
    ],
)
def test_rewrites(before, after):
    assert body(f'y = {before}\n') == f'y = {after}\n'


def test_by_way_of_a_module_in_a_variable():
    assert body('image = tf.image\ny = image.per_image_whitening(x)\n').endswith(
        'y = image.per_image_standardization(x)\n'
    )
    assert body('t = tf.train\nw = t.SummaryWriter("d")\n').endswith('w = tf.summary.FileWriter("d")\n')


def test_through_a_star_import():
    text = 'from tensorflow import *\ny = mul(1, 2)\n'
    assert ported(text.replace('mul', 'multiply')).endswith('y = multiply(1, 2)\n')


@pytest.mark.parametrize('line', ['y = tf.multiply(a, b)', 'y = np.mul(a, b)', 'y = tf.train.Saver()', 'mul = 3'])
def test_others_stay(line):
    assert body(f'{line}\n') == f'{line}\n'


def test_every_name_was_lost_and_its_successor_is_there():
    tables = api.load()
    for old, new in renamed.NAMES.items():
        assert not tables.missing_in(f'tensorflow.{old}') or old == 'types', old
        name = f'tensorflow.{new}'
        assert tables.missing_in(name) == [] or tables.given_back(name) or new.endswith('._linear'), new
