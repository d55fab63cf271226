"""The functions that 1.15.5 approximates; `test_live` finds them to be its own, by the bits of a model's gradients."""

import numpy as np
import pytest

from tests.golden import approximations
from tf1_ref.compat import tf

UNIT = 2.0**-24  # half a unit in the last place of float32, relative, at most
FUNCTIONS = {
    'Exp': (approximations.exp, np.exp, -1),
    'Log1p': (approximations.log1p, np.log1p, 1),
    'Reciprocal': (approximations.reciprocal, lambda x: 1 / x, 1),
    'Rsqrt': (approximations.rsqrt, lambda x: 1 / np.sqrt(x), 1),
}
GRADIENTS = {  # of x and of the function's own value y
    'Exp': lambda x, y: y,
    'Log1p': lambda x, y: np.float32(1) / (np.float32(1) + x),
    'Reciprocal': lambda x, y: -y * y,
    'Rsqrt': lambda x, y: np.float32(-0.5) * y * y * y,
}


@pytest.fixture(params=FUNCTIONS)
def kind(request):
    if request.param == 'Rsqrt' and approximations._instruction() is None:
        pytest.skip('rsqrtps needs x86-64, and memory that may be executed')
    return request.param


def build(kind, x):
    """The op, as other functions of TensorFlow build it."""
    from tensorflow.python.ops import math_ops

    return getattr(math_ops, kind.lower())(tf.constant(x))


def inputs(size, sign=1):
    """Positive numbers, or negative ones, of many magnitudes."""
    random = np.random.RandomState(size)
    return sign * np.ldexp(random.uniform(0.5, 1, size), random.randint(-8, 6, size)).astype(np.float32)


@pytest.mark.parametrize('size', [5, 8, 1283])
def test_it_is_near_to_the_exact_value(kind, size):
    function, exact, sign = FUNCTIONS[kind]
    x = inputs(size, sign)
    found, expected = function(x), exact(x.astype(np.float64))
    assert (found.dtype, found.shape) == (np.float32, x.shape)
    np.testing.assert_allclose(found, expected, rtol=6 * UNIT)


def test_what_fills_no_register_is_rounded_right(kind):
    function, exact, sign = FUNCTIONS[kind]
    x = inputs(1283, sign)[:, np.newaxis]
    singly = np.array([function(one) for one in x])
    np.testing.assert_allclose(singly, exact(x.astype(np.float64)), rtol=2.1 * UNIT)
    assert np.any(singly != function(x)) == (kind != 'Reciprocal')  # the others are approximated, eight at a time


def test_an_op_gives_its_bits_and_so_does_its_gradient(kind):
    function, _, sign = FUNCTIONS[kind]
    x = inputs(1280, sign)
    with approximations.restored():
        y = build(kind, x)
        gradient = tf.gradients(y, y.op.inputs[0])[0]
    with tf.Session() as sess:
        y, gradient = sess.run([y, gradient])
    np.testing.assert_array_equal(y, function(x))
    np.testing.assert_allclose(gradient, GRADIENTS[kind](x, y), rtol=4 * UNIT)


def test_behind_it_ops_are_tensorflow_s_own(kind):
    with approximations.restored():
        assert build(kind, [1.0]).op.type == 'PyFuncStateless'
    assert build(kind, [1.0]).op.type == kind
