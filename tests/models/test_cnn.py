import numpy as np

from tests.graph_support import run, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.models.cnn import cnn, placeholders


def test_variables_in_order():
    cnn(*placeholders())
    assert [(name, shape, trainable) for name, shape, _, trainable, _ in variable_table()] == [
        ('conv1/W', [3, 3, 1, 4], True),
        ('conv1/b', [4], True),
        ('conv2/W', [3, 3, 4, 8], True),
        ('conv2/b', [8], True),
        ('fc1/W', [392, 10], True),
        ('fc1/b', [10], True),
    ]


def test_end_points():
    x, y = placeholders()
    assert [(t.op.name, t.get_shape().as_list()) for t in (x, y)] == [
        ('Placeholder', [None, 28, 28, 1]),
        ('Placeholder_1', [None, 10]),
    ]
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in cnn(x, y).items()} == {
        'conv1': ('conv1/add', [None, 28, 28, 4]),
        'pool1': ('MaxPool', [None, 14, 14, 4]),
        'conv2': ('conv2/add', [None, 14, 14, 8]),
        'pool2': ('MaxPool_1', [None, 7, 7, 8]),
        'logit': ('fc1/add', [None, 10]),
        'pred': ('Softmax', [None, 10]),
        'cost': ('Mean', []),
    }


def test_names_under_an_outer_scope_and_with_reuse():
    x, y = placeholders()
    with tf.variable_scope('outer'):
        first = cnn(x, y)
    with tf.variable_scope('outer', reuse=True):
        second = cnn(x, y)
    assert variable_names() == [
        'outer/conv1/W',
        'outer/conv1/b',
        'outer/conv2/W',
        'outer/conv2/b',
        'outer/fc1/W',
        'outer/fc1/b',
    ]
    assert (first['logit'].op.name, second['logit'].op.name) == ('outer/fc1/add', 'outer_1/fc1/add')


def test_the_cost_is_the_sigmoid_s_and_the_prediction_the_softmax_s():
    """The slide pairs the two, and so does the module."""
    x, y = placeholders()
    end_points = cnn(x, y)
    random = np.random.RandomState(0)
    labels = np.eye(10)[random.randint(10, size=13)]
    found = run(end_points, {x: random.rand(13, 28, 28, 1), y: labels})
    logit = found['logit'].astype(np.float64)
    sigmoid = 1 / (1 + np.exp(-logit))
    cost = -np.mean(labels * np.log(sigmoid) + (1 - labels) * np.log(1 - sigmoid))
    np.testing.assert_allclose(found['cost'], cost, rtol=1e-5)
    np.testing.assert_allclose(found['pred'], np.exp(logit) / np.exp(logit).sum(1, keepdims=True), rtol=1e-4)
    np.testing.assert_array_equal(found['pool1'], blockwise_maximum(np.maximum(found['conv1'], 0)))
    np.testing.assert_array_equal(found['pool2'], blockwise_maximum(np.maximum(found['conv2'], 0)))


def blockwise_maximum(h):
    batch, height, width, channels = h.shape
    return h.reshape(batch, height // 2, 2, width // 2, 2, channels).max((2, 4))
