import numpy as np
import pytest

from tests.compat.contrib import parity
from tests.graph_support import run
from tf1_ref.compat import tf

LOGITS = np.random.RandomState(0).randn(3, 5).astype(np.float32)
LABELS = np.eye(5, dtype=np.float32)[[4, 0, 2]]


@parity.programs_of('tf1_ref.compat.restored.nn')
def test_parity(family, title):
    parity.check(family, title)


@pytest.mark.parametrize(('reverse', 'n'), [(False, 0), (False, 3), (True, 0), (True, 4)])
def test_the_nth_element_as_numpy_sorts(reverse, n):
    expected = np.sort(LOGITS)[:, ::-1][:, n] if reverse else np.sort(LOGITS)[:, n]
    np.testing.assert_array_equal(run(tf.contrib.nn.nth_element(tf.constant(LOGITS), n, reverse)), expected)


def test_the_logits_come_first():
    softmax = np.exp(LOGITS) / np.exp(LOGITS).sum(1, keepdims=True)
    expected = -np.log((softmax * LABELS).sum(1))
    nn, logits = tf.contrib.nn, tf.constant(LOGITS)
    dense = nn.deprecated_flipped_softmax_cross_entropy_with_logits(logits, LABELS)
    sparse = nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits, LABELS.argmax(1))
    np.testing.assert_allclose(run([dense, sparse]), [expected, expected], rtol=1e-5)


def test_sigmoids_take_targets():
    found = tf.contrib.nn.deprecated_flipped_sigmoid_cross_entropy_with_logits(tf.constant(LOGITS), targets=LABELS)
    sigmoid = 1 / (1 + np.exp(-LOGITS))
    expected = -(LABELS * np.log(sigmoid) + (1 - LABELS) * np.log(1 - sigmoid))
    np.testing.assert_allclose(run(found), expected, rtol=1e-4, atol=1e-6)
