import numpy as np
import pytest

from tests.graph_support import run, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.models.resnet import resnet


def build(**arguments):
    x, y = tf.placeholder(tf.float32, [None, 28, 28, 1]), tf.placeholder(tf.float32, [None, 10])
    is_train = tf.placeholder(tf.bool, [])
    return x, y, is_train, resnet(x, y, is_train, **arguments)


def trainable():
    return [(name, shape) for name, shape, _, is_trainable, _ in variable_table() if is_trainable]


def test_trainable_variables_in_order():
    build()
    assert trainable() == [
        ('conv0/W', [3, 3, 1, 16]),
        ('conv0/b', [16]),
        ('block1/bn1/beta', [16]),
        ('block1/bn1/gamma', [16]),
        ('block1/conv1/W', [3, 3, 16, 16]),
        ('block1/conv1/b', [16]),
        ('block1/bn2/beta', [16]),
        ('block1/bn2/gamma', [16]),
        ('block1/conv2/W', [3, 3, 16, 16]),
        ('block1/conv2/b', [16]),
        ('block2/bn1/beta', [16]),
        ('block2/bn1/gamma', [16]),
        ('block2/shortcut/W', [1, 1, 16, 32]),
        ('block2/shortcut/b', [32]),
        ('block2/conv1/W', [3, 3, 16, 32]),
        ('block2/conv1/b', [32]),
        ('block2/bn2/beta', [32]),
        ('block2/bn2/gamma', [32]),
        ('block2/conv2/W', [3, 3, 32, 32]),
        ('block2/conv2/b', [32]),
        ('block3/bn1/beta', [32]),
        ('block3/bn1/gamma', [32]),
        ('block3/shortcut/W', [1, 1, 32, 64]),
        ('block3/shortcut/b', [64]),
        ('block3/conv1/W', [3, 3, 32, 64]),
        ('block3/conv1/b', [64]),
        ('block3/bn2/beta', [64]),
        ('block3/bn2/gamma', [64]),
        ('block3/conv2/W', [3, 3, 64, 64]),
        ('block3/conv2/b', [64]),
        ('bn/beta', [64]),
        ('bn/gamma', [64]),
        ('fc/W', [64, 10]),
        ('fc/b', [10]),
    ]


def test_moving_averages_are_not_trainable():
    build()
    others = [name for name, _, _, is_trainable, _ in variable_table() if not is_trainable]
    assert len(others) == 7 * 6  # seven BatchNorms
    assert others[:6] == [
        'block1/bn1/moving_mean',
        'block1/bn1/moving_variance',
        'block1/bn1/block1/bn1/moving_mean/biased',
        'block1/bn1/block1/bn1/moving_mean/local_step',
        'block1/bn1/block1/bn1/moving_variance/biased',
        'block1/bn1/block1/bn1/moving_variance/local_step',
    ]


def test_end_points():
    *_, end_points = build()
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in end_points.items()} == {
        'conv0': ('conv0/add', [None, 28, 28, 16]),
        'block1': ('block1/add', [None, 28, 28, 16]),
        'block2': ('block2/add', [None, 14, 14, 32]),
        'block3': ('block3/add', [None, 7, 7, 64]),
        'logit': ('fc/add', [None, 10]),
        'pred': ('Softmax', [None, 10]),
        'cost': ('Mean_1', []),
    }


@pytest.mark.parametrize(
    ('blocks', 'channels'),
    [(3, [5, 10, 20]), (4, [5, 5, 10, 20]), (5, [5, 5, 10, 10, 20]), (7, [5, 5, 5, 10, 10, 20, 20])],
)
def test_depth_and_width(blocks, channels):
    *_, end_points = build(blocks=blocks, channels=5, stem_stride=2)
    sizes = {5: 14, 10: 7, 20: 4}
    found = [end_points[f'block{number + 1}'].get_shape().as_list() for number in range(blocks)]
    assert found == [[None, sizes[c], sizes[c], c] for c in channels]


def test_too_few_blocks():
    with pytest.raises(InputError, match='at least 3 blocks, one per stage, got 2'):
        build(blocks=2)
    assert variable_names() == []


def test_the_flag_switches_between_batch_and_moving_averages():
    x, y, is_train, end_points = build(channels=3)
    feed = {x: np.random.RandomState(0).rand(7, 28, 28, 1), y: np.eye(10)[:7]}
    training = run(end_points['pred'], {**feed, is_train: True})
    inference = run(end_points['pred'], {**feed, is_train: False})
    assert training.shape == inference.shape == (7, 10)
    np.testing.assert_allclose(training.sum(1), np.ones(7), rtol=1e-5)
    assert not np.allclose(training, inference)
