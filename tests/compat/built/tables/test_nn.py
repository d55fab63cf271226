"""Dropout as 1.15 computed it; which ops it is built from is compared in test_ops."""

import numpy as np
import pytest

from tf1_ref.compat import tf


def test_dropout_keeps_what_is_kept_scaled():
    x = np.random.RandomState(0).rand(101, 103).astype(np.float32) + 1
    with tf.Session() as sess:
        dropped = sess.run(tf.nn.dropout(tf.constant(x), 0.7))
    kept = dropped != 0
    assert abs(kept.mean() - 0.7) < 0.02
    np.testing.assert_allclose(dropped[kept], x[kept] / 0.7, rtol=1e-6)


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        ({}, 'must be provided'),
        ({'keep_prob': 0.5, 'rate': 0.5}, 'Cannot specify both'),
        ({'rate': 1.0}, r'the rate has to be in \[0, 1\), got 1.0'),
        ({'keep_prob': 1.5}, r'the rate has to be in \[0, 1\), got -0.5'),
    ],
)
def test_dropout_refuses_what_1_15_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        tf.nn.dropout(tf.ones([3]), **arguments)


def test_dropout_of_integers():
    with pytest.raises(ValueError, match='has to be a floating point tensor'):
        tf.nn.dropout(tf.constant([1]), 0.5)
