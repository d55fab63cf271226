import numpy as np
import pytest

from tests.graph_support import variable_names
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.schedules import warmup_cosine


def rates(warmup_steps, total_steps, peak=0.5, beyond=0):
    step = tf.placeholder(tf.int64, [])
    rate = warmup_cosine(step, peak, warmup_steps, total_steps)
    assert (rate.dtype, rate.get_shape().as_list(), variable_names()) == (tf.float32, [], [])
    with tf.Session() as sess:
        return np.array([sess.run(rate, {step: i}) for i in range(total_steps + beyond)])


def test_numpy_computes_the_same():
    found = rates(warmup_steps=4, total_steps=11)
    rise = 0.5 * np.arange(1, 5) / 5
    fall = 0.5 * 0.5 * (1 + np.cos(np.pi * np.arange(7) / 7))
    np.testing.assert_allclose(found, [*rise, *fall], rtol=1e-5)


def test_above_0_in_every_step_and_0_afterwards():
    found = rates(warmup_steps=0, total_steps=13, beyond=3)
    assert np.all(found[:13] > 0)
    assert found[0] == 0.5
    np.testing.assert_allclose(found[13:], 0, atol=1e-7)


@pytest.mark.parametrize(('warmup_steps', 'total_steps'), [(5, 5), (7, 5), (-1, 5)])
def test_a_warmup_that_does_not_end_in_time(warmup_steps, total_steps):
    with pytest.raises(
        InputError, match=f'the warm-up of {warmup_steps} steps has to end before the {total_steps} steps'
    ):
        warmup_cosine(tf.constant(0), 0.1, warmup_steps, total_steps)
