import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.compat.restored.rnn.stepping import fixed, with_weights
from tests.graph_support import WEIGHT, run, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.compat.restored.rnn.linear import Linear, linear


@parity.programs_of('tf1_ref.compat.restored.rnn.linear')
def test_parity(family, title):
    parity.check(family, title)


def of_class(args, size, bias, **initializers):
    return Linear(args, size, bias, **initializers)(args)


@pytest.mark.parametrize('function', [of_class, linear])
@pytest.mark.parametrize('bias', [True, False])
def test_product_of_joined_arguments(function, bias):
    with tf.variable_scope('outer'):
        found = function([tf.constant(fixed(3, 7)), tf.constant(fixed(3, 5))], 11, bias)
    names = [('outer/kernel', [12, 11]), ('outer/bias', [11])][: 2 if bias else 1]
    assert variable_table() == [(name, shape, 'float32', True, WEIGHT) for name, shape in names]
    found, weights = with_weights(found)
    expected = np.concatenate([fixed(3, 7), fixed(3, 5)], 1) @ weights['kernel'] + weights.get('bias', 0)
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize('function', [of_class, linear])
def test_initializers_and_dtype(function):
    given = tf.ones([3, 7], tf.float64)
    one, two = tf.constant_initializer(1.0), tf.constant_initializer(2.0)
    found = function(given, 11, True, kernel_initializer=one, bias_initializer=two)
    np.testing.assert_array_equal(run(found), np.full([3, 11], 9.0))
    assert found.dtype == tf.float64


def test_variables_are_made_once_by_the_class_and_by_scope_for_the_function():
    x = tf.zeros([3, 7])
    with tf.variable_scope('first'):
        made = Linear(x, 11, True)
        made(x)
        made(x)
    with tf.variable_scope('second'):
        linear(x, 11, True)
    with tf.variable_scope('second', reuse=True):
        linear(x, 11, True)
    assert variable_names() == ['first/kernel', 'first/bias', 'second/kernel', 'second/bias']
    with tf.variable_scope('second'), pytest.raises(ValueError, match='Variable second/kernel already exists'):
        linear(x, 11, True)


def test_only_the_kernel_is_partitioned():
    with tf.variable_scope('outer', partitioner=tf.fixed_size_partitioner(2)):
        linear(tf.zeros([3, 7]), 11, True)
    assert variable_names() == ['outer/kernel/part_0', 'outer/kernel/part_1', 'outer/bias']


@pytest.mark.parametrize('function', [of_class, linear])
def test_bad_arguments(function):
    with pytest.raises(ValueError, match='`args` must be specified'):
        function([], 11, True)
    with pytest.raises(ValueError, match=r'takes tensors \[batch, n\] with n known, got one of shape \(3, 5, 7\)'):
        function([tf.zeros([3, 5, 7])], 11, True)
    with pytest.raises(ValueError, match='with n known'):
        function(tf.placeholder(tf.float32, [3, None]), 11, True)
