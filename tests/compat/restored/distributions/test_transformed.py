import numpy as np
import pytest

from tests.graph_support import run
from tf1_ref.compat import tf
from tf1_ref.compat.restored.distributions.transformed import Exp, TransformedDistribution


def test_a_logarithmic_normal_distribution():
    normal = tf.distributions.Normal([0.5, -0.25], 0.75)
    one = TransformedDistribution(normal, Exp())
    y = np.array([0.5, 2.0])
    found = run([one.log_prob(y), one.prob(y), one.cdf(y), one.quantile(0.5), one.log_cdf(y)])
    density = np.exp(-((np.log(y) - [0.5, -0.25]) ** 2) / (2 * 0.75**2)) / (y * 0.75 * np.sqrt(2 * np.pi))
    np.testing.assert_allclose(found[0], np.log(density), rtol=1e-5)
    np.testing.assert_allclose(found[1], density, rtol=1e-5)
    np.testing.assert_allclose(found[3], np.exp([0.5, -0.25]), rtol=1e-5)  # the medians
    np.testing.assert_allclose(np.exp(found[4]), found[2], rtol=1e-5)
    assert one.name.startswith('expNormal') and one.batch_shape == [2] and one.event_shape == []


def test_samples_are_those_of_the_distribution_transformed():
    normal = tf.distributions.Normal(0.0, 1.0)
    values, transformed = run([normal.sample(5, seed=3), TransformedDistribution(normal, Exp()).sample(5, seed=3)])
    np.testing.assert_allclose(transformed, np.exp(values), rtol=1e-6)


def test_what_is_not_positive_is_told_where_arguments_are_checked():
    one = TransformedDistribution(tf.distributions.Normal(0.0, 1.0), Exp(validate_args=True))
    with pytest.raises(tf.errors.InvalidArgumentError, match='must be greater than 0'):
        run(one.log_prob(-1.0))
