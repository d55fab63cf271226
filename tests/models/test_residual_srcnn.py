import numpy as np
import pytest

from tests.graph_support import run, value_of, variable_names, variable_table
from tests.models.test_srcnn import IMAGES, bicubic_weights, convolution
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.models import srcnn
from tf1_ref.models.residual_srcnn import reach, residual_srcnn


def build(**arguments):
    H = srcnn.placeholders()
    L = srcnn.degrade(H)
    return H, L, residual_srcnn(L, H, **arguments)


def test_variables_in_order():
    build(depth=2, channels=11)
    assert [(name, shape, trainable) for name, shape, _, trainable, _ in variable_table()] == [
        ('conv0/W', [3, 3, 1, 11], True),
        ('conv0/b', [11], True),
        ('block1/conv1/W', [3, 3, 11, 11], True),
        ('block1/conv1/b', [11], True),
        ('block1/conv2/W', [3, 3, 11, 11], True),
        ('block1/conv2/b', [11], True),
        ('block2/conv1/W', [3, 3, 11, 11], True),
        ('block2/conv1/b', [11], True),
        ('block2/conv2/W', [3, 3, 11, 11], True),
        ('block2/conv2/b', [11], True),
        ('detail/W', [3, 3, 11, 16], True),
        ('detail/b', [16], True),
    ]


def test_end_points():
    *_, end_points = build(depth=2, channels=11)
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in end_points.items()} == {
        'low': ('strided_slice', [None, 7, 7, 1]),
        'conv0': ('conv0/add', [None, 17, 17, 11]),
        'block1': ('block1/add', [None, 13, 13, 11]),
        'block2': ('block2/add', [None, 9, 9, 11]),
        'detail': ('DepthToSpace', [None, 28, 28, 1]),
        'pred': ('add', [None, 28, 28, 1]),
        'cost': ('Mean', []),
    }


@pytest.mark.parametrize('depth', [0, 1, 3, 5])
def test_depth(depth):
    *_, end_points = build(depth=depth, channels=2)
    assert [name for name in end_points if name.startswith('block')] == [f'block{i + 1}' for i in range(depth)]
    assert len(variable_names()) == 2 * (2 + 2 * depth)


def test_names_under_an_outer_scope_and_with_reuse():
    H = srcnn.placeholders()
    L = srcnn.degrade(H)
    with tf.variable_scope('outer'):
        first = residual_srcnn(L, H, depth=1, channels=3)
    with tf.variable_scope('outer', reuse=True):
        second = residual_srcnn(L, H, depth=1, channels=3)
    scopes = ('conv0', 'block1/conv1', 'block1/conv2', 'detail')
    assert variable_names() == [f'outer/{scope}/{name}' for scope in scopes for name in 'Wb']
    assert (first['block1'].op.name, second['block1'].op.name) == ('outer/block1/add', 'outer_1/block1/add')
    one, other = run([first['pred'], second['pred']], {H: IMAGES})
    np.testing.assert_array_equal(one, other)


def test_prediction_and_cost():
    H, _, end_points = build(depth=2, channels=11)
    found, weights = run([end_points, {name: value_of(name) for name in variable_names()}], {H: IMAGES})

    def conv(x, scope):
        return convolution(x, weights[f'{scope}/W'], weights[f'{scope}/b'])[:, 1:-1, 1:-1]

    low = IMAGES[:, ::4, ::4].astype(np.float64)
    h = conv(np.pad(low, ((0, 0), (6, 6), (6, 6), (0, 0))), 'conv0')
    for block in ('block1', 'block2'):
        h = h[:, 2:-2, 2:-2] + conv(np.maximum(conv(np.maximum(h, 0), f'{block}/conv1'), 0), f'{block}/conv2')
        np.testing.assert_allclose(found[block], h, atol=1e-5)
    h = conv(np.maximum(h, 0), 'detail')
    detail = h.reshape(5, 7, 7, 4, 4).transpose(0, 1, 3, 2, 4).reshape(5, 28, 28)
    np.testing.assert_allclose(found['detail'][..., 0], detail, atol=1e-5)
    weights = bicubic_weights(7, 28)
    np.testing.assert_allclose(found['pred'][..., 0], weights @ low[..., 0] @ weights.T + detail, atol=1e-5)
    np.testing.assert_allclose(found['cost'], np.mean((found['pred'] - IMAGES) ** 2), rtol=1e-5)


@pytest.mark.parametrize('depth', [0, 1, 2])
def test_the_network_reaches_as_far_as_it_says(depth):
    """A change of one value changes what lies `reach` values away, and nothing farther."""
    L = tf.placeholder(tf.float32, [None, 4 * 19, 4 * 17, 1])
    detail = residual_srcnn(L, L, depth=depth, channels=7)['detail']
    low = np.random.RandomState(1).rand(2, 19, 17, 1)
    low[1] = low[0]
    low[1, 9, 8] += 3
    one, other = run(detail, {L: low.repeat(4, 1).repeat(4, 2)})[..., 0].reshape(2, 19, 4, 17, 4)
    rows, columns = np.nonzero((one != other).any((1, 3)))
    assert (rows.min(), rows.max()) == (9 - reach(depth), 9 + reach(depth))
    assert (columns.min(), columns.max()) == (8 - reach(depth), 8 + reach(depth))


def test_the_same_wherever_it_lies():
    """The reason for the one black margin: a digit's prediction does not depend on the black around it."""
    H, L, end_points = build(depth=2, channels=5)
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        larger = tf.pad(L, [[0, 0], [4, 12], [8, 4], [0, 0]])
        detail = residual_srcnn(larger, larger, depth=2, channels=5)['detail'][:, 4:-12, 8:-4]
    one, other = run([end_points['detail'], detail], {H: IMAGES})
    np.testing.assert_allclose(one, other, atol=1e-5)


def test_images_of_any_size():
    L = tf.placeholder(tf.float32, [None, None, None, 1])
    pred = residual_srcnn(L, L, depth=1, channels=3)['pred']
    assert run(pred, {L: np.ones([3, 4 * 11, 4 * 13, 1])}).shape == (3, 44, 52, 1)


def test_sizes_that_hold_no_whole_tiles():
    L = tf.placeholder(tf.float32, [None, 28, 30, 1])
    with pytest.raises(InputError, match=r'height and width that are multiples of 4, got \[28, 30\]'):
        residual_srcnn(L, L)
    assert variable_names() == []
