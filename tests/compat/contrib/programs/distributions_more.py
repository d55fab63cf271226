"""`tf.contrib.distributions`: classes as vectors, counts, mixtures, percentiles."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.distributions.'
LOGITS = fixed(4, 3).astype(np.float32)
SHARES = [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]]


def _named(tf, tensors):
    return [tf.identity(tensor, name=f'found_{i}') for i, tensor in enumerate(tensors)]


def _known(tf):
    return tf.constant(LOGITS)


def _unknown(tf):
    return tf.placeholder_with_default(LOGITS, [None, 3])


def _rank_3(tf):
    return tf.constant(fixed(2, 2, 3).astype(np.float32))


def _one_hot(logits, **named):
    def program(tf):
        ds = tf.contrib.distributions
        one = ds.OneHotCategorical(logits(tf), dtype=tf.float32, **named)
        other = ds.OneHotCategorical(2.0 * logits(tf), dtype=tf.float32)
        sample = one.sample()
        found = [sample, one.log_prob(sample), one.sample(5), one.sample([2, 3], seed=7), one.prob(one.mode())]
        found += [one.entropy(), one.variance(), one.covariance(), ds.kl_divergence(one, other), one.event_size]
        return _named(tf, found) + [one.name, str(one.batch_shape), str(one.event_shape), one.dtype.name]

    return program


def _of_probabilities(tf):
    one = tf.contrib.distributions.OneHotCategorical(probs=SHARES)
    return _named(tf, [one.sample(2), one.logits, one.probs, one.event_shape_tensor(), one.batch_shape_tensor()])


def _relaxed(kind, logits, temperature=0.5, **named):
    def program(tf):
        one = getattr(tf.contrib.distributions, kind)(temperature, logits(tf), **named)
        sample = one.sample()
        found = [sample, one.log_prob(sample), one.sample(5), one.sample([2, 3], seed=7), one.prob(sample)]
        found += [one.event_shape_tensor(), one.batch_shape_tensor()]
        return _named(tf, found) + [one.name, str(one.batch_shape), str(one.event_shape), str(sample.shape)]

    return program


def _relaxed_trained(tf):
    logits = tf.get_variable('logits', initializer=LOGITS)
    sample = tf.contrib.distributions.RelaxedOneHotCategorical(tf.constant(0.7), logits).sample(seed=3)
    loss = tf.reduce_sum(tf.square(sample - 0.5))
    return [sample, tf.gradients(loss, logits)[0]]


def _poisson(**named):
    def program(tf):
        one = tf.contrib.distributions.Poisson(**named)
        sample = one.sample(4)
        found = [sample, one.log_prob(sample), one.cdf(2.0), one.log_cdf([1.0, 2.0]), one.mean(), one.variance()]
        return _named(tf, found + [one.mode(), one.stddev(), one.rate, one.log_rate, one.sample(seed=5)])

    return program


def _components(tf, shape=()):
    ds = tf.contrib.distributions
    if shape == 'vectors':
        return [ds.MultivariateNormalDiag([-1.0, 0.5], [0.5, 0.2]), ds.MultivariateNormalDiag([2.0, 1.0], [0.3, 1.0])]
    return [ds.Normal(tf.fill(shape, mean), tf.fill(shape, scale)) for mean, scale in ((-1.0, 0.5), (2.0, 0.25))]


def _mixture(batch=(), **named):
    def program(tf):
        ds = tf.contrib.distributions
        one = ds.Mixture(
            ds.Categorical(probs=np.broadcast_to(np.float32([0.3, 0.7]), (*batch, 2))), _components(tf, batch), **named
        )
        sample = one.sample(6, seed=11)
        found = [sample, one.log_prob(sample), one.sample(), one.mean(), one.stddev(), one.entropy_lower_bound()]
        found += [one.prob(0.5), one.cdf(0.5)]
        return _named(tf, found) + [one.name, str(one.batch_shape), str(sample.shape), one.num_components]

    return program


def _mixture_of_vectors(tf):
    ds = tf.contrib.distributions
    one = ds.Mixture(ds.Categorical(logits=[0.2, 0.1]), _components(tf, 'vectors'))
    return [one.log_prob([0.5, 0.5]), one.mean(), str(one.event_shape)]


def _mixture_density_network(tf):
    """A mixture whose parts are layers, of a batch of unknown size."""
    ds = tf.contrib.distributions
    x = tf.placeholder_with_default(fixed(5, 4).astype(np.float32), [None, 4])
    hidden = tf.tanh(tf.matmul(x, tf.constant(fixed(4, 6).astype(np.float32))))
    means, scales, logits = tf.split(hidden, 3, axis=1)
    parts = [
        ds.Normal(loc=mean, scale=scale)
        for mean, scale in (
            (means[:, 0], tf.exp(scales[:, 0])),
            (means[:, 1], tf.exp(scales[:, 1])),
        )
    ]
    one = ds.Mixture(cat=ds.Categorical(logits=logits), components=parts)
    loss = -tf.reduce_mean(one.log_prob(tf.constant([0.1, 0.2, 0.3, 0.4, 0.5])))
    return _named(tf, [loss, one.sample(), one.mean(), tf.gradients(loss, x)[0]])


def _same_family(batch=(), unknown=False):
    def program(tf):
        ds = tf.contrib.distributions
        loc = np.broadcast_to([-1.0, 1.0, 0.5], (*batch, 3)).astype(np.float32)
        if unknown:
            loc = tf.placeholder_with_default(loc, [None, 3])
        one = ds.MixtureSameFamily(ds.Categorical(probs=[0.3, 0.5, 0.2]), ds.Normal(loc, [0.1, 0.5, 0.2]))
        sample = one.sample(4)
        found = [sample, one.log_prob(sample), one.mean(), one.variance(), one.cdf(0.5), one.sample(seed=3)]
        return _named(tf, found) + [one.name, str(one.batch_shape), str(sample.shape)]

    return program


def _same_family_of_vectors(tf):
    ds = tf.contrib.distributions
    parts = ds.MultivariateNormalDiag([[-1.0, 1.0], [1.0, -1.0]], [[0.3, 0.4], [0.6, 0.8]])
    one = ds.MixtureSameFamily(ds.Categorical(probs=[0.3, 0.7]), parts)
    return [one.log_prob([[0.5, 0.5]]), one.mean(), one.covariance(), str(one.event_shape)]


def _wrong(**named):
    def program(tf):
        ds = tf.contrib.distributions
        return ds.Mixture(ds.Categorical(probs=[0.3, 0.3, 0.4]), named.get('components') or _components(tf))

    return program


def _percentile(*arguments, **named):
    return lambda tf: tf.contrib.distributions.percentile(tf.constant(fixed(3, 4, 5)), *arguments, **named)


def _percentile_unknown(tf):
    x = tf.placeholder_with_default(fixed(3, 4, 5), [None, 4, 5])
    percentile = tf.contrib.distributions.percentile
    return [percentile(x, 30.0, axis=[0, 2], keep_dims=True), percentile(x, tf.constant(75)), percentile(x, 0.0, -1)]


PROGRAMS = {
    'OneHotCategorical': _one_hot(_known),
    'OneHotCategorical, unknown': _one_hot(_unknown),
    'OneHotCategorical, rank 3': _one_hot(_rank_3),
    'OneHotCategorical, probabilities': _of_probabilities,
    'OneHotCategorical, both': lambda tf: tf.contrib.distributions.OneHotCategorical(LOGITS, LOGITS),
    'ExpRelaxedOneHotCategorical': _relaxed('ExpRelaxedOneHotCategorical', _known),
    'ExpRelaxedOneHotCategorical, unknown': _relaxed('ExpRelaxedOneHotCategorical', _unknown, temperature=2.0),
    'RelaxedOneHotCategorical': _relaxed('RelaxedOneHotCategorical', _known),
    'RelaxedOneHotCategorical, unknown': _relaxed('RelaxedOneHotCategorical', _unknown, name='mine'),
    'RelaxedOneHotCategorical, rank 3': _relaxed('RelaxedOneHotCategorical', _rank_3, temperature=[0.5]),
    'RelaxedOneHotCategorical, trained': _relaxed_trained,
    'Poisson': _poisson(rate=[1.0, 2.5]),
    'Poisson, a logarithm': _poisson(log_rate=[0.5, 0.25]),
    'Poisson, checked': _poisson(rate=[1.0, 2.5], validate_args=True),
    'Poisson, neither': _poisson(),
    'Poisson, an integer': _poisson(rate=3),
    'Mixture': _mixture(),
    'Mixture, a batch': _mixture((3,)),
    'Mixture, checked': _mixture((3,), validate_args=True),
    'Mixture, a static graph': _mixture(use_static_graph=True),
    'Mixture, a batch, a static graph': _mixture((3,), use_static_graph=True),
    'Mixture, of vectors': _mixture_of_vectors,
    'Mixture, of layers': _mixture_density_network,
    'Mixture, another number': _wrong(),
    'Mixture, no distributions': _wrong(components=[1, 2, 3]),
    'MixtureSameFamily': _same_family(),
    'MixtureSameFamily, a batch': _same_family((2,)),
    'MixtureSameFamily, unknown': _same_family((2,), unknown=True),
    'MixtureSameFamily, of vectors': _same_family_of_vectors,
    'percentile': _percentile(30.0),
    'percentile, lower': _percentile(33.0, axis=1, interpolation='lower'),
    'percentile, higher': _percentile(33.0, axis=[0, -1], interpolation='higher'),
    'percentile, keep_dims': _percentile(50, keep_dims=True),
    'percentile, keep_dims of axes': _percentile(50, axis=[1, 2], keep_dims=True, validate_args=True),
    'percentile, unknown': _percentile_unknown,
    'percentile, no such axis': _percentile(50, axis=3),
    'percentile, linear': _percentile(50, interpolation='midpoint'),
}
