"""`tf.contrib.opt.ScipyOptimizerInterface` with SciPy itself; what it asks of SciPy has programs."""

import sys
from unittest import mock

import numpy as np
import pytest

from tests import needs
from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.opt.external_optimizer')
def test_parity(family, title):
    parity.check(family, title)


def minimum(sess, **options):
    vector = tf.Variable([7.0, 7.0])
    loss = tf.reduce_sum(tf.square(vector))
    if options.pop('constrained', False):
        options.update(equalities=[vector[1] - 1.0], inequalities=[vector[0] - 1.0], method='SLSQP')
    if 'bounds' in options:
        options['var_to_bounds'] = {vector: options.pop('bounds')}
    optimizer = tf.contrib.opt.ScipyOptimizerInterface(loss, [vector], **options)
    sess.run(vector.initializer)
    steps = []
    optimizer.minimize(step_callback=lambda x: steps.append(x.copy()))
    assert steps and all(step.shape == (2,) for step in steps)
    return sess.run(vector)


def test_finds_the_minimum():
    needs.modules('scipy')
    with tf.Session() as sess:
        np.testing.assert_allclose(minimum(sess, options={'maxiter': 100}), [0, 0], atol=1e-5)
        np.testing.assert_allclose(minimum(sess, bounds=([1, 2], np.inf)), [1, 2], atol=1e-6)
        np.testing.assert_allclose(minimum(sess, constrained=True), [1, 1], atol=1e-6)


def test_refuses_what_it_sets_itself():
    with tf.Session() as sess:
        with pytest.raises(ValueError, match='Bounds must be set using the var_to_bounds argument'):
            tf.contrib.opt.ScipyOptimizerInterface(tf.Variable(1.0), **{'bounds': 3}).minimize(initialized(sess))
        with pytest.raises(ValueError, match="'jac' is set automatically"):
            tf.contrib.opt.ScipyOptimizerInterface(tf.Variable(1.0), jac=False).minimize(initialized(sess))
        with pytest.raises(NotImplementedError, match='derive from ExternalOptimizerInterface'):
            tf.contrib.opt.ExternalOptimizerInterface(tf.Variable(1.0)).minimize(initialized(sess))


def test_without_scipy():
    with tf.Session() as sess, mock.patch.dict(sys.modules, {'scipy': None}):
        with pytest.raises(ImportError, match=r"pip install 'tf1_ref\[legacy\]'"):
            tf.contrib.opt.ScipyOptimizerInterface(tf.Variable(1.0)).minimize(initialized(sess))


def initialized(sess):
    sess.run(tf.global_variables_initializer())
    return sess
