import numpy as np
import pytest

from tests.graph_support import run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.layers import activations

X = np.linspace(-5, 5, 77).astype(np.float32)

FORMULAS = [
    (activations.sigmoid, 'Sigmoid', 1 / (1 + np.exp(-X))),
    (activations.tanh, 'Tanh', np.tanh(X)),
    (activations.relu, 'Relu', np.maximum(0, X)),
    (activations.leaky_relu, 'Maximum', np.maximum(0.1 * X, X)),
    (activations.elu, 'Elu', np.where(X >= 0, X, np.exp(X) - 1)),
]


@pytest.mark.parametrize(('activation', 'op', 'expected'), FORMULAS, ids=lambda value: getattr(value, '__name__', ''))
def test_the_formula_on_the_slide(activation, op, expected):
    x = tf.placeholder(tf.float32, [None, 7])
    with tf.variable_scope('outer'):
        h = activation(x)
    assert (h.op.name, h.get_shape().as_list()) == (f'outer/{op}', [None, 7])
    assert variable_names() == []
    np.testing.assert_allclose(run(h, {x: X.reshape([11, 7])}).ravel(), expected, rtol=1e-5, atol=1e-6)


def test_maxout_is_the_larger_of_two_linear_functions():
    x = np.random.RandomState(2).randn(17, 11).astype(np.float32)
    h = activations.maxout(tf.constant(x), [11, 13], 'maxout')
    assert [(name, shape) for name, shape, *_ in variable_table()] == [
        ('maxout/w1/W', [11, 13]),
        ('maxout/w1/b', [13]),
        ('maxout/w2/W', [11, 13]),
        ('maxout/w2/b', [13]),
    ]
    assert (h.op.name, h.get_shape().as_list()) == ('maxout/Maximum', [17, 13])
    found, w1, w2 = run([h, value_of('maxout/w1/W'), value_of('maxout/w2/W')])
    np.testing.assert_allclose(found, np.maximum(x @ w1, x @ w2), rtol=1e-5, atol=1e-5)
    assert not np.allclose(w1, w2)


def test_maxout_shares_its_variables_with_reuse():
    x = tf.ones([17, 11])
    first = activations.maxout(x, [11, 13], 'maxout')
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        second = activations.maxout(x, [11, 13], 'maxout')
    assert len(variable_names()) == 4
    np.testing.assert_array_equal(*run([first, second]))
