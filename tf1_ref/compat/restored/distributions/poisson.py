"""`tf.contrib.distributions.Poisson`.

Source: tf.contrib.distributions of TensorFlow 1.15 (poisson.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.distributions import distribution as base
from tensorflow.python.ops.distributions import util


class Poisson(base.Distribution):
    """Counts of what happens at a constant rate.

    Args:
        rate: how many are expected, above 0, of any shape; None if log_rate is given.
        log_rate: its logarithm; None if rate is given.
        validate_args: whether arguments are checked when the graph runs.
        allow_nan_stats: whether statistics may be undefined.
        name: of the scope of its ops.

    Raises:
        ValueError: not exactly one of the two is given.
        TypeError: it has no floating type.
    """

    def __init__(
        self,
        rate: Any = None,
        log_rate: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = 'Poisson',
    ):
        parameters = dict(locals())
        with tf1.name_scope(name, values=[rate]) as name:
            if (rate is None) == (log_rate is None):
                raise ValueError('Must specify exactly one of `rate` and `log_rate`.')
            given = 'rate' if log_rate is None else 'log_rate'
            value = tf1.convert_to_tensor(rate if log_rate is None else log_rate, name=given)
            if not value.dtype.is_floating:
                raise TypeError(f'{given}.dtype ({value.dtype.name}) is a not a float-type.')
            if log_rate is None:
                with tf1.control_dependencies([tf1.assert_positive(value)] if validate_args else []):
                    self._rate, self._log_rate = tf1.identity(value, name='rate'), tf1.log(value, name='log_rate')
            else:
                self._rate, self._log_rate = tf1.exp(value, name='rate'), value
        super().__init__(
            dtype=self._rate.dtype,
            reparameterization_type=base.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._rate],
            name=name,
        )

    @property
    def rate(self) -> tf1.Tensor:
        """How many are expected."""
        return self._rate

    @property
    def log_rate(self) -> tf1.Tensor:
        """The logarithm of the rate."""
        return self._log_rate

    def _batch_shape_tensor(self):
        return tf1.shape(self._rate)

    def _batch_shape(self):
        return self._rate.shape

    def _event_shape_tensor(self):
        return tf1.constant([], dtype=tf1.int32)

    def _event_shape(self):
        return tf1.TensorShape([])

    def _log_prob(self, x):
        x = self._checked(x)
        return x * self._log_rate - tf1.lgamma(1.0 + x) - self._rate

    def _cdf(self, x):
        return tf1.igammac(1.0 + self._checked(x), self._rate)

    def _log_cdf(self, x):
        return tf1.log(self.cdf(x))

    def _checked(self, x):
        return util.embed_check_nonnegative_integer_form(x) if self.validate_args else x

    def _mean(self):
        return tf1.identity(self._rate)

    def _variance(self):
        return tf1.identity(self._rate)

    def _mode(self):
        return tf1.floor(self._rate)

    def _sample_n(self, n, seed=None):
        return tf1.random_poisson(self._rate, [n], dtype=self.dtype, seed=seed)
