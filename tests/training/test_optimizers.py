import numpy as np
import pytest

from tests.graph_support import variable_names
from tf1_ref.compat import tf
from tf1_ref.scripts import training_flags
from tf1_ref.training.optimizers import OPTIMIZERS

START, RATE, STEPS = np.array([3.0, -2.0, 0.5]), 0.1, 5


def path(optimizer):
    """The points of `STEPS` steps on the cost sum(w^2 / 2), whose gradient is w."""
    w = tf.get_variable('w', initializer=tf.constant(START, tf.float32))
    train_op = OPTIMIZERS[optimizer](tf.reduce_sum(w**2) / 2, RATE)
    points = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(STEPS):
            sess.run(train_op)
            points.append(sess.run(w))
    return np.array(points)


def sgd():
    w = START.copy()
    for _ in range(STEPS):
        w = w - RATE * w
        yield w


def momentum():
    w, v = START.copy(), 0
    for _ in range(STEPS):
        v = 0.9 * v + w
        w = w - RATE * v
        yield w


def rmsprop():
    w, ms = START.copy(), 1.0  # TensorFlow starts the mean square at one
    for _ in range(STEPS):
        ms = 0.9 * ms + 0.1 * w**2
        w = w - RATE * w / np.sqrt(ms + 1e-10)
        yield w


def adam():
    # 1 - 0.999 and 1 - 0.999^t lose digits in float32, so the model takes them in float32 too.
    w, m, v, one = START.astype(np.float32), 0, 0, np.float32(1)
    beta1, beta2 = np.float32(0.9), np.float32(0.999)
    power1, power2 = beta1, beta2
    for _ in range(STEPS):
        m, v = beta1 * m + (one - beta1) * w, beta2 * v + (one - beta2) * w**2
        w = w - np.float32(RATE) * np.sqrt(one - power2) / (one - power1) * m / (np.sqrt(v) + np.float32(1e-8))
        power1, power2 = power1 * beta1, power2 * beta2
        yield w


@pytest.mark.parametrize('rule', [sgd, momentum, rmsprop, adam], ids=lambda rule: rule.__name__)
def test_numpy_takes_the_same_path(rule):
    np.testing.assert_allclose(path(rule.__name__), list(rule()), rtol=1e-5)


@pytest.mark.parametrize(
    ('optimizer', 'slots'),
    [
        ('sgd', []),
        ('momentum', ['w/Momentum']),
        ('rmsprop', ['w/RMSProp', 'w/RMSProp_1']),
        ('adam', ['beta1_power', 'beta2_power', 'w/Adam', 'w/Adam_1']),
    ],
)
def test_slots(optimizer, slots):
    path(optimizer)
    assert variable_names() == ['w', *slots]


def test_the_flag_names_every_optimizer():
    assert tuple(OPTIMIZERS) == training_flags.OPTIMIZERS
