"""`tf.contrib.distributions`, what it has beside `tf.distributions`."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.distributions.'


def _fed(tf, shape):
    """Means, deviations and values, whose batch has an unknown size if the shape says None."""
    known = [size or 3 for size in shape]
    tensors = []
    for index in range(3):
        value = fixed(*known) * (0.5 + index) + 0.01
        tensors.append(tf.placeholder_with_default(value.astype(np.float32), shape))
    return tensors[0], tf.abs(tensors[1]) + 0.1, tensors[2]


def _named(tf, tensors):
    """Tensors under names of their own."""
    return [tf.identity(tensor, name=f'found_{i}') for i, tensor in enumerate(tensors)]


def _normal(tf, shape, first):
    """A normal distribution of vectors, of whose methods one comes first."""
    loc, scale, value = _fed(tf, shape)
    one = tf.contrib.distributions.MultivariateNormalDiag(loc, scale)
    prior = tf.contrib.distributions.MultivariateNormalDiag(tf.zeros([2]), tf.ones([2]))
    if first == 'log_prob':
        found = [one.log_prob(value), one.log_prob(value), one.prob(value), one.sample(), prior.log_prob(value)]
        return _named(tf, found)
    if first == 'kl':
        kl = tf.contrib.distributions.kl_divergence
        return _named(tf, [kl(one, prior), kl(one, one), kl(prior, prior), one.sample()])
    if first == 'moments':
        found = [one.mean(), one.stddev(), one.variance(), one.covariance(), one.entropy(), one.mode(), one.sample()]
        return _named(tf, found)
    sample = one.sample()
    found = [sample, one.log_prob(sample), one.sample(5), one.sample([2, 3]), one.sample(seed=7), one.log_prob(sample)]
    return _named(tf, found) + [str(one.batch_shape), str(one.event_shape), str(sample.get_shape())]


def _independent(tf, shape, axes):
    logits = _fed(tf, shape)[0]
    elements = tf.contrib.distributions.Bernoulli(logits)
    one = tf.contrib.distributions.Independent(elements, axes)
    other = tf.contrib.distributions.Independent(tf.contrib.distributions.Normal(logits, 1.0), axes)
    third = tf.contrib.distributions.Independent(tf.contrib.distributions.Normal(logits * 2, 2.0), axes)
    sample = one.sample()
    found = [
        sample,
        one.log_prob(sample),
        one.sample(2),
        one.mean(),
        one.entropy(),
        one.mode(),
        other.sample(),
        other.stddev(),
        tf.contrib.distributions.kl_divergence(other, third),
    ]
    return _named(tf, found) + [str(one.batch_shape), str(one.event_shape)]


def _of_lists(tf):
    loc, scale = [-1.0, 0.5], [0.5, 0.25]
    tensor = tf.constant(loc)
    many = [tf.contrib.distributions.MultivariateNormalDiag(*given) for given in ((loc, scale), (tensor, scale))]
    many.append(tf.contrib.distributions.MultivariateNormalDiag([loc, scale], [scale, scale]))
    return _named(tf, [one.log_prob(loc) for one in many])


PROGRAMS = {}
for _title, _shape in (('', [3, 2]), (', unknown', [None, 2]), (', rank 3', [4, 3, 2]), (', vector', [2])):
    for _first in ('sample', 'log_prob', 'kl', 'moments'):
        PROGRAMS[f'MultivariateNormalDiag, {_first}{_title}'] = lambda tf, shape=_shape, first=_first: _normal(
            tf, shape, first
        )
PROGRAMS.update(
    {
        'MultivariateNormalDiag, lists': _of_lists,
        'Independent': lambda tf: _independent(tf, [3, 4, 5], 2),
        'Independent, unknown': lambda tf: _independent(tf, [None, 4, 5], 1),
        'Independent, default': lambda tf: _independent(tf, [3, 4, 5], None),
    }
)
