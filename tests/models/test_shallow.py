import numpy as np

from tests.graph_support import run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.models.shallow import softmax_regression, two_layer


def inputs():
    return tf.placeholder(tf.float32, [None, 11]), tf.placeholder(tf.float32, [None, 3])


def test_softmax_regression():
    x, y = inputs()
    end_points = softmax_regression(x, y)
    assert [(name, shape) for name, shape, *_ in variable_table()] == [('out/W', [11, 3]), ('out/b', [3])]
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in end_points.items()} == {
        'logit': ('out/add', [None, 3]),
        'pred': ('Softmax', [None, 3]),
        'cost': ('Mean', []),
    }


def test_two_layer():
    x, y = inputs()
    with tf.variable_scope('outer'):
        end_points = two_layer(x, y, hidden_units=13)
    assert [(name, shape) for name, shape, *_ in variable_table()] == [
        ('outer/hidden/W', [11, 13]),
        ('outer/hidden/b', [13]),
        ('outer/out/W', [13, 3]),
        ('outer/out/b', [3]),
    ]
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in end_points.items()} == {
        'hidden': ('outer/hidden/add', [None, 13]),
        'logit': ('outer/out/add', [None, 3]),
        'pred': ('outer/Softmax', [None, 3]),
        'cost': ('outer/Mean', []),
    }


def test_the_activation_is_an_argument():
    x, y = inputs()
    end_points = two_layer(x, y, 13, tf.nn.sigmoid)
    values = np.random.RandomState(0).randn(7, 11)
    weights = [value_of(name) for name in variable_names()]
    logit, (W1, b1, W2, b2) = run([end_points['logit'], weights], {x: values})
    np.testing.assert_allclose(logit, 1 / (1 + np.exp(-(values @ W1 + b1))) @ W2 + b2, rtol=1e-4, atol=1e-5)
