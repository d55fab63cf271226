import numpy as np

from tests.graph_support import run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.models import srcnn

IMAGES = np.random.RandomState(0).rand(5, 28, 28, 1).astype(np.float32)


def build():
    H = srcnn.placeholders()
    L = srcnn.degrade(H)
    return H, L, srcnn.srcnn(L, H)


def test_variables_in_order():
    build()
    assert [(name, shape, trainable) for name, shape, _, trainable, _ in variable_table()] == [
        ('conv1/W', [3, 3, 1, 8], True),
        ('conv1/b', [8], True),
        ('conv2/W', [3, 3, 8, 8], True),
        ('conv2/b', [8], True),
        ('conv3/W', [3, 3, 8, 1], True),
        ('conv3/b', [1], True),
    ]


def test_end_points():
    H, L, end_points = build()
    assert [(t.op.name, t.op.type, t.get_shape().as_list()) for t in (H, L)] == [
        ('Placeholder', 'Placeholder', [None, 28, 28, 1]),
        ('ResizeNearestNeighbor', 'ResizeNearestNeighbor', [None, 28, 28, 1]),
    ]
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in end_points.items()} == {
        'conv1': ('conv1/add', [None, 28, 28, 8]),
        'conv2': ('conv2/add', [None, 28, 28, 8]),
        'pred': ('conv3/add', [None, 28, 28, 1]),
        'cost': ('Mean', []),
    }


def test_names_under_an_outer_scope_and_with_reuse():
    H = srcnn.placeholders()
    L = srcnn.degrade(H)
    with tf.variable_scope('outer'):
        first = srcnn.srcnn(L, H)
    with tf.variable_scope('outer', reuse=True):
        second = srcnn.srcnn(L, H)
    assert variable_names() == [f'outer/conv{number}/{name}' for number in (1, 2, 3) for name in 'Wb']
    assert (first['pred'].op.name, second['pred'].op.name) == ('outer/conv3/add', 'outer_1/conv3/add')
    one, other = run([first['pred'], second['pred']], {H: IMAGES})
    np.testing.assert_array_equal(one, other)


def test_the_slide_s_degradation_keeps_every_fourth_pixel():
    """TensorFlow 1's `resize_bicubic` does not smooth: a quarter of the size is every fourth pixel, exactly."""
    H = srcnn.placeholders()
    low = IMAGES[:, ::4, ::4]
    np.testing.assert_array_equal(run(srcnn.degrade(H), {H: IMAGES}), low.repeat(4, axis=1).repeat(4, axis=2))


def test_bicubic_up_sampling_is_that_of_the_same_values():
    H = srcnn.placeholders()
    up = srcnn.bicubic(srcnn.degrade(H))
    assert (up.op.type, up.get_shape().as_list()) == ('ResizeBicubic', [None, 28, 28, 1])
    low = IMAGES[:, ::4, ::4, 0].astype(np.float64)
    weights = bicubic_weights(7, 28)
    np.testing.assert_allclose(run(up, {H: IMAGES})[..., 0], weights @ low @ weights.T, atol=1e-6)


def test_prediction_and_cost():
    H, L, end_points = build()
    fetches = [L, end_points, {name: value_of(name) for name in variable_names()}]
    h, found, weights = run(fetches, {H: IMAGES})
    for number, name in ((1, 'conv1'), (2, 'conv2'), (3, 'pred')):
        h = convolution(h.astype(np.float64), weights[f'conv{number}/W'], weights[f'conv{number}/b'])
        np.testing.assert_allclose(found[name], h, atol=1e-5)
        h = np.maximum(h, 0)
    np.testing.assert_allclose(found['cost'], np.mean((found['pred'] - IMAGES) ** 2), rtol=1e-5)


def test_images_of_any_size():
    L = tf.placeholder(tf.float32, [None, None, None, 1])
    pred = srcnn.srcnn(L, L)['pred']
    assert pred.get_shape().as_list() == [None, None, None, 1]
    assert run(pred, {L: np.ones([3, 11, 13, 1])}).shape == (3, 11, 13, 1)


def convolution(x, W, b):
    """Zero-padded convolution with 3x3 filters."""
    height, width = x.shape[1:3]
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return b + sum(padded[:, i : i + height, j : j + width] @ W[i, j] for i in range(3) for j in range(3))


def bicubic_weights(size, new_size):
    """Matrix `[new_size, size]` of Keys' cubic convolution, a = -0.75, as TensorFlow 1 places it: no half pixels."""
    weights = np.zeros([new_size, size])
    for row, position in enumerate(np.arange(new_size) * size / new_size):
        for neighbour in range(int(position) - 1, int(position) + 3):
            d = abs(position - neighbour)
            near, far = (1.25 * d - 2.25) * d * d + 1, ((-0.75 * d + 3.75) * d - 6) * d + 3
            weights[row, np.clip(neighbour, 0, size - 1)] += near if d <= 1 else far
    return weights
