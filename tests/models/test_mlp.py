import numpy as np

from tests.graph_support import run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.models.mlp import mlp, placeholders


def test_variables_in_order():
    mlp(*placeholders())
    assert [(name, shape, trainable) for name, shape, _, trainable, _ in variable_table()] == [
        ('ih/W', [2, 64], True),
        ('ih/b', [64], True),
        ('hh/W', [64, 64], True),
        ('hh/b', [64], True),
        ('hl/W', [64, 4], True),
        ('hl/b', [4], True),
    ]


def test_end_points():
    x, y = placeholders()
    assert [(t.op.name, t.get_shape().as_list()) for t in (x, y)] == [
        ('Placeholder', [None, 2]),
        ('Placeholder_1', [None, 4]),
    ]
    found = {name: (tensor.op.name, tensor.get_shape().as_list()) for name, tensor in mlp(x, y).items()}
    assert found == {
        'ih': ('ih/add', [None, 64]),
        'hh': ('hh/add', [None, 64]),
        'logit': ('hl/add', [None, 4]),
        'pred': ('Softmax', [None, 4]),
        'cost': ('Mean', []),
    }


def test_names_under_an_outer_scope():
    x, y = placeholders()
    with tf.variable_scope('outer'):
        end_points = mlp(x, y)
    assert variable_names()[0] == 'outer/ih/W'
    assert end_points['cost'].op.name == 'outer/Mean'


def test_numpy_computes_the_same():
    x, y = placeholders()
    end_points = mlp(x, y)
    points = np.random.RandomState(0).randn(13, 2).astype(np.float32)
    labels = np.eye(4)[np.arange(13) % 4]
    weights = [value_of(name) for name in variable_names()]
    found, (W1, b1, W2, b2, W3, b3) = run([end_points, weights], {x: points, y: labels})
    logit = np.maximum(np.maximum(points @ W1 + b1, 0) @ W2 + b2, 0) @ W3 + b3
    pred = np.exp(logit) / np.exp(logit).sum(1, keepdims=True)
    np.testing.assert_allclose(found['logit'], logit, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found['pred'], pred, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found['cost'], -np.mean(np.sum(labels * np.log(pred), 1)), rtol=1e-5)
