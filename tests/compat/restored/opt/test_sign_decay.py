import math

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.opt import sign_decay

STEPS = [0, 1, 7, 10, 13]


def values(decay):
    with tf.Session() as sess:
        return sess.run([decay(tf.constant(step, tf.int64)) for step in STEPS])


def test_a_line():
    np.testing.assert_allclose(values(sign_decay.get_linear_decay_fn(10)), [1, 0.9, 0.3, 0, 0], atol=1e-6)


def test_a_cosine():
    def expected(step):
        return 0.5 * (1 + math.cos(math.pi * 2 * 1.5 * min(step, 10) / 10))

    np.testing.assert_allclose(values(sign_decay.get_cosine_decay_fn(10, 1.5)), list(map(expected, STEPS)), atol=1e-6)
    ended = [
        value if min(step, 10) * 1.5 / 10 < 0.5 else 0 for step, value in zip(STEPS, map(expected, STEPS), strict=True)
    ]
    np.testing.assert_allclose(values(sign_decay.get_cosine_decay_fn(10, 1.5, 0.5)), ended, atol=1e-6)


def test_restarts():
    def expected(step):
        return 0.5 * (1 + math.cos(math.pi * (2 * min(step, 10) % 10) / 10))

    np.testing.assert_allclose(values(sign_decay.get_restart_decay_fn(10, 2)), list(map(expected, STEPS)), atol=1e-6)


@pytest.mark.parametrize('name', ['linear', 'cosine', 'restart'])
def test_a_step_is_needed(name):
    with pytest.raises(ValueError, match='global_step is required'):
        getattr(sign_decay, f'get_{name}_decay_fn')(10)(None)
