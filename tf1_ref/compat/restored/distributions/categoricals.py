"""Distributions over classes, given as vectors: one-hot, and relaxed to differentiable ones.

Source: tf.contrib.distributions of TensorFlow 1.15 (onehot_categorical.py, relaxed_onehot_categorical.py); the relaxed
ones are those of Maddison et al., 2017, and Jang et al., 2017.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import control_flow_ops
from tensorflow.python.ops.distributions import distribution as base
from tensorflow.python.ops.distributions import kullback_leibler, util

from tf1_ref.compat.restored.distributions.transformed import Exp, TransformedDistribution


class _OfClasses(base.Distribution):
    """What the two have in common: logits `[..., classes]`, and events that are vectors."""

    def _begin(self, name, logits, probs, validate_args):
        self._logits, self._probs = util.get_logits_and_probs(
            name=name, logits=logits, probs=probs, validate_args=validate_args, multidimensional=True
        )

    def _measure(self):
        rank = self._logits.shape.with_rank_at_least(1).ndims
        if rank is None:
            with tf1.name_scope('batch_rank'):
                self._batch_rank = tf1.rank(self._logits) - 1
        else:
            self._batch_rank = tf1.convert_to_tensor(rank - 1, dtype=tf1.int32, name='batch_rank')
        with tf1.name_scope('event_size'):
            self._event_size = tf1.shape(self._logits)[-1]

    @property
    def event_size(self) -> tf1.Tensor:
        """How many classes there are, a scalar."""
        return self._event_size

    @property
    def logits(self) -> tf1.Tensor:
        """The logarithms of the probabilities, up to a constant."""
        return self._logits

    @property
    def probs(self) -> tf1.Tensor:
        """The probabilities."""
        return self._probs

    def _batch_shape_tensor(self):
        return tf1.shape(self._logits)[:-1]

    def _batch_shape(self):
        return self._logits.shape[:-1]

    def _event_shape_tensor(self):
        return tf1.shape(self._logits)[-1:]

    def _event_shape(self):
        return self._logits.shape.with_rank_at_least(1)[-1:]

    def _flat_with(self, x, axis):
        """Examples and logits in one shape, that shape without the classes, and both as matrices."""
        x, logits = self._checked(x), self._logits
        if not (x.shape.is_fully_defined() and logits.shape.is_fully_defined() and x.shape == logits.shape):
            logits = tf1.ones_like(x, dtype=logits.dtype) * logits
            x = tf1.ones_like(logits, dtype=x.dtype) * x
        shape = tf1.shape(tf1.reduce_sum(logits, axis=axis))
        logits = tf1.reshape(logits, [-1, self._event_size])
        return tf1.reshape(x, [-1, self._event_size]), logits, shape

    def _checked(self, x):
        if not self.validate_args:
            return x
        checks = [
            tf1.assert_non_positive(x),
            tf1.debugging.assert_near(tf1.zeros([], dtype=self.dtype), tf1.reduce_logsumexp(x, axis=[-1])),
        ]
        return control_flow_ops.with_dependencies(checks, x)


class OneHotCategorical(_OfClasses):
    """Classes drawn by their probabilities, as one-hot vectors.

    Args:
        logits: `[..., classes]`; None if probs are given.
        probs: `[..., classes]`, of which each vector sums to 1; None if logits are given.
        dtype: of what is drawn.
        validate_args: whether arguments are checked when the graph runs.
        allow_nan_stats: whether statistics may be undefined.
        name: of the scope of its ops.

    Raises:
        ValueError: not exactly one of logits and probs is given.
    """

    def __init__(
        self,
        logits: Any = None,
        probs: Any = None,
        dtype: tf1.DType = tf1.int32,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = 'OneHotCategorical',
    ):
        parameters = dict(locals())
        with tf1.name_scope(name, values=[logits, probs]) as name:
            self._begin(name, logits, probs, validate_args)
            self._measure()
        super().__init__(
            dtype=dtype,
            reparameterization_type=base.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._logits, self._probs],
            name=name,
        )

    def _sample_n(self, n, seed=None):
        shape = tf1.concat([[n], tf1.shape(self._logits)], 0)
        logits = self._logits
        if logits.shape.ndims != 2:
            logits = tf1.reshape(logits, [-1, self._event_size])
        drawn = tf1.transpose(tf1.multinomial(logits, n, seed=seed))
        return tf1.reshape(tf1.one_hot(drawn, self._event_size, dtype=self.dtype), shape)

    def _log_prob(self, x):
        x, logits, shape = self._flat_with(x, -1)
        return tf1.reshape(-tf1.nn.softmax_cross_entropy_with_logits(labels=x, logits=logits), shape)

    def _entropy(self):
        return -tf1.reduce_sum(tf1.nn.log_softmax(self._logits) * self._probs, axis=-1)

    def _mode(self):
        found = tf1.one_hot(tf1.argmax(self._logits, axis=self._batch_rank), self._event_size, dtype=self.dtype)
        found.set_shape(self._logits.shape)
        return found

    def _covariance(self):
        p = self._probs
        return tf1.matrix_set_diag(-tf1.matmul(p[..., None], p[..., None, :]), self._variance())

    def _variance(self):
        return self._probs * (1.0 - self._probs)


@kullback_leibler.RegisterKL(OneHotCategorical, OneHotCategorical)
def _kl(a: OneHotCategorical, b: OneHotCategorical, name: str | None = None) -> tf1.Tensor:
    with tf1.name_scope(name, 'kl_categorical_categorical', values=[a.logits, b.logits]):
        probs = tf1.nn.softmax(a.logits)
        return tf1.reduce_sum(probs * (tf1.nn.log_softmax(a.logits) - tf1.nn.log_softmax(b.logits)), axis=-1)


class ExpRelaxedOneHotCategorical(_OfClasses):
    """The logarithms of what `RelaxedOneHotCategorical` draws.

    Args:
        temperature: a scalar above 0; the lower, the nearer to one-hot vectors.
        logits: `[..., classes]`; None if probs are given.
        probs: `[..., classes]`, of which each vector sums to 1; None if logits are given.
        dtype: of what is drawn; None for that of the logits.
        validate_args: whether arguments are checked when the graph runs.
        allow_nan_stats: whether statistics may be undefined.
        name: of the scope of its ops.

    Raises:
        ValueError: not exactly one of logits and probs is given.
    """

    def __init__(
        self,
        temperature: Any,
        logits: Any = None,
        probs: Any = None,
        dtype: tf1.DType | None = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = 'ExpRelaxedOneHotCategorical',
    ):
        parameters = dict(locals())
        with tf1.name_scope(name, values=[logits, probs, temperature]) as name:
            self._begin(name, logits, probs, validate_args)
            if dtype is None:
                dtype = self._logits.dtype
                if not validate_args:
                    temperature = tf1.cast(temperature, dtype)
            with tf1.control_dependencies([tf1.assert_positive(temperature)] if validate_args else []):
                self._temperature = tf1.identity(temperature, name='temperature')
                self._temperature_2d = tf1.reshape(temperature, [-1, 1], name='temperature_2d')
            self._measure()
        super().__init__(
            dtype=dtype,
            reparameterization_type=base.FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._logits, self._probs, self._temperature],
            name=name,
        )

    @property
    def temperature(self) -> tf1.Tensor:
        """The temperature, a scalar."""
        return self._temperature

    def _sample_n(self, n, seed=None):
        shape = tf1.concat([[n], tf1.shape(self._logits)], 0)
        logits = tf1.reshape(self._logits * tf1.ones(shape, dtype=self.dtype), [-1, self._event_size])
        uniform = tf1.random_uniform(
            tf1.shape(logits), np.finfo(self.dtype.as_numpy_dtype).tiny, 1.0, dtype=self.dtype, seed=seed
        )
        gumbel = -tf1.log(-tf1.log(uniform))
        return tf1.reshape(tf1.nn.log_softmax(tf1.div(gumbel + logits, self._temperature_2d)), shape)

    def _log_prob(self, x):
        x, logits, shape = self._flat_with(x, [-1])
        classes = tf1.cast(self._event_size, x.dtype)
        constant = tf1.lgamma(classes) + (classes - 1.0) * tf1.log(self._temperature)
        each = tf1.nn.log_softmax(logits - x * self._temperature_2d)
        return tf1.reshape(constant + tf1.reduce_sum(each, [-1]), shape)


class RelaxedOneHotCategorical(TransformedDistribution):
    """Vectors of positive numbers that sum to 1, near one-hot vectors; differentiable in logits and temperature.

    Args:
        temperature: a scalar above 0; the lower, the nearer to one-hot vectors.
        logits: `[..., classes]`; None if probs are given.
        probs: `[..., classes]`, of which each vector sums to 1; None if logits are given.
        dtype: of what is drawn; None for that of the logits.
        validate_args: whether arguments are checked when the graph runs.
        allow_nan_stats: whether statistics may be undefined.
        name: of the scope of its ops.

    Raises:
        ValueError: not exactly one of logits and probs is given.
    """

    def __init__(
        self,
        temperature: Any,
        logits: Any = None,
        probs: Any = None,
        dtype: tf1.DType | None = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = 'RelaxedOneHotCategorical',
    ):
        logarithm = ExpRelaxedOneHotCategorical(
            temperature, logits, probs, dtype, validate_args=validate_args, allow_nan_stats=allow_nan_stats
        )
        super().__init__(logarithm, Exp(), name=name)
